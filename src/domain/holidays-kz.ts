import type { Calendar } from './calendar.ts';

/**
 * Kazakhstan's working calendar for the five-day week, 2019 to 2026, as reviewed year by year: weekdays that were off
 * (holidays, their shifts and decreed days off) and weekend days that a government decree made working.
 *
 * Labour Code art. 84: a holiday on a day off makes the next working day after the holiday a day off; 7 January and the
 * first day of Kurban Ait never shift. Art. 85(3): the government may move days off by decree.
 * Decrees: 2020 kyzylorda-news.kz; 2021 kt.kz, nur.kz; 2022 pm.kz, ortcom.kz, paryz.kz; 2023 zakon.kz 6395425;
 * 2024 smartnews.kz; 2025 energy-city.kz. None was found for 2019 and 2026.
 * 2026: Constitution Day left 30 August (taspanews.kz), so 31 August 2026 is a working day.
 */
const YEARS: readonly (readonly [year: number, off: string, working: string])[] = [
  [2019, '01-01 01-02 01-07 03-08 03-21 03-22 03-25 05-01 05-07 05-09 07-08 08-30 12-02 12-16 12-17', ''],
  [
    2020,
    '01-01 01-02 01-03 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-08 07-06 07-31 08-31 12-01 12-16 12-17 12-18',
    '01-05 12-20',
  ],
  [
    2021,
    '01-01 01-04 01-07 03-08 03-22 03-23 03-24 05-03 05-07 05-10 07-05 07-06 07-20 08-30 12-01 12-16 12-17',
    '07-03',
  ],
  [
    2022,
    '01-03 01-04 01-07 03-07 03-08 03-21 03-22 03-23 05-02 05-09 05-10 07-06 08-29 08-30 10-24 10-25 12-16',
    '03-05 08-27 10-22',
  ],
  [2023, '01-02 01-03 03-08 03-21 03-22 03-23 05-01 05-08 05-09 06-28 07-06 07-07 08-30 10-25 12-18', '07-01'],
  [2024, '01-01 01-02 03-08 03-21 03-22 03-25 05-01 05-07 05-08 05-09 07-08 08-30 10-25 12-16', '05-04'],
  [2025, '01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 10-27 12-16', '01-05'],
  [2026, '01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16', ''],
];

const datesOf = (year: number, days: string): string[] =>
  days
    .split(' ')
    .filter(Boolean)
    .map((day) => `${year}-${day}`);

/** The reviewed calendar of Kazakhstan. A plain value: an editor's year or decree is added with `withYear`, `withDecree`. */
export const KAZAKHSTAN: Calendar = {
  years: YEARS.map(([year]) => year),
  daysOff: YEARS.flatMap(([year, off]) => datesOf(year, off)),
  workingWeekendDays: YEARS.flatMap(([year, , working]) => datesOf(year, working)),
};
