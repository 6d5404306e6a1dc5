import { Hono } from 'hono';
import { DataPage } from '../../../views/pages/data.tsx';
import { readerOf } from '../../../views/reader.ts';
import type { AppEnv } from '../context.ts';
import { respondPublic } from '../respond.ts';

/** `GET /data`: what programs may ask for. `paths`: the addresses that the site answers, once it is whole. */
export function dataPage(paths: () => readonly string[]): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/data', (c) => {
    const known = new Set(paths());
    return respondPublic(c, <DataPage r={readerOf(c.var.lang)} site={c.var.site} has={(path) => known.has(path)} />);
  });
  return app;
}
