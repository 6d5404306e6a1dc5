import { sql } from 'kysely';
import type { Db } from './database.ts';
import { engineOf } from './dialect.ts';

/**
 * After many rows came at once: lets PostgreSQL count anew how they are spread, for until it does so by itself, a minute later, it
 * plans as if the tables were empty. SQLite plans alike however large a table is.
 */
export async function refreshStatistics(db: Db): Promise<void> {
  if (engineOf(db) === 'postgres') await sql`analyze`.execute(db);
}
