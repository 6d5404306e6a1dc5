import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { instantOf } from './instants.ts';
import type { Subject } from './tables.ts';

/** The last revision of a subject, and when it was made (UTC milliseconds); undefined: it was never written. */
export async function findLastRevision(
  db: Db,
  subject: Subject,
  subjectId: string,
): Promise<{ id: number; at: Instant } | undefined> {
  const row = await db
    .selectFrom('revisions')
    .select(['id', 'at'])
    .where('subject', '=', subject)
    .where('subject_id', '=', subjectId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id, at: instantOf(row.at) };
}
