import type { Told } from '../../../views/incidents/told.tsx';
import type { Shown } from '../../../views/parts/day-shown.tsx';
import { type Reader, readerOf } from '../../../views/reader.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { incidentAt } from '../../domain/derive.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Incident } from '../../domain/incident.ts';
import { nextChangeAt, nextMinute } from '../../domain/next-change.ts';
import { recordAt } from '../../domain/record-at.ts';
import type { Instant } from '../../domain/zone.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { AppContext } from '../context.ts';
import { refuse } from '../refusal.ts';
import { shownIn } from './shown.ts';

/** Lines of one page of a list. */
export const PAGE_LINES = 20;

/** What a page over many incidents is told: who reads, the day, and each incident as of that day. */
export type Listing = {
  r: Reader;
  directory: Directory;
  shown: Shown;
  /** `as_of` as the address has it; empty for now. */
  asOf: string;
  tell: (incident: Incident) => Told;
};

/** Dates leave out the year of the day that is shown: the page has just said it. */
export function listingOf(c: AppContext, directory: Directory, calendar?: Calendar): Listing {
  const r = readerOf(c.var.lang);
  const shown = shownIn(c, c.var.deps.config.digestZone);
  const year = (shown.kind === 'date' ? shown.on : shown.today).slice(0, 4);
  const asOf = c.var.asOf.text;
  const tell = (incident: Incident): Told => {
    const at = c.var.asOf.at(incident.zone);
    const state = incidentAt(recordAt(incident, at), directory.benchmarks, at);
    return { r, directory, asOf, year, state, ...(calendar === undefined ? {} : { calendar }) };
  };
  return { r, directory, shown, asOf, tell };
}

/**
 * Until when a page over many incidents stays as it is: facts of incidents that it does not show may bring them in at the next
 * whole minute. A day that is past changes with the facts alone.
 */
export function listedUntil(c: AppContext, incidents: Iterable<Incident>): Instant | null {
  const { asOf, now } = c.var;
  const zone = c.var.deps.config.digestZone;
  if (asOf.at(zone) !== now) return null;
  return Math.min(nextChangeAt([...new Set(incidents)], now, [zone]), nextMinute(now));
}

/** The given query parameters that have a value, as they are kept in links. */
export function givenQuery(c: AppContext, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = c.req.query(name)?.trim();
      return value ? [[name, value] satisfies [string, string]] : [];
    }),
  );
}

/** Refuses with 400 a parameter that is none of `values`. */
export function oneOf<const T extends readonly string[]>(
  name: string,
  value: string | undefined,
  values: T,
): T[number] | undefined {
  if (value === undefined) return undefined;
  if (!values.includes(value)) refuse(400, 'error.query', { name, expected: values.join(', ') });
  return value;
}

/** Runs `read` with a cursor from the address; what it never gave is 400. */
export async function withCursor<T>(after: string | undefined, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (after !== undefined && error instanceof RangeError) refuse(400, 'error.after' satisfies MessageKey);
    throw error;
  }
}
