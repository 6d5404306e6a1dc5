import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { AppEnv } from '../../src/web/context.ts';
import { acceptedCoding, type PublicOptions, respondPrivate, respondPublic } from '../../src/web/respond.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');
const PAGE = `<!doctype html><p>${'Срок вышел, результата не нашли. '.repeat(50)}</p>`;

function answering(printed: string, options: PublicOptions = {}) {
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    c.set('now', NOW);
    await next();
  });
  app.get('/', (c) => respondPublic(c, printed, options));
  app.get('/private', (c) => respondPrivate(c, printed));
  return (headers: Record<string, string> = {}, path = '/') => app.request(path, { headers });
}

describe('A public answer', () => {
  it('is the same bytes for everyone, under a strong tag of these bytes', async () => {
    const [first, second] = [await answering(PAGE)(), await answering(PAGE)({ cookie: 'a=b' })];
    expect(first.headers.get('etag')).toMatch(/^"[\w-]{22}"$/);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(await second.text()).toBe(PAGE);
    expect((await answering(`${PAGE} `)()).headers.get('etag')).not.toBe(first.headers.get('etag'));
  });

  it('is not sent to who has it', async () => {
    const ask = answering(PAGE);
    const etag = (await ask()).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await ask({ 'if-none-match': known });
      expect([response.status, await response.text()]).toEqual([304, '']);
      expect(response.headers.get('etag')).toBe(etag);
      expect(response.headers.get('cache-control')).toContain('max-age=60');
    }
    expect((await ask({ 'if-none-match': '"other"' })).status).toBe(200);
  });

  it.each([
    [undefined, 60],
    [null, 60],
    [NOW + 3_600_000, 60],
    [NOW + 60_000, 60],
    [NOW + 59_999, 59],
    [NOW + 999, 0],
    [NOW - 1, 0],
  ])('is kept no longer than until it may change and no longer than a minute: %s, %s', async (until, seconds) => {
    const { headers } = await answering(PAGE, until === undefined ? {} : { until })();
    expect(headers.get('cache-control')).toBe(`public, max-age=${seconds}, must-revalidate`);
  });

  it('is compressed as the program asks, each coding under its own tag', async () => {
    const ask = answering(PAGE);
    const plain = await ask();
    const zipped = await ask({ 'accept-encoding': 'gzip' });
    const brotli = await ask({ 'accept-encoding': 'gzip, br' });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(PAGE);
    expect(brotli.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(await brotli.arrayBuffer()).toString()).toBe(PAGE);
    expect(new Set([plain, zipped, brotli].map(({ headers }) => headers.get('etag'))).size).toBe(3);
    for (const { headers } of [plain, zipped, brotli]) expect(headers.get('vary')).toBe('Accept-Encoding');
  });

  it('varies with htmx where it has fragments, and has the type that it is given', async () => {
    const { headers } = await answering('{}', { fragments: true, type: 'application/json' })();
    expect(headers.get('vary')).toBe('Accept-Encoding, HX-Request');
    expect(headers.get('content-type')).toBe('application/json');
  });
});

describe('A private answer', () => {
  it('is kept by no cache and not compressed', async () => {
    const response = await answering(PAGE)({ 'accept-encoding': 'br' }, '/private');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('content-encoding')).toBe(false);
    expect(await response.text()).toBe(PAGE);
  });
});

describe('The coding', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['deflate', 'identity'],
    ['BR', 'br'],
  ] as const)('%s is %s', (header, coding) => {
    expect(acceptedCoding(header)).toBe(coding);
  });
});
