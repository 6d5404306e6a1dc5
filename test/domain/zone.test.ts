import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { endOfDay, isWallTime, isZone, localDate, startOfDay, wallInstants } from '../../src/domain/zone.ts';

/** Kazakhstan's, with days of 23 and 25 hours in the nineties and 2024; one with summer time, one that leapt over a day. */
const ZONES = [
  'Asia/Almaty',
  'Asia/Oral',
  'Asia/Qyzylorda',
  'Asia/Aqtau',
  'Europe/Berlin',
  'Pacific/Apia',
  'Asia/Kathmandu',
];
const FROM = Date.UTC(1990, 0, 1);
const DAYS = 14_000;

const anyDay = fc
  .integer({ min: 0, max: DAYS })
  .map((days) => new Date(FROM + days * 86_400_000).toISOString().slice(0, 10));
const changeDay = fc.constantFrom(
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2018-12-21',
  '2004-10-31',
  '1992-01-19',
  '2011-12-30',
  '2024-03-31',
);
const on = fc.oneof(anyDay, changeDay);
const minute = fc
  .integer({ min: 0, max: 24 * 60 })
  .map((of) => [Math.trunc(of / 60), of % 60].map((part) => String(part).padStart(2, '0')).join(':'));
const zone = fc.constantFrom(...ZONES);

/** The same asked of luxon alone, which knows every change of the clock. */
const slow = {
  start: (day: string, of: string) => DateTime.fromISO(day, { zone: of }).startOf('day').toMillis(),
  end: (day: string, of: string) => DateTime.fromISO(day, { zone: of }).plus({ days: 1 }).startOf('day').toMillis(),
  instants: (local: string, of: string) =>
    DateTime.fromISO(local, { zone: of })
      .getPossibleOffsets()
      .map((time) => time.toMillis()),
};

describe('The clock of a zone', () => {
  it('shows what luxon shows, also about a change of the clock', () => {
    fc.assert(
      fc.property(on, minute, zone, (day, time, of) => {
        const local = `${day}T${time}`;
        const instants = slow.instants(local, of);
        expect(wallInstants(local, of)).toEqual([Math.min(...instants), Math.max(...instants)]);
        expect(startOfDay(day, of)).toBe(slow.start(day, of));
        expect(endOfDay(day, of)).toBe(slow.end(day, of));
        const shown = (there: string) => DateTime.fromISO(local, { zone: there }).toISO({ includeOffset: false });
        expect(isWallTime(local, of)).toBe(shown(of) === shown('UTC'));
        for (const at of instants) expect(localDate(at, of)).toBe(DateTime.fromMillis(at, { zone: of }).toISODate());
      }),
      { numRuns: 500 },
    );
  });

  it.each(['2019-02-29', '2019-13-01', '2019-07-15T24:01', '2019-07-15T14:60', '2019-7-1', 'x'])(
    'does not show %s',
    (local) => {
      expect(() => wallInstants(local, 'Asia/Almaty')).toThrow(RangeError);
    },
  );

  it('is named by the name of its zone alone', () => {
    for (let time = 0; time < 2; time++)
      expect(['Asia/Almaty', 'Asia/Nowhere', '+06:00', 'Etc/GMT-6', 'UTC'].map(isZone)).toEqual([
        true,
        false,
        false,
        false,
        false,
      ]);
  });
});
