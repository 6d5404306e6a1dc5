import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDraft } from '../../../src/records/desk.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { incidentOf2019 } from '../../support/fixtures.ts';

let site: TestApp;
beforeAll(async () => {
  site = await testApp({ now: Date.parse('2026-11-01T06:00:00Z'), prepare: publishCasesOf2019 });
});
afterAll(() => site.close());

const get = (path: string) => site.app.request(path);
// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the API says; the test looks at its parts.
const json = async (path: string): Promise<any> => (await get(path)).json();
const derived = async (slug: string, asOf: string) => (await json(`/api/v1/incidents/${slug}?as_of=${asOf}`)).derived;
const promise = async (slug: string, id: string, asOf: string) =>
  (await derived(slug, asOf)).promises.find((one: { id: string }) => one.id === id);

describe('GET /api/v1/incidents/:slug', () => {
  it('is the document plus what the rules derive of it', async () => {
    const answer = await get('/api/v1/incidents/almaty-blackout-2019?as_of=2019-07-30');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    const body: any = await answer.json();
    expect(body.format).toBe('merzim/incident@1');
    expect(body.derived).toMatchObject({
      as_of: '2019-07-30T18:00:00.000Z',
      first_word: { entries: ['department-statement', 'utility-press'], latency: [0, 10800] },
      first_post: { entries: ['tweet'], latency: [11760, 16200] },
      silence: null,
      benchmarks: [],
      answered: ['what', 'who', 'how', 'when'],
    });
    expect(body.derived.promises.find((one: { id: string }) => one.id === 'results')).toEqual({
      id: 'results',
      status: 'overdue',
      due_at: '2019-07-26T18:00:00.000Z',
      due_on: '2019-07-26',
      days_overdue: 4,
      days_late: null,
      extended: null,
      checked_on: '2019-07-30',
      checked_since_due: true,
      stale: false,
    });
  });

  it('counts from the other clocks too, where they are recorded', async () => {
    const almaty = await derived('almaty-blackout-2019', '2019-07-30');
    expect(almaty.reported.first_post).toEqual({ entries: ['tweet'], latency: [12600, 16200] });
    expect(almaty.known).toBeUndefined();
    const arys = await derived('arys-2019', '2019-11-01');
    expect(arys.first_word).toEqual({ entries: ['first-word', 'ministry-no-casualties'], latency: [0, 26100] });
    expect(arys.first_post).toEqual({ entries: ['first-post'], latency: [16320, 28320] });
    expect(arys.known.first_post).toEqual({ entries: ['first-post'], latency: [16320, 16320] });
  });

  it.each([
    ['2019-07-17', 'pending', null, null],
    ['2019-07-24', 'due_soon', null, null],
    ['2019-07-26', 'due_soon', null, null],
    ['2019-07-27', 'overdue', 1, false],
    ['2019-07-30', 'overdue', 4, true],
  ])('shows the ten-day term as of %s', async (asOf, status, days, checked) => {
    expect(await promise('almaty-blackout-2019', 'results', asOf)).toMatchObject({
      status,
      due_on: '2019-07-26',
      days_overdue: days,
      checked_since_due: checked,
    });
  });

  it('lists the ten-day term from the end of the evening on which it was given', async () => {
    const before = '2019-07-16T23:59:59.999%2B06:00';
    expect(await promise('almaty-blackout-2019', 'results', before)).toBeUndefined();
    expect(await promise('almaty-blackout-2019', 'results', '2019-07-16')).toMatchObject({ status: 'pending' });
  });

  it.each([
    ['2019-07-31', 'due_soon', '2019-08-01', null],
    ['2019-08-10', 'pending', '2019-09-01', { moves: 2, days_past_first: 9 }],
    ['2019-08-25', 'pending', '2019-09-20', { moves: 3, days_past_first: 24 }],
    ['2019-09-10', 'pending', '2019-09-20', { moves: 3, days_past_first: 40 }],
    ['2019-09-30T23:59:59.999%2B06:00', 'overdue', '2019-09-20', { moves: 3, days_past_first: 60 }],
    // 24:00 of the 30th is 00:00 of 1 October, the day on which the akimat said that all was done: possible from then on.
    ['2019-09-30', 'kept_late', '2019-09-20', { moves: 3, days_past_first: 61 }],
    ['2019-10-05', 'kept_late', '2019-09-20', { moves: 3, days_past_first: 61 }],
    ['2019-11-01', 'partly_kept', '2019-09-20', { moves: 3, days_past_first: 83 }],
  ])('shows the rebuilding of Arys as of %s', async (asOf, status, due_on, extended) => {
    expect(await promise('arys-2019', 'all-houses', asOf)).toMatchObject({ status, due_on, extended });
  });

  it('finds the silence of the LRT selective, up to the check and in the channels that were looked at', async () => {
    expect((await derived('lrt-nur-sultan', '2020-01-01')).silence).toEqual({
      milestone: 'first_post',
      since: '2019-07-31T18:00:00.000Z',
      checked_on: '2019',
      channels: ['instagram'],
      selective: true,
    });
    expect((await derived('lrt-nur-sultan', '2019-10-01')).silence).toBeNull();
  });

  it('shows as of a day only what counts then', async () => {
    const body = await json('/api/v1/incidents/arys-2019?as_of=2019-06-24');
    expect(body.promises ?? []).toEqual([]);
    expect(body.entries.map((entry: { id: string }) => entry.id)).not.toContain('one-month');
  });

  it.each([
    ['/api/v1/incidents/none', 404],
    ['/api/v1/incidents/almaty-blackout-2019?as_of=2019-07-14', 404],
    ['/api/v1/incidents/almaty-blackout-2019?as_of=2027-01-01', 400],
    ['/api/v1/incidents/almaty-blackout-2019?as_of=yesterday', 400],
    ['/api/v1/incidents?limit=0', 400],
    ['/api/v1/incidents?limit=ten', 400],
    ['/api/v1/incidents?cursor=%27', 400],
    ['/api/v1/incidents?kind=loud', 400],
    ['/api/v1/promises?status=broken', 400],
    ['/api/v1/promises?cursor=1_2', 400],
    ['/api/v1/digests/2019-W60', 404],
    ['/api/v1/digests/2026-W44', 404],
    ['/api/v1/nothing', 404],
  ])('answers %s with %i as a problem document', async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, type: 'about:blank' });
  });

  it('answers 304 to a reader that has the bytes', async () => {
    const first = await get('/api/v1/incidents/arys-2019');
    const etag = first.headers.get('etag') ?? '';
    const again = await site.app.request('/api/v1/incidents/arys-2019', { headers: { 'If-None-Match': etag } });
    expect(etag).toMatch(/^"/);
    expect(again.status).toBe(304);
  });
});

