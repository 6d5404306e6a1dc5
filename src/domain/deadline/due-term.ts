import type { DateTime, DurationLikeObject } from 'luxon';
import { addWorkingDays } from '../calendar.ts';
import type { Due, Said } from './due.ts';
import { nearestDayOf } from './due-day.ts';
import type { Reading, Reason, Step, Unit } from './reading.ts';

const UNITS: Readonly<Record<Step, Unit>> = {
  minute: 'hours',
  hour: 'hours',
  full_day: 'hours',
  day: 'calendar_days',
  working_day: 'working_days',
  week: 'weeks',
  month: 'months',
  year: 'months',
};

export const unitOf = (step: Step): Unit => UNITS[step];

/** A local date-time as the answer prints it, to the minute. */
export const clockText = (at: DateTime<true>): string => at.toISO({ includeOffset: false }).slice(0, 16);

const MILLISECONDS = { minute: 60_000, hour: 3_600_000, full_day: 86_400_000 } as const;

/**
 * Rules 3 and 5: a week is 7 days, a year 12 months, half a month 15 days; months clamp (31 January + 1 month = 28 or 29
 * February). Half a day or half a week is rounded up, never down.
 */
function lengthOf(n: number, step: Step): DurationLikeObject {
  const months = step === 'year' ? n * 12 : n;
  switch (step) {
    case 'minute':
    case 'hour':
    case 'full_day':
      // rule 4: elapsed time, not wall clock
      return { milliseconds: Math.round(n * MILLISECONDS[step]) };
    case 'day':
    case 'working_day':
      return { days: Math.ceil(n) };
    case 'week':
      return { days: Math.ceil(n * 7) };
    case 'month':
    case 'year':
      return { months: Math.floor(months), days: Math.ceil((months % 1) * 30) };
  }
}

type Part = { readonly n: number; readonly step: Step };

/** The smaller part of a length in two: the minutes of «2 часа 30 минут». */
const moreOf = ({ more }: Reading): Part | undefined =>
  more?.n !== undefined && more.step ? { n: more.n, step: more.step } : undefined;

const bothOf = (n: number, step: Step, more: Part, from: string): Reason => ({
  key: 'within_two',
  n,
  step,
  more: more.n,
  more_step: more.step,
  from,
});

/**
 * Rules 1 to 6: "within N". The said day is not counted and the last one lasts to its end; hours are exact; working days
 * follow the calendar, with no answer in a year that it does not cover. A term counted from a day that is named ("within 10
 * days from 15 July") is counted from there. Rule 24: one counted from an unknown moment has no due day.
 */
export function dueOfTerm(reading: Reading, said: Said): Due {
  const { n = 1, step = 'day' } = reading;
  const unit = unitOf(step);
  if (reading.anchored) return { due: null, unit, reason: { key: 'anchored', n, step } };
  if (!said.at || !said.local) return { due: null, unit, reason: { key: 'said_unknown' } };
  const since = reading.since ? nearestDayOf(reading.since, said.local) : undefined;
  if (since === null) return { due: null, unit, reason: { key: 'no_such_day' } };
  const start = since ?? said.local;
  const from = start.toISODate();
  if (step === 'working_day') {
    const last = addWorkingDays(said.calendar, from, Math.ceil(n));
    if (!last.covered) return { due: null, unit, reason: { key: 'calendar_missing', year: last.year } };
    return { due: last.value, unit, reason: { key: 'within_working_days', n, from } };
  }
  // hours from a day that is named run from its end: the generous reading
  const hoursFrom = since?.plus({ days: 1 }) ?? said.at;
  const more = moreOf(reading);
  let end = (unit === 'hours' ? hoursFrom : start).plus(lengthOf(n, step));
  if (more) end = end.plus(lengthOf(more.n, more.step));
  if (!end.isValid || end.year > 9999) return { due: null, unit, reason: { key: 'no_such_day' } };
  if (unit === 'hours')
    return {
      due: clockText(end),
      unit,
      reason: more
        ? bothOf(n, step, more, clockText(since ?? said.local))
        : { key: 'within_hours', n, step, from: clockText(since ?? said.local) },
    };
  if (more && step === 'year' && more.step === 'month')
    return { due: end.toISODate(), unit, reason: { key: 'within_months', n: n * 12 + more.n, from } };
  if (more) return { due: end.toISODate(), unit, reason: bothOf(n, step, more, from) };
  const key = unit === 'calendar_days' ? 'within_days' : unit === 'weeks' ? 'within_weeks' : 'within_months';
  return { due: end.toISODate(), unit, reason: { key, n: step === 'year' ? n * 12 : n, from } };
}
