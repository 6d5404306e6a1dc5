import type { Db } from './database.ts';
import { listRevisions } from './revisions.ts';
import { listTakings } from './taken-back.ts';

const PART = /^(?:entries|promises)\[([a-z0-9-]+)\]$/;

/**
 * The ids that entries and promises of this incident once had and that were taken out since, or taken back: an address, a link and a
 * takedown go by the id, so it is not given to another fact.
 */
export async function listIdsTakenOut(db: Db, slug: string): Promise<Set<string>> {
  const revisions = await listRevisions(db, 'incident', slug);
  const removed = revisions.flatMap(({ changes }) =>
    changes.flatMap(({ path, after }) => (after === null ? (PART.exec(path)?.[1] ?? []) : [])),
  );
  const taken = await listTakings(db, slug);
  return new Set([...removed, ...taken.map(({ part }) => part.id)]);
}
