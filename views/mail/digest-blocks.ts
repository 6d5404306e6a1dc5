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

/**
 * A part of a post that stays together: its lines of plain text, and where it leads. `title` and `heading` open what follows;
 * an `item` is one line of a list, its first words are what was promised.
 */
export type Block = {
  kind: 'title' | 'heading' | 'subheading' | 'words' | 'item';
  lines: string[];
  link?: { url: string; words: string };
};

export type DigestBlocksOptions = {
  directory: Pick<Directory, 'offices' | 'officials'>;
  /** The public address of the site, without a slash at its end. */
  baseUrl: string;
  lang: Language;
  /** Of the digest's weeks. */
  zone: string;
  /** Of the public incidents, by slug. */
  titles: ReadonlyMap<string, Texts>;
};

type Told = DigestTold & Pick<DigestBlocksOptions, 'titles'> & { link: (path: string) => string };

/** The digest for a post in a messenger: the words of its page, every line with its link. `shown` holds public lines alone. */
export function digestBlocks({ digest, issuedAt }: ShownDigest, options: DigestBlocksOptions): Block[] {
  const { directory, baseUrl, lang, zone, titles } = options;
  const r = readerOf(lang);
  const told: Told = { r, digest, directory, zone, titles, link: (path) => baseUrl + address(lang, path) };
  return [
    block('title', `${r.t('site.name')}. ${r.t('digest.title', { week: weekWords(r, digest, zone) })}`),
    block('words', summaryWords(r, digest).join(' ')),
    ...corrections(told),
    ...forewordWords(told).map((words) => block('words', words)),
    ...DIGEST_LISTS.flatMap((list) => listBlocks(told, list)),
    ...silent(told),
    ...struck(told),
    ...counts(told),
    { ...block('words', issuedWords(told, issuedAt)), link: whole(told) },
  ].map(copied);
}

const block = (kind: Block['kind'], ...lines: string[]): Block => ({ kind, lines });

const whole = ({ r, digest, link }: Told) => ({
  url: link(`/digests/${digest.week}`),
  words: r.t('digest.post.whole'),
});

/** What must not part on a page may part in a post. */
function copied(one: Block): Block {
  return { ...one, lines: one.lines.map((line) => line.replaceAll('\u00a0', ' ').replaceAll('\u2060', '')) };
}

function listBlocks(told: Told, list: (typeof DIGEST_LISTS)[number]): Block[] {
  const { r, digest } = told;
  const lines = digest[list];
  if (lines.length === 0) return [];
  const head = block('heading', r.t(`digest.list.${list}`));
  if (!PARTED.some((name) => name === list)) return [head, ...lines.map((line) => item(told, line))];
  const parts = (['checked', 'unchecked'] as const).flatMap((which) => {
    const own = lines.filter((line) => (line.checked_since_due === true) === (which === 'checked'));
    return own.length === 0
      ? []
      : [block('subheading', r.t(`digest.${which}`)), ...own.map((line) => item(told, line))];
  });
  return [head, ...parts];
}

function item(told: Told, line: DigestLine): Block {
  const { r, digest, link } = told;
  const status = fellDueLastNight(line, digest) ? [] : [statusLine(told, line)];
  const said = [...titleOf(told, line.incident), whoWords(told, line)];
  return {
    ...block('item', capital(line.words), said.join(' '), [...status, ...dueWords(told, line)].join(' ')),
    link: { url: link(`/promises/${line.incident}/${line.promise}`), words: r.t('digest.post.record') },
  };
}

function titleOf({ r, titles }: Told, slug: string): string[] {
  const title = wordsIn(titles.get(slug) ?? {}, r.lang);
  return title === undefined ? [] : [`${title.text}.`];
}

function corrections({ r, digest, directory, link }: Told): Block[] {
  if (digest.corrections.length === 0) return [];
  return [
    block('heading', r.t('digest.list.corrections')),
    ...digest.corrections.map((correction): Block => {
      const side = (value: unknown) => correctedWords(r, correction, value, directory);
      const words = r.t('digest.correction', {
        week: correction.week,
        field: r.t(`digest.field.${correction.field}`),
        was: side(correction.was),
        is: side(correction.is),
      });
      const url = link(`/promises/${correction.incident}/${correction.promise}`);
      return { ...block('item', words), link: { url, words: r.t('digest.post.record') } };
    }),
  ];
}

function silent(told: Told): Block[] {
  const { r, digest, directory, link } = told;
  if (digest.no_first_post.length === 0) return [];
  return [
    block('heading', r.t('digest.list.no_first_post')),
    ...digest.no_first_post.map((line): Block => {
      const office = directory.offices.find(({ id }) => id === line.office);
      const words = r.t('digest.no_first_post', {
        office: wordsIn(office?.name ?? {}, r.lang)?.text ?? line.office,
        on: coarseWords(r, line.checked_on, { form: 'on' }),
        channels: channelsWords(r, line.channels as Parameters<typeof channelsWords>[1]),
      });
      return {
        ...block('item', [...titleOf(told, line.incident), words].join(' ')),
        link: { url: link(`/incidents/${line.incident}`), words: r.t('digest.post.record') },
      };
    }),
  ];
}

function struck(told: Told): Block[] {
  const words = struckWords(told);
  return words.length === 0
    ? []
    : [block('heading', told.r.t('digest.list.struck')), ...words.map((sentence) => block('item', sentence))];
}

function counts({ r, digest }: Told): Block[] {
  const { under_review, not_rechecked } = digest;
  const words = [
    under_review === 0 ? null : r.t('digest.under_review', { count: under_review }),
    not_rechecked === 0 ? null : r.t('digest.not_rechecked', { count: not_rechecked }),
  ].filter((sentence) => sentence !== null);
  return words.length === 0 ? [] : [block('words', words.join(' '))];
}

function issuedWords({ r, digest, zone }: Told, issuedAt: number | null): string {
  const cutOff = Date.parse(digest.cut_off);
  const cutoff = `${momentWords(r, { at: cutOff, zone, ends: true })}, ${zoneWords(r, zone, cutOff)}`;
  if (issuedAt === null) return r.t('digest.preview', { cutoff });
  return r.t('digest.issued', { cutoff, on: momentWords(r, { at: issuedMinute(issuedAt), zone }) });
}
