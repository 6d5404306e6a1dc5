import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetUrl } from '../../views/static.ts';
import { type RunningApp, runningApp } from '../support/app.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { publishCasesOf2019 } from '../support/cases.ts';

const SHEET = readFileSync(new URL('../../views/static/merzim.css', import.meta.url), 'utf8');
/** Browsers call it good up to here. With the fonts of Windows or Android it is a tenth of that; which ones this machine has, nobody knows. */
const MOST_SHIFT = 0.1;

let site: RunningApp;
let browser: Browser;

beforeAll(async () => {
  site = await runningApp({ prepare: (db) => publishCasesOf2019(db) });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** How far the page moved since it began to load, as browsers count it. */
const SHIFT = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value; }).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
})`;

describe('A page whose fonts come late', () => {
  it.each(['/kk', '/incidents/arys-2019'])('stays where it is when they come: %s', async (path) => {
    const { page, complaints } = await openPage(browser, { viewport: { width: 375, height: 800 } });
    let held = 0;
    let letGo = (): void => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/*.woff2', async (route) => {
      held += 1;
      await gate;
      await route.continue();
    });
    await page.goto(site.address + path, { waitUntil: 'domcontentloaded' });
    const comes = (condition: string) => expect.poll(() => page.evaluate(condition), { timeout: 60_000 }).toBe(true);
    await comes("performance.getEntriesByName('first-contentful-paint').length > 0");
    expect(held).toBeGreaterThan(0);
    expect(await page.evaluate("document.fonts.check('17px Golos Text')")).toBe(false);
    letGo();
    await comes("document.fonts.status === 'loaded' && document.fonts.check('17px Golos Text')");
    expect(await page.evaluate(SHIFT)).toBeLessThan(MOST_SHIFT);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('The sheet, in a real browser', () => {
  it('says what the written one says', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${site.address}/method`);
    const served = await (await fetch(site.address + assetUrl('merzim.css'))).text();
    const told = (text: string): Promise<string> =>
      page.evaluate(
        `(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(text)}); return [...sheet.cssRules].map(({ cssText }) => cssText).join('\\n'); })()`,
      );
    const plain = (text: string) => text.replace(/url\([^)]*\)/g, 'url()').replace(/, /g, ',');
    expect(plain(await told(served))).toBe(plain(await told(SHEET)));
    await page.context().close();
  });
});
