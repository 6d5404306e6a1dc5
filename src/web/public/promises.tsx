import { Hono } from 'hono';
import { PromisesPage } from '../../../views/promises/list.tsx';
import { wordsIn } from '../../domain/words.ts';
import { dayEndingAt } from '../../domain/zone.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { type Db, inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { listShownOfficials } from '../../records/officials.ts';
import { countPublicPromises } from '../../records/promise-counts.ts';
import { listPublicPromises } from '../../records/promise-list.ts';
import { listPublicTitles, loadPublicTitles } from '../../records/titles.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { readPromiseFilter } from '../promise-filter.ts';
import { respondPublic } from '../respond.ts';
import { toldByDue } from './home.tsx';
import { givenQuery, listedUntil, listingOf, PAGE_LINES, withCursor } from './listing.ts';

/** Incidents to choose from; the page of any other one leads to its own promises. */
const INCIDENTS_OFFERED = 100;

/** `GET /promises`: what `readPromiseFilter` reads, the same as `/api/v1/promises`; `?after=` goes on from a place. */
export function promisesPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/promises', async (c) => inSnapshot(c.var.deps.db, (snapshot) => show(c, snapshot)));
  return app;
}

async function show(c: AppContext, db: Db): Promise<Response> {
  const { query, filter } = readPromiseFilter(c);
  const { after } = givenQuery(c, ['after']);
  const asOf = c.var.asOf.at;
  const page = await withCursor(after, () =>
    listPublicPromises(db, { ...filter, asOf, ...(after === undefined ? {} : { after }), limit: PAGE_LINES }),
  );
  const { statuses: _, order, ...within } = filter;
  const directory = await loadDirectory(db);
  const listing = listingOf(c, directory, await loadCalendar(db));
  const told =
    order === undefined || order === 'due'
      ? toldByDue(listing, page.promises)
      : page.promises.map(({ incident, promise, state }) => ({ told: listing.tell(incident), promise, state }));
  return respondPublic(
    c,
    <PromisesPage
      r={listing.r}
      site={c.var.site}
      shown={listing.shown}
      directory={directory}
      promises={told}
      counts={await countPublicPromises(db, { ...within, asOf })}
      officials={await officialsOf(c, db, directory)}
      incidents={await titlesOf(c, db, query.incident)}
      query={query}
      after={after}
      next={page.next}
    />,
    {
      until: listedUntil(
        c,
        page.promises.map((listed) => listed.incident),
      ),
      fragments: true,
    },
  );
}

async function officialsOf(c: AppContext, db: Db, directory: Awaited<ReturnType<typeof loadDirectory>>) {
  const zone = c.var.deps.config.digestZone;
  const at = c.var.asOf.at(zone);
  const shown = await listShownOfficials(db, { directory, on: dayEndingAt(at, zone), asOf: at });
  return directory.officials.filter(({ id }) => shown.has(id));
}

async function titlesOf(c: AppContext, db: Db, chosen: string | undefined) {
  const titles = await listPublicTitles(db, { limit: INCIDENTS_OFFERED });
  if (chosen !== undefined && !titles.has(chosen))
    for (const [slug, title] of await loadPublicTitles(db, [chosen])) titles.set(slug, title);
  return [...titles].map(([slug, title]) => ({ slug, title: wordsIn(title, c.var.lang)?.text ?? slug }));
}
