import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { HELD_AT_MOST, HELD_MS, NOBODYS_MS } from './held-photos.ts';
import { isoOf } from './instants.ts';
import { fromJson } from './json.ts';
import type { Fields } from './working-copies.ts';

type Share = { tokenHash: string; user: number | null; fields: Fields; now: Instant };

/** Holds what a phone shared; `user` null: with nobody who was signed in. What has waited too long goes. False: too much is held. */
export async function holdShare(db: Db, { tokenHash, user, fields, now }: Share): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await trx
      .deleteFrom('held_shares')
      .where('held_at', '<=', isoOf(now - HELD_MS))
      .execute();
    await trx
      .deleteFrom('held_shares')
      .where('user_id', 'is', null)
      .where('held_at', '<=', isoOf(now - NOBODYS_MS))
      .execute();
    const { count } = await trx
      .selectFrom('held_shares')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('user_id', user === null ? 'is' : '=', user)
      .executeTakeFirstOrThrow();
    if (Number(count) >= HELD_AT_MOST) return false;
    await trx
      .insertInto('held_shares')
      .values({ token_hash: tokenHash, user_id: user, fields: JSON.stringify([...fields]), held_at: isoOf(now) })
      .execute();
    return true;
  });
}

/** What was shared under that token, for its person or for whoever has signed in since; undefined for anybody else, or too late. */
export async function findShare(
  db: Db,
  { tokenHash, user, now }: { tokenHash: string; user: number; now: Instant },
): Promise<Fields | undefined> {
  const row = await db
    .selectFrom('held_shares')
    .select(['user_id', 'fields', 'held_at'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (row === undefined || (row.user_id !== null && row.user_id !== user)) return undefined;
  const over = isoOf(now - (row.user_id === null ? NOBODYS_MS : HELD_MS));
  return row.held_at <= over ? undefined : new Map(fromJson<[string, string[]][]>(row.fields));
}
