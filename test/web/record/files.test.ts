import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readDocument } from '../../../src/domain/document.ts';
import { saveNewsroom } from '../../../src/records/newsroom-facts.ts';
import { FILES, KINDS } from '../../../src/web/record/files.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishIncident } from '../../support/cases.ts';
import { fillWholeSite, WHOLE_SITE_NOW } from '../../support/whole-site.ts';
import { mistakes, visible } from '../../views/page.ts';
import { fictional } from '../public/lists.ts';

let site: TestApp;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'merzim-files-'));
  site = await testApp({ now: WHOLE_SITE_NOW, env: { DATA_DIR: folder } });
  await fillWholeSite(site.db, folder);
  const hostile = fictional('hostile', ['2019-07-20'], {
    title: { ru: '=HYPERLINK("http://example.org")', en: '@sum' },
  });
  await publishIncident(site.db, hostile, WHOLE_SITE_NOW - 1000);
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

const get = async (path: string): Promise<string> => {
  const response = await site.app.request(path);
  expect([path, response.status]).toEqual([path, 200]);
  return Buffer.from(await response.arrayBuffer()).toString('utf8');
};
type Manifest = {
  as_of: string;
  licence: object;
  files: { name: string; rows: number; bytes: number; sha256: string }[];
};
const manifest = async (query = ''): Promise<Manifest> => JSON.parse(await get(`/data/manifest.json${query}`));
const lines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const table = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });

