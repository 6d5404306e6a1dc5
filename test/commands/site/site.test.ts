import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeIn } from '../../../src/evidence/take-in.ts';
import { attachEvidence } from '../../../src/records/attaching.ts';
import type { Db } from '../../../src/records/database.ts';
import { publish, saveDraft } from '../../../src/records/desk.ts';
import { saveDirectory } from '../../../src/records/directory.ts';
import { retract, takeDown } from '../../../src/records/taking-back.ts';
import { command, type Said } from '../../support/command.ts';
import { freshDatabase, type TestDatabase } from '../../support/databases.ts';
import { directoryOf2019, incidentOf2019 } from '../../support/fixtures.ts';
import { screenshot } from '../../support/pictures.ts';
import { PARTS, PLANTED, plant } from '../../support/takedown-drill.ts';
import { WHOLE_SITE_NOW } from '../../support/whole-site.ts';
import { mistakes, visible } from '../../views/page.ts';

const BASE = 'https://merzim.example';
/** The copy stands in a folder of a folder of somebody else's server. */
const NESTED = '/somebody/else';
const SLUG = 'almaty-blackout-2019';
const BY = { user: null, via: 'command' } as const;

let test: TestDatabase;
let folder: string;
let dir: string;
let server: Server;

beforeAll(async () => {
  test = await freshDatabase('sqlite');
  folder = await mkdtemp(join(tmpdir(), 'merzim-site-'));
  dir = join(folder, 'copy');
  await fill(test.db, folder);
  server = await serve(dir);
});
afterAll(async () => {
  server.close();
  await test.close();
  await rm(folder, { recursive: true });
});

/** One incident with a screenshot, the offices that it names, and one of which every word can be found again. */
async function fill(db: Db, dataDir: string): Promise<void> {
  const whole = incidentOf2019(SLUG);
  const promises = whole.promises.filter(({ id }) => id === 'results');
  const checks = whole.checks.filter((check) => check.for === 'results' || check.for === 'first_post');
  const facts = { ...whole, promises, checks, replies: [] };
  const named = new Set([facts.office, ...facts.entries.map(({ by }) => by?.office)]);
  const spoke = new Set(facts.entries.map(({ by }) => by?.official));
  const all = directoryOf2019();
  const directory = {
    ...all,
    offices: all.offices.filter(({ id }) => named.has(id)),
    officials: all.officials.filter(({ id }) => spoke.has(id)),
    tenures: all.tenures.filter(({ office, official }) => named.has(office) && spoke.has(official)),
    channels: [],
    measurements: [],
  };
  const signed = { by: BY, now: WHOLE_SITE_NOW - 30 * 86_400_000, why: null };
  await saveDirectory(db, { directory, ...signed });
  await saveDraft(db, { incident: facts, ...signed });
  const noted = { origin: 'newsroom' as const, capturedAt: signed.now, capturedBy: 'x', now: signed.now };
  const taken = await takeIn({ dataDir, ...noted, bytes: [await screenshot()] });
  if (!taken.ok) throw new RangeError('no picture');
  const part = { kind: 'entry' as const, id: 'tweet' };
  await attachEvidence(db, { slug: SLUG, part, files: [taken.file], alt: { ru: 'Снимок' }, archive: null, ...signed });
  await publish(db, { slug: SLUG, ...signed });
  await plant(db);
}

const site = (...more: string[]): Promise<Said> =>
  command(['site', 'copy', ...more], {
    databaseUrl: test.url,
    now: WHOLE_SITE_NOW,
    cwd: folder,
    env: { DATA_DIR: folder, BASE_URL: BASE },
  });
const filesIn = async (): Promise<string[]> =>
  (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .sort();
const read = (path: string): Promise<string> => readFile(join(dir, path), 'utf8');
type Listed = { path: string; sha256: string; bytes: number };
const manifest = async (): Promise<{ as_of: string; files: Listed[] }> => JSON.parse(await read('manifest.json'));

const TYPES: Record<string, string> = { '.html': 'text/html', '.css': 'text/css' };

/** A plain server of files: no folder has an index, no ending is guessed. */
async function serve(root: string): Promise<Server> {
  const plain = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://server');
    const path = decodeURIComponent(pathname);
    readFile(join(root, path.startsWith(`${NESTED}/`) ? path.slice(NESTED.length) : '/none')).then(
      (bytes) => response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done));
  return plain;
}

type Crawled = { seen: Map<string, number>; live: Set<string> };

