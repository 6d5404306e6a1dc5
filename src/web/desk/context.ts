import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { address } from '../../../views/address.ts';
import type { Desk } from '../../../views/desk/desk.ts';
import { type FormState, fresh, type Input } from '../../../views/desk/form-state.ts';
import { readerOf } from '../../../views/reader.ts';
import type { By } from '../../records/revisions.ts';
import type { Session } from '../../records/sessions.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { refuse } from '../refusal.ts';
import { type Printed, respondPrivate } from '../respond.ts';
import { inputOfCopy, type Kept } from './keeping.ts';

/** What every handler behind the login finds under `c.var` besides what all have. */
export type DeskVariables = {
  session: Session;
  /** The hash of this session's token: a session's name. */
  sessionId: string;
  /** What the form sent; empty for a GET. */
  input: Input;
  /** What was typed before and not saved. */
  keeping: Kept;
};

export type DeskEnv = { Variables: AppEnv['Variables'] & DeskVariables; Bindings: AppEnv['Bindings'] };
export type DeskContext = Context<DeskEnv>;

/** The same context as the rest of the web knows it. Hono's type is invariant: it does not see that a desk's context has all of an app's. */
export const asApp = (c: DeskContext): AppContext => c as unknown as AppContext;

/** A page of the desk as an answer, which no cache keeps. 422: refused with what was typed; 409: somebody else changed it. */
export function show(c: DeskContext, page: Printed, status: 200 | 409 | 422 = 200): Promise<Response> {
  return respondPrivate(asApp(c), page, status);
}

/** After a form was taken: on to a page of the desk in the reader's language. */
export function onTo(c: DeskContext, path: string): Response {
  return c.redirect(address(c.var.lang, `/desk${path}`), 303);
}

/** What a page of the desk is printed with. */
export function deskOf(c: DeskContext): Desk {
  const { lang, site, path, session, keeping } = c.var;
  const query = Object.fromEntries(new URL(c.req.url).searchParams);
  const { name, role } = session.user;
  return { r: readerOf(lang), site, path, query, user: { name, role }, csrf: session.csrf, keeping };
}

/** A form as it opens: with what was typed before where the address names a working copy, else with `input`. */
export function opened(c: DeskContext, input: Input): FormState {
  const { open } = c.var.keeping;
  return fresh(open === undefined ? input : inputOfCopy(open));
}

/** Nobody turns so many pages. */
const LAST_PAGE = 1000;

/** Which page of a list the address asks for, from 1. */
export function pageIn(c: DeskContext, name = 'page'): number {
  return Math.min(LAST_PAGE, Math.max(1, Math.floor(Number(c.req.query(name)) || 1)));
}

/** Who writes, for a revision, and when he last gave a code. */
export function byOf(c: DeskContext): By {
  const { user, codeAt } = c.var.session;
  return { user: user.id, via: 'desk', codeAt };
}

/** Whether the user may publish and judge: an editor, or an administrator. */
export function mayPublish(c: DeskContext): boolean {
  return c.var.session.user.role !== 'reporter';
}

/** Editors judge and publish; a reporter gets a page that says who can. */
export const editorsOnly = createMiddleware<DeskEnv>(async (c, next) => {
  if (!mayPublish(c)) refuse(403, 'desk.refused.editors');
  await next();
});

/** Editors, and a reporter whom an administrator allowed to publish cards of facts alone at night: whether this is one, the write decides. */
export const publishersOnly = createMiddleware<DeskEnv>(async (c, next) => {
  if (!mayPublish(c) && !c.var.session.user.nightCards) refuse(403, 'desk.refused.editors');
  await next();
});

/** Only administrators add and disable users. */
export const adminsOnly = createMiddleware<DeskEnv>(async (c, next) => {
  if (c.var.session.user.role !== 'admin') refuse(403, 'desk.refused.admins');
  await next();
});
