import { describe, expect, it } from 'vitest';
import type { Digest, DigestLine } from '../../src/domain/digest.ts';
import { concernedBy, digestFor, isEmptyDigest, type Scope } from '../../src/domain/subscription.ts';

const line = (incident: string, promise: string, office: string): DigestLine => ({
  incident,
  promise,
  office,
  nature: 'pledge',
  words: 'we will mend it',
  status: 'overdue',
  due_on: '2019-07-26',
  days_overdue: 9,
  days_late: null,
  extended: null,
  checked_on: null,
  checked_since_due: false,
  shown_on: '2019-08-04',
  shown_days_overdue: 9,
  due_at: '2019-07-26T18:00:00.000Z',
  official: null,
});

const EMPTY: Digest = {
  week: '2019-W31',
  from: '2019-07-28T18:00:00.000Z',
  cut_off: '2019-08-04T18:00:00.000Z',
  newly_overdue: [],
  still_overdue: [],
  due_next: [],
  resolved: [],
  moved: [],
  no_first_post: [],
  corrections: [],
  under_review: 0,
  not_rechecked: 0,
};

const FULL: Digest = {
  ...EMPTY,
  newly_overdue: [line('blackout', 'results', 'akim-almaty')],
  due_next: [line('arys', 'houses', 'ministry')],
  no_first_post: [{ incident: 'flood', office: 'akim-oral', since: '', checked_on: '2019-08-01', channels: [] }],
  corrections: [{ week: '2019-W30', incident: 'lrt', promise: 'money', field: 'status', was: 'overdue', is: 'kept' }],
  under_review: 2,
  not_rechecked: 3,
};
const EARLIER: Digest[] = [
  { ...EMPTY, week: '2019-W29', still_overdue: [line('lrt', 'money', 'akim-of-before')] },
  { ...EMPTY, week: '2019-W30', still_overdue: [line('lrt', 'money', 'akim-nur-sultan')] },
];

const office = (ref: string): Scope => ({ kind: 'office', ref });
const incident = (ref: string): Scope => ({ kind: 'incident', ref });
const told = (digest: Digest) => ({
  lines: [...digest.newly_overdue, ...digest.due_next, ...digest.no_first_post, ...digest.corrections].map(
    (each) => each.incident,
  ),
  counts: digest.under_review + digest.not_rechecked,
});

describe('The weekly digest: whom it concerns', () => {
  it('an empty week concerns nobody; a count alone makes it no longer empty', () => {
    expect(isEmptyDigest(EMPTY)).toBe(true);
    expect(concernedBy(EMPTY, []).anything).toBe(false);
    expect(concernedBy({ ...EMPTY, under_review: 1 }, []).anything).toBe(true);
  });

  it('every list, a missing first post and a correction concern their office and their incident', () => {
    const { anything, offices, incidents } = concernedBy(FULL, EARLIER);
    expect(anything).toBe(true);
    expect([...offices].sort()).toEqual(['akim-almaty', 'akim-nur-sultan', 'akim-oral', 'ministry']);
    expect([...incidents].sort()).toEqual(['arys', 'blackout', 'flood', 'lrt']);
  });

  it('a line whose office was corrected concerns both', () => {
    const correction = { ...FULL.corrections[0], field: 'office', was: 'akim-nur-sultan', is: 'government' };
    const digest = { ...EMPTY, corrections: [correction] } as Digest;
    expect([...concernedBy(digest, EARLIER).offices].sort()).toEqual(['akim-nur-sultan', 'government']);
  });
});

describe('The weekly digest: what a subscriber gets', () => {
  it('who is subscribed to everything gets the whole, whatever else he is subscribed to', () => {
    expect(digestFor(FULL, [office('akim-oral'), { kind: 'all', ref: '' }], EARLIER)).toBe(FULL);
  });

  it('else the lines of his offices and incidents, and no count of the whole record', () => {
    expect(told(digestFor(FULL, [office('akim-almaty'), incident('flood')], EARLIER))).toEqual({
      lines: ['blackout', 'flood'],
      counts: 0,
    });
    expect(told(digestFor(FULL, [office('akim-nur-sultan')], EARLIER)).lines).toEqual(['lrt']);
    expect(told(digestFor(FULL, [office('akim-of-before')], EARLIER)).lines).toEqual([]);
    expect(isEmptyDigest(digestFor(FULL, [office('akim-shymkent')], EARLIER))).toBe(true);
  });
});
