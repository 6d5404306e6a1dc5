import { Hono } from 'hono';
import { address } from '../../../views/address.ts';
import type { Desk } from '../../../views/desk/desk.ts';
import { type FormState, fresh, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { ForgottenPage, LinkPage, LoginPage, SentPage } from '../../../views/desk/login.tsx';
import { readerOf } from '../../../views/reader.ts';
import { ACCOUNT_LINK_HOURS } from '../../mail/account-links.ts';
import { aboutUser, addAudit } from '../../records/audit.ts';
import { inTransaction } from '../../records/database.ts';
import { queueAccountLetter } from '../../records/deliveries.ts';
import { findOneTimeLink, findSpentLink, useOneTimeLink } from '../../records/sessions.ts';
import {
  addUser,
  findCredentials,
  findUser,
  hasUsers,
  normalisedEmail,
  savePasswordHash,
} from '../../records/users.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { refuse } from '../refusal.ts';
import { respondPrivate } from '../respond.ts';
import { readInput } from './input.ts';
import { forgiveSignIn, isForgottenTooOften, limitForgotten, limitSignIn } from './limits.ts';
import { hashPassword, isPassword, PASSWORD_MAX, PASSWORD_MIN } from './password.ts';
import { findSignedIn, signIn, tokenHash } from './session.ts';

export const LINK_PURPOSES = ['first_admin', 'sign_in', 'invitation', 'reset'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** The door: signing in by password or by a link that works once. Everything else of the desk stands behind it. */
export function door(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/desk/login', async (c) => {
    const next = ownPath(c.req.query('next'));
    if ((await findSignedIn(c)) !== undefined) return c.redirect(next ?? address(c.var.lang, '/desk'), 303);
    return respondPrivate(c, <LoginPage desk={atDoor(c)} state={fresh()} next={next ?? ''} />);
  });

  app.post('/desk/login', async (c) => {
    const input = await readInput(c);
    const email = textOf(input, 'email');
    const next = ownPath(textOf(input, 'next'));
    await limitSignIn(c, email);
    const found = await findCredentials(c.var.deps.db, email);
    const kept = found?.user.disabledAt === null ? found.passwordHash : null;
    const isRight = await isPassword(textOf(input, 'password').slice(0, PASSWORD_MAX), kept);
    if (!isRight || found === undefined) {
      const about = found === undefined ? {} : { subject: aboutUser(found.user.id) };
      await addAudit(c.var.deps.db, { kind: 'sign_in_failed', by: NOBODY, now: c.var.now, ...about });
      const problem: Problem = { field: 'email', key: 'desk.login.wrong' };
      const state: FormState = { input: inputOf({ email }), problems: [problem] };
      return respondPrivate(c, <LoginPage desk={atDoor(c)} state={state} next={next ?? ''} />, 422);
    }
    await forgiveSignIn(c, email);
    await signIn(c, found.user.id);
    return c.redirect(next ?? address(c.var.lang, '/desk'), 303);
  });

  app.get('/desk/forgotten', (c) => respondPrivate(c, <ForgottenPage desk={atDoor(c)} state={fresh()} />));

  app.post('/desk/forgotten', async (c) => {
    const input = await readInput(c);
    const email = textOf(input, 'email');
    const problems = emailProblems(email);
    if (problems.length > 0)
      return respondPrivate(c, <ForgottenPage desk={atDoor(c)} state={{ input, problems }} />, 422);
    await limitForgotten(c);
    await askForPassword(c, email);
    return respondPrivate(c, <SentPage desk={atDoor(c)} hours={ACCOUNT_LINK_HOURS.reset} />);
  });

  app.get('/desk/links/:token', async (c) => {
    const { purpose, name } = await linkOf(c);
    return respondPrivate(c, linkPage(c, fresh(), purpose, name));
  });

  app.post('/desk/links/:token', async (c) => {
    await limitSignIn(c);
    const { purpose, name } = await linkOf(c);
    const input = await readInput(c);
    const problems =
      purpose === 'first_admin'
        ? firstAdminProblems(input)
        : passwordProblems(textOf(input, 'password'), purpose === 'sign_in');
    if (problems.length > 0) return respondPrivate(c, linkPage(c, { input, problems }, purpose, name), 422);
    await signIn(c, await useLink(c, purpose, input));
    return c.redirect(address(c.var.lang, '/desk'), 303);
  });

  return app;
}

const NOBODY = { user: null, via: 'desk' as const };

/** Writes to the owner of the address, if he works here; the answer and what is written down are alike if he does not. */
async function askForPassword(c: AppContext, email: string): Promise<void> {
  const { deps, now, lang } = c.var;
  const found = await findCredentials(deps.db, email);
  const tooOften = await isForgottenTooOften(c, email);
  const user = found?.user.disabledAt === null && !tooOften ? found.user : undefined;
  await inTransaction(deps.db, async (trx) => {
    const about = user === undefined ? {} : { subject: aboutUser(user.id) };
    await addAudit(trx, { kind: 'password_asked', by: NOBODY, now, ...about });
    if (user !== undefined) await queueAccountLetter(trx, { user: user.id, purpose: 'reset', lang, now });
  });
}

