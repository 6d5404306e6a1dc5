import type { Texts } from '../domain/words.ts';
import type { Db } from './database.ts';
import { fromJson } from './json.ts';

/** The titles of the published ones among these incidents, by slug. */
export async function loadPublicTitles(db: Db, slugs: Iterable<string>): Promise<Map<string, Texts>> {
  const asked = [...new Set(slugs)];
  if (asked.length === 0) return new Map();
  const rows = await db
    .selectFrom('editions')
    .select(['slug', 'title'])
    .where('state', '=', 'public')
    .where('slug', 'in', asked)
    .execute();
  return new Map(rows.map(({ slug, title }) => [slug, fromJson<Texts>(title)]));
}

/** The titles of the newest published incidents, by slug. */
export async function listPublicTitles(db: Db, { limit }: { limit: number }): Promise<Map<string, Texts>> {
  const rows = await db
    .selectFrom('editions')
    .select(['slug', 'title'])
    .where('state', '=', 'public')
    .orderBy('began_at', 'desc')
    .orderBy('slug')
    .limit(limit)
    .execute();
  return new Map(rows.map(({ slug, title }) => [slug, fromJson<Texts>(title)]));
}
