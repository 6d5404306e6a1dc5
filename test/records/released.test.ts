import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { listCarriedTables } from '../../src/records/carried.ts';
import { loadCounters, type Row, readRows, saveCounters, writeRows } from '../../src/records/copy-rows.ts';
import { type Db, inSnapshot, inTransaction, migrateToLatest } from '../../src/records/database.ts';
import { verifyRecords } from '../../src/records/verify.ts';
import { ENGINES, freshDatabase } from '../support/databases.ts';

const FOLDER = new URL('released/', import.meta.url);

type Kept = { rows: Map<string, Row[]>; counters: Record<string, number> };

/** What a released Merzim had kept: rows as they stood at that schema, of every table, and the highest numbers given. */
function kept(file: string): Kept {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8').trimEnd().split('\n');
  const said = lines.map((line) => JSON.parse(line) as { table: string; row: Row } & Pick<Kept, 'counters'>);
  const rows = new Map<string, Row[]>();
  for (const { table, row } of said) if (table !== undefined) rows.set(table, [...(rows.get(table) ?? []), row]);
  return { rows, counters: said.at(-1)?.counters ?? {} };
}

const RELEASED = readdirSync(FOLDER).map((name) => name.replace('.jsonl', ''));
const NAMES = Object.keys(migrations);

/** Up to the first release each migration only added tables: what was kept at its end, without them, was kept before. */
const SCHEMAS = NAMES.slice(0, NAMES.indexOf('0005-taken-back') + 1).map((schema) => ({
  schema,
  file: RELEASED.find((name) => name >= schema) ?? '',
}));

async function fill(db: Db, schema: string, { rows, counters }: Kept): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  expect((await migrator.migrateTo(schema)).error).toBeUndefined();
  const tables = await listCarriedTables(db, { whole: true });
  await inTransaction(db, async (trx) => {
    await trx.deleteFrom('facts_revision').execute();
    for (const table of tables) {
      const of = rows.get(table) ?? [];
      for (let start = 0; start < of.length; start += 50) await writeRows(trx, table, of.slice(start, start + 50));
    }
    await saveCounters(trx, Object.fromEntries(Object.entries(counters).filter(([table]) => tables.includes(table))));
  });
  return tables;
}

async function rowsOf(db: Db, table: string): Promise<Row[]> {
  return inSnapshot(db, async (snapshot) => {
    const found: Row[] = [];
    for await (const rows of readRows(snapshot, table)) found.push(...rows);
    return found;
  });
}

const text = (row: Row, columns: readonly string[]) => JSON.stringify(columns.map((column) => row[column]));

describe.each(ENGINES)('Migrating what was kept (%s)', (engine) => {
  it.each(SCHEMAS)('at $schema: nothing is lost, nothing is broken', async ({ schema, file }) => {
    const { db, close } = await freshDatabase(engine, 'none');
    const before = kept(`${file}.jsonl`);
    const tables = await fill(db, schema, before);
    expect(await migrateToLatest(db)).toEqual({ from: schema, to: NAMES.at(-1) });
    for (const table of tables) {
      const meant = before.rows.get(table) ?? [];
      const columns = Object.keys(meant[0] ?? {});
      const found = (await rowsOf(db, table)).map((row) => text(row, columns));
      expect([table, found.sort()]).toEqual([table, meant.map((row) => text(row, columns)).sort()]);
    }
    const counters = await loadCounters(db);
    for (const [table, count] of Object.entries(before.counters))
      if (tables.includes(table)) expect([table, counters[table]]).toEqual([table, count]);
    expect(await verifyRecords(db)).toEqual([]);
    // What the schema had not, the site goes on without.
    expect((await sql`select 1 from editions`.execute(db)).rows.length).toBeGreaterThan(0);
    await close();
  });
});
