import type { Instant } from '../domain/zone.ts';
import { type AuditKind, aboutUser, addAudit } from './audit.ts';
import { type Db, inTransaction } from './database.ts';
import { instantOf, instantOrNull, isoOf } from './instants.ts';
import type { By } from './revisions.ts';

/** The second factor of a user. `secret`: base32, never printed but while it is set up. `confirmedAt` null: begun, not in use. Instants are UTC milliseconds. */
export type SecondFactor = { secret: string; createdAt: Instant; confirmedAt: Instant | null };

type Signed = { user: number; by: By; now: Instant };

/** The second factor of the user, or undefined. */
export async function findSecondFactor(db: Db, user: number): Promise<SecondFactor | undefined> {
  const row = await db.selectFrom('second_factors').selectAll().where('user_id', '=', user).executeTakeFirst();
  if (row === undefined) return undefined;
  return { secret: row.secret, createdAt: instantOf(row.created_at), confirmedAt: instantOrNull(row.confirmed_at) };
}

/** Who has one in use, by the ids of users. */
export async function listWithSecondFactor(db: Db): Promise<Set<number>> {
  const rows = await db.selectFrom('second_factors').select('user_id').where('confirmed_at', 'is not', null).execute();
  return new Set(rows.map(({ user_id }) => user_id));
}

/** Begins one anew with that secret. False: one is in use, which stays. */
export async function beginSecondFactor(
  db: Db,
  { user, secret, now }: { user: number; secret: string; now: Instant },
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await trx.deleteFrom('second_factors').where('user_id', '=', user).where('confirmed_at', 'is', null).execute();
    const row = { user_id: user, secret, created_at: isoOf(now), confirmed_at: null, last_step: null };
    const begun = await trx
      .insertInto('second_factors')
      .values(row)
      .onConflict((conflict) => conflict.column('user_id').doNothing())
      .returning('user_id')
      .executeTakeFirst();
    return begun !== undefined;
  });
}

/** The code of `step` was right: it is in use from now on, with these recovery codes (their hashes). False: it was in use already. */
export async function confirmSecondFactor(
  db: Db,
  { user, step, codeHashes, by, now }: Signed & { step: number; codeHashes: readonly string[] },
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const confirmed = await trx
      .updateTable('second_factors')
      .set({ confirmed_at: isoOf(now), last_step: step })
      .where('user_id', '=', user)
      .where('confirmed_at', 'is', null)
      .returning('user_id')
      .executeTakeFirst();
    if (confirmed === undefined) return false;
    await replaceCodes(trx, user, codeHashes);
    await log(trx, 'factor_added', { user, by, now });
    return true;
  });
}

/** Takes the code of that step, once: of any number of callers at once exactly one gets it, and no earlier one after it. */
export async function takeStep(db: Db, { user, step }: { user: number; step: number }): Promise<boolean> {
  const taken = await db
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('user_id', '=', user)
    .where('confirmed_at', 'is not', null)
    .where(({ or, eb }) => or([eb('last_step', 'is', null), eb('last_step', '<', step)]))
    .returning('user_id')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Uses a recovery code up, by its hash: once. */
export async function takeRecoveryCode(
  db: Db,
  { user, codeHash, now }: { user: number; codeHash: string; now: Instant },
): Promise<boolean> {
  const taken = await db
    .updateTable('recovery_codes')
    .set({ used_at: isoOf(now) })
    .where('user_id', '=', user)
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst();
  return taken !== undefined;
}

/** How many recovery codes the user has left. */
export async function countRecoveryCodes(db: Db, user: number): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', user)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** New recovery codes (their hashes); the former ones open nothing any more. */
export async function renewRecoveryCodes(
  db: Db,
  { codeHashes, ...signed }: Signed & { codeHashes: readonly string[] },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await replaceCodes(trx, signed.user, codeHashes);
    await log(trx, 'codes_renewed', signed);
  });
}

/** Takes the second factor away, with its recovery codes; codes that sessions of the user gave count no more. False: there was none in use. */
export async function removeSecondFactor(db: Db, { user, by, now }: Signed): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const removed = await trx
      .deleteFrom('second_factors')
      .where('user_id', '=', user)
      .returning('confirmed_at')
      .executeTakeFirst();
    await replaceCodes(trx, user, []);
    await trx.updateTable('sessions').set({ code_at: null }).where('user_id', '=', user).execute();
    if (removed?.confirmed_at == null) return false;
    await log(trx, 'factor_removed', { user, by, now });
    return true;
  });
}

async function replaceCodes(trx: Db, user: number, codeHashes: readonly string[]): Promise<void> {
  await trx.deleteFrom('recovery_codes').where('user_id', '=', user).execute();
  if (codeHashes.length === 0) return;
  const rows = codeHashes.map((code_hash) => ({ user_id: user, code_hash, used_at: null }));
  await trx.insertInto('recovery_codes').values(rows).execute();
}

const log = (trx: Db, kind: AuditKind, { user, by, now }: Signed): Promise<void> =>
  addAudit(trx, { kind, by, now, subject: aboutUser(user) });
