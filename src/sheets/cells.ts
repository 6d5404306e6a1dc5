import type { DocumentError, Expected } from '../domain/document.ts';

/** What is wrong with one cell: line from 1, the column (null: the whole line), what stands there and what is expected. */
export type CsvRefusal = { line: number; column: string | null; value: unknown; expected: Expected };

/** The cells of a row by their column; empty ones are left out. */
export type Row<Column extends string = string> = Partial<Record<Column, string>>;

export const because = (key: Expected['key'], params: Expected['params'] = {}): Expected => ({ key, params });

/** The cell's words without blanks at its ends, null where it is empty. */
export const wordOf = <C extends string>(row: Row<C>, column: C): string | null => row[column]?.trim() ?? null;

/** A Russian or Kazakh spreadsheet turns 2019-07-15T14:00 into 15.07.2019 14:00; that reads only one way, unlike 7/15/2019. */
export function isoOf(cell: string): string {
  const text = cell.trim();
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(text);
  const month = /^(\d{1,2})\.(\d{4})$/.exec(text);
  const spaced = /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2}(?::\d{2})?)$/.exec(text);
  const clock = (time: string | undefined) =>
    time === undefined ? '' : `T${time.padStart(time.length < 6 ? 5 : 8, '0')}`;
  if (dotted) {
    const [, day = '', of = '', year = '', time] = dotted;
    return `${year}-${of.padStart(2, '0')}-${day.padStart(2, '0')}${clock(time)}`;
  }
  if (month) return `${month[2]}-${(month[1] ?? '').padStart(2, '0')}`;
  return spaced ? `${spaced[1]}${clock(spaced[2])}` : text;
}

/** The date of a cell, null where it is empty. */
export const dateOf = <C extends string>(row: Row<C>, column: C): string | null => {
  const cell = row[column];
  return cell === undefined ? null : isoOf(cell);
};

/**
 * The number of a cell: 1295, 1 295, 25,5 or 25.5. Where commas part the cells, 1,295 reads two ways and stays text, which is then
 * refused.
 */
export function numberOf(cell: string | undefined, commas: boolean): number | string | null {
  if (cell === undefined) return null;
  const bare = cell.replace(/[\s\u00a0\u202f]/g, '');
  const twoWays = commas && /^-?\d{1,3}(,\d{3})+$/.test(bare);
  const plain = twoWays ? bare : bare.replace(/^(-?\d+),(\d+)$/, '$1.$2');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : cell;
}

type SourceColumn = 'source_title' | 'source_url' | 'source_archive' | 'source_kind' | 'source_count';

/** The source that a row names, not yet checked. */
export function sourceOf(row: Row<SourceColumn>) {
  const count = wordOf(row, 'source_count');
  return {
    title: row.source_title ?? null,
    url: wordOf(row, 'source_url'),
    archive: wordOf(row, 'source_archive'),
    kind: wordOf(row, 'source_kind'),
    count: count === null ? null : /^\d+$/.test(count) ? Number(count) : count,
  };
}

/** Places of a document and the columns that say what stands there; the first that fits decides. */
export type Places = readonly (readonly [string, string])[];

export const SOURCE_PLACES: Places = [
  ['$.source.url', 'source_url'],
  ['$.source.archive', 'source_archive'],
  ['$.source.kind', 'source_kind'],
  ['$.source.count', 'source_count'],
  ['$.source', 'source_title'],
];

/** The cell that an error of a row's document came from. */
export function refusalOf(
  { path, value, expected }: DocumentError,
  row: Row,
  line: number,
  places: Places,
): CsvRefusal {
  const column = columnAt(path, places);
  return { line, column, value: row[column] ?? (typeof value === 'object' ? undefined : value), expected };
}

/** The column that says what stands at the path: `$.at.earliest` is `earliest`. */
export function columnAt(path: string, places: Places): string {
  return places.find(([prefix]) => path.startsWith(prefix))?.[1] ?? path.slice(2);
}
