import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILES } from '../../src/web/record/files.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { command } from '../support/command.ts';
import { freshDatabase, type TestDatabase } from '../support/databases.ts';
import { DRAFTED, everythingIn, HIDDEN, MARKS, plantSecrets, SECRET, TAKEN, WITHDRAWN } from '../support/secrets.ts';
import { DOOR_PAGES, FOR_PROGRAMS, PUBLIC_PAGES } from '../support/site-pages.ts';
import { fillWholeSite, partsOfAddresses, WHOLE_SITE_NOW } from '../support/whole-site.ts';

const SLUGS = [HIDDEN, WITHDRAWN, TAKEN, DRAFTED];
/** What stands in the place of a parameter of a route: everything that somebody might guess. */
const GUESSES: Readonly<Record<string, readonly string[]>> = {
  slug: SLUGS,
  'slug{[a-z0-9-]+\\.atom}': SLUGS.map((slug) => `${slug}.atom`),
  'slug{[a-z0-9-]+\\.png}': SLUGS.map((slug) => `${slug}.png`),
  'id{[a-z0-9-]+\\.png}': ['mending.png', 'akim-almaty.png'],
  'week{[0-9W-]+\\.png}': ['2019-W50.png'],
  incident: SLUGS,
  id: ['mending', 'akim-almaty', 'sagintayev'],
  'id{[a-z0-9-]+\\.atom}': ['akim-almaty.atom'],
  'file{[a-z_]+\\.jsonl}': FILES.map(({ name }) => name).filter((name) => name.endsWith('.jsonl')),
  'file{[a-z_]+\\.csv}': FILES.map(({ name }) => name).filter((name) => name.endsWith('.csv')),
  week: ['2019-W50', '2019-W49'],
  token: ['zqtoken', 'zqsession'],
};
/** Every parameter that an address of the site takes, with what somebody might ask of it. */
const QUERIES = [
  ...SLUGS.map((slug) => `incident=${slug}`),
  'q=zqdrafttitle',
  'q=zqdraftpromise&status=overdue',
  'q=zqusername',
  'q=zqnote',
  'q=*',
  `after=${DRAFTED}`,
  `cursor=${HIDDEN}`,
  'state=draft',
  'draft=1',
  'preview=1',
  'copy=one',
  'as_of=2019-12-05',
  'on=2019-12-05',
  'on=2019-12-10',
  'as_of=2019-12-09T12:00Z',
  'office=akim-almaty',
  'official=sagintayev',
  'limit=100',
  'kind=entry&q=zqhiddentext',
  'sort=said',
  'status=overdue',
  'user=zqusername',
  'next=/desk/incidents/zqhidden-incident',
];
/** Requests that ask for the same in another way. */
const WAYS: readonly RequestInit[] = [
  { method: 'HEAD' },
  { method: 'OPTIONS' },
  { method: 'POST', body: new URLSearchParams({ state: 'draft' }) },
  { headers: { 'hx-request': 'true' } },
  { headers: { accept: 'application/json' } },
  { headers: { cookie: 'merzim=zqsession; __Host-merzim=zqsession' } },
  { headers: { authorization: 'Bearer zqsession', 'x-original-url': `/desk/incidents/${HIDDEN}` } },
];

type Answer = { asked: string; status: number; text: string };

