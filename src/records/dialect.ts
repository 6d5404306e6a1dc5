import {
  CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  PostgresAdapter,
  type RawBuilder,
  type SqlBool,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  sql,
  type TransactionSettings,
} from 'kysely';
import type { Database } from './tables.ts';

export type Engine = 'sqlite' | 'postgres';

/** Which of the two engines answers. */
export function engineOf(db: Kysely<Database>): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}

/**
 * A condition of `search_documents`: its keys hold, for each word, any of the word's keys. Throws a RangeError for a key that is
 * not of a-z and 0-9: nothing else may come into the languages that the engines ask in.
 */
export function holdsKeys(db: Kysely<Database>, words: readonly (readonly string[])[]): RawBuilder<SqlBool> {
  if (!words.flat().every((key) => /^[a-z0-9]+$/.test(key))) throw new RangeError('not a key of the index');
  const all = (quote: string, or: string, and: string) =>
    words.map((keys) => `(${keys.map((key) => `${quote}${key}${quote}`).join(or)})`).join(and);
  return engineOf(db) === 'postgres'
    ? sql<SqlBool>`search_documents.vector @@ ${all("'", ' | ', ' & ')}::tsquery`
    : sql<SqlBool>`search_documents.id in (select rowid from search_keys where search_keys match ${all('"', ' OR ', ' AND ')})`;
}

const BUSY_MS = 5000;
const ATTEMPT_EVERY_MS = 25;
const ATTEMPTS = 1200;

/**
 * A transaction that writes takes SQLite's write lock at its start. One that takes it later is refused at once when another
 * process wrote meanwhile, however long it was told to wait. It waits (half a minute at most) without holding up the requests
 * that this process answers meanwhile.
 */
class PromptDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const say = (text: string) => connection.executeQuery(CompiledQuery.raw(text));
    if (settings?.accessMode === 'read only') {
      await say('begin');
      return;
    }
    await say('pragma busy_timeout = 0');
    try {
      await whenFree(() => say('begin immediate'));
    } finally {
      await say(`pragma busy_timeout = ${BUSY_MS}`);
    }
  }
}

async function whenFree(begin: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await begin();
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !codeOf(error).startsWith('SQLITE_BUSY')) throw error;
      await new Promise((resolve) => setTimeout(resolve, ATTEMPT_EVERY_MS));
    }
  }
}

/** SQLite changes its schema within a transaction; saying so makes the migrator hold the write lock from start to end. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

export class PromptSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PromptDriver {
    return new PromptDriver(this.#config);
  }

  override createAdapter(): TransactionalAdapter {
    return new TransactionalAdapter();
  }
}

const SQLITE_UNIQUE = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'];
const POSTGRES_UNIQUE = '23505';

/** Whether the database refused a row because another one has the same key. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === POSTGRES_UNIQUE || SQLITE_UNIQUE.includes(codeOf(error));
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
