import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { isoOf } from './instants.ts';
import { fromJson } from './json.ts';
import { type Fields, keepWorkingCopy } from './working-copies.ts';

/** How long what was sent after a session had ended waits for its author to sign in. */
const HELD_MS = 7 * 86_400_000;
/** Of one person: more than these are not held, so that a form that was stolen fills no disk. */
const HELD_AT_MOST = 20;

type Held = { tokenHash: string; user: number; form: string; fields: Fields; now: Instant };

/** Holds a form that was sent after the session had ended, for that person alone. False: too many are held. */
export async function holdForm(db: Db, { tokenHash, user, form, fields, now }: Held): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await forgetHeldForms(trx, now);
    const { count } = await trx
      .selectFrom('held_forms')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('user_id', '=', user)
      .executeTakeFirstOrThrow();
    if (count >= HELD_AT_MOST) return false;
    const known = await trx.selectFrom('users').select('id').where('id', '=', user).executeTakeFirst();
    if (known === undefined) return false;
    const row = {
      token_hash: tokenHash,
      user_id: user,
      form,
      fields: JSON.stringify([...fields]),
      held_at: isoOf(now),
    };
    await trx.insertInto('held_forms').values(row).execute();
    return true;
  });
}

/** Throws away what nobody came back for in time. */
export async function forgetHeldForms(db: Db, now: Instant): Promise<void> {
  await db
    .deleteFrom('held_forms')
    .where('held_at', '<', isoOf(now - HELD_MS))
    .execute();
}

type Asked = { tokenHash: string; user: number; once: string; now: Instant };

/** Makes what was held a working copy of its author under the name `once`. Gives its form; undefined for anybody else. */
export async function takeHeldForm(db: Db, { tokenHash, user, once, now }: Asked): Promise<string | undefined> {
  return inTransaction(db, async (trx) => {
    const row = await trx
      .deleteFrom('held_forms')
      .where('token_hash', '=', tokenHash)
      .where('user_id', '=', user)
      .returning(['form', 'fields'])
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const fields: Fields = new Map(fromJson<[string, string[]][]>(row.fields));
    await keepWorkingCopy(trx, { user, form: row.form, once, version: 0, fields, now });
    return row.form;
  });
}
