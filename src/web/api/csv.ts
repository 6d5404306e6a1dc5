import type { Instant } from '../../domain/zone.ts';
import type { AppContext } from '../context.ts';
import { csvPieces, type Row } from '../csv.ts';
import { respondPieces } from '../pieces.ts';

export type CsvAnswer = {
  /** What a browser saves it under, without the ending. */
  name: string;
  columns: readonly string[];
  /** The rows as they are read: all of them, however many. */
  rows: () => AsyncIterable<readonly Row[]>;
  /** Until when it stays as it is, once all rows were read. */
  until?: () => Instant | null;
};

/** A whole list as CSV (RFC 4180, UTF-8 with the mark that Excel looks for), from the first row to the last. */
export function respondCsv(c: AppContext, { name, columns, rows, until }: CsvAnswer): Promise<Response> {
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Content-Disposition', `attachment; filename="${name}.csv"`);
  return respondPieces(c, () => csvPieces(rows(), columns), {
    type: 'text/csv; charset=utf-8',
    ...(until === undefined ? {} : { until }),
  });
}

/** Rows that are read together. */
export const CSV_BATCH = 500;
