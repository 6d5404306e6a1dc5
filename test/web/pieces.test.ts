import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bumpFactsRevision } from '../../src/records/revisions.ts';
import { ofOneState, RecordMoved } from '../../src/web/pieces.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../support/cases.ts';
import { fictional } from './public/lists.ts';

const NOW = Date.parse('2019-12-31T00:00:00Z');
const MANY = 600;
let site: TestApp;

/** Two incidents, with more promises than one batch has rows and more words than are held in memory. */
beforeAll(async () => {
  site = await testApp({ now: NOW, prepare: publishCasesOf2019 });
  for (const slug of ['long-one', 'long-other']) {
    const facts = fictional(
      slug,
      Array.from({ length: MANY / 2 }, () => '2019-07-20'),
    );
    const promises = facts.promises.map((each) => ({ ...each, text: `${'слово '.repeat(170)}${each.id}` }));
    await publishIncident(site.db, { ...facts, promises }, NOW - 1000);
  }
});
afterAll(() => site.close());

const lines = (text: string): string[] => text.trimEnd().split('\r\n').slice(1);

describe('A list as a table', () => {
  it('is whole, however long, and sent as it is read', async () => {
    const response = await site.app.request('/api/v1/promises.csv?incident=long-one');
    const all = await site.app.request('/api/v1/promises.csv');
    expect(response.headers.get('content-length')).not.toBeNull();
    expect(all.headers.get('content-length')).toBeNull();
    expect(all.headers.get('cache-control')).toMatch(/^public, max-age=\d{1,2}, must-revalidate$/);
    expect(lines(await response.text())).toHaveLength(MANY / 2);
    const text = await all.text();
    const ids = lines(text).map((line) => line.split(',').slice(0, 2).join('/'));
    expect(ids.filter((id) => id.startsWith('long-'))).toHaveLength(MANY);
    expect(new Set(ids).size).toBe(ids.length);
    expect(text).not.toContain('\uFEFF');
  });

  it('is packed for whoever takes it so, and the same unpacked', async () => {
    const packed = await site.app.request('/api/v1/promises.csv', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    const text = gunzipSync(await packed.arrayBuffer());
    const plain = Buffer.from(await (await site.app.request('/api/v1/promises.csv')).arrayBuffer());
    expect(text.equals(plain)).toBe(true);
    expect(plain.subarray(0, 3).toString('hex')).toBe('efbbbf');
  });

  it('has a tag and is known again where it is short', async () => {
    const first = await site.app.request('/api/v1/promises.csv?incident=arys-2019');
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await site.app.request('/api/v1/promises.csv?incident=arys-2019', { headers })).status).toBe(304);
  });

  it('says what is wrong with its address before anything else', async () => {
    for (const path of ['promises.csv?status=nothing', 'incidents.csv?kind=nothing', 'incidents.csv?year=x'])
      expect((await site.app.request(`/api/v1/${path}`)).status).toBe(400);
  });
});

describe('What is read piece by piece', () => {
  async function* pieces(change: boolean) {
    yield 'one';
    if (change) await bumpFactsRevision(site.db);
    yield 'two';
  }

  it('is of one state of the record, or breaks off', async () => {
    const read: string[] = [];
    for await (const piece of ofOneState(site.db, pieces(false))) read.push(piece);
    expect(read).toEqual(['one', 'two']);
    await expect(async () => {
      for await (const piece of ofOneState(site.db, pieces(true))) read.push(piece);
    }).rejects.toThrow(RecordMoved);
    expect(read).toEqual(['one', 'two', 'one']);
  });

  it('breaks off before the reader where the record changes under way', async () => {
    const response = await site.app.request('/api/v1/promises.csv');
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await bumpFactsRevision(site.db);
    await expect(async () => {
      for (;;) if ((await reader?.read())?.done !== false) return;
    }).rejects.toThrow(RecordMoved);
  });
});
