import { describe, expect, it } from 'vitest';
import { correctionsOf, DIGEST_LISTS, type Digest, digestOf } from '../../src/domain/digest.ts';
import type { Tenure } from '../../src/domain/directory.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { addWeeks, findWeek, lastCompleteWeek } from '../../src/domain/week.ts';
import {
  ALMATY,
  AQTAU,
  check,
  DAY,
  day,
  evening,
  HOUR,
  incident,
  minute,
  type PromiseDraft,
  promise,
  promised,
  statement,
  tenure,
  utc,
  when,
} from '../support/facts.ts';

const early = minute('2019-07-01T10:00');
/** Monday 22 July 00:00 to Monday 29 July 00:00. */
const WEEK = '2019-W30';
const CUT_OFF = when('2019-07-28');
const LAST_CUT_OFF = when('2019-07-21');

function issue(name: string, incidents: Incident[], tenures: Tenure[] = [], zone = ALMATY): Digest {
  const week = findWeek(name, zone);
  if (week === undefined) throw new RangeError(name);
  return digestOf(week, zone, incidents, { tenures });
}
const lists = (digest: Digest) =>
  Object.fromEntries(
    DIGEST_LISTS.filter((list) => digest[list].length > 0).map((list) => [
      list,
      digest[list].map(({ promise }) => promise),
    ]),
  );
const inWeek = (draft: PromiseDraft, name = WEEK) => lists(issue(name, [promised({ made: early, ...draft })]));

describe('The weekly digest: for ISO week W in DIGEST_ZONE', () => {
  it('from Monday 00:00 to the Monday 00:00 that ends it', () => {
    expect(findWeek(WEEK, ALMATY)).toEqual({ name: WEEK, from: LAST_CUT_OFF, cutOff: CUT_OFF });
    expect(findWeek(WEEK, AQTAU)).toEqual({ name: WEEK, from: LAST_CUT_OFF + HOUR, cutOff: CUT_OFF + HOUR });
  });

  it('the week of 1 March 2024 has an hour more in Almaty', () => {
    const hours = (zone: string) => {
      const week = findWeek('2024-W09', zone)!;
      return (week.cutOff - week.from) / HOUR;
    };
    expect([hours(ALMATY), hours(AQTAU)]).toEqual([169, 168]);
    expect(addWeeks(utc('2024-02-25T18:00'), 1, ALMATY)).toBe(utc('2024-03-03T19:00'));
  });

  it('a year’s last week may be the 53rd, and the first may begin in December', () => {
    expect(findWeek('2020-W53', ALMATY)?.from).toBe(when('2020-12-27'));
    expect(findWeek('2020-W01', ALMATY)?.from).toBe(when('2019-12-29'));
    for (const none of ['2019-W53', '2019-W00', '2019-W54', '2019-31', '2019-W1', 'W30', ''])
      expect(findWeek(none, ALMATY), none).toBeUndefined();
  });

  it('the last complete week has ended by its very cut-off', () => {
    expect(lastCompleteWeek(CUT_OFF, ALMATY).name).toBe(WEEK);
    expect(lastCompleteWeek(CUT_OFF - 1, ALMATY).name).toBe('2019-W29');
    expect(lastCompleteWeek(CUT_OFF, AQTAU).name).toBe('2019-W29');
    expect(lastCompleteWeek(when('2021-01-04'), ALMATY)).toEqual(findWeek('2020-W53', ALMATY));
  });
});

