import fc from 'fast-check';
import type { Hono } from 'hono';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import type { Instant } from '../../../src/domain/zone.ts';
import type { Db } from '../../../src/records/database.ts';
import { publish, saveDraft, unpublish } from '../../../src/records/desk.ts';
import { saveDirectory } from '../../../src/records/directory.ts';
import { saveNewsroom } from '../../../src/records/newsroom-facts.ts';
import { createApp } from '../../../src/web/app.ts';
import type { AppEnv } from '../../../src/web/context.ts';
import { Kept, NOW, type RunningApp, runningApp } from '../../support/app.ts';
import { arbitraryIncident } from '../../support/arbitrary.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../../support/databases.ts';
import { directoryOf2019, incidentsOf2019 } from '../../support/fixtures.ts';

const BY = { user: null, via: 'command' } as const;
const BASE = 'https://merzim.example';
const BLACKOUT = '/incidents/almaty-blackout-2019';

/** Two processes on one database, with one clock, and beside them the same site that keeps nothing. */
type Site = {
  clock: { now: Instant };
  processes: RunningApp[];
  bare: Hono<AppEnv>;
  db: Db;
  close: () => Promise<void>;
};

async function siteOn(database: TestDatabase): Promise<Site> {
  const clock = { now: NOW };
  const now = () => clock.now;
  await publishCasesOf2019(database.db);
  const options = { now, databaseUrl: database.url, env: { BASE_URL: BASE } };
  const processes = [await runningApp(options), await runningApp(options)];
  const config = readConfig({ BASE_URL: BASE, DATABASE_URL: database.url });
  const bare = createApp({ db: database.db, config, now, log: pino(new Kept()) });
  const close = async () => {
    for (const each of processes) await each.close();
    await database.close();
  };
  return { clock, processes, bare, db: database.db, close };
}

/** These depend on the connection, or on which coding is at hand. */
const OF_THE_WAY = new Set(['date', 'connection', 'keep-alive', 'content-encoding', 'content-length', 'etag']);

