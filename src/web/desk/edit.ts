import type { Problem } from '../../../views/desk/form-state.ts';
import type { Directory } from '../../domain/directory.ts';
import { type DocumentError, directoryReferences, type IncidentDocument, readIncident } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { isMessageKey } from '../../i18n/translate.ts';
import { digest } from '../respond.ts';

/** A change of an incident that a form asks for: the whole document after it, and the field of each place that it wrote. */
export type Edit = {
  document: Record<string, unknown>;
  /** Places of the document (`$.entries[3].at`) and the field that says what stands there; the longest that fits decides. */
  places: Readonly<Record<string, string>>;
  /** The id of what is new. */
  made?: string;
};

export type CheckedEdit = { ok: true; incident: Incident } | { ok: false; problems: Problem[] };

/** The incident after the edit, or what is wrong, field by field: the rules are those of a document. */
export function checkEdit(edit: Edit, directory: Directory): CheckedEdit {
  const read = readIncident(edit.document);
  if (!read.ok) return { ok: false, problems: problemsOf(read.errors, edit.places) };
  const unknown = directoryReferences(read.incident).filter(({ kind, id }) =>
    (kind === 'office' ? directory.offices : directory.officials).every((known) => known.id !== id),
  );
  if (unknown.length === 0) return { ok: true, incident: read.incident };
  const errors = unknown.map(({ path, kind, id }) => ({ path, value: id, expected: { key: kind, params: {} } }));
  return { ok: false, problems: problemsOf(errors, edit.places) };
}

/** Each error at its field, once; what no field wrote belongs to the form as a whole. */
export function problemsOf(errors: readonly DocumentError[], places: Edit['places']): Problem[] {
  const problems = errors.map(({ path, value, expected }): Problem => {
    // Nothing was chosen from a list: its empty choice is no id.
    const key = expected.key === 'id' && value === '' ? 'expected.one_of' : `expected.${expected.key}`;
    return { field: fieldAt(path, places), key: isMessageKey(key) ? key : 'error.422.text', params: expected.params };
  });
  return [...new Map(problems.map((problem) => [`${problem.field} ${problem.key}`, problem])).values()];
}

function fieldAt(path: string, places: Edit['places']): string {
  const fits = Object.keys(places).filter(
    (place) => path === place || (/^[.[]/.test(path.slice(place.length)) && path.startsWith(place)),
  );
  const best = fits.sort((a, b) => b.length - a.length)[0];
  return best === undefined ? '' : (places[best] ?? '');
}

/** The places of one part of the document: `{ at: 'at' }` at `$.entries[3]` is `{ '$.entries[3].at': 'at' }`. */
export function placesAt(part: string, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key === '' ? part : `${part}.${key}`, field]),
  );
}

/** What a form remembers of the part that it changes, to notice that somebody else has changed it meanwhile. */
export function seenOf(part: unknown): string {
  return digest(Buffer.from(JSON.stringify(part ?? null), 'utf8'));
}

/** The list with `item` in the place `index`, or without what stood there. */
export function withItem<T>(list: readonly T[] | null | undefined, index: number, item: unknown): unknown[] {
  const items: unknown[] = [...(list ?? [])];
  if (item === undefined) items.splice(index, 1);
  else items[index] = item;
  return items;
}

export type { IncidentDocument };
