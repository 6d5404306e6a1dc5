import { Hono } from 'hono';
import { EmbedPage } from '../../../views/share/embed.tsx';
import { nextChangeAt } from '../../domain/next-change.ts';
import type { AppEnv } from '../context.ts';
import { findTold } from '../incident-told.ts';
import { contentPolicy } from '../middleware/headers.ts';
import { respondPublic } from '../respond.ts';

/** `GET /embed/incidents/:slug`: the one page that other sites may frame; it neither sets nor reads a cookie. */
export function embed(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  // Before anything is refused: who frames it sees why there is nothing.
  app.use('/embed/*', (c, next) => {
    c.header('Content-Security-Policy', contentPolicy('*'));
    return next();
  });
  app.get('/embed/incidents/:slug', async (c) => {
    const { edition, asOf, told } = await findTold(c, c.req.param('slug'));
    const until = asOf === c.var.now ? nextChangeAt([edition.incident], asOf) : null;
    return respondPublic(c, <EmbedPage told={told} site={c.var.site} />, { until });
  });
  return app;
}
