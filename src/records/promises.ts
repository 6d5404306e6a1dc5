import { type ExpressionBuilder, sql } from 'kysely';
import { DUE_SOON_HOURS, type PromiseStatus } from '../domain/promise.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import { instantOrNull, isoOf, isoOrNull } from './instants.ts';
import type { Database } from './tables.ts';

/** A place in the list of promises: by due instant (null: last), then incident, then id. */
export type PromisePlace = { dueHint: Instant | null; slug: string; id: string };

export type CandidatesAsked = {
  /** UTC milliseconds: now, or any earlier instant. */
  asOf: Instant;
  /** Where "as of" a day is another instant in each zone: the latest of them, `asOf` being the first. Else absent. */
  asOfLatest?: Instant;
  /** Only those that may have one of these then; absent: any. */
  statuses?: readonly PromiseStatus[];
  /** The office whose statement made it. */
  office?: string;
  incident?: string;
  /** Only those due, or looked after, no earlier than then: an older one is stale. UTC milliseconds. */
  freshSince?: Instant;
  /** The last place of the page before. */
  after?: PromisePlace;
  limit: number;
};

/**
 * Published promises that *may* have such a status at `asOf`, in the order of their places: the stored hints narrow, they never
 * decide, so the caller asks the domain of each (`promiseAt`) and drops the others. None that has the status is missing. The
 * hint is the due instant once every recorded move counts; as of an earlier instant another one may have held.
 */
export async function listPromiseCandidates(db: Db, asked: CandidatesAsked): Promise<PromisePlace[]> {
  return inSnapshot(db, async (snapshot) => {
    const settled = await candidates(snapshot, asked, 'settled').execute();
    const moving = await candidates(snapshot, asked, 'moving').execute();
    return [...settled, ...moving]
      .sort((a, b) => compare(a.due_hint ?? LAST, b.due_hint ?? LAST) || compare(a.slug, b.slug) || compare(a.id, b.id))
      .slice(0, asked.limit)
      .map(({ due_hint, slug, id }) => ({ dueHint: instantOrNull(due_hint), slug, id }));
  });
}

/** After every instant. */
const LAST = '~';
/** In these very words the index of all promises knows itself again. */
const DUE = sql<string>`coalesce(promises.due_hint, ${sql.lit(LAST)})`;

type Eb = ExpressionBuilder<Database, 'promises'>;

/**
 * Two lists that share nothing: of the settled promises every recorded fact counts at `asOf`, so that their hints hold; of the
 * moving ones something counts only later, so that they may be anything.
 */
function candidates(db: Db, asked: CandidatesAsked, which: 'settled' | 'moving') {
  const asOf = isoOf(asked.asOf);
  const latest = asked.asOfLatest ?? asked.asOf;
  // Not a join: the order comes from an index of promises, and nearly every edition is public.
  let query = db
    .selectFrom('promises')
    .select(['promises.due_hint', 'promises.slug', 'promises.id'])
    .where('promises.settled_hint', which === 'settled' ? '<=' : '>', asOf)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('editions')
          .select('editions.id')
          .whereRef('editions.id', '=', 'promises.edition_id')
          .where('editions.state', '=', 'public')
          .where('editions.first_possible_at', '<=', isoOf(latest)),
      ),
    );
  const statuses = asked.statuses;
  const dated = which === 'settled' && statuses?.every((status) => DATED.includes(status));
  if (which === 'settled' && statuses !== undefined)
    query = query.where((eb) => eb.or(statuses.map((status) => mayBe(eb, status, asked.asOf, latest))));
  // In these very words the index of open promises knows itself again.
  if (dated) query = query.where('promises.due_hint', 'is not', null).where('promises.open_hint', '=', sql.lit(1));
  if (asked.freshSince !== undefined && which === 'settled') {
    const since = isoOf(asked.freshSince);
    query = query.where(({ or, exists, eb, selectFrom }) =>
      or([
        eb('promises.due_hint', '>=', since),
        exists(
          selectFrom('checks')
            .select('checks.edition_id')
            .whereRef('checks.edition_id', '=', 'promises.edition_id')
            .whereRef('checks.promise_id', '=', 'promises.id')
            .where('checks.at_earliest', '>=', since),
        ),
      ]),
    );
  }
  const { office, incident, after } = asked;
  if (incident !== undefined)
    query = query.where(({ eb, selectFrom }) =>
      eb(
        'promises.edition_id',
        'in',
        selectFrom('editions').select('editions.id').where('editions.slug', '=', incident),
      ),
    );
  if (office !== undefined)
    query = query.innerJoin('entries', (join) =>
      join
        .onRef('entries.edition_id', '=', 'promises.edition_id')
        .onRef('entries.id', '=', 'promises.made_in')
        .on('entries.by_office', '=', office),
    );
  // Of the moving ones there are few: their order must not tempt the planner from the index that finds them.
  const due = dated ? sql.ref<string>('promises.due_hint') : which === 'settled' ? DUE : sql<string>`${DUE} || ''`;
  if (after !== undefined) {
    const last = isoOrNull(after.dueHint) ?? LAST;
    if (which === 'settled' && !dated) query = query.where(DUE, '>=', last);
    query = query.where(sql<boolean>`(${due}, promises.slug, promises.id) > (${last}, ${after.slug}, ${after.id})`);
  }
  const ordered = query.orderBy(due);
  return ordered.orderBy('promises.slug').orderBy('promises.id').limit(asked.limit);
}

const DATED: readonly PromiseStatus[] = ['overdue', 'due_soon', 'pending'];

/** What the hints of a settled promise say of a status. */
function mayBe(eb: Eb, status: PromiseStatus, asOf: Instant, latest: Instant) {
  const open = eb('promises.open_hint', '=', 1);
  const due = (operator: '<' | '>=' | '>' | '<=', at: Instant) => eb('promises.due_hint', operator, isoOf(at));
  const soon = DUE_SOON_HOURS * 3_600_000;
  switch (status) {
    case 'overdue':
      return due('<', latest);
    case 'due_soon':
      return eb.and([due('>=', asOf), due('<=', latest + soon)]);
    case 'pending':
      return due('>', asOf + soon);
    case 'no_deadline':
      return eb.and([open, eb('promises.due_hint', 'is', null)]);
    default:
      return eb('promises.open_hint', '=', 0);
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
