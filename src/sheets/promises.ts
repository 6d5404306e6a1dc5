import { checkPromiseDocument, type IncidentDocument, type PromiseDocument } from '../domain/document.ts';
import { dateOf, refusalOf, wordOf } from './cells.ts';
import { incidentErrors, type RowRead } from './entries.ts';
import { type Line, rowOf } from './table.ts';

/** A promise of a CSV. What was judged of it, and what moved its deadline, no sheet holds. */
export type PromiseRow = { incident: string; line: number; promise: PromiseDocument };

/** One row of a sheet of promises. */
export function readPromiseRow(from: Line, names: readonly string[]): RowRead<PromiseRow> {
  const { line } = from;
  const { row, errors } = rowOf(from, names);
  const incident = wordOf(row, 'incident') ?? '';
  errors.push(...incidentErrors(incident, row, line));
  const checked = checkPromiseDocument({
    id: wordOf(row, 'id') ?? undefined,
    made_in: wordOf(row, 'made_in') ?? undefined,
    nature: wordOf(row, 'nature'),
    text: row.text,
    phrase: row.phrase ?? null,
    due: dateOf(row, 'due'),
    due_basis: wordOf(row, 'due_basis'),
    due_reason: row.due_reason ?? null,
    test: row.test ?? null,
  });
  if (!checked.ok) errors.push(...checked.errors.map((error) => refusalOf(error, row, line, [])));
  if (!checked.ok || errors.length > 0) return { ok: false, errors };
  return { ok: true, row: { incident, line, promise: checked.value } };
}

/** The document with the rows' promises: each in the place of the one of its id, with its moves and judgements, or at the end. */
export function withPromises(document: IncidentDocument, rows: readonly PromiseRow[]): IncidentDocument {
  const promises = new Map((document.promises ?? []).map((promise) => [promise.id, promise]));
  for (const { promise } of rows) {
    const { changes, possible_answers, outcomes } = promises.get(promise.id) ?? {};
    promises.set(promise.id, { ...promise, changes, possible_answers, outcomes });
  }
  return { ...document, promises: [...promises.values()] };
}
