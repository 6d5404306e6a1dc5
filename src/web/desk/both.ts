import type { Between, FormState, Input } from '../../../views/desk/form-state.ts';
import { textOf, textsOf } from '../../../views/desk/form-state.ts';
import type { Directory } from '../../domain/directory.ts';
import { changesBetween, type IncidentDocument, readIncident, writeIncident } from '../../domain/document.ts';
import { documentBefore } from '../../domain/document-before.ts';
import type { Incident } from '../../domain/incident.ts';
import { mergeDocuments } from '../../domain/merge.ts';
import { documentAfter } from '../../domain/restore.ts';
import { listRevisions, type Revision } from '../../records/revisions.ts';
import { listUsers } from '../../records/users.ts';
import { refuse } from '../refusal.ts';
import { type DeskContext, opened } from './context.ts';
import { checkEdit, type Edit, seenOf } from './edit.ts';
import type { Loaded } from './store.ts';

type Json = Record<string, unknown>;

/** A part of an incident that a form changes: how it is found, shown in fields, made of them, and put back. */
export type Part = {
  find: (document: IncidentDocument) => object | undefined;
  /** How it is found in an earlier document where `find` knows its place in the one of now alone. */
  findIn?: (document: IncidentDocument, seen: string) => object | undefined;
  fields: (part: object) => Input;
  make: (input: Input, previous: object, zone: string) => Json;
  /** In its place; at the end where it stands there no more. */
  put: (document: IncidentDocument, part: Json) => Edit;
  /** Fields that mean something only together. */
  together?: readonly (readonly string[])[];
};

export type Brought =
  | { result: 'together'; part: Json }
  | { result: 'between'; between: Between; input: Input }
  | { result: 'wrong'; edit: Edit };

/** The form of a part that is gone: put back, left as it is, or to be asked about. */
export type Gone =
  | { result: 'back'; edit: Edit }
  | { result: 'left' }
  | { result: 'between'; between: Between; input: Input };

/** Revisions that are looked through for the version that the form began from. */
export const LOOKED_THROUGH = 200;

/** The choice of somebody whose part was taken out while he wrote. */
const GONE = 'choice.gone';

/**
 * What was typed, with what others have saved since the form was opened. Different fields go together; where both changed one
 * otherwise it is asked about. A form that was asked brings its choices: `choice.<place>` is `theirs` or `mine`.
 */
export async function bringTogether(
  c: DeskContext,
  loaded: Loaded,
  { part, directory }: { part: Part; directory: Directory },
): Promise<Brought> {
  const { input } = c.var;
  const { document, incident } = loaded;
  const theirs = part.find(document) ?? {};
  const asked = textsOf(input, 'asked');
  const isChosen = asked.every((place) => textOf(input, `choice.${place}`) !== '');
  // Not everything was chosen: it is asked again, from what both began with.
  const seen = isChosen ? textOf(input, 'seen') : textOf(input, 'base');
  const same = seenOf(theirs) === seen;
  const revisions = same ? [] : await listRevisions(c.var.deps.db, 'incident', incident.slug);
  const began = same ? theirs : findBegan(document, revisions, part, seen);
  const typed = part.make(input, began ?? theirs, incident.zone);
  const mine = isChosen ? chosen(typed, asked, input, began ?? {}) : typed;
  if (same) return { result: 'together', part: mine };
  const edit = part.put(document, mine);
  if (!checkEdit(edit, directory).ok) return { result: 'wrong', edit };
  const shape = (each: object) => part.make(part.fields(each), each, incident.zone);
  const before = began === undefined ? null : shape(began);
  const merged = mergeDocuments<Json>(before, shape(theirs), mine, part.together);
  if (merged.clashes.length === 0) return { result: 'together', part: merged.document };
  const clashing = new Set(merged.clashes.map(({ path }) => path));
  const others = before === null ? [] : changesBetween(before, shape(theirs));
  return {
    result: 'between',
    input: part.fields(merged.document),
    between: {
      base: seen,
      clashes: merged.clashes,
      theirs: others.filter(
        ({ path }) => ![...clashing].some((place) => path === place || path.startsWith(`${place}.`)),
      ),
      by: await lastWriter(c, revisions),
      zone: incident.zone,
    },
  };
}

/**
 * What was typed for a part that somebody has taken out since the form was opened. It is asked whether that goes back into the
 * record; a form that was asked brings its choice: `mine` or `theirs`.
 */
export async function askOfGone(c: DeskContext, { document, incident }: Loaded, part: Part): Promise<Gone> {
  const { input } = c.var;
  const choice = textOf(input, GONE);
  if (choice === 'theirs') return { result: 'left' };
  const revisions = await listRevisions(c.var.deps.db, 'incident', incident.slug);
  const seen = textOf(input, 'base') || textOf(input, 'seen');
  const began = findBegan(document, revisions, part, seen) ?? {};
  if (choice === 'mine') return { result: 'back', edit: part.put(document, part.make(input, began, incident.zone)) };
  const between = { ...goneMeanwhile(input, incident.zone), by: await lastWriter(c, revisions) };
  return { result: 'between', input, between };
}

/** What is asked in the form of a part that the record no longer has. */
export function goneMeanwhile(input: Input, zone: string): Between {
  const base = textOf(input, 'base') || textOf(input, 'seen');
  return { base, clashes: [], theirs: [], by: null, zone, gone: true };
}

/**
 * The form of a part as it opens: with what stands in the record, or with what was typed before. A part that the record no longer
 * has opens with what was typed alone, and asks about it. Refuses with 404 where there is neither.
 */
export function openedPart(c: DeskContext, { incident }: Loaded, fields: Input | undefined): FormState {
  const { open } = c.var.keeping;
  if (fields === undefined && open === undefined) refuse(404);
  const state = opened(c, fields ?? new Map());
  return fields === undefined ? { ...state, between: goneMeanwhile(state.input, incident.zone) } : state;
}

/** What was typed, with theirs where that was chosen. `theirs`: the version that the form showed beside it. */
function chosen(typed: Json, asked: readonly string[], input: Input, theirs: object): Json {
  const changes = asked
    .filter((place) => textOf(input, `choice.${place}`) === 'theirs')
    .map((path) => ({ path, before: valueAt(theirs, path), after: null }));
  return documentBefore(typed, changes) as Json;
}

const valueAt = (node: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Json | null)?.[key] ?? null, node);

/** The part as it stood when the form was opened, as the revisions tell; undefined where they do not. */
function findBegan(
  document: IncidentDocument,
  revisions: readonly Revision[],
  { find, findIn }: Part,
  seen: string,
): object | undefined {
  for (const { id } of revisions.slice(0, LOOKED_THROUGH)) {
    const read = readIncident(documentAfter(document, revisions, id));
    const written = read.ok ? writeIncident(read.incident as Incident) : undefined;
    const part = written && (findIn === undefined ? find(written) : findIn(written, seen));
    if (part !== undefined && seenOf(part) === seen) return part;
  }
  return undefined;
}

const WRITING: ReadonlySet<string> = new Set(['created', 'edited', 'restored', 'imported']);

async function lastWriter(c: DeskContext, revisions: readonly Revision[]): Promise<Between['by']> {
  const last = revisions.find(({ act }) => WRITING.has(act));
  if (last === undefined) return null;
  const who = (await listUsers(c.var.deps.db)).find(({ id }) => id === last.user)?.name ?? null;
  return { who, at: last.at };
}
