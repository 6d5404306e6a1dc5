import { CsvError, parse } from 'csv-parse/sync';
import { because, type CsvRefusal, type Row } from './cells.ts';
import { COLUMNS, NEEDED, type SheetKind } from './columns.ts';

export type Line = { line: number; cells: string[] };

/** A sheet: the names of its columns in small letters, and its rows with the lines that they start on. `commas`: commas part its cells. */
export type Table = { names: string[]; header: number; lines: Line[]; commas: boolean };

/** By what rows are named: by the line of the file on which they start, or as a spreadsheet numbers them. */
export type Numbered = 'lines' | 'rows';

/** What a sheet from outside may hold: rows, and bytes of one row. Absent: whatever there is. */
export type TableLimits = { rows: number; rowBytes: number };

export type TableRead = { ok: true; table: Table } | { ok: false; errors: CsvRefusal[] };

/**
 * A CSV as a spreadsheet writes it: byte order mark, comma, semicolon or tab, quotes, line ends of any system, a first line `sep=;`.
 * Empty rows are left out, as is a row of explanations below the header, whose first cell begins with `#`.
 */
export function readTable(text: string, by: Numbered = 'lines', limits?: TableLimits): TableRead {
  const bare = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const named = /^sep=(.)\n/i.exec(bare); // the line by which Excel is told the delimiter
  const body = named === null ? bare : bare.slice(named[0].length);
  const skipped = named === null ? 0 : 1;
  const delimiter = named?.[1] ?? delimiterOf(body);
  const parsed = linesOf(body, { delimiter, skipped, by, limits });
  if (!parsed.ok) return parsed;
  const [header, ...all] = parsed.lines;
  const lines = all.filter((line, index) => !(index === 0 && isExplanation(line)));
  if (header === undefined || lines.length === 0)
    return { ok: false, errors: [{ line: 1, column: null, value: undefined, expected: because('something') }] };
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  return { ok: true, table: { names, header: header.line, lines, commas: delimiter === ',' } };
}

const isExplanation = ({ cells }: Line): boolean => cells.find((cell) => cell.trim() !== '')?.startsWith('# ') === true;

type Reading = { delimiter: string; skipped: number; by: Numbered; limits: TableLimits | undefined };

function linesOf(
  body: string,
  { delimiter, skipped, by, limits }: Reading,
): { ok: true; lines: Line[] } | { ok: false; errors: CsvRefusal[] } {
  try {
    // Empty rows are rows too, and a file may hold millions of them.
    const most = limits === undefined ? Infinity : limits.rows * 2 + 2;
    const found = parse(body, {
      delimiter,
      info: true,
      relax_column_count: true,
      ...(limits === undefined ? {} : { to: most, max_record_size: limits.rowBytes }),
    });
    if (limits !== undefined && found.length >= most)
      return { ok: false, errors: [tooMany(found.length, limits.rows)] };
    let end = skipped;
    const lines = (found as unknown as { record: string[]; info: { lines: number } }[]).map(
      ({ record, info }, index) => {
        const line = by === 'rows' ? index + 1 : end + 1;
        end = skipped + info.lines;
        return { line, cells: record.map(armed) };
      },
    );
    return { ok: true, lines: lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error.lines === 'number' ? error.lines + skipped : 1;
    const value = body.split('\n')[line - skipped - 1];
    return { ok: false, errors: [{ line, column: null, value, expected: because('csv') }] };
  }
}

const tooMany = (rows: number, most: number): CsvRefusal => ({
  line: 1,
  column: null,
  value: rows,
  expected: because('at_most', { count: most }),
});

/** What our own export put before a cell so that no spreadsheet takes it for a formula: see write.ts. */
const armed = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

/** Of comma, semicolon and tab the one that stands most often in the first line. */
function delimiterOf(text: string): string {
  const header = text.split('\n', 1)[0] ?? '';
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** What is wrong with the header of a sheet of that kind. */
export function headerErrors({ names, header: line }: Table, kind: SheetKind): CsvRefusal[] {
  const known = COLUMNS[kind];
  const strange = names.slice(0, known.length * 2).flatMap((name, index) => {
    if (names.indexOf(name) !== index && name !== '')
      return [{ line, column: name, value: name, expected: because('one_column') }];
    if (name === '' || known.includes(name)) return [];
    return [{ line, column: name, value: name, expected: because('column', { columns: known.join(', ') }) }];
  });
  const missing = NEEDED[kind].filter((column) => !names.includes(column));
  return [
    ...strange,
    ...missing.map((column) => ({ line, column, value: undefined, expected: because('column_needed', { column }) })),
  ];
}

/** The cells of a line by their column, and what stands under no name. */
export function rowOf({ line, cells }: Line, names: readonly string[]): { row: Row; errors: CsvRefusal[] } {
  const row: Row = {};
  const errors: CsvRefusal[] = [];
  cells.forEach((cell, index) => {
    const name = names[index] ?? '';
    if (cell.trim() === '') return;
    // One of them says it for all of the row.
    if (name !== '') row[name] = cell;
    else if (errors.length === 0) errors.push({ line, column: null, value: cell, expected: because('cell') });
  });
  return { row, errors };
}
