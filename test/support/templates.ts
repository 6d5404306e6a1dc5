import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { CompiledQuery } from 'kysely';
import { migrateToLatest, type Opened, openDatabase, openFile } from '../../src/records/database.ts';

// Databases of the newest schema, made once for the whole run and copied: the tests of migrations alone migrate. Without them,
// as in a drill, each one is made anew. They are named in the environment, which the processes of the tests inherit.

const FILE = 'MERZIM_TEST_FILE';
const DATABASE = 'MERZIM_TEST_DATABASE';

/** Makes both: a file at `path`, and a database on the server at `url`. */
export async function makeTemplates({ path, url }: { path: string; url: string }): Promise<void> {
  await migrated(`sqlite:${path}`);
  // What is opened from memory can have no log beside it.
  const file = new SqliteFile(path);
  file.pragma('journal_mode = delete');
  file.close();
  process.env[FILE] = path;
  const name = 'merzim_newest';
  const server = openDatabase(url);
  await server.db.executeQuery(CompiledQuery.raw(`create database ${name}`));
  await server.close();
  const database = new URL(url);
  database.pathname = `/${name}`;
  await migrated(database.href);
  process.env[DATABASE] = name;
}

async function migrated(url: string): Promise<void> {
  const { db, close } = openDatabase(url);
  await migrateToLatest(db);
  await close();
}

/** The name of the database to copy; undefined: there is none. */
export const templateDatabase = (): string | undefined => process.env[DATABASE];

/** Puts a database of the newest schema at `path`, if there is one to copy. */
export function copyTemplate(path: string): void {
  const from = process.env[FILE];
  if (from === undefined) return;
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(from, path);
}

let bytes: Buffer | undefined;

/** A database in memory, of the newest schema. */
export async function inMemory(): Promise<Opened> {
  const from = process.env[FILE];
  if (from !== undefined) {
    bytes ??= readFileSync(from);
    return openFile(new SqliteFile(bytes));
  }
  const opened = openDatabase('sqlite::memory:');
  await migrateToLatest(opened.db);
  return opened;
}
