import { firstDate, lastDate } from './benchmark.ts';
import type { Directory, Tenure } from './directory.ts';
import { type Entry, entryOf } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Promised } from './promise.ts';
import { firstDay, lastDay } from './span.ts';
import type { LocalDate } from './zone.ts';

/** A tenure with its end as recorded, or as the next tenure's start gives it. `endRecorded` false: the page says so. domain.md, Words. */
export type Held = { tenure: Tenure; from: string | null; to: string | null; endRecorded: boolean };

/** Who held the office, earliest first; a tenure with no end recorded lasts until the next one starts. Unknown starts come first. */
export function holdersOf(directory: Pick<Directory, 'tenures'>, office: string): Held[] {
  const tenures = directory.tenures
    .filter((tenure) => tenure.office === office)
    .sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
  return tenures.map((tenure, index) => {
    const next = tenures.slice(index + 1).find((other) => other.from !== null && other.from !== tenure.from);
    return { tenure, from: tenure.from, to: tenure.to ?? next?.from ?? null, endRecorded: tenure.to !== null };
  });
}

/**
 * The tenures that may cover the local day `on`: coarse dates are read widely, so two may answer on a day of change. A tenure of
 * unknown start is taken to have begun. With no end at all, the page must say that none is recorded.
 */
export function holdersOn(directory: Pick<Directory, 'tenures'>, office: string, on: LocalDate): Held[] {
  return holdersOf(directory, office).filter(
    (held) => (held.from === null || firstDate(held.from) <= on) && (held.to === null || on <= lastDate(held.to)),
  );
}

/** The office that a promise belongs to, the official whom it is credited to, and the statement: never the successor. domain.md, Promises. */
export function promisor(
  promise: Promised,
  incident: Incident,
): { statement: Entry; office: string; official: string | null } {
  const statement = entryOf(incident, promise.madeIn);
  return { statement, office: statement.by?.office ?? incident.office, official: statement.by?.official ?? null };
}

/** The term in office of the official who spoke, on a day on which the statement may have been made; undefined where unrecorded. */
export function termOf(promise: Promised, incident: Incident, directory: Pick<Directory, 'tenures'>): Held | undefined {
  const { statement, office, official } = promisor(promise, incident);
  if (official === null) return undefined;
  const [first, last] = [firstDay(statement.at, incident.zone), lastDay(statement.at, incident.zone)];
  return holdersOf(directory, office).findLast(
    ({ tenure, from, to }) =>
      tenure.official === official &&
      (from === null || last === null || firstDate(from) <= last) &&
      (to === null || first === null || first <= lastDate(to)),
  );
}

/**
 * Whether the holder of the office on the local day `on` inherited the promise: the office made it before this holder's term
 * began, or, where someone else spoke for it, may have. domain.md, Promises.
 */
export function isInherited(promise: Promised, incident: Incident, holder: Held, on: LocalDate): boolean {
  const { statement, office, official } = promisor(promise, incident);
  if (office !== holder.tenure.office || official === holder.tenure.official) return false;
  if (holder.from === null) return official !== null;
  if (firstDate(holder.from) > on) return false;
  const [first, last] = [firstDay(statement.at, incident.zone), lastDay(statement.at, incident.zone)];
  if (official === null) return last !== null && last < firstDate(holder.from);
  return (first ?? last ?? on) <= lastDate(holder.from);
}
