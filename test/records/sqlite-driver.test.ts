import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countAttempt } from '../../src/records/attempts.ts';
import { type Db, inSnapshot, inTransaction, openDatabase } from '../../src/records/database.ts';
import { freshDatabase, type TestDatabase } from '../support/databases.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');
const attempt = (db: Db, key = 'one') => countAttempt(db, { key, windowSeconds: 60, now: NOW });

describe('While another process writes to a SQLite file', () => {
  let test: TestDatabase;
  let other: ReturnType<typeof openDatabase>;
  beforeEach(async () => {
    test = await freshDatabase('sqlite');
    other = openDatabase(test.url);
  });
  afterEach(async () => {
    await other.close();
    await test.close();
  });

  /** Holds the write lock by another connection until `end` is called. */
  const held = async (): Promise<() => Promise<void>> => {
    let end = () => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    let begun = () => {};
    const began = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const writing = inTransaction(other.db, async (trx) => {
      await trx.deleteFrom('attempts').execute();
      begun();
      await over;
    });
    await began;
    return async () => {
      end();
      await writing;
    };
  };

  it.each(['a single statement', 'a transaction'] as const)(
    '%s waits, and readers are answered meanwhile',
    async (what) => {
      const letGo = await held();
      let isDone = false;
      const write = (what === 'a transaction' ? inTransaction(test.db, (trx) => attempt(trx)) : attempt(test.db)).then(
        (result) => {
          isDone = true;
          return result;
        },
      );
      for (let turn = 0; turn < 20; turn += 1) {
        await test.db.selectFrom('users').select('id').execute();
        await inSnapshot(test.db, (snapshot) => snapshot.selectFrom('users').select('id').execute());
      }
      expect(isDone).toBe(false);
      await letGo();
      expect(await write).toMatchObject({ count: 1 });
    },
  );

  it('loses none of many writes that wait together', async () => {
    const letGo = await held();
    const writes = Promise.all(Array.from({ length: 20 }, () => attempt(test.db)));
    await test.db.selectFrom('users').select('id').execute();
    await letGo();
    expect((await writes).map(({ count }) => count).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  it('a statement never falls into the transaction of another', async () => {
    const failed = inTransaction(test.db, async (trx) => {
      await attempt(trx, 'within');
      await sql`select 1`.execute(trx);
      throw new RangeError('taken back');
    });
    const [, within] = await Promise.all([attempt(test.db, 'beside'), failed.catch((error: unknown) => error)]);
    expect(within).toBeInstanceOf(RangeError);
    const keys = await test.db.selectFrom('attempts').select('key').execute();
    expect(keys).toEqual([{ key: 'beside' }]);
  });
});
