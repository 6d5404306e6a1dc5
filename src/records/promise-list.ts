import type { Incident } from '../domain/incident.ts';
import { promisor } from '../domain/office.ts';
import {
  isMadeAt,
  type Promised,
  type PromiseState,
  type PromiseStatus,
  promiseAt,
  STALE_DAYS,
} from '../domain/promise.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import { loadPublicIncidents } from './incidents.ts';
import { listPromiseCandidates, type PromisePlace } from './promises.ts';

export type ListedPromise = { incident: Incident; promise: Promised; state: PromiseState };
export type PromisePage = { promises: ListedPromise[]; next: string | null };

export type PromisesAsked = {
  /** The instant of each zone, UTC milliseconds: 24:00 of a day lies apart in each. */
  asOf: (zone: string) => Instant;
  /** Only those with one of these then; absent: any. */
  statuses?: readonly PromiseStatus[];
  /** The office whose statement made it. */
  office?: string;
  incident?: string;
  /** Leaves out the stale ones among those past their term. domain.md, Promises, Stale. */
  fresh?: boolean;
  /** A finer choice by the state, such as only the checked ones. */
  only?: (listed: ListedPromise) => boolean;
  /** The `next` of the page before. */
  after?: string;
  limit: number;
};

const BATCH = 60;
/** Zones whose day ends first and last in Kazakhstan: the hints are asked for the widest time between. */
const ZONES = ['Asia/Almaty', 'Asia/Oral'];
/** More than the days of two zones, or a change of the clock, may lie apart. */
const ZONES_APART_DAYS = 2;

/**
 * The published promises that have such a status, by due instant (none comes last), then incident, then id. SQL narrows, the
 * domain decides of each. Throws a RangeError for an `after` that this never gave.
 */
export async function listPublicPromises(db: Db, asked: PromisesAsked): Promise<PromisePage> {
  return inSnapshot(db, async (snapshot) => {
    const found: { listed: ListedPromise; place: PromisePlace }[] = [];
    let after = asked.after === undefined ? undefined : readPlace(asked.after);
    for (;;) {
      const places = await candidatesOf(snapshot, asked, after);
      for (const { place, listed } of await decided(snapshot, places, asked)) {
        if (found.length === asked.limit) return pageOf(found, true);
        found.push({ listed, place });
      }
      if (places.length < BATCH) return pageOf(found, false);
      after = places.at(-1);
    }
  });
}

function pageOf(found: { listed: ListedPromise; place: PromisePlace }[], more: boolean): PromisePage {
  const last = found.at(-1);
  return { promises: found.map(({ listed }) => listed), next: more && last ? writePlace(last.place) : null };
}

async function candidatesOf(db: Db, asked: PromisesAsked, after: PromisePlace | undefined): Promise<PromisePlace[]> {
  const { statuses, office, incident, fresh } = asked;
  const instants = ZONES.map(asked.asOf);
  const asOf = Math.min(...instants);
  return listPromiseCandidates(db, {
    asOf,
    asOfLatest: Math.max(...instants),
    limit: BATCH,
    ...(statuses === undefined ? {} : { statuses }),
    ...(office === undefined ? {} : { office }),
    ...(incident === undefined ? {} : { incident }),
    ...(fresh ? { freshSince: asOf - (STALE_DAYS + ZONES_APART_DAYS) * 86_400_000 } : {}),
    ...(after === undefined ? {} : { after }),
  });
}

async function decided(db: Db, places: PromisePlace[], asked: PromisesAsked) {
  const editions = await loadPublicIncidents(db, [...new Set(places.map((place) => place.slug))]);
  const incidents = new Map(editions.map(({ incident }) => [incident.slug, incident]));
  return places.flatMap((place) => {
    const incident = incidents.get(place.slug);
    const promise = incident?.promises.find((candidate) => candidate.id === place.id);
    if (incident === undefined || promise === undefined) return [];
    const asOf = asked.asOf(incident.zone);
    if (!isMadeAt(promise, incident, asOf)) return [];
    const listed = { incident, promise, state: promiseAt(promise, incident, asOf) };
    if (asked.statuses !== undefined && !asked.statuses.includes(listed.state.status)) return [];
    if (asked.fresh && listed.state.stale) return [];
    if (asked.office !== undefined && promisor(promise, incident).office !== asked.office) return [];
    return asked.only === undefined || asked.only(listed) ? [{ place, listed }] : [];
  });
}

const writePlace = ({ dueHint, slug, id }: PromisePlace): string => `${dueHint ?? 'none'}_${slug}_${id}`;

function readPlace(after: string): PromisePlace {
  const [, due, slug, id] = /^(none|-?\d{1,15})_([a-z0-9-]{1,80})_([a-z0-9-]{1,80})$/.exec(after) ?? [];
  if (due === undefined || slug === undefined || id === undefined) throw new RangeError(`not a cursor: ${after}`);
  return { dueHint: due === 'none' ? null : Number(due), slug, id };
}