describe('The weekly digest: newly overdue', () => {
  it('overdue now, not at the previous cut-off', () => {
    expect(inWeek({ due: '2019-07-26' })).toEqual({ newly_overdue: ['p'] });
    expect(inWeek({ due: '2019-07-27' })).toEqual({ newly_overdue: ['p'] });
  });

  it('due at the previous cut-off: not yet overdue then, newly now', () => {
    expect(inWeek({ due: '2019-07-21' })).toEqual({ newly_overdue: ['p'] });
    expect(inWeek({ due: '2019-07-21T23:59' })).toEqual({ still_overdue: ['p'] });
  });

  it('due at the cut-off: not overdue yet, it fell due last night', () => {
    expect(inWeek({ due: '2019-07-28' })).toEqual({ due_next: ['p'] });
  });

  it('a promise whose statement became certain in the week', () => {
    expect(inWeek({ made: day('2019-07-23'), due: '2019-07-20' })).toEqual({ newly_overdue: ['p'] });
    expect(inWeek({ made: day('2019-07-29'), due: '2019-07-20' })).toEqual({});
  });

  it('across 1 March 2024, in both zones', () => {
    for (const zone of [ALMATY, AQTAU]) {
      const facts = (due: string) => promised({ zone, made: minute('2024-02-01T10:00'), due });
      const listsOf = (due: string) => lists(issue('2024-W09', [facts(due)], [], zone));
      expect(listsOf('2024-02-25')).toEqual({ newly_overdue: ['p'] });
      expect(listsOf('2024-02-29')).toEqual({ newly_overdue: ['p'] });
      expect(listsOf('2024-03-03')).toEqual({ due_next: ['p'] });
      expect(listsOf('2024-03-10')).toEqual({ due_next: ['p'] });
      expect(listsOf('2024-03-11')).toEqual({});
    }
  });

  it('in an incident of another zone than the digest’s, its own due instant decides', () => {
    const facts = promised({ zone: AQTAU, made: early, due: '2019-07-28' });
    expect(lists(issue(WEEK, [facts]))).toEqual({ due_next: ['p'] });
    expect(lists(issue('2019-W31', [facts]))).toEqual({ newly_overdue: ['p'] });
  });
});

describe('The weekly digest: still overdue', () => {
  it('overdue now and at the previous cut-off', () => {
    expect(inWeek({ due: '2019-07-20' })).toEqual({ still_overdue: ['p'] });
  });

  it('once an answer was set aside it is as overdue as it was: the facts alone decide', () => {
    const answers = [{ at: minute('2019-07-23T10:00'), judged: 'not_an_answer' as const }];
    expect(inWeek({ due: '2019-07-20', answers })).toEqual({ still_overdue: ['p'] });
  });
});

describe('The weekly digest: due next', () => {
  it('due instant in [cut-off, cut-off + 7 days], both ends', () => {
    expect(inWeek({ due: '2019-07-28' })).toEqual({ due_next: ['p'] });
    expect(inWeek({ due: '2019-08-04' })).toEqual({ due_next: ['p'] });
    expect(inWeek({ due: '2019-08-05T00:01' })).toEqual({});
    expect(inWeek({ due: '2019-08-05' })).toEqual({});
  });

  it('not what is kept, under review or without a deadline', () => {
    expect(inWeek({ due: '2019-08-01', outcomes: [{ kind: 'kept', at: day('2019-07-15') }] })).toEqual({});
    expect(inWeek({ due: '2019-08-01', answers: [{ at: day('2019-07-15') }] })).toEqual({});
    expect(inWeek({ due: '2019-08-01', moves: [{ said: day('2019-07-20'), due: null }] })).toEqual({});
  });
});

describe('The weekly digest: resolved', () => {
  it('its deciding outcome came to count in the week', () => {
    const resolved = (at: string) => inWeek({ due: '2019-08-20', outcomes: [{ kind: 'kept', at: minute(at) }] });
    expect(resolved('2019-07-22T00:01')).toEqual({ resolved: ['p'] });
    expect(resolved('2019-07-28T24:00')).toEqual({ resolved: ['p'] });
    expect(resolved('2019-07-22T00:00')).toEqual({});
    expect(resolved('2019-07-29T00:01')).toEqual({});
  });

  it('each outcome is resolved in one week only', () => {
    const facts = promised({
      made: early,
      due: '2019-08-20',
      outcomes: [{ kind: 'kept', at: minute('2019-07-28T24:00') }],
    });
    const weeks = ['2019-W29', WEEK, '2019-W31'].map((name) => issue(name, [facts]).resolved.length);
    expect(weeks).toEqual([0, 1, 0]);
  });

  it('kept counts when possible, not kept when certain', () => {
    const outcomes = (kind: 'kept' | 'not_kept') => [{ kind, at: { precision: 'month', at: '2019-07' } as const }];
    const weeks = (kind: 'kept' | 'not_kept') =>
      ['2019-W26', WEEK, '2019-W31'].map((name) =>
        Object.keys(
          lists(
            issue(name, [promised({ made: minute('2019-06-01T10:00'), due: '2019-07-10', outcomes: outcomes(kind) })]),
          ),
        ).join(),
      );
    expect(weeks('kept')).toEqual(['resolved', '', '']);
    expect(weeks('not_kept')).toEqual(['', 'still_overdue', 'resolved']);
  });

  it('not while a later answer is under review', () => {
    const draft: PromiseDraft = {
      due: '2019-07-20',
      outcomes: [{ kind: 'not_kept', at: day('2019-07-23') }],
      answers: [{ at: day('2019-07-25') }],
    };
    expect(inWeek(draft)).toEqual({});
    expect(issue(WEEK, [promised({ made: early, ...draft })]).under_review).toBe(1);
  });
});

