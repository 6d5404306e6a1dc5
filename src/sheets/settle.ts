import type { Expected } from '../domain/document.ts';
import { because } from './cells.ts';
import type { PlanRefusal } from './plan.ts';

/** What is wrong, and with which row; null: with all of them together. */
export type Wrong<Row> = { row: Row | null; column: string | null; value: unknown; expected: Expected };
export type Tried<Row, T> = { ok: true; value: T } | { ok: false; wrong: Wrong<Row>[] };
export type Settled<Row, T> = { value: T | undefined; kept: Row[]; refused: PlanRefusal[] };

const ROUNDS = 20;

/**
 * Tries all rows together, leaves out those with which something is wrong, and tries again: a row may need one that was left out.
 * Each refusal is told once.
 */
export function settle<Row extends { line: number | null }, T>(
  rows: readonly Row[],
  attempt: (rows: readonly Row[]) => Tried<Row, T>,
): Settled<Row, T> {
  const refused: PlanRefusal[] = [];
  let left = [...rows];
  for (let round = 0; left.length > 0 && round < ROUNDS; round += 1) {
    const tried = attempt(left);
    if (tried.ok) return { value: tried.value, kept: left, refused };
    const all = tried.wrong.find(({ row }) => row === null);
    if (all !== undefined) return { value: undefined, kept: [], refused: [...refused, ...left.map(refusing(all))] };
    refused.push(...tried.wrong.map((wrong) => refusing(wrong)(wrong.row ?? { line: null })));
    const gone = new Set(tried.wrong.map(({ row }) => row));
    left = left.filter((row) => !gone.has(row));
  }
  const rest = { column: null, value: undefined, expected: because('with_others') };
  return { value: undefined, kept: [], refused: [...refused, ...left.map(refusing(rest))] };
}

const refusing =
  ({ column, value, expected }: Omit<PlanRefusal, 'line'>) =>
  ({ line }: { line: number | null }): PlanRefusal => ({ line, column, value, expected });

/** Of rows that say the same thing the first stays. */
export function withoutTwins<Row extends { line: number }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  column: string,
): { rows: Row[]; refused: PlanRefusal[] } {
  const first = new Map<string, number>();
  const refused: PlanRefusal[] = [];
  const kept = rows.filter((row) => {
    const key = keyOf(row);
    const other = first.get(key);
    if (other === undefined) first.set(key, row.line);
    else refused.push({ line: row.line, column, value: undefined, expected: because('one_row', { line: other }) });
    return other === undefined;
  });
  return { rows: kept, refused };
}
