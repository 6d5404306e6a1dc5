import { Hono } from 'hono';
import { type FoundGroup, type FoundLine, SearchPage } from '../../../views/search/search.tsx';
import type { Incident } from '../../domain/incident.ts';
import { type Asked, askedFor, type Said } from '../../domain/search/keys.ts';
import { snippetOf } from '../../domain/search/snippet.ts';
import { wordsIn } from '../../domain/words.ts';
import { dayEndingAt } from '../../domain/zone.ts';
import { type Db, inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { listShownOfficials } from '../../records/officials.ts';
import { countFound, type Found, SEARCH_KINDS, searchPublic } from '../../records/search.ts';
import { saidBy } from '../../records/search-index.ts';
import { STEMMERS } from '../../records/search-words.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { LONGEST_QUESTION, typedIn } from '../promise-filter.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
import { givenQuery, type Listing, listedUntil, listingOf, oneOf, PAGE_LINES, withCursor } from './listing.ts';

/** Lines of each kind before one of them is chosen. */
const FIRST_LINES = 5;

/** `GET /search`: `?q=` over everything that readers see, `?kind=` for one kind of it; `?after=` goes on from a place. */
export function searchPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/search', async (c) => inSnapshot(c.var.deps.db, (snapshot) => show(c, snapshot)));
  return app;
}

async function show(c: AppContext, db: Db): Promise<Response> {
  const query = givenQuery(c, ['q', 'kind', 'after']);
  const typed = typedIn(query.q);
  if (typed.length > LONGEST_QUESTION) refuse(400, 'error.search_long', { max: LONGEST_QUESTION });
  const kind = oneOf('kind', query.kind, SEARCH_KINDS);
  const asked = askedFor(typed, STEMMERS);
  const directory = await loadDirectory(db);
  const listing = listingOf(c, directory);
  const asOf = c.var.asOf.at;
  const at = asOf(c.var.deps.config.digestZone);
  const on = dayEndingAt(at, c.var.deps.config.digestZone);
  const officials = asked.words.length === 0 ? new Set() : await listShownOfficials(db, { directory, on, asOf: at });
  const isShown = (id: string) => officials.has(id);
  const groups: FoundGroup[] = [];
  const incidents: Incident[] = [];
  for (const each of kind === undefined ? SEARCH_KINDS : [kind]) {
    const of = { asked, kind: each, asOf, isShown };
    const limit = kind === undefined ? FIRST_LINES : PAGE_LINES;
    const { after } = query;
    const page = await withCursor(after, () =>
      searchPublic(db, { ...of, limit, ...(kind !== undefined && after !== undefined ? { after } : {}) }),
    );
    for (const found of page.found) if ('incident' in found) incidents.push(found.incident);
    if (page.found.length === 0) continue;
    const lines = page.found.map((found) => lineOf(found, asked, listing));
    groups.push({ kind: each, count: await countFound(db, of), lines, next: page.next });
  }
  const { q: _, ...rest } = query;
  const page = (
    <SearchPage
      r={listing.r}
      site={c.var.site}
      shown={listing.shown}
      directory={directory}
      on={on}
      typed={typed}
      asks={asked.words.length > 0}
      kind={kind}
      groups={groups}
      query={typed === '' ? rest : { q: typed, ...rest }}
    />
  );
  return respondPublic(c, page, { until: listedUntil(c, incidents) });
}

function lineOf(found: Found, asked: Asked, { r, directory, tell }: Listing): FoundLine {
  const marked = (said: Said) => ({
    pieces: snippetOf(said, asked, STEMMERS),
    lang: said.lang === 'any' ? null : said.lang,
  });
  const named = (texts: Parameters<typeof wordsIn>[0]) => {
    const words = wordsIn(texts, r.lang);
    return words === undefined ? null : marked(words);
  };
  switch (found.kind) {
    case 'incident': {
      const { title, summary } = found.incident;
      const told = tell(found.incident);
      const whole = found.summaryShown ? named(summary) : null;
      return { kind: found.kind, told, title: named(title), summary: whole };
    }
    case 'promise':
      return { ...found, told: tell(found.incident), words: marked({ text: found.promise.text, lang: 'any' }) };
    case 'entry':
      return { ...found, told: tell(found.incident), words: saidBy(found.entry).map(marked) };
    case 'official':
      return { ...found, name: named(directory.officials.find(({ id }) => id === found.id)?.name ?? {}) };
    case 'office':
      return { ...found, name: named(directory.offices.find(({ id }) => id === found.id)?.name ?? {}) };
  }
}
