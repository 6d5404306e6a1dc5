import { Hono } from 'hono';
import { cut, entryLabel } from '../../../views/desk/choices.ts';
import { EntryFormPage } from '../../../views/desk/entry-form.tsx';
import { type FormState, fresh, type Input, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { readerOf } from '../../../views/reader.ts';
import type { EntryDocument, IncidentDocument } from '../../domain/document.ts';
import { type Entry, entryOf } from '../../domain/entry.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Texts } from '../../domain/words.ts';
import { translator } from '../../i18n/translate.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { listIdsTakenOut } from '../../records/ids-given.ts';
import { openedPart, type Part } from './both.ts';
import { type DeskContext, type DeskEnv, deskOf, onTo, opened, show } from './context.ts';
import { type Edit, placesAt, seenOf, withItem } from './edit.ts';
import { ENTRY_FIELDS, entryOfFields, fieldsOfEntry } from './entry-form.ts';
import { diskRefused } from './evidence.tsx';
import { isOfficeUnseen } from './offices.tsx';
import { attachPhotos, heldShown, type Photos, photosOnce, withPhotos } from './photos.ts';
import { readBack } from './reads.ts';
import { removal } from './removal.tsx';
import { freeId } from './slug.ts';
import { speakersFor } from './speakers.tsx';
import { directoryOf, keep, keepPart, type Loaded, loadIncident } from './store.ts';
import { entryTerms, wayOn } from './terms.tsx';
import { readTyped } from './typed-fields.ts';

/** The times of an entry that may be typed in words. */
const TIMES = ['at', 'removed'] as const;

/** The entries of a timeline: adding, changing, taking out. */
export function entries(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/incidents/:slug/entries/new', async (c) => {
    const loaded = await loadIncident(c);
    const lang = c.var.lang === 'kk' ? 'kk' : 'ru';
    return entryPage(c, loaded, null, opened(c, inputOf({ kind: 'event', at_precision: 'minute', lang })));
  });

  app.get('/desk/incidents/:slug/entries', (c) => onTo(c, `/incidents/${c.req.param('slug')}/entries/new`));

  app.post('/desk/incidents/:slug/entries', async (c) => {
    const loaded = await loadIncident(c);
    const wrong = readTyped(c, loaded.incident.zone, TIMES);
    const photos = await photosOnce(c);
    const { input } = c.var;
    const again = async (problems: readonly Problem[], status: 200 | 422, now = loaded) => {
      const held = await withPhotos(c, input, photos);
      return entryPage(
        c,
        now,
        null,
        { input: held.input, problems: [...problems, ...held.problems] },
        undefined,
        status,
      );
    };
    if (wrong.length > 0) return again(wrong, 422);
    const unseen = isOfficeUnseen(input, 'asked_of', await directoryOf(c));
    if (textOf(input, 'act') === 'read' || unseen) return again([], 200);
    if (photos.problems.length > 0) return again([], 422);
    const gone = await listIdsTakenOut(c.var.deps.db, c.req.param('slug'));
    const kept = await keep(c, ({ document, incident }) => ({
      edit: () => added(document, incident.zone, input, gone),
    }));
    if (kept.result === 'saved')
      return afterEntry(c, kept.incident, kept.made || kept.incident.entries.at(-1)?.id, '#entries', photos);
    return again(kept.result === 'refused' ? kept.problems : [], 422, await loadIncident(c));
  });

  app.get('/desk/incidents/:slug/entries/:id', async (c) => {
    const loaded = await loadIncident(c);
    const entry = documentEntry(loaded.document, c.req.param('id'));
    const state = openedPart(c, loaded, entry && fieldsOfEntry(entry));
    return entryPage(c, loaded, c.req.param('id'), state, textOf(state.input, 'seen') || seenOf(entry));
  });

  app.post('/desk/incidents/:slug/entries/:id', async (c) => {
    const id = c.req.param('id');
    const loaded = await loadIncident(c);
    const wrong = readTyped(c, loaded.incident.zone, TIMES);
    const { input } = c.var;
    const seen = textOf(input, 'seen');
    if (wrong.length > 0) return entryPage(c, loaded, id, { input, problems: wrong }, seen, 422);
    if (textOf(input, 'act') === 'read') return entryPage(c, loaded, id, fresh(input), seen);
    const kept = await keepPart(c, () => entryPart(id));
    if (kept.result === 'saved') return afterEntry(c, kept.incident, id, `#entry-${id}`);
    if (kept.result === 'refused')
      return entryPage(c, await loadIncident(c), id, { input, problems: kept.problems }, seen, 422);
    if (kept.result === 'left') return onTo(c, `/incidents/${loaded.incident.slug}`);
    return entryPage(c, kept.loaded, id, kept.state, kept.seen, 409);
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

/** Hangs the photos on the entry; then back to the incident, or on to what one of the entry's terms makes. */
export async function afterEntry(
  c: DeskContext,
  incident: Incident,
  id: string | undefined,
  place: string,
  photos: Photos = { ready: [], problems: [] },
): Promise<Response> {
  if (id !== undefined && photos.ready.length > 0) {
    const { slug } = incident;
    const part = { kind: 'entry', id } as const;
    const alt = altOf(entryOf(incident, id));
    if (!(await attachPhotos(c, photos, { slug, part, alt }))) return diskRefused(c, incident, part);
  }
  const onward = textOf(c.var.input, 'onward');
  if (onward === 'photo' && id !== undefined) {
    const of = new URLSearchParams({ of: `entry.${id}` });
    return onTo(c, `/incidents/${incident.slug}/evidence/new?${of}`);
  }
  const on =
    onward === '' || id === undefined
      ? undefined
      : wayOn(incident, entryOf(incident, id), await loadCalendar(c.var.deps.db), onward);
  return onTo(c, on ?? markedPromise(c.var.input, incident, id) ?? `/incidents/${incident.slug}${place}`);
}

/** What a photo shows, as far as its entry says it. */
function altOf({ text, quote, lang }: Entry): Texts {
  return { [lang]: translator(lang)('desk.photo.alt', { words: cut(text ?? quote ?? '', LONGEST_ALT) }) };
}
const LONGEST_ALT = 300;

/** Words that go into an address whole: longer ones are taken from the statement again. */
const LONGEST_WORDS = 400;

/** On to the promise whose words were marked in a statement; undefined where none were. */
export function markedPromise(input: Input, incident: Incident, id: string | undefined): string | undefined {
  const [words, phrase] = [textOf(input, 'promise_words'), textOf(input, 'promise_phrase')];
  if (id === undefined || `${words}${phrase}` === '' || entryOf(incident, id).kind !== 'statement') return undefined;
  const query = new URLSearchParams({ made_in: id });
  if (words !== '' && words.length <= LONGEST_WORDS) query.set('words', words);
  if (phrase !== '' && phrase.length <= LONGEST_WORDS) query.set('phrase', phrase);
  return `/incidents/${incident.slug}/promises/new?${query}`;
}

const documentEntry = (document: IncidentDocument, id: string): EntryDocument | undefined =>
  document.entries.find((entry) => entry.id === id);

/** A new entry at the end, with an id that none had before. The same one sent twice (a slow line, a second touch) is one. */
export function added(document: IncidentDocument, zone: string, input: Input, gone: ReadonlySet<string>): Edit {
  const made = entryOfFields(input, { id: '', zone });
  const index = document.entries.length;
  const last = document.entries.at(-1);
  if (last !== undefined && isSame(made, last, zone, input)) return { document, places: {} };
  const taken = new Set([...gone, ...[...document.entries, ...(document.promises ?? [])].map(({ id }) => id)]);
  const on = textOf(input, 'at_date').slice(5);
  const id = freeId([textOf(input, 'kind') || 'entry', on].filter((part) => part !== '').join('-'), (wanted) =>
    taken.has(wanted),
  );
  return {
    document: { ...document, entries: withItem(document.entries, index, { ...made, id }) },
    places: placesAt(`$.entries[${index}]`, ENTRY_FIELDS),
    made: id,
  };
}

function isSame(made: Record<string, unknown>, last: EntryDocument, zone: string, input: Input): boolean {
  const again = entryOfFields(fieldsOfEntry(last), { id: '', zone });
  return JSON.stringify(made) === JSON.stringify({ ...again, id: '' }) && textOf(input, 'text') !== '';
}

/** One entry as its form changes it. */
const entryPart = (id: string): Part => ({
  find: (document) => documentEntry(document, id),
  fields: (part) => fieldsOfEntry(part as EntryDocument),
  make: (input, previous, zone) => entryOfFields(input, { id, zone, previous: previous as EntryDocument }),
  put: (document, part) => {
    const found = document.entries.findIndex((entry) => entry.id === id);
    const index = found < 0 ? document.entries.length : found;
    return {
      document: { ...document, entries: withItem(document.entries, index, part) },
      places: placesAt(`$.entries[${index}]`, ENTRY_FIELDS),
    };
  },
  together: [['kind', 'asked_of', 'answered_by', 'answer']],
});

export async function entryPage(
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
      speakers={speakersFor(state.input, incident, directory, c.var.now)}
      state={state}
      id={id}
      seen={seen}
      reads={reads}
      terms={terms}
      held={await heldShown(c, state.input)}
    />,
    status,
  );
}
