import { timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { AppContext, AppEnv } from '../context.ts';
import { refuse } from '../refusal.ts';
import { gaugesOf } from './gauges.ts';

const OWN_MACHINE = /^(127\.|::1$|::ffff:127\.)/;
/** Where one of these stands, somebody else asks through a proxy of this machine. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Counts every request that reaches a route, and those that reach none. */
export const counted = createMiddleware<AppEnv>(async (c, next) => {
  const { metrics } = c.var.deps;
  if (metrics === undefined) return next();
  const started = performance.now();
  await next();
  const seconds = (performance.now() - started) / 1000;
  metrics.answered({ route: routePath(c, -1), method: c.req.method, status: c.res.status, seconds });
});

/** `GET /metrics`: to this machine, or to whoever brings the token. To everybody else there is no such page. */
export function metricsPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/metrics', async (c) => {
    const { deps, now } = c.var;
    if (deps.metrics === undefined || !(hasToken(c) || isOwnMachine(c))) return refuse(404);
    const own = await deps.metrics.registry.metrics();
    const text = `${await gaugesOf(deps, now)}${own}`;
    return c.body(text, 200, { 'Content-Type': deps.metrics.registry.contentType, 'Cache-Control': 'no-store' });
  });
  return app;
}

function hasToken(c: AppContext): boolean {
  const { metricsToken } = c.var.deps.config;
  const given = Buffer.from(/^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '');
  if (metricsToken === null) return false;
  const wanted = Buffer.from(metricsToken);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function isOwnMachine(c: AppContext): boolean {
  if (!c.env?.incoming || FORWARDED.some((name) => c.req.header(name) !== undefined)) return false;
  return OWN_MACHINE.test(getConnInfo(c).remote.address ?? '');
}
