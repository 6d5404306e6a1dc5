import { certainFrom, possibleFrom } from './at.ts';
import type { Incident } from './incident.ts';
import { DUE_SOON_HOURS, dueInstant, STALE_DAYS } from './promise.ts';
import type { Interval } from './span.ts';
import { addDays, type Instant, nextMidnight } from './zone.ts';

/**
 * The first instant after `asOf` at which anything that a page says of these incidents may change, in UTC milliseconds: the
 * next midnight of each zone and each due instant (both + 1 ms, since 24:00 still counts to the day that ends and overdue is
 * *after* the due instant), 72 hours before one, a fact becoming possible or certain, a promise becoming stale.
 * With no incident, the next midnight of each of `zones` alone. Never later than a midnight, so a kept page lives a day at most.
 */
export function nextChangeAt(incidents: readonly Incident[], asOf: Instant, zones: readonly string[] = []): Instant {
  const changes = [...new Set([...zones, ...incidents.map((incident) => incident.zone)])].map((zone) =>
    midnightAfter(asOf, zone),
  );
  for (const incident of incidents) for (const at of changesOf(incident)) if (at > asOf) changes.push(at);
  return changes.reduce((least, at) => (at < least ? at : least), Infinity);
}

/**
 * The first instant after `asOf` at which any incident at all may read differently, in UTC milliseconds: times are written to the
 * minute, and due instants still count to the day that ends, so that nothing happens between a whole minute + 1 ms and the next.
 */
export function nextMinute(asOf: Instant): Instant {
  const past = asOf % MINUTE_MS;
  return past === 0 ? asOf + 1 : asOf - past + MINUTE_MS;
}

const MINUTE_MS = 60_000;

/** At midnight itself the day that ends still counts; the day changes one millisecond later. domain.md, Time 2. */
function midnightAfter(asOf: Instant, zone: string): Instant {
  return nextMidnight(asOf - 1, zone) + 1;
}

/** Every instant at which the incident alone may read differently, in no order. */
function* changesOf(incident: Incident): Generator<Instant> {
  for (const span of spansOf(incident)) {
    yield possibleFrom(span);
    yield certainFrom(span);
  }
  for (const promise of incident.promises) {
    for (const due of [promise.due, ...promise.changes.map((change) => change.due)]) {
      const dueAt = dueInstant(due, incident.zone);
      if (dueAt === null) continue;
      yield dueAt - DUE_SOON_HOURS * 3_600_000;
      yield dueAt + 1;
      yield addDays(dueAt, STALE_DAYS, incident.zone) + 1;
    }
  }
  for (const check of incident.checks)
    if (check.at.earliest !== null) yield addDays(check.at.earliest, STALE_DAYS, incident.zone) + 1;
}

function* spansOf(incident: Incident): Generator<Interval> {
  if (incident.started !== null) yield incident.started;
  if (incident.ended !== null) yield incident.ended;
  for (const entry of incident.entries) {
    yield entry.at;
    if (entry.removed !== null) yield entry.removed;
  }
  for (const check of incident.checks) yield check.at;
  for (const reply of incident.replies) for (const span of [reply.asked, reply.at]) if (span !== null) yield span;
}
