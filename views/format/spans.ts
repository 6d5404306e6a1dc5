import type { Interval, WrittenTime } from '../../src/domain/span.ts';
import type { Instant, LocalDate } from '../../src/domain/zone.ts';
import type { Reader } from '../reader.ts';
import { wallTime } from './clock.ts';
import { coarseWords, type DateOptions, dayWords } from './dates.ts';
import { figureInCase, inCase } from './kazakh.ts';
import { glued } from './text.ts';

/** A span, or an interval that was derived and so has no words of its own. */
export type AnySpan = Interval & { written?: WrittenTime };
export type SpanOptions = {
  zone: string;
  /** How much of the day is said: with its year, without, or nothing, as under the heading of that day. */
  day?: 'year' | 'short' | 'none';
  /** `label`: by itself. `on`: within a sentence (`в 13:52`, `2019 жылғы 15 шілдеде`). */
  form?: 'label' | 'on';
};

/** One end of a span: a time of a day, or (time null) the day as a whole. */
type End = { on: LocalDate; time: string | null };
type Shape =
  | { kind: 'point' | 'about' | 'twice'; end: End }
  | { kind: 'part'; part: 'night' | 'morning' | 'afternoon' | 'evening'; on: LocalDate; from: string; to: string }
  | { kind: 'coarse'; date: string }
  | { kind: 'within'; on: LocalDate; from: string; to: string }
  | { kind: 'between'; from: End; to: End }
  | { kind: 'before' | 'after'; end: End }
  | { kind: 'unknown' };

/** A span in words, with its precision and no more: `утром 24 июня 2019 года, между 6:00 и 12:00`, `около 18:00`, `до 17:00`. */
export function spanWords(r: Reader, span: AnySpan, { zone, day = 'year', form = 'label' }: SpanOptions): string {
  const shape = shapeOf(span, zone);
  const dates: DateOptions = { year: day === 'year', form };
  switch (shape.kind) {
    case 'unknown':
      return r.t('span.unknown');
    case 'coarse':
      if (day === 'none') return r.t(shape.date.length === 10 ? 'span.hour_unknown' : 'span.day_unknown');
      return coarseWords(r, shape.date, { form, year: day === 'year' });
    case 'part':
    case 'within': {
      const hours = r.t('span.between', { from: withAnd(r, shape.from), to: shape.to });
      if (shape.kind === 'within') return day === 'none' ? hours : `${dayWords(r, shape.on, dates)}, ${hours}`;
      return `${partWords(r, shape, day)}, ${hours}`;
    }
    case 'between':
      return betweenWords(r, shape, day);
    case 'before':
    case 'after':
      return openWords(r, shape, day);
    default: {
      const { on, time } = shape.end as { on: LocalDate; time: string };
      const said = shape.kind === 'point' ? time : r.t(`span.${shape.kind}`, { time });
      const words = form === 'label' ? said : atTime(r, said, shape.kind);
      if (day === 'none') return words;
      return glued(r.t(`span.moment_of_day.${form}`, { day: dayWords(r, on, dates), time: words }));
    }
  }
}

/**
 * What `<time datetime>` may carry of a span, never finer than the fact: the instant with its offset, the day that holds it, or the
 * month or year in which it was stated. Undefined for a span over several days or with an open end.
 */
export function spanDatetime(span: AnySpan, zone: string): string | undefined {
  const shape = shapeOf(span, zone);
  switch (shape.kind) {
    case 'point':
      return span.earliest === null ? undefined : wallTime(span.earliest, zone).iso;
    case 'coarse':
      return shape.date;
    case 'part':
    case 'within':
      return shape.on;
    case 'about':
    case 'twice':
      return sameDay(span, zone);
    default:
      return undefined;
  }
}

/** The local day that holds the whole span, or undefined. */
function sameDay(span: AnySpan, zone: string): LocalDate | undefined {
  if (span.earliest === null || span.latest === null) return undefined;
  const from = wallTime(span.earliest, zone).on;
  return from === wallTime(span.latest, zone, span.latest > span.earliest).on ? from : undefined;
}

/** A span is printed several times on a page (words, datetime, figure): its shape is found once for its own zone. */
const shapes = new WeakMap<AnySpan, { zone: string; shape: Shape }>();

function shapeOf(span: AnySpan, zone: string): Shape {
  const known = shapes.get(span);
  if (known?.zone === zone) return known.shape;
  const shape = findShape(span, zone);
  shapes.set(span, { zone, shape });
  return shape;
}

function findShape(span: AnySpan, zone: string): Shape {
  const { earliest, latest, written } = span;
  if (written !== undefined) {
    const { precision } = written;
    if (precision === 'day' || precision === 'month' || precision === 'year')
      return { kind: 'coarse', date: written.at };
    if (precision === 'about') return { kind: 'about', end: timeOf(middle(span), zone) };
    if (precision === 'minute' && earliest !== null)
      return { kind: earliest === latest ? 'point' : 'twice', end: timeOf(earliest, zone) };
    if (precision === 'night' || precision === 'morning' || precision === 'afternoon' || precision === 'evening')
      return { ...withinDay(span, zone), kind: 'part', part: precision, on: written.at };
  }
  if (earliest !== null && latest !== null) return closedShape(earliest, latest, zone);
  if (latest !== null) return { kind: 'before', end: endOf(latest, zone, true) };
  return earliest === null ? { kind: 'unknown' } : { kind: 'after', end: endOf(earliest, zone, false) };
}

