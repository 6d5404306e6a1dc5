import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { isCertainAt, isPossibleAt } from '../../src/domain/at.ts';
import { type IncidentState, incidentAt } from '../../src/domain/derive.ts';
import { DIGEST_LISTS, digestOf } from '../../src/domain/digest.ts';
import { entryOf, timelineOrder } from '../../src/domain/entry.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { nextChangeAt } from '../../src/domain/next-change.ts';
import { dueInstant, type Promised, type PromiseState, promiseAt, STATUSES } from '../../src/domain/promise.ts';
import { recordAt } from '../../src/domain/record-at.ts';
import { compareSpans, type Interval, spanOf, type WrittenTime } from '../../src/domain/span.ts';
import { lastCompleteWeek } from '../../src/domain/week.ts';
import { endOfDay, type Instant, nextMidnight, wallInstants } from '../../src/domain/zone.ts';
import {
  arbitraryAsOf,
  arbitraryDate,
  arbitraryDue,
  arbitraryIncident,
  arbitraryInstant,
  arbitraryTime,
  arbitraryWall,
  arbitraryZone,
  instantOf,
} from '../support/arbitrary.ts';
import { ALMATY, HOUR, norm, ZONES } from '../support/facts.ts';

const RUNS = { numRuns: 250 };
const NORMS = [norm(60), norm(180, { milestone: 'first_word' }), norm(15, { clock: 'known' })];
const span = fc.tuple(arbitraryTime, arbitraryZone).map(([written, zone]) => spanOf(written, zone));
const sign = Math.sign;

