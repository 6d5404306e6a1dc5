import { isCertainAt } from './at.ts';
import type { Interval } from './span.ts';
import { addDays, type Instant } from './zone.ts';

/** Without a check for so long, the site itself says so. domain.md, Promises, Stale. */
export const WATCH_DAYS = 30;

/**
 * Since when nobody has checked anything at all, or null while somebody has within `WATCH_DAYS` local days of `zone`: the last
 * check over all published incidents that is certain at `asOf` (its earliest, as far as it proves), else `firstAt`, when the
 * record begins (null: there is no record). UTC milliseconds. domain.md, Promises, Stale.
 */
export function uncheckedSince(
  checks: Iterable<{ at: Interval }>,
  firstAt: Instant | null,
  asOf: Instant,
  zone: string,
): { since: Instant; checked: boolean } | null {
  let last: Instant | null = null;
  for (const { at } of checks)
    if (isCertainAt(at, asOf) && at.earliest !== null && (last === null || at.earliest > last)) last = at.earliest;
  const since = last ?? firstAt;
  if (since === null || asOf <= addDays(since, WATCH_DAYS, zone)) return null;
  return { since, checked: last !== null };
}