describe('The weekly digest: moved in the week', () => {
  it('may repeat a promise of another list', () => {
    const moves = [{ said: minute('2019-07-24T10:00'), due: '2019-08-02' }];
    expect(inWeek({ due: '2019-07-20', moves })).toEqual({ due_next: ['p'], moved: ['p'] });
    expect(inWeek({ due: '2019-07-20', moves }, '2019-W31')).toEqual({ newly_overdue: ['p'] });
  });

  it('from the previous cut-off, which is out, to the cut-off, which is in', () => {
    const moved = (said: string) => inWeek({ due: '2019-07-31', moves: [{ said: minute(said), due: '2019-09-01' }] });
    expect(moved('2019-07-22T00:00')).toEqual({});
    expect(moved('2019-07-22T00:01')).toEqual({ moved: ['p'] });
    expect(moved('2019-07-28T24:00')).toEqual({ moved: ['p'] });
    expect(moved('2019-07-29T00:01')).toEqual({ due_next: ['p'] });
  });

  it('setting the first measurable deadline is not a move', () => {
    expect(inWeek({ due: null, moves: [{ said: day('2019-07-24'), due: '2019-09-01' }] })).toEqual({});
  });

  it('a promise under review is silent here too', () => {
    const draft: PromiseDraft = {
      due: '2019-07-20',
      moves: [{ said: day('2019-07-24'), due: '2019-09-01' }],
      answers: [{ at: day('2019-07-25') }],
    };
    expect(inWeek(draft)).toEqual({});
  });
});

describe('The weekly digest: counts', () => {
  it('under review', () => {
    const facts = promised({ made: early, due: '2019-07-20', answers: [{ at: evening('2019-07-28') }] });
    const digest = issue(WEEK, [facts]);
    expect([digest.under_review, lists(digest)]).toEqual([1, {}]);
    expect(issue('2019-W29', [facts]).under_review).toBe(0);
  });

  it('not re-checked: stale ones, which no list has', () => {
    const facts = promised({ made: early, due: '2019-07-20' });
    const count = (name: string) => [issue(name, [facts]).not_rechecked, Object.keys(lists(issue(name, [facts])))];
    expect(count('2019-W37')).toEqual([0, ['still_overdue']]);
    expect(count('2019-W38')).toEqual([1, []]);
  });
});

