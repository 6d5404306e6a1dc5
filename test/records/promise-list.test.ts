import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUSES } from '../../src/domain/promise.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { findLastLook, findRecordStart } from '../../src/records/checks.ts';
import { countPublicPromises } from '../../src/records/promise-counts.ts';
import { listPublicPromises } from '../../src/records/promise-list.ts';
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
