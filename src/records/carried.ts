import { sql } from 'kysely';
import type { Db } from './database.ts';
import { engineOf } from './dialect.ts';

/** Kept by the engines and the migrator: every database has its own. */
const OWN = ['kysely_migration', 'kysely_migration_lock'];

/**
 * What a backup leaves out, for it belongs to the running site alone: nobody is signed in by a restored copy, no link of
 * before opens it. A move to another database takes these along: the site goes on.
 */
export const LEFT_OUT_OF_BACKUPS: readonly string[] = ['sessions', 'one_time_links', 'attempts', 'backups'];

/** Made anew from the record wherever it is missing; the engines keep it in forms of their own. */
const DERIVED: readonly RegExp[] = [/^search_/];

/** What a start makes by itself in an empty database. */
const MADE_BY_A_START: readonly string[] = ['facts_revision', 'secrets', ...LEFT_OUT_OF_BACKUPS];

export type Whole = { whole: boolean };

/**
 * The tables whose rows a copy holds, each after those that it refers to. Read from the database itself, so that no new table is
 * forgotten; `whole`: also what a backup leaves out.
 */
export async function listCarriedTables(db: Db, { whole }: Whole): Promise<string[]> {
  const names = (await listTables(db)).filter((name) => !DERIVED.some((pattern) => pattern.test(name)));
  const sorted = afterThoseTheyReferTo(names, await listReferences(db));
  return whole ? sorted : sorted.filter((name) => !LEFT_OUT_OF_BACKUPS.includes(name));
}

/** Whether nobody has kept anything in the database yet: what a start makes by itself does not count. */
export async function isEmptyRecord(db: Db): Promise<boolean> {
  for (const name of await listCarriedTables(db, { whole: true })) {
    if (MADE_BY_A_START.includes(name)) continue;
    const found = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
    if (found.rows.length > 0) return false;
  }
  return true;
}

/** Every table of ours, without what the engine and the migrator keep for themselves. */
async function listTables(db: Db): Promise<string[]> {
  const { rows } =
    engineOf(db) === 'sqlite'
      ? await sql<{ name: string }>`select name from pragma_table_list where schema = 'main' and type = 'table'
          and name not like 'sqlite\\_%' escape '\\' order by name`.execute(db)
      : await sql<{ name: string }>`select table_name::text as name from information_schema.tables
          where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`.execute(db);
  return rows.map(({ name }) => name).filter((name) => !OWN.includes(name));
}

type Reference = { from: string; to: string };

async function listReferences(db: Db): Promise<Reference[]> {
  const { rows } =
    engineOf(db) === 'sqlite'
      ? await sql<Reference>`select t.name as "from", k."table" as "to" from sqlite_master t, pragma_foreign_key_list(t.name) k
          where t.type = 'table'`.execute(db)
      : await sql<Reference>`select f.relname::text as "from", t.relname::text as "to" from pg_constraint c
          join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
          where c.contype = 'f' and f.relnamespace = current_schema()::regnamespace`.execute(db);
  return rows;
}

/** A table that refers to itself, or a ring of tables, has to defer its constraints: then any order will do. */
function afterThoseTheyReferTo(names: readonly string[], references: readonly Reference[]): string[] {
  const sorted: string[] = [];
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const { from, to } of references) if (from === name) visit(to);
    if (names.includes(name)) sorted.push(name);
  };
  for (const name of [...names].sort()) visit(name);
  return sorted;
}
