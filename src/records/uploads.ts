import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { instantOf, isoOf } from './instants.ts';
import { fromJson } from './json.ts';

/** Of one person: more that were never imported are not kept. */
const KEPT_AT_MOST = 5;
/** How long a file waits for the press. */
const WAITS_MS = 86_400_000;
/** How long one can read what became of it. */
const TOLD_MS = 30 * 86_400_000;

/** A file that waits to be imported, or was. `bytes`: undefined once it was. Instants are UTC milliseconds. */
export type Upload<Outcome> = {
  id: number;
  name: string;
  sha256: string;
  size: number;
  content: Uint8Array | undefined;
  uploadedAt: Instant;
  done: { at: Instant; outcome: Outcome } | null;
};

/** Keeps the file for its owner alone, and forgets what waited too long. Gives its id. */
export async function addUpload(
  db: Db,
  { user, name, content, now }: { user: number; name: string; content: Uint8Array; now: Instant },
): Promise<number> {
  return inTransaction(db, async (trx) => {
    const { id } = await trx
      .insertInto('uploads')
      .values({
        user_id: user,
        name,
        sha256: createHash('sha256').update(content).digest('hex'),
        bytes: content.length,
        content: gzipSync(content).toString('base64'),
        uploaded_at: isoOf(now),
        done_at: null,
        outcome: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await forgetOld(trx, user, now);
    return id;
  });
}

async function forgetOld(trx: Db, user: number, now: Instant): Promise<void> {
  await trx
    .deleteFrom('uploads')
    .where('done_at', 'is', null)
    .where('uploaded_at', '<', isoOf(now - WAITS_MS))
    .execute();
  await trx
    .deleteFrom('uploads')
    .where('done_at', '<', isoOf(now - TOLD_MS))
    .execute();
  const own = await trx
    .selectFrom('uploads')
    .select('id')
    .where('user_id', '=', user)
    .where('done_at', 'is', null)
    .orderBy('id', 'desc')
    .execute();
  const old = own.slice(KEPT_AT_MOST).map(({ id }) => id);
  if (old.length > 0) await trx.deleteFrom('uploads').where('id', 'in', old).execute();
}

/** The person's own file of that id, or undefined. */
export async function findUpload<Outcome>(
  db: Db,
  { id, user }: { id: number; user: number },
): Promise<Upload<Outcome> | undefined> {
  const row = await db
    .selectFrom('uploads')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', user)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { done_at, outcome, content } = row;
  return {
    id: row.id,
    name: row.name,
    sha256: row.sha256,
    size: row.bytes,
    content: content === null ? undefined : gunzipSync(Buffer.from(content, 'base64')),
    uploadedAt: instantOf(row.uploaded_at),
    done: done_at === null || outcome === null ? null : { at: instantOf(done_at), outcome: fromJson<Outcome>(outcome) },
  };
}

/** Notes what became of the file and lets its bytes go. False: that was noted before. */
export async function finishUpload(
  trx: Db,
  { id, outcome, now }: { id: number; outcome: unknown; now: Instant },
): Promise<boolean> {
  const row = await trx
    .updateTable('uploads')
    .set({ done_at: isoOf(now), outcome: JSON.stringify(outcome), content: null })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Throws a file away that was not imported. */
export async function removeUpload(db: Db, { id, user }: { id: number; user: number }): Promise<void> {
  await db
    .deleteFrom('uploads')
    .where('id', '=', id)
    .where('user_id', '=', user)
    .where('done_at', 'is', null)
    .execute();
}
