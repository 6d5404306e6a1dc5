import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeDown } from '../../../src/records/taking-back.ts';
import { NOW, type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { mistakes, visible } from '../../views/page.ts';

let site: TestApp;
beforeAll(async () => {
  site = await testApp({ env: { BASE_URL: 'https://merzim.example' }, prepare: publishCasesOf2019 });
});
afterAll(() => site.close());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await site.app.request(path, { headers });
  return { response, html: await response.text() };
};

describe('/embed/incidents/:slug', () => {
  it.each(['', '/kk', '/en'])('is sound HTML that tells of the incident in short %s', async (prefix) => {
    const { response, html } = await get(`${prefix}/embed/incidents/almaty-blackout-2019`);
    expect(response.status).toBe(200);
    expect(await mistakes(html, 'page')).toEqual([]);
    expect(html).not.toContain('<script');
  });

  it('says what the page says: the promise, who looked, when they spoke, the day', async () => {
    const words = visible((await get('/embed/incidents/almaty-blackout-2019')).html);
    expect(words).toContain('Окончательные результаты проверки');
    expect(words).toContain('Срок вышел, результата не нашли. Смотрели 30 июля: informburo.kz (каналы не названы).');
    expect(words).toContain('Twitter, около 18:00. После начала: через 3–4,5 часа.');
    expect(words).toContain('Алматы, 15 июля 2019 года, время Алматы, UTC+6');
    expect(words).toContain('Состояние на 5 августа 2019 года.');
    expect(visible((await get('/embed/incidents/almaty-blackout-2019?as_of=2019-07-20')).html)).toContain(
      'Состояние на 20 июля 2019 года.',
    );
  });

  it('may be framed by everyone, and no other page by anyone', async () => {
    const framed = async (path: string) =>
      /frame-ancestors ([^;]+)/.exec((await get(path)).response.headers.get('content-security-policy') ?? '')?.[1];
    expect(await framed('/embed/incidents/arys-2019')).toBe('*');
    expect(await framed('/embed/incidents/nowhere')).toBe('*');
    for (const path of ['/', '/incidents/arys-2019', '/desk/login', '/nowhere', '/cards/home.png'])
      expect(await framed(path), path).toBe("'none'");
  });

  it('sets no cookie, reads none, and is found by no search engine', async () => {
    const { response, html } = await get('/embed/incidents/arys-2019');
    const cookie = { cookie: 'merzim=somebody; __Host-merzim=somebody' };
    expect((await get('/embed/incidents/arys-2019', cookie)).html).toBe(html);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(html).toContain('<meta name="robots" content="noindex"/>');
  });

  it('has no link that stays within the frame', async () => {
    const { html } = await get('/embed/incidents/arys-2019');
    const links = [...html.matchAll(/<a [^>]*>/g)].map(([link]) => link);
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((link) => !link.includes('target="_top"'))).toEqual([]);
  });

  it('is gone with the incident', async () => {
    const own = await testApp({ prepare: publishCasesOf2019 });
    const parts = [{ kind: 'incident' as const, id: '' }];
    const by = { user: null, via: 'command' } as const;
    await takeDown(own.db, { slug: 'arys-2019', parts, by, now: NOW, why: 'Суд' });
    const response = await own.app.request('/embed/incidents/arys-2019');
    expect([response.status, (await response.text()).includes('Арыс')]).toEqual([410, false]);
    await own.close();
  });
});

describe('The page of an incident', () => {
  it.each(['', '/kk', '/en'])('offers a text and a frame to take along, without any script %s', async (prefix) => {
    const { html } = await get(`${prefix}/incidents/arys-2019`);
    expect(await mistakes(html, 'page')).toEqual([]);
    const [text = '', frame = ''] = [...html.matchAll(/<textarea class="copy"[^>]*>([\s\S]*?)<\/textarea>/g)].map(
      ([, words = '']) => words,
    );
    expect(text.trimEnd()).toMatch(new RegExp(`\nhttps://merzim\\.example${prefix}/incidents/arys-2019$`));
    expect(frame).toContain(`&lt;iframe src=&quot;https://merzim.example${prefix}/embed/incidents/arys-2019&quot;`);
    expect(html.match(/<button type="button" hidden="hidden" data-copy=/g)).toHaveLength(2);
  });
});
