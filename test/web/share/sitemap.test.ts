import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listSitemapRun, listSitemapStarts } from '../../../src/records/sitemap.ts';
import { retract, takeDown } from '../../../src/records/taking-back.ts';
import { NOW, type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../../support/databases.ts';
import { incident, minute, promise, statement } from '../../support/facts.ts';

const BASE = 'https://merzim.example';
const BY = { user: null, via: 'command' } as const;
const LATER = Date.parse('2020-02-01T00:00:00Z');

let site: TestApp;
beforeAll(async () => {
  site = await testApp({ now: LATER, env: { BASE_URL: BASE }, prepare: publishCasesOf2019 });
});
afterAll(() => site.close());

const get = async (path: string, app = site.app) => {
  const response = await app.request(path);
  return { response, text: await response.text() };
};
const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc = '']) => loc);

/** Every page that the sitemap names, of this language: by its path. */
async function mapped(app = site.app): Promise<string[]> {
  const files = locations((await get('/sitemap.xml', app)).text);
  const pages: string[] = [];
  for (const file of files) pages.push(...locations((await get(new URL(file).pathname, app)).text));
  return pages.map((loc) => new URL(loc).pathname);
}

describe('/sitemap.xml', () => {
  it('is an index of files with at most 5,000 addresses, kept for a minute at most', async () => {
    const { response, text } = await get('/sitemap.xml');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8']);
    expect(response.headers.get('cache-control')).toMatch(/^public, max-age=([1-5]?\d|60), must-revalidate$/);
    expect(Object.keys(new XMLParser().parse(text))).toEqual(['?xml', 'sitemapindex']);
    expect(locations(text)).toEqual([`${BASE}/sitemap-pages-1.xml`, `${BASE}/sitemap-from-almaty-blackout-2019.xml`]);
  });

  it('names each page in three languages, each with the others and when it changed', async () => {
    const { text } = await get('/sitemap-from-almaty-blackout-2019.xml');
    const urls = new XMLParser({ ignoreAttributes: false }).parse(text).urlset.url as Record<string, unknown>[];
    const [ru, kk, en] = urls;
    const path = '/incidents/almaty-blackout-2019';
    expect([ru?.loc, kk?.loc, en?.loc]).toEqual([BASE + path, `${BASE}/kk${path}`, `${BASE}/en${path}`]);
    expect(ru?.lastmod).toBe('2019-08-01T00:00:00.000Z');
    const others = (kk?.['xhtml:link'] ?? []) as Record<string, string>[];
    expect(others.map((link) => [link['@_hreflang'], link['@_href']])).toEqual([
      ['ru', BASE + path],
      ['kk', `${BASE}/kk${path}`],
      ['en', `${BASE}/en${path}`],
      ['x-default', BASE + path],
    ]);
  });

  it('names what answers and may be found, under its one address, and nothing twice', async () => {
    const pages = await mapped();
    expect(pages.length).toBeGreaterThan(60);
    expect(pages).toHaveLength(new Set(pages).size);
    expect(pages).toEqual(
      expect.arrayContaining(['/', '/kk', '/promises/arys-2019/all-houses', '/en/officials/sagintayev']),
    );
    for (const page of pages) {
      const { response, text } = await get(page);
      expect([page, response.status]).toEqual([page, 200]);
      expect(text).not.toContain('content="noindex"');
      expect(text).toContain(`<link rel="canonical" href="${BASE}${page}"/>`);
    }
  });

  it('names nothing before it is so: an incident that is not possible yet, a promise that is not certainly made', async () => {
    const own = await testApp({ now: NOW, prepare: publishCasesOf2019 });
    const said = minute('2019-08-05T11:00');
    const facts = incident({
      slug: 'tomorrow',
      office: 'akim-almaty',
      entries: [statement('s', said, { by: { office: 'akim-almaty', official: null } })],
      promises: [promise('p', 's', {})],
    });
    await publishIncident(own.db, facts, NOW);
    expect((await mapped(own.app)).filter((page) => /tomorrow/.test(page))).toEqual([]);
    await own.close();
  });

  it('loses what was retracted and what was taken down', async () => {
    const own = await testApp({ now: LATER, prepare: publishCasesOf2019 });
    const slug = 'almaty-blackout-2019';
    const part = (id: string) => [{ kind: 'promise' as const, id }];
    await retract(own.db, { slug, parts: part('results'), by: BY, now: LATER, why: 'Ошибка' });
    await takeDown(own.db, { slug, parts: part('audit'), by: BY, now: LATER, why: 'Суд' });
    await takeDown(own.db, {
      slug: 'arys-2019',
      parts: [{ kind: 'incident', id: '' }],
      by: BY,
      now: LATER,
      why: 'Суд',
    });
    const pages = await mapped(own.app);
    expect(pages).toContain(`/promises/${slug}/inform-public`);
    expect(pages.filter((page) => /\/(results|audit)$|arys/.test(page))).toEqual([]);
    await own.close();
  });

  it.each(['/sitemap-pages-2.xml', '/sitemap-from-zzz.xml', '/sitemap-pages-0.xml', '/kk/sitemap.xml'])(
    'has no file %s',
    async (path) => expect((await get(path)).response.status).toBe(404),
  );
});

describe('Robots', () => {
  it('may read everything but the desk, searches and past days, and are told where the map is', async () => {
    const { text } = await get('/robots.txt');
    expect(text.split('\n')).toEqual([
      'User-agent: *',
      'Disallow: /desk',
      'Disallow: /kk/desk',
      'Disallow: /en/desk',
      'Disallow: /search?',
      'Disallow: /kk/search?',
      'Disallow: /en/search?',
      'Disallow: /*?*as_of=',
      `Sitemap: ${BASE}/sitemap.xml`,
      '',
    ]);
  });

  it('keep no page of a past day', async () => {
    const tag = async (path: string) => (await get(path)).response.headers.get('x-robots-tag');
    for (const path of ['/', '/kk/incidents/arys-2019', '/api/v1/promises', '/feeds/overdue.atom', '/cards/home.png'])
      expect([await tag(path), await tag(`${path}?as_of=2019-11-01`)], path).toEqual([null, 'noindex']);
  });
});

describe.each(ENGINES)('The runs of a sitemap (%s)', (engine) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db);
  });
  afterAll(() => test.close());

  it.each([1, 6, 9, 12, 1000])(
    'hold every incident and promise once, with at most %i pages unless one has more',
    async (most) => {
      const starts = await listSitemapStarts(test.db, most);
      const runs = await Promise.all(starts.map((from) => listSitemapRun(test.db, from, most)));
      const sizes = runs.map((run) => run.reduce((sum, { promises }) => sum + 1 + promises.length, 0));
      expect(runs.map((run) => run[0]?.slug)).toEqual(starts);
      expect(runs.flat().map(({ slug }) => slug)).toEqual(['almaty-blackout-2019', 'arys-2019', 'lrt-nur-sultan']);
      expect(sizes.filter((size, at) => size > most && (runs[at]?.length ?? 0) > 1)).toEqual([]);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(16);
    },
  );
});
