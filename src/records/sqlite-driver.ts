import {
  CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type TransactionSettings,
} from 'kysely';

const ATTEMPT_EVERY_MS = 25;
const ATTEMPTS = 1200;

/** The one connection of a process: who wants it stands in a line. */
class Turns {
  #isTaken = false;
  readonly #waiting: (() => void)[] = [];

  async take(): Promise<void> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
  }

  give(): void {
    const next = this.#waiting.shift();
    // Handed on, it is never free in between: nobody gets in front of the line.
    if (next === undefined) this.#isTaken = false;
    else next();
  }
}

/**
 * While another process writes, a statement waits (half a minute at most) without holding up this process: SQLite itself would
 * stop it whole. Outside a transaction the connection serves others meanwhile, so that readers never wait for writers.
 */
class PatientConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection;
  readonly #turns: Turns;
  isInTransaction = false;

  constructor(inner: DatabaseConnection, turns: Turns) {
    this.#inner = inner;
    this.#turns = turns;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#inner.executeQuery<R>(query);
      } catch (error) {
        if (attempt === ATTEMPTS || !isBusy(error)) throw error;
        await this.#wait();
      }
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#inner.streamQuery(query, chunkSize);
  }

  async #wait(): Promise<void> {
    const isShared = !this.isInTransaction;
    if (isShared) this.#turns.give();
    await new Promise((resolve) => setTimeout(resolve, ATTEMPT_EVERY_MS));
    if (isShared) await this.#turns.take();
  }
}

/**
 * A transaction that writes takes SQLite's write lock at its start. One that takes it later is refused at once when another
 * process wrote meanwhile, however long it was told to wait.
 */
class PromptDriver extends SqliteDriver {
  readonly #turns = new Turns();
  #connection: PatientConnection | undefined;

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new PatientConnection(await super.acquireConnection(), this.#turns);
    await this.#turns.take();
    return this.#connection;
  }

  override async releaseConnection(): Promise<void> {
    this.#turns.give();
  }

  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const isReading = settings?.accessMode === 'read only';
    await connection.executeQuery(CompiledQuery.raw(isReading ? 'begin' : 'begin immediate'));
    this.#note(true);
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection);
    this.#note(false);
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      // A full or failing disk: SQLite has taken the transaction back by itself. What it said of the disk is what has to be heard.
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error;
    } finally {
      this.#note(false);
    }
  }

  #note(isInTransaction: boolean): void {
    if (this.#connection !== undefined) this.#connection.isInTransaction = isInTransaction;
  }
}

/**
 * SQLite changes its schema within a transaction; saying so makes the migrator hold the write lock from start to end. There is
 * one connection, and the driver above sees to the line before it.
 */
class PromptAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** SQLite for a process that answers many at once, beside other processes that write. */
export class PromptSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PromptDriver {
    return new PromptDriver(this.#config);
  }

  override createAdapter(): PromptAdapter {
    return new PromptAdapter();
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
