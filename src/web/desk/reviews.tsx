import { Hono } from 'hono';
import { textOf } from '../../../views/desk/form-state.ts';
import { returnFromReview, submitForReview } from '../../records/review.ts';
import { refuse } from '../refusal.ts';
import { byOf, type DeskContext, type DeskEnv, editorsOnly, onTo } from './context.ts';
import { wordsOf } from './input.ts';
import { publicationPage } from './publication.tsx';
import { type Loaded, loadIncident } from './store.ts';

const LONGEST_WORDS = 2000;

/** A draft on its way from a reporter to an editor and back. */
export function reviews(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  // Where a form was sent and came back: read again, the address leads to the form.
  for (const path of ['/review', '/review/return'])
    app.get(`/desk/incidents/:slug${path}`, (c) => onTo(c, `/incidents/${c.req.param('slug')}/publication`));

  app.post('/desk/incidents/:slug/review', async (c) => {
    const { input, deps, now } = c.var;
    const loaded = await loadIncident(c);
    const note = wordsOf(input, 'note');
    if (note !== null && note.length > LONGEST_WORDS) return tooLong(c, loaded, 'note');
    const { slug } = loaded.incident;
    const done = await submitForReview(deps.db, { slug, by: byOf(c), now, note });
    if (done === 'missing') refuse(409, 'desk.publish.nothing');
    return onTo(c, `/incidents/${slug}`);
  });

  app.post('/desk/incidents/:slug/review/return', editorsOnly, async (c) => {
    const { input, deps, now } = c.var;
    const loaded = await loadIncident(c);
    const { slug } = loaded.incident;
    const comment = textOf(input, 'comment');
    if (comment === '')
      return publicationPage(
        c,
        loaded,
        { input, problems: [{ field: 'comment', key: 'desk.review.need_comment' }] },
        422,
      );
    if (comment.length > LONGEST_WORDS) return tooLong(c, loaded, 'comment');
    const done = await returnFromReview(deps.db, { slug, by: byOf(c), now, comment });
    if (done === 'unchanged')
      return publicationPage(c, loaded, { input, problems: [{ field: '', key: 'desk.review.gone' }] }, 409);
    return onTo(c, `/incidents/${slug}`);
  });

  return app;
}

function tooLong(c: DeskContext, loaded: Loaded, field: string): Promise<Response> {
  const problems = [{ field, key: 'expected.at_most' as const, params: { count: LONGEST_WORDS } }];
  return publicationPage(c, loaded, { input: c.var.input, problems }, 422);
}
