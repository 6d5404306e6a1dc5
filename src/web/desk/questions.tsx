import { Hono } from 'hono';
import { type FormState, fresh, inputOf, textOf } from '../../../views/desk/form-state.ts';
import { QuestionFormPage } from '../../../views/desk/question-form.tsx';
import type { EntryDocument, IncidentDocument } from '../../domain/document.ts';
import { listEvidence } from '../../records/evidence.ts';
import { listIdsTakenOut } from '../../records/ids-given.ts';
import { refuse } from '../refusal.ts';
import { type DeskContext, type DeskEnv, deskOf, onTo, opened, show } from './context.ts';
import { placesAt, seenOf, withItem } from './edit.ts';
import { added } from './entries.tsx';
import { ENTRY_FIELDS, entryOfFields } from './entry-form.ts';
import { asEntry, becameIn, fieldsOfQuestion, problemsOfQuestion } from './question-form.ts';
import { readBack } from './reads.ts';
import { directoryOf, type Kept, keep, type Loaded, loadIncident } from './store.ts';
import { readTyped } from './typed-fields.ts';

const TIMES = ['at', 'removed'] as const;

/** Questions put to an office: entering one, and saying what became of it. */
export function questions(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/incidents/:slug/questions/new', async (c) => {
    const loaded = await loadIncident(c);
    const lang = c.var.lang === 'kk' ? 'kk' : 'ru';
    const began = { asked_of: loaded.incident.office, at_precision: 'day', lang, became: 'unanswered' };
    return questionPage(c, loaded, null, opened(c, inputOf(began)));
  });

  app.get('/desk/incidents/:slug/questions', (c) => onTo(c, `/incidents/${c.req.param('slug')}/questions/new`));

  app.post('/desk/incidents/:slug/questions', async (c) => {
    const loaded = await loadIncident(c);
    const state = readForm(c, loaded);
    if (state !== undefined) return questionPage(c, loaded, null, state);
    const fields = asEntry(c.var.input);
    const gone = await listIdsTakenOut(c.var.deps.db, c.req.param('slug'));
    const kept = await keep(c, ({ document, incident }) => ({
      edit: () => added(document, incident.zone, fields, gone),
    }));
    if (kept.result === 'saved') return after(c, kept, kept.made || (kept.incident.entries.at(-1)?.id ?? ''));
    const problems = kept.result === 'refused' ? kept.problems : [];
    return questionPage(c, await loadIncident(c), null, { input: c.var.input, problems });
  });

  app.get('/desk/incidents/:slug/questions/:id', async (c) => {
    const loaded = await loadIncident(c);
    const id = c.req.param('id');
    const { entry } = questionIn(loaded.document, id) ?? refuse(404);
    const state = opened(c, fieldsOfQuestion(entry));
    return questionPage(c, loaded, id, state, textOf(state.input, 'seen') || seenOf(entry));
  });

  app.post('/desk/incidents/:slug/questions/:id', async (c) => {
    const id = c.req.param('id');
    const loaded = await loadIncident(c);
    const seen = textOf(c.var.input, 'seen');
    const state = readForm(c, loaded);
    if (state !== undefined) return questionPage(c, loaded, id, state, seen);
    const { input } = c.var;
    const kept = await keep(c, ({ document, incident }) => {
      const { entry, index } = questionIn(document, id) ?? refuse(409, 'desk.conflict.gone');
      const made = () => entryOfFields(asEntry(input), { id, zone: incident.zone, previous: entry });
      const edit = () => ({
        document: { ...document, entries: withItem(document.entries, index, made()) },
        places: placesAt(`$.entries[${index}]`, ENTRY_FIELDS),
      });
      return { seen, part: entry, edit };
    });
    if (kept.result === 'saved') return after(c, kept, id);
    if (kept.result === 'refused')
      return questionPage(c, await loadIncident(c), id, { input, problems: kept.problems }, seen);
    const { entry } = questionIn(kept.loaded.document, id) ?? refuse(409, 'desk.conflict.gone');
    const between = { input, problems: [], stored: fieldsOfQuestion(entry) };
    return questionPage(c, kept.loaded, id, between, seenOf(entry));
  });

  return app;
}

/** What the form says of itself before it is saved: what is wrong, or that its times are to be shown; undefined: nothing. */
function readForm(c: DeskContext, { incident }: Loaded): FormState | undefined {
  const wrong = readTyped(c, incident.zone, TIMES);
  const { input } = c.var;
  if (textOf(input, 'act') === 'read' && wrong.length === 0) return fresh(input);
  const problems = [...wrong, ...problemsOfQuestion(input)];
  return problems.length === 0 ? undefined : { input, problems };
}

function questionIn(document: IncidentDocument, id: string): { entry: EntryDocument; index: number } | undefined {
  const index = document.entries.findIndex((entry) => entry.id === id && entry.kind === 'question');
  const entry = document.entries[index];
  return entry && { entry, index };
}

/** Back to the incident; of one that was found removed first on to the evidence of that, where there is none. */
async function after(c: DeskContext, { incident }: Extract<Kept, { result: 'saved' }>, id: string): Promise<Response> {
  const { slug } = incident;
  const shows = await listEvidence(c.var.deps.db, slug, 'draft');
  const isShown = shows.some(({ part }) => part.kind === 'removal' && part.id === id);
  if (becameIn(c.var.input) !== 'removed' || isShown) return onTo(c, `/incidents/${slug}#entry-${id}`);
  return onTo(c, `/incidents/${slug}/evidence/new?${new URLSearchParams({ of: `removal.${id}` })}`);
}

async function questionPage(
  c: DeskContext,
  { incident }: Loaded,
  id: string | null,
  state: FormState,
  seen?: string,
): Promise<Response> {
  const { input } = state;
  const status = state.stored === undefined ? (state.problems.length > 0 ? 422 : 200) : 409;
  return show(
    c,
    <QuestionFormPage
      desk={deskOf(c)}
      incident={incident}
      directory={await directoryOf(c)}
      state={state}
      id={id}
      seen={seen}
      reads={{ at: readBack(input, 'at', incident.zone), removed: readBack(input, 'removed', incident.zone) }}
    />,
    status,
  );
}
