import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOfDay } from '../../src/domain/zone.ts';
import { importDocuments } from '../../src/records/import.ts';
import { findPublicIncident } from '../../src/records/incidents.ts';
import { listLastDue } from '../../src/records/last-due.ts';
import { listPublicPromises } from '../../src/records/promise-list.ts';
import { loadPublicRecords } from '../../src/records/public-records.ts';
import { publishCasesOf2019, publishIncident } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { check, day, incident, minute, promise, statement, when } from '../support/facts.ts';

const DAYS = [
  '2019-06-30',
  '2019-07-26',
  '2019-07-27',
  '2019-08-01',
  '2019-08-20',
  '2019-09-30',
  '2019-10-31',
  '2020-03-01',
];

describe.each(ENGINES)('The promises that fell due last, on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    await publishCasesOf2019(database.db);
    // More than one batch of the query, on the days of one month, half of them looked after long past their term.
    const facts = incident({
      slug: 'many',
      office: 'akim-almaty',
      entries: [statement('said', minute('2019-07-01T10:00'), { by: { office: 'akim-shymkent', official: null } })],
      promises: Array.from({ length: 250 }, (_, index) =>
        promise(`p${index}`, 'said', { due: `2019-07-${String(2 + (index % 28)).padStart(2, '0')}` }),
      ),
      checks: Array.from({ length: 20 }, (_, index) => check(`p${index}`, day('2019-10-15'))),
    });
    await publishIncident(database.db, facts, when('2019-08-01'));
  });
  afterAll(() => database.close());

  it.each(DAYS)('are those of the whole list, the latest first, as of %s', async (on) => {
    const asOf = (zone: string) => endOfDay(on, zone);
    for (const office of [undefined, 'akim-almaty', 'akim-shymkent']) {
      const only = office === undefined ? {} : { office };
      const all = (await listPublicPromises(database.db, { asOf, ...only, limit: 1000 })).promises;
      const name = ({ incident: { slug }, promise: { id } }: (typeof all)[number]) => `${slug} ${id}`;
      const latestFirst = all.toSorted(
        (a, b) =>
          (b.state.dueAt ?? 0) - (a.state.dueAt ?? 0) ||
          (a.incident.slug < b.incident.slug ? -1 : a.incident.slug > b.incident.slug ? 1 : 0) ||
          (a.promise.id < b.promise.id ? -1 : 1),
      );
      const passed = latestFirst.filter(({ state }) => state.status === 'overdue' && !state.stale).map(name);
      const dated = latestFirst.filter(({ state }) => state.dueAt !== null).map(name);
      const listed = async (which: 'passed' | 'dated', limit: number) =>
        (await listLastDue(database.db, { asOf, which, ...only, limit })).map(name);
      expect(await listed('passed', 1000)).toEqual(passed);
      expect(await listed('dated', 1000)).toEqual(dated);
      expect((await listed('dated', 1000)).length).toBeGreaterThanOrEqual(passed.length);
    }
  });

  it('are no more than asked for, and of those the latest', async () => {
    const asOf = () => when('2019-07-20T12:00');
    const all = await listLastDue(database.db, { asOf, which: 'passed', limit: 1000 });
    expect(all.length).toBeGreaterThan(150);
    const some = await listLastDue(database.db, { asOf, which: 'passed', limit: 50 });
    expect(some.map(({ state }) => state.dueAt)).toEqual(all.slice(0, 50).map(({ state }) => state.dueAt));
  });

  it('come with what was changed in public, oldest first, and nothing of a draft', async () => {
    const { db } = database;
    const facts = await findPublicIncident(db, 'many');
    if (facts === undefined) throw new Error('not published');
    const by = { user: null, via: 'import' } as const;
    for (const [index, title] of ['One', 'Two'].entries())
      await importDocuments(db, {
        documents: [{ kind: 'incident', incident: { ...facts.incident, title: { en: title } } }],
        publish: true,
        by,
        now: when('2019-08-02') + index,
      });
    await importDocuments(db, {
      documents: [{ kind: 'incident', incident: { ...facts.incident, title: { en: 'Draft' } } }],
      publish: false,
      by,
      now: when('2019-08-03'),
    });
    const shown = await findPublicIncident(db, 'many');
    if (shown === undefined) throw new Error('not published');
    const record = (await loadPublicRecords(db, [shown])).get('many');
    expect(record?.firstPublishedAt).toBe(when('2019-08-01'));
    expect(record?.history.map(({ at, changes }) => [at, changes.map((change) => change.after)])).toEqual([
      [when('2019-08-02'), ['One']],
      [when('2019-08-02') + 1, ['Two']],
    ]);
    expect(await loadPublicRecords(db, [])).toEqual(new Map());
  });
});
