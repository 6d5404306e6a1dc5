import { Hono } from 'hono';
import { CorrectionsPage } from '../../../views/pages/corrections.tsx';
import type { ShownDirectoryCorrection } from '../../../views/pages/directory-correction.tsx';
import { readerOf } from '../../../views/reader.ts';
import { type Db, inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { loadPublicIncidents } from '../../records/incidents.ts';
import { type Correction, listCorrections } from '../../records/revisions.ts';
import type { AppEnv } from '../context.ts';
import { dayShown, directoryTold, slugsOf } from '../directory-told.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
import { namesForReaders } from '../site.ts';
import { givenQuery, listedUntil, PAGE_LINES } from './listing.ts';
import { shownIn } from './shown.ts';

/** `GET /corrections`: what was changed after it was published; `?after=` goes on from a place. */
export function correctionsPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/corrections', async (c) => {
    const { db, config } = c.var.deps;
    const query = givenQuery(c, ['after']);
    if (query.after !== undefined && !/^\d{1,15}$/.test(query.after)) refuse(400, 'error.after');
    const found = await inSnapshot(db, async (snapshot) => {
      const revisions = await listCorrections(snapshot, {
        limit: PAGE_LINES + 1,
        directory: true,
        until: c.var.asOf.at(config.digestZone) + 1,
        ...(query.after === undefined ? {} : { after: Number(query.after) }),
      });
      const directory = await loadDirectory(snapshot);
      const page = revisions.slice(0, PAGE_LINES);
      const corrections = await told(
        snapshot,
        page,
        await directoryTold(snapshot, page, { directory, ...dayShown(c) }),
      );
      return { directory, corrections, last: page.at(-1)?.id, more: revisions.length > PAGE_LINES };
    });
    return respondPublic(
      c,
      <CorrectionsPage
        r={readerOf(c.var.lang)}
        site={c.var.site}
        shown={shownIn(c, config.digestZone)}
        zone={config.digestZone}
        directory={found.directory}
        corrections={found.corrections}
        query={query}
        next={found.more && found.last !== undefined ? String(found.last) : null}
      />,
      { until: listedUntil(c, []) },
    );
  });
  return app;
}

async function told(
  db: Db,
  revisions: readonly Correction[],
  ofDirectory: ReadonlyMap<number, ShownDirectoryCorrection>,
) {
  const editions = await loadPublicIncidents(db, slugsOf(revisions));
  const incidents = new Map(editions.map(({ incident }) => [incident.slug, incident]));
  const names = await namesForReaders(db);
  return revisions.map(({ id, at, act, why, user, changes, struck, subjectId }) => {
    const directory = ofDirectory.get(id);
    if (directory !== undefined) return { directory };
    const incident = incidents.get(subjectId);
    return {
      id,
      at,
      act,
      why,
      who: user === null ? null : (names.get(user) ?? null),
      changes,
      struck,
      slug: subjectId,
      incident: incident === undefined ? null : { title: incident.title, zone: incident.zone },
    };
  });
}