describe('The weekly digest: acute incidents without a first post 24 hours after their start, by a check', () => {
  const silent = (looked: string, more: Parameters<typeof incident>[0] = {}) =>
    incident({ started: minute('2019-07-23T14:00'), checks: [check('first_post', minute(looked))], ...more });
  const found = (facts: Incident, name = WEEK) => issue(name, [facts]).no_first_post.map(({ incident }) => incident);

  it('a check 24 hours after the start, not sooner', () => {
    expect(found(silent('2019-07-24T13:59'))).toEqual([]);
    expect(found(silent('2019-07-24T14:00'))).toEqual(['blackout']);
    expect(issue(WEEK, [silent('2019-07-24T14:00')]).no_first_post).toEqual([
      {
        incident: 'blackout',
        office: 'akim',
        since: '2019-07-23T08:00:00.000Z',
        checked_on: '2019-07-24',
        channels: ['facebook', 'instagram'],
      },
    ]);
  });

  it('24 elapsed hours across 1 March 2024', () => {
    const facts = (looked: string) => silent(looked, { started: minute('2024-02-29T12:00') });
    expect(found(facts('2024-03-01T10:59'), '2024-W09')).toEqual([]);
    expect(found(facts('2024-03-01T11:00'), '2024-W09')).toEqual(['blackout']);
  });

  it('without a check nothing is said', () => {
    expect(found(incident({ started: minute('2019-07-01T14:00') }))).toEqual([]);
  });

  it('each week until posted or ended', () => {
    const weeks = (facts: Incident) => [WEEK, '2019-W31', '2019-W32'].map((name) => found(facts, name).length);
    expect(weeks(silent('2019-07-26T10:00'))).toEqual([1, 1, 1]);
    const posted = { entries: [statement('post', evening('2019-08-04'), { channel: 'facebook' as const })] };
    expect(weeks(silent('2019-07-26T10:00', posted))).toEqual([1, 0, 0]);
    expect(weeks(silent('2019-07-26T10:00', { ended: day('2019-08-06') }))).toEqual([1, 1, 0]);
  });

  it('acute ones only', () => {
    expect(found(silent('2019-07-26T10:00', { kind: 'ongoing' }))).toEqual([]);
  });
});

describe('The weekly digest: its lines', () => {
  it('lists by due instant, then incident, then id', () => {
    const facts = (slug: string, ...dues: [string, string | null][]) =>
      incident({
        slug,
        entries: [statement('made', early)],
        promises: dues.map(([id, due]) => promise(id, 'made', { due })),
      });
    const digest = issue(WEEK, [
      facts('b', ['z', '2019-07-25'], ['a', '2019-07-25'], ['first', '2019-07-23']),
      facts('a', ['m', '2019-07-25']),
    ]);
    expect(digest.newly_overdue.map((line) => `${line.incident} ${line.promise}`)).toEqual([
      'b first',
      'a m',
      'b a',
      'b z',
    ]);
  });

  const tenures = [tenure('akim', 'akimov', '2019-06', '2020-02')];
  it('each names office, words, nature, due day, days and last check', () => {
    const facts = promised({ made: early, due: '2019-07-20', checks: [check('p', day('2019-07-23'))] });
    expect(issue(WEEK, [facts], tenures).still_overdue).toEqual([
      {
        incident: 'blackout',
        promise: 'p',
        office: 'akim',
        nature: 'pledge',
        words: 'we will mend it',
        status: 'overdue',
        due_on: '2019-07-20',
        due_at: '2019-07-20T18:00:00.000Z',
        days_overdue: 8,
        days_late: null,
        extended: null,
        checked_on: '2019-07-23',
        checked_since_due: true,
        shown_on: '2019-07-28',
        shown_days_overdue: 8,
        official: { id: 'akimov', from: '2019-06', to: '2020-02' },
      },
    ]);
  });

  it('counts for readers no further than the record is covered', () => {
    const facts = promised({ made: early, due: '2019-07-20', checks: [check('p', day('2019-07-23'))] });
    expect(issue(WEEK, [{ ...facts, coveredUntil: '2019-07-24' }]).still_overdue[0]).toMatchObject({
      days_overdue: 8,
      shown_on: '2019-07-24',
      shown_days_overdue: 4,
    });
  });

  it('the official who spoke, with his term of office, only where checked', () => {
    const named = (draft: PromiseDraft) => {
      const digest = issue(WEEK, [promised({ made: early, ...draft })], tenures);
      return DIGEST_LISTS.flatMap((list) => digest[list]).map(({ official }) => official?.id ?? null);
    };
    expect(named({ due: '2019-07-20' })).toEqual([null]);
    expect(named({ due: '2019-07-20', checks: [check('p', day('2019-07-20'))] })).toEqual([null]);
    expect(named({ due: '2019-07-20', checks: [check('p', day('2019-07-21'))] })).toEqual(['akimov']);
    expect(named({ due: '2019-08-01', checks: [check('p', day('2019-07-21'))] })).toEqual([null]);
    expect(named({ due: '2019-07-20', outcomes: [{ kind: 'not_kept', at: day('2019-07-24') }] })).toEqual(['akimov']);
  });

  it('no line names the successor', () => {
    const successor = [tenure('akim', 'akimov', '2019-06', '2019-07-15'), tenure('akim', 'newcomer', '2019-07-16')];
    const facts = promised({ made: early, due: '2019-07-20', checks: [check('p', day('2019-07-23'))] });
    expect(issue(WEEK, [facts], successor).still_overdue[0]?.official).toEqual({
      id: 'akimov',
      from: '2019-06',
      to: '2019-07-15',
    });
  });

  it('an empty week says so and is still issued', () => {
    expect(issue(WEEK, [])).toEqual({
      week: WEEK,
      from: '2019-07-21T18:00:00.000Z',
      cut_off: '2019-07-28T18:00:00.000Z',
      newly_overdue: [],
      still_overdue: [],
      due_next: [],
      resolved: [],
      moved: [],
      no_first_post: [],
      corrections: [],
      under_review: 0,
      not_rechecked: 0,
    });
  });

  it('statuses at the cut-off alone decide: what came a moment later changes nothing', () => {
    const draft = (at: string): PromiseDraft => ({ due: '2019-07-20', outcomes: [{ kind: 'kept', at: minute(at) }] });
    expect(inWeek(draft('2019-07-29T00:01'))).toEqual({ still_overdue: ['p'] });
    expect(inWeek(draft('2019-07-29T00:00'))).toEqual({ resolved: ['p'] });
  });
});

