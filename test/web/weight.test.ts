import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/words.ts';
import { address } from '../../views/address.ts';
import { assetUrl } from '../../views/static.ts';
import { type RunningApp, runningApp } from '../support/app.ts';
import { PUBLIC_PAGES } from '../support/site-pages.ts';
import { bytesOf, scales, type Weight } from '../support/weight.ts';
import { fillWholeSite, partsOfAddresses, WHOLE_SITE_NOW } from '../support/whole-site.ts';

const MOST_BYTES = 60_000;
/** The page, its sheet, three cuts of the font, the icon, a script. */
const MOST_FILES = 7;

let site: RunningApp;
let weights: Weight[];

beforeAll(async () => {
  site = await runningApp({ now: WHOLE_SITE_NOW, fill: fillWholeSite, env: { LOG_LEVEL: 'silent' } });
  const known = await partsOfAddresses(site.db);
  const weigh = scales(site.address);
  weights = [];
  for (const path of Object.values(PUBLIC_PAGES).flat())
    for (const lang of LANGUAGES)
      weights.push(
        await weigh(
          address(
            lang,
            path.replace(/:(\w+)/, (_, name: string) => known[name] ?? name),
          ),
        ),
      );
});
afterAll(() => site?.close());

describe('A first visit', () => {
  it('to any page brings less than 60 KB with its sheet and its fonts', () => {
    expect(weights.length).toBeGreaterThan(90);
    const heavy = weights
      .map((weight) => [weight.path, bytesOf(weight)] as const)
      .filter(([, bytes]) => bytes >= MOST_BYTES);
    expect(heavy).toEqual([]);
  });

  it('asks for few files, and not for the same one twice', () => {
    const many = weights
      .filter(({ files }) => files.size > MOST_FILES)
      .map(({ path, files }) => [path, ...files.keys()]);
    expect(many).toEqual([]);
  });

  it('waits for its one sheet and nothing else before it shows', () => {
    expect(weights.map(({ path, waits }) => [path, ...waits])).toEqual(
      weights.map(({ path }) => [path, assetUrl('merzim.css')]),
    );
  });
});
