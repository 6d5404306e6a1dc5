import type { Texts } from '../domain/words.ts';
import type { Db } from './database.ts';
import type { DeskLine } from './desk-list.ts';
import { instantOf } from './instants.ts';
import { fromJson } from './json.ts';

/** Drafts, the one that changed last first; `slugs`: of these alone. */
export async function listDeskDrafts(db: Db, limit: number, slugs?: readonly string[]): Promise<DeskLine[]> {
  if (limit === 0) return [];
  let query = db
    .selectFrom('editions as draft')
    .leftJoin('editions as shown', (join) =>
      join.onRef('shown.slug', '=', 'draft.slug').on('shown.state', '=', 'public'),
    )
    .select(['draft.slug', 'draft.title', 'draft.office', 'draft.last_changed_at', 'shown.published_at'])
    .where('draft.state', '=', 'draft');
  if (slugs !== undefined) query = query.where('draft.slug', 'in', slugs.length === 0 ? [''] : slugs);
  const rows = await query.orderBy('draft.last_changed_at', 'desc').orderBy('draft.slug').limit(limit).execute();
  return rows.map((row) => ({
    slug: row.slug,
    title: fromJson<Texts>(row.title),
    office: row.office,
    changedAt: instantOf(row.last_changed_at),
    publishedAt: row.published_at === null ? null : instantOf(row.published_at),
    hasDraft: true,
  }));
}