describe('The files of the record', () => {
  it('hold what the manifest says: rows, bytes, hashes', async () => {
    const { files, as_of, licence } = await manifest();
    expect([as_of, licence]).toEqual([
      new Date(WHOLE_SITE_NOW).toISOString(),
      { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    ]);
    expect(files.map(({ name }) => name)).toEqual(FILES.map(({ name }) => name));
    const sums = await get('/data/sha256sums.txt');
    for (const { name, rows, bytes, sha256 } of files) {
      const text = await get(`/data/${name}`);
      expect([name, Buffer.byteLength(text)]).toEqual([name, bytes]);
      expect([name, createHash('sha256').update(text).digest('hex')]).toEqual([name, sha256]);
      expect(sums).toContain(`${sha256}  merzim-${name}\n`);
      expect([name, (name.endsWith('.csv') ? table(text) : lines(text)).length]).toEqual([name, rows]);
    }
  });

  it('have the same rows as JSON Lines and as CSV, each as the schema has it', async () => {
    const schema = JSON.parse(await get('/data/schema.json'));
    const empty: string[] = [];
    for (const { name, row } of KINDS) {
      const objects = lines(await get(`/data/${name}.jsonl`));
      const cells = table(await get(`/data/${name}.csv`));
      if (objects.length === 0) empty.push(name);
      const read = z.fromJSONSchema(schema.$defs[name]);
      for (const object of objects) expect([name, read.safeParse(object).error?.message]).toEqual([name, undefined]);
      expect(Object.keys(schema.$defs[name].properties)).toEqual(Object.keys(row.shape));
      const plain = (value: unknown) => (value === null ? '' : String(value)).replace(/^[=+\-@\t\r＝＋－＠]/, "'$&");
      expect(cells).toEqual(
        objects.map((object) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, plain(value)]))),
      );
    }
    // Nothing of the kind is recorded of 2019.
    expect(empty).toEqual(['channel_traits']);
  });

  it('have the documents whole, as they are taken in elsewhere', async () => {
    const documents = lines(await get('/data/record.jsonl'));
    const read = documents.map((document) => readDocument(document));
    expect(read.map((each) => each.ok)).not.toContain(false);
    const slugs = lines(await get('/data/incidents.jsonl')).map(({ slug }) => slug);
    expect(documents.slice(1).map(({ slug }) => slug)).toEqual(slugs);
    expect(slugs).toEqual(expect.arrayContaining(['almaty-blackout-2019', 'arys-2019', 'lrt-nur-sultan', 'hostile']));
  });

  it('have four columns for a time: not before, not after, how exactly, as it was stated', async () => {
    const all = lines(await get('/data/incidents.jsonl'));
    expect(all.find(({ slug }) => slug === 'almaty-blackout-2019')).toMatchObject({
      started_earliest: '2019-07-15T08:00:00.000Z',
      started_latest: '2019-07-15T08:14:00.000Z',
      started_precision: 'between',
      ended_earliest: expect.anything(),
    });
    expect(all.find(({ slug }) => slug === 'lrt-nur-sultan')).toMatchObject({
      started_earliest: null,
      started_precision: null,
    });
  });

  it('say of a promise what the rules say at that instant, and name nobody for what nobody looked at since', async () => {
    const results = async (query: string) =>
      lines(await get(`/data/promises.jsonl${query}`)).find(
        ({ incident, id }) => incident === 'almaty-blackout-2019' && id === 'results',
      );
    expect(await results('?as_of=2019-07-30')).toMatchObject({ status: 'overdue', official: 'sagintayev' });
    expect(await results('?as_of=2019-07-28')).toMatchObject({ status: 'overdue', official: null });
    expect(await results('?as_of=2019-07-20')).toMatchObject({
      status: 'pending',
      official: 'sagintayev',
      days_overdue: null,
    });
  });

  it('are of the day that is asked for, with sums of their own', async () => {
    const then = await manifest('?as_of=2019-07-20');
    expect(then.as_of).toBe('2019-07-20');
    const text = await get('/data/entries.csv?as_of=2019-07-20');
    expect(then.files.find(({ name }) => name === 'entries.csv')?.sha256).toBe(
      createHash('sha256').update(text).digest('hex'),
    );
    expect(table(text).every(({ at_earliest: at }) => at === '' || String(at) <= '2019-07-20T18:00')).toBe(true);
    expect(table(text).length).toBeLessThan(table(await get('/data/entries.csv')).length);
  });

  it('defuse what a spreadsheet would count as a formula', async () => {
    const hostile = table(await get('/data/incidents.csv')).find(({ slug }) => slug === 'hostile');
    expect([hostile?.title_ru, hostile?.title_en]).toEqual(['\'=HYPERLINK("http://example.org")', "'@sum"]);
  });

  it('hold no line that was struck out, and what a court took down by its hour and office alone', async () => {
    const all = (await Promise.all(FILES.map(({ name }) => get(`/data/${name}`)))).join('\n');
    expect(all).not.toContain('old-pipes');
    expect(all).not.toContain('question-budget');
    expect(lines(await get('/data/corrections.jsonl'))).toContainEqual(
      expect.objectContaining({ incident: 'exercise-primersk', act: 'retracted', path: null }),
    );
    expect(lines(await get('/data/corrections.jsonl'))).toContainEqual(
      expect.objectContaining({
        incident: 'almaty-blackout-2019',
        path: 'promises[results].due',
        before: '"2019-07-26"',
      }),
    );
  });

  it('are on the page with their sums, and 404 where there is none of that name', async () => {
    const { files } = await manifest();
    for (const prefix of ['', '/kk', '/en']) {
      const html = await get(`${prefix}/data`);
      for (const { name, sha256 } of files) {
        expect(html).toContain(`href="/data/${name}"`);
        expect(html).toContain(sha256);
      }
      expect(await mistakes(html, 'page')).toEqual([]);
    }
    expect(visible(await get('/en/data?as_of=2019-07-20'))).toContain('The files are true as of 20 July 2019, 24:00');
    for (const path of ['/data/nothing.csv', '/data/users.csv', '/data/record.csv', '/data/incidents.xml'])
      expect((await site.app.request(path)).status).toBe(404);
    expect((await site.app.request('/data/entries.csv?as_of=2030-01-01')).status).toBe(400);
  });

  it('are on the terms that the newsroom sets', async () => {
    const licence = { name: 'ODbL 1.0', url: 'https://opendatacommons.org/licenses/odbl/1-0/' };
    const newsroom = { name: {}, contact: null, about: {}, zone: null, staffNamed: false, licence };
    await saveNewsroom(site.db, { newsroom, by: { user: null, via: 'command' }, now: WHOLE_SITE_NOW });
    expect((await manifest()).licence).toEqual(licence);
    expect(visible(await get('/en/data'))).toContain('ODbL 1.0');
    expect(await get('/feeds/incidents.atom')).toContain('<rights>ODbL 1.0</rights>');
    expect(await get('/en/method')).not.toContain('CC BY 4.0');
  });
});
