import { Hono } from 'hono';
import type { DigestBlocksOptions } from '../../../views/mail/digest-blocks.ts';
import { digestCopy } from '../../../views/mail/digest-copy.ts';
import { type ShownDigest, showDigest } from '../../digest/issue.ts';
import type { Digest } from '../../domain/digest.ts';
import { incidentsOf, publicDigest } from '../../domain/digest-public.ts';
import { findWeek, type Week } from '../../domain/week.ts';
import type { Texts } from '../../domain/words.ts';
import { type Db, inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { loadPublicIncidents } from '../../records/incidents.ts';
import { type AppContext, type AppEnv, baseUrl } from '../context.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';

/** `GET /digests/:week/text`: the digest as plain text to copy into a messenger, as it was issued or its preview. */
export function digestCopyPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/digests/:week/text', async (c) => {
    const { db, config } = c.var.deps;
    const zone = config.digestZone;
    const week = endedWeek(c, c.req.param('week'));
    return inSnapshot(db, async (snapshot) => {
      const shown = await showDigest(snapshot, week, zone);
      const titles = await titlesOf(snapshot, shown.digest);
      const directory = await loadDirectory(snapshot);
      return respondPublic(c, copyOf(c, shown, { directory, zone, titles }), { type: 'text/plain; charset=utf-8' });
    });
  });
  return app;
}

/** The text of the digest in the reader's language, of what is public now alone. */
export function copyOf(
  c: AppContext,
  { digest, issuedAt }: ShownDigest,
  told: Pick<DigestBlocksOptions, 'directory' | 'zone' | 'titles'>,
): string {
  const shown = { digest: publicDigest(digest, (slug) => told.titles.has(slug)), issuedAt };
  return digestCopy(shown, { ...told, baseUrl: baseUrl(c.var.deps), lang: c.var.lang });
}

/** The week of the address; 404 where there is none of that name or it has not ended by the day that is shown. */
export function endedWeek(c: AppContext, name: string): Week {
  const zone = c.var.deps.config.digestZone;
  const week = findWeek(name, zone);
  if (week === undefined) refuse(404, 'error.digest.week');
  if (week.cutOff > c.var.asOf.at(zone)) refuse(404, 'error.digest.not_ended');
  return week;
}

/** Titles of what the digest names, as far as it is public now: what was taken down is gone from every digest too. domain.md, Records. */
export async function titlesOf(db: Db, digest: Digest): Promise<Map<string, Texts>> {
  const editions = await loadPublicIncidents(db, [...incidentsOf(digest)]);
  return new Map(editions.map(({ incident }) => [incident.slug, incident.title]));
}
