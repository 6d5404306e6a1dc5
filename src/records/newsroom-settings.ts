import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import type { By } from './revisions.ts';
import { findSetting, saveSetting } from './settings.ts';

const RELEASE = 'digest.release_by_editor';
const RESTORED = 'database.restored_at';

/** Whether the newsroom has set that an editor releases each digest. */
export async function findReleaseByEditor(db: Db): Promise<boolean> {
  return (await findSetting(db, RELEASE)) === true;
}

/** Sets whether an editor releases each digest, with a revision. */
export async function saveReleaseByEditor(
  db: Db,
  { on, by, now }: { on: boolean; by: By; now: Instant },
): Promise<void> {
  await saveSetting(db, { key: RELEASE, value: on, by, now, why: null });
}

/**
 * Marks the database as a copy that was restored: from now on nothing is issued and nothing is sent until an editor says that
 * this is the one to work on. For whoever restores a copy, before anything else opens it.
 */
export async function markRestored(db: Db, { by, now }: { by: By; now: Instant }): Promise<void> {
  await saveSetting(db, { key: RESTORED, value: new Date(now).toISOString(), by, now, why: null });
}

/** Since when the database is a restored copy that no editor has taken over, in UTC milliseconds; null: it is none. */
export async function findRestored(db: Db): Promise<Instant | null> {
  const at = await findSetting(db, RESTORED);
  return typeof at === 'string' ? Date.parse(at) : null;
}

/** An editor's word that the restored copy is the one to work on. */
export async function takeOverRestored(db: Db, { by, now }: { by: By; now: Instant }): Promise<void> {
  await saveSetting(db, { key: RESTORED, value: null, by, now, why: null });
}
