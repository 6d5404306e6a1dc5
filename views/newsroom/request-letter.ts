import type { Directory } from '../../src/domain/directory.ts';
import type { MondayLine } from '../../src/domain/monday.ts';
import { promisor } from '../../src/domain/office.ts';
import { REPLY_WINDOW_HOURS } from '../../src/domain/publication.ts';
import { coarseDate } from '../../src/domain/span.ts';
import { wordsIn } from '../../src/domain/words.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
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
 * question, and how long the newsroom waits. It goes to the office and names no person. `on`: the day on which it is written.
 */
export function requestLetter(
  lang: LetterLanguage,
  line: MondayLine,
  { directory, baseUrl, on }: { directory: Pick<Directory, 'offices'>; baseUrl: string; on?: LocalDate },
): RequestLetter {
  const { incident, promise, state, office } = line;
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
    ...(due === '' ? [] : [r.t('letter.due', { due })]),
  ];
  const text = [
    ...(on === undefined ? [] : [dayWords(r, on)]),
    r.t('letter.hello'),
    facts.join('\n'),
    r.t(questionKey(line)),
    r.t('letter.window', { hours: REPLY_WINDOW_HOURS }),
    `${r.t('letter.close')}\n${baseUrl}${address(lang, `/promises/${incident.slug}/${promise.id}`)}`,
  ].join('\n\n');
  const subject = due === '' ? r.t('letter.subject.no_due') : r.t('letter.subject', { due });
  return { subject: plain(subject), text: plain(text) };
}

function questionKey({ state }: MondayLine) {
  if (state.status === 'overdue') return 'letter.question.past';
  return state.dueOn === null ? 'letter.question.open' : 'letter.question.ahead';
}

/** The letter as a link that opens it in a program for mail. */
export function letterLink({ subject, text }: RequestLetter): string {
  const body = encodeURIComponent(text.replaceAll('\n', '\r\n'));
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${body}`;
}

const plain = (words: string): string => words.replaceAll('\u2060', '').replaceAll('\u00a0', ' ');
