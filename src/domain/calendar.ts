import { DateTime } from 'luxon';

/**
 * A working calendar as a plain value. Dates are local, 'YYYY-MM-DD'.
 * `years`: the years that somebody has reviewed; outside them nothing is guessed.
 * `daysOff`: weekdays that are off. `workingWeekendDays`: Saturdays and Sundays made working by decree.
 */
export type Calendar = {
  readonly years: readonly number[];
  readonly daysOff: readonly string[];
  readonly workingWeekendDays: readonly string[];
};

/** An answer that needs the calendar: the value, or the year that it does not cover. */
export type CalendarAnswer<Value> =
  | { readonly covered: true; readonly value: Value }
  | { readonly covered: false; readonly year: number };

type Index = { years: Set<number>; off: Set<string>; working: Set<string> };

const indexes = new WeakMap<Calendar, Index>();

function indexOf(calendar: Calendar): Index {
  const known = indexes.get(calendar);
  if (known) return known;
  const index = {
    years: new Set(calendar.years),
    off: new Set(calendar.daysOff),
    working: new Set(calendar.workingWeekendDays),
  };
  indexes.set(calendar, index);
  return index;
}

function dayOf(on: string): DateTime<true> {
  const day = DateTime.fromISO(on, { zone: 'utc' });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || !day.isValid) throw new RangeError(`not a local date (YYYY-MM-DD): ${on}`);
  return day;
}

/** True when the calendar was reviewed for `year`. */
export function coversYear(calendar: Calendar, year: number): boolean {
  return indexOf(calendar).years.has(year);
}

/**
 * Whether people on a five-day week work on the local date `on`; a refusal outside the covered years.
 * Throws RangeError when `on` is not a date. domain.md, generous reading 3.
 */
export function isWorkingDay(calendar: Calendar, on: string): CalendarAnswer<boolean> {
  const day = dayOf(on);
  if (!coversYear(calendar, day.year)) return { covered: false, year: day.year };
  const { off, working } = indexOf(calendar);
  return { covered: true, value: day.weekday > 5 ? working.has(on) : !off.has(on) };
}

/** Whether the local date `on` is a day off: for the note beside a due day (generous reading 6). Refuses as `isWorkingDay`. */
export function isDayOff(calendar: Calendar, on: string): CalendarAnswer<boolean> {
  const working = isWorkingDay(calendar, on);
  return working.covered ? { covered: true, value: !working.value } : working;
}

/**
 * The local date of the n-th working day after `on`, which itself is not counted; `on` itself for n = 0.
 * Refuses as soon as the count reaches a year that is not covered. Throws RangeError for a negative or broken n.
 */
export function addWorkingDays(calendar: Calendar, on: string, n: number): CalendarAnswer<string> {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a count of working days: ${n}`);
  let day = dayOf(on);
  for (let left = n; left > 0; ) {
    day = day.plus({ days: 1 });
    const working = isWorkingDay(calendar, day.toISODate());
    if (!working.covered) return working;
    if (working.value) left -= 1;
  }
  return { covered: true, value: day.toISODate() };
}

/** The calendar with one more reviewed year (or the same year reviewed again: its old dates are dropped). */
export function withYear(
  calendar: Calendar,
  year: number,
  days: { readonly daysOff: readonly string[]; readonly workingWeekendDays: readonly string[] },
): Calendar {
  const others = (dates: readonly string[]): string[] => dates.filter((on) => dayOf(on).year !== year);
  for (const on of [...days.daysOff, ...days.workingWeekendDays]) {
    if (dayOf(on).year !== year) throw new RangeError(`${on} is not in ${year}`);
  }
  return {
    years: [...new Set([...calendar.years, year])].sort((a, b) => a - b),
    daysOff: [...others(calendar.daysOff), ...days.daysOff].sort(),
    workingWeekendDays: [...others(calendar.workingWeekendDays), ...days.workingWeekendDays].sort(),
  };
}

/** The calendar after a decree: each date of `off` becomes a day off, each of `working` a working day. */
export function withDecree(
  calendar: Calendar,
  decree: { readonly off?: readonly string[]; readonly working?: readonly string[] },
): Calendar {
  const off = new Set(calendar.daysOff);
  const working = new Set(calendar.workingWeekendDays);
  for (const on of decree.off ?? []) {
    if (dayOf(on).weekday > 5) working.delete(on);
    else off.add(on);
  }
  for (const on of decree.working ?? []) {
    if (dayOf(on).weekday > 5) working.add(on);
    else off.delete(on);
  }
  return { years: calendar.years, daysOff: [...off].sort(), workingWeekendDays: [...working].sort() };
}
