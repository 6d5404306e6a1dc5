import { sql } from 'kysely';
import type { Incident } from '../domain/incident.ts';
import { STALE_DAYS } from '../domain/promise.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import { loadPublicIncidents } from './incidents.ts';
import { isoOf } from './instants.ts';

/** Two days more than the days of a rule that counts in local days: a hint narrows, the domain decides. */
const MARGIN_DAYS = 2;

/**
 * The published incidents of which something may stand in a week's list of these offices: an open promise that is due by `until`
 * and not forgotten for too long at `now`, or one of which something is recorded for later (UTC milliseconds). By slug. `mondayOf` decides.
 */
export async function listMondayIncidents(
  db: Db,
  { now, until, offices }: { now: Instant; until: Instant; offices: readonly string[] },
): Promise<Incident[]> {
  if (offices.length === 0) return [];
  const fresh = isoOf(now - (STALE_DAYS + MARGIN_DAYS) * 86_400_000);
  return inSnapshot(db, async (snapshot) => {
    const shown = () =>
      snapshot
        .selectFrom('promises')
        .innerJoin('editions', (join) =>
          join.onRef('editions.id', '=', 'promises.edition_id').on('editions.state', '=', 'public'),
        )
        .where(({ or, eb, exists, selectFrom }) =>
          or([
            eb('editions.office', 'in', offices),
            exists(
              selectFrom('entries')
                .select('entries.id')
                .whereRef('entries.edition_id', '=', 'promises.edition_id')
                .whereRef('entries.id', '=', 'promises.made_in')
                .where('entries.by_office', 'in', offices),
            ),
          ]),
        )
        .select('promises.slug');
    // In these very words the index of open promises knows itself again.
    const open = () =>
      shown()
        .where('promises.due_hint', 'is not', null)
        .where('promises.open_hint', '=', sql.lit(1))
        .where('promises.due_hint', '<=', isoOf(until));
    const recent = await open().where('promises.due_hint', '>=', fresh).execute();
    const lookedAt = await open()
      .where('promises.due_hint', '<', fresh)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('checks')
            .select('checks.position')
            .whereRef('checks.edition_id', '=', 'promises.edition_id')
            .whereRef('checks.promise_id', '=', 'promises.id')
            .where('checks.at_latest', '>=', fresh),
        ),
      )
      .execute();
    const moving = await shown().where('promises.settled_hint', '>', isoOf(now)).execute();
    const slugs = [...recent, ...lookedAt, ...moving].map(({ slug }) => slug);
    const found: Incident[] = [];
    const all = [...new Set(slugs)].sort();
    for (let from = 0; from < all.length; from += BATCH)
      found.push(
        ...(await loadPublicIncidents(snapshot, all.slice(from, from + BATCH))).map(({ incident }) => incident),
      );
    return found;
  });
}

const BATCH = 200;
