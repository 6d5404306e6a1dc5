import type { FormState, Problem } from '../../../views/desk/form-state.ts';
import type { Directory } from '../../domain/directory.ts';
import { type IncidentDocument, writeIncident } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { type DeskIncident, findForDesk, saveDraft } from '../../records/desk.ts';
import { loadDirectory } from '../../records/directory.ts';
import type { Edition } from '../../records/editions.ts';
import { findSavedForm, removeWorkingCopy } from '../../records/working-copies.ts';
import { refuse } from '../refusal.ts';
import { askOfGone, bringTogether, type Part } from './both.ts';
import { byOf, type DeskContext } from './context.ts';
import { checkEdit, type Edit, seenOf } from './edit.ts';
import { sentForm } from './keeping.ts';

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
  /** `made`: the id of what is new, empty for a change. */
  | { result: 'saved'; incident: Incident; made: string }
  | { result: 'refused'; problems: Problem[] }
  /** Somebody else changed this very part since the form was opened: nothing was written. `loaded`: as it is now. */
  | { result: 'conflict'; loaded: Loaded };

export type KeptPart =
  | Exclude<Kept, { result: 'conflict' }>
  /** Somebody else changed the same field otherwise: nothing was written. `state`: the form that asks, `seen`: of what it shows. */
  | { result: 'between'; loaded: Loaded; state: FormState; seen: string }
  /** The part was taken out meanwhile, and stays out: what was typed is thrown away. */
  | { result: 'left' };

const ATTEMPTS = 5;

/**
 * Saves a part of the incident from its form, with what others have saved of it since. `partOf`: the part, of the record as it is
 * now. See `bringTogether` and, where the part was taken out meanwhile, `askOfGone`.
 */
export async function keepPart(c: DeskContext, partOf: (loaded: Loaded) => Part | Promise<Part>): Promise<KeptPart> {
  const directory = await directoryOf(c);
  let between: KeptPart | undefined;
  const kept = await keep(c, async (loaded) => {
    between = undefined;
    const part = await partOf(loaded);
    const current = part.find(loaded.document);
    const done =
      current === undefined ? await askOfGone(c, loaded, part) : await bringTogether(c, loaded, { part, directory });
    if (done.result === 'left') between = done;
    if (done.result === 'between') {
      const own = new Map([...c.var.input].filter(([field]) => field === 'once' || field === 'copy'));
      const state = { input: new Map([...done.input, ...own]), problems: [], between: done.between };
      between = { result: 'between', loaded, state, seen: current === undefined ? done.between.base : seenOf(current) };
    }
    if (done.result === 'back') return { edit: () => done.edit };
    if (done.result === 'left' || done.result === 'between')
      return { seen: '', edit: () => ({ document: {}, places: {} }) };
    return { edit: () => (done.result === 'wrong' ? done.edit : part.put(loaded.document, done.part)) };
  });
  if (kept.result === 'conflict' && between?.result === 'left') {
    const sent = sentForm(c.var.input, c.var.session.user.id, c.var.path);
    if (sent !== undefined) await removeWorkingCopy(c.var.deps.db, sent);
  }
  if (kept.result === 'conflict') return between ?? refuse(503);
  return kept;
}

/**
 * Makes the change on the record as it is now and saves it as a draft with a revision. Two people who change different parts
 * do not disturb each other; of one part the second is told (`seen` against what stands there). Nothing is saved on an error.
 * The same form sent twice (a second press, an answer that got lost) is saved once.
 */
export async function keep(
  c: DeskContext,
  change: (loaded: Loaded) => Change | Promise<Change>,
  why: string | null = null,
): Promise<Kept> {
  const { deps, now } = c.var;
  const directory = await directoryOf(c);
  const sent = sentForm(c.var.input, c.var.session.user.id, c.var.path);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const loaded = await loadIncident(c);
    const before = sent && (await findSavedForm(deps.db, sent));
    if (before !== undefined) return { result: 'saved', incident: loaded.incident, made: before };
    const { seen, part, edit } = await change(loaded);
    if (seen !== undefined && seen !== seenOf(part)) return { result: 'conflict', loaded };
    const edited = edit();
    const checked = checkEdit(edited, directory);
    if (!checked.ok) return { result: 'refused', problems: checked.problems };
    const { incident } = checked;
    const made = edited.made ?? '';
    const saved = await saveDraft(deps.db, {
      incident,
      expected: loaded.edition.version,
      by: byOf(c),
      now,
      why,
      ...(sent && { sent: { ...sent, made } }),
    });
    if (saved.result === 'saved' || saved.result === 'unchanged') return { result: 'saved', incident, made };
  }
  return refuse(503);
}
