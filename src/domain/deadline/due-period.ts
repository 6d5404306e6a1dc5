import { DateTime } from 'luxon';
import type { Due, Said } from './due.ts';
import { EVENTS } from './events.ts';
import type { PeriodName, Reading, ReasonKey } from './reading.ts';

type Day = DateTime<true>;
type Days = { first: Day; last: Day };

const SEASON_STARTS = { spring: 3, summer: 6, autumn: 9, winter: 12 } as const;

const monthsFrom = (said: Day, year: number, month: number, count: number): Days => {
  const first = DateTime.fromObject({ year, month, day: 1 }, { zone: said.zone }) as Day;
  return { first, last: first.plus({ months: count }).minus({ days: 1 }) };
};

const DAY = 86_400_000;

const daysFrom = (first: Day, count: number): Days => ({ first, last: first.plus({ days: count - 1 }) });

/** The days of the named period in `year`: a month, a quarter, a half, a season, the year itself. Seasons: rule 13. */
function daysInYear(reading: Reading, said: Day, year: number): Days {
  const { ordinal = 1 } = reading;
  switch (reading.period) {
    case 'month':
      return monthsFrom(said, year, reading.month ?? 1, 1);
    case 'quarter':
      return monthsFrom(said, year, (ordinal - 1) * 3 + 1, 3);
    case 'half':
      return monthsFrom(said, year, (ordinal - 1) * 6 + 1, 6);
    case 'season':
      return monthsFrom(said, year, SEASON_STARTS[reading.season ?? 'spring'], 3);
    default:
      return monthsFrom(said, year, 1, 12);
  }
}

/** The days of a period that is counted from the moment of saying: this week, next month, the current quarter. */
function daysByShift(name: PeriodName, said: Day, shift: number): Days {
  const week = (): Day => said.startOf('week').plus({ weeks: shift });
  switch (name) {
    case 'day':
    case 'work_day': {
      const day = said.startOf('day').plus({ days: shift });
      return { first: day, last: day };
    }
    case 'week':
      return daysFrom(week(), 7);
    case 'work_week':
      return daysFrom(week(), 5);
    case 'weekend':
      return daysFrom(week().plus({ days: 5 }), 2);
    case 'month': {
      const at = said.startOf('month').plus({ months: shift });
      return monthsFrom(said, at.year, at.month, 1);
    }
    case 'quarter': {
      const at = said.startOf('quarter').plus({ quarters: shift });
      return monthsFrom(said, at.year, at.month, 3);
    }
    case 'half': {
      const at = said.startOf('year').plus({ months: (said.month > 6 ? 6 : 0) + 6 * shift });
      return monthsFrom(said, at.year, at.month, 6);
    }
    case 'season':
    case 'year':
      return monthsFrom(said, said.year + shift, 1, 12);
  }
}

/**
 * The day that is meant within a period. Rule 12: до/к is its first day. Rule 13: в is its last. Rule 14: the start is the
 * 10th, the middle the 15th with до/к and the 20th with в. Rule 15: a week ends on Sunday, a working week on Friday.
 */
function dayWithin({ first, last }: Days, reading: Reading): Day {
  // the clock of the place is kept without jumps, so every day is as long
  const days = Math.round((last.toMillis() - first.toMillis()) / DAY) + 1;
  const by = reading.mode === 'by' || reading.mode === 'before';
  const plus = (count: number): Day => first.plus({ days: count });
  const months = Math.round(days / 30.4);
  if (days === 1) return first;
  switch (reading.part) {
    case undefined:
      return by ? first : last;
    case 'end':
    case 'second_half':
    case 'third_decade':
      return last;
    case 'start':
    case 'first_decade':
      if (months >= 6) return first.plus({ months: 3 }).minus({ days: 1 });
      if (reading.period === 'season') return first.plus({ months: 1 }).minus({ days: 1 });
      return months < 1 ? plus(2) : plus(9);
    case 'second_decade':
      return plus(19);
    case 'middle':
      if (months < 1) return plus(by ? 2 : 3);
      if (months === 1) return plus(by ? 14 : 19);
      return middleOf(first, months, by);
    default:
      // the first half
      if (months < 1) return plus(2);
      if (months === 1) return plus(14);
      return months === 3 ? first.plus({ months: 1, days: 14 }) : first.plus({ months: months / 2 }).minus({ days: 1 });
  }
}

