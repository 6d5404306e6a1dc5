import { sql } from 'kysely';
import type { Change } from '../domain/document.ts';
import type { ShownThen } from '../domain/shown-then.ts';
import { shownThen } from '../domain/shown-then.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import { type Edition, findEdition } from './editions.ts';
import { instantOf } from './instants.ts';
import { fromJson } from './json.ts';
import { loadTakenBack } from './taken-back.ts';

/** What readers were shown of a published incident at an instant (UTC milliseconds), with its edition of now; undefined: it is not public. */
export async function findShownThen(
  db: Db,
  slug: string,
  at: Instant,
): Promise<{ edition: Edition; showed: ShownThen } | undefined> {
  return inSnapshot(db, async (snapshot) => {
    const edition = await findEdition(snapshot, slug, 'public');
    if (edition === undefined) return undefined;
    const rows = await snapshot
      .selectFrom('revisions')
      .select(['at', 'act', 'changes'])
      .where(sql.ref<number>('revisions.public'), '=', sql.lit(1))
      .where('subject', '=', 'incident')
      .where('subject_id', '=', slug)
      .orderBy('id')
      .execute();
    const revisions = rows.map((row) => ({
      at: instantOf(row.at),
      act: row.act,
      changes: fromJson<Change[]>(row.changes),
    }));
    const firstPublishedAt = edition.firstPublishedAt ?? edition.changedAt;
    const published = { incident: edition.incident, firstPublishedAt, revisions };
    return { edition, showed: shownThen(published, await loadTakenBack(snapshot, [slug]), at) };
  });
}
