import type { Problem } from '../../../views/desk/form-state.ts';
import type { Directory } from '../../domain/directory.ts';
import { type IncidentDocument, writeIncident } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { type DeskIncident, findForDesk, saveDraft } from '../../records/desk.ts';
import { loadDirectory } from '../../records/directory.ts';
import type { Edition } from '../../records/editions.ts';
import { refuse } from '../refusal.ts';
import { byOf, type DeskContext } from './context.ts';
import { checkEdit, type Edit, seenOf } from './edit.ts';

/** An incident as the desk works on it: the draft if there is one, else what is public; and its document. */
export type Loaded = DeskIncident & { edition: Edition; incident: Incident; document: IncidentDocument };

/** The incident that the address names; refuses with 404 where the desk has none. */
export async function loadIncident(c: DeskContext, slug = c.req.param('slug') ?? ''): Promise<Loaded> {
  const found = await findForDesk(c.var.deps.db, slug);
  const edition = found?.draft ?? found?.public;
  if (found === undefined || edition === undefined) return refuse(404);
  return { ...found, edition, incident: edition.incident, document: writeIncident(edition.incident) };
}

/** The directory, for the lists of a form and for its check. */
export function directoryOf(c: DeskContext): Promise<Directory> {
  return loadDirectory(c.var.deps.db);
}

/** A part of the document that a form changes: what it saw there, and what it would put there. `part` undefined: gone meanwhile. */
export type Change = { seen?: string; part?: unknown; edit: () => Edit };

export type Kept =
  | { result: 'saved'; incident: Incident }
  | { result: 'refused'; problems: Problem[] }
  /** Somebody else changed this very part since the form was opened: nothing was written. `loaded`: as it is now. */
  | { result: 'conflict'; loaded: Loaded };

const ATTEMPTS = 5;

/**
 * Makes the change on the record as it is now and saves it as a draft with a revision. Two people who change different parts
 * do not disturb each other; of one part the second is told (`seen` against what stands there). Nothing is saved on an error.
 */
export async function keep(
  c: DeskContext,
  change: (loaded: Loaded) => Change,
  why: string | null = null,
): Promise<Kept> {
  const { deps, now } = c.var;
  const directory = await directoryOf(c);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const loaded = await loadIncident(c);
    const { seen, part, edit } = change(loaded);
    if (seen !== undefined && seen !== seenOf(part)) return { result: 'conflict', loaded };
    const checked = checkEdit(edit(), directory);
    if (!checked.ok) return { result: 'refused', problems: checked.problems };
    const { incident } = checked;
    const saved = await saveDraft(deps.db, { incident, expected: loaded.edition.version, by: byOf(c), now, why });
    if (saved.result !== 'conflict') return { result: 'saved', incident };
  }
  return refuse(503);
}
