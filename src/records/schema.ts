import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../migrations/index.ts';
import type { Db } from './database.ts';
import { engineOf } from './dialect.ts';

/** The newest migration that the database has (null: none) and how many it lacks. Reads only; throws where the database does not answer. */
export async function findSchema(db: Db): Promise<{ newest: string | null; lacking: number }> {
  const known = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).getMigrations();
  const done = known.filter(({ executedAt }) => executedAt !== undefined);
  return { newest: done.at(-1)?.name ?? null, lacking: known.length - done.length };
}

/** Whether the server takes writes: a standby, or one that was set read only, takes none. Of a SQLite file the disk decides. */
export async function takesWrites(db: Db): Promise<boolean> {
  if (engineOf(db) === 'sqlite') return true;
  const { rows } = await sql<{
    read_only: string;
  }>`select current_setting('transaction_read_only') as read_only`.execute(db);
  return rows[0]?.read_only === 'off';
}
