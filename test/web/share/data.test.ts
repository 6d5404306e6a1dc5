import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueDigest } from '../../../src/digest/issue.ts';
import { findWeek } from '../../../src/domain/week.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../../support/cases.ts';
import { incident, minute } from '../../support/facts.ts';
import { mistakes, visible } from '../../views/page.ts';

const BASE = 'https://merzim.example';
const BY = { user: null, via: 'desk' } as const;
const HOSTILE = 'Свет </script><script>alert(1)</script> & \u2028 <!--';

let site: TestApp;
beforeAll(async () => {
  site = await testApp({
    env: { BASE_URL: BASE },
    prepare: async (db) => {
      await publishCasesOf2019(db);
      const hostile = { title: { ru: HOSTILE }, started: minute('2019-08-02T14:00'), office: 'akim-almaty' };
      await publishIncident(db, incident({ slug: 'hostile', ...hostile }), Date.parse('2019-08-02T14:00:00Z'));
      const week = findWeek('2019-W30', 'Asia/Almaty');
      if (week === undefined) throw new RangeError('no such week');
      await issueDigest(db, { week, zone: 'Asia/Almaty', now: week.cutOff, by: BY });
    },
  });
});
afterAll(() => site.close());

const get = async (path: string) => (await site.app.request(path)).text();
const blocksOf = (html: string) =>
  [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)].map(([, json = '']) => json);
async function dataOf(path: string): Promise<Record<string, unknown>> {
  const [json = 'null', ...more] = blocksOf(await get(path));
  expect(more).toEqual([]);
  return JSON.parse(json);
}

describe('What pages say to programs (schema.org)', () => {
  it('of an incident: an article about an event, its days as coarse as they are known', async () => {
    expect(await dataOf('/en/incidents/almaty-blackout-2019')).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      url: `${BASE}/en/incidents/almaty-blackout-2019`,
      inLanguage: 'en',
      headline: 'The Almaty blackout of 15 July 2019',
      image: `${BASE}/en/cards/incidents/almaty-blackout-2019.png`,
      datePublished: '2019-08-01T00:00:00.000Z',
      dateModified: '2019-08-01T00:00:00.000Z',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      publisher: { '@type': 'Organization', name: 'Merzim', url: BASE },
      about: { '@type': 'Event', startDate: '2019-07-15', endDate: '2019-07-15', location: { name: 'Almaty' } },
    });
  });

  it('of one without a beginning no event', async () => {
    expect(await dataOf('/incidents/lrt-nur-sultan')).not.toHaveProperty('about');
  });

  it.each([
    ['/', 'WebSite'],
    ['/kk', 'WebSite'],
    ['/promises/almaty-blackout-2019/results', 'NewsArticle'],
    ['/offices/akim-almaty', 'ProfilePage'],
    ['/officials/sagintayev', 'ProfilePage'],
    ['/digests/2019-W30', 'NewsArticle'],
    ['/data', 'Dataset'],
  ])('%s is a %s', async (path, type) => {
    const data = await dataOf(path);
    expect([data['@type'], data.url]).toEqual([type, BASE + path]);
    expect(await mistakes(await get(path), 'page')).toEqual([]);
  });

  it('no page rates anybody or anything', async () => {
    for (const path of ['/promises/arys-2019/all-houses', '/officials/sagintayev', '/incidents/arys-2019'])
      expect(JSON.stringify(await dataOf(path))).not.toMatch(/ClaimReview|[Rr]ating|[Vv]erdict/);
  });

  it('an address of the data is one that answers', async () => {
    const { distribution } = (await dataOf('/data')) as { distribution: { contentUrl: string }[] };
    expect(distribution.length).toBeGreaterThan(5);
    for (const { contentUrl } of distribution)
      expect((await site.app.request(new URL(contentUrl).pathname)).status, contentUrl).toBe(200);
  });

  it('what was written stays data: no word of it ends the block', async () => {
    const html = await get('/incidents/hostile');
    const [json = '', ...more] = blocksOf(html);
    expect(more).toEqual([]);
    expect(json).not.toMatch(/[<>&\u2028]/);
    expect((JSON.parse(json) as { headline: string }).headline).toBe(HOSTILE);
    expect(html).not.toContain('<script>alert');
  });
});

describe('How to cite', () => {
  const citeOf = async (path: string) =>
    visible(/<p class="cite"[^>]*>([\s\S]*?)<\/p>/.exec(await get(path))?.[1] ?? '');

  it.each([
    [
      '/incidents/almaty-blackout-2019',
      /^Merzim\. Отключение .* 2019 года\. Состояние на 5 августа 2019 года, версия \d+\. https:\/\/merzim\.example\/incidents\/almaty-blackout-2019\?as_of=2019-08-05$/,
    ],
    [
      '/promises/almaty-blackout-2019/results',
      /^Merzim\. Поручение: .*, версия \d+\. https:.*\/results\?as_of=2019-08-05$/,
    ],
    [
      '/kk/offices/akim-almaty',
      /^Merzim\. Алматы қаласының әкімі\. 2019 жылғы 5 тамыздағы жағдай, \d+-нұсқа\. https:.*\/kk\/offices\/akim-almaty\?as_of=2019-08-05$/,
    ],
    [
      '/en/officials/sagintayev?as_of=2019-07-20',
      /^Merzim\. Bakytzhan Sagintayev, as of 20 July 2019, revision \d+\. https:.*\?as_of=2019-07-20$/,
    ],
    [
      '/digests/2019-W30',
      /^Merzim\. Сводка .*\. Вышла 29 июля 2019 года\. https:\/\/merzim\.example\/digests\/2019-W30$/,
    ],
  ])('%s names itself, its day or its issue, and a lasting address', async (path, line) => {
    expect(await citeOf(path)).toMatch(line);
  });
});
