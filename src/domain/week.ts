import { DateTime } from 'luxon';
import type { Instant } from './zone.ts';

/** An ISO week of a zone, `2019-W31`: from Monday 00:00 to the Monday 00:00 that ends it, in UTC milliseconds. */
export type Week = { name: string; from: Instant; cutOff: Instant };

/** The week of that name in `zone`; undefined if there is no such week (`2019-W53`, `2019-31`). domain.md, The weekly digest. */
export function findWeek(name: string, zone: string): Week | undefined {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(name) ?? [];
  if (year === undefined || number === undefined) return undefined;
  const monday = DateTime.fromObject({ weekYear: Number(year), weekNumber: Number(number), weekday: 1 }, { zone });
  return monday.isValid ? weekFrom(monday) : undefined;
}

/** The last week that had ended by `at`: at its very cut-off it has. */
export function lastCompleteWeek(at: Instant, zone: string): Week {
  return weekFrom(DateTime.fromMillis(at, { zone }).startOf('week').minus({ weeks: 1 }));
}

/** The week before. */
export function weekBefore(week: Week, zone: string): Week {
  return lastCompleteWeek(week.from, zone);
}

function weekFrom(monday: DateTime): Week {
  const name = `${String(monday.weekYear).padStart(4, '0')}-W${String(monday.weekNumber).padStart(2, '0')}`;
  return { name, from: monday.toMillis(), cutOff: monday.plus({ weeks: 1 }).toMillis() };
}

/** `weeks` weeks after `at`, at the same wall time in `zone`. */
export function addWeeks(at: Instant, weeks: number, zone: string): Instant {
  return DateTime.fromMillis(at, { zone }).plus({ weeks }).toMillis();
}
