import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDemo } from '../../src/commands/demo.ts';
import { NOW, type RunningApp, runningApp } from '../support/app.ts';
import { openBrowser, openPage } from '../support/browser.ts';

let site: RunningApp;
let browser: Browser;

beforeAll(async () => {
  site = await runningApp({ demo: true, prepare: async (db) => void (await addDemo(db, NOW)) });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe('The policy of our pages, in a real browser', () => {
  it.each([
    ['/incidents/arys-2019', ['cyrillic', 'latin']],
    ['/kk/incidents/arys-2019', ['cyrillic', 'cyrillic-ext', 'latin']],
  ])('lets in all that a page needs, and each file once: %s', async (path, cuts) => {
    const { page, complaints } = await openPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(site.address + path, { waitUntil: 'networkidle' });
    expect(await page.evaluate('document.fonts.ready.then(() => document.fonts.check("16px \\"Golos Text\\""))')).toBe(
      true,
    );
    expect(complaints).toEqual([]);
    const fonts = asked.filter((name) => name.endsWith('.woff2'));
    expect(fonts.map((name) => /golos-text-(.*)-[0-9a-f]{12}\.woff2$/.exec(name)?.[1])).toEqual(
      expect.arrayContaining(cuts),
    );
    expect(asked).toHaveLength(new Set(asked).size);
    await page.context().close();
  });

  it('runs nothing that is written into a page', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${site.address}/incidents/arys-2019`);
    await page.evaluate(`
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken"';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="/static/none.png" onerror="document.title = \\'taken\\'">');
    `);
    await page.waitForLoadState('networkidle');
    expect(await page.title()).not.toBe('taken');
    expect(complaints.join('\n')).toMatch(/Content Security Policy/);
    await page.context().close();
  });
});
