import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { instantOf } from './instants.ts';

/** When the published record last changed (UTC milliseconds), and the revision that changed it; undefined: nothing is published. */
export async function findLastPublicChange(db: Db): Promise<{ at: Instant; revision: number } | undefined> {
  const row = await db
    .selectFrom('editions')
    .select(['last_changed_at', 'version'])
    .where('state', '=', 'public')
    .orderBy('last_changed_at', 'desc')
    .orderBy('slug')
    .limit(1)
    .executeTakeFirst();
  return row && { at: instantOf(row.last_changed_at), revision: row.version };
}
