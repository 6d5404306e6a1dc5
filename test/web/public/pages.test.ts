import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_POST_HOURS } from '../../../src/domain/digest.ts';
import { DUE_SOON_HOURS, REVIEW_ALARM_DAYS, STALE_DAYS } from '../../../src/domain/promise.ts';
import { ABOUT_MINUTES } from '../../../src/domain/span.ts';
import { WATCH_DAYS } from '../../../src/domain/watch.ts';
import { publish, saveDraft, unpublish } from '../../../src/records/desk.ts';
import { saveDirectory } from '../../../src/records/directory.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../../support/cases.ts';
import { directoryOf2019, incidentOf2019 } from '../../support/fixtures.ts';
import { mistakes, visible } from '../../views/page.ts';
import { fictional } from './lists.ts';

const NOW = Date.parse('2019-12-31T00:00:00Z');
const BY = { user: null, via: 'desk' } as const;
let site: TestApp;

beforeAll(async () => {
  site = await testApp({ now: NOW, prepare: (db) => publishCasesOf2019(db) });
});
afterAll(() => site.close());

const page = async (path: string) => {
  const response = await site.app.request(path);
  const html = await response.text();
  return { status: response.status, html, text: visible(html) };
};

describe('/method', () => {
  it('says the figures that the rules count with', async () => {
    const { text } = await page('/en/method');
    expect(text).toContain(`When nobody has re-checked for ${STALE_DAYS} days`);
    expect(text).toContain(`on the whole site for ${WATCH_DAYS} days`);
    expect(text).toContain(`From ${DUE_SOON_HOURS} hours before`);
    expect(text).toContain(`After ${REVIEW_ALARM_DAYS} days the newsroom is reminded`);
    expect(text).toContain(`is ${ABOUT_MINUTES} minutes earlier or later`);
    expect(text).toContain(`incidents where ${NO_POST_HOURS} hours after the start`);
  });

  it.each(['', '/kk', '/en'])('has the anchors that other pages link to (%s)', async (prefix) => {
    const { html } = await page(`${prefix}/method`);
    for (const id of ['silence', 'overdue', 'latency', 'dates', 'benchmarks', 'digest', 'corrections'])
      expect(html, id).toContain(`<section class="sec" id="${id}"`);
    expect(await mistakes(html, 'page')).toEqual([]);
  });

  it('shows a norm only once it is adopted', async () => {
    const before = (await page('/en/method')).text;
    expect(before).toContain('No norm is adopted at present.');
    expect(before).not.toContain('yardstick');
    const directory = directoryOf2019();
    const benchmarks = directory.benchmarks.map((each) => ({ ...each, adopted: each.id === 'yardstick-60' }));
    await saveDirectory(site.db, { directory: { ...directory, benchmarks }, by: BY, now: NOW, why: null });
    const { html, text } = await page('/en/method');
    expect(text).toContain('the newsroom’s yardstick60the start – the first post');
    expect(text).not.toContain('IATA');
    expect(await mistakes(html, 'page')).toEqual([]);
    await saveDirectory(site.db, { directory, by: BY, now: NOW, why: null });
  });
});

describe('/data', () => {
  it('names only addresses that answer, the licence and how to cite', async () => {
    const { html, text } = await page('/data');
    const links = [...html.matchAll(/<th scope="row"><a href="([^"]+)"/g)].map(([, href = '']) => href);
    expect(links).toContain('/api/v1/incidents');
    for (const href of links) expect((await site.app.request(href)).status, href).toBe(200);
    expect(text).toContain('CC BY 4.0');
    expect(text).toContain('Как сослаться');
  });

  it.each(['', '/kk', '/en'])('is sound HTML (%s)', async (prefix) => {
    expect(await mistakes((await page(`${prefix}/data`)).html, 'page')).toEqual([]);
  });
});

