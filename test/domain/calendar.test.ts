import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  type Calendar,
  coversYear,
  isDayOff,
  isWorkingDay,
  withDecree,
  withYear,
} from '../../src/domain/calendar.ts';
import { KAZAKHSTAN } from '../../src/domain/holidays-kz.ts';

const works = (on: string, calendar: Calendar = KAZAKHSTAN): boolean | number => {
  const answer = isWorkingDay(calendar, on);
  return answer.covered ? answer.value : answer.year;
};

describe('The working calendar of Kazakhstan', () => {
  it('knows holidays, weekends, and weekend days that a decree made working', () => {
    expect(works('2019-07-08')).toBe(false);
    expect(works('2019-07-09')).toBe(true);
    expect(works('2019-07-13')).toBe(false);
    expect(works('2023-07-01')).toBe(true);
    expect(works('2023-07-08')).toBe(false);
  });

  it('refuses outside the years that were reviewed, and says which year', () => {
    expect(works('2018-12-31')).toBe(2018);
    expect(works('2019-01-03')).toBe(true);
    expect(works('2026-12-31')).toBe(true);
    expect(works('2027-01-01')).toBe(2027);
    expect([2018, 2019, 2026, 2027].map((year) => coversYear(KAZAKHSTAN, year))).toEqual([false, true, true, false]);
  });

  it('counts working days from the next day and refuses when the count leaves the covered years', () => {
    expect(addWorkingDays(KAZAKHSTAN, '2022-05-05', 3)).toEqual({ covered: true, value: '2022-05-12' });
    expect(addWorkingDays(KAZAKHSTAN, '2025-12-10', 15)).toEqual({ covered: true, value: '2026-01-05' });
    expect(addWorkingDays(KAZAKHSTAN, '2026-12-31', 1)).toEqual({ covered: false, year: 2027 });
    expect(addWorkingDays(KAZAKHSTAN, '2019-07-16', 0)).toEqual({ covered: true, value: '2019-07-16' });
    expect(() => addWorkingDays(KAZAKHSTAN, '2019-07-16', -1)).toThrow(RangeError);
  });

  it('says whether a day is off, for the note beside a due day', () => {
    expect(isDayOff(KAZAKHSTAN, '2019-07-06')).toEqual({ covered: true, value: true });
    expect(isDayOff(KAZAKHSTAN, '2019-07-05')).toEqual({ covered: true, value: false });
    expect(isDayOff(KAZAKHSTAN, '2031-07-05')).toEqual({ covered: false, year: 2031 });
  });

  it('takes a new year and a new decree as a new value', () => {
    const longer = withYear(KAZAKHSTAN, 2027, { daysOff: ['2027-01-01'], workingWeekendDays: [] });
    expect(works('2027-01-01', longer)).toBe(false);
    expect(works('2027-01-04', longer)).toBe(true);
    expect(works('2027-01-01')).toBe(2027);
    const moved = withDecree(KAZAKHSTAN, { off: ['2019-05-10'], working: ['2019-05-04'] });
    expect([works('2019-05-10', moved), works('2019-05-04', moved)]).toEqual([false, true]);
    expect([works('2019-05-10'), works('2019-05-04')]).toEqual([true, false]);
    expect(() => withYear(KAZAKHSTAN, 2027, { daysOff: ['2026-01-01'], workingWeekendDays: [] })).toThrow(RangeError);
  });

  it('refuses what is no date', () => {
    for (const on of ['2019-02-29', '16.07.2019', '']) expect(() => isWorkingDay(KAZAKHSTAN, on)).toThrow(RangeError);
  });
});

describe('The calendar beside the package date-holidays', () => {
  // each of them checked: decrees that no library models, and shifts that the package puts on a day that is a holiday already
  const KNOWN: Readonly<Record<number, { reallyOff: string[]; reallyWorking: string[] }>> = {
    2019: { reallyOff: [], reallyWorking: [] },
    2020: { reallyOff: ['01-03', '03-25', '05-08', '12-18'], reallyWorking: ['01-05', '05-11', '12-20'] },
    2021: { reallyOff: ['03-24', '07-05'], reallyWorking: ['07-03'] },
    2022: { reallyOff: ['03-07', '05-10', '08-29', '10-24'], reallyWorking: ['03-05', '08-27', '10-22'] },
    2023: { reallyOff: ['07-07'], reallyWorking: ['07-01'] },
    2024: { reallyOff: ['05-08'], reallyWorking: ['05-04'] },
    2025: { reallyOff: ['01-03'], reallyWorking: ['01-05'] },
    2026: { reallyOff: ['03-25'], reallyWorking: ['03-16'] },
  };

  it.each(KAZAKHSTAN.years)('differs in %s exactly in the known days', (year) => {
    const theirs = new Set(
      new Holidays('KZ')
        .getHolidays(year)
        .filter(({ type }) => type === 'public')
        .flatMap(({ date, start, end }) => {
          const days: string[] = [];
          const length = Math.round((end.getTime() - start.getTime()) / 86_400_000);
          for (let at = 0; at < length; at += 1) {
            days.push(
              new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + at * 86_400_000).toISOString().slice(0, 10),
            );
          }
          return days;
        }),
    );
    const reallyOff: string[] = [];
    const reallyWorking: string[] = [];
    for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
      const on = new Date(at).toISOString().slice(0, 10);
      const weekend = [0, 6].includes(new Date(at).getUTCDay());
      const theyWork = !weekend && !theirs.has(on);
      if (theyWork && works(on) === false) reallyOff.push(on.slice(5));
      if (!theyWork && works(on) === true) reallyWorking.push(on.slice(5));
    }
    expect({ reallyOff, reallyWorking }).toEqual(KNOWN[year]);
  });
});
