import { firstDate } from '../../src/domain/benchmark.ts';
import { DIGEST_LISTS, type Digest, type DigestLine } from '../../src/domain/digest.ts';
import type { Directory } from '../../src/domain/directory.ts';
import { isEmptyDigest } from '../../src/domain/subscription.ts';
import { type Texts, wordsIn } from '../../src/domain/words.ts';
import { dayEndingAt, type Instant, type LocalDate, localDate } from '../../src/domain/zone.ts';
import { coarseWords, daysWords, dayWords } from '../format/dates.ts';
import { textLanguage } from '../format/language.ts';
import { type StatusFacts, statusWords } from '../parts/status.tsx';
import { natureWords, quoted, tenureWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';

/** A week's digest as it was issued, or (issuedAt null) as it would be. Instants are UTC milliseconds. */
export type ShownDigest = { digest: Digest; issuedAt: Instant | null };

/** What the page and the mail of a digest are told. `zone`: of its weeks. */
export type DigestTold = {
  r: Reader;
  digest: Digest;
  directory: Pick<Directory, 'offices' | 'officials'>;
  zone: string;
};

/** Lists in which overdue lines are parted by whether somebody looked since. */
export const PARTED = ['newly_overdue', 'still_overdue'] as const;

/** The days of the week: `29 июля – 4 августа 2019 года`. */
export function weekWords(r: Reader, { from, cut_off }: Pick<Digest, 'from' | 'cut_off'>, zone: string): string {
  return daysWords(r, localDate(Date.parse(from), zone), dayEndingAt(Date.parse(cut_off), zone));
}

/** The day that the cut-off ends: all counts run to it. */
export function lastDayOf({ digest, zone }: Pick<DigestTold, 'digest' | 'zone'>): LocalDate {
  return dayEndingAt(Date.parse(digest.cut_off), zone);
}

/** How many of its lines a court took down since the issue. */
const takenDown = ({ taken_down = [] }: Digest): number => taken_down.reduce((sum, { lines }) => sum + lines, 0);

/** The week in a few sentences. */
export function summaryWords(r: Reader, digest: Digest): string[] {
  const { newly_overdue: newly, still_overdue: still } = digest;
  const checked = (lines: readonly DigestLine[]) => lines.filter((line) => line.checked_since_due === true).length;
  const parts = (lines: readonly DigestLine[]) => ({
    count: lines.length,
    checked: checked(lines),
    unchecked: lines.length - checked(lines),
  });
  if (isEmptyDigest(digest)) return [r.t('digest.empty')];
  return [
    newly.length === 0 ? r.t('digest.sum.none_newly') : r.t('digest.sum.newly', parts(newly)),
    ...(still.length === 0 ? [] : [r.t('digest.sum.still', parts(still))]),
    ...(digest.moved.length === 0 ? [] : [r.t('digest.sum.moved', { count: digest.moved.length })]),
    ...(digest.resolved.length === 0 ? [] : [r.t('digest.sum.resolved', { count: digest.resolved.length })]),
    ...(digest.due_next.length === 0 ? [] : [r.t('digest.sum.due_next', { count: digest.due_next.length })]),
    ...(takenDown(digest) === 0 ? [] : [r.t('digest.sum.taken_down', { count: takenDown(digest) })]),
  ];
}

/** What a status is drawn from, of a line: at the cut-off. */
export function factsOf(told: Pick<DigestTold, 'digest' | 'zone'>, line: DigestLine): StatusFacts {
  return {
    status: line.status,
    dueOn: line.due_on,
    daysLate: line.days_late,
    checkedOn: line.checked_on,
    checkedSinceDue: line.checked_since_due,
    shownOn: lastDayOf(told),
    outcome: null,
    answer: null,
  };
}

/** Of a line that the newsroom struck out since the issue: that it did, when and why, in place of all that the line said. */
export function retractedLine({ r, zone }: Pick<DigestTold, 'r' | 'zone'>, { retracted }: DigestLine): string | null {
  if (retracted === undefined) return null;
  const on = dayWords(r, localDate(Date.parse(retracted.at), zone), { form: 'on' });
  return r.t('retracted.line', { on, why: retracted.why });
}

/** The status in words with its ground, for a letter. */
export function statusLine(told: DigestTold, line: DigestLine): string {
  const struck = retractedLine(told, line);
  if (struck !== null) return struck;
  const { words, ground } = statusWords(told.r, factsOf(told, line));
  return `${words}${ground ?? ''}.`;
}

/** Nature, office and, only where somebody looked and nobody struck it out, the person with the term: `Поручение: Аким города Алматы, …`. */
export function whoWords({ r, directory, digest, zone }: DigestTold, line: DigestLine): string {
  const shown = line.retracted === undefined ? line : { ...line, official: null };
  return whoSaid(r, directory, shown, lastDayOf({ digest, zone }));
}

/** The same on another day than a cut-off: a term of office that is over by `today` is said with its end. */
export function whoSaid(
  r: Reader,
  directory: DigestTold['directory'],
  line: Pick<DigestLine, 'office' | 'nature' | 'official'>,
  today: LocalDate,
): string {
  const office = nameIn(r, directory.offices.find(({ id }) => id === line.office)?.name) ?? line.office;
  const said = `${natureWords(r, line.nature)}: ${office}`;
  if (line.official === null) return `${said}.`;
  const { id, from, to } = line.official;
  const name = nameIn(r, directory.officials.find((official) => official.id === id)?.name) ?? id;
  const over = to !== null && firstDate(to) <= today;
  const term = from === null && to === null ? '' : ` (${tenureWords(r, { from, to: over ? to : null })})`;
  return `${said}, ${name}${term}.`;
}

/** The due day, how long it has passed, how often it was moved, and a look from before it; sentences. */
export function dueWords({ r, digest, zone }: DigestTold, line: DigestLine): string[] {
  if (line.retracted !== undefined) return [];
  return [
    line.due_on === null ? null : r.t(dueKey(line, digest), { day: dayWords(r, line.due_on) }),
    overdueWords(r, line, lastDayOf({ digest, zone })),
    line.extended === null
      ? null
      : r.t('digest.extended', { moves: line.extended.moves, days: line.extended.days_past_first }),
    line.checked_on !== null && line.checked_since_due === false
      ? r.t('digest.looked_before', { on: coarseWords(r, line.checked_on, { form: 'on' }) })
      : null,
    ...replyWords(r, line),
  ].filter((words) => words !== null);
}

/** A digest tells so much of a reply; the whole stands on the promise's page. */
const REPLY_LENGTH = 300;

/** That the office was asked, and what it replied: beside the line that it answers. domain.md, Records. */
function replyWords(r: Reader, { reply }: DigestLine): string[] {
  if (reply === undefined) return [];
  const { asked_on, replied_on, words } = reply;
  const asked = asked_on === null ? [] : [r.t('reply.asked', { when: coarseWords(r, asked_on, { form: 'on' }) })];
  if (replied_on === null && words === null) return [...asked, r.t('reply.none')];
  const when = replied_on === null ? '' : coarseWords(r, replied_on);
  const head = replied_on === null ? r.t('digest.reply.came') : r.t('reply.given', { when });
  const told = words === null ? '' : ` ${quoted(shortened(words), textLanguage(words, 'ru'))}`;
  return [...asked, `${head}${told}`];
}

function shortened(words: string): string {
  const letters = [...words.replace(/\s+/g, ' ')];
  return letters.length <= REPLY_LENGTH ? letters.join('') : `${letters.slice(0, REPLY_LENGTH).join('').trimEnd()}…`;
}

/** The days past the term; where the record is not covered up to the cut-off, those up to the day that it is. */
function overdueWords(
  r: Reader,
  { shown_on, shown_days_overdue: count }: DigestLine,
  cutOffOn: LocalDate,
): string | null {
  if (count === null || count <= 0) return null;
  if (shown_on >= cutOffOn) return r.t('digest.days_overdue', { count });
  const day = dayWords(r, shown_on, { form: r.lang === 'kk' ? 'to' : 'label' });
  return r.t('story.days_overdue', { count, day });
}

/** A term that ends with the very cut-off is not overdue yet, and not to come either. domain.md, The weekly digest. */
export function fellDueLastNight(line: DigestLine, digest: Digest): boolean {
  if (line.retracted !== undefined) return false;
  const open = line.status === 'due_soon' || line.status === 'pending';
  return open && line.due_at !== null && Date.parse(line.due_at) === Date.parse(digest.cut_off);
}

const dueKey = (line: DigestLine, digest: Digest) =>
  fellDueLastNight(line, digest) ? ('digest.fell_due' as const) : ('digest.due' as const);

const nameIn = (r: Reader, texts: Texts | undefined): string | undefined => wordsIn(texts ?? {}, r.lang)?.text;

/** A field of a correction, in words: what was and what is. */
export function valueWords(r: Reader, value: unknown): string {
  if (value === null || value === undefined) return r.t('correction.nothing');
  if (typeof value === 'boolean') return r.t(value ? 'digest.value.yes' : 'digest.value.no');
  if (typeof value === 'object') {
    const { moves, days_past_first } = value as { moves?: number; days_past_first?: number };
    return r.t('digest.value.extended', { moves: moves ?? 0, days: days_past_first ?? 0 });
  }
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayWords(r, text);
  return text;
}

/** The lists of a digest by their titles: `Срок вышел, новое в сводке`. */
export function listsWords(r: Reader, lists: readonly string[]): string {
  const known = [...DIGEST_LISTS, 'no_first_post' as const].filter((list) => lists.includes(list));
  return known.map((list) => `«${r.t(`digest.list.${list}`)}»`).join(', ');
}

/** When a digest was issued, to the minute. */
export function issuedMinute(issuedAt: Instant): Instant {
  return Math.floor(issuedAt / 60_000) * 60_000;
}
