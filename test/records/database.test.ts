import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { inSnapshot, inTransaction, migrateToLatest, openDatabase } from '../../src/records/database.ts';
import { isUniqueViolation } from '../../src/records/dialect.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';

const run = promisify(execFile);
const ALL = Object.keys(migrations);
const NEWEST = ALL.at(-1);

describe.each(ENGINES)('The database (%s)', (engine) => {
  let test: TestDatabase;
  afterEach(() => test.close());

  it('comes to the newest schema from none, and says from where to where', async () => {
    test = await freshDatabase(engine, 'none');
    expect(await migrateToLatest(test.db)).toEqual({ from: null, to: NEWEST });
    expect(await migrateToLatest(test.db)).toEqual({ from: NEWEST, to: NEWEST });
  });

  it('is migrated once when two processes start at once', async () => {
    test = await freshDatabase(engine, 'none');
    const start = () => run(process.execPath, ['--import', 'tsx', 'test/support/migrate-once.ts', test.url]);
    const said = await Promise.all([start(), start()]);
    expect(said.map(({ stdout }) => JSON.parse(stdout).to)).toEqual([NEWEST, NEWEST]);
    expect(said.map(({ stdout }) => JSON.parse(stdout).from)).toContain(null);
    const rows = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(test.db);
    expect(rows.rows).toEqual(ALL.map((name) => ({ name })));
  });

  it('lets two processes write one after the other, not one of them fail', async () => {
    test = await freshDatabase(engine);
    const other = openDatabase(test.url);
    const add = (db: TestDatabase['db']) =>
      inTransaction(db, async (trx) => {
        await trx
          .updateTable('facts_revision')
          .set((row) => ({ revision: row('revision', '+', 1) }))
          .execute();
      });
    for (let round = 0; round < 20; round += 1) await Promise.all([add(test.db), add(other.db)]);
    await other.close();
    expect(await test.db.selectFrom('facts_revision').select('revision').execute()).toEqual([{ revision: 40 }]);
  });

  it('shows a reader one state from the first query to the last', async () => {
    test = await freshDatabase(engine);
    const other = openDatabase(test.url);
    const read = (db: TestDatabase['db']) => db.selectFrom('facts_revision').select('revision').executeTakeFirst();
    const seen = await inSnapshot(test.db, async (snapshot) => {
      const before = await read(snapshot);
      await other.db.updateTable('facts_revision').set({ revision: 7 }).execute();
      return [before, await read(snapshot)];
    });
    expect(seen).toEqual([{ revision: 0 }, { revision: 0 }]);
    expect(await read(test.db)).toEqual({ revision: 7 });
    await other.close();
  });

  it('tells a second row of the same key from other refusals', async () => {
    test = await freshDatabase(engine);
    const add = (at: string) =>
      test.db.insertInto('secrets').values({ name: 'cookies', value: 'x', created_at: at }).execute();
    await add('2019-07-30T00:00:00.000Z');
    const again = await add('2019-07-30T00:00:00.000Z').catch((error: unknown) => error);
    const short = await test.db
      .insertInto('secrets')
      .values({ name: 'links', value: 'x', created_at: '2019-07-30' })
      .execute()
      .catch((error: unknown) => error);
    expect(short).toBeInstanceOf(Error);
    expect([isUniqueViolation(again), isUniqueViolation(short), isUniqueViolation(null)]).toEqual([true, false, false]);
  });

  it('sorts text by code point', async () => {
    test = await freshDatabase(engine);
    for (const name of ['я', 'Ё', 'a', 'Z', 'ә'])
      await test.db.insertInto('secrets').values({ name, value: '', created_at: '2019-07-30T00:00:00.000Z' }).execute();
    const rows = await test.db.selectFrom('secrets').select('name').orderBy('name').execute();
    expect(rows.map(({ name }) => name)).toEqual(['Z', 'a', 'Ё', 'я', 'ә']);
  });
});
