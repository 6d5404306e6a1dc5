import type { NewsroomScope } from '../domain/monday.ts';
import type { Language } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { isoOf } from './instants.ts';
import { insertRows } from './rows.ts';

/** The weekly letter that somebody of the newsroom wants: in which language, of what. */
export type NewsroomWish = { lang: Language; scopes: NewsroomScope[] };
/** With whom it goes to: only those who may still sign in. */
export type NewsroomReader = NewsroomWish & { user: number; name: string; email: string };

/** What the user wants of the weekly letter; undefined: none. */
export async function findNewsroomWish(db: Db, user: number): Promise<NewsroomWish | undefined> {
  const row = await db.selectFrom('newsroom_letters').select('lang').where('user_id', '=', user).executeTakeFirst();
  return row && { lang: row.lang, scopes: (await scopesOf(db, [user])).get(user) ?? [] };
}

/** Puts the wish in the place of what was there; undefined: the user wants no letter. A wish of nothing is none. */
export async function saveNewsroomWish(
  db: Db,
  { user, wish, now }: { user: number; wish: NewsroomWish | undefined; now: Instant },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.deleteFrom('newsroom_letters').where('user_id', '=', user).execute();
    if (wish === undefined || wish.scopes.length === 0) return;
    await insertRows(trx, 'newsroom_letters', [{ user_id: user, lang: wish.lang, wanted_at: isoOf(now) }]);
    await insertRows(
      trx,
      'newsroom_scopes',
      wish.scopes.map(({ kind, ref }) => ({ user_id: user, kind, ref })),
    );
  });
}

/** Everybody who wants the letter and may sign in, by id; `users`: of these alone. */
export async function listNewsroomReaders(db: Db, users?: readonly number[]): Promise<NewsroomReader[]> {
  let query = db
    .selectFrom('newsroom_letters')
    .innerJoin('users', 'users.id', 'newsroom_letters.user_id')
    .select(['users.id', 'users.name', 'users.email', 'newsroom_letters.lang'])
    .where('users.disabled_at', 'is', null);
  if (users !== undefined) query = query.where('users.id', 'in', users.length === 0 ? [0] : users);
  const rows = await query.orderBy('users.id').execute();
  const scopes = await scopesOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, name, email, lang }) => ({ user: id, name, email, lang, scopes: scopes.get(id) ?? [] }));
}

async function scopesOf(db: Db, users: readonly number[]): Promise<Map<number, NewsroomScope[]>> {
  if (users.length === 0) return new Map();
  const rows = await db
    .selectFrom('newsroom_scopes')
    .selectAll()
    .where('user_id', 'in', users)
    .orderBy('user_id')
    .orderBy('kind')
    .orderBy('ref')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ user_id }) => user_id)].map(([user, own]) => [
      user,
      own.map(({ kind, ref }) => ({ kind, ref })),
    ]),
  );
}
