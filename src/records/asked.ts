import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import { loadPublicIncidents, type PublicEdition } from './incidents.ts';
import { isoOf } from './instants.ts';

/** Published incidents in which the office was asked something, the newest first; `more`: whether there are others. */
export async function listAskedIncidents(
  db: Db,
  { office, asOf, limit }: { office: string; asOf: Instant; limit: number },
): Promise<{ incidents: PublicEdition[]; more: boolean }> {
  return inSnapshot(db, async (snapshot) => {
    const rows = await snapshot
      .selectFrom('editions')
      .select('editions.slug')
      .where('editions.state', '=', 'public')
      .where('editions.first_possible_at', '<=', isoOf(asOf))
      .where('editions.id', 'in', (from) =>
        from
          .selectFrom('entries')
          .select('entries.edition_id')
          .where('entries.asked_of', '=', office)
          .where('entries.kind', '=', 'question'),
      )
      .orderBy('editions.began_at', 'desc')
      .orderBy('editions.slug')
      .limit(limit + 1)
      .execute();
    const slugs = rows.slice(0, limit).map(({ slug }) => slug);
    const found = new Map((await loadPublicIncidents(snapshot, slugs)).map((each) => [each.incident.slug, each]));
    return { incidents: slugs.flatMap((slug) => found.get(slug) ?? []), more: rows.length > limit };
  });
}