/** Follows every link of every page of the copy, and every address of a sheet, from its first page on. */
async function crawl(): Promise<Crawled> {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [seen, live] = [new Map<string, number>(), new Set<string>()];
  const waiting = [`${origin}${NESTED}/index.html`];
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    if (seen.has(url)) continue;
    const answer = await fetch(url);
    seen.set(url, answer.status);
    const type = answer.headers.get('content-type') ?? '';
    if (!/html|css/.test(type)) {
      await answer.body?.cancel();
      continue;
    }
    const text = (await answer.text()).replace(/<script type="application[\s\S]*?<\/script>/g, '');
    const links = [...text.matchAll(/\s(?:href|src)="([^"]+)"|url\("([^"]+)"\)/g)].map(([, a, b]) => a ?? b ?? '');
    for (const link of links.map((each) => each.replaceAll('&amp;', '&'))) {
      const to = new URL(link, url);
      to.hash = '';
      if (to.origin === origin) waiting.push(to.href);
      else if (link.startsWith(BASE)) live.add(link);
    }
  }
  return { seen, live };
}

describe('A copy of the site in files', () => {
  it('has every public thing in three languages, and a manifest with the hash of each', async () => {
    const said = await site();
    expect([said.code, said.stderr]).toEqual([0, '']);
    const { as_of, files } = await manifest();
    expect(as_of).toBe('2019-12-10');
    expect(said.stdout).toContain(
      `${files.length} files as of 2019-12-10: ${files.length} new, 0 changed, 0 as before; 0 deleted`,
    );
    expect(await filesIn()).toEqual([...files.map(({ path }) => path), 'manifest.json'].sort());
    for (const { path, sha256, bytes } of files) {
      const body = await readFile(join(dir, path));
      expect([path, body.length, createHash('sha256').update(body).digest('hex')]).toEqual([path, bytes, sha256]);
    }
    const paths = files.map(({ path }) => path);
    for (const lang of ['', 'kk/', 'en/'])
      expect(paths).toEqual(
        expect.arrayContaining(
          [
            'index.html',
            'incidents/almaty-blackout-2019/index.html',
            'promises/_status-overdue/index.html',
            'calendar.ics',
            'feeds/overdue.atom',
            'incidents/almaty-blackout-2019.atom',
            'digests/2019-W47/index.html',
          ].map((path) => lang + path),
        ),
      );
    expect(paths).toEqual(
      expect.arrayContaining([
        'data/entries.csv',
        'data/record.jsonl',
        'data/manifest.json',
        'api/v1/incidents/almaty-blackout-2019/index.json',
        'api/v1/promises.csv',
        'robots.txt',
      ]),
    );
    expect(
      paths.filter((path) => /desk|subscribe\/.*\/|sw\.js|healthz/.test(path.replace(/subscribe\/index/, ''))),
    ).toEqual([]);
    expect(paths.some((path) => /^evidence\/[0-9a-f]{64}\.png$/.test(path))).toBe(true);
  });

  it('works from a folder of any server: every link leads to a file, and every page is led to', async () => {
    const { seen, live } = await crawl();
    expect([...seen].filter(([, status]) => status !== 200)).toEqual([]);
    const led = new Set(
      [...seen.keys()].map((url) => decodeURIComponent(new URL(url).pathname).slice(NESTED.length + 1)),
    );
    // A person whose only words were a promise that nobody looked at is led to by the map of the site alone.
    for (const [, path = ''] of (await read('sitemap.xml')).matchAll(
      /<loc>https:\/\/merzim\.example\/([^<]*officials\/[^<]+)</g,
    ))
      led.add(`${path}/index.html`);
    const pages = (await filesIn()).filter((path) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(60);
    expect(pages.filter((path) => !led.has(path))).toEqual([]);
    expect([...live].filter((url) => /\/desk|\/static\//.test(url))).toEqual([]);
  });

  it('says on each page that it is a copy, of which day, and sends every form to the live site', async () => {
    const pages = (await filesIn()).filter((path) => path.endsWith('.html') && !/(^|\/)embed\//.test(path));
    for (const path of pages) {
      const html = await read(path);
      expect([path, /<time datetime="2019-12-10">/.test(html)]).toEqual([path, true]);
      for (const [form, action = ''] of html.matchAll(/<form[^>]*? action="([^"]*)"[^>]*>/g))
        expect([path, form.includes('method="get"') && action.startsWith(`${BASE}/`)]).toEqual([path, true]);
      expect([path, /hx-|htmx/.test(html)]).toEqual([path, false]);
    }
    const page = await read('en/incidents/almaty-blackout-2019/index.html');
    expect(visible(page)).toContain('This is a copy, true as of 10 December 2019.');
    expect(page).toContain(`<a href="${BASE}/en/incidents/almaty-blackout-2019" rel="external">merzim.example</a>`);
    expect(page).toContain(`<link rel="canonical" href="${BASE}/en/incidents/almaty-blackout-2019"/>`);
    expect(visible(await read('en/search/index.html'))).toContain('The live site answers: merzim.example.');
    expect(visible(await read('en/subscribe/index.html'))).toContain('This can be done on the live site.');
    for (const path of [
      'index.html',
      'kk/promises/index.html',
      'en/incidents/almaty-blackout-2019/index.html',
      'subscribe/index.html',
    ])
      expect(await mistakes(await read(path), 'page')).toEqual([]);
  });

  it('writes only what changed when it is made again', async () => {
    const times = async () =>
      Promise.all((await filesIn()).map(async (path) => [path, (await stat(join(dir, path))).mtimeMs]));
    const before = await times();
    const said = await site();
    expect(said.stdout).toMatch(/: 0 new, 0 changed, \d+ as before; 0 deleted/);
    expect(await times()).toEqual(before);
    const part = { kind: 'entry', id: 'zqw-report' } as const;
    await retract(test.db, { slug: PLANTED, parts: [part], by: BY, now: WHOLE_SITE_NOW, why: 'Ошибка' });
    await writeFile(join(dir, 'index.html'), 'spoilt');
    expect((await site()).stdout).toMatch(/: 0 new, [1-9]\d* changed, [1-9]\d* as before; 0 deleted/);
    expect(await read('index.html')).toContain('<!DOCTYPE html>');
    const changed = (await times()).filter(([path, at]) => before.find(([other]) => other === path)?.[1] !== at);
    expect(changed.map(([path]) => path)).not.toContain('incidents/almaty-blackout-2019/index.html');
  });

  it('loses what was taken down, and every word of it', async () => {
    const holding = async () => {
      const texts = (await filesIn()).filter((path) => !/\.(png|woff2)$/.test(path));
      const files = await Promise.all(texts.map(async (path) => [path, await read(path)] as const));
      return files.filter(([path, text]) => PARTS.incident.words.test(path + text)).map(([path]) => path);
    };
    expect((await holding()).length).toBeGreaterThan(20);
    await takeDown(test.db, { slug: PLANTED, parts: [PARTS.incident.part], by: BY, now: WHOLE_SITE_NOW, why: 'Суд' });
    expect((await site()).stdout).toMatch(/; [1-9]\d* deleted/);
    expect(await holding()).toEqual([]);
    expect((await readdir(join(dir, 'incidents'))).includes(PLANTED)).toBe(false);
  });

  it('takes up a copy that was broken off, leaving nothing of it behind', async () => {
    await writeFile(join(dir, 'old.html'), 'old');
    await writeFile(join(dir, '.merzim-site'), 'old.html\nold.html.part\n');
    expect((await site()).code).toBe(0);
    expect(await filesIn()).not.toContain('old.html');
    expect(await filesIn()).not.toContain('.merzim-site');
  });

  it('can be of a past day', async () => {
    const said = await site('--as-of', '2019-07-28');
    expect([said.code, said.stderr]).toEqual([0, '']);
    expect((await manifest()).as_of).toBe('2019-07-28');
    expect(visible(await read('en/incidents/almaty-blackout-2019/index.html'))).toContain('true as of 28 July 2019');
    expect((await filesIn()).filter((path) => path.includes(PLANTED))).toEqual([]);
    const { seen, live } = await crawl();
    expect([...seen].filter(([, status]) => status !== 200)).toEqual([]);
    expect(live).toContain(`${BASE}/en/incidents/almaty-blackout-2019`);
    expect((await site('--as-of', '2019-07-28')).stdout).toMatch(/: 0 new, 0 changed/);
  });

  it('refuses a folder of somebody else’s, a day to come, and no folder', async () => {
    await writeFile(join(folder, 'file'), 'x');
    const other = await command(['site', '.'], { databaseUrl: test.url, cwd: folder, env: { DATA_DIR: folder } });
    expect([other.code, other.stderr]).toEqual([
      1,
      expect.stringContaining('is not empty and holds no copy of a site'),
    ]);
    expect((await site('--as-of', '2030-01-01')).code).toBe(2);
    expect((await command(['site'], { databaseUrl: test.url })).code).toBe(2);
    await writeFile(
      join(dir, 'manifest.json'),
      JSON.stringify({ format: 'merzim/site@1', files: [{ path: '../file' }] }),
    );
    expect((await site()).code).toBe(1);
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('x');
  });
});
