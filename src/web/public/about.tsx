import { Hono } from 'hono';
import { AboutPage } from '../../../views/pages/about.tsx';
import { readerOf } from '../../../views/reader.ts';
import type { AppEnv } from '../context.ts';
import { respondPublic } from '../respond.ts';

/** `GET /about`: who runs this site, in the newsroom's own words. */
export function aboutPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/about', (c) => respondPublic(c, <AboutPage r={readerOf(c.var.lang)} site={c.var.site} />));
  return app;
}
