import { Hono } from 'hono';
import { SECTIONS } from '../../../views/sections.ts';
import { isCertainAt } from '../../domain/at.ts';
import { nextMinute } from '../../domain/next-change.ts';
import { dayEndingAt, type Instant } from '../../domain/zone.ts';
import { type Db, inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { findLastRevision } from '../../records/last-revision.ts';
import { listShownOfficials } from '../../records/officials.ts';
import { listIssuedWeeks, listSitemapRun, listSitemapStarts, type MappedIncident } from '../../records/sitemap.ts';
import { type AppContext, type AppEnv, baseUrl } from '../context.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
import { indexDocument, type MappedPage, pagesDocument } from './sitemap-xml.ts';

const XML = 'application/xml; charset=utf-8';
/** Each is three addresses, one in each language: a file has at most 5,000. */
export const PAGES_IN_FILE = 1666;
const DAY = 'public, max-age=86400';

/** A page exists as of every instant, and a search for every word: robots would never come to an end. */
const NOT_FOR_ROBOTS = ['/desk', '/search?'].flatMap((path) => ['', '/kk', '/en'].map((prefix) => prefix + path));

/** `/sitemap.xml`, an index, with its files: what there is to read now, in three languages; and what robots may read. */
export function sitemap(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/sitemap.xml', async (c) => {
    const { db } = c.var.deps;
    const starts = await listSitemapStarts(db, PAGES_IN_FILE);
    const files = Math.ceil((await inSnapshot(db, (snapshot) => otherPages(c, snapshot))).length / PAGES_IN_FILE);
    const names = [
      ...Array.from({ length: files }, (_, at) => `/sitemap-pages-${at + 1}.xml`),
      ...starts.map((slug) => `/sitemap-from-${slug}.xml`),
    ];
    return answer(
      c,
      indexDocument(
        baseUrl(c.var.deps),
        names.map((path) => ({ path, changedAt: null })),
      ),
    );
  });
  app.get('/:file{sitemap-pages-[1-9][0-9]{0,3}\\.xml}', async (c) => {
    const number = Number(/\d+/.exec(c.req.param('file') ?? '')?.[0]);
    const pages = await inSnapshot(c.var.deps.db, (snapshot) => otherPages(c, snapshot));
    const own = pages.slice((number - 1) * PAGES_IN_FILE, number * PAGES_IN_FILE);
    if (own.length === 0) refuse(404);
    return answer(c, pagesDocument(baseUrl(c.var.deps), own));
  });
  app.get('/:file{sitemap-from-[a-z0-9-]+\\.xml}', async (c) => {
    const from = (c.req.param('file') ?? '').replace(/^sitemap-from-|\.xml$/g, '');
    const run = await listSitemapRun(c.var.deps.db, from, PAGES_IN_FILE);
    const pages = run.flatMap((incident) => pagesOf(incident, c.var.now));
    if (pages.length === 0) refuse(404);
    return answer(c, pagesDocument(baseUrl(c.var.deps), pages));
  });
  app.get('/robots.txt', (c) => {
    const lines = [
      'User-agent: *',
      ...NOT_FOR_ROBOTS.map((path) => `Disallow: ${path}`),
      'Disallow: /*?*as_of=',
      `Sitemap: ${baseUrl(c.var.deps)}/sitemap.xml`,
    ];
    return c.text(`${lines.join('\n')}\n`, 200, { 'Cache-Control': DAY });
  });
  return app;
}

/** What falls due or becomes certain may add a page at any whole minute. */
const answer = (c: AppContext, document: string): Promise<Response> =>
  respondPublic(c, document, { type: XML, until: nextMinute(c.var.now) });

/** The page of the incident, once anything of it is possible, and of each promise, once it is certainly made. domain.md, What counts. */
function pagesOf({ slug, changedAt, firstPossibleAt, promises }: MappedIncident, now: Instant): MappedPage[] {
  if (firstPossibleAt === null || firstPossibleAt > now) return [];
  const made = promises.filter(({ said }) => isCertainAt(said, now));
  return [`/incidents/${slug}`, ...made.map(({ id }) => `/promises/${slug}/${id}`)].map((path) => ({
    path,
    changedAt,
  }));
}

/** The sections, the offices and people of whom there is a page, the digests. */
async function otherPages(c: AppContext, db: Db): Promise<MappedPage[]> {
  const { digestZone } = c.var.deps.config;
  const { now, site } = c.var;
  const directory = await loadDirectory(db);
  const changedAt = (await findLastRevision(db, 'directory', 'directory'))?.at ?? null;
  const shown = await listShownOfficials(db, { directory, on: dayEndingAt(now, digestZone), asOf: now });
  const sections = site.sections.filter((name) => name !== 'search').map((name) => SECTIONS[name]);
  return [
    ...['/', ...sections].map((path) => ({ path, changedAt: null })),
    ...directory.offices.map(({ id }) => ({ path: `/offices/${id}`, changedAt })),
    ...directory.officials.filter(({ id }) => shown.has(id)).map(({ id }) => ({ path: `/officials/${id}`, changedAt })),
    ...(await listIssuedWeeks(db)).map(({ week, issuedAt }) => ({ path: `/digests/${week}`, changedAt: issuedAt })),
  ];
}
