import { Hono } from 'hono';
import { noteCompared } from '../../records/languages.ts';
import { byOf, type DeskEnv, onTo } from './context.ts';
import { loadIncident } from './store.ts';

/** Somebody has compared the languages of an incident's texts after a correction, and they stand. */
export function languages(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  // Read again after a refusal, the address leads to the incident.
  app.get('/desk/incidents/:slug/languages', (c) => onTo(c, `/incidents/${c.req.param('slug')}`));

  app.post('/desk/incidents/:slug/languages', async (c) => {
    const { incident } = await loadIncident(c);
    await noteCompared(c.var.deps.db, { slug: incident.slug, by: byOf(c), now: c.var.now });
    return onTo(c, `/incidents/${incident.slug}`);
  });

  return app;
}