describe('lists', () => {
  it('pages through the incidents, the newest first, each once', async () => {
    const seen: string[] = [];
    let path: string | null = '/api/v1/incidents?limit=1';
    while (path !== null) {
      const page: { incidents: { slug: string }[]; next: string | null } = await json(path);
      seen.push(...page.incidents.map(({ slug }) => slug));
      path = page.next === null ? null : page.next.replace(/^https?:\/\/[^/]+/, '');
    }
    expect(seen).toEqual(['almaty-blackout-2019', 'arys-2019', 'lrt-nur-sultan']);
  });

  it('narrows promises by status, office and incident, and decides by the rules', async () => {
    const asOf = 'as_of=2019-08-05';
    const ids = async (query: string) =>
      (await json(`/api/v1/promises?${asOf}&${query}`)).promises.map((one: { id: string }) => one.id);
    expect(await ids('status=overdue')).toEqual(['results', 'akim-one-month']);
    expect(await ids('status=kept')).toEqual(['power-by-17']);
    expect(await ids('incident=almaty-blackout-2019&status=pending')).toEqual(['audit']);
    expect(await ids('office=azhk')).toEqual(['compensation']);
  });

  it('gives the same as CSV, safe for a spreadsheet', async () => {
    const answer = await get('/api/v1/promises.csv?as_of=2019-08-05&status=overdue');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, first] = (await answer.text()).replace('\ufeff', '').split('\r\n');
    expect(head).toMatch(/^incident,id,office,nature,text,phrase,status,due_on/);
    expect(first).toMatch(/^almaty-blackout-2019,results,akim-almaty,order,/);
  });

  it('shows a draft nowhere', async () => {
    const draft = { ...incidentOf2019('arys-2019'), slug: 'secret-draft', title: { ru: 'Тайна' } };
    await saveDraft(site.db, { incident: draft, by: { user: null, via: 'desk' }, now: Date.now(), why: null });
    for (const path of [
      '/api/v1/incidents',
      '/api/v1/promises?limit=100',
      '/api/v1/incidents.csv',
      '/api/v1/promises.csv',
    ])
      expect(await (await get(path)).text()).not.toContain('secret-draft');
    expect((await get('/api/v1/incidents/secret-draft')).status).toBe(404);
  });

  it('says who held an office on a day', async () => {
    const shymkent = async (asOf: string) =>
      (await json(`/api/v1/offices?limit=100&as_of=${asOf}`)).offices.find(
        (one: { id: string }) => one.id === 'akim-shymkent',
      );
    expect((await shymkent('2019-07-29')).holders.map((held: { official: string }) => held.official)).toEqual([
      'abdrakhimov',
    ]);
    expect((await shymkent('2019-07-31')).holders).toEqual([]);
  });

  it('gives the schema of both documents', async () => {
    expect((await json('/api/v1/schema/incident.json')).properties.format).toBeDefined();
    expect((await json('/api/v1/schema/directory.json')).properties.offices).toBeDefined();
  });
});

describe('GET /api/v1/digests/:week', () => {
  it('is a preview until the week is issued', async () => {
    const body = await json('/api/v1/digests/2019-W30');
    expect(body).toMatchObject({ week: '2019-W30', issued_at: null, cut_off: '2019-07-28T18:00:00.000Z' });
    expect(body.newly_overdue.map((line: { promise: string }) => line.promise)).toEqual(['results']);
    expect(Object.keys(body)).toEqual([
      'week',
      'from',
      'cut_off',
      'issued_at',
      'newly_overdue',
      'still_overdue',
      'due_next',
      'resolved',
      'moved',
      'no_first_post',
      'corrections',
      'under_review',
      'not_rechecked',
    ]);
    expect(Object.keys(body.newly_overdue[0])).toEqual([
      'incident',
      'promise',
      'office',
      'nature',
      'words',
      'status',
      'due_on',
      'days_overdue',
      'days_late',
      'extended',
      'checked_on',
      'checked_since_due',
      'url',
    ]);
  });
});
