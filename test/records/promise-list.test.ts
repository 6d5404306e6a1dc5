import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryOf } from '../../src/domain/entry.ts';
import { STATUSES } from '../../src/domain/promise.ts';
import { askedFor } from '../../src/domain/search/keys.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { findLastLook, findRecordStart } from '../../src/records/checks.ts';
import { countPublicPromises } from '../../src/records/promise-counts.ts';
import { listPublicPromises } from '../../src/records/promise-list.ts';
import { STEMMERS } from '../../src/records/search-words.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { when } from '../support/facts.ts';

const DAYS = [
  '2019-06-30',
  '2019-07-26',
  '2019-07-30',
  '2019-08-21',
  '2019-09-26',
  '2019-09-27',
  '2019-09-29',
  '2019-12-31',
];

describe.each(ENGINES)('Published promises (%s)', (engine) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db);
  });
  afterAll(() => test.close());
  const all = (asOf: Instant, more: Partial<Parameters<typeof listPublicPromises>[1]> = {}) =>
    listPublicPromises(test.db, { asOf: () => asOf, limit: 100, ...more });
  const ids = ({ promises }: Awaited<ReturnType<typeof all>>) => promises.map(({ promise }) => promise.id);

  it('fresh ones are those that the domain does not call stale, on any day', async () => {
    for (const on of DAYS) {
      const asOf = when(on);
      const overdue = await all(asOf, { statuses: ['overdue'] });
      const fresh = overdue.promises.filter(({ state }) => !state.stale).map(({ promise }) => promise.id);
      expect(ids(await all(asOf, { statuses: ['overdue'], fresh: true })), on).toEqual(fresh);
    }
  });

  it('a check keeps an old term fresh: due 26 July, looked at on 30 July, stale after 27 September', async () => {
    const fresh = async (on: string) => ids(await all(when(on), { statuses: ['overdue'], fresh: true }));
    expect(await fresh('2019-09-27')).toContain('results');
    expect(await fresh('2019-09-28')).not.toContain('results');
  });

  it('are counted by status as of the day, as the list has them', async () => {
    for (const on of DAYS) {
      const counts = await countPublicPromises(test.db, { asOf: () => when(on) });
      const listed = (await all(when(on))).promises;
      for (const status of STATUSES)
        expect(counts?.[status], `${on} ${status}`).toBe(listed.filter(({ state }) => state.status === status).length);
    }
    const counts = await countPublicPromises(test.db, { asOf: () => when('2019-07-30'), office: 'akim-almaty' });
    expect(counts).toMatchObject({ overdue: 1, pending: 1, no_deadline: 1, kept: 0 });
  });
});

