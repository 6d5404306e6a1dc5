import { type ExpressionBuilder, sql } from 'kysely';
import { DUE_SOON_HOURS, type PromiseStatus } from '../domain/promise.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import { holdsKeys } from './dialect.ts';
import { instantOrNull, isoOf, isoOrNull } from './instants.ts';
import type { Database } from './tables.ts';

/** A place in the list of promises: by due instant (null: last), then incident, then id. Of those by when they were said, `saidHint`. */
export type PromisePlace = { dueHint: Instant | null; saidHint?: Instant | null; slug: string; id: string };

/** By due instant, the first one first; or by when they were said, the last one first. */
export type PromiseOrder = 'due' | 'said';

/** UTC milliseconds, both ends included; wide enough for every zone: the domain decides by local days. */
export type WidePeriod = { from: Instant | null; to: Instant | null };

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
  /** Who made the statement. */
  official?: string;
  /** Words that the promise holds, each by any of its keys: see `domain/search`. */
  words?: readonly (readonly string[])[];
  said?: WidePeriod;
  due?: WidePeriod;
  order?: PromiseOrder;
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
  if (asked.order === 'said') return inSnapshot(db, (snapshot) => bySaid(snapshot, asked));
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
  let query = published(db, asked).where('promises.settled_hint', which === 'settled' ? '<=' : '>', asOf);
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
  if (which === 'settled' && asked.due !== undefined) {
    const { from, to } = asked.due;
    if (from !== null) query = query.where(DUE, '>=', isoOf(from)).where(DUE, '<', LAST);
    if (to !== null) query = query.where(DUE, '<=', isoOf(to));
  }
  const undated = which === 'settled' && statuses?.every((status) => status === 'no_deadline') === true;
  if (undated) query = query.where(DUE, '=', LAST);
  const { after } = asked;
  // Of the moving ones there are few: their order must not tempt the planner from the index that finds them.
  const due = dated ? sql.ref<string>('promises.due_hint') : which === 'settled' ? DUE : sql<string>`${DUE} || ''`;
  if (after !== undefined) {
    const last = isoOrNull(after.dueHint) ?? LAST;
    if (which === 'settled' && !dated) query = query.where(DUE, '>=', last);
    query = query.where(sql<boolean>`(${due}, promises.slug, promises.id) > (${last}, ${after.slug}, ${after.id})`);
  }
  const chosen = query.select(['promises.due_hint', 'promises.slug', 'promises.id']);
  const ordered = undated ? chosen : chosen.orderBy(due);
  return ordered.orderBy('promises.slug').orderBy('promises.id').limit(asked.limit);
}

/** By when they were said, the last one first: an index has them in that order, whatever came of them. */
async function bySaid(db: Db, asked: CandidatesAsked): Promise<PromisePlace[]> {
  const latest = asked.asOfLatest ?? asked.asOf;
  const { statuses, after } = asked;
  let query = published(db, asked).where('promises.said_hint', '<=', isoOf(latest));
  if (statuses !== undefined)
    query = query.where((eb) =>
      eb.or([
        eb('promises.settled_hint', '>', isoOf(asked.asOf)),
        ...statuses.map((status) => mayBe(eb, status, asked.asOf, latest)),
      ]),
    );
  if (after?.saidHint != null)
    query = query.where(
      sql<boolean>`(promises.said_hint, promises.slug, promises.id) < (${isoOf(after.saidHint)}, ${after.slug}, ${after.id})`,
    );
  const rows = await query
    .select(['promises.due_hint', 'promises.said_hint', 'promises.slug', 'promises.id'])
    .orderBy('promises.said_hint', 'desc')
    .orderBy('promises.slug', 'desc')
    .orderBy('promises.id', 'desc')
    .limit(asked.limit)
    .execute();
  return rows.map(({ due_hint, said_hint, slug, id }) => ({
    dueHint: instantOrNull(due_hint),
    saidHint: instantOrNull(said_hint),
    slug,
    id,
  }));
}

/** Those of public editions, by what holds whatever the day: who said it, where, when, in which words. */
function published(db: Db, { asOf, asOfLatest, incident, office, official, said, words }: CandidatesAsked) {
  const latest = isoOf(asOfLatest ?? asOf);
  // Not a join: the order comes from an index of promises, and nearly every edition is public.
  let query = db
    .selectFrom('promises')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('editions')
          .select('editions.id')
          .whereRef('editions.id', '=', 'promises.edition_id')
          .where('editions.state', '=', 'public')
          .where('editions.first_possible_at', '<=', latest),
      ),
    );
  if (incident !== undefined)
    query = query.where(({ eb, selectFrom }) =>
      eb(
        'promises.edition_id',
        'in',
        selectFrom('editions').select('editions.id').where('editions.slug', '=', incident),
      ),
    );
  if (words?.length === 0) query = query.where(sql<boolean>`1 = 0`);
  else if (words !== undefined)
    query = query.where(
      sql<boolean>`(promises.slug, promises.id) in (select incident, part from search_documents
        where kind = 'promise' and ${holdsKeys(db, words)})`,
    );
  if (office === undefined && official === undefined && said === undefined) return query;
  const { from, to } = said ?? { from: null, to: null };
  query = query.innerJoin('entries', (join) => {
    let on = join.onRef('entries.edition_id', '=', 'promises.edition_id').onRef('entries.id', '=', 'promises.made_in');
    if (office !== undefined) on = on.on('entries.by_office', '=', office);
    if (official !== undefined) on = on.on('entries.by_official', '=', official);
    if (from !== null)
      on = on.on(({ or, eb }) => or([eb('entries.at_latest', 'is', null), eb('entries.at_latest', '>=', isoOf(from))]));
    if (to !== null)
      on = on.on(({ or, eb }) =>
        or([eb('entries.at_earliest', 'is', null), eb('entries.at_earliest', '<=', isoOf(to))]),
      );
    return on;
  });
  return query;
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
      return eb('promises.closed_hint', '=', status === 'kept_late' ? 'kept' : status);
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
