import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../migrations/index.ts';
import { isEmptyRecord, listCarriedTables, type Whole } from './carried.ts';
import { loadCounters, type Row, readRows, type Sum, saveCounters, summing, sumOf, writeRows } from './copy-rows.ts';
import { type Db, migrateToLatest } from './database.ts';
import { engineOf } from './dialect.ts';
import { refreshSearch } from './search-refresh.ts';

/** What a copy of the record is made of, in this order: rows, each table after those that it refers to, then the end. */
export type Piece = { kind: 'rows'; table: string; rows: Row[] } | ({ kind: 'end' } & Ending);
/** What has to be there once all is written: each table's rows, and the highest numbers given. */
export type Ending = { tables: Record<string, Sum>; counters: Record<string, number> };

/** A copy that cannot be taken in, or a database that cannot take it; the message is one line for whoever runs the site. */
export class CopyRefused extends Error {}

/** The newest migration that the database has, also one that this Merzim does not know; null: none. */
export async function findStoredSchema(db: Db): Promise<string | null> {
  const known = (await db.introspection.getTables({ withInternalKyselyTables: true })).map(({ name }) => name);
  if (!known.includes('kysely_migration')) return null;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name desc limit 1`.execute(
    db,
  );
  return rows[0]?.name ?? null;
}

/** The record piece by piece. Call it within a snapshot. `whole`: also what a backup leaves out. */
export async function* readCopy(db: Db, { whole }: Whole): AsyncGenerator<Piece> {
  const tables: Record<string, Sum> = {};
  for (const table of await listCarriedTables(db, { whole })) {
    const sum = summing();
    for await (const rows of readRows(db, table)) {
      sum.add(rows);
      yield { kind: 'rows', table, rows };
    }
    tables[table] = sum.done();
  }
  const counters = await loadCounters(db);
  const kept = Object.entries(counters).filter(([table]) => table in tables);
  yield { kind: 'end', tables, counters: Object.fromEntries(kept) };
}

/**
 * Fills an empty database with a copy that was made at `schema`, checks every row by counts and sums, and brings it to the newest
 * schema. Call it within a transaction: if it throws, nothing may stay. Throws a CopyRefused for a database in which something is
 * kept, for a schema that is not known here, and for a copy that does not come to its own sums.
 */
export async function fillFromCopy(trx: Db, schema: string, pieces: AsyncIterable<Piece>): Promise<Ending> {
  await prepare(trx, schema);
  const tables = await listCarriedTables(trx, { whole: true });
  await empty(trx, tables);
  let ending: Ending | undefined;
  for await (const piece of pieces) {
    if (piece.kind === 'end') ending = { tables: piece.tables, counters: piece.counters };
    else if (!tables.includes(piece.table))
      throw new CopyRefused(`the copy has a table ${piece.table} that ${schema} has not`);
    else await writeRows(trx, piece.table, piece.rows);
  }
  if (ending === undefined) throw new CopyRefused('the copy has no end');
  await saveCounters(trx, ending.counters);
  for (const table of tables) await refuseUnlike(trx, table, ending.tables[table]);
  await migrateToLatest(trx);
  await refreshSearch(trx);
  if (engineOf(trx) === 'postgres') await sql`analyze`.execute(trx);
  return ending;
}

/** A table that holds nothing is left alone: it may refuse that anything is ever taken out. */
async function empty(trx: Db, tables: readonly string[]): Promise<void> {
  for (const table of tables.toReversed()) {
    const found = await sql`select 1 from ${sql.table(table)} limit 1`.execute(trx);
    if (found.rows.length > 0) await sql`delete from ${sql.table(table)}`.execute(trx);
  }
}

async function refuseUnlike(db: Db, table: string, meant: Sum = summing().done()): Promise<void> {
  const found = await sumOf(db, table);
  if (found.rows !== meant.rows)
    throw new CopyRefused(`${table}: ${found.rows} rows were written, the copy speaks of ${meant.rows}`);
  if (found.sum !== meant.sum) throw new CopyRefused(`${table}: the rows written are not those of the copy`);
}

async function prepare(trx: Db, schema: string): Promise<void> {
  if (!Object.hasOwn(migrations, schema)) {
    const newest = Object.keys(migrations).at(-1);
    throw new CopyRefused(`the copy has schema ${schema}, this Merzim knows up to ${newest}: take a newer Merzim`);
  }
  if (!(await isEmptyRecord(trx))) throw new CopyRefused('something is kept in it already: name an empty database');
  const present = await findStoredSchema(trx);
  if (present === null && (await listCarriedTables(trx, { whole: true })).length > 0)
    throw new CopyRefused('it holds tables that are not of Merzim: name an empty database');
  if (present !== null && present > schema)
    throw new CopyRefused(`it has schema ${present} already, the copy ${schema}: name a database without tables`);
  const migrator = new Migrator({ db: trx, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateTo(schema);
  if (error !== undefined) throw error;
}
