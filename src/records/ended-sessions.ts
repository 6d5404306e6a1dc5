import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { isoOf } from './instants.ts';

/** Longer than any cookie of a session lasts. */
const REMEMBERED_MS = 60 * 86_400_000;

/** Notes, in the transaction that ends them, that these sessions were ended by somebody's word: what their browsers still keep is to go. */
export async function noteEndedSessions(trx: Db, tokenHashes: readonly string[], now: Instant): Promise<void> {
  await trx
    .deleteFrom('ended_sessions')
    .where('ended_at', '<', isoOf(now - REMEMBERED_MS))
    .execute();
  const rows = tokenHashes.map((token_hash) => ({ token_hash, ended_at: isoOf(now) }));
  if (rows.length === 0) return;
  await trx
    .insertInto('ended_sessions')
    .values(rows)
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .execute();
}

/** Whether that session was ended by somebody's word, and did not just run out. */
export async function wasEnded(db: Db, tokenHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('ended_sessions')
    .select('token_hash')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row !== undefined;
}