describe('Time, for any times', () => {
  it('a span never runs backwards and never has two open ends', () => {
    fc.assert(
      fc.property(span, ({ earliest, latest }) => {
        expect(earliest === null && latest === null).toBe(false);
        if (earliest !== null && latest !== null) expect(earliest).toBeLessThanOrEqual(latest);
      }),
      RUNS,
    );
  });

  it('a span holds an instant exactly when the clock on the wall then fits its words', () => {
    fc.assert(
      fc.property(arbitraryTime, arbitraryZone, arbitraryInstant, (written, zone, at) => {
        const fits = fitsWords(written, DateTime.fromMillis(at, { zone }));
        if (fits === undefined) return;
        const { earliest, latest } = spanOf(written, zone);
        expect(earliest !== null && latest !== null && earliest <= at && at < latest).toBe(fits);
      }),
      RUNS,
    );
  });

  it('a span holds every reading of the wall times that it was written with', () => {
    fc.assert(
      fc.property(arbitraryWall, arbitraryWall, arbitraryZone, (one, two, zone) => {
        const [first = '', last = ''] = [one, two].sort();
        const holds = (written: WrittenTime, at: Instant) => {
          const { earliest, latest } = spanOf(written, zone);
          return (earliest ?? -Infinity) <= at && at <= (latest ?? Infinity);
        };
        for (const at of wallInstants(first, zone)) {
          for (const precision of ['minute', 'about', 'before', 'after'] as const)
            expect(holds({ precision, at: first }, at)).toBe(true);
          expect(holds({ precision: 'between', earliest: first, latest: last }, at)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('the order of spans is total: it is 0 of itself, turns its sign when turned round, and carries over', () => {
    fc.assert(
      fc.property(span, span, span, (a, b, c) => {
        expect(compareSpans(a, a)).toBe(0);
        expect(sign(compareSpans(a, b)) + sign(compareSpans(b, a))).toBe(0);
        if (compareSpans(a, b) <= 0 && compareSpans(b, c) <= 0) expect(compareSpans(a, c)).toBeLessThanOrEqual(0);
        if (compareSpans(a, b) === 0) expect(sign(compareSpans(a, c))).toBe(sign(compareSpans(b, c)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('of two spans in that order the second never ended before the first began', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        if (compareSpans(a, b) > 0) return;
        expect(b.latest ?? Infinity).toBeGreaterThanOrEqual(a.earliest ?? -Infinity);
      }),
      { numRuns: 1_000 },
    );
  });

  it('the timeline keeps every entry and follows that order, however they were recorded', () => {
    fc.assert(
      fc.property(arbitraryIncident, ({ entries }) => {
        const ids = (list: typeof entries) => list.map(({ id }) => id).sort();
        for (const recorded of [entries, [...entries].reverse()]) {
          const line = timelineOrder(recorded);
          expect(ids(line)).toEqual(ids(entries));
          expect(line.every((entry, index) => index === 0 || compareSpans(line[index - 1]!.at, entry.at) <= 0)).toBe(
            true,
          );
        }
      }),
      RUNS,
    );
  });

  it('midnight comes once a day, at most 25 hours ahead', () => {
    fc.assert(
      fc.property(arbitraryInstant, arbitraryZone, (at, zone) => {
        const next = nextMidnight(at, zone);
        expect(DateTime.fromMillis(next, { zone }).toFormat('HH:mm:ss.SSS')).toBe('00:00:00.000');
        expect(next).toBeGreaterThan(at);
        expect(next - at).toBeLessThanOrEqual(25 * HOUR);
      }),
      RUNS,
    );
  });
});

/** Whether the wall clock's words fit the written ones; undefined for the precisions that are no part of the calendar. */
function fitsWords(written: WrittenTime, local: DateTime): boolean | undefined {
  if (written.precision === 'between') return undefined;
  const hours = { night: [0, 6], morning: [6, 12], afternoon: [12, 18], evening: [18, 24], day: [0, 24] };
  switch (written.precision) {
    case 'year':
      return local.toFormat('yyyy') === written.at;
    case 'month':
      return local.toFormat('yyyy-MM') === written.at;
    case 'night':
    case 'morning':
    case 'afternoon':
    case 'evening':
    case 'day': {
      const [from = 0, to = 24] = hours[written.precision];
      return local.toISODate() === written.at && local.hour >= from && local.hour < to;
    }
    default:
      return undefined;
  }
}

type Told = { promise: Promised; facts: Incident; asOf: Instant; state: PromiseState };

/** Says something of every promise of an incident, made or not, at an instant that matters to it. */
function everyPromise(say: (told: Told) => void, numRuns = RUNS.numRuns): void {
  fc.assert(
    fc.property(arbitraryAsOf, ([facts, asOf]) => {
      for (const promise of facts.promises) say({ promise, facts, asOf, state: promiseAt(promise, facts, asOf) });
    }),
    { numRuns },
  );
}

describe('Promises, for any facts: the status', () => {
  it('is exactly one, and what stands beside it agrees', () => {
    everyPromise(({ state, asOf }) => {
      const left = (state.dueAt ?? Number.NaN) - asOf;
      const holds = {
        awaiting_review: state.answer !== null,
        withdrawn: state.outcome?.kind === 'withdrawn',
        not_kept: state.outcome?.kind === 'not_kept',
        partly_kept: state.outcome?.kind === 'partly_kept',
        cannot_tell: state.outcome?.kind === 'cannot_tell',
        kept: state.outcome?.kind === 'kept' && state.daysLate === null,
        kept_late: state.outcome?.kind === 'kept' && state.daysLate !== null,
        no_deadline: state.dueAt === null,
        overdue: left < 0,
        due_soon: left >= 0 && left <= 72 * HOUR,
        pending: left > 72 * HOUR,
      };
      expect(state.status).toBe(STATUSES.find((status) => holds[status]));
      expect(state.daysOverdue !== null).toBe(state.status === 'overdue');
      expect(state.daysLate === null || state.daysLate >= 0).toBe(true);
      expect(state.daysOverdue === null || state.daysOverdue >= 0).toBe(true);
      expect(state.extended === null || state.extended.daysPastFirst >= 0).toBe(true);
      expect(state.shownDaysOverdue ?? 0).toBeLessThanOrEqual(state.daysOverdue ?? 0);
      if (state.stale) expect(state.status).toBe('overdue');
    });
  });

  it('a promise is never listed before its statement is certain', () => {
    fc.assert(
      fc.property(arbitraryAsOf, ([facts, asOf]) => {
        const listed = incidentAt(facts, [], asOf).promises.map(({ promise }) => promise.id);
        const certain = facts.promises.filter(({ madeIn }) => isCertainAt(entryOf(facts, madeIn).at, asOf));
        expect(listed).toEqual(certain.map(({ id }) => id));
      }),
      RUNS,
    );
  });
});

/** Every instant at which the wall clock shows `due`, found without the code under test. */
function instantsShowing(due: string, zone: string): Instant[] {
  return [5, 6]
    .map((offset) => Date.parse(`${due}Z`) - offset * HOUR)
    .filter((at) => DateTime.fromMillis(at, { zone }).toMillis() === at && showsWall(at, due, zone));
}
const showsWall = (at: Instant, due: string, zone: string): boolean =>
  DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm") ===
  DateTime.fromISO(due, { zone: 'UTC' }).toFormat("yyyy-MM-dd'T'HH:mm");

/** Whether the words `due` are past at `asOf` in every reading: a day after its 24:00, an hour after the last time it strikes. */
function isPast(due: string | null, zone: string, asOf: Instant): boolean {
  if (due === null) return false;
  if (due.includes('T')) return instantsShowing(due, zone).every((at) => at < asOf);
  return DateTime.fromMillis(asOf - 1, { zone }).toFormat('yyyy-MM-dd') > due;
}

describe('The due instant, for any facts', () => {
  it('no promise is overdue though some reading of its words has not passed', () => {
    everyPromise(({ promise, facts, asOf, state }) => {
      if (state.status !== 'overdue') return;
      for (const due of readings(promise, facts, asOf)) expect(isPast(due, facts.zone, asOf), String(due)).toBe(true);
    }, 600);
  });

  it('a day is never past before its 24:00, an hour never before it struck for the last time', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryDate, arbitraryWall), arbitraryZone, (due, zone) => {
        const at = dueInstant(due, zone) ?? Number.NaN;
        expect([isPast(due, zone, at), isPast(due, zone, at + 1)]).toEqual([false, true]);
      }),
      RUNS,
    );
  });
});

/** The dues that may be meant at `asOf`: the first, or of the moves possible by then the last and all whose spans overlap it. */
function readings(promise: Promised, facts: Incident, asOf: Instant): (string | null)[] {
  const moves = promise.changes
    .map((change) => ({ due: change.due, at: entryOf(facts, change.entry).at }))
    .filter(({ at }) => isPossibleAt(at, asOf));
  const last = moves.reduce<Interval | null>(
    (latest, { at }) => (latest === null || endsLater(at, latest) ? at : latest),
    null,
  );
  if (last === null) return [promise.due];
  return moves.filter(({ at }) => !isApart(at, last)).map(({ due }) => due);
}
const endsLater = (a: Interval, b: Interval): boolean => {
  const [x, y] = [a.latest ?? Infinity, b.latest ?? Infinity];
  return x > y || (x === y && (a.earliest ?? -Infinity) >= (b.earliest ?? -Infinity));
};
const isApart = (a: Interval, b: Interval): boolean => {
  if (a.earliest === b.earliest && a.latest === b.latest) return false;
  return (a.latest ?? Infinity) <= (b.earliest ?? -Infinity) || (b.latest ?? Infinity) <= (a.earliest ?? -Infinity);
};

/**
 * Whether an overdue promise came to look no worse: it is no longer called overdue and nobody found fault with it, or it is
 * overdue by no more days, since no earlier an instant, and no more on the strength of a check.
 */
function looksNoWorse(before: PromiseState, after: PromiseState): boolean {
  if (after.status !== 'overdue')
    return ['awaiting_review', 'kept', 'kept_late', 'no_deadline', 'due_soon', 'pending'].includes(after.status);
  return (
    (after.daysOverdue ?? 0) <= (before.daysOverdue ?? 0) &&
    (after.shownDaysOverdue ?? 0) <= (before.daysOverdue ?? 0) &&
    (after.dueAt ?? 0) >= (before.dueAt ?? 0) &&
    (before.checkedSinceDue === true || after.checkedSinceDue !== true)
  );
}

/** The facts with one more statement, `new`, and the promise changed. */
function withMore(facts: Incident, promise: Promised, at: WrittenTime): Incident {
  const [first] = facts.entries;
  const added = { ...first!, id: 'new', at: spanOf(at, facts.zone) };
  return {
    ...facts,
    entries: [...facts.entries, added],
    promises: facts.promises.map((other) => (other.id === promise.id ? promise : other)),
  };
}

describe('Promises, for any facts: what speaks for an official never makes an overdue promise look worse', () => {
  const overdue = (
    add: (promise: Promised, state: PromiseState, facts: Incident, due: string | null) => Promised | null,
  ) => {
    let seen = 0;
    fc.assert(
      fc.property(arbitraryAsOf, arbitraryTime, arbitraryDue, ([facts, asOf], at, due) => {
        for (const promise of facts.promises) {
          const before = promiseAt(promise, facts, asOf);
          if (before.status !== 'overdue') continue;
          const changed = add(promise, before, facts, due);
          if (changed === null) continue;
          seen++;
          const after = promiseAt(changed, withMore(facts, changed, at), asOf);
          expect(looksNoWorse(before, after), `${before.status} ${after.status}`).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
    expect(seen).toBeGreaterThan(50);
  };

  it('a possible answer', () => {
    overdue((promise) => ({
      ...promise,
      possibleAnswers: [...promise.possibleAnswers, { entry: 'new', judged: null }],
    }));
  });

  it('a move to a later term, or to none', () => {
    overdue((promise, state, facts, due) => {
      const dueAt = dueInstant(due, facts.zone);
      if (dueAt !== null && dueAt < (state.dueAt ?? 0)) return null;
      return { ...promise, changes: [...promise.changes, { entry: 'new', phrase: null, due }] };
    });
  });

  it('a kept', () => {
    overdue((promise) => ({
      ...promise,
      outcomes: [...promise.outcomes, { entry: 'new', kind: 'kept', basis: 'office' }],
    }));
  });
});

const told = ({ asOf, ...state }: IncidentState) => state;

describe('What may change, for any facts', () => {
  const fraction = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));

  it('for t < nextChangeAt(t0) nothing on the page changes', () => {
    fc.assert(
      fc.property(arbitraryAsOf, fraction, ([facts, t0], part) => {
        const next = nextChangeAt([facts], t0);
        expect(next).toBeGreaterThan(t0);
        const t = t0 + 1 + Math.floor(part * (next - t0 - 2));
        if (t <= t0 || t >= next) return;
        expect(told(incidentAt(facts, NORMS, t))).toEqual(told(incidentAt(facts, NORMS, t0)));
      }),
      { numRuns: 600 },
    );
  });

  it('it is never later than a millisecond past the next midnight, of any zone on the page', () => {
    fc.assert(
      fc.property(arbitraryIncident, arbitraryInstant, (facts, t0) => {
        for (const zone of ZONES)
          expect(nextChangeAt([facts], t0, [zone])).toBeLessThanOrEqual(nextMidnight(t0, zone) + 1);
        expect(nextChangeAt([], t0, [ALMATY])).toBe(nextMidnight(t0 - 1, ALMATY) + 1);
      }),
      RUNS,
    );
  });

  it('at 24:00 itself the day that ends still stands, and one millisecond later the page may change', () => {
    for (const zone of ZONES) {
      const midnight = endOfDay('2024-02-29', zone);
      const next = [midnight - 1, midnight, midnight + 1].map((at) => nextChangeAt([], at, [zone]) - midnight);
      expect(next).toEqual([1, 1, 24 * HOUR + 1]);
    }
  });

  it('the record as of an instant derives the same as the whole one at that instant', () => {
    fc.assert(
      fc.property(arbitraryAsOf, ([facts, asOf]) => {
        const { incident, ...whole } = incidentAt(facts, NORMS, asOf);
        const { incident: shown, ...part } = incidentAt(recordAt(facts, asOf), NORMS, asOf);
        expect(shown.slug).toBe(incident.slug);
        expect(part.promises.map(({ state }) => plain(state))).toEqual(whole.promises.map(({ state }) => plain(state)));
        expect(part.entries.map(({ id }) => id)).toEqual(whole.entries.map(({ id }) => id));
        expect(part.clocks).toEqual(whole.clocks);
        expect(part.benchmarks).toEqual(whole.benchmarks);
        expect(part.silence).toEqual(whole.silence);
      }),
      RUNS,
    );
  });
});

/** A state with its entries by id: a record as of an instant holds them with less in them. */
const plain = ({ answer, ...state }: PromiseState) => ({ ...state, answer: answer?.id });

describe('The weekly digest, for any facts', () => {
  const arbitraryDigest = fc
    .tuple(arbitraryIncident, arbitraryZone)
    .chain(([facts, zone]) => fc.tuple(fc.constant(facts), fc.constant(zone), instantOf(facts)))
    .map(([facts, zone, at]) => {
      const week = lastCompleteWeek(at, zone);
      return { facts, week, digest: digestOf(week, zone, [facts], { tenures: [] }) };
    });

  it('a promise is in at most one of newly overdue, still overdue, due next and resolved', () => {
    fc.assert(
      fc.property(arbitraryDigest, ({ digest }) => {
        const ids = DIGEST_LISTS.filter((list) => list !== 'moved').flatMap((list) =>
          digest[list].map((line) => line.promise),
        );
        expect(new Set(ids).size).toBe(ids.length);
      }),
      RUNS,
    );
  });

  it('what is under review or stale is in none, and counted', () => {
    fc.assert(
      fc.property(arbitraryDigest, ({ facts, week, digest }) => {
        const listed = new Set(DIGEST_LISTS.flatMap((list) => digest[list].map((line) => line.promise)));
        const states = incidentAt(facts, [], week.cutOff).promises.map(({ state }) => state);
        const review = states.filter(({ status }) => status === 'awaiting_review');
        const stale = states.filter((state) => state.stale);
        for (const { id } of [...review, ...stale]) expect(listed.has(id)).toBe(false);
        expect([digest.under_review, digest.not_rechecked]).toEqual([review.length, stale.length]);
        for (const { id, status } of states)
          if (status === 'overdue' && !stale.some((other) => other.id === id)) expect(listed.has(id)).toBe(true);
      }),
      RUNS,
    );
  });

  it('no line names an official for an overdue promise that nobody checked', () => {
    fc.assert(
      fc.property(arbitraryDigest, ({ digest }) => {
        for (const line of [...digest.newly_overdue, ...digest.still_overdue])
          if (line.checked_since_due !== true) expect(line.official).toBeNull();
      }),
      RUNS,
    );
  });
});
