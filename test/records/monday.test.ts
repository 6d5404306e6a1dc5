import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mondayOf, type NewsroomScope, officesWithin } from '../../src/domain/monday.ts';
import { loadDirectory } from '../../src/records/directory.ts';
import { listAllPublicIncidents } from '../../src/records/incidents.ts';
import { listMondayIncidents } from '../../src/records/monday.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';

describe.each(ENGINES)('The newsroom’s week (%s)', (engine) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db);
  });
  afterAll(() => test.close());

  const scopes: NewsroomScope[] = [
    { kind: 'region', ref: 'алматы' },
    { kind: 'office', ref: 'akim-nur-sultan' },
  ];

  it('is narrowed by hints to what the rule says of the whole record, on any day', async () => {
    const { offices } = await loadDirectory(test.db);
    const all = [];
    for await (const { incident } of listAllPublicIncidents(test.db)) all.push(incident);
    let found = 0;
    for (let day = 0; day < 150; day += 5) {
      const now = Date.parse('2019-06-20T03:00:00Z') + day * 86_400_000;
      const until = now + 7 * 86_400_000;
      const narrowed = await listMondayIncidents(test.db, { now, until, offices: officesWithin(offices, scopes) });
      const asked = { now, until, scopes, offices };
      const [whole, part] = [mondayOf(all, asked), mondayOf(narrowed, asked)];
      const names = ({ due, unchecked }: typeof whole) =>
        [due, unchecked].map((lines) => lines.map(({ incident, promise }) => `${incident.slug}/${promise.id}`));
      expect(names(part), new Date(now).toISOString()).toEqual(names(whole));
      found += whole.due.length + whole.unchecked.length;
    }
    expect(found).toBeGreaterThan(0);
  });

  it('asks for nothing where nobody follows anything', async () => {
    expect(await listMondayIncidents(test.db, { now: 0, until: 1, offices: [] })).toEqual([]);
  });
});