describe.each(ENGINES)('Promises narrowed and put in order (%s)', (engine) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db);
  });
  afterAll(() => test.close());
  type More = Partial<Parameters<typeof listPublicPromises>[1]>;
  const on = (day: string) => (zone: string) => when(day, zone);
  const list = async (more: More, day = '2019-12-31') =>
    (await listPublicPromises(test.db, { asOf: on(day), limit: 100, ...more })).promises;
  const paged = async (more: More, day = '2019-12-31') => {
    const names: string[] = [];
    let after: string | undefined;
    do {
      const page = await listPublicPromises(test.db, {
        asOf: on(day),
        limit: 2,
        ...more,
        ...(after === undefined ? {} : { after }),
      });
      names.push(...page.promises.map(nameOf));
      after = page.next ?? undefined;
    } while (after !== undefined);
    return names;
  };
  const nameOf = ({ incident, promise }: { incident: { slug: string }; promise: { id: string } }) =>
    `${incident.slug}/${promise.id}`;

  it('by the words that they hold, in any form, also those of their term', async () => {
    const names = (await list({ words: askedFor('проверку результаты', STEMMERS) })).map(nameOf);
    expect(names).toEqual(['almaty-blackout-2019/results']);
    expect((await list({ words: askedFor('10 дней', STEMMERS) })).map(nameOf)).toContain(
      'almaty-blackout-2019/results',
    );
    expect(await list({ words: askedFor('*', STEMMERS) })).toEqual([]);
  });

  it('by the days on which they may have been said, both ends included', async () => {
    const said = async (from: string | null, to: string | null) =>
      (await list({ said: { from, to } })).map(nameOf).includes('almaty-blackout-2019/results');
    expect(await said('2019-07-16', '2019-07-16')).toBe(true);
    expect(await said('2019-07-17', null)).toBe(false);
    expect(await said(null, '2019-07-15')).toBe(false);
    expect(await said(null, null)).toBe(true);
  });

  it('by the days on which they are due then: a term that was moved counts where it is', async () => {
    const due = async (from: string | null, to: string | null, day: string) =>
      (await list({ due: { from, to } }, day)).map(nameOf);
    expect(await due('2019-07-26', '2019-07-26', '2019-12-31')).toEqual(['almaty-blackout-2019/results']);
    expect(await due('2019-07-27', '2019-07-27', '2019-12-31')).toEqual([]);
    expect(await due('2019-08-01', '2019-08-01', '2019-07-20')).toContain('arys-2019/all-houses');
    expect(await due('2019-08-01', '2019-08-01', '2019-12-31')).not.toContain('arys-2019/all-houses');
    expect(await due('2019-09-20', '2019-09-20', '2019-12-31')).toContain('arys-2019/all-houses');
  });

  it('by who said them: what is past its term and was not looked at since is not among them', async () => {
    const of = async (official: string, day: string) => (await list({ official }, day)).map(nameOf);
    expect(await of('sagintayev', '2019-07-26')).toContain('almaty-blackout-2019/results');
    expect(await of('sagintayev', '2019-07-27')).not.toContain('almaty-blackout-2019/results');
    expect(await of('sagintayev', '2019-07-30')).toContain('almaty-blackout-2019/results');
    expect(await of('nobody', '2019-07-30')).toEqual([]);
  });

  it('the one said last first, page after page', async () => {
    const all = await list({ order: 'said' });
    const latest = all.map(({ incident, promise }) => entryOf(incident, promise.madeIn).at.latest ?? Infinity);
    expect(latest).toEqual([...latest].sort((a, b) => b - a));
    expect(all).toHaveLength((await list({})).length);
    expect(await paged({ order: 'said' })).toEqual(all.map(nameOf));
    const overdue = await list({ order: 'said', statuses: ['overdue'] });
    expect(overdue.every(({ state }) => state.status === 'overdue')).toBe(true);
    expect(overdue).toHaveLength((await list({ statuses: ['overdue'] })).length);
  });

  it('the longest overdue first, then the others, page after page', async () => {
    for (const day of ['2019-07-26', '2019-08-25', '2019-12-31']) {
      const all = await list({ order: 'overdue' }, day);
      const overdue = all.flatMap(({ state }) => state.daysOverdue ?? []);
      expect(overdue).toEqual([...overdue].sort((a, b) => b - a));
      expect(all.slice(0, overdue.length).every(({ state }) => state.status === 'overdue')).toBe(true);
      expect(all.map(nameOf).sort()).toEqual((await list({}, day)).map(nameOf).sort());
      expect(await paged({ order: 'overdue' }, day)).toEqual(all.map(nameOf));
      expect(await paged({ order: 'overdue', statuses: ['overdue'] }, day)).toHaveLength(overdue.length);
    }
  });

  it('refuse the place of another order', async () => {
    const { next } = await listPublicPromises(test.db, { asOf: on('2019-12-31'), limit: 2, order: 'said' });
    const again = listPublicPromises(test.db, { asOf: on('2019-12-31'), limit: 2, ...(next ? { after: next } : {}) });
    await expect(again).rejects.toThrow(RangeError);
  });

  it('every status is found by itself', async () => {
    for (const day of DAYS) {
      const all = await list({}, day);
      for (const status of STATUSES)
        expect((await list({ statuses: [status] }, day)).map(nameOf), `${day} ${status}`).toEqual(
          all.filter(({ state }) => state.status === status).map(nameOf),
        );
    }
  });
});

describe.each(ENGINES)('When somebody last looked (%s)', (engine) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await freshDatabase(engine);
  });
  afterAll(() => test.close());

  it('is the check that reaches furthest of those that are certain; an empty record has neither', async () => {
    expect(await findLastLook(test.db, when('2019-12-31'))).toBeUndefined();
    expect(await findRecordStart(test.db)).toBeNull();
    await publishCasesOf2019(test.db);
    expect(await findLastLook(test.db, when('2019-07-30') - 1)).toBeUndefined();
    const look = { at: { earliest: when('2019-07-29'), latest: when('2019-07-30') } };
    expect(await findLastLook(test.db, when('2019-07-30'))).toEqual(look);
    expect(await findRecordStart(test.db)).toBeLessThanOrEqual(when('2019-06-24'));
  });
});
