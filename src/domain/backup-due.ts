import { addDays, type Instant, type LocalDate, localDate, wallInstants } from './zone.ts';

/** A time of day on the wall. */
export type TimeOfDay = { hour: number; minute: number };

/** The local day in `zone` whose backup is due at `now` (UTC milliseconds): the last one whose hour has come. */
export function backupDueOn(now: Instant, { hour, minute }: TimeOfDay, zone: string): LocalDate {
  const today = localDate(now, zone);
  const two = (number: number) => String(number).padStart(2, '0');
  const [hourOfToday] = wallInstants(`${today}T${two(hour)}:${two(minute)}`, zone);
  return hourOfToday <= now ? today : localDate(addDays(now, -1, zone), zone);
}

/** A day, and what a large backup may take. */
const LATE_AFTER_MS = 26 * 3_600_000;

/** Whether a daily backup is late at `now`: `last` is when the newest whole one was done, null where there is none. */
export function isBackupLate(last: Instant | null, now: Instant): boolean {
  return last === null || now - last > LATE_AFTER_MS;
}
