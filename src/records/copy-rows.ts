import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';
import { engineOf } from './dialect.ts';

/** A row as a copy holds it: the same on both engines. */
export type Row = Record<string, string | number | null>;

const AT_ONCE = 500;

/** The rows of a table of the database, some hundreds at once. Call it within a snapshot. Throws for a value that a copy cannot hold. */
export async function* readRows(db: Db, table: string): AsyncGenerator<Row[]> {
  for await (const rows of engineOf(db) === 'sqlite' ? readSqlite(db, table) : readPostgres(db, table)) {
    for (const row of rows) refuseStrange(table, row);
    yield rows as Row[];
  }
}

type Found = Record<string, unknown>;
const ROWID = 'rowid of the copy';

async function* readSqlite(db: Db, table: string): AsyncGenerator<Found[]> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const { rows } = await sql<Found>`select rowid as ${sql.ref(ROWID)}, * from ${sql.table(table)}
      where rowid > ${after} order by rowid limit ${AT_ONCE}`.execute(db);
    const last = rows.at(-1);
    if (last !== undefined) after = Number(last[ROWID]);
    for (const row of rows) delete row[ROWID];
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) return;
    // SQLite answers without letting go of the process: others want their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function* readPostgres(db: Db, table: string): AsyncGenerator<Found[]> {
  await sql`declare copied no scroll cursor for select * from ${sql.table(table)}`.execute(db);
  for (;;) {
    const { rows } = await sql<Found>`fetch forward ${sql.raw(String(AT_ONCE))} from copied`.execute(db);
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) break;
  }
  await sql`close copied`.execute(db);
}

function refuseStrange(table: string, row: Found): void {
  for (const [column, value] of Object.entries(row))
    if (value !== null && typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value)))
      throw new Error(`${table}.${column} holds a kind of value that a copy cannot hold`);
}

/** Writes rows as they were read. They have the same columns. Call it within a transaction that holds the constraints. */
export async function writeRows(db: Db, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const into = sql`insert into ${sql.table(table)} (${names})`;
  if (engineOf(db) === 'postgres') {
    const from = sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`;
    await sql`${into} overriding system value select ${names} from ${from}`.execute(db);
    return;
  }
  const valuesOf = (row: Row): RawBuilder<unknown> =>
    sql`(${sql.join(columns.map((column) => row[column] as string | number | null))})`;
  const size = Math.max(1, Math.floor(5000 / Math.max(1, columns.length)));
  for (let start = 0; start < rows.length; start += size)
    await sql`${into} values ${sql.join(rows.slice(start, start + size).map(valuesOf))}`.execute(db);
}

/** How many rows, and a sum over all of them that does not ask in which order they come. */
export type Sum = { rows: number; sum: string };

const MODULUS = 2n ** 128n;

/** Counts rows and sums them up. */
export function summing(): { add: (rows: readonly Row[]) => void; done: () => Sum } {
  let count = 0;
  let sum = 0n;
  return {
    add: (rows) => {
      for (const row of rows) {
        const text = JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
        sum = (sum + BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 32)}`)) % MODULUS;
      }
      count += rows.length;
    },
    done: () => ({ rows: count, sum: sum.toString(16).padStart(32, '0') }),
  };
}

/** The sum of a table as it stands. */
export async function sumOf(db: Db, table: string): Promise<Sum> {
  const sum = summing();
  for await (const rows of readRows(db, table)) sum.add(rows);
  return sum.done();
}

/** The highest number that each table has given to a row, also to rows that are gone: none is ever given twice. */
export async function loadCounters(db: Db): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  if (engineOf(db) === 'sqlite') {
    const { rows } = await sql<{ name: string; seq: number }>`select name, seq from sqlite_sequence`.execute(db);
    for (const { name, seq } of rows) found[name] = seq;
    return found;
  }
  for (const { name, sequence } of await listSequences(db)) {
    const { rows } = await sql<{ last: number; is_called: boolean }>`select last_value as last, is_called
      from ${sql.raw(sequence)}`.execute(db);
    found[name] = rows[0]?.is_called ? rows[0].last : 0;
  }
  return found;
}

/** Sets what `loadCounters` gave, on a database whose rows are there already. */
export async function saveCounters(db: Db, counters: Readonly<Record<string, number>>): Promise<void> {
  if (engineOf(db) === 'sqlite') {
    for (const [name, seq] of Object.entries(counters)) {
      await sql`delete from sqlite_sequence where name = ${name}`.execute(db);
      await sql`insert into sqlite_sequence (name, seq) values (${name}, ${seq})`.execute(db);
    }
    return;
  }
  for (const { name, sequence } of await listSequences(db)) {
    const last = counters[name] ?? 0;
    await sql`select setval(${sequence}::regclass, ${Math.max(1, last)}::bigint, ${last > 0}::boolean)`.execute(db);
  }
}

/** `sequence` is quoted by the server. */
async function listSequences(db: Db): Promise<{ name: string; sequence: string }[]> {
  const { rows } = await sql<{ name: string; sequence: string }>`select table_name::text as name,
      pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence from information_schema.columns
      where table_schema = current_schema() and is_identity = 'YES' order by 1`.execute(db);
  return rows;
}
