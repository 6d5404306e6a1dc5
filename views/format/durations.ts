import type { Latency } from '../../src/domain/latency.ts';
import type { Reader } from '../reader.ts';
import { localeOf } from './dates.ts';
import type { AnySpan } from './spans.ts';
import { glued, NO_BREAK, range } from './text.ts';

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * `bare`: the length itself (`3–4,5 часа`). `after`: so long after the event (`через 3–4,5 часа`, `3–4,5 сағаттан кейін`).
 * `short` writes units in brief (`4 ч 32 мин`), for tables and figures. `clock`: what is counted from is not the event but another
 * moment, so that one says `раньше` and not `до события`.
 */
export type DurationOptions = { form?: 'bare' | 'after'; short?: boolean; clock?: 'event' | 'other' };

/** How fine a span was stated, in milliseconds: a figure drawn from several spans is no finer than the coarsest of them. */
export function resolutionOf(...spans: AnySpan[]): number {
  return Math.max(MINUTE, ...spans.map(statedTo));
}

function statedTo({ earliest, latest, written }: AnySpan): number {
  switch (written?.precision) {
    case 'about':
      return HALF_HOUR;
    case 'night':
    case 'morning':
    case 'afternoon':
    case 'evening':
      return HOUR;
    case 'day':
    case 'month':
    case 'year':
      return DAY;
    case 'between':
      return written.earliest.length === 10 && written.latest.length === 10 ? DAY : MINUTE;
    case 'before':
    case 'after':
      return written.at.length === 10 ? DAY : MINUTE;
    default:
      // Derived, not stated: it may be as fine as its own ends.
      return earliest === null || latest === null || latest - earliest < 20 * HOUR ? MINUTE : HOUR;
  }
}

/**
 * A latency (milliseconds, null unbounded) in words, rounded outward and no finer than `resolution` (milliseconds, see
 * `resolutionOf`): `4 часа 32 минуты`, `3–4,5 часа`, `не позже чем через 3 часа`, `до события`, `что было раньше, неизвестно`.
 */
export function latencyWords(
  r: Reader,
  { min, max }: Latency,
  resolution: number,
  options: DurationOptions = {},
): string {
  const other = options.clock === 'other';
  if (max !== null && max < 0) return r.t(other ? 'latency.earlier' : 'latency.before');
  if (max === 0) return r.t(min === 0 ? 'latency.at_once' : other ? 'latency.not_later' : 'latency.not_after');
  if (min === null || min < 0) return r.t('latency.order_unknown');
  const step = stepFor(min, max, resolution);
  const from = Math.floor(min / step) * step;
  const bound = r.lang === 'kk' ? 'from' : 'after';
  if (max === null)
    return from === 0
      ? r.t(other ? 'latency.later_unknown' : 'latency.after')
      : r.t('latency.at_least', { length: length(r, from, bound, options) });
  const to = Math.ceil(max / step) * step;
  if (from === 0) return r.t('latency.at_most', { length: length(r, to, bound, options) });
  const words = from === to ? length(r, from, ownForm(r, options), options) : rangeWords(r, from, to, step, options);
  return options.form === 'after' ? r.t('latency.later', { length: words }) : words;
}

/** A length of time in milliseconds, to the minute; from ten days on to the day: `4 часа 32 минуты`, `2 дня 3 часа`. */
export function durationWords(r: Reader, ms: number, options: DurationOptions = {}): string {
  const words = length(r, Math.round(ms / MINUTE) * MINUTE, ownForm(r, options), options);
  return options.form === 'after' ? r.t('latency.later', { length: words }) : words;
}

/** A count of calendar days: `4 дня`, `21 күн`, `1 day`. */
export function daysCount(r: Reader, days: number): string {
  return unit(r, 'day', days, 'bare', false);
}

/** Kazakh `after` bends the last unit (сағаттан кейін); Russian puts it in the accusative (через 21 минуту). */
type Bend = 'bare' | 'after' | 'from';
const ownForm = (r: Reader, { form = 'bare' }: DurationOptions): Bend =>
  form === 'bare' ? 'bare' : r.lang === 'kk' ? 'from' : 'after';

/** Rounding grows with the length: a figure of days needs no minutes, unless both ends are one and the same. */
function stepFor(min: number, max: number | null, resolution: number): number {
  const longest = max ?? min;
  const steps = [MINUTE, 5 * MINUTE, 15 * MINUTE, HALF_HOUR, HOUR, DAY];
  const stated = steps.find((step) => step >= resolution) ?? DAY;
  if (longest >= 10 * DAY) return DAY;
  return longest >= 2 * DAY && min !== max ? Math.max(HOUR, stated) : stated;
}

function rangeWords(r: Reader, from: number, to: number, step: number, options: DurationOptions): string {
  const bend = ownForm(r, options);
  if (from % DAY === 0 && to % DAY === 0 && to > DAY)
    return unit(r, 'day', to / DAY, bend, false, number(r, from / DAY));
  if (from % HALF_HOUR === 0 && to % HALF_HOUR === 0 && step >= HALF_HOUR && to >= HOUR && to <= 2 * DAY)
    return unit(r, 'hour', to / HOUR, bend, options.short === true, number(r, from / HOUR));
  if (to < HOUR) return unit(r, 'minute', to / MINUTE, bend, options.short === true, number(r, from / MINUTE));
  if (from % HOUR === 0 && to % HOUR === 0 && to <= 2 * DAY)
    return unit(r, 'hour', to / HOUR, bend, options.short === true, number(r, from / HOUR));
  const ends = { from: length(r, from, 'bare', { short: true }), to: length(r, to, bend, { short: true }) };
  return options.form === 'after' ? `${ends.from} – ${ends.to}` : r.t('latency.from_to', ends);
}

const UNITS: readonly [UnitName, number][] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
];

/** Days, hours and minutes, the last of them bent: `4 часа 32 минуты`. Halves of an hour alone read `4,5 часа` only in ranges. */
function length(r: Reader, ms: number, bend: Bend, { short = false }: DurationOptions): string {
  const units = ms >= 2 * DAY ? UNITS : UNITS.slice(1);
  const parts: [UnitName, number][] = [];
  let rest = ms;
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push([name, count]);
  }
  if (parts.length === 0) parts.push(['minute', 0]);
  return parts
    .map(([name, count], at) =>
      unit(r, name, count, at === parts.length - 1 || bend === 'after' ? bend : 'bare', short),
    )
    .join(short ? NO_BREAK : ' ');
}

type UnitName = 'day' | 'hour' | 'minute';

/** `count` decides the form of the word; a range is written before it: 3–4,5 часа. */
function unit(r: Reader, name: UnitName, count: number, bend: Bend, short: boolean, from?: string): string {
  const n = from === undefined ? number(r, count) : range(from, number(r, count));
  if (short && name !== 'day')
    return glued(r.t(bend === 'from' ? `duration.${name}_short_from` : `duration.${name}_short`, { n }));
  return glued(r.t(bend === 'bare' ? `duration.${name}` : `duration.${name}_${bend}`, { n, count }));
}

const numbers = new Map<string, Intl.NumberFormat>();

/** A number as the language writes it: `4,5`, `4 032`, `4,032`. At most one decimal unless `decimals` says more. */
export function number(r: Reader, value: number, decimals = 1): string {
  const key = `${r.lang} ${decimals}`;
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(localeOf(r.lang), { maximumFractionDigits: decimals, useGrouping: 'min2' });
    numbers.set(key, format);
  }
  return format.format(value);
}