function closedShape(earliest: Instant, latest: Instant, zone: string): Shape {
  if (earliest === latest) return { kind: 'point', end: timeOf(earliest, zone) };
  const [from, to] = [endOf(earliest, zone, false), endOf(latest, zone, true)];
  if (from.time === null && to.time === null)
    return from.on === to.on ? { kind: 'coarse', date: from.on } : { kind: 'between', from, to };
  if (from.on === to.on) return { kind: 'within', on: from.on, ...withinDay({ earliest, latest }, zone) };
  return { kind: 'between', from, to };
}

const withinDay = ({ earliest, latest }: Interval, zone: string) => ({
  from: wallTime(minuteOf(earliest ?? 0, false), zone).time,
  to: wallTime(minuteOf(latest ?? 0, true), zone, true).time,
});

const MINUTE = 60_000;
/** No reader needs seconds: an end of a span is said to the minute, rounded outward. What is exact stands in `datetime` and in the API. */
const minuteOf = (at: Instant, ends: boolean): Instant =>
  (ends ? Math.ceil(at / MINUTE) : Math.floor(at / MINUTE)) * MINUTE;

/** Midnight at an end of a span says no hour: it is the edge of a day. */
function endOf(at: Instant, zone: string, ends: boolean): End {
  const { on, time } = wallTime(minuteOf(at, ends), zone, ends);
  return { on, time: time === '0:00' || time === '24:00' ? null : time };
}

function timeOf(at: Instant, zone: string): End {
  const { on, time } = wallTime(minuteOf(at, false), zone);
  return { on, time };
}

const middle = ({ earliest, latest }: Interval): Instant => ((earliest ?? 0) + (latest ?? 0)) / 2;

function partWords(r: Reader, shape: Shape & { kind: 'part' }, day: NonNullable<SpanOptions['day']>): string {
  const part = r.t(`span.part.${shape.part}`);
  if (day === 'none') return part;
  const form = r.lang === 'kk' ? 'on' : 'label';
  return glued(
    r.t('span.part_of_day', { part, which: shape.part, day: dayWords(r, shape.on, { form, year: day === 'year' }) }),
  );
}

function betweenWords(r: Reader, { from, to }: { from: End; to: End }, day: NonNullable<SpanOptions['day']>): string {
  const year = day === 'year';
  const oneYear = from.on.slice(0, 4) === to.on.slice(0, 4);
  // Kazakh says the year first, so the first of the two dates carries it; elsewhere the last one does.
  const [first, last] = [year && (!oneYear || r.lang === 'kk'), year && (!oneYear || r.lang !== 'kk')];
  const sameMonth = from.on.slice(0, 7) === to.on.slice(0, 7) && from.time === null && to.time === null;
  if (!sameMonth)
    return glued(r.t('span.between', { from: withAnd(r, pointWords(r, from, first)), to: pointWords(r, to, last) }));
  const number = `${r.lang === 'kk' && first ? `${r.t('date.of_year', { year: from.on.slice(0, 4) })} ` : ''}${Number(from.on.slice(8))}`;
  return glued(r.t('span.between', { from: withAnd(r, number), to: dayWords(r, to.on, { year: last }) }));
}

function openWords(
  r: Reader,
  { kind, end }: { kind: 'before' | 'after'; end: End },
  day: NonNullable<SpanOptions['day']>,
): string {
  const year = day === 'year';
  if (end.time === null) {
    const bent = { form: r.lang !== 'kk' ? 'label' : kind === 'before' ? 'to' : 'from', year } as const;
    return glued(r.t(`span.${kind}_day`, { day: dayWords(r, end.on, bent) }));
  }
  const said = day === 'none' ? end.time : pointWords(r, end, year);
  return glued(
    r.t(`span.${kind}`, { end: r.lang === 'kk' ? figureInCase(said, kind === 'before' ? 'to' : 'from') : said }),
  );
}

/** One end within a longer phrase: `17:00 15 июля 2019 года`, `2019 жылғы 15 шілде 17:00`, or the day alone. */
function pointWords(r: Reader, { on, time }: End, year: boolean): string {
  const day = dayWords(r, on, { year });
  return time === null ? day : r.t('span.end', { time, day });
}

/** The first of two that "and" joins: Kazakh bends "and" after it (мен, бен, пен). */
function withAnd(r: Reader, words: string): string {
  if (r.lang !== 'kk') return words;
  return /\d$/.test(words) ? figureInCase(words, 'with') : inCase(words, 'with');
}

function atTime(r: Reader, words: string, kind: 'point' | 'about' | 'twice'): string {
  if (r.lang === 'kk') return kind === 'twice' ? words : figureInCase(words, 'in');
  return kind === 'about' && r.lang === 'ru' ? words : r.t('span.at_time', { time: words });
}
