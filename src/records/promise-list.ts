import type { Incident } from '../domain/incident.ts';
import { promisor } from '../domain/office.ts';
import { standsWithPerson } from '../domain/official.ts';
import { isDayIn, mayBeIn, type Period } from '../domain/period.ts';
import {
  isMadeAt,
  type Promised,
  type PromiseState,
  type PromiseStatus,
  promiseAt,
  STALE_DAYS,
  STATUSES,
} from '../domain/promise.ts';
import type { Asked } from '../domain/search/keys.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import { loadPublicIncidents } from './incidents.ts';
import { listPromiseCandidates, type PromisePlace, type WidePeriod } from './promises.ts';

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
  /** The official who spoke. One that is past its term and that nobody looked at stands with its office alone, and is left out. */
  official?: string;
  /** Words that it holds. */
  words?: Asked;
  /** Local days on which it may have been said, on which it is due then. */
  said?: Period;
  due?: Period;
  /** By due instant (absent), by when it was said, or the longest overdue first and then the others. */
  order?: PromiseSort;
  /** Leaves out the stale ones among those past their term. domain.md, Promises, Stale. */
  fresh?: boolean;
  /** A finer choice by the state, such as only the checked ones. */
  only?: (listed: ListedPromise) => boolean;
  /** The `next` of the page before. */
  after?: string;
  limit: number;
};

export const PROMISE_SORTS = ['due', 'said', 'overdue'] as const;
export type PromiseSort = (typeof PROMISE_SORTS)[number];

/** Candidates that are read at once: a few more than are asked for, for the domain may drop some. */
const batchOf = ({ limit }: PromisesAsked): number => Math.min(500, Math.max(30, limit + 10));
/** Zones whose day ends first and last in Kazakhstan: the hints are asked for the widest time between. */
const ZONES = ['Asia/Almaty', 'Asia/Oral'];
/** More than the days of two zones, or a change of the clock, may lie apart. */
const ZONES_APART_DAYS = 2;

/**
 * The published promises that have such a status, in the order asked for: by due instant (none comes last), then incident, then
 * id, unless another one is. SQL narrows, the domain decides of each. Throws a RangeError for an `after` that this never gave.
 */
export async function listPublicPromises(db: Db, asked: PromisesAsked): Promise<PromisePage> {
  return asked.order === 'overdue' ? listLongestOverdue(db, asked) : listInOrder(db, asked);
}

/** Whether there may be more than `most` of those, by the hints alone: the domain is not asked. */
export async function mayBeMoreThan(db: Db, asked: Omit<PromisesAsked, 'limit'>, most: number): Promise<boolean> {
  return (await candidatesOf(db, { ...asked, limit: most }, undefined, most + 1)).length > most;
}

/** What is past its term stands by due instant, the longest overdue first; then everything else, by due instant too. */
async function listLongestOverdue(db: Db, asked: PromisesAsked): Promise<PromisePage> {
  const { order: _, after, statuses = STATUSES, ...rest } = asked;
  const isLater = after?.startsWith(REST) ?? false;
  const place = isLater ? after?.slice(REST.length) : after;
  const from = place === undefined || place === '' ? {} : { after: place };
  const others = statuses.filter((status) => status !== 'overdue');
  return inSnapshot(db, async (snapshot) => {
    const listed = async (only: readonly PromiseStatus[], limit: number, more: { after?: string }) =>
      only.length === 0
        ? { promises: [], next: null }
        : listInOrder(snapshot, { ...rest, ...more, statuses: only, limit });
    const restOf = ({ promises, next }: PromisePage): PromisePage => ({
      promises,
      next: next === null ? null : `${REST}${next}`,
    });
    if (isLater) return restOf(await listed(others, asked.limit, from));
    const first = await listed(statuses.includes('overdue') ? ['overdue'] : [], asked.limit, from);
    if (first.next !== null) return first;
    const left = asked.limit - first.promises.length;
    if (left === 0) {
      const one = await listed(others, 1, {});
      return { promises: first.promises, next: one.promises.length === 0 ? null : REST };
    }
    const second = restOf(await listed(others, left, {}));
    return { promises: [...first.promises, ...second.promises], next: second.next };
  });
}

