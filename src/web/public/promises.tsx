import { Hono } from 'hono';
import { PromisesPage } from '../../../views/promises/list.tsx';
import { type Texts, wordsIn } from '../../domain/words.ts';
import { dayEndingAt } from '../../domain/zone.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { type Db, inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { listPublicIncidents } from '../../records/incidents.ts';
import { listShownOfficials } from '../../records/officials.ts';
import { countPublicPromises } from '../../records/promise-counts.ts';
import { listPublicPromises } from '../../records/promise-list.ts';
import { listPublicTitles, loadPublicTitles } from '../../records/titles.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { readPromiseFilter } from '../promise-filter.ts';
import { respondPublic } from '../respond.ts';
import { toldByDue } from './home.tsx';
import { givenQuery, listedUntil, listingOf, PAGE_LINES, withCursor } from './listing.ts';

/** The newest incidents, offered while one is typed; and those that may be meant by the words that were. */
const INCIDENTS_OFFERED = 100;
const INCIDENTS_MEANT = 10;

/** `GET /promises`: what `readPromiseFilter` reads, the same as `/api/v1/promises`; `?after=` goes on from a place. */
export function promisesPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/promises', async (c) => inSnapshot(c.var.deps.db, (snapshot) => show(c, snapshot)));
  return app;
}

async function show(c: AppContext, db: Db): Promise<Response> {
  const { query, filter } = readPromiseFilter(c);
  const { after } = givenQuery(c, ['after']);
  const choice = await choiceOf(c, db, query.incident);
  const [only] = choice.meant;
  if (only !== undefined && choice.meant.length === 1) return c.redirect(withIncident(c, only.slug), 303);
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
      choice={choice}
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

/** What was typed for an incident: its name in the address, else words of titles, which may mean several. */
async function choiceOf(c: AppContext, db: Db, typed: string | undefined) {
  const titled = (titles: Iterable<readonly [string, Texts]>) =>
    [...titles].map(([slug, title]) => ({ slug, title: wordsIn(title, c.var.lang)?.text ?? slug }));
  const offered = titled(await listPublicTitles(db, { limit: INCIDENTS_OFFERED }));
  if (typed === undefined) return { offered, chosen: undefined, meant: [] };
  const [chosen] = titled(await loadPublicTitles(db, [typed]));
  if (chosen !== undefined) return { offered, chosen, meant: [] };
  const asOf = c.var.asOf.at('Asia/Oral');
  const { incidents } = await listPublicIncidents(db, { query: typed, asOf, limit: INCIDENTS_MEANT });
  return { offered, chosen, meant: titled(incidents.map(({ incident }) => [incident.slug, incident.title])) };
}

/** The same question of that incident: words that mean one alone lead to its address. */
function withIncident(c: AppContext, slug: string): string {
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.set('incident', slug);
  return `${pathname}?${searchParams}`;
}
