import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASSETS, assetUrl } from '../../views/static.ts';
import { type TestApp, testApp } from '../support/app.ts';

let site: TestApp;

beforeAll(async () => {
  site = await testApp();
  site.app.get('/test/broken', () => {
    throw new Error('the database said: (secret)');
  });
  site.app.post('/test/taken', (c) => c.text('taken'));
});
afterAll(() => site.close());

const get = (path: string, headers: Record<string, string> = {}) => site.app.request(path, { headers });
const post = (headers: Record<string, string>, body = 'a=b') =>
  site.app.request('/test/taken', { method: 'POST', headers, body });

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('Addresses', () => {
  it('have a prefix for Kazakh and English, none for Russian', async () => {
    expect(await (await get('/nothing')).text()).toContain('<html lang="ru"');
    expect(await (await get('/kk/nothing')).text()).toContain('<html lang="kk"');
    expect(await (await get('/en/nothing')).text()).toContain('<html lang="en"');
    expect(await (await get('/kkk/nothing')).text()).toContain('<html lang="ru"');
  });

  it('have one language where the answer has none', async () => {
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/kk/healthz')).status).toBe(404);
    expect((await get(`/en${assetUrl('merzim.css')}`)).status).toBe(404);
  });

  it.each([
    ['/ru', '/'],
    ['/ru/healthz', '/healthz'],
    ['/ru/healthz/', '/healthz'],
    ['/healthz/', '/healthz'],
    ['/kk/', '/kk'],
    ['/healthz/?a=b&as_of=2019-07-30', '/healthz?a=b&as_of=2019-07-30'],
    ['//evil.example/', '/evil.example'],
    ['/ru//evil.example', '/evil.example'],
    ['/ru/\\evil.example/', '/evil.example'],
  ])('%s leads to %s', async (from, to) => {
    const response = await site.app.request(`http://localhost${from}`);
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe(to);
  });

  it.each(['/%', '/%ff', '/%c3%28', '/a%00b', '/?q=%00', '/?q=%e0%a4%a', '/?q=%', `/?q=${'a'.repeat(4000)}`])(
    '%.20s is no address',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('Запрос не понят');
    },
  );

  it('answer HEAD like GET, without the body', async () => {
    const [head, whole] = [await site.app.request('/robots.txt', { method: 'HEAD' }), await get('/robots.txt')];
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect(head.headers.get('content-type')).toBe(whole.headers.get('content-type'));
  });
});

describe('As of', () => {
  it.each(['garbage', '2019-07', '2019-08-06T00:00Z', '2020-01-01'])(
    '%s is refused on a page of its own',
    async (asOf) => {
      const response = await get(`/en/healthz?as_of=${asOf}`.replace('/en', ''));
      expect(response.status).toBe(400);
    },
  );

  it('is read on every page, once', async () => {
    expect((await get('/healthz?as_of=2019-07-30')).status).toBe(200);
    expect((await get('/healthz?as_of=2019-07-30T18:00+06:00')).status).toBe(200);
    expect((await get('/healthz?as_of=')).status).toBe(200);
    expect((await get('/healthz?as_of=2019-07-30&as_of=2019-07-29')).status).toBe(400);
  });

  it('says what is wrong in the language of the reader', async () => {
    expect(await (await get('/en/nothing?as_of=2030-01-01')).text()).toContain('That day has not come yet');
    expect(await (await get('/kk/nothing?as_of=x')).text()).toContain('Күнді былай жазу керек');
  });
});

describe('Errors', () => {
  it('are pages in the language of the reader', async () => {
    const response = await get('/kk/nothing');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8$/i);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const html = await response.text();
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html).toContain('Мұндай бет жоқ');
    expect(html).toContain('href="/kk"');
  });

  it('are problem documents in the API', async () => {
    const response = await get('/api/v1/nothing');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ type: 'about:blank', status: 404, title: 'There is no such page' });
  });

  it('name the methods that an address takes', async () => {
    const response = await site.app.request('/healthz', { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect(await response.text()).toContain('Этот адрес не принимает такой запрос');
    expect((await get('/test/taken')).headers.get('allow')).toBe('POST');
    expect((await site.app.request('/nothing', { method: 'DELETE' })).status).toBe(404);
  });

  it('tell the reader nothing of our insides, and the log everything but the reader', async () => {
    const response = await get('/en/test/broken?secret=1', { 'x-forwarded-for': '203.0.113.7' });
    expect(response.status).toBe(500);
    const html = await response.text();
    expect(html).toContain('A mistake on our side');
    expect(html).not.toContain('database');
    const line = site.logged.text.trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(line)).toMatchObject({ route: '/test/broken', status: 500, err: { message: /said/ } } as object);
    expect(html).toContain(JSON.parse(line).id);
    expect(line).not.toMatch(/203\.0\.113|secret=1/);
  });
});