/** Before the cursor of one that is not overdue. */
const REST = 'rest_';

async function listInOrder(db: Db, asked: PromisesAsked): Promise<PromisePage> {
  return inSnapshot(db, async (snapshot) => {
    const found: { listed: ListedPromise; place: PromisePlace }[] = [];
    let after = asked.after === undefined ? undefined : readPlace(asked.after, asked.order);
    for (;;) {
      const places = await candidatesOf(snapshot, asked, after);
      for (const { place, listed } of await decided(snapshot, places, asked)) {
        if (found.length === asked.limit) return pageOf(found, true);
        found.push({ listed, place });
      }
      if (places.length < batchOf(asked)) return pageOf(found, false);
      after = places.at(-1);
    }
  });
}

function pageOf(found: { listed: ListedPromise; place: PromisePlace }[], more: boolean): PromisePage {
  const last = found.at(-1);
  return { promises: found.map(({ listed }) => listed), next: more && last ? writePlace(last.place) : null };
}

async function candidatesOf(
  db: Db,
  asked: PromisesAsked,
  after: PromisePlace | undefined,
  limit: number = batchOf(asked),
): Promise<PromisePlace[]> {
  const { statuses, office, official, incident, words, said, due, order, fresh } = asked;
  const instants = ZONES.map(asked.asOf);
  const asOf = Math.min(...instants);
  return listPromiseCandidates(db, {
    asOf,
    asOfLatest: Math.max(...instants),
    limit,
    ...(statuses === undefined ? {} : { statuses }),
    ...(office === undefined ? {} : { office }),
    ...(incident === undefined ? {} : { incident }),
    ...(official === undefined ? {} : { official }),
    ...(words === undefined ? {} : { words: words.words }),
    ...(said === undefined ? {} : { said: widely(said) }),
    ...(due === undefined ? {} : { due: widely(due) }),
    ...(order === 'said' ? { order } : {}),
    ...(fresh ? { freshSince: asOf - (STALE_DAYS + ZONES_APART_DAYS) * 86_400_000 } : {}),
    ...(after === undefined ? {} : { after }),
  });
}

/** A day begins and ends within so much of its midnight in UTC, wherever it is. */
const ANYWHERE_MS = 15 * 3_600_000;

function widely({ from, to }: Period): WidePeriod {
  return {
    from: from === null ? null : Date.parse(`${from}T00:00Z`) - ANYWHERE_MS,
    to: to === null ? null : Date.parse(`${to}T00:00Z`) + 86_400_000 + ANYWHERE_MS,
  };
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
    if (!isAsked(listed, asked)) return [];
    return asked.only === undefined || asked.only(listed) ? [{ place, listed }] : [];
  });
}

function isAsked({ incident, promise, state }: ListedPromise, { office, official, said, due }: PromisesAsked): boolean {
  const by = promisor(promise, incident);
  if (office !== undefined && by.office !== office) return false;
  if (official !== undefined && (by.official !== official || !standsWithPerson(state))) return false;
  if (said !== undefined && !mayBeIn(by.statement.at, incident.zone, said)) return false;
  return due === undefined || isDayIn(state.dueOn, due);
}

function writePlace({ dueHint, saidHint, slug, id }: PromisePlace): string {
  return saidHint == null ? `${dueHint ?? 'none'}_${slug}_${id}` : `said_${saidHint}_${slug}_${id}`;
}

function readPlace(after: string, order: PromiseSort | undefined): PromisePlace {
  const [, said, at, slug, id] = /^(said_)?(none|-?\d{1,15})_([a-z0-9-]{1,80})_([a-z0-9-]{1,80})$/.exec(after) ?? [];
  const isSaid = said !== undefined;
  if (at === undefined || slug === undefined || id === undefined || isSaid !== (order === 'said'))
    throw new RangeError(`not a cursor: ${after}`);
  const instant = at === 'none' ? null : Number(at);
  return isSaid ? { dueHint: null, saidHint: instant, slug, id } : { dueHint: instant, slug, id };
}
