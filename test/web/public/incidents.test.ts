import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDraft } from '../../../src/records/desk.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../../support/cases.ts';
import { mistakes, visible } from '../../views/page.ts';
import { fictional } from './lists.ts';

const NOW = Date.parse('2019-12-31T00:00:00Z');
const BY = { user: null, via: 'desk' } as const;
const MANY = Array.from({ length: 45 }, (_, index) => `burst-${String(index).padStart(2, '0')}`);
let site: TestApp;

beforeAll(async () => {
  site = await testApp({
    now: NOW,
    prepare: async (db) => {
      await publishCasesOf2019(db);
      for (const slug of MANY) await publishIncident(db, fictional(slug, []), NOW);
      await saveDraft(db, { incident: fictional('only-drafted', []), by: BY, now: NOW, why: null });
    },
  });
});
afterAll(() => site.close());

const page = async (path: string) => {
  const response = await site.app.request(path);
  return { status: response.status, html: await response.text() };
};
const found = async (query: string) => slugsIn((await page(`/incidents?${query}`)).html);
const slugsIn = (html: string) =>
  [...html.matchAll(/<h3><a href="(?:\/kk|\/en)?\/incidents\/([^"?]+)/g)].map(([, slug]) => slug);
const nextOf = (html: string) => /<a href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');

describe('/incidents', () => {
  it('finds by kind, topic, office, region, year and words of the title, in any language', async () => {
    expect(await found('kind=ongoing')).toEqual(['lrt-nur-sultan']);
    expect(await found('topic=explosion')).toEqual(['arys-2019']);
    expect(await found('office=akim-turkistan')).toEqual(['arys-2019']);
    expect(await found('region=%D0%9D%D1%83%D1%80-%D0%A1%D1%83%D0%BB%D1%82%D0%B0%D0%BD')).toEqual(['lrt-nur-sultan']);
    expect(await found('region=Nur-Sultan&kind=ongoing')).toEqual(['lrt-nur-sultan']);
    expect(await found('q=%D0%B0%D1%80%D1%8B%D1%81%D0%B8+%D1%81%D0%BA%D0%BB%D0%B0%D0%B4%D0%B0%D1%85')).toEqual([
      'arys-2019',
    ]);
    expect(await found('q=ammunition')).toEqual(['arys-2019']);
    expect(await found('year=2019&topic=power')).toEqual(['almaty-blackout-2019']);
    expect(await found('year=2018')).toEqual([]);
  });

  it('takes filters together, and an empty result says so', async () => {
    const { html } = await page('/incidents?kind=ongoing&topic=explosion');
    expect(slugsIn(html)).toEqual([]);
    expect(visible(html)).toContain('Таких событий на этот день в записи нет.');
  });

  it('empty fields of the form ask for nothing', async () => {
    expect(await found('q=&region=&office=&kind=ongoing&topic=&year=')).toEqual(['lrt-nur-sultan']);
  });

  it('has only what had begun by the day', async () => {
    expect(await found('topic=power&as_of=2019-07-14')).toEqual([]);
    expect(await found('topic=power&as_of=2019-07-15')).toEqual(['almaty-blackout-2019']);
  });

  it('says of each what is so as of the day', async () => {
    const text = visible((await page('/en/incidents?office=akim-turkistan&as_of=2019-11-01')).html);
    expect(text).toContain('Partly done: 2. Past due, not yet checked: 2. No date given: 1.');
    expect(text).toContain('Facebook, at 13:52. From when the services knew: 4 hours 32 minutes later.');
  });

  it('goes on without a gap and without a repetition, keeping filters, language and day', async () => {
    const seen: (string | undefined)[] = [];
    let path: string | undefined = '/kk/incidents?topic=water&as_of=2019-11-01';
    let pages = 0;
    while (path !== undefined) {
      const { html } = await page(path);
      seen.push(...slugsIn(html));
      path = nextOf(html);
      pages++;
      if (path !== undefined) expect(path).toMatch(/^\/kk\/incidents\?topic=water&after=.+&as_of=2019-11-01$/);
    }
    expect(pages).toBe(3);
    expect(seen).toEqual(MANY);
  });

  it('a place in the list stays where it is when something newer comes', async () => {
    const next = nextOf((await page('/incidents?topic=water')).html) ?? '';
    const before = slugsIn((await page(next)).html);
    const newer = fictional('burst-newer', [], { started: fictional('x', []).started });
    await publishIncident(site.db, { ...newer, slug: 'a-newer-burst' }, NOW);
    expect(slugsIn((await page(next)).html)).toEqual(before);
  });

  it('keeps the filter in the form and when the language changes', async () => {
    const { html } = await page('/incidents?q=%22%3E%3Cb%3E&kind=acute&as_of=2019-08-05');
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;"');
    expect(html).toContain('<option value="acute" selected="">');
    expect(html).toContain('href="/en/incidents?q=%22%3E%3Cb%3E&amp;kind=acute&amp;as_of=2019-08-05"');
  });

  it('knows nothing of drafts', async () => {
    expect((await page('/incidents?q=only-drafted')).html).not.toContain('/incidents/only-drafted');
  });

  it('refuses what is no kind, no year, no place', async () => {
    for (const query of ['kind=large', 'year=19', 'after=here', 'as_of=2020-06-01'])
      expect((await page(`/incidents?${query}`)).status, query).toBe(400);
  });

  it.each(['', '/kk', '/en'])('is sound HTML (%s)', async (prefix) => {
    expect(await mistakes((await page(`${prefix}/incidents?as_of=2019-08-05&kind=acute`)).html, 'page')).toEqual([]);
  });
});
