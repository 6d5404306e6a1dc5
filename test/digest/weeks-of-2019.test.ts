import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showDigest } from '../../src/digest/issue.ts';
import { DIGEST_LISTS, type Digest } from '../../src/domain/digest.ts';
import { findWeek } from '../../src/domain/week.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { freshDatabase, type TestDatabase } from '../support/databases.ts';
import { ALMATY } from '../support/facts.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase('sqlite');
  await publishCasesOf2019(test.db);
});
afterAll(() => test.close());

async function week(name: string): Promise<Digest> {
  const found = findWeek(name, ALMATY);
  if (found === undefined) throw new RangeError(name);
  return (await showDigest(test.db, found, ALMATY)).digest;
}
/** The lists that hold anything, with what a reader sees of each line. */
const lists = (digest: Digest) =>
  Object.fromEntries(
    DIGEST_LISTS.filter((list) => digest[list].length > 0).map((list) => [
      list,
      digest[list].map(({ promise, status, due_on, days_overdue }) => [promise, status, due_on, days_overdue]),
    ]),
  );

describe('The weekly digest of the documented cases', () => {
  it('2019-W29, to Monday 22 July: the light was back in time; two terms fall next week', async () => {
    // Promised by 17:00 of the 15th, back at 16:29: the outcome came to count in the week.
    // Within 10 days from the evening of the 16th: 26 July. Within a month from 28 June: 28 July, whose 24:00 is the very end of
    // next week, and both ends belong to it. All houses (1 August) and the audit (15 October) lie beyond.
    expect(lists(await week('2019-W29'))).toEqual({
      due_next: [
        ['results', 'pending', '2019-07-26', null],
        ['akim-one-month', 'pending', '2019-07-28', null],
      ],
      resolved: [['power-by-17', 'kept', '2019-07-15', null]],
    });
  });

  it('2019-W30, to Monday 29 July: the results are new; the month ended last night, and is not overdue yet', async () => {
    const digest = await week('2019-W30');
    expect(lists(digest)).toEqual({
      newly_overdue: [['results', 'overdue', '2019-07-26', 2]],
      due_next: [
        ['akim-one-month', 'due_soon', '2019-07-28', null],
        ['all-houses', 'pending', '2019-08-01', null],
      ],
    });
    // The cut-off itself: overdue only after it.
    expect(digest.due_next[0]?.due_at).toBe(digest.cut_off);
  });

  it('2019-W31, to Monday 5 August: the month is new, the results are looked at, the houses are moved to 20 August', async () => {
    const digest = await week('2019-W31');
    expect(lists(digest)).toEqual({
      newly_overdue: [['akim-one-month', 'overdue', '2019-07-28', 7]],
      still_overdue: [['results', 'overdue', '2019-07-26', 9]],
      moved: [['all-houses', 'pending', '2019-08-20', null]],
    });
    // informburo.kz looked on 30 July, after the term: only this line names the person, with the term of office.
    expect(digest.still_overdue[0]).toMatchObject({ checked_on: '2019-07-30', checked_since_due: true });
    expect(digest.still_overdue[0]?.official).toEqual({ id: 'sagintayev', from: '2019-06-28', to: '2022-01-31' });
    expect(digest.newly_overdue[0]).toMatchObject({ checked_since_due: false, official: null });
  });

  it('2019-W32, to Monday 12 August: nothing new; the houses may have been moved to 1 September from 6 August on', async () => {
    expect(lists(await week('2019-W32'))).toEqual({
      still_overdue: [
        ['results', 'overdue', '2019-07-26', 16],
        ['akim-one-month', 'overdue', '2019-07-28', 14],
      ],
      moved: [['all-houses', 'pending', '2019-09-01', null]],
    });
  });

  it('none of them has an incident without a first post, a promise under review, or a stale one', async () => {
    for (const name of ['2019-W29', '2019-W30', '2019-W31', '2019-W32']) {
      const { no_first_post, under_review, not_rechecked, corrections } = await week(name);
      expect([no_first_post, under_review, not_rechecked, corrections], name).toEqual([[], 0, 0, []]);
    }
  });
});
