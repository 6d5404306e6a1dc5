import { timingSafeEqual } from 'node:crypto';
import { deleteCookie, getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { textOf } from '../../../views/desk/form-state.ts';
import type { Instant } from '../../domain/zone.ts';
import { newToken, tokenHash } from '../../mail/account-links.ts';
import type { Db } from '../../records/database.ts';
import {
  addSession,
  endSession,
  findSession,
  forgetExpired,
  type Session,
  touchSession,
} from '../../records/sessions.ts';
import { secret } from '../../records/settings.ts';
import { type AppContext, isSecure } from '../context.ts';
import { refuse } from '../refusal.ts';
import { asApp, type DeskEnv } from './context.ts';
import { deviceOf } from './device.ts';
import { readInput } from './input.ts';
import { keepingFor } from './keeping.ts';
import { BOX, boxWith } from './shared.tsx';
import { answerSignedOut, clearBrowser, heldAddress, signInAgain } from './signed-out.tsx';

/** Read by views/static/keep.js. */
const SIGNED_OUT = 'merzim-out';

export { newToken, tokenHash };

const DAY_SECONDS = 86_400;
export const SESSION_DAYS = 30;
/** How often a session in use is noted: not with every request. */
const TOUCH_EVERY_MS = 300_000;

/** Starts a new session for the user and gives the browser its cookie; the session that the browser came with ends. */
export async function signIn(c: AppContext, user: number): Promise<void> {
  const { deps, now } = c.var;
  const before = await tokenOf(c);
  if (before !== undefined) await endSession(deps.db, tokenHash(before), now);
  await forgetExpired(deps.db, now);
  const token = newToken();
  const expiresAt = now + SESSION_DAYS * DAY_SECONDS * 1000;
  const device = deviceOf(c.req.header('user-agent'));
  await addSession(deps.db, { tokenHash: tokenHash(token), user, csrf: newToken(), now, expiresAt, device });
  const { name, secure } = cookieOf(c);
  await setSignedCookie(c, name, token, await cookieSecret(deps.db, now), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: SESSION_DAYS * DAY_SECONDS,
  });
}

/** Ends the browser's session and takes its cookie away. */
export async function signOut(c: AppContext): Promise<void> {
  const token = await tokenOf(c);
  if (token !== undefined) await endSession(c.var.deps.db, tokenHash(token), c.var.now);
  const { name, secure } = cookieOf(c);
  deleteCookie(c, name, { path: '/', secure });
  clearBrowser(c);
  // Where a browser does not listen to that, our own script sees this on the next page and clears.
  setCookie(c, SIGNED_OUT, '1', { path: '/', sameSite: 'Strict', secure, maxAge: 60 });
}

/** Behind it stands only who is signed in, and only forms that carry the session's own token. */
export const signedIn = createMiddleware<DeskEnv>(async (c, next) => {
  const { deps, now, path } = c.var;
  const id = tokenHash((await tokenOf(asApp(c))) ?? '');
  const session = await findSession(deps.db, id, now);
  if (session === undefined) return answerSignedOut(asApp(c), id);
  if (now - session.seenAt > TOUCH_EVERY_MS)
    await touchSession(deps.db, { tokenHash: id, now, expiresAt: session.expiresAt });
  c.set('session', session);
  c.set('sessionId', id);
  const posted = c.req.method !== 'GET' && c.req.method !== 'HEAD';
  const input = posted ? await readInput(c) : new Map();
  if (posted && !isSame(textOf(input, 'csrf'), session.csrf)) {
    // Its author has signed in anew since the form was opened: nothing is written, and nothing that he typed is lost.
    const again = await heldAddress(asApp(c), input);
    if (again === undefined) {
      const box = path === BOX ? await boxWith(asApp(c), session.user.id, input) : undefined;
      return box === undefined ? refuse(403, 'desk.refused.form') : c.redirect(box, 303);
    }
    const own = textOf(input, 'keeper').startsWith(`${session.user.id}.`);
    return own ? c.redirect(again, 303) : signInAgain(asApp(c), again);
  }
  c.set('input', input);
  const asked = { db: deps.db, user: session.user.id, now, zone: deps.config.digestZone };
  c.set('keeping', await keepingFor(asked, posted ? '' : path, c.req.query('copy')));
  await next();
});

/** The session of whoever is signed in, for the pages before the login. */
export async function findSignedIn(c: AppContext): Promise<Session | undefined> {
  const token = await tokenOf(c);
  return token === undefined ? undefined : findSession(c.var.deps.db, tokenHash(token), c.var.now);
}

async function tokenOf(c: AppContext): Promise<string | undefined> {
  const { deps, now } = c.var;
  const { name } = cookieOf(c);
  return (await getSignedCookie(c, await cookieSecret(deps.db, now), name)) || undefined;
}

/** Over https the name itself makes the browser hold the cookie to this host and to secure connections. */
function cookieOf(c: AppContext): { name: string; secure: boolean } {
  const secure = isSecure(c);
  return { name: secure ? '__Host-merzim' : 'merzim', secure };
}

const cookieSecret = (db: Db, now: Instant): Promise<string> => secret(db, { name: 'cookies', make: newToken, now });

function isSame(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
