import { describe, expect, it } from 'vitest';
import { backupDueOn, isBackupLate } from '../../src/domain/backup-due.ts';

const ALMATY = 'Asia/Almaty';
const at = { hour: 3, minute: 30 };

describe('A daily backup', () => {
  it('is due from its hour in the zone until the next one', () => {
    const days = [
      '2019-08-04T21:29:59.999Z',
      '2019-08-04T21:30:00Z',
      '2019-08-05T21:29:59.999Z',
      '2019-08-05T21:30:00Z',
    ];
    expect(days.map((iso) => backupDueOn(Date.parse(iso), at, ALMATY))).toEqual([
      '2019-08-04',
      '2019-08-05',
      '2019-08-05',
      '2019-08-06',
    ]);
  });

  it('is due once also on the day on which the clocks were put back', () => {
    const hour = { hour: 23, minute: 30 };
    const days = ['2024-02-29T16:30:00Z', '2024-02-29T17:30:00Z', '2024-02-29T18:30:00Z', '2024-02-29T19:00:00Z'];
    expect(days.map((iso) => backupDueOn(Date.parse(iso), hour, ALMATY))).toEqual([
      '2024-02-28',
      '2024-02-29',
      '2024-02-29',
      '2024-02-29',
    ]);
  });

  it('is late where there is none, or after a day and two hours', () => {
    const now = Date.parse('2019-08-05T00:00:00Z');
    const hours = (count: number) => now - count * 3_600_000;
    expect([null, hours(26) - 1, hours(26), hours(1)].map((last) => isBackupLate(last, now))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
