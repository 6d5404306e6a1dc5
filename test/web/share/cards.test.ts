import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retract, takeDown } from '../../../src/records/taking-back.ts';
import { CardDrawer, cardTag, WAITING_AT_MOST } from '../../../src/web/share/card-drawer.ts';
import { type Card, cardWords } from '../../../views/share/card.tsx';
import { NOW, type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';

const BY = { user: null, via: 'command' } as const;

let site: TestApp;
beforeAll(async () => {
  site = await testApp({ env: { BASE_URL: 'https://merzim.example' }, prepare: publishCasesOf2019 });
});
afterAll(() => site.close());

const get = (path: string, headers: Record<string, string> = {}) => site.app.request(path, { headers });

describe('The card of a page', () => {
  it.each([
    '/cards/home.png',
    '/cards/incidents/almaty-blackout-2019.png',
    '/kk/cards/incidents/arys-2019.png',
    '/en/cards/incidents/lrt-nur-sultan.png?as_of=2019-08-01',
    '/cards/promises/almaty-blackout-2019/results.png',
    '/kk/cards/offices/akim-almaty.png',
    '/cards/officials/sagintayev.png',
    '/cards/digests/2019-W31.png',
  ])('is a small picture of 1200 by 630 that any site may show: %s', async (path) => {
    const response = await get(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(
      Number(/^public, max-age=(\d+), must-revalidate$/.exec(response.headers.get('cache-control') ?? '')?.[1]),
    ).toBeLessThanOrEqual(60);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBeLessThan(100_000);
    const { width, height, format } = await sharp(bytes).metadata();
    expect([width, height, format]).toEqual([1200, 630, 'png']);
  });

  it('is not sent again to who has it, and another one as of another day', async () => {
    const path = '/cards/incidents/almaty-blackout-2019.png';
    const etag = (await get(path)).headers.get('etag') ?? '';
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(`${path}?as_of=2019-07-20`)).headers.get('etag')).not.toBe(etag);
    expect((await get(`/kk${path}`)).headers.get('etag')).not.toBe(etag);
  });

  it.each([
    ['/cards/incidents/nowhere.png', 404],
    ['/cards/incidents/almaty-blackout-2019.png?as_of=2019-07-01', 404],
    ['/cards/promises/almaty-blackout-2019/nothing.png', 404],
    ['/cards/offices/nowhere.png', 404],
    ['/cards/officials/nobody.png', 404],
    ['/cards/digests/2019-W32.png', 404],
    ['/cards/digests/2019-W60.png', 404],
    ['/cards/home.png?as_of=2099-01-01', 400],
  ])('%s is %i', async (path, status) => {
    const response = await get(path);
    expect([response.status, response.headers.get('cross-origin-resource-policy')]).toEqual([status, 'same-origin']);
  });

  it('is named in the head of its page with what it says, on the day that is shown', async () => {
    const html = await (await get('/kk/incidents/almaty-blackout-2019?as_of=2019-07-30')).text();
    const of = (name: string) => new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1];
    expect(of('og:image')).toBe('https://merzim.example/kk/cards/incidents/almaty-blackout-2019.png?as_of=2019-07-30');
    expect(of('og:url')).toBe('https://merzim.example/kk/incidents/almaty-blackout-2019?as_of=2019-07-30');
    expect(of('og:image:alt')?.replaceAll('\u00a0', ' ')).toMatch(/өшуі\. .*30 шілдедегі жағдай\. Merzim\.$/);
    expect([of('og:locale'), of('twitter:card')]).toEqual(['kk_KZ', 'summary_large_image']);
    expect([...html.matchAll(/og:locale:alternate" content="([^"]*)"/g)].map(([, locale]) => locale)).toEqual([
      'ru_RU',
      'en_GB',
    ]);
  });

  it.each([
    '/',
    '/incidents',
    '/promises',
    '/promises/arys-2019/all-houses',
    '/offices',
    '/offices/akim-almaty',
    '/officials/sagintayev',
    '/digests',
    '/digests/2019-W31',
    '/method',
    '/corrections',
    '/data',
  ])('there is one for %s, and its address answers', async (path) => {
    const html = await (await get(path)).text();
    const image = /property="og:image" content="([^"]*)"/.exec(html)?.[1] ?? '';
    expect(image).toMatch(/^https:\/\/merzim\.example\/cards\//);
    expect((await get(new URL(image).pathname)).status).toBe(200);
    for (const name of ['og:title', 'og:description', 'og:url', 'og:image:alt', 'twitter:image', 'twitter:title'])
      expect(html).toMatch(new RegExp(`"${name}" content="[^"]+"`));
  });

  it('is gone with what was taken back: retracted, taken down', async () => {
    const own = await testApp({ prepare: publishCasesOf2019 });
    const ask = async (path: string) => (await own.app.request(path)).status;
    const promise = (id: string) => `/cards/promises/almaty-blackout-2019/${id}.png`;
    expect([await ask(promise('results')), await ask(promise('audit'))]).toEqual([200, 200]);
    const part = (id: string) => [{ kind: 'promise' as const, id }];
    await retract(own.db, { slug: 'almaty-blackout-2019', parts: part('results'), by: BY, now: NOW, why: 'Ошибка' });
    await takeDown(own.db, { slug: 'almaty-blackout-2019', parts: part('audit'), by: BY, now: NOW, why: 'Суд' });
    expect([await ask(promise('results')), await ask(promise('audit'))]).toEqual([404, 410]);
    const whole = [{ kind: 'incident' as const, id: '' }];
    await takeDown(own.db, { slug: 'almaty-blackout-2019', parts: whole, by: BY, now: NOW, why: 'Суд' });
    expect(await ask('/cards/incidents/almaty-blackout-2019.png')).toBe(410);
    await own.close();
  });
});

describe('Cards are drawn one at a time', () => {
  const card = (title: string): Card => ({ kicker: '', title, rows: [], day: 'на 5 августа', site: 'Merzim' });

  it('and each once, for all who ask and for who asks later', async () => {
    let [running, most, drawn] = [0, 0, 0];
    const drawer = new CardDrawer(async (one) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      drawn += 1;
      return Buffer.from(cardWords(one));
    });
    const asked = ['a', 'b', 'a', 'c'].map((title) => drawer.picture(card(title)));
    const bytes = await Promise.all(asked);
    expect(bytes.map((each) => String(each).slice(0, 2))).toEqual(['a.', 'b.', 'a.', 'c.']);
    expect(await drawer.picture(card('a'))).toBe(bytes[0]);
    expect([most, drawn]).toEqual([1, 3]);
  });

  it('and no more than so many wait; one that cannot be drawn holds up none', async () => {
    const drawer = new CardDrawer(async ({ title }) => {
      if (title === '0') throw new RangeError('broken');
      return Buffer.from(title);
    });
    const asked = Array.from({ length: WAITING_AT_MOST + 1 }, (_, at) => drawer.picture(card(String(at))));
    expect(asked.at(-1)).toBeUndefined();
    const settled = await Promise.allSettled(asked.slice(0, -1));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', ...Array(WAITING_AT_MOST - 1).fill('fulfilled')]);
    expect(String(await drawer.picture(card('again')))).toBe('again');
  });

  it('under a tag made of their words alone', () => {
    expect(cardTag(card('a'))).toBe(cardTag(card('a')));
    expect(cardTag(card('a'))).not.toBe(cardTag({ ...card('a'), day: 'на 6 августа' }));
  });
});
