import { DateTime } from 'luxon';
import type { Calendar } from '../calendar.ts';
import { dueOfDay } from './due-day.ts';
import { dueOfPeriod } from './due-period.ts';
import { dueOfRecurring } from './due-recurring.ts';
import { dueOfTerm } from './due-term.ts';
import type { Reading, Reason, ReasonKey, Unit } from './reading.ts';

/** When and where something was said. `at` is null where the latest possible moment is open: then there is no due day. */
export type Said = {
  readonly at: DateTime<true> | null;
  /** the clock and calendar of that place at that moment, on a day without jumps; all counting of days is done on it */
  readonly local: DateTime<true> | null;
  readonly zone: string;
  readonly calendar: Calendar;
  /** MM-DD, see events.ts */
  readonly heatingStart: string;
};

/**
 * `due`: a local date (the promise lasts to the end of that day), a local date-time where the words name an hour or a
 * count of hours, or null. `every`: ISO 8601 period. `was`: the old date of a moved deadline.
 */
export type Due = {
  readonly due: string | null;
  readonly unit: Unit;
  readonly reason: Reason;
  readonly every?: string;
  readonly was?: string;
};

/**
 * The moment of saying for `dueOf`. `saidAt`: epoch milliseconds, or null; of a span, pass its latest (generous reading 5).
 * Throws RangeError for a zone that nobody knows.
 */
export function saidOf(saidAt: number | null, zone: string, calendar: Calendar, heatingStart: string): Said {
  const at = DateTime.fromMillis(saidAt ?? 0, { zone });
  if (!at.isValid) throw new RangeError(`not a time or not a zone: ${saidAt} ${zone}`);
  if (saidAt === null) return { at: null, local: null, zone, calendar, heatingStart };
  return { at, local: at.setZone('utc', { keepLocalTime: true }) as DateTime<true>, zone, calendar, heatingStart };
}

/**
 * The due day or instant of what was read: the generous reading. Rules 1 to 28 of the reading conventions live in the four
 * files that this one calls; weekends and holidays shift nothing except for working days.
 */
export function dueOf(reading: Reading, said: Said): Due {
  const { kind } = reading;
  // rule 23
  if (kind === 'vague' || kind === 'immediate') return { due: null, unit: null, reason: { key: kind } };
  const due = kind === 'recurring' ? dueOfRecurring(reading, said) : dueOfDated(reading, said);
  return reading.was ? movedFrom(due, reading.was, said) : due;
}

function dueOfDated(reading: Reading, said: Said): Due {
  if (reading.n !== undefined) return dueOfTerm(reading, said);
  if (reading.period !== undefined || reading.event !== undefined) return dueOfPeriod(reading, said);
  return dueOfDay(reading, said);
}

/** Rule 26: the new date counts; the old one is kept beside it. */
function movedFrom(due: Due, old: Reading, said: Said): Due {
  const was = dueOfDated(old, said).due;
  if (was === null || due.due === null) return due;
  return { ...due, was, reason: { key: 'moved' satisfies ReasonKey, was, on: due.due } };
}
