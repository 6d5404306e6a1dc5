import type { SelectQueryBuilder } from 'kysely';
import type { IncidentKind } from '../domain/incident.ts';
import { type ShownFacts, withoutTakenBack } from '../domain/taken-back.ts';
import type { Texts } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import { type Edition, loadEditions } from './editions.ts';
import { folded } from './hints.ts';
import { isoOf } from './instants.ts';
import { fromJson } from './json.ts';
import type { Database } from './tables.ts';
import { loadTakenBack } from './taken-back.ts';

// What readers see: public editions alone, without what was taken back. Nothing here ever looks at a draft.

/** A published incident as readers see it: its facts are without what was taken down or retracted. */
export type PublicEdition = Edition & ShownFacts;

/** The published incident of that slug, or undefined. */
export async function findPublicIncident(db: Db, slug: string): Promise<PublicEdition | undefined> {
  return (await loadPublicIncidents(db, [slug]))[0];
}

type Rows = Parameters<typeof loadEditions>[1];

async function loadShown(db: Db, rows: Rows): Promise<PublicEdition[]> {
  const taken = await loadTakenBack(
    db,
    rows.map(({ slug }) => slug),
  );
  return (await loadEditions(db, rows)).map((edition) => {
    const { slug } = edition.incident;
    const own = taken.filter(({ incident }) => incident === slug);
    return { ...edition, ...withoutTakenBack(edition.incident, own) };
  });
}

/** The published ones among those slugs, by slug; in few queries however many. */
export async function loadPublicIncidents(db: Db, slugs: readonly string[]): Promise<PublicEdition[]> {
  if (slugs.length === 0) return [];
  return inSnapshot(db, async (snapshot) =>
    loadShown(
      snapshot,
      await snapshot
        .selectFrom('editions')
        .selectAll()
        .where('state', '=', 'public')
        .where('slug', 'in', [...new Set(slugs)])
        .orderBy('slug')
        .execute(),
    ),
  );
}

/** Which published incidents. Those of which nothing is possible at `asOf` (UTC milliseconds) yet are left out. */
export type IncidentFilter = {
  asOf: Instant;
  office?: string;
  /** A region's name in any language, as an office has it. */
  region?: string;
  kind?: IncidentKind;
  topic?: string;
  /** The local year in which it began, as far as anything is recorded. */
  year?: number;
  /** Words that the title or the summary hold, all of them, in any language. */
  query?: string;
};

export type IncidentPage = { incidents: PublicEdition[]; next: string | null };

/**
 * Published incidents, the newest (by when it began, else by what is first recorded) first, then by slug. `after`: the `next` of the page before.
 * Throws a RangeError for an `after` that this never gave.
 */
export async function listPublicIncidents(
  db: Db,
  { limit, after, ...filter }: IncidentFilter & { limit: number; after?: string | undefined },
): Promise<IncidentPage> {
  return inSnapshot(db, async (snapshot) => {
    let query = (await matching(snapshot, filter)).selectAll();
    if (after !== undefined) {
      const [at, slug] = readCursor(after);
      query = query.where(({ or, and, eb }) =>
        or([eb('began_at', '<', at), and([eb('began_at', '=', at), eb('slug', '>', slug)])]),
      );
    }
    const rows = await query
      .orderBy('began_at', 'desc')
      .orderBy('slug')
      .limit(limit + 1)
      .execute();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit && last ? `${last.began_at}_${last.slug}` : null;
    return { incidents: await loadShown(snapshot, page), next };
  });
}

function readCursor(after: string): [at: string, slug: string] {
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_([a-z0-9-]{1,80})$/.exec(after);
  if (parts?.[1] === undefined || parts[2] === undefined) throw new RangeError(`not a cursor: ${after}`);
  return [parts[1], parts[2]];
}

/** How many published incidents there are of those. */
export async function countPublicIncidents(db: Db, filter: IncidentFilter): Promise<number> {
  const query = (await matching(db, filter)).select(({ fn }) => fn.countAll<number>().as('count'));
  return (await query.executeTakeFirstOrThrow()).count;
}

const BATCH = 100;

/** Every published incident, by slug, a hundred at a time. For one unchanging state call it within `inSnapshot`. */
export async function* listAllPublicIncidents(db: Db): AsyncGenerator<PublicEdition> {
  yield* walk(db, loadShown, (snapshot, after) => bySlug(snapshot, after).where('state', '=', 'public'));
}

/** Every incident once, by slug: as it was published, whatever was taken back of it since, or the draft of one that is not published. For the desk and for export. */
export async function* listWholeRecord(db: Db): AsyncGenerator<Edition> {
  yield* walk(db, loadEditions, (snapshot, after) =>
    bySlug(snapshot, after).where(({ or, not, exists, eb, selectFrom }) =>
      or([
        eb('state', '=', 'public'),
        not(
          exists(
            selectFrom('editions as shown')
              .select('shown.id')
              .whereRef('shown.slug', '=', 'editions.slug')
              .where('shown.state', '=', 'public'),
          ),
        ),
      ]),
    ),
  );
}

const bySlug = (db: Db, after: string) =>
  db.selectFrom('editions').where('editions.slug', '>', after).orderBy('editions.slug').limit(BATCH);

async function* walk<T extends Edition>(
  db: Db,
  load: (snapshot: Db, rows: Rows) => Promise<T[]>,
  batchAfter: (snapshot: Db, slug: string) => Editions,
): AsyncGenerator<T> {
  let after = '';
  for (;;) {
    const editions = await inSnapshot(db, async (snapshot) =>
      load(snapshot, await batchAfter(snapshot, after).selectAll().execute()),
    );
    yield* editions;
    if (editions.length < BATCH) return;
    after = editions.at(-1)?.incident.slug ?? after;
  }
}

type Editions = SelectQueryBuilder<Database, 'editions', object>;

async function matching(db: Db, filter: IncidentFilter): Promise<Editions> {
  let query: Editions = db
    .selectFrom('editions')
    .where('state', '=', 'public')
    .where('first_possible_at', '<=', isoOf(filter.asOf));
  if (filter.office !== undefined) query = query.where('office', '=', filter.office);
  if (filter.region !== undefined) {
    const offices = await officesOf(db, filter.region);
    query = query.where('office', 'in', offices.length > 0 ? offices : ['']);
  }
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  if (filter.topic !== undefined) query = query.where('topic', '=', filter.topic);
  if (filter.year !== undefined) query = query.where('year', '=', filter.year);
  for (const word of folded(filter.query ?? '').split(/\s+/))
    if (word !== '') query = query.where('folded', 'like', `%${word.replaceAll(/[\\%_]/g, '')}%`);
  return query;
}

async function officesOf(db: Db, region: string): Promise<string[]> {
  const rows = await db.selectFrom('offices').select(['id', 'region']).execute();
  return rows
    .filter((row) => Object.values(fromJson<Texts>(row.region)).some((name) => folded(name) === folded(region)))
    .map((row) => row.id);
}
