import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { issueDigest } from '../../../src/digest/issue.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { findWeek } from '../../../src/domain/week.ts';
import type { Db } from '../../../src/records/database.ts';
import { publish, saveDraft, unpublish } from '../../../src/records/desk.ts';
import { saveDirectory } from '../../../src/records/directory.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { type ReadFeed, readAtom } from '../../support/atom.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { check, day, incident, minute, outcome, promise, statement, when } from '../../support/facts.ts';
import { directoryOf2019, incidentOf2019 } from '../../support/fixtures.ts';

const BY = { user: null, via: 'desk' } as const;
const AKIM = { office: 'akim-almaty', official: 'sagintayev' };
const FEEDS = [
  '/feeds/overdue.atom',
  '/feeds/incidents.atom',
  '/feeds/digests.atom',
  '/feeds/corrections.atom',
  '/incidents/almaty-blackout-2019.atom',
  '/offices/akim-almaty.atom',
];
const LANGUAGES = [
  ['ru', ''],
  ['kk', '/kk'],
  ['en', '/en'],
] as const;

async function read(site: TestApp, path: string): Promise<ReadFeed> {
  const response = await site.app.request(path);
  expect(response.status, path).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  return readAtom(await response.text());
}

const entryOf = (feed: ReadFeed, id: string) => feed.entries.find((entry) => entry.id.endsWith(`:${id}`));

