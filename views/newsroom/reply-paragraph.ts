import type { Directory } from '../../src/domain/directory.ts';
import { entryOf } from '../../src/domain/entry.ts';
import type { Incident, Reply } from '../../src/domain/incident.ts';
import { promiseAt } from '../../src/domain/promise.ts';
import { coarseDate, type Span } from '../../src/domain/span.ts';
import { type Language, wordsIn } from '../../src/domain/words.ts';
import { type Instant, localDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { coarseWords, dayWords } from '../format/dates.ts';
import { textLanguage } from '../format/language.ts';
import { natureWords, quoted } from '../parts/words.tsx';
import { readerOf } from '../reader.ts';

export type ParagraphAsked = { directory: Pick<Directory, 'offices'>; baseUrl: string; now: Instant };

/**
 * A paragraph for the newsroom's own site: what was said, that the office was asked, what it replied or that nothing has come by
 * `now` (UTC milliseconds), and the link. It names the office, and no person.
 */
export function replyParagraph(lang: Language, incident: Incident, reply: Reply, asked: ParagraphAsked): string {
  const { directory, baseUrl, now } = asked;
  const r = readerOf(lang);
  const promise = incident.promises.find(({ id }) => id === reply.to);
  const entry = entryOf(incident, promise?.madeIn ?? reply.to);
  const id = entry.by?.office ?? incident.office;
  const office = wordsIn(directory.offices.find((one) => one.id === id)?.name ?? {}, lang)?.text ?? id;
  const on = (span: Span, form?: 'on') =>
    coarseWords(r, coarseDate(span, incident.zone), form === undefined ? {} : { form });
  const due = promise === undefined ? null : promiseAt(promise, incident, now).dueOn;
  const said = promise === undefined ? (entry.text ?? entry.quote ?? '') : promise.text;
  const words = `${promise === undefined ? '' : `${natureWords(r, promise.nature)}: `}${bare(said)}`;
  const path = promise === undefined ? `/incidents/${incident.slug}` : `/promises/${incident.slug}/${promise.id}`;
  return [
    r.t('paragraph.said', { office, on: on(entry.at), words }),
    due === null ? null : r.t('paragraph.due', { due: bare(dayWords(r, due)) }),
    reply.asked === null ? null : r.t('paragraph.asked', { on: on(reply.asked, 'on') }),
    came(),
    r.t('paragraph.link', { url: `${baseUrl}${address(lang, path)}` }),
  ]
    .filter((sentence) => sentence !== null)
    .join(' ')
    .replaceAll('\u2060', '')
    .replaceAll('\u00a0', ' ');

  function came(): string {
    if (reply.at === null && reply.text === null)
      return r.t('paragraph.none', { on: dayWords(r, localDate(now, incident.zone)) });
    const day = reply.at === null ? dayWords(r, localDate(now, incident.zone)) : on(reply.at);
    if (reply.text === null)
      return r.t('paragraph.came.no_words', { on: reply.at === null ? day : on(reply.at, 'on') });
    return sentence(r.t('paragraph.came', { on: day, words: quoted(reply.text, textLanguage(reply.text, 'ru')) }));
  }
}

/** Without the stop at its end: another one follows. */
const bare = (words: string): string => words.trim().replace(/\.$/, '');
const sentence = (words: string): string => (/[.!?…][»”]?$/.test(words) ? words : `${words}.`);
