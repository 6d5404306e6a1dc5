import { request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/words.ts';
import { networkOf } from '../../src/web/context.ts';
import { siteServer } from '../../src/web/listener.ts';
import { READING_LIMITS } from '../../src/web/middleware/flood.ts';
import { NOW, type RunningApp, runningApp, type TestApp, testApp } from '../support/app.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { textIn } from '../support/desk.ts';

const PROXY = { TRUST_PROXY: 'on' };
const from = (address: string, more: Record<string, string> = {}) => ({
  headers: { 'x-forwarded-for': address, ...more },
});
const most = (name: string): number => READING_LIMITS.find((limit) => limit.name === name)?.most ?? 0;

/** Asks as often as is allowed; every answer but the last may be anything but 429. */
async function flood(app: TestApp['app'], path: string, times: number, address: string): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < times; n += 1) statuses.push((await app.request(path, from(address))).status);
  return statuses;
}

describe('A flood', () => {
  let site: TestApp;
  let now = NOW;
  beforeAll(async () => {
    site = await testApp({ env: PROXY, now: () => now, prepare: (db) => publishCasesOf2019(db) });
  });
  afterAll(() => site.close());

  it.each([
    ['search', '/search'],
    ['api', '/api/v1/nothing'],
  ])('of %s is refused with the time to wait, and nobody else is', async (name, path) => {
    const address = '203.0.113.7';
    expect(await flood(site.app, path, most(name), address)).not.toContain(429);
    const refused = await site.app.request(path, from(address));
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('cache-control')]).toEqual([
      429,
      '60',
      'no-store',
    ]);
    expect((await site.app.request(path, from('203.0.113.8'))).status).not.toBe(429);
    now += 60_000;
    expect((await site.app.request(path, from(address))).status).not.toBe(429);
  });

  it('is told in the language of the reader, and to a program as a problem document', async () => {
    await flood(site.app, '/search', most('search'), '203.0.113.9');
    const titles = { ru: 'Слишком много запросов', kk: 'Сұрау тым көп', en: 'Too many requests' };
    for (const lang of LANGUAGES) {
      const page = await site.app.request(`${lang === 'ru' ? '' : `/${lang}`}/search`, from('203.0.113.9'));
      expect([page.status, textIn(await page.text())]).toEqual([429, expect.stringContaining(titles[lang])]);
    }
    await flood(site.app, '/api/v1/nothing', most('api'), '203.0.113.9');
    const problem = await site.app.request('/api/v1/promises', from('203.0.113.9'));
    expect(problem.headers.get('content-type')).toBe('application/problem+json');
    expect(await problem.json()).toMatchObject({ status: 429, title: 'Too many requests' });
  });

  it('of anything leaves every other page up, for the flooder too', async () => {
    const address = '203.0.113.10';
    const post = (path: string, fields: Record<string, string>) =>
      site.app.request(path, { method: 'POST', body: new URLSearchParams(fields), ...from(address) });
    await flood(site.app, '/search', most('search') + 1, address);
    await flood(site.app, '/api/v1/nothing', most('api') + 1, address);
    const refused = new Set<string>();
    for (let n = 0; n < 32; n += 1) {
      if ((await post('/desk/login', { email: `n${n}@example.org`, password: 'x' })).status === 429)
        refused.add('door');
      if ((await post('/desk/forgotten', { email: `n${n}@example.org` })).status === 429) refused.add('forgotten');
      if ((await post('/subscribe', { email: `n${n}@example.org`, all: '1' })).status === 429) refused.add('letters');
    }
    expect([...refused].sort()).toEqual(['door', 'forgotten', 'letters']);
    const pages = ['/', '/incidents', '/incidents/almaty-blackout-2019', '/promises', '/offices', '/method', '/feeds'];
    for (const path of pages) expect([path, (await site.app.request(path, from(address))).status]).not.toContain(429);
    expect((await site.app.request('/', from(address))).status).toBe(200);
    expect((await site.app.request('/desk/login', from(address))).status).toBe(200);
  });

  it('keeps neither addresses nor accounts as they are', async () => {
    const rows = JSON.stringify(await site.db.selectFrom('attempts').selectAll().execute());
    expect(rows).toContain('reading:search');
    expect(rows).not.toMatch(/203\.0|example\.org/);
  });
});