/** Nobody is signed in here; the address shown in the language switch never holds a token's use. */
function atDoor(c: AppContext): Desk {
  const { lang, site, path } = c.var;
  const next = ownPath(c.req.query('next'));
  return { r: readerOf(lang), site, path, query: next === undefined ? {} : { next }, user: null, csrf: '' };
}

const linkPage = (c: AppContext, state: FormState, purpose: LinkPurpose, name: string | null) => (
  <LinkPage desk={atDoor(c)} state={state} token={c.req.param('token') ?? ''} purpose={purpose} name={name} />
);

/** What the link is for, if it can still be used; a used, expired or unknown one is refused in words. */
async function linkOf(c: AppContext): Promise<{ purpose: LinkPurpose; name: string | null }> {
  const { deps, now } = c.var;
  const hash = tokenHash(c.req.param('token') ?? '');
  for (const purpose of LINK_PURPOSES) {
    const link = await findOneTimeLink(deps.db, { tokenHash: hash, purpose, now });
    if (link === undefined) continue;
    if (purpose === 'first_admin' && (await hasUsers(deps.db))) break;
    const user = link.user === null ? undefined : await findUser(deps.db, link.user);
    return { purpose, name: user?.name ?? null };
  }
  return refuseLink(c);
}

/** Used, expired, or none of ours: whoever opens it is told which. */
async function refuseLink(c: AppContext): Promise<never> {
  const { deps, now } = c.var;
  const spent = await findSpentLink(deps.db, { tokenHash: tokenHash(c.req.param('token') ?? ''), now });
  return refuse(410, spent === undefined ? 'desk.refused.link' : `desk.refused.link.${spent}`);
}

/** Uses the link up: makes the first administrator, or sets a password where one was typed. Gives the user's id. */
async function useLink(
  c: AppContext,
  purpose: LinkPurpose,
  input: ReadonlyMap<string, readonly string[]>,
): Promise<number> {
  const { deps, now } = c.var;
  const password = textOf(input, 'password');
  const passwordHash = password === '' ? null : await hashPassword(password);
  return inTransaction(deps.db, async (trx) => {
    const link = await useOneTimeLink(trx, { tokenHash: tokenHash(c.req.param('token') ?? ''), purpose, now });
    if (link === undefined) return refuseLink(c);
    if (purpose === 'first_admin') {
      if (await hasUsers(trx)) refuse(410, 'desk.refused.link');
      const [email, name] = [textOf(input, 'email'), textOf(input, 'name')];
      const by = { user: null, via: 'desk' as const };
      const added = await addUser(trx, { email, name, role: 'admin', passwordHash, by, now });
      return added.result === 'added' ? added.user.id : refuse(410, 'desk.refused.link');
    }
    const user = link.user === null ? undefined : await findUser(trx, link.user);
    if (user === undefined || user.disabledAt !== null) return refuse(410, 'desk.refused.link');
    const by = { user: user.id, via: 'desk' as const };
    if (passwordHash !== null) await savePasswordHash(trx, { user: user.id, passwordHash, by, now });
    return user.id;
  });
}

function firstAdminProblems(input: ReadonlyMap<string, readonly string[]>): Problem[] {
  const name: Problem[] = textOf(input, 'name') === '' ? [{ field: 'name', key: 'expected.words_needed' }] : [];
  return [...name, ...emailProblems(textOf(input, 'email')), ...passwordProblems(textOf(input, 'password'), false)];
}

/** Whether that may be somebody's address. */
export function emailProblems(email: string): Problem[] {
  const fits = /^[^\s@<>"]{1,64}@[^\s@<>".]+(\.[^\s@<>".]+)*$/.test(normalisedEmail(email)) && email.length <= 254;
  return fits ? [] : [{ field: 'email', key: 'desk.wrong.email' }];
}

/** Long enough; nothing else is asked of a password. `optional`: none at all leaves the old one. */
export function passwordProblems(password: string, optional: boolean): Problem[] {
  const letters = [...password].length;
  if (optional && letters === 0) return [];
  if (letters >= PASSWORD_MIN && letters <= PASSWORD_MAX) return [];
  return [{ field: 'password', key: 'desk.wrong.password', params: { least: PASSWORD_MIN, most: PASSWORD_MAX } }];
}

/** A path of this site's desk, as `next` may name one; undefined for anything else: no way leads to another site. */
export function ownPath(next: string | undefined): string | undefined {
  if (!next || next.length > 2000 || !/^(\/(kk|en))?\/desk([/?]|$)/.test(next) || /[\\\s]|\p{Cc}/u.test(next))
    return undefined;
  const base = 'http://own.invalid';
  const url = URL.parse(next, base);
  return url?.origin === base && /^(\/(kk|en))?\/desk(\/|$)/.test(url.pathname) ? url.pathname + url.search : undefined;
}
