import { Hono } from 'hono';
import { textOf } from '../../../views/desk/form-state.ts';
import { pageOfForm, withoutLanguage } from '../../../views/desk/kept-forms.ts';
import { wallTime } from '../../../views/format/clock.ts';
import { isFormTakenDown } from '../../records/forget-typed.ts';
import { takeHeldForm } from '../../records/held-forms.ts';
import { keepWorkingCopy, removeWorkingCopy } from '../../records/working-copies.ts';
import { refuse } from '../refusal.ts';
import { type DeskEnv, onTo } from './context.ts';
import { onceOf, typedIn } from './keeping.ts';
import { tokenHash } from './session.ts';

/** Far more than any form of ours holds. */
const LARGEST_LETTERS = 300_000;

/** What is typed and not saved yet: a script sends it while somebody writes. It is nobody else's, and no revision. */
export function workingCopies(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  // Whether the line and the session are still there, and the token that forms now carry.
  app.get('/desk/working-copies', (c) => c.json({ csrf: c.var.session.csrf, keeper: c.var.keeping.keeper }));

  app.post('/desk/working-copies', async (c) => {
    const { input, deps, now, session, keeping } = c.var;
    const form = withoutLanguage(c.req.query('form') ?? '');
    const once = onceOf(input);
    if (pageOfForm(form) === undefined || once === undefined) refuse(422);
    if (textOf(input, 'keeper') !== keeping.keeper) refuse(403, 'desk.refused.form');
    // What the device still has of it is to go.
    if (await isFormTakenDown(deps.db, form)) return c.json({ result: 'taken_down' }, 410);
    const fields = typedIn(input);
    if (JSON.stringify([...fields]).length > LARGEST_LETTERS) return c.json({ result: 'large' }, 413);
    const version = Math.max(0, Math.trunc(Number(textOf(input, 'copy'))) || 0);
    const kept = await keepWorkingCopy(deps.db, { user: session.user.id, form, once, version, fields, now });
    const at = wallTime(now, deps.config.digestZone).iso.slice(11, 16);
    return c.json({ ...kept, at }, kept.result === 'conflict' ? 409 : 200);
  });

  // Read again after a refusal, the address leads to the desk.
  app.get('/desk/working-copies/removal', (c) => onTo(c, ''));

  app.post('/desk/working-copies/removal', async (c) => {
    const { input, deps, session } = c.var;
    const form = textOf(input, 'form');
    const [page, once] = [pageOfForm(form), onceOf(input)];
    if (page === undefined || once === undefined) refuse(422);
    await removeWorkingCopy(deps.db, { user: session.user.id, form, once });
    return onTo(c, page.replace(/^\/desk/, ''));
  });

  /** After signing in again: what was held becomes a working copy, and its form opens with it. */
  app.get('/desk/held/:token', async (c) => {
    const { deps, session, now, keeping } = c.var;
    const { once } = keeping;
    const held = { tokenHash: tokenHash(c.req.param('token')), user: session.user.id, once, now };
    const form = await takeHeldForm(deps.db, held);
    const page = form === undefined ? undefined : pageOfForm(form);
    return onTo(c, page === undefined ? '' : `${page.replace(/^\/desk/, '')}?copy=${once}`);
  });

  return app;
}
