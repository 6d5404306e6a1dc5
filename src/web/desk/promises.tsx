import { Hono } from 'hono';
import { type FormState, fresh, type Input, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { PromiseFormPage } from '../../../views/desk/promise-form.tsx';
import { wallWords } from '../../../views/format/deadline-reason.ts';
import { readerOf } from '../../../views/reader.ts';
import type { IncidentDocument } from '../../domain/document.ts';
import { isWritten } from '../../domain/span.ts';
import { overrideOf } from '../../domain/term-suggestions.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { listIdsTakenOut } from '../../records/ids-given.ts';
import { openedPart, type Part } from './both.ts';
import { type DeskContext, type DeskEnv, deskOf, onTo, opened, show } from './context.ts';
import { type Edit, placesAt, seenOf, withItem } from './edit.ts';
import { wordsOf } from './input.ts';
import { fieldsOfPromise, PROMISE_FIELDS, type PromiseDocument, promiseOfFields } from './promise-form.ts';
import { removal } from './removal.tsx';
import { freeId, slugOf } from './slug.ts';
import { keep, keepPart, type Loaded, loadIncident } from './store.ts';
import { isReading, promiseTerms, withAccepted, withPhrase } from './terms.tsx';
import { dueOfFields } from './time-fields.ts';

const ID_LENGTH = 50;

/** Promises: logging, changing, taking out. What came of one is in outcomes.tsx. */
export function promises(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/incidents/:slug/promises/new', async (c) => {
    const loaded = await loadIncident(c);
    const { made_in, words: text, phrase } = c.req.query();
    const asked = inputOf({ nature: 'pledge', due_basis: 'words', made_in, text });
    const terms = promiseTerms(asked, loaded.incident, await loadCalendar(c.var.deps.db));
    // a phrase in which the reader found no term stands as it was marked
    const input = new Map([...inputOf({ phrase }), ...withPhrase(asked, terms, phrase)]);
    return page(c, loaded, null, opened(c, input));
  });

  app.get('/desk/incidents/:slug/promises', (c) => onTo(c, `/incidents/${c.req.param('slug')}/promises/new`));

  app.post('/desk/incidents/:slug/promises', async (c) => {
    const { input } = c.var;
    if (isReading(input)) return reread(c, await loadIncident(c), null);
    const overrides = await overridesIn(c, input);
    if (overrides.length > 0)
      return page(c, await loadIncident(c), null, { input, problems: overrides }, undefined, 422);
    const gone = await listIdsTakenOut(c.var.deps.db, c.req.param('slug'));
    const kept = await keep(c, ({ document }) => ({ edit: () => added(document, input, gone) }));
    if (kept.result === 'saved') return onTo(c, `/incidents/${kept.incident.slug}#promises`);
    const problems = kept.result === 'refused' ? kept.problems : [];
    return page(c, await loadIncident(c), null, { input, problems }, undefined, 422);
  });

  app.get('/desk/incidents/:slug/promises/:id', async (c) => {
    const loaded = await loadIncident(c);
    const promise = promiseIn(loaded.document, c.req.param('id'));
    const state = openedPart(c, loaded, promise && fieldsOfPromise(promise));
    return page(c, loaded, c.req.param('id'), state, textOf(state.input, 'seen') || seenOf(promise));
  });

  app.post('/desk/incidents/:slug/promises/:id', async (c) => {
    const { input } = c.var;
    const id = c.req.param('id');
    const seen = textOf(input, 'seen');
    if (isReading(input)) return reread(c, await loadIncident(c), id, seen);
    const overrides = await overridesIn(c, input, id);
    if (overrides.length > 0) return page(c, await loadIncident(c), id, { input, problems: overrides }, seen, 422);
    const kept = await keepPart(c, () => promisePart(id));
    if (kept.result === 'saved') return onTo(c, `/incidents/${kept.incident.slug}#promise-${id}`);
    if (kept.result === 'refused')
      return page(c, await loadIncident(c), id, { input, problems: kept.problems }, seen, 422);
    if (kept.result === 'left') return onTo(c, `/incidents/${c.req.param('slug')}`);
    return page(c, kept.loaded, id, kept.state, kept.seen, 409);
  });

  removal(app, '/promises/:id', ({ document }, c) => {
    const part = promiseIn(document, c.req.param('id') ?? '');
    if (part === undefined) return undefined;
    const promises = document.promises?.filter((promise) => promise.id !== part.id);
    return { part, what: part.text, document: { ...document, promises } };
  });

  return app;
}