describe('The feeds of the cases of 2019', () => {
  let site: TestApp;
  beforeAll(async () => {
    site = await testApp({
      env: { BASE_URL: 'https://merzim.example' },
      prepare: async (db) => {
        await publishCasesOf2019(db);
        const week = findWeek('2019-W31', 'Asia/Almaty');
        if (week === undefined) throw new Error('no such week');
        await issueDigest(db, { week, zone: 'Asia/Almaty', now: week.cutOff + 1000, by: BY });
      },
    });
  });
  afterAll(() => site.close());

  it.each(FEEDS)('%s is Atom in three languages, with the same ids', async (path) => {
    const ids: string[][] = [];
    for (const [lang, prefix] of LANGUAGES) {
      const feed = await read(site, prefix + path);
      expect(feed.lang).toBe(lang);
      expect(feed.self).toBe(`https://merzim.example${prefix}${path}`);
      expect(feed.page).toMatch(new RegExp(`^https://merzim\\.example${prefix}/(?!kk|en)`));
      expect(feed.id).toBe(`tag:merzim.example,2026:${lang}${path.replace('.atom', '')}`);
      for (const entry of feed.entries) expect(entry.link).toMatch(new RegExp(`^https://merzim\\.example${prefix}/`));
      ids.push(feed.entries.map(({ id }) => id));
    }
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]).toEqual(ids[0]);
  });

  it.each(FEEDS)('%s comes once to who has it', async (path) => {
    const first = await site.app.request(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"/);
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=([0-5]?\d|60), must-revalidate$/);
    const again = await site.app.request(path, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('tell of the terms that have passed, the latest first, each at its due instant', async () => {
    const { entries } = await read(site, '/feeds/overdue.atom');
    expect(entries.map(({ id, published }) => [id, published])).toEqual([
      ['tag:merzim.example,2026:due/arys-2019/akim-one-month', '2019-07-28T18:00:00.000Z'],
      ['tag:merzim.example,2026:due/almaty-blackout-2019/results', '2019-07-26T18:00:00.000Z'],
    ]);
  });

  it('name the person only where somebody has looked', async () => {
    for (const [, prefix] of LANGUAGES)
      for (const path of ['/feeds/overdue.atom', '/offices/akim-turkistan.atom', '/incidents/arys-2019.atom']) {
        const unchecked = entryOf(await read(site, prefix + path), 'due/arys-2019/akim-one-month');
        expect(unchecked).toBeDefined();
        expect(unchecked?.content).not.toMatch(/Шукеев|Шөкеев|Shukeyev/);
      }
    const checked = entryOf(await read(site, '/feeds/overdue.atom'), 'due/almaty-blackout-2019/results');
    expect(checked?.title).toBe('Срок вышел, результата не нашли: окончательные результаты проверки');
    expect(checked?.content).toContain('Бакытжан Сагинтаев (в должности с 28\u00a0июня 2019\u00a0года)');
    const before = await read(site, '/feeds/overdue.atom?as_of=2019-07-29');
    const unchecked = entryOf(before, 'due/almaty-blackout-2019/results');
    expect(unchecked?.title).toBe('Срок вышел, ещё не проверяли: окончательные результаты проверки');
    expect(unchecked?.content).not.toContain('Сагинтаев');
    expect(unchecked?.content).toContain('Аким города Алматы');
  });

  it('keep id, date and words of an event from day to day', async () => {
    const on = async (date: string) =>
      entryOf(await read(site, `/feeds/overdue.atom?as_of=${date}`), 'due/almaty-blackout-2019/results');
    expect(await on('2019-07-26')).toBeUndefined();
    expect(await on('2019-07-28')).toEqual(await on('2019-07-27'));
    expect(await on('2019-08-03')).toEqual(await on('2019-07-31'));
    expect((await on('2019-08-03'))?.published).toBe((await on('2019-07-27'))?.published);
  });

  it('tell of a term under one id in every feed', async () => {
    const id = 'due/almaty-blackout-2019/results';
    const everywhere = await Promise.all(
      ['/feeds/overdue.atom', '/incidents/almaty-blackout-2019.atom', '/offices/akim-almaty.atom'].map(async (path) =>
        entryOf(await read(site, path), id),
      ),
    );
    expect(everywhere[0]?.id).toBe(`tag:merzim.example,2026:${id}`);
    expect(everywhere[1]).toEqual(everywhere[0]);
    expect(everywhere[2]).toEqual(everywhere[0]);
  });

  it('show an incident as its timeline is on the day', async () => {
    const path = '/incidents/almaty-blackout-2019.atom';
    const all = await read(site, path);
    const facts = incidentOf2019('almaty-blackout-2019');
    expect(all.entries).toHaveLength(facts.entries.length + 1);
    expect(entryOf(all, 'entry/almaty-blackout-2019/tweet')?.link).toBe(
      'https://merzim.example/incidents/almaty-blackout-2019#tweet',
    );
    expect(entryOf(await read(site, `${path}?as_of=2019-07-15`), 'entry/almaty-blackout-2019/details')).toBeUndefined();
    expect((await site.app.request(`${path}?as_of=2019-07-14`)).status).toBe(404);
    expect((await site.app.request('/incidents/nothing-here.atom')).status).toBe(404);
    expect((await site.app.request('/offices/nothing-here.atom')).status).toBe(404);
    expect((await site.app.request(`${path}?as_of=2019-08-06`)).status).toBe(400);
  });

  it('tell of an issued digest, from its issue', async () => {
    const { entries } = await read(site, '/feeds/digests.atom');
    expect(entries.map(({ id, published, updated }) => [id, published, updated])).toEqual([
      ['tag:merzim.example,2026:digest/2019-W31', '2019-08-04T18:00:01.000Z', '2019-08-04T18:00:01.000Z'],
    ]);
    expect((await read(site, '/feeds/digests.atom?as_of=2019-08-03')).entries).toEqual([]);
  });

  it.each([
    ['/', '/feeds/overdue.atom'],
    ['/kk', '/kk/feeds/corrections.atom'],
    ['/incidents/almaty-blackout-2019', '/incidents/almaty-blackout-2019.atom'],
    ['/en/incidents/almaty-blackout-2019', '/en/incidents/almaty-blackout-2019.atom'],
    ['/offices/akim-almaty', '/offices/akim-almaty.atom'],
    ['/digests', '/feeds/digests.atom'],
  ])('are named in the head of %s', async (page, feed) => {
    const head = await (await site.app.request(page)).text();
    expect(head).toContain(`<link rel="alternate" type="application/atom+xml" href="${feed}"`);
    expect((await site.app.request(feed)).status).toBe(200);
  });
});

describe('The feeds of a record that changes', () => {
  let site: TestApp;
  let now: number;
  afterEach(() => site.close());

  const facts = (more: Parameters<typeof incident>[0] = {}): Incident =>
    incident({
      slug: 'outage',
      office: AKIM.office,
      title: { en: 'A fictional outage' },
      started: minute('2019-07-16T10:00'),
      entries: [
        statement('said', minute('2019-07-16T19:00'), { by: AKIM, text: 'The akim spoke.' }),
        statement('later', minute('2019-07-28T12:00'), { by: AKIM, text: 'He spoke again.' }),
        outcome('done', minute('2019-08-01T12:00'), { text: 'It was mended.' }),
      ],
      promises: [promise('mend', 'said', { due: '2019-07-26', text: 'mend the line' })],
      ...more,
    });

  async function open(first: Incident, at: string): Promise<void> {
    now = when(at);
    site = await testApp({
      now: () => now,
      env: { BASE_URL: 'https://merzim.example' },
      prepare: async (db) => {
        await saveDirectory(db, { directory: directoryOf2019(), by: BY, now, why: null });
        await write(db, first);
      },
    });
  }
  async function write(db: Db, what: Incident): Promise<void> {
    await saveDraft(db, { incident: what, by: BY, now, why: null });
    await publish(db, { slug: what.slug, by: BY, now, why: 'a fictional reason' });
  }
  async function change(at: string, what: Incident): Promise<void> {
    now = when(at);
    await write(site.db, what);
  }
  const overdue = async () => (await read(site, '/feeds/overdue.atom')).entries;

  it('move what was last told with a correction, never the id or when it happened', async () => {
    await open(facts(), '2019-07-27T09:00');
    const [before] = await overdue();
    await change(
      '2019-07-28T09:00',
      facts({ promises: [promise('mend', 'said', { due: '2019-07-27', text: 'mend the whole line' })] }),
    );
    const [after, ...more] = await overdue();
    expect(more).toEqual([]);
    expect([after?.id, after?.published]).toEqual([before?.id, before?.published]);
    expect(before?.updated).toBe(new Date(when('2019-07-27T09:00')).toISOString());
    expect(after?.updated).toBe(new Date(when('2019-07-28T09:00')).toISOString());
    expect(after?.content).toContain('27\u00a0июля');
    const { entries } = await read(site, '/feeds/corrections.atom');
    expect(entries).toHaveLength(1);
    expect(entries[0]?.content).toContain('a fictional reason');
    expect(entries[0]?.content).toContain('<ins>mend the whole line</ins>');
  });

  it('have a new event when a promise falls due again after a move', async () => {
    await open(facts(), '2019-07-27T09:00');
    const [first] = await overdue();
    const moved = { due: '2019-07-26', changes: [{ entry: 'later', phrase: null, due: '2019-08-02' }] };
    await change('2019-07-28T13:00', facts({ promises: [promise('mend', 'said', moved)] }));
    expect(await overdue()).toEqual([]);
    now = when('2019-08-02');
    expect(await overdue()).toEqual([]);
    now += 1;
    const [again] = await overdue();
    expect(again?.id).toBe(`${first?.id}/later`);
    expect(again?.published).toBe(new Date(when('2019-08-02')).toISOString());
  });

  it('leave out what is stale and what waits for a judgement', async () => {
    const looked = facts({ checks: [check('mend', day('2019-07-30'))] });
    await open(looked, '2019-08-05T09:00');
    expect(await overdue()).toHaveLength(1);
    // 60 local days after the check's earliest, 30 July 00:00.
    now = when('2019-09-28T00:00');
    expect(await overdue()).toHaveLength(1);
    now += 1;
    expect(await overdue()).toEqual([]);
    expect((await read(site, '/offices/akim-almaty.atom')).entries.map(({ id }) => id)).toEqual([
      'tag:merzim.example,2026:incident/outage',
    ]);
    await change(
      '2019-08-06T09:00',
      facts({
        promises: [promise('mend', 'said', { due: '2019-07-26', possibleAnswers: [{ entry: 'done', judged: null }] })],
      }),
    );
    expect(await overdue()).toEqual([]);
  });

  it('lose what was removed or taken off with the next answer, and never hold a draft', async () => {
    await open(facts(), '2019-07-27T09:00');
    const tag = (await site.app.request('/feeds/overdue.atom')).headers.get('etag') ?? '';
    await saveDraft(site.db, {
      incident: facts({
        title: { en: 'A secret draft' },
        promises: [promise('mend', 'said', { due: '2019-07-26', text: 'a secret' })],
      }),
      by: BY,
      now,
      why: null,
    });
    await saveDraft(site.db, {
      incident: facts({ slug: 'never-published', title: { en: 'A secret draft' } }),
      by: BY,
      now,
      why: null,
    });
    const known = await site.app.request('/feeds/overdue.atom', { headers: { 'if-none-match': tag } });
    expect(known.status).toBe(304);
    for (const path of [
      '/feeds/overdue.atom',
      '/feeds/incidents.atom',
      '/incidents/outage.atom',
      '/offices/akim-almaty.atom',
      '/feeds/corrections.atom',
      '/calendar.ics',
    ])
      expect(await (await site.app.request(path)).text(), path).not.toMatch(/secret/);
    expect((await site.app.request('/incidents/never-published.atom')).status).toBe(404);
    await unpublish(site.db, { slug: 'outage', by: BY, now: now + 1000, why: 'taken back' });
    now += 2000;
    expect(await overdue()).toEqual([]);
    expect((await read(site, '/feeds/incidents.atom')).entries).toEqual([]);
    expect((await site.app.request('/incidents/outage.atom')).status).toBe(404);
    const [correction] = (await read(site, '/feeds/corrections.atom')).entries;
    expect(correction?.content).toContain('taken back');
    expect(correction?.title).not.toContain('outage');
  });

  it('may be kept no longer than until something falls due', async () => {
    await open(facts(), '2019-07-26T23:59:30');
    const age = async (path: string) => (await site.app.request(path)).headers.get('cache-control');
    for (const path of [
      '/feeds/incidents.atom',
      '/incidents/outage.atom',
      '/offices/akim-almaty.atom',
      '/calendar.ics',
    ])
      expect(await age(path), path).toBe('public, max-age=30, must-revalidate');
  });

  it('hold the newest fifty', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      promise(`p${index}`, 'said', {
        due: `2019-07-${String(17 + (index % 10)).padStart(2, '0')}`,
        text: `promise ${index}`,
      }),
    );
    await open(facts({ promises: many }), '2019-07-30T09:00');
    const entries = await overdue();
    expect(entries).toHaveLength(50);
    const days = entries.map(({ published }) => published);
    expect(days).toEqual([...days].sort().reverse());
    // Six of each day: those of the first two days are the oldest.
    expect(days.filter((at) => at <= new Date(when('2019-07-18')).toISOString())).toHaveLength(2);
  });
});

describe('The feeds of a record without anything', () => {
  it('are Atom all the same, and the same at every asking', async () => {
    let now = when('2019-08-05T10:00');
    const site = await testApp({ now: () => now });
    for (const path of [
      '/feeds/overdue.atom',
      '/feeds/incidents.atom',
      '/feeds/digests.atom',
      '/feeds/corrections.atom',
    ]) {
      const first = await site.app.request(path);
      expect(readAtom(await first.text()).entries).toEqual([]);
      now += 86_400_000;
      expect((await site.app.request(path)).headers.get('etag')).toBe(first.headers.get('etag'));
    }
    await site.close();
  });
});
