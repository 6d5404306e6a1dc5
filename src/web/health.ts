import { Hono } from 'hono';
import { ASSETS } from '../../views/static.ts';
import { findSchema } from '../records/schema.ts';
import type { AppEnv } from './context.ts';

/** A page exists as of every instant: robots would never come to an end. */
const ROBOTS = `User-agent: *
Disallow: /desk
Disallow: /kk/desk
Disallow: /en/desk
Disallow: /*?*as_of=
`;
const ICON = ASSETS.find(({ name }) => name === 'favicon.svg')?.bytes as Uint8Array<ArrayBuffer>;
const DAY = 'public, max-age=86400';

/** For operators and programs: whether the process lives, whether it can answer, and what robots may read. */
export function health(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/healthz', (c) => c.text('ok\n'));
  app.get('/readyz', async (c) => {
    try {
      const { newest, lacking } = await findSchema(c.var.deps.db);
      return c.json(
        { ready: lacking === 0, database: 'reachable', schema: newest, lacking },
        lacking === 0 ? 200 : 503,
      );
    } catch (error) {
      c.var.deps.log.error({ err: error }, 'the database does not answer');
      return c.json({ ready: false, database: 'unreachable' }, 503);
    }
  });
  app.get('/robots.txt', (c) => c.text(ROBOTS, 200, { 'Cache-Control': DAY }));
  app.get('/favicon.ico', (c) => c.body(ICON, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': DAY }));
  return app;
}
