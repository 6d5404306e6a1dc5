import { createMiddleware } from 'hono/factory';
import { translator } from '../../i18n/translate.ts';
import { readAsOf } from '../as-of.ts';
import type { AppEnv } from '../context.ts';
import { splitLanguage } from '../language.ts';
import { refuse } from '../refusal.ts';

const LONGEST_ADDRESS = 4000;

/** The reader's language, from the address alone: the same bytes for everyone. The API speaks English. */
export const language = createMiddleware<AppEnv>(async (c, next) => {
  const { lang, path } = splitLanguage(pathOf(c.req.url));
  const spoken = /^\/api(\/|$)/.test(path) ? 'en' : lang;
  c.set('lang', spoken);
  c.set('t', translator(spoken));
  c.set('path', path);
  await next();
});

/** Refuses what no address of ours looks like, before it can reach a query: bad percent-encoding, NUL, endless queries. */
export const soundAddress = createMiddleware<AppEnv>(async (c, next) => {
  const { pathname, search } = new URL(c.req.url);
  if (pathname.length + search.length > LONGEST_ADDRESS) refuse(400);
  if (/%00|\0/.test(pathname + search)) refuse(400);
  try {
    decodeURIComponent(pathname);
    decodeURIComponent(search.replaceAll('+', ' '));
  } catch {
    refuse(400);
  }
  await next();
});

/** One address for each page: no slash at the end, no /ru. */
export const canonicalAddress = createMiddleware<AppEnv>(async (c, next) => {
  const path = pathOf(c.req.url);
  const canonical = canonicalPath(path);
  if (canonical === path || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return next();
  return c.redirect(canonical + new URL(c.req.url).search, 301);
});

/** `?as_of=`, read once for every route. domain.md, Time 3. */
export const asOf = createMiddleware<AppEnv>(async (c, next) => {
  const written = c.req.queries('as_of') ?? [];
  if (written.length > 1) refuse(400, 'error.as_of.garbage');
  c.set('asOf', readAsOf(written[0], c.var.now));
  // A page exists as of every instant: search engines keep the one of today.
  if (c.var.asOf.kind !== 'now') c.header('X-Robots-Tag', 'noindex');
  await next();
});

function canonicalPath(path: string): string {
  const spoken = path.replace(/^\/ru(?=\/|$)/, '');
  // More than one slash in front would send the reader to another host.
  return `/${spoken.replace(/^\/+/, '').replace(/\/+$/, '')}`;
}

const pathOf = (url: string): string => new URL(url).pathname;
