import { Hono } from 'hono';
import { type FormState, inputOf, textOf, textsOf } from '../../../views/desk/form-state.ts';
import { MarksPage } from '../../../views/desk/marks.tsx';
import type { EntryDocument, IncidentDocument } from '../../domain/document.ts';
import { entryOf, QUESTIONS } from '../../domain/entry.ts';
import { refuse } from '../refusal.ts';
import { type DeskContext, type DeskEnv, deskOf, onTo, opened, show } from './context.ts';
import { placesAt, seenOf, withItem } from './edit.ts';
import { markedPromise } from './entries.tsx';
import { keep, type Loaded, loadIncident } from './store.ts';

/** Marking the words of a statement that is saved: what they answer is saved with it, a promise among them goes on to its form. */
export function marks(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/incidents/:slug/entries/:id/marks', async (c) => {
    const loaded = await loadIncident(c);
    const state = opened(c, inputOf({ answers: answersOf(statementIn(c, loaded.document)) }));
    return page(c, loaded, state, textOf(state.input, 'seen') || undefined);
  });

  app.post('/desk/incidents/:slug/entries/:id/marks', async (c) => {
    const { input } = c.var;
    const id = c.req.param('id');
    const answers = QUESTIONS.filter((question) => textsOf(input, 'answers').includes(question));
    const kept = await keep(c, ({ document }) => {
      const entry = statementIn(c, document);
      const index = document.entries.indexOf(entry);
      const same = seenOf(answers) === seenOf(answersOf(entry));
      return {
        // What both say alike is no conflict.
        ...(same ? {} : { seen: textOf(input, 'seen'), part: answersOf(entry) }),
        edit: () => ({
          document: { ...document, entries: withItem(document.entries, index, { ...entry, answers }) },
          places: placesAt(`$.entries[${index}]`, { answers: 'answers' }),
        }),
      };
    });
    if (kept.result === 'saved')
      return onTo(c, markedPromise(input, kept.incident, id) ?? `/incidents/${kept.incident.slug}#entry-${id}`);
    if (kept.result === 'refused') return page(c, await loadIncident(c), { input, problems: kept.problems });
    const stored = new Map([...input, ['answers', answersOf(statementIn(c, kept.loaded.document))] as const]);
    return page(c, kept.loaded, { input, problems: [], stored }, undefined, 409);
  });

  return app;
}

/** Only a statement promises and answers. */
function statementIn(c: DeskContext, { entries }: IncidentDocument): EntryDocument {
  const entry = entries.find(({ id }) => id === c.req.param('id'));
  return entry?.kind === 'statement' ? entry : refuse(404);
}

const answersOf = ({ answers }: EntryDocument) => answers ?? [];

async function page(
  c: DeskContext,
  { incident, document }: Loaded,
  state: FormState,
  seen = seenOf(answersOf(statementIn(c, document))),
  status: 200 | 409 | 422 = state.problems.length > 0 ? 422 : 200,
): Promise<Response> {
  const entry = entryOf(incident, c.req.param('id') ?? '');
  return show(c, <MarksPage desk={deskOf(c)} {...{ incident, entry, state, seen }} />, status);
}
