import type { SelectQueryBuilder } from 'kysely';
import { firstPossibleAt } from '../domain/derive.ts';
import type { Entry } from '../domain/entry.ts';
import type { Incident } from '../domain/incident.ts';
import { type Promised, type PromiseState, promiseAt } from '../domain/promise.ts';
import { recordAt } from '../domain/record-at.ts';
import type { Asked } from '../domain/search/keys.ts';
import { summaryShownFrom } from '../domain/search/summary.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import { holdsKeys } from './dialect.ts';
import { loadPublicIncidents } from './incidents.ts';
import { isoOf } from './instants.ts';
import { WITH_SUMMARY } from './search-index.ts';
import type { Database, SearchDocumentRow } from './tables.ts';

export const SEARCH_KINDS = ['incident', 'promise', 'entry', 'official', 'office'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** What was found, as it is shown as of the instant asked for. `incident` is the record of then. */
export type Found =
  /** `summaryShown`: its summary tells nothing that came later. */
  | { kind: 'incident'; incident: Incident; summaryShown: boolean }
  | { kind: 'promise'; incident: Incident; promise: Promised; state: PromiseState }
  | { kind: 'entry'; incident: Incident; entry: Entry }
  | { kind: 'official' | 'office'; id: string };

export type SearchAsked = {
  asked: Asked;
  kind: SearchKind;
  /** The instant of each zone, UTC milliseconds: 24:00 of a day lies apart in each. */
  asOf: (zone: string) => Instant;
  /** Officials that readers may be told of. */
  isShown?: (official: string) => boolean;
  /** The `next` of the page before. */
  after?: string;
  limit: number;
};

export type FoundPage = { found: Found[]; next: string | null };

const BATCH = 40;

/**
 * What holds all the words, of one kind: the newest first, then by incident and part; offices and officials by id. The keys
 * narrow, the domain decides of each what readers see then. Throws a RangeError for an `after` that this never gave.
 */
export async function searchPublic(db: Db, asked: SearchAsked): Promise<FoundPage> {
  if (asked.asked.words.length === 0) return { found: [], next: null };
  return inSnapshot(db, async (snapshot) => {
    const found: { each: Found; place: Place }[] = [];
    let after = asked.after === undefined ? undefined : readPlace(asked.after);
    for (;;) {
      const places = await candidates(snapshot, asked, after);
      for (const one of await decided(snapshot, places, asked)) {
        // An incident has two rows, one after the other.
        if (asked.kind === 'incident' && found.at(-1)?.place.incident === one.place.incident) continue;
        if (found.length === asked.limit) return pageOf(found, true);
        found.push(one);
      }
      if (places.length < BATCH) return pageOf(found, false);
      after = places.at(-1);
    }
  });
}

/** More are not counted while a reader waits. */
export const COUNTED_AT_MOST = 1000;

/** How many there are of that kind; null where there are more than `COUNTED_AT_MOST`. */
export async function countFound(db: Db, asked: Omit<SearchAsked, 'after' | 'limit'>): Promise<number | null> {
  if (asked.asked.words.length === 0) return 0;
  const rows = await matching(db, asked)
    .select(['incident', 'part', 'zone', 'visible_from'])
    .limit(COUNTED_AT_MOST + 1)
    .execute();
  if (rows.length > COUNTED_AT_MOST) return null;
  const visible = rows.filter(
    ({ part, zone, visible_from }) =>
      (visible_from === null || Date.parse(visible_from) <= asked.asOf(zone)) &&
      (asked.kind !== 'official' || asked.isShown === undefined || asked.isShown(part)),
  );
  return asked.kind === 'incident' ? new Set(visible.map(({ incident }) => incident)).size : visible.length;
}

type Place = Pick<SearchDocumentRow, 'sort_at' | 'incident' | 'part'>;

/** Zones whose day ends first and last in Kazakhstan: the hint is asked for the later one. */
const ZONES = ['Asia/Almaty', 'Asia/Oral'];

function matching(
  db: Db,
  { asked, kind, asOf }: Pick<SearchAsked, 'asked' | 'kind' | 'asOf'>,
): SelectQueryBuilder<Database, 'search_documents', object> {
  const latest = isoOf(Math.max(...ZONES.map(asOf)));
  return db
    .selectFrom('search_documents')
    .where('kind', '=', kind)
    .where(holdsKeys(db, asked.words))
    .where(({ or, eb }) => or([eb('visible_from', 'is', null), eb('visible_from', '<=', latest)]));
}

async function candidates(db: Db, asked: SearchAsked, after: Place | undefined): Promise<Place[]> {
  let query = matching(db, asked).select(['sort_at', 'incident', 'part']);
  if (after !== undefined)
    query = query.where(({ or, and, eb }) =>
      or([
        eb('sort_at', '<', after.sort_at),
        and([eb('sort_at', '=', after.sort_at), eb('incident', '>', after.incident)]),
        and([eb('sort_at', '=', after.sort_at), eb('incident', '=', after.incident), eb('part', '>', after.part)]),
      ]),
    );
  return query.orderBy('sort_at', 'desc').orderBy('incident').orderBy('part').limit(BATCH).execute();
}

async function decided(db: Db, places: Place[], asked: SearchAsked): Promise<{ each: Found; place: Place }[]> {
  const { kind } = asked;
  if (kind === 'office' || kind === 'official') {
    const isShown = ({ part }: Place) => kind === 'office' || asked.isShown === undefined || asked.isShown(part);
    return places.filter(isShown).map((place) => ({ place, each: { kind, id: place.part } }));
  }
  const editions = await loadPublicIncidents(
    db,
    places.map(({ incident }) => incident),
  );
  const whole = new Map(editions.map(({ incident }) => [incident.slug, incident]));
  const then = new Map(
    [...whole].map(([slug, incident]) => [slug, recordAt(incident, asked.asOf(incident.zone))] as const),
  );
  return places.flatMap((place) => {
    const each = foundIn(kind, place.part, whole.get(place.incident), then.get(place.incident), asked);
    return each === undefined ? [] : [{ each, place }];
  });
}

function foundIn(
  kind: 'incident' | 'promise' | 'entry',
  part: string,
  whole: Incident | undefined,
  incident: Incident | undefined,
  { asOf }: SearchAsked,
): Found | undefined {
  if (whole === undefined || incident === undefined) return undefined;
  const promise = incident.promises.find(({ id }) => id === part);
  const entry = incident.entries.find(({ id }) => id === part);
  switch (kind) {
    case 'incident':
      return isIncidentShown(part, whole, asOf(whole.zone))
        ? { kind, incident, summaryShown: asOf(whole.zone) >= summaryShownFrom(whole) }
        : undefined;
    case 'promise':
      return promise && { kind, incident, promise, state: promiseAt(promise, whole, asOf(whole.zone)) };
    case 'entry':
      return entry && { kind, incident, entry };
  }
}

const isIncidentShown = (part: string, whole: Incident, asOf: Instant): boolean =>
  asOf >= (part === WITH_SUMMARY ? summaryShownFrom(whole) : firstPossibleAt(whole));

function pageOf(found: { each: Found; place: Place }[], more: boolean): FoundPage {
  const last = found.at(-1);
  return { found: found.map(({ each }) => each), next: more && last !== undefined ? writePlace(last) : null };
}

/** The page after an incident begins behind both of its rows. */
const writePlace = ({ each, place }: { each: Found; place: Place }): string =>
  [place.sort_at, place.incident, each.kind === 'incident' ? WITH_SUMMARY : place.part].join('_');

function readPlace(after: string): Place {
  const [, sortAt, incident, part] =
    /^(|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_([a-z0-9-]{0,80})_([a-z0-9-]{0,80})$/.exec(after) ?? [];
  if (sortAt === undefined || incident === undefined || part === undefined)
    throw new RangeError(`not a cursor: ${after}`);
  return { sort_at: sortAt, incident, part };
}
