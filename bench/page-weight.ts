/**
 * `npm run bench:pages -- [--rounds 3] [--url http://…]`: what a first visit costs on a phone with throttled 3G, in Chromium: bytes,
 * requests, first paint, largest paint, when the fonts are there, how far the page moves. On the demo's record, or a site that runs.
 */
import { parseArgs } from 'node:util';
import type { Browser, CDPSession } from 'playwright-core';
import { addDemo } from '../src/commands/demo.ts';
import { runningApp } from '../test/support/app.ts';
import { openBrowser } from '../test/support/browser.ts';
import { median } from './site.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, url: { type: 'string' } } });
const rounds = Number(values.rounds);

/** What Chromium's own tools call "Slow 3G" to 2024: 400 kbit/s both ways, 400 ms to an answer. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const PHONE = { viewport: { width: 375, height: 800 }, deviceScaleFactor: 2 };
const PAGES: Record<string, string> = {
  home: '/',
  incident: '/incidents/arys-2019',
  promises: '/promises',
  promise: '/promises/arys-2019/all-houses',
  office: '/offices/akim-almaty',
  digest: '/digests/2019-W31',
};
const LANGUAGES = { ru: '', kk: '/kk', en: '/en' };

type Measured = { bytes: number; requests: number; first: number; largest: number; fonts: number; shift: number };

const TIMES = `new Promise((resolve) => {
  const seen = { first: 0, largest: 0, shift: 0 };
  const look = (type, see) => new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  look('paint', ({ name, startTime }) => { if (name === 'first-contentful-paint') seen.first = startTime; });
  look('largest-contentful-paint', ({ startTime }) => { seen.largest = startTime; });
  look('layout-shift', ({ value }) => { seen.shift += value; });
  const fonts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.woff2')).map(({ responseEnd }) => responseEnd);
  setTimeout(() => resolve({ ...seen, fonts: Math.max(0, ...fonts) }), 100);
})`;

async function visit(browser: Browser, url: string): Promise<Measured> {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const session: CDPSession = await context.newCDPSession(page);
  let [bytes, requests] = [0, 0];
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW);
  await page.goto(url, { waitUntil: 'networkidle' });
  const times = (await page.evaluate(TIMES)) as Omit<Measured, 'bytes' | 'requests'>;
  await context.close();
  return { bytes, requests, ...times };
}

const site =
  values.url === undefined
    ? await runningApp({
        now: Date.now,
        demo: true,
        env: { LOG_LEVEL: 'silent' },
        prepare: async (db) => void (await addDemo(db, Date.now())),
      })
    : null;
const base = values.url ?? site?.address ?? '';
const browser = await openBrowser();
console.log('page      lang  bytes   files  first paint  largest  fonts   moved');
for (const [name, path] of Object.entries(PAGES))
  for (const [lang, prefix] of Object.entries(LANGUAGES)) {
    const found: Measured[] = [];
    for (let round = 0; round < rounds; round += 1)
      found.push(await visit(browser, base + (path === '/' && prefix !== '' ? prefix : prefix + path)));
    const of = (key: keyof Measured) => median(found.map((one) => one[key]));
    const seconds = (key: keyof Measured) => `${(of(key) / 1000).toFixed(2)} s`;
    console.log(
      [
        name.padEnd(10),
        lang.padEnd(4),
        String(of('bytes')).padStart(7),
        String(of('requests')).padStart(7),
        seconds('first').padStart(13),
        seconds('largest').padStart(8),
        seconds('fonts').padStart(7),
        of('shift').toFixed(4).padStart(7),
      ].join(''),
    );
  }
await browser.close();
await site?.close();
