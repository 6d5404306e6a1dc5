import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { Kysely, PostgresDialect, type SqliteDatabase, type SqliteStatement, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrations } from '../../migrations/index.ts';
import type { Engine } from './dialect.ts';
import { PromptSqliteDialect } from './sqlite-driver.ts';
import type { Database } from './tables.ts';

export type Db = Kysely<Database>;
export type Opened = { db: Db; engine: Engine; close: () => Promise<void> };

/** How long a PostgreSQL is waited for before it counts as gone, in milliseconds; absent: as long as the network says nothing. */
export type Patience = { connectMs: number; answerMs: number; connections?: number };

/**
 * Opens the database at `url`: `sqlite:PATH` (the file and its folder are made; `sqlite::memory:` for none) or
 * `postgres://…`. Throws for any other. The schema is not touched: see `migrateToLatest`.
 */
export function openDatabase(url: string, patience?: Patience): Opened {
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, patience);
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length).replace(/^\/\//, ''));
  throw new RangeError('a database address begins with sqlite: or postgres://');
}

function openSqlite(path: string): Opened {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  return openFile(new SqliteFile(path));
}

/** The database in a file that is open already, or was read into memory. */
export function openFile(file: SqliteFile.Database): Opened {
  for (const pragma of ['busy_timeout = 5000', 'journal_mode = WAL', 'synchronous = NORMAL', 'foreign_keys = ON'])
    file.pragma(pragma);
  // From here on the driver waits, and the process goes on meanwhile.
  file.pragma('busy_timeout = 0');
  const db = new Kysely<Database>({ dialect: new PromptSqliteDialect({ database: withKeptStatements(file) }) });
  const close = async () => {
    await db.destroy();
    // Of whom nothing was ever asked, kysely knows nothing to close.
    file.close();
  };
  return { db, engine: 'sqlite', close };
}

const STATEMENTS_KEPT = 500;

/** Preparing takes longer than most queries: the statements used last are kept. */
function withKeptStatements(file: SqliteFile.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => file.close(),
    prepare: (text) => {
      const statement = kept.get(text) ?? file.prepare(text);
      kept.delete(text);
      kept.set(text, statement);
      const [oldest] = kept.keys();
      if (kept.size > STATEMENTS_KEPT && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
  };
}

function openPostgres(url: string, patience?: Patience): Opened {
  const limits = patience && { connectionTimeoutMillis: patience.connectMs, query_timeout: patience.answerMs };
  const max = patience?.connections ?? 10;
  const pool = new pg.Pool({ connectionString: url, max, types: { getTypeParser: parserOf }, ...limits });
  // A connection that breaks while it is idle is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => {});
  // So is one that breaks while it is used, between two queries; whoever uses it learns it from the next.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { db, engine: 'postgres', close: () => db.destroy() };
}

const BIGINT = 20;

const parserOf: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === BIGINT ? wholeNumber : pg.types.getTypeParser(oid, format as 'text');

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`too large a number in the database: ${text}`);
  return value;
}

/**
 * Brings the database to the newest schema; safe when several processes do so at once. Gives the names of the newest migration
 * before and after (null: none). Throws when a migration fails, and then nothing of it stays.
 */
export async function migrateToLatest(db: Db): Promise<{ from: string | null; to: string | null }> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  const done = (await migrator.getMigrations()).filter((migration) => migration.executedAt !== undefined);
  const before = done.filter((migration) => !results?.some((result) => result.migrationName === migration.name));
  return { from: before.at(-1)?.name ?? null, to: done.at(-1)?.name ?? null };
}

/** Runs `work` in one transaction, or in the one that is already under way. */
export async function inTransaction<T>(db: Db, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Transaction<Database>) : db.transaction().execute(work);
}

/** Runs `read` on one unchanging state of the database: an aggregate read in several queries is never half old, half new. */
export async function inSnapshot<T>(db: Db, read: (snapshot: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return read(db);
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}
