import { Hono } from 'hono';
import { digestDocument } from '../../digest/document.ts';
import { showDigest } from '../../digest/issue.ts';
import { incidentsOf, publicDigest } from '../../domain/digest-public.ts';
import { findWeek } from '../../domain/week.ts';
import { inSnapshot } from '../../records/database.ts';
import { listDigests } from '../../records/digests.ts';
import { loadPublicIncidents } from '../../records/incidents.ts';
import { type AppEnv, baseUrl } from '../context.ts';
import { refuse } from '../refusal.ts';
import { respondJson } from './answer.ts';
import { limitOf, nextAddress } from './paging.ts';

/** `/api/v1/digests`, those issued, and one week: as it was issued, or a preview with `issued_at` null. contracts.md, HTTP. */
export function digests(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/api/v1/digests', async (c) => {
    const { db, config } = c.var.deps;
    const limit = limitOf(c);
    const cursor = c.req.query('cursor');
    if (cursor !== undefined && findWeek(cursor, config.digestZone) === undefined) refuse(400, 'error.cursor');
    const asOf = c.var.asOf.at(config.digestZone);
    const found = await listDigests(db, { limit: limit + 1, ...(cursor === undefined ? {} : { before: cursor }) });
    const page = found.slice(0, limit).filter(({ cutOffAt }) => cutOffAt <= asOf);
    const lines = page.map(({ week, fromAt, cutOffAt, issuedAt }) => ({
      week,
      from: new Date(fromAt).toISOString(),
      cut_off: new Date(cutOffAt).toISOString(),
      issued_at: new Date(issuedAt).toISOString(),
      url: `${baseUrl(c.var.deps)}/api/v1/digests/${week}`,
    }));
    const next = found.length > limit ? (found[limit - 1]?.week ?? null) : null;
    return respondJson(c, { digests: lines, next: nextAddress(c, next) });
  });
  app.get('/api/v1/digests/:week', async (c) => {
    const { db, config } = c.var.deps;
    const week = findWeek(c.req.param('week'), config.digestZone);
    if (week === undefined || week.cutOff > c.var.asOf.at(config.digestZone)) refuse(404);
    return inSnapshot(db, async (snapshot) => {
      const { digest, issuedAt } = await showDigest(snapshot, week, config.digestZone);
      const found = await loadPublicIncidents(snapshot, [...incidentsOf(digest)]);
      const shown = new Set(found.map(({ incident }) => incident.slug));
      const told = { digest: publicDigest(digest, (slug) => shown.has(slug)), issuedAt };
      return respondJson(c, digestDocument(told, baseUrl(c.var.deps)));
    });
  });
  return app;
}
