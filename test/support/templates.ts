import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { CompiledQuery } from 'kysely';
import { type Db, migrateToLatest, type Opened, openDatabase, openFile } from '../../src/records/database.ts';

// Databases of the newest schema, and such with the newsroom of `testDesk`, made once for the whole run and copied: the tests of
// migrations alone migrate. Without them, as in a drill, each one is made anew. The processes of the tests inherit the environment.

export type Template = 'newest' | 'desk';
const FOLDER = 'MERZIM_TEST_TEMPLATES';

const fileOf = (folder: string, template: Template): string => join(folder, `${template}.db`);
/** The name of the database to copy. */
export const templateDatabase = (template: Template): string => `merzim_${template}`;

/** Makes each as a file in `folder` and as a database on the server at `url`; `fill` makes the newsroom. */
export async function makeTemplates(
  { folder, url }: { folder: string; url: string },
  fill: (db: Db) => Promise<void>,
): Promise<void> {
  const path = fileOf(folder, 'newest');
  const database = (template: Template) => Object.assign(new URL(url), { pathname: `/${templateDatabase(template)}` });
  await changed(`sqlite:${path}`, migrateToLatest);
  await changed(url, (db) => run(db, `create database ${templateDatabase('newest')}`));
  await changed(database('newest').href, migrateToLatest);
  copyFileSync(path, fileOf(folder, 'desk'));
  await changed(`sqlite:${fileOf(folder, 'desk')}`, fill);
  const copy = `create database ${templateDatabase('desk')} template ${templateDatabase('newest')}`;
  await changed(url, (db) => run(db, copy));
  await changed(database('desk').href, fill);
  for (const template of ['newest', 'desk'] as const) withoutLog(fileOf(folder, template));
  process.env[FOLDER] = folder;
}

async function changed(url: string, change: (db: Db) => Promise<unknown>): Promise<void> {
  const { db, close } = openDatabase(url);
  await change(db);
  await close();
}

const run = (db: Db, statement: string) => db.executeQuery(CompiledQuery.raw(statement));

/** What is opened from memory can have no log beside it. */
function withoutLog(path: string): void {
  const file = new SqliteFile(path);
  file.pragma('journal_mode = delete');
  file.close();
}

/** Puts such a database at `path`, if there is one to copy. */
export function copyTemplate(path: string, template: Template = 'newest'): void {
  const folder = process.env[FOLDER];
  if (folder === undefined) return;
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(fileOf(folder, template), path);
}

let bytes: Buffer | undefined;

/** A database in memory, of the newest schema. */
export async function inMemory(): Promise<Opened> {
  const folder = process.env[FOLDER];
  if (folder !== undefined) {
    bytes ??= readFileSync(fileOf(folder, 'newest'));
    return openFile(new SqliteFile(bytes));
  }
  const opened = openDatabase('sqlite::memory:');
  await migrateToLatest(opened.db);
  return opened;
}
