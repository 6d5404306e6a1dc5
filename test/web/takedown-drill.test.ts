import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/words.ts';
import { takeDown } from '../../src/records/taking-back.ts';
import { FILES } from '../../src/web/record/files.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { FOR_PROGRAMS, PUBLIC_PAGES } from '../support/site-pages.ts';
import { PARTS, PLANTED, PLANTED_WEEK, plant } from '../support/takedown-drill.ts';
import { fillWholeSite, partsOfAddresses, WHOLE_SITE_NOW } from '../support/whole-site.ts';

/** Every address of the lists, the incident's own, and those of the digest that tells of it. */
const ADDRESSES = [
  ...new Set([
    ...Object.values(PUBLIC_PAGES).flat(),
    // Of pictures only those of what is taken down are asked for: their words stand beside them on the page.
    ...Object.values(FOR_PROGRAMS).filter((path) => !/^\/(static|cards)\//.test(path)),
    ...FILES.map(({ name }) => `/data/${name}`),
    `/incidents/${PLANTED}`,
    `/incidents/${PLANTED}.atom`,
    `/api/v1/incidents/${PLANTED}`,
    `/incidents/${PLANTED}/shown?on=2019-12-01`,
    `/incidents/${PLANTED}/shown?on=2019-12-10`,
    `/embed/incidents/${PLANTED}`,
    `/cards/incidents/${PLANTED}.png`,
    `/cards/promises/${PLANTED}/zqp-promise.png`,
    ...['zqp-promise', 'zqe-resting', 'zqw-kept'].map((id) => `/promises/${PLANTED}/${id}`),
    `/digests/${PLANTED_WEEK}`,
    `/digests/${PLANTED_WEEK}/text`,
    `/api/v1/digests/${PLANTED_WEEK}`,
    '/incidents?q=Вымышленное',
    '/promises?status=overdue',
    '/promises?status=kept',
    '/search?q=Исправленное',
    '/subscribe?office=akim-almaty',
    `/subscribe?incident=${PLANTED}`,
  ]),
];
/** Past views, of the days on which everything of it was told. */
const DAYS = ['', 'as_of=2019-11-24'];

const failed = (answers: readonly Answer[]): string[] =>
  answers.filter(({ status }) => status >= 500).map(({ path }) => path);

type Answer = { path: string; status: number; text: string; cache: string };

describe.each(ENGINES)('A takedown, in each place that readers have (%s)', (engine) => {
  let test: TestDatabase;
  let site: TestApp;
  let folder: string;
  let parts: Record<string, string>;
  beforeAll(async () => {
    test = await freshDatabase(engine);
    folder = await mkdtemp(join(tmpdir(), 'merzim-takedown-'));
    site = await testApp({ databaseUrl: test.url, now: WHOLE_SITE_NOW, env: { DATA_DIR: folder } });
    await fillWholeSite(site.db, folder);
    await plant(site.db);
    parts = await partsOfAddresses(site.db);
  });
  afterAll(async () => {
    await site.close();
    await test.close();
    await rm(folder, { recursive: true });
  });

  const look = async (path: string): Promise<Answer> => {
    const named = path.replace(/:(\w+)/g, (whole, name) => parts[name] ?? whole);
    const response = await site.app.request(encodeURI(named));
    const cache = response.headers.get('cache-control') ?? '';
    // What was asked for stands in the addresses of the page itself: it is the reader's.
    const text = (await response.text()).replaceAll(named.replaceAll('&', '&amp;'), '').replaceAll(named, '');
    return { path, status: response.status, text, cache };
  };
  const walk = async (): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (const address of ADDRESSES)
      for (const lang of LANGUAGES)
        for (const asOf of DAYS) {
          if (asOf !== '' && (lang === 'en' || address.includes('as_of') || address.startsWith('/subscribe'))) continue;
          const prefix =
            lang === 'ru' || /^\/(api|data\/|healthz|readyz|robots|favicon)/.test(address) ? '' : `/${lang}`;
          if (prefix === '' && lang !== 'ru') continue;
          const path = `${prefix}${address === '/' && prefix !== '' ? '' : address}`;
          answers.push(await look(asOf === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${asOf}`));
        }
    return answers;
  };
  const holding = (answers: readonly Answer[], words: RegExp) =>
    answers
      // An incident's own address in a form or a link back is no news of it, where it is what was asked for.
      .filter(({ text }) => words.test(text))
      .map(({ path, text }) => `${path}: ${text.slice(Math.max(0, text.search(words) - 60), text.search(words) + 60)}`);

  it('finds the planted words of each part in many places first, kept by no cache for more than a minute', async () => {
    const answers = await walk();
    for (const { words } of Object.values(PARTS)) expect(holding(answers, words).length).toBeGreaterThan(20);
    // These two never tell of anything.
    const old = answers
      .filter(({ path }) => !/robots\.txt|favicon/.test(path))
      .filter(({ cache }) => Number(/max-age=(\d+)/.exec(cache)?.[1] ?? 0) > 60)
      .map(({ path, cache }) => `${path}: ${cache}`);
    expect(old).toEqual([]);
    expect(failed(answers)).toEqual([]);
  });

  it.each(['promise', 'entry', 'incident'] as const)(
    'leaves nothing of what was taken down anywhere: %s',
    async (name) => {
      const { part, words } = PARTS[name];
      const by = { user: null, via: 'command' } as const;
      await takeDown(site.db, { slug: PLANTED, parts: [part], by, now: WHOLE_SITE_NOW, why: 'zqw zqe zqp: суд' });
      const answers = await walk();
      expect(holding(answers, words)).toEqual([]);
      expect(failed(answers)).toEqual([]);
      const of = (path: string) => answers.find((answer) => answer.path === path)?.status;
      expect([of(`/promises/${PLANTED}/zqp-promise`), of(`/incidents/${PLANTED}`)]).toEqual([
        410,
        name === 'incident' ? 410 : 200,
      ]);
    },
  );
});
