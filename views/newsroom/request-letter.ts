import type { Directory } from '../../src/domain/directory.ts';
import type { MondayLine } from '../../src/domain/monday.ts';
import { promisor } from '../../src/domain/office.ts';
import { coarseDate } from '../../src/domain/span.ts';
import { wordsIn } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import { coarseWords, dayWords } from '../format/dates.ts';
import { natureWords, quoted } from '../parts/words.tsx';
import { readerOf } from '../reader.ts';

/** The languages in which an office is asked. */
export const LETTER_LANGUAGES = ['ru', 'kk'] as const;
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number];

export type RequestLetter = { subject: string; text: string };

/**
 * A letter that asks an office what came of its words: who, when, the words themselves where they are recorded, the due day, the
 * question. It goes to the office and names no person.
 */
export function requestLetter(
  lang: LetterLanguage,
  { incident, promise, state, office }: MondayLine,
  { directory, baseUrl }: { directory: Pick<Directory, 'offices'>; baseUrl: string },
): RequestLetter {
  const r = readerOf(lang);
  const { statement } = promisor(promise, incident);
  const due = state.dueOn === null ? '' : dayWords(r, state.dueOn);
  const name = wordsIn(directory.offices.find(({ id }) => id === office)?.name ?? {}, lang)?.text ?? office;
  const { quote } = statement;
  const facts = [
    r.t('letter.who', { office: name }),
    r.t('letter.when', { on: coarseWords(r, coarseDate(statement.at, incident.zone)) }),
    ...(quote === null ? [] : [r.t('letter.words', { words: quoted(quote, statement.lang) })]),
    `${natureWords(r, promise.nature)}: ${promise.text}`,
    r.t('letter.due', { due }),
  ];
  const text = [
    r.t('letter.hello'),
    facts.join('\n'),
    r.t(state.status === 'overdue' ? 'letter.question.past' : 'letter.question.ahead'),
    `${r.t('letter.close')}\n${baseUrl}${address(lang, `/promises/${incident.slug}/${promise.id}`)}`,
  ].join('\n\n');
  return { subject: plain(r.t('letter.subject', { due })), text: plain(text) };
}

/** The letter as a link that opens it in a program for mail. */
export function letterLink({ subject, text }: RequestLetter): string {
  const body = encodeURIComponent(text.replaceAll('\n', '\r\n'));
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${body}`;
}

const plain = (words: string): string => words.replaceAll('\u2060', '').replaceAll('\u00a0', ' ');
