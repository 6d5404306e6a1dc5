import { type Kysely, PostgresAdapter, type RawBuilder, type SqlBool, sql } from 'kysely';
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

const SQLITE_UNIQUE = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'];
const POSTGRES_UNIQUE = '23505';

/** Whether the database refused a row because another one has the same key. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === POSTGRES_UNIQUE || SQLITE_UNIQUE.includes(codeOf(error));
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
