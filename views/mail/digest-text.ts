import { DIGEST_LISTS, type DigestLine } from '../../src/domain/digest.ts';
import type { Directory } from '../../src/domain/directory.ts';
import { type Language, type Texts, wordsIn } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import { correctedWords } from '../digests/correction-words.ts';
import { forewordWords, struckWords } from '../digests/editors.tsx';
import {
  type DigestTold,
  dueWords,
  fellDueLastNight,
  issuedMinute,
  PARTED,
  type ShownDigest,
  statusLine,
  summaryWords,
  weekWords,
  whoWords,
} from '../digests/words.ts';
import { coarseWords } from '../format/dates.ts';
import { capital } from '../format/text.ts';
import { channelsWords } from '../incidents/looked.tsx';
import { momentWords, zoneWords } from '../parts/moment.tsx';
import { readerOf } from '../reader.ts';

export type DigestTextOptions = {
  directory: Pick<Directory, 'offices' | 'officials'>;
  /** The public address of the site, without a slash at its end. */
  baseUrl: string;
  lang: Language;
  /** Of the digest's weeks. */
  zone: string;
  /** Titles of incidents by slug: where given, each line says which event it belongs to. */
  titles?: ReadonlyMap<string, Texts>;
};

type Told = DigestTold & { titles: ReadonlyMap<string, Texts> };

const WIDTH = 76;

/** The digest as plain text: the same facts and words as its page, every line with its link. Ends with a line end. */
export function digestText(
  { digest, issuedAt }: ShownDigest,
  { directory, baseUrl, lang, zone, titles = new Map() }: DigestTextOptions,
): string {
  const r = readerOf(lang);
  const told: Told = { r, digest, directory, zone, titles };
  const link = (path: string) => baseUrl + address(lang, path);
  const cutOff = Date.parse(digest.cut_off);
  const moment = (at: number, ends = false) => `${momentWords(r, { at, zone, ends })}, ${zoneWords(r, zone, at)}`;
  const blocks = [
    r.t('digest.mail_head', { week: digest.week }),
    capital(weekWords(r, digest, zone)),
    wrapped(summaryWords(r, digest).join(' ')),
    ...corrections(told, link),
    ...forewordWords(told).map((words) => wrapped(words)),
    ...DIGEST_LISTS.flatMap((list) => {
      const lines = digest[list];
      if (lines.length === 0) return [];
      const parted = PARTED.some((name) => name === list);
      const head = heading(r.t(`digest.list.${list}`));
      return parted
        ? [head, ...partedLines(told, lines, link)]
        : [head, ...lines.map((line) => entry(told, line, link))];
    }),
    ...silent(told, link),
    ...counts(told).map((words) => wrapped(words)),
    ...struck(told, link),
    '--',
    wrapped(
      issuedAt === null
        ? r.t('digest.preview', { cutoff: moment(cutOff, true) })
        : r.t('digest.issued', {
            cutoff: moment(cutOff, true),
            on: momentWords(r, { at: issuedMinute(issuedAt), zone }),
          }),
    ),
    link(`/digests/${digest.week}`),
  ];
  // What must not part on a page may be copied from a letter as it is.
  return `${blocks.join('\n\n')}\n`.replaceAll('\u00a0', ' ').replaceAll('\u2060', '');
}

type Link = (path: string) => string;

function partedLines(told: Told, lines: readonly DigestLine[], link: Link): string[] {
  const looked = lines.filter((line) => line.checked_since_due === true);
  const others = lines.filter((line) => line.checked_since_due !== true);
  return [
    ...(looked.length === 0
      ? []
      : [`${told.r.t('digest.checked')}:`, ...looked.map((line) => entry(told, line, link))]),
    ...(others.length === 0
      ? []
      : [`${told.r.t('digest.unchecked')}:`, ...others.map((line) => entry(told, line, link))]),
  ];
}

function entry(told: Told, line: DigestLine, link: Link): string {
  const status = fellDueLastNight(line, told.digest) ? [] : [statusLine(told, line)];
  return [
    wrapped(capital(line.words), '- ', '  '),
    wrapped([...titleOf(told, line), whoWords(told, line)].join(' '), '  '),
    wrapped([...status, ...dueWords(told, line)].join(' '), '  '),
    `  ${link(`/promises/${line.incident}/${line.promise}`)}`,
  ].join('\n');
}

function titleOf({ r, titles }: Told, { incident }: DigestLine): string[] {
  const title = wordsIn(titles.get(incident) ?? {}, r.lang);
  return title === undefined ? [] : [`${title.text}.`];
}

function corrections({ r, digest, directory }: DigestTold, link: Link): string[] {
  if (digest.corrections.length === 0) return [];
  return [
    heading(r.t('digest.list.corrections')),
    ...digest.corrections.map((correction) => {
      const side = (value: unknown) => correctedWords(r, correction, value, directory);
      const words = r.t('digest.correction', {
        week: correction.week,
        field: r.t(`digest.field.${correction.field}`),
        was: side(correction.was),
        is: side(correction.is),
      });
      return `${wrapped(words, '- ', '  ')}\n  ${link(`/promises/${correction.incident}/${correction.promise}`)}`;
    }),
  ];
}

function silent({ r, digest, directory }: DigestTold, link: Link): string[] {
  if (digest.no_first_post.length === 0) return [];
  return [
    heading(r.t('digest.list.no_first_post')),
    ...digest.no_first_post.map((line) => {
      const office = directory.offices.find(({ id }) => id === line.office);
      const words = r.t('digest.no_first_post', {
        office: wordsIn(office?.name ?? {}, r.lang)?.text ?? line.office,
        on: coarseWords(r, line.checked_on, { form: 'on' }),
        channels: channelsWords(r, line.channels as Parameters<typeof channelsWords>[1]),
      });
      return `${wrapped(words, '- ', '  ')}\n  ${link(`/incidents/${line.incident}`)}`;
    }),
  ];
}

function struck(told: Told, link: Link): string[] {
  const lines = told.digest.struck ?? [];
  if (lines.length === 0) return [];
  const words = struckWords(told);
  return [
    heading(told.r.t('digest.list.struck')),
    ...lines.map(
      ({ incident }, index) => `${wrapped(words[index] ?? '', '- ', '  ')}\n  ${link(`/incidents/${incident}`)}`,
    ),
  ];
}

function counts({ r, digest }: DigestTold): string[] {
  const { under_review, not_rechecked } = digest;
  return [
    ...(under_review === 0 ? [] : [r.t('digest.under_review', { count: under_review })]),
    ...(not_rechecked === 0 ? [] : [r.t('digest.not_rechecked', { count: not_rechecked })]),
  ];
}

const heading = (words: string): string => `${words}\n${'-'.repeat(words.length)}`;

/** Lines of at most `WIDTH` letters, broken at blanks; a figure stays with its word. */
function wrapped(text: string, first = '', rest = first): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.replaceAll('\u2060', '').split(/[ \n]+/)) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      [line, empty] = [rest, true];
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join('\n');
}
