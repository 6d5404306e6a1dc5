import { sql } from 'kysely';
import type { Interval } from '../domain/span.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import { loadPublicIncidents } from './incidents.ts';
import { instantOf, instantOrNull } from './instants.ts';

/** A published incident with what makes the addresses of its pages. Instants are UTC milliseconds. */
export type MappedIncident = {
  slug: string;
  /** When its facts last changed. */
  changedAt: Instant;
  /** The first instant at which anything of it is possible; null: nothing is recorded yet. */
  firstPossibleAt: Instant | null;
  /** Its promises, without what was taken back, with when the statement was made that made each. */
  promises: { id: string; said: Interval }[];
};

type Counted = { id: number; slug: string; promises: number };

/**
 * Where runs of published incidents begin, by slug, so that each has at most `most` pages: one of the incident and one of each
 * promise. Of every incident only its name and the number of its promises are read, from their indexes.
 */
export async function listSitemapStarts(db: Db, most: number): Promise<string[]> {
  const starts: string[] = [];
  let pages = most;
  for (const { slug, promises } of await counted(db).execute()) {
    pages += 1 + promises;
    if (pages <= most) continue;
    starts.push(slug);
    pages = 1 + promises;
  }
  return starts;
}

/** The run that begins with the first incident whose slug is `from` or after it. */
export async function listSitemapRun(db: Db, from: string, most: number): Promise<MappedIncident[]> {
  return inSnapshot(db, async (snapshot) => {
    let pages = 0;
    const run: Counted[] = [];
    for (const each of await counted(snapshot).where('slug', '>=', from).limit(most).execute()) {
      pages += 1 + each.promises;
      if (run.length > 0 && pages > most) break;
      run.push(each);
    }
    return run.length === 0 ? [] : withPromises(snapshot, run);
  });
}

const counted = (db: Db) =>
  db
    .selectFrom('editions')
    .select(['id', 'slug'])
    .select(({ selectFrom }) =>
      selectFrom('promises')
        .select(sql<number>`cast(count(*) as integer)`.as('count'))
        .whereRef('promises.edition_id', '=', 'editions.id')
        .as('promises'),
    )
    .$castTo<Counted>()
    .where('state', '=', 'public')
    .orderBy('slug');

async function withPromises(db: Db, run: readonly Counted[]): Promise<MappedIncident[]> {
  const ids = run.map(({ id }) => id);
  const editions = await db
    .selectFrom('editions')
    .select(['id', 'slug', 'last_changed_at', 'first_possible_at'])
    .where('id', 'in', ids)
    .orderBy('slug')
    .execute();
  const rows = await db
    .selectFrom('promises')
    .innerJoin('entries', (join) =>
      join.onRef('entries.edition_id', '=', 'promises.edition_id').onRef('entries.id', '=', 'promises.made_in'),
    )
    .select(['promises.edition_id', 'promises.id', 'entries.at_earliest', 'entries.at_latest'])
    .where('promises.edition_id', 'in', ids)
    .orderBy('promises.edition_id')
    .orderBy('promises.position')
    .execute();
  const shown = await shownPromises(db, run);
  return editions.map((edition) => ({
    slug: edition.slug,
    changedAt: instantOf(edition.last_changed_at),
    firstPossibleAt: instantOrNull(edition.first_possible_at),
    promises: rows
      .filter((row) => row.edition_id === edition.id && (shown.get(edition.slug)?.has(row.id) ?? true))
      .map((row) => ({
        id: row.id,
        said: { earliest: instantOrNull(row.at_earliest), latest: instantOrNull(row.at_latest) },
      })),
  }));
}

/** Of the incidents of which anything is taken back, the promises that readers still see: there the domain decides. */
async function shownPromises(db: Db, run: readonly Counted[]): Promise<Map<string, ReadonlySet<string>>> {
  const taken = await db
    .selectFrom('taken_back')
    .select('incident')
    .distinct()
    .where('lifted_at', 'is', null)
    .where(
      'incident',
      'in',
      run.map(({ slug }) => slug),
    )
    .execute();
  const editions = await loadPublicIncidents(
    db,
    taken.map(({ incident }) => incident),
  );
  return new Map(
    editions.map(({ incident }) => [incident.slug, new Set(incident.promises.map(({ id }) => id))] as const),
  );
}

/** The weeks whose digest was issued, the newest first, with when (UTC milliseconds). */
export async function listIssuedWeeks(db: Db): Promise<{ week: string; issuedAt: Instant }[]> {
  const rows = await db.selectFrom('digests').select(['week', 'issued_at']).orderBy('week', 'desc').execute();
  return rows.map((row) => ({ week: row.week, issuedAt: instantOf(row.issued_at) }));
}
