import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueDigest, showDigest } from '../../src/digest/issue.ts';
import { findWeek, type Week } from '../../src/domain/week.ts';
import { openDatabase } from '../../src/records/database.ts';
import { publish, saveDraft } from '../../src/records/desk.ts';
import { listDigests } from '../../src/records/digests.ts';
import { listRevisions } from '../../src/records/revisions.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { ALMATY } from '../support/facts.ts';
import { incidentOf2019 } from '../support/fixtures.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');
const by = { user: null, via: 'command' } as const;
const weekOf = (name: string): Week => findWeek(name, ALMATY) ?? { name, from: 0, cutOff: 0 };

describe.each(ENGINES)('A weekly issue (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db);
  });
  afterEach(() => test.close());

  const issue = (db = test.db, now = NOW, name = '2019-W31') =>
    issueDigest(db, { week: weekOf(name), zone: ALMATY, now, by });

  it('is issued once, however often it is called', async () => {
    const first = await issue();
    const again = await issue(test.db, NOW + 60_000);
    expect([first.already, again.already]).toEqual([false, true]);
    expect(again).toEqual({ ...first, already: true });
    expect(await listRevisions(test.db, 'digest', '2019-W31')).toHaveLength(1);
  });

  it('is issued once by processes that call at once', async () => {
    const others = [openDatabase(test.url), openDatabase(test.url)];
    const issued = await Promise.all([issue(), ...others.map(({ db }) => issue(db))]);
    await Promise.all(others.map(({ close }) => close()));
    expect(issued.map(({ already }) => already).sort()).toEqual([false, true, true]);
    expect(new Set(issued.map(({ digest }) => JSON.stringify(digest))).size).toBe(1);
    expect(await listDigests(test.db, { limit: 10 })).toHaveLength(1);
    expect(await listRevisions(test.db, 'digest', '2019-W31')).toHaveLength(1);
  });

  it('never changes, and what proves wrong stands at the top of the next', async () => {
    const issued = await issue();
    const almaty = incidentOf2019('almaty-blackout-2019');
    const corrected = {
      ...almaty,
      promises: almaty.promises.map((each) => (each.id === 'results' ? { ...each, due: '2019-07-27' } : each)),
    };
    await saveDraft(test.db, { incident: corrected, by, now: NOW + 1, why: 'counted anew' });
    await publish(test.db, { slug: corrected.slug, by, now: NOW + 2, why: 'counted anew' });
    expect((await showDigest(test.db, weekOf('2019-W31'), ALMATY)).digest).toEqual(issued.digest);
    const next = await showDigest(test.db, weekOf('2019-W32'), ALMATY);
    expect(next.issuedAt).toBeNull();
    expect(next.digest.corrections).toEqual([
      {
        week: '2019-W31',
        incident: almaty.slug,
        promise: 'results',
        field: 'due_on',
        was: '2019-07-26',
        is: '2019-07-27',
      },
      { week: '2019-W31', incident: almaty.slug, promise: 'results', field: 'days_overdue', was: 9, is: 8 },
    ]);
  });

  it('waits until its week has ended', async () => {
    const { cutOff } = weekOf('2019-W31');
    await expect(issue(test.db, cutOff - 1)).rejects.toThrow(RangeError);
    expect(await listDigests(test.db, { limit: 10 })).toEqual([]);
    expect((await issue(test.db, cutOff)).already).toBe(false);
  });
});
