import { existsSync, rmSync } from 'node:fs';
import { sql } from 'kysely';
import { type Config, masked, readConfig } from '../config.ts';
import { type Db, migrateToLatest, type Opened, openDatabase } from '../records/database.ts';
import { refreshSearch } from '../records/search-refresh.ts';
import { type Io, Refused } from './io.ts';

/** The open database, and from which schema to which it was just brought. */
export type OpenRecord = { db: Db; config: Config; from: string | null; to: string | null };

/**
 * Runs `work` on the database that the environment names, brought to the newest schema, and closes it. With `mustExist` a
 * SQLite file that is not there is refused rather than made. Throws a Refused where it does not open, and what `work` throws.
 */
export async function withRecord<T>(
  io: Io,
  work: (record: OpenRecord) => Promise<T>,
  { mustExist = false }: { mustExist?: boolean } = {},
): Promise<T> {
  const config = readConfig(io.env);
  if (mustExist) refuseMissing(config);
  const { record, close } = await openNewest(config);
  try {
    return await work(record);
  } finally {
    await close();
  }
}

/**
 * Runs `work` on the database at `url` as it stands, whatever its schema, and closes it. A SQLite file that is not there is
 * refused unless `make` says so; then one that `work` failed to fill is taken away again.
 */
export async function withDatabase<T>(
  url: string,
  work: (opened: Opened) => Promise<T>,
  { make = false }: { make?: boolean } = {},
): Promise<T> {
  const path = fileOf(url);
  const isNew = path !== undefined && !existsSync(path);
  if (isNew && !make) throw new Refused(`there is no database at ${url}`);
  const opened = await openAt(url);
  let isDone = false;
  try {
    const result = await work(opened);
    isDone = true;
    return result;
  } finally {
    await opened.close();
    if (isNew && !isDone) for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  }
}

/** A Refused where the database does not open or does not answer. */
async function openAt(url: string): Promise<Opened> {
  let opened: Opened | undefined;
  try {
    opened = openDatabase(url);
    await sql`select 1`.execute(opened.db);
    return opened;
  } catch (error) {
    await opened?.close();
    throw new Refused(`the database ${masked(url)} does not open: ${reasonOf(error)}`);
  }
}

/** The path of a SQLite file; undefined: the database is no file. */
function fileOf(url: string): string | undefined {
  const path = /^sqlite:(.*)$/.exec(url)?.[1];
  return path === ':memory:' ? undefined : path;
}

function refuseMissing({ databaseUrl }: Config): void {
  const path = fileOf(databaseUrl);
  if (path !== undefined && !existsSync(path)) throw new Refused(`there is no database at ${databaseUrl}`);
}

/** The configured database at the newest schema; whoever opens it closes it. Throws a Refused where it does not open. */
export async function openNewest(config: Config): Promise<{ record: OpenRecord; close: () => Promise<void> }> {
  let opened: Opened | undefined;
  try {
    opened = openDatabase(config.databaseUrl);
    const record = { db: opened.db, config, ...(await migrateToLatest(opened.db)) };
    await refreshSearch(opened.db);
    return { record, close: opened.close };
  } catch (error) {
    await opened?.close();
    throw new Refused(`the database ${masked(config.databaseUrl)} does not open: ${reasonOf(error)}`);
  }
}

/** A driver that tried several addresses throws an error without words of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
