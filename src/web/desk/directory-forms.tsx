import { Hono } from 'hono';
import { DirectoryFormPage } from '../../../views/desk/directory/form.tsx';
import { FIELDS, hasPage } from '../../../views/desk/directory/parts.ts';
import { DirectoryRemovalPage } from '../../../views/desk/directory/removal.tsx';
import { type FormState, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { deskAddress } from '../../../views/desk/page.tsx';
import { refuse } from '../refusal.ts';
import { type DeskContext, type DeskEnv, deskOf, editorsOnly, onTo, opened, show } from './context.ts';
import { fieldsOfLine, type Line } from './directory-form.ts';
import { referringTo, whatOf } from './directory-referring.ts';
import {
  type At,
  addLine,
  atOf,
  changeLine,
  findLine,
  keyOf,
  linesOf,
  loadDocument,
  removeLine,
} from './directory-store.ts';
import { seenOf } from './edit.ts';
import { readQuery } from './input.ts';
import { withCode } from './with-code.tsx';

/** Where the lines of a list are: of the directory's own, and of one account's states, followers and traits. */
const PLACES = [
  { list: '/desk/directory/:part', line: '/desk/directory/:part/:id' },
  { list: '/desk/directory/channels/:id/:facts', line: '/desk/directory/channels/:id/:facts/:number' },
] as const;

/** The forms of the directory: adding a line, changing it, taking it out. Editors; readers see a change at once. */
export function directoryForms(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  for (const { list, line } of PLACES) {
    app.get(`${list}/new`, editorsOnly, async (c) => {
      const at = atOf(c);
      return formPage(c, at, opened(c, startOf(c, at)));
    });
    app.post(list, editorsOnly, withCode, async (c) => add(c, atOf(c)));
    app.get(`${line}/edit`, editorsOnly, async (c) => {
      const at = atOf(c);
      const { line: found } = await lineOf(c, at);
      const state = opened(c, fieldsOfLine(at.part, found));
      return formPage(c, at, state, textOf(state.input, 'seen') || seenOf(found));
    });
    app.post(line, editorsOnly, withCode, async (c) => change(c, atOf(c)));
    app.get(`${line}/removal`, editorsOnly, async (c) => removalPage(c, atOf(c)));
    app.post(`${line}/removal`, editorsOnly, withCode, async (c) => remove(c, atOf(c)));
  }
  // Where a form was sent and came back: read again, the address leads to the account.
  for (const path of [PLACES[1].list, PLACES[1].line])
    app.get(path, (c) => onTo(c, `/directory/channels/${c.req.param('id')}#${c.req.param('facts')}`));
  return app;
}

/** What the address fills in beforehand: whose term, whose account. */
function startOf(c: DeskContext, { part }: At) {
  const asked = readQuery(c);
  const known = new Set(
    FIELDS[part].flatMap(({ kind, name }) => (kind === 'owner' ? ['owner_office', 'owner_official'] : [name])),
  );
  const zone = part === 'offices' ? [['zone', [c.var.deps.config.digestZone]] as const] : [];
  return new Map([...zone, ...[...asked].filter(([field]) => known.has(field))]);
}

/** The path of the list, and of the line that the address names, behind /desk. */
const listPath = ({ part, channel }: At): string =>
  channel === null ? `/directory/${part}` : `/directory/channels/${channel}/${part}`;

async function lineOf(c: DeskContext, at: At): Promise<{ index: number; line: Line }> {
  const lines = linesOf((await loadDocument(c)).document, at);
  return (lines && findLine(lines, keyOf(c))) ?? refuse(404);
}

async function add(c: DeskContext, at: At): Promise<Response> {
  const kept = await addLine(c, at);
  if (kept.result === 'saved') return onTo(c, afterwards(c, at, kept.made));
  if (kept.result === 'referred' || 'gone' in kept) return refuse(409, 'desk.directory.gone');
  const problems = 'problems' in kept ? kept.problems : [];
  return formPage(c, at, { input: c.var.input, problems }, undefined, 422);
}

async function change(c: DeskContext, at: At): Promise<Response> {
  const { input } = c.var;
  const seen = textOf(input, 'seen');
  const kept = await changeLine(c, at, keyOf(c), seen);
  if (kept.result === 'saved') return onTo(c, afterwards(c, at, keyOf(c)));
  if (kept.result === 'referred' || 'gone' in kept) return refuse(409, 'desk.directory.gone');
  if ('problems' in kept) return formPage(c, at, { input, problems: kept.problems }, seen, 422);
  const stored = fieldsOfLine(at.part, kept.conflict);
  return formPage(c, at, { input, problems: [], stored }, seenOf(kept.conflict), 409);
}

async function remove(c: DeskContext, at: At): Promise<Response> {
  const kept = await removeLine(c, at, keyOf(c), textOf(c.var.input, 'seen'));
  if (kept.result === 'saved') return onTo(c, at.channel === null ? listPath(at) : `/directory/channels/${at.channel}`);
  if (kept.result === 'referred') return removalPage(c, at, [], 409);
  if ('gone' in kept) return refuse(409, 'desk.directory.gone');
  if ('problems' in kept) {
    const ofReason = kept.problems.filter(({ field }) => field === 'why');
    return removalPage(c, at, ofReason, ofReason.length > 0 ? 422 : 409);
  }
  return removalPage(c, at, [{ field: '', key: 'desk.conflict.title' }], 409);
}

/** After saving: the page of the line, of the account that it belongs to, or of the office whose term or figure it is. */
function afterwards(c: DeskContext, at: At, key: string): string {
  if (at.channel !== null) return `/directory/channels/${at.channel}#${at.part}`;
  if (hasPage(at.part)) return `/directory/${at.part}/${key}`;
  const office = textOf(c.var.input, 'office');
  const ofOffice = (at.part === 'tenures' || at.part === 'measurements') && office !== '';
  return ofOffice
    ? `/directory/offices/${office}#${at.part}`
    : `/directory/${at.part}${key === '' ? '' : `#line-${key}`}`;
}

async function formPage(
  c: DeskContext,
  at: At,
  state: FormState,
  seen?: string,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { directory, document } = await loadDocument(c);
  if (linesOf(document, at) === undefined) return refuse(404);
  const desk = deskOf(c);
  const own = seen === undefined ? listPath(at) : `${listPath(at)}/${keyOf(c)}`;
  const form = { part: at.part, state, seen, action: deskAddress(desk, own), back: backOf(c, at, seen === undefined) };
  const removal = seen === undefined ? undefined : deskAddress(desk, `${own}/removal`);
  return show(c, <DirectoryFormPage desk={desk} directory={directory} {...form} removal={removal} />, status);
}

function backOf(c: DeskContext, at: At, isNew: boolean): { href: string; words: string } {
  const desk = deskOf(c);
  const { t } = c.var;
  if (at.channel !== null)
    return { href: deskAddress(desk, `/directory/channels/${at.channel}`), words: t('desk.directory.list.channels') };
  const path = isNew || !hasPage(at.part) ? listPath(at) : `${listPath(at)}/${keyOf(c)}`;
  return { href: deskAddress(desk, path), words: t(`desk.directory.list.${at.part}`) };
}

async function removalPage(
  c: DeskContext,
  at: At,
  problems: Problem[] = [],
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { directory } = await loadDocument(c);
  const { index, line } = await lineOf(c, at);
  const desk = deskOf(c);
  return show(
    c,
    <DirectoryRemovalPage
      desk={desk}
      what={whatOf(desk, directory, at, index, line)}
      action={deskAddress(desk, `${listPath(at)}/${keyOf(c)}/removal`)}
      back={backOf(c, at, false)}
      seen={seenOf(line)}
      input={c.var.input}
      referring={await referringTo(c, directory, at, keyOf(c))}
      problems={problems}
    />,
    status,
  );
}
