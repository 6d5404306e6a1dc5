import { readdirSync, readFileSync } from 'node:fs';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../migrations/index.ts';
import { listCarriedTables } from '../../src/records/carried.ts';
import { type Row, saveCounters, writeRows } from '../../src/records/copy-rows.ts';
import { type Db, inTransaction } from '../../src/records/database.ts';

const FOLDER = new URL('../records/released/', import.meta.url);

export type Kept = { rows: Map<string, Row[]>; counters: Record<string, number> };

/** The schemas of which rows are kept here, as `0005-taken-back`. */
export const RELEASED = readdirSync(FOLDER).map((name) => name.replace('.jsonl', ''));

/** What a released Merzim had kept: rows as they stood at that schema, of every table, and the highest numbers given. */
export function keptAt(schema: string): Kept {
  const lines = readFileSync(new URL(`${schema}.jsonl`, FOLDER), 'utf8')
    .trimEnd()
    .split('\n');
  const said = lines.map((line) => JSON.parse(line) as { table: string; row: Row } & Pick<Kept, 'counters'>);
  const rows = new Map<string, Row[]>();
  for (const { table, row } of said) if (table !== undefined) rows.set(table, [...(rows.get(table) ?? []), row]);
  return { rows, counters: said.at(-1)?.counters ?? {} };
}

/** Brings an empty database to `schema` and writes into its tables what was kept. Gives the tables. */
export async function fillReleased(db: Db, schema: string, { rows, counters }: Kept): Promise<string[]> {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo(schema);
  if (error !== undefined) throw error;
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
