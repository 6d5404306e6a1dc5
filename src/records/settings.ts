import { changesBetween } from '../domain/document.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { isoOf } from './instants.ts';
import { fromJson } from './json.ts';
import { addRevision, type By, bumpFactsRevision, holdFacts } from './revisions.ts';

/** The secret of that name; the first to ask makes it, and every process gets the same one. */
export async function secret(
  db: Db,
  { name, make, now }: { name: string; make: () => string; now: Instant },
): Promise<string> {
  const find = () => db.selectFrom('secrets').select('value').where('name', '=', name);
  const found = await find().executeTakeFirst();
  if (found) return found.value;
  await db
    .insertInto('secrets')
    .values({ name, value: make(), created_at: isoOf(now) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return (await find().executeTakeFirstOrThrow()).value;
}

/** The newsroom's setting of that key, as it was saved; undefined: never set. The caller checks its shape. */
export async function findSetting(db: Db, key: string): Promise<unknown> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
  return row && fromJson<unknown>(row.value);
}

/** Every setting by key. */
export async function loadSettings(db: Db): Promise<Record<string, unknown>> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).orderBy('key').execute();
  return Object.fromEntries(rows.map(({ key, value }) => [key, fromJson<unknown>(value)]));
}

/** Sets it (a JSON value), with a revision, in one transaction. An equal value writes nothing: false. */
export async function saveSetting(
  db: Db,
  { key, value, by, now, why }: { key: string; value: unknown; by: By; now: Instant; why: string | null },
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const changes = changesBetween(await findSetting(trx, key), value);
    if (changes.length === 0) return false;
    const row = { key, value: JSON.stringify(value), changed_at: isoOf(now) };
    await trx
      .insertInto('settings')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute();
    const subject = { subject: 'settings' as const, subjectId: key, act: 'edited' as const, public: false };
    await addRevision(trx, { ...subject, at: now, user: by.user, via: by.via, why, changes });
    await bumpFactsRevision(trx);
    return true;
  });
}
