import type { Insertable, InsertObject, Kysely } from 'kysely';
import type { Database } from './tables.ts';

/** Both engines take more; past a few thousand values a longer statement is no faster. */
const VALUES_AT_ONCE = 10_000;

/** Inserts the rows, many to a statement. They all have the same columns. */
export async function insertRows<Table extends keyof Database>(
  db: Kysely<Database>,
  table: Table,
  rows: readonly Insertable<Database[Table]>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length;
  const size = Math.max(1, Math.floor(VALUES_AT_ONCE / Math.max(1, columns)));
  for (let start = 0; start < rows.length; start += size) {
    const values = rows.slice(start, start + size) as readonly InsertObject<Database, Table>[];
    await db.insertInto(table).values(values).execute();
  }
}

/**
 * What has to go and what has to come so that `before` becomes `after`; rows of the same `keyOf` that differ are in both.
 * The rows of a list are unequal when any column is.
 */
export function rowDifference<Row extends object>(
  before: readonly Row[],
  after: readonly Row[],
  keyOf: (row: Row) => string | number,
): { gone: Row[]; come: Row[] } {
  const old = new Map(before.map((row) => [keyOf(row), printed(row)]));
  const kept = new Set(after.filter((row) => old.get(keyOf(row)) === printed(row)).map(keyOf));
  return {
    gone: before.filter((row) => !kept.has(keyOf(row))),
    come: after.filter((row) => !kept.has(keyOf(row))),
  };
}

/** Columns in one order: a row that was read has the table's, a row that is to be written has ours. */
function printed(row: object): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
