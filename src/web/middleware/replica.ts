import type { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Reading } from '../../records/replica.ts';
import type { AppContext, AppEnv } from '../context.ts';

/** What asks no database. */
const OF_NONE = /^\/(static\/|(sw\.js|robots\.txt|favicon\.ico)$)/;
/** The newsroom's own, what shows the state of a subscription that was changed just now, and what tells of the primary. */
const OF_THE_PRIMARY = /^(\/(kk|en))?\/(desk|subscribe|healthz|readyz|metrics)(\/|$)/;

/** Whoever sends a cookie or a form may have written: they read what they wrote. */
function isReader(c: AppContext): boolean {
  const { method } = c.req;
  const isSigned = c.req.header('cookie') !== undefined || c.req.header('authorization') !== undefined;
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && !isSigned && !OF_THE_PRIMARY.test(c.req.path) && !OF_NONE.test(c.req.path);
}

/**
 * Answers readers from the replica while it has every fact that the primary has. Where the server that is read fails, the same is
 * asked once more of the other one. While the primary is silent, no cache keeps an answer beyond the minute within which a takedown
 * has to hold.
 */
export function readingReplica(app: Hono<AppEnv>) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const { deps, now } = c.var;
    const { replica } = deps;
    if (replica === undefined || !isReader(c)) return next();
    const again = c.env?.again;
    const reading = again === 'of the primary' ? undefined : await replica.findReading(now);
    if (reading !== undefined) {
      c.set('reading', reading);
      c.set('deps', { ...deps, db: reading.db, primary: deps.db });
    }
    await next();
    if (again === undefined && hasFailed(c, reading)) {
      const second = await app.fetch(c.req.raw, { ...c.env, again: reading ? 'of the primary' : 'of either' });
      if (reading !== undefined && second.status < 500) replica.noteFailure(now);
      // Set at once, it would be given the headers of the answer before.
      c.res = undefined;
      c.res = second;
    } else if (reading?.until != null) shorten(c.res.headers, Math.max(0, Math.floor((reading.until - now) / 1000)));
  });
}

/** What fails on the replica may be its fault alone; of the primary only that it was away. */
const hasFailed = (c: AppContext, reading: Reading | undefined): boolean =>
  c.error !== undefined && (reading === undefined ? c.res.status === 503 : c.res.status >= 500);

function shorten(headers: Headers, mostSeconds: number): void {
  const control = headers.get('cache-control');
  const shorter = control?.replace(/max-age=(\d+)/, (_, age) => `max-age=${Math.min(Number(age), mostSeconds)}`);
  if (shorter !== undefined && shorter !== control) headers.set('cache-control', shorter);
}