describe('What readers have no right to see', () => {
  let test: TestDatabase;
  let site: TestApp;
  let folder: string;
  let files: { original: string; copy: string };
  let parts: Record<string, string>;
  beforeAll(async () => {
    test = await freshDatabase('sqlite');
    folder = await mkdtemp(join(tmpdir(), 'merzim-secrets-'));
    site = await testApp({ databaseUrl: test.url, now: WHOLE_SITE_NOW, env: { DATA_DIR: folder, LOG_LEVEL: 'trace' } });
    await fillWholeSite(site.db, folder);
    parts = await partsOfAddresses(site.db);
    files = await plantSecrets(site.db, folder);
  });
  afterAll(async () => {
    await site.close();
    await test.close();
    await rm(folder, { recursive: true });
  });

  const named = (path: string): string => path.replace(/:(\w+)/g, (whole, name) => parts[name] ?? whole);

  /** The answer with its headers, without what was asked for: that is the reader's own. */
  const look = async (address: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await site.app.request(encodeURI(address), init);
    const headers = JSON.stringify([...response.headers]);
    const own = [...new Set(address.match(/zq[\w-]*/gi) ?? [])].sort((a, b) => b.length - a.length);
    const whole = `${headers} ${await response.text()}`;
    const text = own.reduce((rest, word) => rest.replaceAll(word, ''), whole);
    return { asked: `${init.method ?? 'GET'} ${address}`, status: response.status, text };
  };
  const leaks = (answers: readonly Answer[]): string[] =>
    answers
      .filter(({ text }) => SECRET.test(text))
      .map(({ asked, text }) => {
        const at = text.search(SECRET);
        return `${asked}: ${text.slice(Math.max(0, at - 80), at + 40)}`;
      });

  /** Every route that answers somebody who is not signed in, from the app itself. */
  const routes = (): string[] => [
    ...new Set(
      site.app.routes
        .filter(({ method, path }) => method === 'GET' && (!/^\/desk/.test(path) || path in DOOR_PAGES))
        .map(({ path }) => path),
    ),
  ];
  const known = (): string[] => [
    ...Object.values(PUBLIC_PAGES).flat(),
    ...Object.values(DOOR_PAGES).flat(),
    ...Object.values(FOR_PROGRAMS),
  ];
  /** A route with every guess in the place of its parameters. */
  const guessed = (route: string): string[] =>
    [...route.matchAll(/:(\w+(?:\{[^}]*\})?)/g)].reduce(
      (paths, [whole, name = '']) =>
        paths.flatMap((path) => (GUESSES[name] ?? ['zqtoken']).map((guess) => path.replace(whole, guess))),
      [route],
    );
  const languages = (path: string): string[] =>
    /^\/(api|data\/|static|healthz|readyz|robots|favicon|sw\.js)/.test(path)
      ? [path]
      : ['', '/kk', '/en'].map((prefix) => (prefix !== '' && path === '/' ? prefix : prefix + path));

  it('stands in the record, each in its place', async () => {
    const everything = await everythingIn(site.db);
    expect(MARKS.filter((mark) => !everything.includes(mark))).toEqual([]);
  });

  it('stands on no page, in no feed, in no answer of the API, in whatever language and by whatever guess', async () => {
    const addresses = [...new Set([...known().map(named), ...routes().flatMap(guessed)])];
    expect(addresses.length).toBeGreaterThan(100);
    const answers: Answer[] = [];
    for (const address of addresses.flatMap(languages)) answers.push(await look(address));
    expect(leaks(answers)).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500).map(({ asked }) => asked)).toEqual([]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(150);
  });

  it('comes by no parameter of an address, and by no other way of asking', async () => {
    const pages = routes().flatMap((route) => guessed(route).slice(-1));
    const answers: Answer[] = [];
    for (const page of pages) {
      for (const query of QUERIES) answers.push(await look(`${page}?${query}`));
      for (const way of WAYS) answers.push(await look(page, way));
    }
    expect(leaks(answers)).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500).map(({ asked }) => asked)).toEqual([]);
  });

  it.each([
    ['/search?q=', 'zqdrafttitle'],
    ['/search?q=', 'zqhiddentext'],
    ['/search?q=', 'zqwithdrawntext'],
    ['/search?q=', 'zqtakentext'],
    ['/search?q=', 'zqnote'],
    ['/promises?q=', 'zqdraftpromise'],
    ['/incidents?q=', 'zqhiddentitle'],
    ['/promises?incident=', HIDDEN],
    ['/incidents/', HIDDEN],
    ['/api/v1/incidents/', HIDDEN],
    [`/promises/${HIDDEN}/`, 'mending'],
    ['/subscribe?incident=', HIDDEN],
    ['/desk/links/', 'zqtoken'],
  ])('%s%s is answered as if there were nothing of the kind', async (path, word) => {
    const nothing = `zq${'x'.repeat(word.length - 2)}`;
    const [asked, strange] = [await look(`${path}${word}`), await look(`${path}${nothing}`)];
    const compared = ({ status, text }: Answer, own: string) => ({
      status,
      // The tag and the number of a request are made of the bytes and of chance.
      text: text
        .replaceAll(own, '')
        .replace(/"etag","[^,]*"/, '')
        .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, ''),
    });
    expect(compared(asked, word)).toEqual(compared(strange, nothing));
  });

  it('lies in files that are not served: originals, documents, and what nobody has published', async () => {
    const shas = [files.original, files.copy];
    const { of } = { of: await site.db.selectFrom('evidence_files').selectAll().execute() };
    const originals = of.map(({ sha256 }) => sha256);
    const answers: Answer[] = [];
    for (const sha of new Set([...shas, ...originals]))
      for (const ending of ['png', 'jpg', 'webp', 'pdf', 'svg', 'bin'])
        answers.push(await look(`/evidence/${sha}.${ending}`));
    for (const sha of shas) answers.push(await look(`/evidence/${sha}/check`));
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([404]);
    for (const sha of originals) expect((await look(`/desk/evidence/originals/${sha}`)).status).toBe(303);
  });

  it('is not in what is exported for everyone, nor in the log', async () => {
    const { stdout, code } = await command(['export', '--public'], { databaseUrl: test.url, now: WHOLE_SITE_NOW });
    expect([code, stdout.length > 10_000]).toEqual([0, true]);
    expect(SECRET.exec(stdout)?.[0]).toBeUndefined();
    expect(site.logged.text.length).toBeGreaterThan(10_000);
    expect(SECRET.exec(site.logged.text)?.[0]).toBeUndefined();
  });

  it('stands behind a door that keeps no page and tells nobody what is behind it', async () => {
    const behind = [
      '/desk',
      `/desk/incidents/${HIDDEN}`,
      '/desk/users',
      '/desk/nothing',
      `/desk/evidence/${files.copy}`,
    ];
    for (const path of behind) {
      const response = await site.app.request(path);
      expect([path, response.status, response.headers.get('cache-control')]).toEqual([path, 303, 'no-store']);
    }
  });
});
