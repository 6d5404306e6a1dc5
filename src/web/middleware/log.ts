import { randomUUID } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { AppEnv } from '../context.ts';

/** One line for each request, and nothing about who asked: no address, no query, the route's pattern instead of the path. */
export const logged = createMiddleware<AppEnv>(async (c, next) => {
  const started = performance.now();
  c.set('requestId', randomUUID());
  await next();
  const ms = Math.round((performance.now() - started) * 10) / 10;
  const line = { id: c.var.requestId, method: c.req.method, route: routePath(c, -1), status: c.res.status, ms };
  if (c.error && c.res.status >= 500) c.var.deps.log.error({ ...line, err: c.error }, 'request failed');
  else c.var.deps.log.info(line, 'request');
});
