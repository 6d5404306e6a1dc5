import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDay, startOfDay, wallInstants } from '../../../src/domain/zone.ts';
import { axisOf } from '../../../views/figures/axis.ts';

const at = (local: string, zone = 'Asia/Almaty') => wallInstants(local, zone)[0];
const labels = (axis: ReturnType<typeof axisOf>) =>
  axis.ticks.filter((tick) => tick.labelled).map(({ on, hour }) => (hour === null ? on : `${hour}:00`));

describe('the axis of a figure', () => {
  it('counts the local hours of the zone, from one full hour to another', () => {
    const axis = axisOf([at('2019-06-24T06:00'), at('2019-06-24T18:51')], 'Asia/Almaty');
    expect([axis.from, axis.to]).toEqual([at('2019-06-24T06:00'), at('2019-06-24T20:00')]);
    expect(labels(axis)).toEqual(['6:00', '9:00', '12:00', '15:00', '18:00']);
    expect(axis.x(at('2019-06-24T09:20'))).toBe(23.81);
    expect(axis.x(at('2019-06-24T13:52'))).toBe(56.19);
  });

  it('shows other hours for the same instants in another zone', () => {
    const instants = [at('2019-06-24T06:00'), at('2019-06-24T18:51')];
    expect(labels(axisOf(instants, 'Asia/Aqtau'))).toEqual(['6:00', '9:00', '12:00', '15:00', '18:00']);
    expect(axisOf(instants, 'Asia/Aqtau').ticks[0]?.hour).toBe(5);
  });

  it('has the hour twice that came twice in Almaty before 1 March 2024, and once in Aqtau', () => {
    const hours = (zone: string) =>
      axisOf([at('2024-02-29T20:10', zone), at('2024-03-01T02:00', zone)], zone).ticks.filter(
        ({ hour }) => hour === 23,
      );
    expect(hours('Asia/Almaty')).toHaveLength(2);
    expect(hours('Asia/Aqtau')).toHaveLength(1);
  });

  it('counts days or months where hours would be too many', () => {
    const zone = 'Asia/Almaty';
    const months = axisOf([startOfDay('2019-07-15', zone), endOfDay('2019-11-01', zone)], zone);
    expect(labels(months)).toEqual(['2019-08-01', '2019-09-01', '2019-10-01', '2019-11-01']);
    const weeks = axisOf([startOfDay('2019-07-16', zone), endOfDay('2019-08-05', zone)], zone);
    expect(labels(weeks)).toEqual(['2019-07-16', '2019-07-23', '2019-07-30']);
    const years = axisOf([startOfDay('2013-05-01', zone), endOfDay('2019-11-01', zone)], zone);
    expect(labels(years)).toEqual(['2014-01-01', '2016-01-01', '2018-01-01']);
  });

  it('keeps labels 70 px apart at 343 px (a short month 62), in order, on the axis, whatever the instants', () => {
    const base = Date.UTC(2019, 5, 24);
    const zones = fc.constantFrom('Asia/Almaty', 'Asia/Aqtau', 'Asia/Qyzylorda', 'Asia/Kathmandu');
    const instants = fc.array(fc.integer({ min: 0, max: 10 * 365 * 86_400 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 20 }), zones, (seconds, shrink, zone) => {
        const given = seconds.map((second) => base + Math.floor(second / 2 ** shrink) * 1000);
        const axis = axisOf(given, zone);
        const xs = axis.ticks.filter((tick) => tick.labelled).map((tick) => tick.x);
        expect(axis.ticks.length).toBeGreaterThan(0);
        for (const [index, x] of xs.entries()) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(100);
          if (index > 0) expect(((x - (xs[index - 1] ?? 0)) / 100) * 343).toBeGreaterThan(62);
        }
        for (const instant of given) expect(instant >= axis.from && instant <= axis.to).toBe(true);
      }),
    );
  });
});
