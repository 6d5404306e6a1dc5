import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveNewsroom } from '../../../src/records/newsroom-facts.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { mistakes, visible } from '../../views/page.ts';

const BASE = 'https://merzim.example';
const PUBLISHED = Date.parse('2019-08-01T00:00:00Z');
const BY = { user: null, via: 'command' } as const;
let now = Date.parse('2019-08-20T06:00:00Z');
let site: TestApp;

beforeAll(async () => {
  site = await testApp({ now: () => now, prepare: publishCasesOf2019, env: { BASE_URL: BASE } });
});
afterAll(() => site.close());

const say = (contact: string | null) =>
  saveNewsroom(site.db, {
    newsroom: {
      name: { ru: 'Редакция' },
      about: { en: 'First line.\nSecond line.' },
      contact,
      zone: null,
      staffNamed: false,
    },
    by: BY,
    now: PUBLISHED,
  });
const page = async (path: string) => {
  const html = await (await site.app.request(path)).text();
  return { html, text: visible(html) };
};
/** The subject of the mail that the foot of a page leads to. */
const subject = (html: string): string =>
  decodeURIComponent(/href="mailto:desk@example\.org\?subject=([^"]*)"/.exec(html)?.[1] ?? '');

describe('A mistake or a reply', () => {
  it('is written to the newsroom from every page, with the page and its revision in the subject', async () => {
    await say('desk@example.org');
    const { version } = await site.db
      .selectFrom('editions')
      .select('version')
      .where('slug', '=', 'arys-2019')
      .executeTakeFirstOrThrow();
    const incident = `${BASE}/en/incidents/arys-2019`;
    expect(subject((await page('/en/incidents/arys-2019')).html)).toBe(`Merzim: ${incident}, revision ${version}`);
    expect(subject((await page('/en/incidents/arys-2019?as_of=2019-08-05')).html)).toBe(
      `Merzim: ${incident}?as_of=2019-08-05, revision ${version}`,
    );
    const promise = '/en/promises/arys-2019/all-houses';
    expect(subject((await page(promise)).html)).toBe(`Merzim: ${BASE}${promise}, revision ${version}`);
    for (const path of [
      '/',
      '/incidents',
      '/promises?status=overdue',
      '/offices',
      '/offices/akim-almaty',
      '/officials/sagintayev',
      '/search?q=вода',
      '/digests',
      '/corrections',
      '/data',
      '/method',
      '/about',
      '/subscribe',
      '/accessibility',
      '/nowhere',
    ])
      expect([path, subject((await page(path)).html)]).toEqual([
        path,
        expect.stringContaining(`Merzim: ${BASE}${encodeURI(path.split('?')[0] ?? '')}`),
      ]);
  });

  it('goes to a page where the newsroom has named one', async () => {
    await say('https://example.org/write');
    expect((await page('/en/incidents')).html).toContain('<a href="https://example.org/write">');
  });

  it('is not told of the address of a letter’s link', async () => {
    await say('desk@example.org');
    expect(subject((await page('/subscribe/leave/a-token')).html)).not.toContain('a-token');
  });
});

describe('Every page that shows the record', () => {
  it('says when its facts last changed and when somebody last looked', async () => {
    expect((await page('/en/incidents/almaty-blackout-2019')).text).toContain(
      'Last change of this record: 1 August 2019. Last check in this record: 30 July 2019.',
    );
    expect((await page('/en/promises')).text).toMatch(
      /Last change on this site: 1 August 2019\. Last check on this site: \d+ \w+ 2019\./,
    );
    const past = (await page('/en/promises?as_of=2019-07-29')).text;
    expect(past).not.toContain('Last change');
    expect(past).toMatch(/Last check on this site:|No check is recorded/);
  });

  it('gives a look whose day is not known as the span that it is', async () => {
    now = Date.parse('2020-01-10T06:00:00Z');
    expect((await page('/en/incidents/lrt-nur-sultan')).text).toMatch(
      /Last check in this record: between 1 September and 31 December 2019\./,
    );
    now = Date.parse('2019-08-20T06:00:00Z');
  });

  it('says by itself where nobody has looked for 30 days, and not before', async () => {
    const all = ['/en', '/en/incidents/arys-2019', '/en/promises', '/en/method', '/en/data'];
    const { html } = await page('/en/method');
    expect(html).not.toContain('class="notice"');
    now = Date.parse('2020-03-01T06:00:00Z');
    const shown = (await page('/en/incidents/arys-2019/shown?on=2019-08-10')).html;
    expect(await mistakes(shown, 'page')).toEqual([]);
    expect(shown.match(/class="notice"/g)).toHaveLength(1);
    for (const path of all) expect([path, (await page(path)).html.includes('class="notice"')]).toEqual([path, true]);
    now = Date.parse('2019-08-20T06:00:00Z');
  });
});

describe('Who runs this site', () => {
  it.each(['', '/kk', '/en'])(
    'is told in the newsroom’s own words, with where to write and the terms (%s)',
    async (prefix) => {
      await say('desk@example.org');
      const { html, text } = await page(`${prefix}/about`);
      expect(text).toContain('First line.');
      expect(html).toContain('Редакция');
      expect(html).toContain(`${BASE}${prefix}/about`);
      expect(html).toContain('rel="license noopener"');
      expect(await mistakes(html, 'page')).toEqual([]);
    },
  );

  it('is said to be unknown where the newsroom has said nothing', async () => {
    await saveNewsroom(site.db, {
      newsroom: { name: {}, about: {}, contact: null, zone: null, staffNamed: false },
      by: BY,
      now,
    });
    const { text } = await page('/en/about');
    expect(text).toContain('The newsroom has said nothing of itself yet.');
    expect(text).toContain('The newsroom has named no address to write to.');
  });
});

describe('The versions of the rules', () => {
  it.each(['', '/kk', '/en'])('stand on the method page with their days (%s)', async (prefix) => {
    const { html } = await page(`${prefix}/method`);
    expect(html).toMatch(/<section class="sec" id="versions"[\s\S]*<time datetime="2026-11-24">/);
    expect(await mistakes(html, 'page')).toEqual([]);
  });
});
