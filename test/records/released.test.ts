import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { loadCounters, type Row, readRows } from '../../src/records/copy-rows.ts';
import { type Db, inSnapshot, migrateToLatest } from '../../src/records/database.ts';
import { refreshSearch } from '../../src/records/search-refresh.ts';
import { verifyRecords } from '../../src/records/verify.ts';
import { ENGINES, freshDatabase } from '../support/databases.ts';
import { fillReleased, keptAt, RELEASED } from '../support/released.ts';

const NAMES = Object.keys(migrations);

/** Up to the first release each migration only added tables: what was kept at its end, without them, was kept before. */
const SCHEMAS = NAMES.slice(0, NAMES.indexOf('0005-taken-back') + 1).map((schema) => ({
  schema,
  file: RELEASED.find((name) => name >= schema) ?? '',
}));

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
    const before = keptAt(file);
    const tables = await fillReleased(db, schema, before);
    expect(await migrateToLatest(db)).toEqual({ from: schema, to: NAMES.at(-1) });
    await refreshSearch(db);
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
