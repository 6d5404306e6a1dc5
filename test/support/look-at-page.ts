import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LAYOUT = readFileSync(new URL('look-in-page.mjs', import.meta.url), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Takes what looks into the page that has just loaded: the policy of our pages does not hold for a debugger. */
export async function bringAxe(page: Page): Promise<void> {
  await page.evaluate(`${AXE};{${LAYOUT}}`);
}

/** Rules for what does not depend on the language of a page. */
const SEEN = ['color-contrast', 'target-size'];

/** What axe finds in the page as it stands there now; `words`: all but what only colours and sizes decide. A line for each. */
export async function axeFinds(page: Page, what: 'all' | 'words' = 'all'): Promise<string[]> {
  const rules = what === 'all' ? {} : Object.fromEntries(SEEN.map((id) => [id, { enabled: false }]));
  const options = { runOnly: TAGS, rules, resultTypes: ['violations'], elementRef: false, iframes: false };
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Lays what another page says into this open one, whose sheet is the same: its language, its title, its body, with their letters. */
export async function layIn(page: Page, html: string): Promise<void> {
  await page.evaluate(`layIn(${JSON.stringify(html)})`);
}

/** What is wrong with the page as it is laid out. A line for each. */
export function layoutFinds(page: Page, lang: string): Promise<string[]> {
  return page.evaluate(`lookAtLayout(${JSON.stringify(lang)})`);
}
