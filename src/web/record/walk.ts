import { firstPossibleAt, incidentAt } from '../../domain/derive.ts';
import type { Directory } from '../../domain/directory.ts';
import { publicDirectory } from '../../domain/directory-public.ts';
import type { Incident } from '../../domain/incident.ts';
import { nextChangeAt } from '../../domain/next-change.ts';
import { recordAt } from '../../domain/record-at.ts';
import { dayEndingAt, type Instant } from '../../domain/zone.ts';
import type { Db } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { listAllPublicIncidents } from '../../records/incidents.ts';
import { listShownOfficials } from '../../records/officials.ts';
import type { AsOf } from '../as-of.ts';
import { type AppContext, baseUrl } from '../context.ts';
import { isWhole } from '../incident-told.ts';
import type { ToldIncident } from './incident-kinds.ts';

/**
 * What the files of the record are made from: the whole of it as of an instant. `zone`: whose days stand for what is of no incident;
 * `seen` is told of each incident, also of one that has not begun.
 */
export type Walk = { db: Db; asOf: AsOf; zone: string; base: string; seen?: (incident: Incident) => void };

/** The walk that the address asks for. `until`: once it is done, the first instant at which it would read something else; null: when a fact changes. */
export function walkOf(c: AppContext): { walk: Walk; until: () => Instant | null } {
  const { deps, asOf, now } = c.var;
  const zone = deps.config.digestZone;
  const isNow = asOf.at(zone) === now;
  let until = nextChangeAt([], now, [zone]);
  const seen = (incident: Incident) => {
    until = Math.min(until, nextChangeAt([incident], now));
  };
  const walk = { db: deps.db, asOf, zone, base: baseUrl(deps), ...(isNow ? { seen } : {}) };
  return { walk, until: () => (isNow ? until : null) };
}

/** Incidents that are told together. */
const BATCH = 50;

/** Every published incident that has begun by then, by slug, as of its own instant. */
export async function* toldIncidents({ db, asOf, base, seen }: Walk): AsyncGenerator<ToldIncident[]> {
  const { benchmarks } = await loadDirectory(db);
  let batch: ToldIncident[] = [];
  for await (const edition of listAllPublicIncidents(db)) {
    const { incident } = edition;
    seen?.(incident);
    const at = asOf.at(incident.zone);
    if (firstPossibleAt(incident) > at) continue;
    batch.push({
      edition,
      state: incidentAt(recordAt(incident, at), benchmarks, at),
      isWhole: isWhole(incident, at),
      base,
    });
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

/** The directory as anybody may have it: with the people of whom readers are told then, and nobody whom only a draft names. */
export async function shownDirectory({ db, asOf, zone }: Walk): Promise<Directory> {
  const directory = publicDirectory(await loadDirectory(db));
  const at = asOf.at(zone);
  const shown = await listShownOfficials(db, { directory, on: dayEndingAt(at, zone), asOf: at });
  return {
    ...directory,
    officials: directory.officials.filter(({ id }) => shown.has(id)),
    tenures: directory.tenures.filter(({ official }) => shown.has(official)),
    channels: directory.channels.filter(({ owner }) => 'office' in owner || shown.has(owner.official)),
  };
}
