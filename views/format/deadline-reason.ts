import type { Deadline } from '../../src/domain/deadline/read.ts';
import type { Reason } from '../../src/domain/deadline/reading.ts';
import { addDays, daysBetween, endOfDay, type LocalDate, localDate } from '../../src/domain/zone.ts';
import type { Params } from '../../src/i18n/translate.ts';
import type { Reader } from '../reader.ts';
import { dayWords } from './dates.ts';
import { capital, glued } from './text.ts';

/** What was read out of the words, as far as it is said in words. */
export type Counted = Pick<Deadline, 'due' | 'reason'>;

/** What is said of the day after the last one: nothing; that it is overdue from then on; that its term then counts as passed. */
export type After = 'nothing' | 'past' | 'counts_as_past';

/**
 * The reader's reason and the due day that follows from it, as a sentence without a full stop: `10 дней, считая со следующего
 * дня: последний день — 26 июля 2019 года, с 27 июля срок вышел`. Without a due day, why there is none.
 */
export function deadlineWords(r: Reader, { due, reason }: Counted, after: After = 'past'): string {
  const words = capital(reasonWords(r, { due, reason }));
  if (due === null) return words;
  if (due.includes('T')) return glued(r.t('deadline.sum.hour', { reason: words, at: wallWords(r, due) }));
  const params = { reason: words, day: dayWords(r, due) };
  if (after === 'nothing') return r.t('deadline.sum.day', params);
  return r.t(`deadline.sum.${after}`, { ...params, next: dayAfter(r, due) });
}

/** How the due day was counted, or why it cannot be, to stand within a sentence: `10 дней, считая со следующего дня`. */
export function reasonWords(r: Reader, { due, reason }: Counted): string {
  if (!isWhole(reason, due)) return r.t('deadline.reason_longer');
  return glued(r.t(`deadline.reason.${reason.key}`, paramsOf(r, reason)));
}

/** The local day after `on`, as the one from which something holds: `с 27 июля`; with the year only where it is another. */
export function dayAfter(r: Reader, on: LocalDate): string {
  const next = localDate(endOfDay(on, 'UTC'), 'UTC');
  return dayWords(r, next, { form: r.lang === 'en' ? 'label' : 'from', year: next.slice(0, 4) !== on.slice(0, 4) });
}

/** A local day or date-time (`2019-07-26`, `2019-07-15T17:00`): `15 июля 2019 года, 17:00`. */
export function wallWords(r: Reader, wall: string): string {
  const [on = '', time] = wall.split('T');
  const day = dayWords(r, on);
  return time === undefined ? day : r.t('span.moment_of_day.label', { day, time: time.slice(0, 5).replace(/^0/, '') });
}

const DATES = new Set(['from', 'on', 'at', 'was', 'due']);

/** The reason's own fields, with its dates in words. */
function paramsOf(r: Reader, { key, ...fields }: Reason): Params {
  const params = Object.entries(fields).map(([name, value]): [string, string | number] => [
    name,
    // a year is no number that counts something
    DATES.has(name)
      ? wallWords(r, String(value))
      : typeof value === 'boolean' || name === 'year'
        ? String(value)
        : value,
  ]);
  return { part: '', ...Object.fromEntries(params), ...(key === 'recurring' ? paceOf(String(fields.every)) : {}) };
}

/** `P2W` is every 2 weeks, `PT1H` every hour. */
function paceOf(every: string): { n: number; step: string } {
  const [, time = '', n = '1', letter = 'D'] = /^P(T?)(\d+)([A-Z])$/.exec(every) ?? [];
  return { n: Number(n), step: time + letter };
}

const STEP_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, full_day: 86_400_000 };

/** Whether the reason's count is all of the term: of «2 часа 30 минут» it names the hours alone. */
function isWhole({ key, n, step, from }: Reason, due: string | null): boolean {
  if (due === null || typeof n !== 'number' || typeof from !== 'string') return true;
  switch (key) {
    case 'within_hours':
      return Date.parse(`${due}Z`) - Date.parse(`${from}Z`) === n * (STEP_MS[String(step)] ?? 0);
    case 'within_days':
      return daysBetween(from, due) === n;
    case 'within_weeks':
      return daysBetween(from, due) === Math.ceil(n * 7);
    case 'within_months':
      return monthsLater(from, n) === due;
    default:
      return true;
  }
}

/** The same day so many months on, or the last of a shorter month; half a month is 15 days. */
function monthsLater(from: LocalDate, n: number): LocalDate {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + Math.floor(n), 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, last));
  return localDate(addDays(at, Math.ceil((n % 1) * 30), 'UTC'), 'UTC');
}
