import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../src/domain/incident.ts';
import { nextChangeAt, nextMinute } from '../../src/domain/next-change.ts';
import { arbitraryAsOf } from '../support/arbitrary.ts';
import {
  check,
  DAY,
  evening,
  HOUR,
  incident,
  minute,
  noLaterThan,
  type PromiseDraft,
  promised,
  question,
  stateAt,
  statement,
  utc,
  when,
  ZONES,
} from '../support/facts.ts';

const early = minute('2019-07-01T10:00');
const next = (facts: Incident, after: number) => nextChangeAt([facts], after);
const ofPromise = (draft: PromiseDraft) => promised({ made: early, ...draft });

describe('What may change on a page, and when', () => {
  it('the next midnight of its zone + 1 ms: 24:00 still counts to the day that ends', () => {
    for (const zone of ZONES) {
      const midnight = when('2019-07-20', zone);
      const facts = incident({ zone });
      expect(next(facts, midnight - HOUR)).toBe(midnight + 1);
      expect(next(facts, midnight)).toBe(midnight + 1);
      expect(next(facts, midnight + 1)).toBe(midnight + DAY + 1);
    }
  });

  it('the first midnight of several zones', () => {
    expect(nextChangeAt([], when('2019-07-20T12:00'), [...ZONES])).toBe(utc('2019-07-20T18:00') + 1);
    expect(nextChangeAt([incident({ zone: ZONES[1] })], utc('2019-07-20T18:30'), [ZONES[0]])).toBe(
      utc('2019-07-20T19:00') + 1,
    );
  });

  it('a due instant + 1 ms: overdue is after it', () => {
    for (const zone of ZONES) {
      const due = when('2019-07-26T17:00', zone);
      const facts = ofPromise({ zone, due: '2019-07-26T17:00' });
      expect(next(facts, due - HOUR)).toBe(due + 1);
      expect([due, due + 1].map((t) => stateAt(facts, t).status)).toEqual(['due_soon', 'overdue']);
    }
  });

  it('a moved due instant too', () => {
    const facts = ofPromise({
      due: '2019-07-10',
      moves: [{ said: minute('2019-07-09T10:00'), due: '2019-07-26T17:00' }],
    });
    expect(next(facts, when('2019-07-26T16:00'))).toBe(when('2019-07-26T17:00') + 1);
  });

  it('72 elapsed hours before one', () => {
    const soon = when('2019-07-23T17:00');
    expect(next(ofPromise({ due: '2019-07-26T17:00' }), soon - HOUR)).toBe(soon);
    const across = ofPromise({ due: '2024-03-02T12:00' });
    expect(next(across, when('2024-02-28T12:30'))).toBe(when('2024-02-28T13:00'));
    expect([-1, 0].map((ms) => stateAt(across, when('2024-02-28T13:00') + ms).status)).toEqual(['pending', 'due_soon']);
  });

  it('a promise becoming stale: 60 days after its due instant, or after the last check', () => {
    const stale = when('2019-09-24T17:00');
    expect(next(ofPromise({ due: '2019-07-26T17:00' }), stale - HOUR)).toBe(stale + 1);
    const looked = ofPromise({ due: '2019-07-26', checks: [check('p', minute('2019-08-01T12:00'))] });
    const later = when('2019-09-30T12:00');
    expect(next(looked, later - HOUR)).toBe(later + 1);
    expect([later, later + 1].map((t) => stateAt(looked, t).stale)).toEqual([false, true]);
  });

  it('a fact becoming possible, and certain', () => {
    const times: [Incident, string, string][] = [
      [incident({ entries: [statement('s', evening('2019-07-16'))] }), '2019-07-16T18:00', '2019-07-16T24:00'],
      [incident({ started: evening('2019-07-16') }), '2019-07-16T18:00', '2019-07-16T24:00'],
      [incident({ ended: evening('2019-07-16') }), '2019-07-16T18:00', '2019-07-16T24:00'],
      [incident({ checks: [check('p', evening('2019-07-16'))] }), '2019-07-16T18:00', '2019-07-16T24:00'],
      [incident({ replies: [{ to: 's', at: evening('2019-07-16') }] }), '2019-07-16T18:00', '2019-07-16T24:00'],
      [incident({ replies: [{ to: 's', asked: evening('2019-07-16') }] }), '2019-07-16T18:00', '2019-07-16T24:00'],
      [
        incident({ entries: [question('q', early, { removed: evening('2019-07-16') })] }),
        '2019-07-16T18:00',
        '2019-07-16T24:00',
      ],
      [
        incident({ entries: [statement('s', noLaterThan('2019-07-16T15:00'))] }),
        '2019-07-16T15:00',
        '2019-07-16T15:00',
      ],
    ];
    for (const [facts, possible, certain] of times) {
      expect(next(facts, when(possible) - 1)).toBe(when(possible));
      expect(next(facts, when(certain) - 1)).toBe(when(certain));
    }
  });

  it('it is strictly after the instant that was asked for', () => {
    const facts = ofPromise({ due: '2019-07-26T17:00' });
    const due = when('2019-07-26T17:00');
    expect(next(facts, due)).toBe(due + 1);
    expect(next(facts, due + 1)).toBe(when('2019-07-26') + 1);
  });

  it('with nothing on the page it never changes', () => {
    expect(nextChangeAt([], utc('2019-07-16'))).toBe(Infinity);
  });

  it('nothing changes between a whole minute + 1 ms and the next: times are written to the minute', () => {
    const minuteOf = utc('2024-02-26');
    expect([-1, 0, 1].map((ms) => nextMinute(minuteOf + ms) - minuteOf)).toEqual([0, 1, 60_000]);
    fc.assert(
      fc.property(arbitraryAsOf, ([facts, asOf]) => {
        expect(nextChangeAt([facts], asOf)).toBeGreaterThanOrEqual(nextMinute(asOf));
      }),
    );
  });
});
