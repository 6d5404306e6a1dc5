import { Hono } from 'hono';
import { PromisesPage } from '../../../views/promises/list.tsx';
import { STATUSES } from '../../domain/promise.ts';
import { wordsIn } from '../../domain/words.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { type Db, inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { findPublicIncident } from '../../records/incidents.ts';
import { countPublicPromises } from '../../records/promise-counts.ts';
import { listPublicPromises } from '../../records/promise-list.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { respondPublic } from '../respond.ts';
import { toldByDue } from './home.tsx';
import { givenQuery, listedUntil, listingOf, oneOf, PAGE_LINES, withCursor } from './listing.ts';

/** `GET /promises`: by `?status=`, `?office=` (whose statement made it) and `?incident=`; `?after=` goes on from a place. */
export function promisesPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/promises', async (c) => inSnapshot(c.var.deps.db, (snapshot) => show(c, snapshot)));
  return app;
}

async function show(c: AppContext, db: Db): Promise<Response> {
  const query = givenQuery(c, ['status', 'office', 'incident', 'after']);
  const { office, incident, after } = query;
  const status = oneOf('status', query.status, STATUSES);
  const within = {
    asOf: c.var.asOf.at,
    ...(office === undefined ? {} : { office }),
    ...(incident === undefined ? {} : { incident }),
  };
  const page = await withCursor(after, () =>
    listPublicPromises(db, {
      ...within,
      ...(status === undefined ? {} : { statuses: [status] }),
      ...(after === undefined ? {} : { after }),
      limit: PAGE_LINES,
    }),
  );
  const directory = await loadDirectory(db);
  const listing = listingOf(c, directory, await loadCalendar(db));
  return respondPublic(
    c,
    <PromisesPage
      r={listing.r}
      site={c.var.site}
      shown={listing.shown}
      directory={directory}
      promises={toldByDue(listing, page.promises)}
      counts={await countPublicPromises(db, within)}
      status={status}
      office={office}
      incident={await titled(c, db, incident)}
      query={query}
      next={page.next}
    />,
    {
      until: listedUntil(
        c,
        page.promises.map((listed) => listed.incident),
      ),
    },
  );
}

async function titled(c: AppContext, db: Db, slug: string | undefined) {
  if (slug === undefined) return undefined;
  const title = (await findPublicIncident(db, slug))?.incident.title ?? {};
  return { slug, title: wordsIn(title, c.var.lang)?.text ?? slug };
}
