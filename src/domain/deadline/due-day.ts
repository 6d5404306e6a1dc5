import { DateTime } from 'luxon';
import type { Due, Said } from './due.ts';
import { clockText } from './due-term.ts';
import type { DayPart, Reading, Reason } from './reading.ts';

type Day = DateTime<true>;

const valid = (at: DateTime): Day | null => (at.isValid && at.year > 0 && at.year <= 9999 ? (at as Day) : null);

const dateIn = (said: Day, year: number, month: number, day: number): Day | null =>
  valid(DateTime.fromObject({ year, month, day }, { zone: said.zone }));

/** Rule 11: with no year, the first such date on or after the day it was said; the same for a day with no month. */
function dayOfDate(reading: Reading, said: Day): Day | null {
  const { day = 1, month, year, yearShift, monthShift } = reading;
  const today = said.startOf('day');
  if (month === undefined) {
    const first = today.startOf('month').plus({ months: monthShift ?? 0 });
    for (let ahead = 0; ahead < 3; ahead += 1) {
      const at = first.plus({ months: ahead });
      const found = dateIn(said, at.year, at.month, day);
      if (found && (monthShift !== undefined || found >= today)) return found;
      if (monthShift !== undefined) return null;
    }
    return null;
  }
  if (year !== undefined) return dateIn(said, year, month, day);
  if (yearShift !== undefined) return dateIn(said, said.year + yearShift, month, day);
  // eight years reach over a century without 29 February
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const found = dateIn(said, said.year + ahead, month, day);
    if (found && found >= today) return found;
  }
  return null;
}

/** The day that a term is counted from: it may have passed, so with no year it is the one nearest to the day of saying. */
export function nearestDayOf(reading: Reading, said: Day): Day | null | undefined {
  const bare = reading.day !== undefined && reading.year === undefined && reading.yearShift === undefined;
  if (!bare || reading.month === undefined) return dayOf(reading, said);
  const days = [-1, 0, 1].flatMap((shift) => dayOfDate({ ...reading, yearShift: shift }, said) ?? []);
  const apart = (day: Day): number => Math.abs(day.toMillis() - said.toMillis());
  return days.sort((a, b) => apart(a) - apart(b))[0] ?? null;
}

/** Rule 16: the next such day strictly after it was said; "в эту субботу" is this week's, "next" the coming ISO week's. */
function dayOfWeekday(weekday: number, weekShift: number | undefined, said: Day): Day {
  const today = said.startOf('day');
  if (weekShift === undefined) return today.plus({ days: ((weekday - said.weekday + 6) % 7) + 1 });
  const found = today.startOf('week').plus({ days: weekday - 1 + 7 * weekShift });
  return found < today ? found.plus({ days: 7 }) : found;
}

export function dayOf(reading: Reading, said: Day): Day | null | undefined {
  if (reading.day !== undefined) return dayOfDate(reading, said);
  if (reading.dayShift !== undefined) return said.startOf('day').plus({ days: reading.dayShift });
  if (reading.weekday !== undefined) return dayOfWeekday(reading.weekday, reading.weekShift, said);
  return undefined;
}

/** "6 вечера" is 18, "12 ночи" is 24; an hour with no half stands as on a 24-hour clock. */
function hourOf({ hour = 0, half, dayPart }: Reading): number {
  const late = half === 'pm' || (half === undefined && (dayPart === 'evening' || dayPart === 'afternoon'));
  if (late && hour < 12) return hour + 12;
  if (half === 'am' && hour === 12) return 24;
  return hour;
}

/** Rule 20: an hour given by another place's clock, on the clock of the place where it was said. */
function converted(at: Day, from: string | undefined, to: string): Day {
  if (!from) return at;
  const there = at.setZone(from, { keepLocalTime: true });
  return there.setZone(to).setZone('utc', { keepLocalTime: true }) as Day;
}

function dueOfClock(reading: Reading, { zone }: Said, local: Day, day: Day | null): Due {
  const hour = hourOf(reading);
  const clock = { hour, minute: reading.minute ?? 0, second: 0, millisecond: 0 };
  let at = converted((day ?? local).set(clock) as Day, reading.clockZone, zone);
  // rule 17: a clock time that is past is tomorrow's
  // «сегодня до 3 часов ночи» is the coming night
  const comingNight = reading.dayShift === 0 && at <= local && hour < 6;
  if ((!day || comingNight) && at <= local) at = at.plus({ days: 1 });
  const reason: Reason = { key: 'by_clock', at: clockText(at) };
  // 24:00 is the end of the day before
  if (hour === 24) return { due: at.minus({ minutes: 1 }).toISODate(), unit: 'date', reason };
  return { due: clockText(at), unit: 'date', reason };
}

const PART_ENDS: Readonly<Record<DayPart, number | null>> = {
  morning: 12,
  noon: 12,
  lunch: 14,
  night: 6,
  afternoon: null,
  evening: null,
  midnight: null,
};

/**
 * Rules 18 and 19: к утру 12:00, к полудню 12:00, до обеда 14:00, в течение ночи 06:00 of the coming one; evening and
 * midnight are the end of the same day.
 */
function dueOfDayPart(part: DayPart, said: Day, day: Day | null): Due {
  const hour = PART_ENDS[part];
  const reason: Reason = { key: part === 'night' ? 'night' : 'day_part', part };
  const today = said.startOf('day');
  if (hour === null) return { due: (day ?? today).toISODate(), unit: 'date', reason };
  let at = (day ?? today).set({ hour }) as Day;
  if (part === 'night') {
    if (day && !(day.hasSame(said, 'day') && said.hour < hour)) at = day.plus({ days: 1 }).set({ hour }) as Day;
    else if (at <= said) at = at.plus({ days: 1 });
  } else if (!day && (part === 'morning' ? said.hour >= 6 : at <= said)) at = at.plus({ days: 1 });
  return { due: clockText(at), unit: part === 'night' ? 'hours' : 'date', reason };
}

/**
 * Rules 8 to 11 and 16 to 20: a day, a weekday, an hour. "By D" lasts to the end of D; only English "before D" ends with the
 * day before (rule 10).
 */
export function dueOfDay(reading: Reading, said: Said): Due {
  if (!said.local) return { due: null, unit: 'date', reason: { key: 'said_unknown' } };
  const day = dayOf(reading, said.local);
  if (day === null) return { due: null, unit: 'date', reason: { key: 'no_such_day' } };
  if (reading.hour !== undefined) return dueOfClock(reading, said, said.local, day ?? null);
  if (reading.dayPart) return dueOfDayPart(reading.dayPart, said.local, day ?? null);
  if (!day) return { due: null, unit: 'date', reason: { key: 'no_such_day' } };
  const on = day.toISODate();
  if (reading.mode === 'before') {
    return { due: day.minus({ days: 1 }).toISODate(), unit: 'date', reason: { key: 'before_day', on } };
  }
  const key =
    reading.mode === 'from'
      ? 'from_day'
      : reading.weekday !== undefined && reading.day === undefined
        ? 'by_weekday'
        : 'by_day';
  return { due: on, unit: 'date', reason: { key, on } };
}
