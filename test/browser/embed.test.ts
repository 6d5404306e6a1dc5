import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, runningApp } from '../support/app.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { publishCasesOf2019 } from '../support/cases.ts';

const INCIDENT = '/incidents/almaty-blackout-2019';

let site: RunningApp;
let browser: Browser;
let other: Server;
let article = '';

beforeAll(async () => {
  site = await runningApp({ prepare: publishCasesOf2019 });
  browser = await openBrowser();
  other = createServer((_, response) => response.setHeader('content-type', 'text/html').end(article));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  other?.close();
  await browser?.close();
  await site?.close();
});

describe('On the page of another site, in a real browser', () => {
  it('the frame and the card are shown, without a cookie, and a link leaves the frame', async () => {
    const { page, complaints } = await openPage(browser);
    const code = `<iframe src="${site.address}/embed${INCIDENT}" title="Merzim" width="100%" height="560"></iframe>`;
    const card = `<img src="${site.address}/cards${INCIDENT}.png" alt="">`;
    article = `<!DOCTYPE html><html lang="ru"><title>Газета</title><p>Статья</p>${code}${card}`;
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    const link = page.frameLocator('iframe').getByRole('link', { name: 'Отключение электричества в Алматы' });
    await link.waitFor();
    const width = () => page.evaluate('document.querySelector("img").naturalWidth');
    await expect.poll(width, { timeout: 30_000 }).toBe(1200);
    expect(await page.context().cookies()).toEqual([]);
    expect(complaints).toEqual([]);
    await link.click();
    await page.locator('#s_share').waitFor();
    expect(new URL(page.url()).pathname).toBe(INCIDENT);
    await page.context().close();
  });
});

describe('The text for messengers, in a real browser', () => {
  it('is copied at one press', async () => {
    const { page, complaints } = await openPage(browser);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.address });
    await page.goto(site.address + INCIDENT);
    await page.getByRole('button', { name: 'Скопировать текст' }).click();
    await page.getByText('Скопировано.').waitFor();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    expect(copied).toBe(await page.locator('#share-text').inputValue());
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
