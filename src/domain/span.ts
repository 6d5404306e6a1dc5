import { DateTime } from 'luxon';
import { dayEndingAt, endOfDay, type Instant, type LocalDate, localDate, startOfDay, wallInstants } from './zone.ts';

export const PRECISIONS = [
  'minute',
  'about',
  'night',
  'morning',
  'afternoon',
  'evening',
  'day',
  'month',
  'year',
  'between',
  'before',
  'after',
] as const;
export type Precision = (typeof PRECISIONS)[number];

/** A time as it is written down in a document: local wall time of the incident's zone, with the words it was stated in. */
export type WrittenTime =
  | { precision: 'between'; earliest: string; latest: string; stated?: string }
  | { precision: Exclude<Precision, 'between'>; at: string; stated?: string };

/** `[earliest, latest]` in UTC milliseconds; null is an open end (never both). domain.md, Time 1. */
export type Interval = { earliest: Instant | null; latest: Instant | null };

/** An interval with the time as it was written, from which it came. */
export type Span = Interval & { written: WrittenTime };

const PARTS: Partial<Record<Precision, readonly [number, number]>> = {
  night: [0, 6],
  morning: [6, 12],
  afternoon: [12, 18],
  evening: [18, 24],
};
export const ABOUT_MINUTES = 30;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$|^\d{4}-\d{2}-\d{2}T24:00$/;

/** What `at` looks like for each precision, for error messages. */
export function expectedForm(precision: Precision): 'date' | 'time' | 'month' | 'year' | 'date_or_time' {
  if (precision === 'minute' || precision === 'about') return 'time';
  if (precision === 'month' || precision === 'year') return precision;
  return precision === 'between' || precision === 'before' || precision === 'after' ? 'date_or_time' : 'date';
}

/** Whether `text` is a real local date, time, month or year, as `form` asks; 30 February is not. */
export function isWritten(text: string, form: ReturnType<typeof expectedForm>): boolean {
  const shapes = {
    date: DATE.test(text),
    time: TIME.test(text),
    month: /^\d{4}-\d{2}$/.test(text),
    year: /^\d{4}$/.test(text),
    date_or_time: DATE.test(text) || TIME.test(text),
  };
  return shapes[form] && DateTime.fromISO(text, { zone: 'UTC' }).isValid && Number(text.slice(0, 4)) >= 1900;
}

/**
 * The span of a written time in `zone` (IANA name): UTC milliseconds, both ends included. domain.md, Time 1.
 * Throws a RangeError for a time that does not exist, a form that does not fit the precision, or a span that runs backwards.
 */
export function spanOf(written: WrittenTime, zone: string): Span {
  const form = expectedForm(written.precision);
  for (const text of written.precision === 'between' ? [written.earliest, written.latest] : [written.at])
    if (!isWritten(text, form)) throw new RangeError(`not a ${form}: ${text}`);
  const { earliest, latest } = intervalOf(written, zone);
  if (earliest !== null && latest !== null && earliest > latest) throw new RangeError('the span runs backwards');
  return { earliest, latest, written };
}

function intervalOf(written: WrittenTime, zone: string): Interval {
  switch (written.precision) {
    case 'between':
      return { earliest: firstInstant(written.earliest, zone), latest: lastInstant(written.latest, zone) };
    case 'before':
      return { earliest: null, latest: lastInstant(written.at, zone) };
    case 'after':
      return { earliest: firstInstant(written.at, zone), latest: null };
    case 'minute': {
      const [earliest, latest] = wallInstants(written.at, zone);
      return { earliest, latest };
    }
    case 'about': {
      const [earliest, latest] = wallInstants(written.at, zone);
      return { earliest: earliest - ABOUT_MINUTES * 60_000, latest: latest + ABOUT_MINUTES * 60_000 };
    }
    case 'day':
      return { earliest: startOfDay(written.at, zone), latest: endOfDay(written.at, zone) };
    case 'month':
    case 'year': {
      const start = DateTime.fromISO(written.at, { zone });
      const next = start.plus(written.precision === 'month' ? { months: 1 } : { years: 1 });
      return { earliest: start.toMillis(), latest: next.toMillis() };
    }
    default: {
      const [from, to] = PARTS[written.precision] ?? [0, 24];
      return { earliest: hourOf(written.at, from, zone)[0], latest: hourOf(written.at, to, zone)[1] };
    }
  }
}

function hourOf(on: LocalDate, hour: number, zone: string): [Instant, Instant] {
  if (hour === 0) return [startOfDay(on, zone), startOfDay(on, zone)];
  if (hour === 24) return [endOfDay(on, zone), endOfDay(on, zone)];
  return wallInstants(`${on}T${String(hour).padStart(2, '0')}:00`, zone);
}

const firstInstant = (text: string, zone: string): Instant =>
  DATE.test(text) ? startOfDay(text, zone) : wallInstants(text, zone)[0];

const lastInstant = (text: string, zone: string): Instant =>
  DATE.test(text) ? endOfDay(text, zone) : wallInstants(text, zone)[1];

/** Whether the span is one instant. */
export function isPoint(span: Interval): boolean {
  return span.earliest !== null && span.earliest === span.latest;
}

/** The span's first day: the local date of its earliest; null where that end is open. domain.md, Time 2. */
export function firstDay(span: Interval, zone: string): LocalDate | null {
  return span.earliest === null ? null : localDate(span.earliest, zone);
}

/** The span's last day: its end at 24:00 counts to the day that ends; null where that end is open. domain.md, Time 2. */
export function lastDay(span: Interval, zone: string): LocalDate | null {
  if (span.latest === null) return null;
  return isPoint(span) ? localDate(span.latest, zone) : dayEndingAt(span.latest, zone);
}

/** The finest of day, month and year that holds the whole span: `2019-07-30`, `2019-09`, `2019`; beyond a year, the year it begins in. */
export function coarseDate(span: Interval, zone: string): string {
  const first = firstDay(span, zone) ?? lastDay(span, zone) ?? '';
  const last = lastDay(span, zone) ?? first;
  if (first === last) return first;
  return first.slice(0, 7) === last.slice(0, 7) ? first.slice(0, 7) : first.slice(0, 4);
}

/**
 * Whether the two spans share more than an edge, or are one and the same instant: then the order of what they date is not
 * known. domain.md, Time 6.
 */
export function overlap(a: Interval, b: Interval): boolean {
  if (isPoint(a) && isPoint(b)) return a.earliest === b.earliest;
  return (a.earliest ?? -Infinity) < (b.latest ?? Infinity) && (b.earliest ?? -Infinity) < (a.latest ?? Infinity);
}

/**
 * Timeline order of two spans: by earliest; spans of a day or longer and those with an open earliest by latest, after the
 * timed things that they may include; then by latest. Negative, zero or positive; equal spans stay as recorded. domain.md, Time 6.
 */
export function compareSpans(a: Interval, b: Interval): number {
  const [keyA, keyB] = [sortKey(a), sortKey(b)];
  for (const [index, value] of keyA.entries()) {
    const other = keyB[index] ?? 0;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** A local day has 23 hours at least. */
const DAY_AT_LEAST = 23 * 3_600_000;

function sortKey({ earliest, latest }: Interval): [number, number, number] {
  if (latest === null) return [earliest ?? Infinity, Infinity, 0];
  const long = earliest === null || latest - earliest >= DAY_AT_LEAST;
  return [long ? latest : earliest, latest, long ? 1 : 0];
}