describe.each(ENGINES)('Two processes of one site (%s)', (engine) => {
  let test: TestDatabase;
  const sites: TestApp[] = [];
  afterEach(async () => {
    for (const site of sites.splice(0)) await site.close();
    await test.close();
  });

  it('count a flood together', async () => {
    test = await freshDatabase(engine);
    for (let n = 0; n < 2; n += 1) sites.push(await testApp({ databaseUrl: test.url, env: PROXY }));
    let asked = 0;
    let refused = false;
    while (!refused && asked < 2 * most('search')) {
      const site = sites[asked % 2];
      asked += 1;
      refused = (await site?.app.request('/search', from('203.0.113.20')))?.status === 429;
      // What one says to the other goes by the database, in its own time.
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(refused).toBe(true);
    // Each may be behind by what the other has not told yet, and by what is on its way.
    expect(asked).toBeLessThan(1.5 * most('search'));
  });
});

describe('The network that asks', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:4711', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '::1'],
    ['unknown', 'unknown'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('is what one proxy says last, where it is trusted, and the connection elsewhere', async () => {
    const site = await testApp({ env: PROXY });
    await flood(site.app, '/search', most('search') + 1, 'a forged one, 203.0.113.30');
    const status = async (address: string) => (await site.app.request('/search', from(address))).status;
    expect([await status('another forged one, 203.0.113.30'), await status('203.0.113.31')]).toEqual([429, 200]);
    await site.close();
    const bare = await testApp();
    expect(await flood(bare.app, '/search', most('search') + 1, '203.0.113.30')).not.toContain(429);
    await bare.close();
  });
});

describe('A connection', () => {
  let running: RunningApp;
  beforeAll(async () => {
    running = await runningApp();
  });
  afterAll(() => running.close());

  /** What a server says to these bytes until it hangs up. */
  const said = (port: number, bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      let text = '';
      socket.on('data', (chunk) => {
        text += String(chunk);
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(text));
    });

  it.each([
    ['headers that never end', 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: '],
    ['a body that never comes', 'POST /subscribe HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nemail='],
  ])('with %s is ended with 408', async (_what, bytes) => {
    const server = siteServer({ headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 });
    server.on('request', (incoming) => incoming.resume());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    expect(await said((server.address() as AddressInfo).port, bytes)).toContain('408 Request Timeout');
    await new Promise((resolve) => server.close(resolve));
  });

  it('with headers that are too long is refused with 431', async () => {
    const long = `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await said(running.port, long)).toContain('431');
  });

  it.each(['Host: a b', 'Host: <script>', 'Host: [', 'X: no host'])(
    'that says "%s" is refused with 400 and leaves the site up',
    async (line) => {
      const answer = await said(running.port, `GET / HTTP/1.1\r\n${line}\r\nConnection: close\r\n\r\n`);
      expect(answer.split('\r\n')[0]).toContain('400');
    },
  );

  it('that says another host changes nothing that the site says', async () => {
    const body = (host: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const headers = { host, 'x-forwarded-host': host, forwarded: `host=${host}`, 'x-original-url': '/desk' };
        request({ port: running.port, path: '/api/v1/promises?limit=1', headers }, (answer) => {
          const { date: _, ...said } = answer.headers;
          let text = JSON.stringify(Object.entries(said).sort());
          answer.on('data', (chunk) => {
            text += String(chunk);
          });
          answer.on('end', () => resolve(text));
        })
          .on('error', reject)
          .end();
      });
    const strange = await body('evil.example');
    expect(strange).not.toContain('evil.example');
    expect(strange).toBe(await body('localhost'));
  });
});