const middleOf = (first: Day, months: number, by: boolean): Day => {
  if (months === 3) return first.plus({ months: 1, days: by ? 14 : 19 });
  return first.plus({ months: months / 2 + (by ? 0 : 1) }).minus({ days: 1 });
};

/** Whether the words pin the year (a year, "next year", "this month"), so that rule 11 must not roll it forward. */
const isPinned = (reading: Reading): boolean => reading.year !== undefined || reading.yearShift !== undefined;

const isNamed = (reading: Reading): boolean =>
  reading.month !== undefined ||
  reading.ordinal !== undefined ||
  reading.season !== undefined ||
  (reading.period === 'year' && isPinned(reading));

function dueDayOfPeriod(reading: Reading, said: Day): Day {
  if (!isNamed(reading)) {
    const days = daysByShift(reading.period ?? 'day', said, reading.shift ?? reading.dayShift ?? 0);
    if (isPinned(reading)) return dayWithin(daysInYear(reading, said, yearOf(reading, said)), reading);
    const due = dayWithin(days, reading);
    // «в начале года» said in December is of the next one
    const isOver = reading.part !== undefined && reading.shift === undefined && due < said.startOf('day');
    return isOver ? dayWithin(daysByShift(reading.period ?? 'day', said, 1), reading) : due;
  }
  if (isPinned(reading)) return dayWithin(daysInYear(reading, said, yearOf(reading, said)), reading);
  // rule 11: the first one that has not passed; a winter may have begun last year
  const today = said.startOf('day');
  for (let year = said.year - 1; ; year += 1) {
    const days = daysInYear(reading, said, year);
    const due = dayWithin(days, reading);
    const ahead = reading.season !== undefined && reading.shift === 1 ? days.first > today : due >= today;
    if (ahead) return due;
  }
}

const yearOf = (reading: Reading, said: Day): number => reading.year ?? said.year + (reading.yearShift ?? 0);

/** Rules 21 and 22: an event by name, in the year named or the first one that has not passed. */
function dueDayOfEvent(reading: Reading, said: Day, heatingStart: string): Day | null {
  const row = reading.event === 'heating' ? { on: heatingStart } : EVENTS[reading.event ?? ''];
  if (!row) return null;
  const inYear = (year: number): Day | null => {
    const on = typeof row.on === 'string' ? row.on : row.on[year];
    const day = on ? DateTime.fromISO(`${year}-${on}`, { zone: said.zone }) : null;
    return day?.isValid ? day : null;
  };
  // a heating season and a school year begin in the first of their two years
  const begins = reading.event === 'heating' || reading.event === 'school_year';
  if (isPinned(reading)) return inYear((begins ? reading.firstYear : undefined) ?? yearOf(reading, said));
  const today = said.startOf('day');
  for (let year = said.year; year <= said.year + 1; year += 1) {
    const day = inYear(year);
    if (day && day >= today) return day;
  }
  return null;
}

function reasonKey(reading: Reading): ReasonKey {
  if (reading.event) return 'event';
  if (reading.part) return 'period_part';
  return reading.mode === 'by' || reading.mode === 'before' ? 'period_first_day' : 'period_last_day';
}

/** Rules 12 to 15, 21 and 22: what is due in or by a period or an event. Rule 10: English "before" ends with the day before. */
export function dueOfPeriod(reading: Reading, said: Said): Due {
  const thisDay = reading.kind === 'within' && reading.period === 'day';
  const unit = thisDay ? 'calendar_days' : 'date';
  if (!said.local) return { due: null, unit, reason: { key: 'said_unknown' } };
  if (reading.year !== undefined && (reading.year < 1 || reading.year > 9998)) {
    return { due: null, unit, reason: { key: 'no_such_day' } };
  }
  let day = reading.event ? dueDayOfEvent(reading, said.local, said.heatingStart) : dueDayOfPeriod(reading, said.local);
  if (!day?.isValid) return { due: null, unit, reason: { key: 'no_such_day' } };
  if (reading.mode === 'before' && reading.part !== 'end' && reading.event !== 'new_year') day = day.minus({ days: 1 });
  const on = day.toISODate();
  if (thisDay) return { due: on, unit, reason: { key: 'within_this_day', on } };
  const name = reading.event ?? reading.period ?? 'day';
  return {
    due: on,
    unit,
    reason: { key: reasonKey(reading), name, on, ...(reading.part ? { part: reading.part } : {}) },
  };
}
