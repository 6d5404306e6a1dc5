import {
  daysBetween,
  endOfDay,
  type Instant,
  type LocalDate,
  localDate,
  startOfDay,
  wallInstants,
} from '../../src/domain/zone.ts';

/** A mark on an axis: where (percent of the width), which local day, and the hour where the axis counts hours. */
export type Tick = { at: Instant; x: number; on: LocalDate; hour: number | null; labelled: boolean };
export type Axis = { from: Instant; to: Instant; unit: 'hour' | 'day'; ticks: Tick[]; x: (at: Instant) => number };

const HOUR = 3_600_000;
/** Labels stand at least so many pixels apart. */
const BETWEEN_LABELS = 70;
const HOUR_STEPS = [1, 2, 3, 6, 12];
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
/** Above it an axis counts days. */
export const LONGEST_IN_HOURS = 48;

/**
 * The axis that holds all of `instants` (UTC milliseconds, at least one) in the local time of `zone`: in hours, beginning and
 * ending on one, up to two days; else in days. It leaves room after the last instant for its label. `width`: in pixels, for the labels.
 */
export function axisOf(instants: readonly Instant[], zone: string, width = 343): Axis {
  const most = width / BETWEEN_LABELS;
  const [first, last] = [Math.min(...instants), Math.max(...instants)];
  return last - first <= LONGEST_IN_HOURS * HOUR ? hourAxis(first, last, zone, most) : dayAxis(first, last, zone, most);
}

function hourAxis(first: Instant, last: Instant, zone: string, most: number): Axis {
  const hours = localHours(first - HOUR, last + 3 * HOUR, zone);
  const from = hours.filter(({ at }) => at <= first).at(-1)?.at ?? first;
  const after = hours.filter(({ at }) => at >= last);
  const to = (after[0]?.at === last ? after[1] : after[1])?.at ?? last + HOUR;
  const step = HOUR_STEPS.find((hours) => (to - from) / HOUR / hours <= most) ?? 12;
  const x = percent(from, to);
  const ticks = hours
    .filter(({ at }) => at >= from && at <= to)
    .map(({ at, on, hour }) => ({ at, x: x(at), on, hour, labelled: hour % step === 0 }));
  return { from, to, unit: 'hour', ticks, x };
}

/** Every full hour that the clock of `zone` shows from `from` to `to`; one that comes twice is there twice. */
function localHours(from: Instant, to: Instant, zone: string): { at: Instant; on: LocalDate; hour: number }[] {
  const hours = new Map<Instant, { at: Instant; on: LocalDate; hour: number }>();
  for (let day = startOfDay(localDate(from, zone), zone); day <= to; day = endOfDay(localDate(day, zone), zone)) {
    const on = localDate(day, zone);
    for (let hour = 0; hour < 24; hour += 1)
      for (const at of wallInstants(`${on}T${String(hour).padStart(2, '0')}:00`, zone)) hours.set(at, { at, on, hour });
  }
  return [...hours.values()].filter(({ at }) => at >= from && at <= to).sort((a, b) => a.at - b.at);
}

function dayAxis(first: Instant, last: Instant, zone: string, most: number): Axis {
  const start = localDate(first, zone);
  const from = startOfDay(start, zone);
  // The instant that ends the last day belongs to it.
  const to = endOfDay(localDate(Math.max(first, last - 1), zone), zone);
  const x = percent(from, to);
  const days = daysBetween(start, localDate(to, zone));
  const step = DAY_STEPS.find((candidate) => days / candidate <= most);
  const dates = step === undefined ? monthDates(start, days, localDate(to, zone), most) : dayDates(start, step, days);
  const ticks = dates.map((on) => {
    const at = startOfDay(on, zone);
    return { at, x: x(at), on, hour: null, labelled: true };
  });
  return { from, to, unit: 'day', ticks, x };
}

function dayDates(start: LocalDate, step: number, days: number): LocalDate[] {
  return Array.from({ length: Math.ceil(days / step) }, (_, index) => plusDays(start, index * step));
}

/** The first days of every n-th month within the axis. */
function monthDates(start: LocalDate, days: number, end: LocalDate, most: number): LocalDate[] {
  const step = MONTH_STEPS.find((months) => days / (months * 30.5) <= most) ?? 120;
  const [year, month] = start.split('-').map(Number) as [number, number];
  const dates: LocalDate[] = [];
  for (let index = year * 12 + month - 1; ; index += 1) {
    const on = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`;
    if (on >= end) return dates;
    if (on >= start && index % step === 0) dates.push(on);
  }
}

const plusDays = (on: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${on}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Where an instant lies on the axis, in percent with two decimals, never outside it. */
function percent(from: Instant, to: Instant): (at: Instant) => number {
  return (at) => Math.round(Math.min(1, Math.max(0, (at - from) / (to - from))) * 10_000) / 100;
}
