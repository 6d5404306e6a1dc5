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

/** What axe finds in the page as it stands there now; `colours` alone where only they can have changed. A line for each. */
export async function axeFinds(page: Page, only: 'all' | 'colours' = 'all'): Promise<string[]> {
  const runOnly = only === 'all' ? TAGS : { type: 'rule', values: ['color-contrast'] };
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'], elementRef: false, iframes: false });
  const { violations } = (await page.evaluate(`axe.run(${options})`)) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** What is wrong with the page as it is laid out. A line for each. */
export function layoutFinds(page: Page, lang: string): Promise<string[]> {
  return page.evaluate(`lookAtLayout(${JSON.stringify(lang)})`);
}
