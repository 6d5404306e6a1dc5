import { type Calendar, coversYear, isDayOff, withDecree, withYear } from './calendar.ts';
import type { LocalDate } from './zone.ts';

/**
 * What an editor adds to the built-in calendar: a whole year as reviewed (its weekdays off, its working weekend days), or a
 * decree on single days. Days are local dates; `source`: the address where it can be checked.
 */
export type CalendarChange = {
  readonly kind: 'year' | 'decree';
  readonly year: number;
  readonly off: readonly LocalDate[];
  readonly working: readonly LocalDate[];
  readonly source: string;
  readonly note: string | null;
};

/** The calendar after the changes, in the order in which they were made. Changes were checked by `wrongDays` when they were made. */
export function withChanges(
  calendar: Calendar,
  changes: readonly Pick<CalendarChange, 'kind' | 'year' | 'off' | 'working'>[],
): Calendar {
  return changes.reduce(
    (before, { kind, year, off, working }) =>
      kind === 'year'
        ? withYear(before, year, { daysOff: off, workingWeekendDays: working })
        : withDecree(before, { off, working }),
    calendar,
  );
}

/** The years that a calendar of this country can name. */
export const FIRST_YEAR = 1992;
export const LAST_YEAR = 2099;

/** What is wrong with a change: at which of its fields, and with which day. */
export type WrongDay =
  | { readonly field: 'year'; readonly why: 'year_out_of_range' | 'year_not_covered'; readonly year: number }
  | { readonly field: 'off'; readonly why: 'no_days' }
  | {
      readonly field: 'off' | 'working';
      readonly why: 'other_year' | 'weekend_off' | 'off_already' | 'weekday_working' | 'works_already' | 'both';
      readonly on: LocalDate;
    };

/** Every day of the change that makes no sense in `calendar`, the one before it. Empty: the change can be made. */
export function wrongDays(
  change: Pick<CalendarChange, 'kind' | 'year' | 'off' | 'working'>,
  calendar: Calendar,
): WrongDay[] {
  const { kind, year, off, working } = change;
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR)
    return [{ field: 'year', why: 'year_out_of_range', year }];
  if (kind === 'decree' && !coversYear(calendar, year)) return [{ field: 'year', why: 'year_not_covered', year }];
  const none: WrongDay[] =
    off.length === 0 && (kind === 'year' || working.length === 0) ? [{ field: 'off', why: 'no_days' }] : [];
  return [
    ...none,
    ...off.flatMap((on) => wrongOff(on, change, calendar)),
    ...working.flatMap((on) => wrongWorking(on, change, calendar)),
  ];
}

type Days = Parameters<typeof wrongDays>[0];

function wrongOff(on: LocalDate, { kind, year }: Days, calendar: Calendar): WrongDay[] {
  if (!on.startsWith(`${year}-`)) return [{ field: 'off', why: 'other_year', on }];
  if (kind === 'year') return isWeekend(on) ? [{ field: 'off', why: 'weekend_off', on }] : [];
  return isOff(on, calendar) ? [{ field: 'off', why: 'off_already', on }] : [];
}

function wrongWorking(on: LocalDate, { kind, year, off }: Days, calendar: Calendar): WrongDay[] {
  if (!on.startsWith(`${year}-`)) return [{ field: 'working', why: 'other_year', on }];
  if (off.includes(on)) return [{ field: 'working', why: 'both', on }];
  if (kind === 'year') return isWeekend(on) ? [] : [{ field: 'working', why: 'weekday_working', on }];
  if (isOff(on, calendar)) return [];
  return [{ field: 'working', why: isWeekend(on) ? 'works_already' : 'weekday_working', on }];
}

const isWeekend = (on: LocalDate): boolean => [0, 6].includes(new Date(`${on}T00:00Z`).getUTCDay());

function isOff(on: LocalDate, calendar: Calendar): boolean {
  const off = isDayOff(calendar, on);
  return off.covered && off.value;
}
