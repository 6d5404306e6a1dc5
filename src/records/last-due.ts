import { sql } from 'kysely';
import { promisor } from '../domain/office.ts';
import { isMadeAt, promiseAt, STALE_DAYS } from '../domain/promise.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import type { Edition } from './editions.ts';
import { loadPublicIncidents } from './incidents.ts';
import { isoOf } from './instants.ts';
import type { ListedPromise } from './promise-list.ts';
import type { PromisePlace } from './promises.ts';

export type LastDueAsked = {
  /** The instant of each zone, UTC milliseconds: 24:00 of a day lies apart in each. */
  asOf: (zone: string) => Instant;
  /** `passed`: only what is past its term then and not stale. `dated`: whatever has a due day. */
  which: 'passed' | 'dated';
  /** The office whose statement made it. */
  office?: string;
  limit: number;
};

export type LastDue = ListedPromise & { edition: Edition };

const BATCH = 100;
/** Zones whose day ends first and last in Kazakhstan. */
const ZONES = ['Asia/Almaty', 'Asia/Oral'];
/** More than the days of two zones, or a change of the clock, may lie apart. */
const ZONES_APART_DAYS = 2;

/**
 * The published promises whose due instant is the latest, the latest first, then by incident and id. The stored hints narrow and
 * the domain decides of each. domain.md, Promises.
 */
export async function listLastDue(db: Db, asked: LastDueAsked): Promise<LastDue[]> {
  return inSnapshot(db, async (snapshot) => {
    const found = await decided(snapshot, await places(snapshot, asked, 'moving').execute(), asked);
    let settled = 0;
    for (let before: PromisePlace | undefined; ; ) {
      const batch = await places(snapshot, asked, 'settled', before).limit(BATCH).execute();
      const kept = await decided(snapshot, batch, asked);
      found.push(...kept);
      settled += kept.length;
      const last = batch.at(-1);
      if (batch.length < BATCH || last?.due_hint == null || settled >= asked.limit) break;
      before = { dueHint: Date.parse(last.due_hint), slug: last.slug, id: last.id };
    }
    return found.sort(byDue).slice(0, asked.limit);
  });
}

/** After every instant. */
const LAST = '~';
const DUE = sql<string>`coalesce(promises.due_hint, ${sql.lit(LAST)})`;

/** Of the settled ones every recorded fact counts, so that the hint is the due instant; the moving ones may be due at any time. */
function places(db: Db, { asOf, which, office }: LastDueAsked, part: 'settled' | 'moving', before?: PromisePlace) {
  const instants = ZONES.map(asOf);
  const [first, last] = [Math.min(...instants), Math.max(...instants)];
  let query = db
    .selectFrom('promises')
    .select(['promises.due_hint', 'promises.slug', 'promises.id'])
    .where('promises.settled_hint', part === 'settled' ? '<=' : '>', isoOf(first))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('editions')
          .select('editions.id')
          .whereRef('editions.id', '=', 'promises.edition_id')
          .where('editions.state', '=', 'public'),
      ),
    );
  // In these very words the index of open promises knows itself again, and the index of all of them.
  const due = which === 'passed' ? sql<string>`promises.due_hint` : DUE;
  if (part === 'settled' && which === 'dated') query = query.where(DUE, '<', LAST);
  if (part === 'settled' && which === 'passed') {
    const since = isoOf(first - (STALE_DAYS + ZONES_APART_DAYS) * 86_400_000);
    query = query
      .where('promises.due_hint', 'is not', null)
      .where('promises.open_hint', '=', sql.lit(1))
      .where('promises.due_hint', '<', isoOf(last))
      .where(({ or, exists, eb, selectFrom }) =>
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
  if (office !== undefined)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('entries')
          .select('entries.id')
          .whereRef('entries.edition_id', '=', 'promises.edition_id')
          .whereRef('entries.id', '=', 'promises.made_in')
          .where('entries.by_office', '=', office),
      ),
    );
  if (before?.dueHint != null)
    query = query.where(
      sql<boolean>`(${due}, promises.slug, promises.id) < (${isoOf(before.dueHint)}, ${before.slug}, ${before.id})`,
    );
  return query.orderBy(due, 'desc').orderBy('promises.slug', 'desc').orderBy('promises.id', 'desc');
}

async function decided(db: Db, found: { slug: string; id: string }[], asked: LastDueAsked): Promise<LastDue[]> {
  const editions = await loadPublicIncidents(
    db,
    found.map(({ slug }) => slug),
  );
  const bySlug = new Map(editions.map((edition) => [edition.incident.slug, edition]));
  return found.flatMap(({ slug, id }) => {
    const edition = bySlug.get(slug);
    const promise = edition?.incident.promises.find((candidate) => candidate.id === id);
    if (edition === undefined || promise === undefined) return [];
    const { incident } = edition;
    const asOf = asked.asOf(incident.zone);
    if (!isMadeAt(promise, incident, asOf)) return [];
    const state = promiseAt(promise, incident, asOf);
    if (asked.office !== undefined && promisor(promise, incident).office !== asked.office) return [];
    const fits = asked.which === 'dated' ? state.dueAt !== null : state.status === 'overdue' && !state.stale;
    return fits ? [{ edition, incident, promise, state }] : [];
  });
}

function byDue(a: LastDue, b: LastDue): number {
  return (
    (b.state.dueAt ?? 0) - (a.state.dueAt ?? 0) ||
    compare(a.incident.slug, b.incident.slug) ||
    compare(a.promise.id, b.promise.id)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
