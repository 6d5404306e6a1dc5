import { Hono } from 'hono';
import { MethodPage } from '../../../views/pages/method.tsx';
import { readerOf } from '../../../views/reader.ts';
import { loadDirectory } from '../../records/directory.ts';
import type { AppEnv } from '../context.ts';
import { respondPublic } from '../respond.ts';

/** `GET /method`: the rules in plain words. */
export function methodPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/method', async (c) => {
    const { benchmarks } = await loadDirectory(c.var.deps.db);
    return respondPublic(c, <MethodPage r={readerOf(c.var.lang)} site={c.var.site} benchmarks={benchmarks} />);
  });
  return app;
}
