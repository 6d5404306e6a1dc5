import { describe, expect, it } from 'vitest';
import { changesBetween, writeIncident } from '../../src/domain/document.ts';
import {
  deadlineSetBy,
  entryShown,
  incidentShown,
  type PublicRecord,
  passedShown,
} from '../../src/domain/first-shown.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { promiseAt } from '../../src/domain/promise.ts';
import { check, day, incident, minute, promise, statement, when, ZONES } from '../support/facts.ts';

const PUBLISHED = Date.parse('2019-07-17T00:00:00Z');

/** What readers saw, one state after another: the first from the publication on, each other from its instant. */
function record(first: Incident, ...later: [at: number, facts: Incident][]): PublicRecord {
  const states = [first, ...later.map(([, facts]) => facts)];
  return {
    incident: states.at(-1) ?? first,
    firstPublishedAt: PUBLISHED,
    history: later.map(([at, facts], index) => ({
      at,
      changes: changesBetween(writeIncident(states[index] ?? first), writeIncident(facts)),
    })),
  };
}

const shownAt = (of: PublicRecord, asOf: number) => {
  const p = of.incident.promises[0];
  if (p === undefined) throw new Error('no promise');
  return passedShown(of, p, promiseAt(p, of.incident, asOf), asOf);
};

describe.each(ZONES)('A term that has passed, as readers are told of it, in %s', (zone) => {
  const due = (on: string | null, more: Parameters<typeof incident>[0] = {}, words = 'we will mend it') =>
    incident({
      zone,
      entries: [statement('made', minute('2019-07-16T19:00')), statement('moved', minute('2019-07-28T12:00'))],
      promises: [promise('p', 'made', { due: on, text: words })],
      ...more,
    });
  const at = (local: string) => when(local, zone);
  const LATER = at('2019-07-30T12:00');

  it('happened at its due instant, and was told when it was published', () => {
    expect(shownAt(record(due('2019-07-26')), LATER)).toEqual({
      publishedAt: at('2019-07-26'),
      updatedAt: at('2019-07-26'),
    });
    expect(shownAt(record(due('2019-07-10')), LATER)).toEqual({
      publishedAt: at('2019-07-10'),
      updatedAt: PUBLISHED,
    });
  });

  it('keeps the instant at which it first passed in public when the day is corrected afterwards', () => {
    const corrected = record(due('2019-07-26'), [at('2019-07-29T09:00'), due('2019-07-27')]);
    expect(shownAt(corrected, LATER)).toEqual({
      publishedAt: at('2019-07-26'),
      updatedAt: at('2019-07-29T09:00'),
    });
  });

  it('takes the corrected day where the wrong one had not passed, up to its very end', () => {
    const before = record(due('2019-07-28'), [at('2019-07-28'), due('2019-07-27')]);
    expect(shownAt(before, LATER).publishedAt).toBe(at('2019-07-27'));
    const after = record(due('2019-07-28'), [at('2019-07-28') + 1, due('2019-07-27')]);
    expect(shownAt(after, LATER).publishedAt).toBe(at('2019-07-28'));
  });

  it('moves what was last told with a correction of its own, and not with one of something else', () => {
    const worded = record(due('2019-07-26'), [LATER, due('2019-07-26', {}, 'we will mend all of it')]);
    expect(shownAt(worded, LATER)).toEqual({ publishedAt: at('2019-07-26'), updatedAt: LATER });
    const other = due('2019-07-26');
    const elsewhere = record(due('2019-07-26'), [
      LATER,
      {
        ...other,
        entries: [...other.entries, ...incident({ zone, entries: [statement('x', day('2019-07-29'))] }).entries],
      },
    ]);
    expect(shownAt(elsewhere, LATER).updatedAt).toBe(at('2019-07-26'));
  });

  it('moves what was last told once somebody has looked', () => {
    const looked = (what: string) => due('2019-07-26', { checks: [check(what, day('2019-07-29'))] });
    expect(shownAt(record(looked('p')), at('2019-07-29')).updatedAt).toBe(at('2019-07-29'));
    expect(shownAt(record(looked('p')), at('2019-07-29') - 1).updatedAt).toBe(at('2019-07-26'));
    expect(shownAt(record(due('2019-07-26'), [LATER, looked('p')]), LATER).updatedAt).toBe(LATER);
    expect(shownAt(record(due('2019-07-26'), [LATER, looked('first_post')]), LATER).updatedAt).toBe(at('2019-07-26'));
  });

  it('is another event after a move, named by the entry that moved it, and the same after a correction', () => {
    const moved = (on: string) =>
      incident({
        zone,
        entries: [statement('made', minute('2019-07-16T19:00')), statement('moved', minute('2019-07-28T12:00'))],
        promises: [promise('p', 'made', { due: '2019-07-26', changes: [{ entry: 'moved', phrase: null, due: on }] })],
      });
    const state = (facts: Incident, on: string) => promiseAt(facts.promises[0]!, facts, at(on));
    expect(deadlineSetBy(state(moved('2019-08-10'), '2019-07-27'))).toBeNull();
    expect(deadlineSetBy(state(moved('2019-08-10'), '2019-08-11'))).toBe('moved');
    const corrected = record(moved('2019-08-10'), [at('2019-08-12'), moved('2019-08-09')]);
    expect(shownAt(corrected, at('2019-08-13'))).toEqual({
      publishedAt: at('2019-08-10'),
      updatedAt: at('2019-08-12'),
    });
  });

  it('happened when it could first pass where a deadline was only written down later', () => {
    const late = record(due(null), [LATER, due('2019-07-26')]);
    expect(shownAt(late, at('2019-07-31'))).toEqual({ publishedAt: at('2019-07-26'), updatedAt: LATER });
  });
});

describe('An entry and an incident, as readers are told of them', () => {
  const one = (time: string, text = 'a word') => incident({ entries: [statement('said', minute(time), { text })] });
  const [FIRST, SECOND] = ['2019-07-18T10:00', '2019-07-18T09:00'];
  const CORRECTED = when('2019-07-20T10:00');

  it('keep the time that was first published when the time is corrected', () => {
    const corrected = record(one(FIRST), [CORRECTED, one(SECOND)]);
    const told = { publishedAt: when(FIRST), updatedAt: CORRECTED };
    expect(entryShown(corrected, corrected.incident.entries[0]!)).toEqual(told);
    expect(incidentShown(corrected)).toEqual(told);
  });

  it('were last told at a correction of their words', () => {
    const corrected = record(one(FIRST), [CORRECTED, one(FIRST, 'another word')]);
    const told = { publishedAt: when(FIRST), updatedAt: CORRECTED };
    expect(entryShown(corrected, corrected.incident.entries[0]!)).toEqual(told);
    expect(incidentShown(corrected)).toEqual(told);
  });

  it('were told no earlier than published', () => {
    const old = record(one('2019-07-01T10:00'));
    const told = { publishedAt: when('2019-07-01T10:00'), updatedAt: PUBLISHED };
    expect(entryShown(old, old.incident.entries[0]!)).toEqual(told);
    expect(incidentShown(old)).toEqual(told);
  });

  it('happened when they did where they were added later', () => {
    const added = record(incident({ entries: [] }), [CORRECTED, one(FIRST)]);
    const told = { publishedAt: when(FIRST), updatedAt: CORRECTED };
    expect(entryShown(added, added.incident.entries[0]!)).toEqual(told);
    expect(incidentShown(added)).toEqual(told);
  });
});