export const promiseIn = (document: IncidentDocument, id: string): PromiseDocument | undefined =>
  document.promises?.find((promise) => promise.id === id);

/** The document with another promise in the place of that id. `fields`: where the errors of the promise itself belong. */
export function withPromise(
  document: IncidentDocument,
  id: string,
  promise: Record<string, unknown>,
  fields: Readonly<Record<string, string>> = PROMISE_FIELDS,
): Edit {
  const found = document.promises?.findIndex((candidate) => candidate.id === id) ?? -1;
  const index = found < 0 ? (document.promises?.length ?? 0) : found;
  return {
    document: { ...document, promises: withItem(document.promises, index, promise) },
    places: placesAt(`$.promises[${index}]`, fields),
  };
}

/** One promise as its form changes it; what came of it is not in the form and stays as it is. */
const promisePart = (id: string): Part => ({
  find: (document) => promiseIn(document, id),
  fields: (part) => fieldsOfPromise(part as PromiseDocument),
  make: (input, previous) => promiseOfFields(input, { id, previous: previous as PromiseDocument }),
  put: (document, part) => withPromise(document, id, part),
  together: [['made_in', 'phrase', 'due', 'due_basis', 'due_reason']],
});

/** A new promise at the end, its id from its words, one that none had before: it stands in its address. The same one sent twice is one. */
function added(document: IncidentDocument, input: Input, gone: ReadonlySet<string>): Edit {
  const made = promiseOfFields(input, { id: '' });
  const again = document.promises?.some(
    (promise) => JSON.stringify({ ...promiseOfFields(fieldsOfPromise(promise), { id: '' }) }) === JSON.stringify(made),
  );
  if (again) return { document, places: {} };
  const index = document.promises?.length ?? 0;
  const taken = new Set(['new', ...gone, ...[...document.entries, ...(document.promises ?? [])].map(({ id }) => id)]);
  const id = freeId(slugOf(textOf(input, 'text'), ID_LENGTH) || 'promise', (wanted) => taken.has(wanted));
  return {
    document: { ...document, promises: withItem(document.promises, index, { ...made, id }) },
    places: placesAt(`$.promises[${index}]`, PROMISE_FIELDS),
    made: id,
  };
}

/** The form as it stands, with what its words come to; a term that was taken fills its fields. Nothing is written. */
async function reread(c: DeskContext, loaded: Loaded, id: string | null, seen?: string): Promise<Response> {
  const { input } = c.var;
  const terms = promiseTerms(input, loaded.incident, await loadCalendar(c.var.deps.db));
  return page(c, loaded, id, fresh(withAccepted(input, terms, textOf(input, 'accept'))), seen);
}

/** A due day that is said to be of the words, while they give another: then it is the newsroom's, with its reason. */
async function overridesIn(c: DeskContext, input: Input, id?: string): Promise<Problem[]> {
  const { document, incident } = await loadIncident(c);
  const [phrase, due] = [wordsOf(input, 'phrase'), dueOfFields(input, 'due')];
  const statement = incident.entries.find((entry) => entry.id === textOf(input, 'made_in'));
  if (textOf(input, 'due_basis') === 'newsroom' || statement === undefined) return [];
  if (due === null || !isWritten(due, 'date_or_time')) return [];
  const previous = id === undefined ? undefined : promiseIn(document, id);
  const same = previous?.phrase === phrase && previous.due === due && previous.made_in === statement.id;
  if (same && (previous.due_basis ?? 'words') === 'words') return [];
  const read = { zone: incident.zone, calendar: await loadCalendar(c.var.deps.db) };
  const override = overrideOf({ phrase, due, text: textOf(input, 'text') }, statement, read);
  if (override === undefined) return [];
  const { why, term } = override;
  const day = term.due === null ? '' : wallWords(readerOf(c.var.lang), term.due);
  return [{ field: 'due_basis', key: `desk.promise.override.${why}`, params: { day } }];
}

async function page(
  c: DeskContext,
  { incident }: Loaded,
  id: string | null,
  state: FormState,
  seen?: string,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const terms = promiseTerms(state.input, incident, await loadCalendar(c.var.deps.db));
  const form = { incident, state, id, seen, terms };
  return show(c, <PromiseFormPage desk={deskOf(c)} {...form} />, status);
}
