import { describe, expect, it } from 'vitest';
import { readAsOf } from '../../src/web/as-of.ts';
import { Refusal } from '../../src/web/refusal.ts';

const at = (iso: string): number => Date.parse(iso);
const NOW = at('2019-08-05T04:00:00Z');

const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).status).toBe(400);
    return (error as Refusal).key;
  }
  throw new Error('not refused');
};

describe('As of (domain.md, Time 3)', () => {
  it('is now where nothing is asked', () => {
    expect(readAsOf(undefined, NOW)).toMatchObject({ kind: 'now', text: '' });
    expect(readAsOf('', NOW).at('Asia/Almaty')).toBe(NOW);
  });

  it('a date is 24:00 of that day in each zone', () => {
    const asOf = readAsOf('2019-07-30', NOW);
    expect(asOf).toMatchObject({ kind: 'date', on: '2019-07-30', text: '2019-07-30' });
    expect(asOf.at('Asia/Almaty')).toBe(at('2019-07-30T18:00:00Z'));
    expect(asOf.at('Asia/Aqtobe')).toBe(at('2019-07-30T19:00:00Z'));
  });

  it('a date is 24:00 of a day of 25 hours, too', () => {
    const now = at('2024-06-01T00:00:00Z');
    expect(readAsOf('2024-02-29', now).at('Asia/Almaty')).toBe(at('2024-02-29T19:00:00Z'));
    expect(readAsOf('2024-02-28', now).at('Asia/Almaty')).toBe(at('2024-02-28T18:00:00Z'));
  });

  it('today is now: its 24:00 has not come', () => {
    expect(readAsOf('2019-08-05', NOW).at('Asia/Almaty')).toBe(NOW);
    expect(readAsOf('2019-08-04', NOW).at('Asia/Almaty')).toBe(at('2019-08-04T18:00:00Z'));
  });

  it('a day that has not begun in the zone is refused', () => {
    const evening = at('2019-08-05T18:30:00Z');
    const asOf = readAsOf('2019-08-06', evening);
    expect(asOf.at('Asia/Almaty')).toBe(evening);
    expect(refusal(() => asOf.at('Asia/Aqtobe'))).toBe('error.as_of.later');
  });

  it('a day that has begun nowhere is refused at once', () => {
    expect(readAsOf('2019-08-06', at('2019-08-05T10:00:00Z')).kind).toBe('date');
    expect(refusal(() => readAsOf('2019-08-06', at('2019-08-05T09:59:59Z')))).toBe('error.as_of.later');
    expect(refusal(() => readAsOf('9999-12-31', NOW))).toBe('error.as_of.later');
  });

  it('an instant is that instant in every zone', () => {
    const asOf = readAsOf('2019-07-30T18:00:00+06:00', NOW);
    expect(asOf).toMatchObject({ kind: 'instant', instant: at('2019-07-30T12:00:00Z') });
    expect(asOf.at('Asia/Aqtobe')).toBe(at('2019-07-30T12:00:00Z'));
    expect(readAsOf('2019-07-30T12:00Z', NOW).at('Asia/Almaty')).toBe(at('2019-07-30T12:00:00Z'));
    expect(readAsOf('2019-07-30T12:00:00.123Z', NOW).at('Asia/Almaty')).toBe(at('2019-07-30T12:00:00.123Z'));
  });

  it('a plus sign that arrived as a blank is a plus sign', () => {
    expect(readAsOf('2019-07-30T18:00 06:00', NOW)).toMatchObject({ text: '2019-07-30T18:00+06:00' });
  });

  it('an instant later than now is refused, now itself is not', () => {
    expect(readAsOf('2019-08-05T04:00:00.000Z', NOW).kind).toBe('instant');
    expect(refusal(() => readAsOf('2019-08-05T04:00:00.001Z', NOW))).toBe('error.as_of.later');
  });

  it.each([
    'yesterday',
    '2019',
    '2019-07',
    '2019-02-30',
    '2019-7-3',
    '20190730',
    '2019-07-30T18:00',
    '2019-02-30T18:00Z',
    '2019-07-30T24:00Z',
    '2019-07-30T25:00Z',
    '2019-07-30T18:60Z',
    '2019-07-30T18:00+99:00',
    '0000-01-01',
    '-271821-04-20',
    '1564488000',
  ])('%s is refused', (written) => {
    expect(refusal(() => readAsOf(written, NOW))).toBe('error.as_of.garbage');
  });
});
