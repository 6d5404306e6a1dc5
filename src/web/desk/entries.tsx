import { Hono } from 'hono';
import { cut, entryLabel } from '../../../views/desk/choices.ts';
import { EntryFormPage } from '../../../views/desk/entry-form.tsx';
import { type FormState, fresh, type Input, inputOf, textOf } from '../../../views/desk/form-state.ts';
import { readerOf } from '../../../views/reader.ts';
import type { EntryDocument, IncidentDocument } from '../../domain/document.ts';
import { entryOf } from '../../domain/entry.ts';
import type { Incident } from '../../domain/incident.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { refuse } from '../refusal.ts';
import { type DeskContext, type DeskEnv, deskOf, onTo, show } from './context.ts';
import { type Edit, placesAt, seenOf, withItem } from './edit.ts';
import { ENTRY_FIELDS, entryOfFields, fieldsOfEntry } from './entry-form.ts';
import { readBack } from './reads.ts';
import { removal } from './removal.tsx';
import { freeId } from './slug.ts';
import { directoryOf, keep, type Loaded, loadIncident } from './store.ts';
import { entryTerms, wayOn } from './terms.tsx';

/** The entries of a timeline: adding, changing, taking out. */
export function entries(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/incidents/:slug/entries/new', async (c) => {
    const loaded = await loadIncident(c);
    const lang = c.var.lang === 'kk' ? 'kk' : 'ru';
    return page(c, loaded, null, fresh(inputOf({ kind: 'event', at_precision: 'minute', lang })));
  });

  app.get('/desk/incidents/:slug/entries', (c) => onTo(c, `/incidents/${c.req.param('slug')}/entries/new`));

  app.post('/desk/incidents/:slug/entries', async (c) => {
    const { input } = c.var;
    if (textOf(input, 'act') === 'read') return page(c, await loadIncident(c), null, fresh(input));
    const kept = await keep(c, ({ document, incident }) => ({ edit: () => added(document, incident.zone, input) }));
    if (kept.result === 'saved') return after(c, kept.incident, kept.incident.entries.at(-1)?.id, '#entries');
    const problems = kept.result === 'refused' ? kept.problems : [];
    return page(c, await loadIncident(c), null, { input, problems }, undefined, 422);
  });

  app.get('/desk/incidents/:slug/entries/:id', async (c) => {
    const loaded = await loadIncident(c);
    const entry = documentEntry(loaded.document, c.req.param('id')) ?? refuse(404);
    return page(c, loaded, entry.id, fresh(fieldsOfEntry(entry)), seenOf(entry));
  });

  app.post('/desk/incidents/:slug/entries/:id', async (c) => {
    const { input } = c.var;
    const id = c.req.param('id');
    const seen = textOf(input, 'seen');
    if (textOf(input, 'act') === 'read') return page(c, await loadIncident(c), id, fresh(input), seen);
    const kept = await keep(c, ({ document, incident }) => {
      const previous = documentEntry(document, id);
      return { seen, part: previous, edit: () => changed(document, incident.zone, input, previous) };
    });
    if (kept.result === 'saved') return after(c, kept.incident, id, `#entry-${id}`);
    if (kept.result === 'refused')
      return page(c, await loadIncident(c), id, { input, problems: kept.problems }, seen, 422);
    const now = documentEntry(kept.loaded.document, id) ?? refuse(409, 'desk.conflict.gone');
    return page(c, kept.loaded, id, { input, problems: [], stored: fieldsOfEntry(now) }, seenOf(now), 409);
  });

  removal(app, '/entries/:id', ({ document, incident }, c) => {
    const id = c.req.param('id') ?? '';
    const index = document.entries.findIndex((entry) => entry.id === id);
    const part = document.entries[index];
    if (part === undefined) return undefined;
    const what = entryLabel(readerOf(c.var.lang), entryOf(incident, id), incident.zone);
    return {
      part,
      what: cut(what, 300),
      document: { ...document, entries: withItem(document.entries, index, undefined) },
    };
  });

  return app;
}

/** Back to the incident, or on to what one of the entry's terms makes. */
async function after(c: DeskContext, incident: Incident, id: string | undefined, place: string): Promise<Response> {
  const onward = textOf(c.var.input, 'onward');
  const on =
    onward === '' || id === undefined
      ? undefined
      : wayOn(incident, entryOf(incident, id), await loadCalendar(c.var.deps.db), onward);
  return onTo(c, on ?? `/incidents/${incident.slug}${place}`);
}

const documentEntry = (document: IncidentDocument, id: string): EntryDocument | undefined =>
  document.entries.find((entry) => entry.id === id);

/** A new entry at the end. The same one sent twice (a slow line, a second touch) is one. */
function added(document: IncidentDocument, zone: string, input: Input): Edit {
  const made = entryOfFields(input, { id: '', zone });
  const index = document.entries.length;
  const last = document.entries.at(-1);
  if (last !== undefined && isSame(made, last, zone, input)) return { document, places: {} };
  const taken = new Set([...document.entries, ...(document.promises ?? [])].map(({ id }) => id));
  const on = textOf(input, 'at_date').slice(5);
  const id = freeId([textOf(input, 'kind') || 'entry', on].filter((part) => part !== '').join('-'), (wanted) =>
    taken.has(wanted),
  );
  return {
    document: { ...document, entries: withItem(document.entries, index, { ...made, id }) },
    places: placesAt(`$.entries[${index}]`, ENTRY_FIELDS),
  };
}

function isSame(made: Record<string, unknown>, last: EntryDocument, zone: string, input: Input): boolean {
  const again = entryOfFields(fieldsOfEntry(last), { id: '', zone });
  return JSON.stringify(made) === JSON.stringify({ ...again, id: '' }) && textOf(input, 'text') !== '';
}

function changed(document: IncidentDocument, zone: string, input: Input, previous: EntryDocument | undefined): Edit {
  const index = document.entries.findIndex((entry) => entry.id === previous?.id);
  const entry = entryOfFields(input, { id: previous?.id ?? '', zone, previous });
  return {
    document: { ...document, entries: withItem(document.entries, index, entry) },
    places: placesAt(`$.entries[${index}]`, ENTRY_FIELDS),
  };
}

async function page(
  c: DeskContext,
  { incident }: Loaded,
  id: string | null,
  state: FormState,
  seen?: string,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const reads = {
    at: readBack(state.input, 'at', incident.zone),
    removed: readBack(state.input, 'removed', incident.zone),
  };
  const directory = await directoryOf(c);
  const terms = entryTerms(state.input, incident, await loadCalendar(c.var.deps.db));
  return show(
    c,
    <EntryFormPage
      desk={deskOf(c)}
      incident={incident}
      directory={directory}
      state={state}
      id={id}
      seen={seen}
      reads={reads}
      terms={terms}
    />,
    status,
  );
}