async function told(response: Response) {
  const headers = [...response.headers].filter(([name]) => !OF_THE_WAY.has(name));
  const tag = response.headers.get('etag')?.replace(/-(br|gzip)"$/, '"');
  // The API names the instant that it answers of: kept, it is as true as when it was asked for. A refusal names the request.
  const body = (await response.text()).replace(/"(as_of|request)":"[^"]*"/, '');
  return { status: response.status, tag, headers: Object.fromEntries(headers), body };
}

type Asked = { path: string; headers?: Record<string, string>; method?: string };
const ask = (app: RunningApp, { path, ...init }: Asked) =>
  fetch(`${app.address}${path}`, { redirect: 'manual', ...init });
const askBare = ({ bare }: Site, { path, ...init }: Asked) => bare.request(`${BASE}${path}`, init);
const read = async (app: RunningApp, path: string) => (await ask(app, { path })).text();

async function withTitle(db: Db, ru: string): Promise<void> {
  const [blackout] = incidentsOf2019();
  if (blackout === undefined) throw new Error('no case');
  await saveDraft(db, { incident: { ...blackout, title: { ru } }, by: BY, now: NOW, why: null });
  await publish(db, { slug: blackout.slug, by: BY, now: NOW, why: null });
}

describe.each(ENGINES)('A kept answer (%s)', (engine) => {
  let site: Site;
  beforeAll(async () => {
    site = await siteOn(await freshDatabase(engine));
  });
  afterAll(() => site.close());

  const first = () => site.processes[0] as RunningApp;
  const second = () => site.processes[1] as RunningApp;

  it('is gone at once when any process publishes or takes away what it shows', async () => {
    const [slug] = [BLACKOUT.split('/').at(-1) ?? ''];
    for (const app of [first(), second()]) for (let time = 0; time < 3; time++) await read(app, BLACKOUT);
    await withTitle(first().db, 'Заголовок первого');
    for (const app of [first(), second()]) expect(await read(app, BLACKOUT)).toContain('Заголовок первого');
    await withTitle(second().db, 'Заголовок второго');
    for (const app of [first(), second()]) expect(await read(app, BLACKOUT)).toContain('Заголовок второго');
    await unpublish(site.db, { slug, by: BY, now: NOW, why: 'a mistake' });
    for (const app of [first(), second()]) expect((await ask(app, { path: BLACKOUT })).status).toBe(404);
    await withTitle(site.db, 'Снова');
    for (const app of [first(), second()]) expect(await read(app, BLACKOUT)).toContain('Снова');
  });

  it('is of one state: what is written and taken back is never kept', async () => {
    await read(first(), BLACKOUT);
    const undone = site.db.transaction().execute(async (trx) => {
      await withTitle(trx, 'Никогда');
      await first().db.selectFrom('facts_revision').select('revision').execute();
      throw new Error('taken back');
    });
    await expect(undone).rejects.toThrow('taken back');
    expect(await read(first(), BLACKOUT)).not.toContain('Никогда');
    await withTitle(site.db, 'Потом');
    expect(await read(first(), BLACKOUT)).toContain('Потом');
  });
});

describe('The answers that are kept', () => {
  let site: Site;
  beforeAll(async () => {
    site = await siteOn(await freshDatabase('sqlite'));
  });
  afterAll(() => site.close());

  const app = () => site.processes[0] as RunningApp;
  /** The page as the process has it, although its facts were changed behind the back of what tells of changes. */
  const isKept = async (asked: Asked): Promise<boolean> => {
    const mark = `x${Math.trunc(performance.now() * 1000)}`;
    await site.db
      .updateTable('editions')
      .set({ title: JSON.stringify({ ru: mark }) })
      .where('slug', '=', 'almaty-blackout-2019')
      .execute();
    return !(await (await ask(app(), asked)).text()).includes(mark);
  };

  it('go to everyone, packed better when they are asked for again', async () => {
    const asked = { path: BLACKOUT, headers: { 'accept-encoding': 'gzip, br' } };
    const coding = async () => (await ask(app(), asked)).headers.get('content-encoding');
    expect(await coding()).toBe('gzip');
    expect(await isKept(asked)).toBe(true);
    let last = await coding();
    for (let time = 0; time < 200 && last !== 'br'; time++) last = await coding();
    expect(last).toBe('br');
    const plain = await ask(app(), { path: BLACKOUT, headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(await (await ask(app(), asked)).text());
  });

  it('are not sent to who has them, in whichever coding', async () => {
    const asked = { path: BLACKOUT, headers: { 'accept-encoding': 'gzip, br' } };
    const bare = (await ask(app(), asked)).headers.get('etag')?.replace(/-(br|gzip)"$/, '') ?? '';
    for (const tag of [`${bare}"`, `${bare}-br"`, `W/${bare}-gzip"`, `"other", ${bare}-gzip"`, '*']) {
      const answer = await ask(app(), { ...asked, headers: { ...asked.headers, 'if-none-match': tag } });
      expect([tag, answer.status, await answer.text()]).toEqual([tag, 304, '']);
      expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=\d+, must-revalidate$/);
    }
    expect((await ask(app(), { path: BLACKOUT, headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it.each([
    ['who sends a cookie', { path: BLACKOUT, headers: { cookie: 'a=b' } }],
    ['htmx, which gets a fragment', { path: BLACKOUT, headers: { 'hx-request': 'true' } }],
    ['an instant that is past', { path: `${BLACKOUT}?as_of=2019-08-01T10:00Z` }],
  ])('are not for %s', async (_name, asked) => {
    await ask(app(), asked);
    expect(await isKept(asked)).toBe(false);
  });

  it.each(['/desk/login', '/healthz', '/no-such-page'])('never are %s', async (path) => {
    const [one, two] = [await ask(app(), { path }), await ask(app(), { path })];
    expect([one, two].map((each) => each.headers.get('cache-control')?.startsWith('public'))).not.toContain(true);
  });
});

const PATHS = [
  '/',
  BLACKOUT,
  `/kk${BLACKOUT}`,
  `${BLACKOUT}?as_of=2024-02-29`,
  '/incidents/made-up',
  '/en/incidents/made-up',
  '/promises/made-up/p0',
  '/incidents',
  '/promises',
  '/en/promises?status=overdue',
  '/offices',
  '/offices/akim-almaty',
  '/corrections',
  '/digests',
  '/digests/2024-W09',
  '/search?q=срок',
  '/method',
  '/feeds/overdue.atom',
  '/incidents/made-up.atom',
  '/calendar.ics',
  '/api/v1/incidents/made-up',
  '/api/v1/promises?limit=5',
  '/api/v1/offices',
];

const DIRECTORY = directoryOf2019();
const FROM = Date.parse('2024-02-26T00:00:00Z');
/** Their offices and officials are those of the directory. */
const incidents = arbitraryIncident.map((incident) =>
  JSON.parse(
    JSON.stringify({ ...incident, slug: 'made-up', title: { ru: 'Срок' } })
      .replaceAll('"akim"', '"akim-almaty"')
      .replaceAll('"ministry"', '"akim-almaty"')
      .replaceAll(/"(akimov|ministrov)"/g, '"sagintayev"'),
  ),
);
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      path: fc.constantFrom(...PATHS),
      process: fc.nat({ max: 1 }),
      coding: fc.constantFrom('br, gzip', 'gzip', 'identity'),
      again: fc.boolean(),
      method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.oneof(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 1, max: 400_000_000 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('publish' as const), incident: incidents, process: fc.nat({ max: 1 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unpublish' as const), process: fc.nat({ max: 1 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('name' as const), name: fc.string({ minLength: 1, maxLength: 8 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('office' as const), name: fc.string({ minLength: 1, maxLength: 8 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describe('Whatever is written, whenever and by whichever process it is asked', () => {
  let site: Site;
  beforeAll(async () => {
    site = await siteOn(await freshDatabase('sqlite'));
  });
  afterAll(() => site.close());

  const db = (process: number): Db => site.processes[process]?.db ?? site.db;

  async function take(step: Step): Promise<void> {
    const { now } = site.clock;
    switch (step.kind) {
      case 'ask':
        return compare(step);
      case 'wait':
        site.clock.now += step.ms;
        return;
      case 'publish':
        await saveDraft(db(step.process), { incident: step.incident, by: BY, now, why: null });
        await publish(db(step.process), { slug: 'made-up', by: BY, now, why: null });
        return;
      case 'unpublish':
        await unpublish(db(step.process), { slug: 'made-up', by: BY, now, why: 'w' });
        return;
      case 'name': {
        const newsroom = { name: { ru: step.name }, contact: null, about: {}, zone: null, staffNamed: false };
        await saveNewsroom(db(0), { newsroom, by: BY, now });
        return;
      }
      case 'office': {
        const offices = DIRECTORY.offices.map((office) => ({ ...office, name: { ...office.name, ru: step.name } }));
        await saveDirectory(db(1), { directory: { ...DIRECTORY, offices }, by: BY, now, why: null });
      }
    }
  }

  async function compare({ path, process, coding, method, ...asked }: Extract<Step, { kind: 'ask' }>): Promise<void> {
    // That answer has a tag for each millisecond.
    const again = asked.again && path !== '/api/v1/incidents/made-up';
    const app = site.processes[process] as RunningApp;
    const fresh = await told(await askBare(site, { path, method }));
    const headers = { 'accept-encoding': coding, ...(again && fresh.tag ? { 'if-none-match': fresh.tag } : {}) };
    const expected = again ? await told(await askBare(site, { path, method, headers })) : fresh;
    for (let time = 0; time < 2; time++)
      expect(await told(await ask(app, { path, method, headers }))).toEqual(
        // The site without a cache knows a tag of the coding alone that it would send.
        again && fresh.tag ? { ...expected, status: 304, body: '', headers: expect.anything() } : expected,
      );
  }

  it('a kept answer is what would be printed anew, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        site.clock.now = Math.max(site.clock.now, FROM);
        for (const each of steps) await take(each);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 120_000);
});
