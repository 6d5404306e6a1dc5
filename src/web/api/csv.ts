import { stringify } from 'csv-stringify/sync';
import type { Instant } from '../../domain/zone.ts';
import type { AppContext } from '../context.ts';
import { respondPublic } from '../respond.ts';

export type Cell = string | number | boolean | null;

/** A list as CSV (RFC 4180, UTF-8 with the mark that Excel looks for); `name` is what a browser saves it under. */
export function respondCsv(
  c: AppContext,
  name: string,
  rows: readonly Record<string, Cell>[],
  columns: readonly string[],
  until?: Instant,
): Promise<Response> {
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Content-Disposition', `attachment; filename="${name}.csv"`);
  const text = stringify([...rows], {
    header: true,
    bom: true,
    record_delimiter: 'windows',
    columns: [...columns],
    escape_formulas: true,
    cast: { boolean: (value) => (value ? 'true' : 'false') },
  });
  return respondPublic(c, text, { type: 'text/csv; charset=utf-8', ...(until === undefined ? {} : { until }) });
}
