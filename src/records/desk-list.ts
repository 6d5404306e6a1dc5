import type { Texts } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { instantOf, instantOrNull } from './instants.ts';
import { fromJson } from './json.ts';

export type DeskLine = {
  slug: string;
  title: Texts;
  office: string;
  /** When its facts last changed, in the edition that the desk works on (UTC milliseconds). */
  changedAt: Instant;
  publishedAt: Instant | null;
  /** Whether a draft waits, for its first or for another publication. */
  hasDraft: boolean;
};

/** Incidents for the desk, the one that changed last first; each as the draft has it where there is one. `more`: there are further ones. */
export async function listDeskIncidents(
  db: Db,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<{ lines: DeskLine[]; more: boolean }> {
  const rows = await db
    .selectFrom('editions')
    .leftJoin('editions as draft', (join) =>
      join.onRef('draft.slug', '=', 'editions.slug').on('draft.state', '=', 'draft'),
    )
    .leftJoin('editions as shown', (join) =>
      join.onRef('shown.slug', '=', 'editions.slug').on('shown.state', '=', 'public'),
    )
    .select(['editions.slug', 'editions.title', 'editions.office', 'editions.last_changed_at'])
    .select(['draft.id as draft_id', 'shown.published_at as shown_at'])
    // A draft, or what is public where there is no draft.
    .where(({ or, eb }) => or([eb('editions.state', '=', 'draft'), eb('draft.id', 'is', null)]))
    .orderBy('editions.last_changed_at', 'desc')
    .orderBy('editions.slug')
    .limit(limit + 1)
    .offset(offset)
    .execute();
  const lines = rows.slice(0, limit).map((row) => ({
    slug: row.slug,
    title: fromJson<Texts>(row.title),
    office: row.office,
    changedAt: instantOf(row.last_changed_at),
    publishedAt: instantOrNull(row.shown_at),
    hasDraft: row.draft_id !== null,
  }));
  return { lines, more: rows.length > limit };
}

/** How much of a wanted address stays in one that had to be numbered. */
const STEM = 70;

/** The addresses of incidents that begin as `wanted` does: among them is every one that would be in its way. */
export async function listSlugsLike(db: Db, wanted: string): Promise<Set<string>> {
  const stem = wanted.slice(0, STEM);
  const rows = await db
    .selectFrom('editions')
    .select('slug')
    .where('slug', '>=', stem)
    .where('slug', '<', `${stem}~`)
    .execute();
  return new Set(rows.map(({ slug }) => slug));
}
