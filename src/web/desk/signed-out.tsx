import { createHash, randomBytes } from 'node:crypto';
import { address } from '../../../views/address.ts';
import type { Input } from '../../../views/desk/form-state.ts';
import { textOf, textsOf } from '../../../views/desk/form-state.ts';
import { pageOfForm } from '../../../views/desk/kept-forms.ts';
import { SignInAgainPage } from '../../../views/desk/sign-in-again.tsx';
import { readerOf } from '../../../views/reader.ts';
import { MOST_FILES } from '../../evidence/limits.ts';
import { wasEnded } from '../../records/ended-sessions.ts';
import { isFormTakenDown } from '../../records/forget-typed.ts';
import { holdForm } from '../../records/held-forms.ts';
import { sentBody } from '../body.ts';
import type { AppContext } from '../context.ts';
import { respondPrivate } from '../respond.ts';
import { filesIn } from './evidence-form.ts';
import { readInput } from './input.ts';
import { typedIn, userOfKeeper } from './keeping.ts';
import { holdPhotos, originIn, readyAll } from './photos.ts';
import { BOX, boxWith } from './shared.tsx';

/** The browser forgets what it kept of this site: where it is asked over a connection on which browsers listen to it. */
export function clearBrowser(c: AppContext): void {
  c.header('Clear-Site-Data', '"storage"');
}

/**
 * For who is not signed in (any more): the door, and back afterwards. A form that was being written keeps everything: it is
 * held for its author, who finds it again after signing in. A browser whose session somebody ended forgets what it kept.
 */
export async function answerSignedOut(c: AppContext, session: string): Promise<Response> {
  const { deps, lang, path } = c.var;
  const ended = await wasEnded(deps.db, session);
  if (ended) clearBrowser(c);
  if (path === '/desk/working-copies') return c.json({ ended }, 401);
  // A part of a page is no place for the door: the form itself will say it.
  if (c.req.header('hx-request')) return c.body(null, 204);
  if (c.req.method === 'POST' && pageOfForm(path) !== undefined) {
    const again = await heldAddress(c, await readInput(c));
    if (again !== undefined) return signInAgain(c, again);
  }
  const box = c.req.method === 'POST' && path === BOX ? await boxWith(c, null, await readInput(c)) : undefined;
  if (box !== undefined) return c.redirect(address(lang, '/desk/login', { next: box }), 303);
  const here = c.req.method === 'GET' ? address(lang, path) + new URL(c.req.url).search : undefined;
  return c.redirect(address(lang, '/desk/login', { next: here }), 303);
}

/** The form with everything typed, once its author has signed in. */
export function signInAgain(c: AppContext, next: string): Promise<Response> {
  const { lang, site } = c.var;
  const desk = { r: readerOf(lang), site, path: '/desk/login', query: {}, user: null, csrf: '' };
  return respondPrivate(c, <SignInAgainPage desk={desk} next={next} />, 403);
}

/** Holds what was sent for whose form it was. Gives the address at which he finds it; undefined where the form says nobody. */
export async function heldAddress(c: AppContext, input: Input): Promise<string | undefined> {
  const { deps, now, lang, path } = c.var;
  const user = await userOfKeeper(deps.db, textOf(input, 'keeper'), now);
  if (user === undefined || pageOfForm(path) === undefined || (await isFormTakenDown(deps.db, path))) return undefined;
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest('base64url');
  const fields = new Map([...typedIn(input), ...(await heldFiles(c, user, input))]);
  const held = await holdForm(deps.db, { tokenHash: hash, user, form: path, fields, now });
  return held ? address(lang, `/desk/held/${token}`) : undefined;
}

/** The photos that came with the form wait with it, as its author finds it again. */
async function heldFiles(c: AppContext, user: number, input: Input): Promise<[string, readonly string[]][]> {
  const sent = filesIn(await sentBody(c)).slice(0, MOST_FILES);
  if (sent.length === 0) return [];
  const { names } = await holdPhotos(c.var, user, await readyAll(sent, originIn(input)));
  return [['held', [...textsOf(input, 'held'), ...names]]];
}
