import { type Config, readConfig } from '../config.ts';
import { type Db, migrateToLatest, openDatabase } from '../records/database.ts';
import type { Io } from './io.ts';

/** Runs `work` on the database that the environment names, brought to the newest schema, and closes it. Throws what `work` throws. */
export async function withRecord<T>(io: Io, work: (record: { db: Db; config: Config }) => Promise<T>): Promise<T> {
  const config = readConfig(io.env);
  const { db, close } = openDatabase(config.databaseUrl);
  try {
    await migrateToLatest(db);
    return await work({ db, config });
  } finally {
    await close();
  }
}
