import { Hono } from 'hono';
import { OfficialPage } from '../../../views/officials/official.tsx';
import { dayEndingAt } from '../../domain/zone.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { type Db, inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { findLastRevision } from '../../records/last-revision.ts';
import { listShownOfficials } from '../../records/officials.ts';
import { listPublicPromises } from '../../records/promise-list.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { correctionsConcerning } from '../directory-told.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
import { toldByDue } from './home.tsx';
import { listedUntil, listingOf, PAGE_LINES } from './listing.ts';

/** `GET /officials/:id`: 404 for somebody of whom readers are told nothing on that day. */
export function officialPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/officials/:id', async (c) => inSnapshot(c.var.deps.db, (db) => show(c, db, c.req.param('id'))));
  return app;
}

async function show(c: AppContext, db: Db, id: string): Promise<Response> {
  const { digestZone } = c.var.deps.config;
  const asOf = c.var.asOf.at(digestZone);
  const on = dayEndingAt(asOf, digestZone);
  const directory = await loadDirectory(db);
  const official = directory.officials.find((each) => each.id === id);
  if (official === undefined || !(await listShownOfficials(db, { directory, on, asOf })).has(id)) refuse(404);
  const listing = listingOf(c, directory, await loadCalendar(db));
  const page = await listPublicPromises(db, { asOf: c.var.asOf.at, official: id, limit: PAGE_LINES });
  return respondPublic(
    c,
    <OfficialPage
      r={listing.r}
      site={c.var.site}
      shown={listing.shown}
      directory={directory}
      official={official}
      corrections={await correctionsConcerning(c, db, directory, { official: id })}
      zone={c.var.deps.config.digestZone}
      revision={(await findLastRevision(db, 'directory', 'directory'))?.id ?? null}
      on={on}
      promises={toldByDue(listing, page.promises)}
      more={page.next !== null}
    />,
    {
      until: listedUntil(
        c,
        page.promises.map(({ incident }) => incident),
      ),
    },
  );
}
