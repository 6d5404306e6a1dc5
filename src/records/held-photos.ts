import type { EvidenceOrigin } from '../domain/evidence.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import type { FileType } from './evidence-files.ts';
import { instantOf, isoOf } from './instants.ts';

/** How long a photo waits for its form: as long as what was typed waits after a session has ended. */
export const HELD_MS = 7 * 86_400_000;
/** What came from nobody who was signed in waits for him to sign in, and no longer. */
export const NOBODYS_MS = 3_600_000;
/** Of one person, and of nobody: more than these are not held, so that nobody fills the disk. */
export const HELD_AT_MOST = 40;

/** A photo that is held. `name`: 43 letters nobody can guess; `user` null: whoever brought it was not signed in; UTC milliseconds. */
export type HeldPhoto = {
  name: string;
  user: number | null;
  type: FileType;
  origin: EvidenceOrigin;
  bytes: number;
  heldAt: Instant;
};

/** Notes a photo whose bytes are about to be held. False: too many are held already. */
export async function addHeldPhoto(db: Db, { heldAt, user, ...photo }: HeldPhoto): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { count } = await trx
      .selectFrom('held_photos')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('user_id', user === null ? 'is' : '=', user)
      .executeTakeFirstOrThrow();
    if (Number(count) >= HELD_AT_MOST) return false;
    await trx
      .insertInto('held_photos')
      .values({ ...photo, user_id: user, held_at: isoOf(heldAt) })
      .execute();
    return true;
  });
}

/** Those of these names that wait for that person, or were brought by nobody who was signed in; in the order of the names. */
export async function findHeldPhotos(
  db: Db,
  { names, user, now }: { names: readonly string[]; user: number; now: Instant },
): Promise<HeldPhoto[]> {
  if (names.length === 0) return [];
  const rows = await db
    .selectFrom('held_photos')
    .selectAll()
    .where('name', 'in', [...new Set(names)])
    .where(({ or, eb }) => or([eb('user_id', '=', user), eb('user_id', 'is', null)]))
    .execute();
  return rows
    .map(({ user_id, held_at, ...row }): HeldPhoto => ({ ...row, user: user_id, heldAt: instantOf(held_at) }))
    .filter((photo) => !isOver(photo, now))
    .sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

const isOver = ({ user, heldAt }: HeldPhoto, now: Instant): boolean =>
  heldAt <= now - (user === null ? NOBODYS_MS : HELD_MS);

/** Forgets these photos: they were taken in, or thrown away. */
export async function removeHeldPhotos(db: Db, names: readonly string[]): Promise<void> {
  if (names.length > 0)
    await db
      .deleteFrom('held_photos')
      .where('name', 'in', [...names])
      .execute();
}

/** Forgets the photos that have waited too long, and gives the names of all that still wait. */
export async function forgetOldPhotos(db: Db, now: Instant): Promise<Set<string>> {
  await db
    .deleteFrom('held_photos')
    .where('held_at', '<=', isoOf(now - HELD_MS))
    .execute();
  await db
    .deleteFrom('held_photos')
    .where('user_id', 'is', null)
    .where('held_at', '<=', isoOf(now - NOBODYS_MS))
    .execute();
  const rows = await db.selectFrom('held_photos').select('name').execute();
  return new Set(rows.map(({ name }) => name));
}
