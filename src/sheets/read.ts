import { because, type CsvRefusal } from './cells.ts';
import { kindOfSheet, type SheetKind } from './columns.ts';
import { type EntryRow, type RowRead, readEntryRow } from './entries.ts';
import { type FollowersRow, type MeasurementRow, readFollowersRow, readMeasurementRow } from './figures.ts';
import { type PromiseRow, readPromiseRow } from './promises.ts';
import { headerErrors, type Line, readTable, type Table } from './table.ts';

/** The rows of a sheet that are right by themselves. */
export type SheetRows =
  | { kind: 'entries'; rows: EntryRow[] }
  | { kind: 'promises'; rows: PromiseRow[] }
  | { kind: 'followers'; rows: FollowersRow[] }
  | { kind: 'measurements'; rows: MeasurementRow[] };

/** `lines`: how many rows there are; `kind`: what they hold, null where even that cannot be told. */
export type SheetRead =
  | { ok: true; sheet: SheetRows; lines: number; refused: CsvRefusal[] }
  | { ok: false; kind: SheetKind | null; lines: number; refused: CsvRefusal[] };

/** More than the longest text and quote that an entry may have, with all the rest. */
const LARGEST_ROW_BYTES = 500_000;

/**
 * A sheet row by row, as a spreadsheet numbers them: what is wrong with one is told, and the others are read. A header that is wrong, or more than `most` rows, is
 * no sheet.
 */
export function readSheet(text: string, most: number): SheetRead {
  const read = readTable(text, 'rows', { rows: most, rowBytes: LARGEST_ROW_BYTES });
  if (!read.ok) return { ok: false, kind: null, lines: 0, refused: read.errors };
  const { table } = read;
  const kind = kindOfSheet(table.names);
  const wrong = headerErrors(table, kind);
  if (table.lines.length > most)
    wrong.push({ line: 1, column: null, value: table.lines.length, expected: because('at_most', { count: most }) });
  if (wrong.length > 0) return { ok: false, kind, lines: table.lines.length, refused: wrong };
  return { ok: true, lines: table.lines.length, ...rowsOf(table, kind) };
}

function rowsOf(table: Table, kind: SheetKind): { sheet: SheetRows; refused: CsvRefusal[] } {
  const { names, commas } = table;
  switch (kind) {
    case 'entries': {
      const { rows, refused } = each(table, (line) => readEntryRow(line, names));
      return { sheet: { kind, rows }, refused };
    }
    case 'promises': {
      const { rows, refused } = each(table, (line) => readPromiseRow(line, names));
      return { sheet: { kind, rows }, refused };
    }
    case 'followers': {
      const { rows, refused } = each(table, (line) => readFollowersRow(line, names, commas));
      return { sheet: { kind, rows }, refused };
    }
    case 'measurements': {
      const { rows, refused } = each(table, (line) => readMeasurementRow(line, names, commas));
      return { sheet: { kind, rows }, refused };
    }
  }
}

function each<T>({ lines }: Table, read: (line: Line) => RowRead<T>): { rows: T[]; refused: CsvRefusal[] } {
  const results = lines.map(read);
  return {
    rows: results.flatMap((result) => (result.ok ? [result.row] : [])),
    refused: results.flatMap((result) => (result.ok ? [] : result.errors)),
  };
}
