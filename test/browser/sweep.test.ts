import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/domain/words.ts';
import { address } from '../../views/address.ts';
import { type RunningApp, runningApp, testApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { axeFinds, bringAxe, layIn, layoutFinds } from '../support/look-at-page.ts';
import { DESK_PAGES, DOOR_PAGES, ERROR_PAGES, FOR_PROGRAMS, LEADING_ON, PUBLIC_PAGES } from '../support/site-pages.ts';
import { ADMIN, fillWholeSite, partsOfAddresses, WHOLE_SITE_NOW } from '../support/whole-site.ts';
import { mistakes } from '../views/page.ts';

const PHONE = { width: 375, height: 800 };
const SCREEN = { width: 1280, height: 900 };
/** Pages that are looked at side by side. */
const AT_ONCE = 3;
const PATIENCE = { timeout: 900_000 };

let site: RunningApp;
let browser: Browser;
let cookie: { name: string; value: string };
let known: Record<string, string>;

beforeAll(async () => {
  [site, browser] = await Promise.all([
    runningApp({ now: WHOLE_SITE_NOW, fill: fillWholeSite, env: { LOG_LEVEL: 'silent' } }),
    openBrowser(),
  ]);
  const headers = { origin: site.address };
  const body = new URLSearchParams(ADMIN);
  const answer = await fetch(`${site.address}/desk/login`, { method: 'POST', redirect: 'manual', headers, body });
  const [name = '', value = ''] = (answer.headers.get('set-cookie') ?? '').split(';')[0]?.split('=') ?? [];
  cookie = { name, value };
  known = await partsOfAddresses(site.db);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const whole = (path: string): string => path.replace(/:(\w+)/, (_, name: string) => known[name] ?? name);
const addresses = (pages: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.values(pages).flat().map(whole);

describe('The pages of the site', () => {
  it('are all looked at: every route that can be asked for has its example', async () => {
    const { app, close } = await testApp();
    await close();
    const routes = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path);
    const named = [PUBLIC_PAGES, DOOR_PAGES, DESK_PAGES, LEADING_ON, FOR_PROGRAMS].flatMap(Object.keys);
    expect([...new Set(routes)].sort()).toEqual(named.sort());
  });

  it('are pages, and the rest is not', async () => {
    const kindOf = async (path: string) => {
      const { status, headers } = await ask(path, true);
      return [path, status, /^text\/html/.test(headers.get('content-type') ?? '')];
    };
    for (const path of Object.values(LEADING_ON)) expect(await kindOf(path)).toEqual([path, 303, false]);
    for (const path of Object.values(FOR_PROGRAMS).map(whole)) expect(await kindOf(path)).toEqual([path, 200, false]);
  });
});

describe('In a real browser, in three languages', () => {
  it('nothing is wrong with any public page, on a phone, on a wide screen, in the dark', PATIENCE, async () => {
    expect(await lookAtAll([...addresses(PUBLIC_PAGES), ...addresses(DOOR_PAGES)], false)).toEqual([]);
  });

  it('nothing is wrong with a page that says what went wrong', PATIENCE, async () => {
    expect(await lookAtAll(Object.keys(ERROR_PAGES), false)).toEqual([]);
  });

  it('nothing is wrong with any page of the desk', PATIENCE, async () => {
    expect(await lookAtAll(addresses(DESK_PAGES), true)).toEqual([]);
  });
});

/** How one page is looked at: which language it is opened in, and which screen is dark. Both change from page to page. */
type Look = { lang: Language; darkOn: 'phone' | 'screen'; isDesk: boolean };

/** Looks at each page; a line for each thing that is wrong. */
async function lookAtAll(paths: readonly string[], isDesk: boolean): Promise<string[]> {
  const found: string[] = [];
  const context = await browser.newContext({ viewport: PHONE });
  if (isDesk) await context.addCookies([{ ...cookie, url: site.address }]);
  let next = 0;
  const look = async () => {
    const page = await context.newPage();
    for (let index = next++; index < paths.length; index = next++) {
      const lang = LANGUAGES[index % LANGUAGES.length] ?? 'ru';
      const darkOn = Math.floor(index / LANGUAGES.length) % 2 === 0 ? 'phone' : 'screen';
      found.push(...(await lookAt(page, paths[index] ?? '', { lang, darkOn, isDesk })));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  await context.close();
  return found;
}

/**
 * The page is opened in one language, and everything is looked at on both screens, one of them dark: colours, targets and scripts
 * are the same in every language. Its two other languages are then laid into the open page, for what depends on the words.
 */
async function lookAt(page: Page, path: string, look: Look): Promise<string[]> {
  const { lang, darkOn, isDesk } = look;
  const status = ERROR_PAGES[path] ?? 200;
  const complaints = listen(page, status);
  const named = (at: Language, lines: readonly string[]) => lines.map((line) => `${address(at, path)} ${line}`);
  const see = async (screen: 'phone' | 'screen') => {
    await page.setViewportSize(screen === 'phone' ? PHONE : SCREEN);
    await page.emulateMedia({ colorScheme: darkOn === screen ? 'dark' : 'light' });
    return async (axe: 'all' | 'words' | 'none', at: Language) => {
      const lines = [...(await layoutFinds(page, at)), ...(axe === 'none' ? [] : await axeFinds(page, axe))];
      return named(at, lines).map((line) => `${line} (${screen})`);
    };
  };
  const onPhone = await see('phone');
  const response = await page.goto(site.address + address(lang, path));
  if (response?.status() !== status) return named(lang, [`answers ${response?.status()}`]);
  await bringAxe(page);
  const found = named(lang, await mistakes(await response.text(), 'page'));
  found.push(...(await onPhone('all', lang)));
  found.push(...(await (await see('screen'))('all', lang)));
  for (const other of LANGUAGES.filter((one) => one !== lang)) {
    const answer = await ask(address(other, path), isDesk, 'follow');
    if (answer.status !== status) found.push(...named(other, [`answers ${answer.status}`]));
    const html = await answer.text();
    found.push(...named(other, await mistakes(html, 'page')));
    await layIn(page, html);
    found.push(...(await (await see('screen'))('none', other)));
    found.push(...(await (await see('phone'))('words', other)));
  }
  return [...found, ...named(lang, complaints)];
}

/** What the page complains of from now on. */
function listen(page: Page, status: number): string[] {
  const complaints: string[] = [];
  page.removeAllListeners();
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`did not load: ${request.url()}`));
  page.on('console', (message) => {
    const own = message.text().includes(`status of ${status}`) && status !== 200;
    if (message.type() === 'error' && !own) complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}

describe('The links of the site', () => {
  it(
    'lead to what is there, from the first page on, in three languages, and to all that the sitemap names',
    PATIENCE,
    async () => {
      const reached = new Set<string>();
      const starts = LANGUAGES.map((lang) => address(lang, '/'));
      expect(await followAll(starts, false, () => true, reached)).toEqual([]);
      const named = await namedBySitemap();
      expect(named.length).toBeGreaterThan(60);
      expect(named.filter((path) => !reached.has(path))).toEqual([]);
    },
  );

  it('lead to what is there at the desk, in one of the languages', PATIENCE, async () => {
    const isRussianDesk = (path: string) => path.startsWith('/desk') && path !== '/desk/login';
    expect(await followAll(['/desk'], true, isRussianDesk)).toEqual([]);
  });
});

/** Goes from page to page by every link; a line for each that leads nowhere or to no such place of a page. */
async function followAll(
  starts: readonly string[],
  isDesk: boolean,
  goesOn: (path: string) => boolean = () => true,
  reached = new Set<string>(),
): Promise<string[]> {
  const found: string[] = [];
  const pages = new Map<string, Followed>();
  for (let wave = new Map(starts.map((path) => [path, 'the start'])); wave.size > 0; ) {
    const followed = await Promise.all([...wave].map(([path]) => follow(path, isDesk)));
    for (const page of followed) pages.set(page.path, page);
    for (const { path } of followed) reached.add(path);
    for (const { path, status } of followed)
      if (status !== 200) found.push(`${path} answers ${status}, linked from ${wave.get(path)}`);
    const links = followed.flatMap(({ path, links }) => links.map((to) => [pageOf(to), path] as const));
    wave = new Map(links.filter(([to]) => !pages.has(to) && goesOn(to)));
  }
  expect(pages.size).toBeGreaterThan(50);
  for (const { path, links } of pages.values())
    for (const to of links) {
      const anchor = decodeURIComponent(to.split('#')[1] ?? '');
      if (anchor !== '' && pages.get(pageOf(to))?.ids.has(anchor) === false)
        found.push(`${to} on ${path}: no such place`);
    }
  return found;
}

/** The paths of all pages that are in the files of the sitemap. */
async function namedBySitemap(): Promise<string[]> {
  const named = async (path: string) => {
    const xml = await (await ask(path, false)).text();
    return [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc = '']) => new URL(loc).pathname);
  };
  return (await Promise.all((await named('/sitemap.xml')).map(named))).flat();
}

type Followed = { path: string; status: number; links: string[]; ids: Set<string> };

const pageOf = (link: string): string => link.split('#')[0] ?? '';

async function follow(path: string, isDesk: boolean): Promise<Followed> {
  const answer = await ask(path, isDesk);
  const { status, headers } = answer;
  const isPage = /^text\/html/.test(headers.get('content-type') ?? '');
  const html = isPage ? await answer.text() : '';
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id));
  const links = [...html.matchAll(/ (?:href|src)="([^"]+)"/g)]
    .map(([, link = '']) => new URL(link.replaceAll('&amp;', '&'), site.address + path))
    .filter(({ origin }) => origin === site.address)
    .map(({ pathname, search, hash }) => pathname + search + hash);
  return { path, status, links, ids };
}

function ask(path: string, isDesk: boolean, redirect: 'manual' | 'follow' = 'manual'): Promise<Response> {
  const headers = isDesk ? { cookie: `${cookie.name}=${cookie.value}` } : {};
  return fetch(site.address + path, { redirect, headers });
}

/** A page on which the focus is where it begins: a browser sets it with the first frame, which may be after the load. */
async function openSettled(page: Page, path: string): Promise<void> {
  await page.goto(site.address + path);
  const isSettled = "!document.querySelector('[autofocus]') || document.activeElement !== document.body";
  await expect.poll(() => page.evaluate(isSettled), { timeout: 30_000 }).toBe(true);
}

describe('With a keyboard alone', () => {
  it.each(['/', '/en/incidents/arys-2019', '/kk/desk/incidents/new', '/desk/incidents/exercise-primersk/entries/new'])(
    'one goes past the menu and sees where one is: %s',
    async (path) => {
      const context = await browser.newContext({ viewport: SCREEN });
      await context.addCookies([{ ...cookie, url: site.address }]);
      const page = await context.newPage();
      await openSettled(page, path);
      // a page that begins in its form is walked both ways from there
      const begun = await page.evaluate('document.activeElement !== document.body');
      const seen: string[] = [];
      for (const key of begun ? ['Shift+Tab', 'Tab'] : ['Tab']) {
        await openSettled(page, path);
        for (let press = 0; press < 400; press += 1) {
          await page.keyboard.press(key);
          const { name, problem } = (await page.evaluate(FOCUSED)) as { name: string; problem: string };
          if (name === '') break;
          seen.push(name);
          expect([path, name, problem]).toEqual([path, name, '']);
        }
      }
      expect(seen.length).toBeGreaterThan(15);
      await page.evaluate('document.activeElement.blur()');
      await openSettled(page, path);
      if (!begun) {
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        const isThere = "document.querySelector(':target') !== null";
        await expect.poll(() => page.evaluate(isThere), { timeout: 30_000 }).toBe(true);
      }
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true);
      await context.close();
    },
  );
});

/** What has the focus, and what is wrong with how it shows: it must be on the screen and have a ring. */
const FOCUSED = `(() => {
  let element = document.activeElement;
  if (!element || element === document.body) return { name: '', problem: '' };
  const name = element.tagName + ' ' + (element.textContent || element.name || '').trim().slice(0, 40);
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return { name, problem: 'no ring' };
  const isSeen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && width > 1 && height > 1;
  return { name, problem: isSeen ? '' : 'off the screen' };
})()`;
