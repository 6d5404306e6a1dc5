import type { Input } from '../../../views/desk/form-state.ts';
import { textOf } from '../../../views/desk/form-state.ts';
import { type IncidentDocument, readIncident, writeIncident } from '../../domain/document.ts';
import { followed } from '../../domain/follow.ts';
import { documentAfter } from '../../domain/restore.ts';
import { listRevisions } from '../../records/revisions.ts';
import { LOOKED_THROUGH, type Part } from './both.ts';
import type { DeskContext } from './context.ts';
import { placesAt, seenOf, withItem } from './edit.ts';
import type { CheckDocument, ReplyDocument } from './look-form.ts';
import type { Loaded } from './store.ts';

/** The two lists whose lines have no id: they go by their place in the list, counted from 1, and by what they say. */
export type LineList = 'checks' | 'replies';
export type Line = CheckDocument | ReplyDocument;

/** A line as a form was opened for it: its place then (from 0), and the mark of what it said. */
export type SeenLine = { index: number; seen: string };

/**
 * Where that line stands now (from 0), whatever came, went or changed since: it is followed through the revisions. Undefined: it
 * is gone. Where no revision knows it, the line at that place: then all that differs is asked about.
 */
export async function findLine(
  c: DeskContext,
  { document, incident }: Pick<Loaded, 'document' | 'incident'>,
  name: LineList,
  { index, seen }: SeenLine,
): Promise<number | undefined> {
  const now = document[name] ?? [];
  const here = placeIn(now, { index, seen });
  if (here !== undefined) return here;
  const later: (readonly Line[])[] = [now];
  const revisions = await listRevisions(c.var.deps.db, 'incident', incident.slug);
  for (const { id } of revisions.slice(0, LOOKED_THROUGH)) {
    const lines = linesAfter(documentAfter(document, revisions, id), name);
    const began = placeIn(lines, { index, seen });
    if (began !== undefined) return followedThrough([lines, ...later], began);
    later.unshift(lines);
  }
  return now[index] === undefined ? undefined : index;
}

/** The place of the line that says just what was seen: the one at `index` first. */
export function placeIn(lines: readonly unknown[], { index, seen }: SeenLine): number | undefined {
  if (index in lines && seenOf(lines[index]) === seen) return index;
  const found = lines.findIndex((line) => seenOf(line) === seen);
  return found < 0 ? undefined : found;
}

function linesAfter(document: unknown, name: LineList): readonly Line[] {
  const read = readIncident(document);
  return read.ok ? (writeIncident(read.incident)[name] ?? []) : [];
}

function followedThrough(states: readonly (readonly Line[])[], began: number): number | undefined {
  let place: number | undefined = began;
  for (const [index, lines] of states.entries()) {
    const next = states[index + 1];
    if (next === undefined || place === undefined) break;
    place = followed(lines, next)[place];
  }
  return place;
}

/** One line as its form changes it. `place`: where it stands now; undefined: it is gone. */
export function linePart(
  name: LineList,
  { place, seen }: { place: number | undefined; seen: SeenLine },
  form: {
    fields: Readonly<Record<string, string>>;
    read: (line: Line) => Input;
    write: (input: Input, zone: string, previous?: Line) => Record<string, unknown>;
  },
): Part {
  const linesOf = (document: IncidentDocument): readonly Line[] => document[name] ?? [];
  return {
    find: (document) => (place === undefined ? undefined : linesOf(document)[place]),
    findIn: (document, mark) => linesOf(document)[placeIn(linesOf(document), { ...seen, seen: mark }) ?? -1],
    fields: (line) => form.read(line as Line),
    make: (input, previous, zone) => form.write(input, zone, previous as Line),
    put: (document, line) => {
      const index = place ?? linesOf(document).length;
      return {
        document: { ...document, [name]: withItem(linesOf(document), index, line) },
        places: placesAt(`$.${name}[${index}]`, form.fields),
      };
    },
  };
}

/** What the form that was sent has seen of its line. */
export const seenLine = (c: DeskContext): SeenLine => ({
  index: Number(c.req.param('number')) - 1,
  seen: textOf(c.var.input, 'seen'),
});
