import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

/**
 * Rows as CSV (RFC 4180). With `head` they begin a file: the mark that Excel looks for and the names of the columns. A cell that
 * a spreadsheet would count as a formula begins with an apostrophe.
 */
export function csvText(rows: readonly Row[], columns: readonly string[], { head }: { head: boolean }): string {
  return stringify([...rows], {
    header: head,
    bom: head,
    record_delimiter: 'windows',
    columns: [...columns],
    escape_formulas: true,
    cast: { boolean: (value) => (value ? 'true' : 'false') },
  });
}

/** A whole table from its rows as they come. */
export async function* csvPieces(
  batches: AsyncIterable<readonly Row[]>,
  columns: readonly string[],
): AsyncGenerator<string> {
  yield csvText([], columns, { head: true });
  for await (const rows of batches) if (rows.length > 0) yield csvText(rows, columns, { head: false });
}