describe('The weekly digest: a correction of a figure that an earlier digest carried', () => {
  const facts = (more: PromiseDraft = {}) => promised({ made: early, due: '2019-07-20', ...more });
  const first = issue(WEEK, [facts()]);
  const correct = (now: Incident | undefined, issued = [first]) => correctionsOf(issued, () => now, { tenures: [] });

  it('none where the record says the same of that cut-off, whatever came since', () => {
    expect(correct(facts())).toEqual([]);
    expect(correct(facts({ outcomes: [{ kind: 'kept', at: minute('2019-08-10T10:00') }] }))).toEqual([]);
  });

  it('one for each figure that the record now gives otherwise of that cut-off', () => {
    expect(correct(facts({ due: '2019-07-22' }))).toEqual([
      { week: WEEK, incident: 'blackout', promise: 'p', field: 'due_on', was: '2019-07-20', is: '2019-07-22' },
      { week: WEEK, incident: 'blackout', promise: 'p', field: 'days_overdue', was: 8, is: 6 },
    ]);
    expect(correct(facts({ outcomes: [{ kind: 'kept', at: minute('2019-07-19T10:00') }] }))).toContainEqual({
      week: WEEK,
      incident: 'blackout',
      promise: 'p',
      field: 'status',
      was: 'overdue',
      is: 'kept',
    });
  });

  it('a promise that is no longer there has no status', () => {
    const gone = [{ week: WEEK, incident: 'blackout', promise: 'p', field: 'status', was: 'overdue', is: null }];
    expect(correct(undefined)).toEqual(gone);
    expect(correct(incident())).toEqual(gone);
  });

  it('it stands at the top of the next digest, and is not repeated by later ones', () => {
    const now = facts({ due: '2019-07-22' });
    const corrections = correct(now);
    const week = findWeek('2019-W31', ALMATY)!;
    const second = digestOf(week, ALMATY, [now], { tenures: [] }, corrections);
    expect(second.corrections).toEqual(corrections);
    expect(correct(now, [first, second])).toEqual([]);
    expect(correct(facts(), [first, second]).map(({ was, is }) => [was, is])).toContainEqual([6, 8]);
  });

  it('a promise that stood in two lists is corrected once', () => {
    const moved = facts({ due: '2019-07-26', moves: [{ said: minute('2019-07-24T10:00'), due: '2019-08-02' }] });
    const digest = issue(WEEK, [moved]);
    expect([digest.due_next.length, digest.moved.length]).toEqual([1, 1]);
    expect(correct(undefined, [digest])).toHaveLength(1);
  });

  it('a digest issued a day late says the same', () => {
    expect(issue(WEEK, [facts()])).toEqual(first);
    expect(Date.parse(first.cut_off) + DAY).toBe(when('2019-07-29'));
  });
});
