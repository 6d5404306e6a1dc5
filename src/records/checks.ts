import type { Interval } from '../domain/span.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { instantOf, instantOrNull, isoOf } from './instants.ts';

/**
 * When somebody last looked, whatever for, over all published incidents: of the checks that are certain at `asOf` (UTC
 * milliseconds) the one that reaches furthest; undefined where there is none. For `uncheckedSince`.
 */
export async function findLastLook(db: Db, asOf: Instant): Promise<{ at: Interval } | undefined> {
  const row = await db
    .selectFrom('checks')
    .innerJoin('editions', 'editions.id', 'checks.edition_id')
    .select(['checks.at_earliest', 'checks.at_latest'])
    .where('editions.state', '=', 'public')
    .where('checks.at_earliest', 'is not', null)
    .where('checks.at_latest', '<=', isoOf(asOf))
    .orderBy('checks.at_earliest', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { at: { earliest: instantOrNull(row.at_earliest), latest: instantOrNull(row.at_latest) } };
}

/** When the published record begins: the first instant at which anything of it is possible (UTC milliseconds); null for none. */
export async function findRecordStart(db: Db): Promise<Instant | null> {
  const row = await db
    .selectFrom('editions')
    .select('first_possible_at')
    .where('state', '=', 'public')
    .where('first_possible_at', 'is not', null)
    .orderBy('first_possible_at')
    .limit(1)
    .executeTakeFirst();
  return row?.first_possible_at == null ? null : instantOf(row.first_possible_at);
}
