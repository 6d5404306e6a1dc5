import { Hono } from 'hono';
import { cut, entryLabel } from '../../../views/desk/choices.ts';
import { type FormState, fresh, type Input, inputOf, textOf } from '../../../views/desk/form-state.ts';
import { AnswerFormPage, ChangeFormPage, OutcomeFormPage } from '../../../views/desk/promise-form.tsx';
import type { TermsShown } from '../../../views/desk/terms.tsx';
import { readerOf } from '../../../views/reader.ts';
import { entryOf } from '../../domain/entry.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { refuse } from '../refusal.ts';
import { listAskedReplies } from './asked-replies.ts';
import { type DeskContext, type DeskEnv, deskOf, editorsOnly, onTo, opened, show } from './context.ts';
import { placeIn, seenLine } from './lines.ts';
import {
  CHANGE_FIELDS,
  changeOfFields,
  OUTCOME_FIELDS,
  outcomeOfFields,
  type PromiseDocument,
} from './promise-form.ts';
import { promiseIn, withPromise } from './promises.tsx';
import { removal } from './removal.tsx';
import { keep, type Loaded, loadIncident } from './store.ts';
import { changeTerms, isReading, withAccepted, withPhrase } from './terms.tsx';

/** What may come of a promise, by its noun in the address: the page of its form, its document, and its list. */
const PARTS = {
  changes: { page: ChangeFormPage, list: 'changes', of: changeOfFields, fields: CHANGE_FIELDS },
  answers: {
    page: AnswerFormPage,
    list: 'possible_answers',
    of: (input: Parameters<typeof changeOfFields>[0]) => ({ entry: textOf(input, 'entry'), judged: null }),
    fields: { entry: 'entry' },
  },
  outcomes: { page: OutcomeFormPage, list: 'outcomes', of: outcomeOfFields, fields: OUTCOME_FIELDS },
} as const;
type PartName = keyof typeof PARTS;

/** Moves of a deadline, possible answers and their judgement, outcomes. Editors alone judge. domain.md, Words. */
export function outcomes(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.use('/desk/incidents/:slug/promises/:id/outcomes/*', editorsOnly);
  app.use('/desk/incidents/:slug/promises/:id/outcomes', editorsOnly);
  app.use('/desk/incidents/:slug/promises/:id/answers/:entry/judgement', editorsOnly);

  for (const name of ['changes', 'answers', 'outcomes'] as const) {
    app.get(`/desk/incidents/:slug/promises/:id/${name}/new`, async (c) => {
      const loaded = await loadIncident(c);
      const input = inputOf({ entry: c.req.query('entry'), kind: c.req.query('kind') });
      const terms = await termsOf(c, name, loaded, input);
      return page(c, name, loaded, opened(c, withPhrase(input, terms, c.req.query('phrase'))));
    });
    app.get(`/desk/incidents/:slug/promises/:id/${name}`, (c) => {
      const { slug, id } = c.req.param();
      return onTo(c, `/incidents/${slug}/promises/${id}/${name}/new`);
    });
    app.post(`/desk/incidents/:slug/promises/:id/${name}`, async (c) => add(c, name));
  }

  app.post('/desk/incidents/:slug/promises/:id/answers/:entry/judgement', async (c) => {
    const { input } = c.var;
    const { id, entry } = c.req.param();
    if (textOf(input, 'judged') !== 'not_an_answer') refuse(422);
    const kept = await keep(c, ({ document }) => {
      const promise = promiseIn(document, id) ?? refuse(404);
      return {
        seen: textOf(input, 'seen'),
        part: promise,
        edit: () => withPromise(document, id, setAside(promise, entry)),
      };
    });
    if (kept.result === 'conflict') refuse(409);
    if (kept.result === 'refused') refuse(422);
    if (textOf(input, 'from') === 'board') return onTo(c, '#answers');
    return onTo(c, `/incidents/${c.req.param('slug')}#promise-${id}`);
  });

  removePart(app, 'changes');
  removePart(app, 'outcomes');
  return app;
}

/** The answer judged to be none; one that only a check found is listed with that. */
function setAside(promise: PromiseDocument, entry: string): PromiseDocument {
  const others = promise.possible_answers?.filter((answer) => answer.entry !== entry) ?? [];
  return { ...promise, possible_answers: [...others, { entry, judged: 'not_an_answer' }] };
}

async function add(c: DeskContext, name: PartName): Promise<Response> {
  const { input } = c.var;
  const { list, of, fields } = PARTS[name];
  const id = c.req.param('id') ?? '';
  if (name === 'changes' && isReading(input)) {
    const loaded = await loadIncident(c);
    const accepted = withAccepted(input, await termsOf(c, name, loaded, input), textOf(input, 'accept'));
    return page(c, name, loaded, fresh(accepted));
  }
  const kept = await keep(c, ({ document }) => {
    const promise = promiseIn(document, id) ?? refuse(404);
    const made = of(input);
    const items = promise[list] ?? [];
    const again = items.some((item) => JSON.stringify(item) === JSON.stringify(made));
    const places = Object.fromEntries(
      Object.entries(fields).map(([key, field]) => [`${list}[${items.length}].${key}`, field]),
    );
    return {
      edit: () => withPromise(document, id, again ? promise : { ...promise, [list]: [...items, made] }, places),
    };
  });
  if (kept.result === 'saved') return onTo(c, `/incidents/${kept.incident.slug}#promise-${id}`);
  const problems = kept.result === 'refused' ? kept.problems : [];
  return page(c, name, await loadIncident(c), { input, problems }, 422);
}

/** The terms in the words that moved a deadline; the other forms have none. */
async function termsOf(c: DeskContext, name: PartName, { incident }: Loaded, input: Input): Promise<TermsShown> {
  if (name !== 'changes') return { words: [], suggestions: [] };
  return changeTerms(input, incident, await loadCalendar(c.var.deps.db), c.req.param('id') ?? '');
}

async function page(
  c: DeskContext,
  name: PartName,
  loaded: Loaded,
  state: FormState,
  status: 200 | 422 = 200,
): Promise<Response> {
  const { incident, document } = loaded;
  const terms = await termsOf(c, name, loaded, state.input);
  const promise = promiseIn(document, c.req.param('id') ?? '') ?? refuse(404);
  const Page = PARTS[name].page;
  const lines = [promise.id, promise.made_in, textOf(state.input, 'entry')];
  const asked =
    name === 'outcomes'
      ? { asked: { replies: await listAskedReplies(c.var.deps.db, incident, lines), now: c.var.now } }
      : {};
  return show(c, <Page desk={deskOf(c)} {...{ incident, promise, state, terms, ...asked }} />, status);
}

/** Moves and outcomes have no id: they go by their place, and by what stood there. */
function removePart(app: Hono<DeskEnv>, name: 'changes' | 'outcomes'): void {
  removal(app, `/promises/:id/${name}/:number`, ({ document, incident }, c) => {
    const promise = promiseIn(document, c.req.param('id') ?? '');
    const line = seenLine(c);
    const index = placeIn(promise?.[name] ?? [], line) ?? line.index;
    const part = promise?.[name]?.[index];
    if (promise === undefined || part === undefined) return undefined;
    const left = promise[name]?.filter((_, place) => place !== index);
    const what = cut(entryLabel(readerOf(c.var.lang), entryOf(incident, part.entry), incident.zone), 300);
    return { part, what, document: withPromise(document, promise.id, { ...promise, [name]: left }).document };
  });
}
