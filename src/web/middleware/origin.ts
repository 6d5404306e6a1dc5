import { createMiddleware } from 'hono/factory';
import { type AppContext, type AppEnv, baseUrl } from '../context.ts';
import { refuse } from '../refusal.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** What a phone shares comes from no page. It is only held, and its box writes nothing by itself: see `desk/shared.tsx`. */
const SHARED = '/desk/shared';

/**
 * Refuses what a foreign page makes a reader's browser send. A browser always says where a request comes from; a mail
 * provider that unsubscribes by one click says nothing and carries no cookie. With a cookie and without a word only a form
 * passes, whose own token then decides.
 */
export const ownOrigin = createMiddleware<AppEnv>(async (c, next) => {
  if (!SAFE.has(c.req.method)) {
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const isShare = c.var.path === SHARED && (origin === undefined || origin === 'null');
    if (isShare) return next();
    if (site !== undefined && site !== 'same-origin' && site !== 'none') refuse(403);
    if (origin !== undefined && !isOwn(origin, c)) refuse(403);
    const silent = origin === undefined && site === undefined;
    if (silent && c.req.header('cookie') && !FORM.test(c.req.header('content-type') ?? '')) refuse(403);
  }
  await next();
});

function isOwn(origin: string, c: AppContext): boolean {
  const host = URL.parse(origin)?.host;
  return host !== undefined && (host === new URL(c.req.url).host || host === new URL(baseUrl(c.var.deps)).host);
}
