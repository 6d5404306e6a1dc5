import { isCertainAt } from './at.ts';
import type { Check, Incident } from './incident.ts';
import type { Instant } from './zone.ts';

/**
 * The last check for a promise (its id) or for `first_post` that counts at `asOf` (UTC milliseconds): certain by then, and of
 * those the one whose earliest is latest, for it proves absence furthest. With `nothing`, only those that found nothing.
 * domain.md, What counts.
 */
export function lastCheck(
  incident: Incident,
  what: string,
  asOf: Instant,
  found: 'any' | 'nothing' = 'any',
): Check | undefined {
  return incident.checks
    .filter((check) => check.for === what && (found === 'any' || check.found === null) && isCertainAt(check.at, asOf))
    .reduce<Check | undefined>((last, check) => (reach(check) >= reach(last) ? check : last), undefined);
}

/** What a check says, without its note: it has no id of its own. */
export function keyOfCheck({ at, channels, for: what, found, by }: Check): string {
  return JSON.stringify([at.written, channels, what, found, by]);
}

/** A check whose earliest is open proves absence up to no instant at all. */
function reach(check: Check | undefined): number {
  return check === undefined ? -Infinity : (check.at.earliest ?? -Infinity);
}
