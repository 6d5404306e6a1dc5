import { DateTime } from 'luxon';
import { type Deadline, readDeadlines } from '../../../src/domain/deadline/read.ts';
import { KAZAKHSTAN } from '../../../src/domain/holidays-kz.ts';

/** Reads `text` as said at the local wall time `at` (or an ISO time with an offset) in `zone`. */
export function read(text: string, at: string, zone = 'Asia/Almaty'): Deadline[] {
  return readDeadlines(text, { saidAt: DateTime.fromISO(at, { zone }).toMillis(), zone, calendar: KAZAKHSTAN });
}

/** The due days of `text`; a loose word stands by its kind. */
export const dues = (text: string, at: string, zone?: string): string[] =>
  read(text, at, zone).map(({ due, kind }) => due ?? kind);