describe('Headers', () => {
  it('let a page load and run our own files only', async () => {
    const policy = (await get('/nothing')).headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]);
  });

  it('stand on every answer', async () => {
    for (const path of ['/healthz', '/nothing', '/test/broken', '/healthz/', assetUrl('merzim.css')]) {
      const { headers } = await get(path);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
      expect(headers.get('permissions-policy'), path).toContain('camera=()');
      expect(headers.get('content-security-policy'), path).toContain("default-src 'none'");
      expect(headers.get('cache-control'), path).not.toBeNull();
    }
  });

  it('ask for encryption only where the connection is encrypted', async () => {
    expect((await get('/healthz')).headers.has('strict-transport-security')).toBe(false);
    expect((await get('/healthz', { 'x-forwarded-proto': 'https' })).headers.has('strict-transport-security')).toBe(
      false,
    );
    const behind = await testApp({ env: { TRUST_PROXY: 'on' } });
    const answer = (proto: string) => behind.app.request('/healthz', { headers: { 'x-forwarded-proto': proto } });
    expect((await answer('https')).headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
    expect((await answer('http')).headers.has('strict-transport-security')).toBe(false);
    await behind.close();
    const named = await testApp({ env: { BASE_URL: 'https://merzim.example' } });
    expect((await named.app.request('/healthz')).headers.has('strict-transport-security')).toBe(true);
    await named.close();
  });
});

describe('Requests from foreign pages', () => {
  it('are refused, whatever they carry', async () => {
    expect((await post({ ...FORM, origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ 'content-type': 'application/json', origin: 'https://evil.example' }, '{}')).status).toBe(403);
    expect((await post({ ...FORM, origin: 'null' })).status).toBe(403);
    expect((await post({ ...FORM, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ ...FORM, 'sec-fetch-site': 'same-site' })).status).toBe(403);
  });

  it('are told from our own', async () => {
    expect((await post({ ...FORM, origin: 'http://localhost' })).status).toBe(200);
    expect((await post({ ...FORM, 'sec-fetch-site': 'same-origin', cookie: 'a=b' })).status).toBe(200);
    expect((await post({ ...FORM, origin: 'http://localhost:8080' })).status).toBe(403);
  });

  it('may say nothing of where they come from, if they carry no cookie or are a form with its own token', async () => {
    expect((await post(FORM)).status).toBe(200);
    expect((await post({ ...FORM, cookie: 'a=b' })).status).toBe(200);
    expect((await post({ 'content-type': 'application/json', cookie: 'a=b' }, '{}')).status).toBe(403);
    expect((await post({ 'content-type': 'text/plain', cookie: 'a=b' })).status).toBe(403);
  });
});

describe('Bodies', () => {
  it('have a limit that the page names', async () => {
    expect((await post(FORM, 'a'.repeat(1024 * 1024))).status).toBe(200);
    const response = await post(FORM, 'a'.repeat(1024 * 1024 + 1));
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('не больше 1 МБ');
  });
});

describe('Static files', () => {
  it('are kept for ever under a name that changes with their bytes', async () => {
    const response = await get(assetUrl('merzim.css'));
    expect(response.status).toBe(200);
    expect(assetUrl('merzim.css')).toMatch(/^\/static\/merzim-[0-9a-f]{12}\.css$/);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  it('are all there, and the sheet names them by their hashed names', async () => {
    for (const { url, type } of ASSETS) {
      const response = await get(url);
      expect(response.status, url).toBe(200);
      expect(response.headers.get('content-type'), url).toBe(type);
    }
    const sheet = await (await get(assetUrl('merzim.css'))).text();
    const named = [...sheet.matchAll(/url\("([^"]+)"\)/g)].map(([, url = '']) => url);
    expect(named).toContain(assetUrl('fonts/golos-text-cyrillic.woff2'));
    for (const url of named) expect((await get(url)).status, url).toBe(200);
  });

  it('are compressed as the program asks, and not sent twice', async () => {
    const url = assetUrl('merzim.css');
    const plain = await get(url);
    for (const coding of ['br', 'gzip'] as const) {
      const response = await get(url, { 'accept-encoding': coding });
      expect(response.headers.get('content-encoding')).toBe(coding);
      expect(response.headers.get('vary')).toBe('Accept-Encoding');
      expect(response.headers.get('etag')).not.toBe(plain.headers.get('etag'));
      const etag = response.headers.get('etag') ?? '';
      expect((await get(url, { 'accept-encoding': coding, 'if-none-match': etag })).status).toBe(304);
    }
    const font = await get(assetUrl('fonts/golos-text-latin.woff2'), { 'accept-encoding': 'br' });
    expect(font.headers.has('content-encoding')).toBe(false);
  });

  it('are nothing else of the disk', async () => {
    for (const path of [
      '/static/merzim.css',
      '/static/../static.ts',
      '/static/%2e%2e/static.ts',
      '/static/fonts',
      '/static/',
    ])
      expect([404, 301], path).toContain((await get(path)).status);
  });
});

describe('Health', () => {
  it('says that the process lives', async () => {
    const response = await get('/healthz');
    expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
  });

  it('says whether the database answers and is at the newest schema', async () => {
    expect(await (await get('/readyz')).json()).toMatchObject({ ready: true, database: 'reachable', lacking: 0 });
    const gone = await testApp();
    await gone.close();
    const response = await gone.app.request('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ready: false, database: 'unreachable' });
  });

  it('keeps robots from the desk', async () => {
    expect(await (await get('/robots.txt')).text()).toContain('Disallow: /desk\n');
    expect((await get('/favicon.ico')).headers.get('content-type')).toBe('image/svg+xml');
  });
});