describe('/corrections', () => {
  const change = async (at: string, why: string, quote: string) => {
    const arys = incidentOf2019('arys-2019');
    const [first] = arys.entries;
    if (first === undefined) throw new RangeError('no entries');
    const entries = arys.entries.map((entry) => (entry === first ? { ...entry, quote } : entry));
    const now = Date.parse(at);
    await saveDraft(site.db, { incident: { ...arys, entries }, by: BY, now, why });
    await publish(site.db, { slug: arys.slug, by: BY, now, why });
    return first;
  };

  it('says that there are none', async () => {
    expect((await page('/corrections?as_of=2019-08-30')).text).toContain('Исправлений к этому дню нет.');
  });

  it('says what was, what is, when and why, in words', async () => {
    const first = await change('2019-09-01T05:00:00Z', 'A letter was left out <b>', 'Corrected words');
    const { html, text } = await page('/corrections');
    expect(text).toContain('1 сентября 2019 года');
    expect(html).toContain('Почему: A letter was left out &lt;b&gt;');
    expect(text).toContain(`Строка хроники (${first.id}): дословные слова.`);
    expect(html).toContain('<ins>Corrected words</ins>');
    expect(html).toContain('href="/incidents/arys-2019"');
  });

  it('writes times and other facts of a record in words, not as a program does', async () => {
    const arys = incidentOf2019('arys-2019');
    const now = Date.parse('2019-09-02T05:00:00Z');
    const promises = arys.promises.map((each) => (each.id === 'station' ? { ...each, due: '2019-08-22' } : each));
    await saveDraft(site.db, {
      incident: { ...arys, promises, ended: arys.entries[2]?.at ?? null },
      by: BY,
      now,
      why: 'x',
    });
    await publish(site.db, { slug: arys.slug, by: BY, now, why: 'x' });
    const text = (await page('/en/corrections?as_of=2019-09-02')).text;
    expect(text).toContain('Promise (station): due day. Was: 21 August 2019. Now: 22 August 2019.');
    expect(text).toContain('end. Was: nothing. Now: 24 June 2019, 9:20');
    expect(text).not.toContain('{"');
  });

  it('has those up to the day that is shown, the newest first', async () => {
    expect((await page('/corrections?as_of=2019-08-31')).text).toContain('Исправлений к этому дню нет.');
    expect((await page('/corrections?as_of=2019-09-01')).text).not.toContain('2 сентября');
    const { text } = await page('/corrections');
    expect(text.indexOf('2 сентября 2019')).toBeLessThan(text.indexOf('1 сентября 2019'));
  });

  it('goes on without a gap and without a repetition', async () => {
    for (let index = 0; index < 25; index++) await change('2019-10-01T05:00:00Z', `reason ${index}`, `words ${index}`);
    const ids: (string | undefined)[] = [];
    let path: string | undefined = '/en/corrections?as_of=2019-11-01';
    while (path !== undefined) {
      const { html } = await page(path);
      ids.push(...[...html.matchAll(/id="correction_(\d+)"/g)].map(([, id]) => id));
      path = /<a href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      if (path !== undefined) expect(path).toMatch(/^\/en\/corrections\?after=\d+&as_of=2019-11-01$/);
    }
    expect(ids).toHaveLength(27);
    expect(new Set(ids).size).toBe(27);
    expect((await page('/corrections?after=here')).status).toBe(400);
  });

  it('tells that a record was taken off, and nothing more of it', async () => {
    await publishIncident(site.db, fictional('withdrawn-case', ['2019-07-20']), NOW - 2);
    await unpublish(site.db, { slug: 'withdrawn-case', by: BY, now: NOW - 1, why: 'asked for' });
    const { html, text } = await page('/corrections');
    expect(text).toContain('Запись о событии сняли с публикации');
    expect(text).toContain('asked for');
    expect(html).not.toContain('to mend');
    expect(html).not.toContain('/incidents/withdrawn-case');
  });

  it.each(['', '/kk', '/en'])('is sound HTML (%s)', async (prefix) => {
    expect(await mistakes((await page(`${prefix}/corrections`)).html, 'page')).toEqual([]);
  });
});
