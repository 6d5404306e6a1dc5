import { Migrator } from 'kysely/migration';
import { migrations } from '../../migrations/index.ts';
import type { Db } from './database.ts';

/** The newest migration that the database has (null: none) and how many it lacks. Reads only; throws where the database does not answer. */
export async function findSchema(db: Db): Promise<{ newest: string | null; lacking: number }> {
  const known = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).getMigrations();
  const done = known.filter(({ executedAt }) => executedAt !== undefined);
  return { newest: done.at(-1)?.name ?? null, lacking: known.length - done.length };
}
