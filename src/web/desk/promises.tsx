import { Hono } from 'hono';
import { type FormState, fresh, type Input, inputOf, textOf } from '../../../views/desk/form-state.ts';
import { PromiseFormPage } from '../../../views/desk/promise-form.tsx';
import type { IncidentDocument } from '../../domain/document.ts';
import { refuse } from '../refusal.ts';
import { type DeskContext, type DeskEnv, deskOf, onTo, show } from './context.ts';
import { type Edit, placesAt, seenOf, withItem } from './edit.ts';
import { fieldsOfPromise, PROMISE_FIELDS, type PromiseDocument, promiseOfFields } from './promise-form.ts';
import { removal } from './removal.tsx';
import { freeId, slugOf } from './slug.ts';
import { keep, type Loaded, loadIncident } from './store.ts';

const ID_LENGTH = 50;

/** Promises: logging, changing, taking out. What came of one is in outcomes.tsx. */
export function promises(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/incidents/:slug/promises/new', async (c) => {
    const loaded = await loadIncident(c);
    return page(
      c,
      loaded,
      null,
      fresh(inputOf({ nature: 'pledge', due_basis: 'words', made_in: c.req.query('made_in') })),
    );
  });

  app.get('/desk/incidents/:slug/promises', (c) => onTo(c, `/incidents/${c.req.param('slug')}/promises/new`));

  app.post('/desk/incidents/:slug/promises', async (c) => {
    const { input } = c.var;
    const kept = await keep(c, ({ document }) => ({ edit: () => added(document, input) }));
    if (kept.result === 'saved') return onTo(c, `/incidents/${kept.incident.slug}#promises`);
    const problems = kept.result === 'refused' ? kept.problems : [];
    return page(c, await loadIncident(c), null, { input, problems }, undefined, 422);
  });

  app.get('/desk/incidents/:slug/promises/:id', async (c) => {
    const loaded = await loadIncident(c);
    const promise = promiseIn(loaded.document, c.req.param('id')) ?? refuse(404);
    return page(c, loaded, promise.id, fresh(fieldsOfPromise(promise)), seenOf(promise));
  });

  app.post('/desk/incidents/:slug/promises/:id', async (c) => {
    const { input } = c.var;
    const id = c.req.param('id');
    const seen = textOf(input, 'seen');
    const kept = await keep(c, ({ document }) => {
      const previous = promiseIn(document, id);
      return { seen, part: previous, edit: () => withPromise(document, id, promiseOfFields(input, { id, previous })) };
    });
    if (kept.result === 'saved') return onTo(c, `/incidents/${kept.incident.slug}#promise-${id}`);
    if (kept.result === 'refused')
      return page(c, await loadIncident(c), id, { input, problems: kept.problems }, seen, 422);
    const now = promiseIn(kept.loaded.document, id) ?? refuse(409, 'desk.conflict.gone');
    return page(c, kept.loaded, id, { input, problems: [], stored: fieldsOfPromise(now) }, seenOf(now), 409);
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
  const index = document.promises?.findIndex((candidate) => candidate.id === id) ?? -1;
  return {
    document: { ...document, promises: withItem(document.promises, index, promise) },
    places: placesAt(`$.promises[${index}]`, fields),
  };
}

/** A new promise at the end, its id from its words: it stands in its address. The same one sent twice is one. */
function added(document: IncidentDocument, input: Input): Edit {
  const made = promiseOfFields(input, { id: '' });
  const again = document.promises?.some(
    (promise) => JSON.stringify({ ...promiseOfFields(fieldsOfPromise(promise), { id: '' }) }) === JSON.stringify(made),
  );
  if (again) return { document, places: {} };
  const index = document.promises?.length ?? 0;
  const taken = new Set(['new', ...[...document.entries, ...(document.promises ?? [])].map(({ id }) => id)]);
  const id = freeId(slugOf(textOf(input, 'text'), ID_LENGTH) || 'promise', (wanted) => taken.has(wanted));
  return {
    document: { ...document, promises: withItem(document.promises, index, { ...made, id }) },
    places: placesAt(`$.promises[${index}]`, PROMISE_FIELDS),
  };
}

function page(
  c: DeskContext,
  { incident }: Loaded,
  id: string | null,
  state: FormState,
  seen?: string,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  return show(c, <PromiseFormPage desk={deskOf(c)} incident={incident} state={state} id={id} seen={seen} />, status);
}
