import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { instantOf, isoOf } from './instants.ts';

/** A backup that nobody has brought to its end after that long was given up by its process. */
const GIVEN_UP_AFTER_MS = 6 * 3_600_000;
const AGAIN_AFTER_MS = 10 * 60_000;

/** Whether this process is the one to make the backup of that local day: not made yet, not under way elsewhere, or failed a while ago. */
export async function claimBackup(db: Db, { dueOn, now }: { dueOn: string; now: Instant }): Promise<boolean> {
  const claimed = await db
    .insertInto('backups')
    .values({ due_on: dueOn, begun_at: isoOf(now) })
    .onConflict((conflict) =>
      conflict
        .column('due_on')
        .doUpdateSet({ begun_at: isoOf(now), error: null })
        .where('backups.ended_at', 'is', null)
        .where(({ or, and, eb }) =>
          or([
            eb('backups.begun_at', '<', isoOf(now - GIVEN_UP_AFTER_MS)),
            and([eb('backups.error', 'is not', null), eb('backups.begun_at', '<=', isoOf(now - AGAIN_AFTER_MS))]),
          ]),
        ),
    )
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Notes that the backup of that day is whole. */
export async function endBackup(
  db: Db,
  { dueOn, file, bytes, now }: { dueOn: string; file: string; bytes: number; now: Instant },
): Promise<void> {
  const set = { ended_at: isoOf(now), file, bytes, error: null };
  await db.updateTable('backups').set(set).where('due_on', '=', dueOn).execute();
}

/** Notes why the backup of that day could not be made. */
export async function failBackup(db: Db, { dueOn, error }: { dueOn: string; error: string }): Promise<void> {
  await db.updateTable('backups').set({ error }).where('due_on', '=', dueOn).where('ended_at', 'is', null).execute();
}

/** Notes a backup that somebody made by hand. */
export async function addBackup(
  db: Db,
  { file, bytes, begun, now }: { file: string; bytes: number; begun: Instant; now: Instant },
): Promise<void> {
  const row = { due_on: null, begun_at: isoOf(begun), ended_at: isoOf(now), file, bytes, error: null };
  await db.insertInto('backups').values(row).execute();
}

/** `at`: when the newest whole backup was done; null: there is none. `error`: why the last one begun came to nothing. UTC milliseconds. */
export type LastBackup = { at: Instant | null; bytes: number | null; error: string | null };

/** The newest backup that is whole, and what became of the last one begun; undefined: none was ever begun. */
export async function findLastBackup(db: Db): Promise<LastBackup | undefined> {
  const begun = await db.selectFrom('backups').select('error').orderBy('begun_at', 'desc').limit(1).executeTakeFirst();
  if (begun === undefined) return undefined;
  const whole = await db
    .selectFrom('backups')
    .select(['ended_at', 'bytes'])
    .where('ended_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const at = whole?.ended_at ?? null;
  return { at: at === null ? null : instantOf(at), bytes: whole?.bytes ?? null, error: begun.error };
}
