import { sql } from 'kysely';
import type { Change } from '../domain/document.ts';
import type { PublicRecord } from '../domain/first-shown.ts';
import type { Db } from './database.ts';
import type { Edition } from './editions.ts';
import { instantOf } from './instants.ts';
import { fromJson } from './json.ts';

/** These public editions, each with what changed of it in public after it was first published; by slug, in one query. */
export async function loadPublicRecords(db: Db, editions: readonly Edition[]): Promise<Map<string, PublicRecord>> {
  if (editions.length === 0) return new Map();
  const slugs = [...new Set(editions.map(({ incident }) => incident.slug))];
  const rows = await db
    .selectFrom('revisions')
    .select(['subject_id', 'at', 'changes'])
    .where(sql.ref<number>('revisions.public'), '=', sql.lit(1))
    .where('subject', '=', 'incident')
    .where('subject_id', 'in', slugs)
    .orderBy('id')
    .execute();
  const bySlug = Map.groupBy(rows, (row) => row.subject_id);
  return new Map(
    editions.map(({ incident, firstPublishedAt, changedAt }) => [
      incident.slug,
      {
        incident,
        firstPublishedAt: firstPublishedAt ?? changedAt,
        history: (bySlug.get(incident.slug) ?? []).map((row) => ({
          at: instantOf(row.at),
          changes: fromJson<Change[]>(row.changes),
        })),
      },
    ]),
  );
}
