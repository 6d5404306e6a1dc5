import { describe, expect, it } from 'vitest';
import { incidentAt } from '../../src/domain/derive.ts';
import { digestOf } from '../../src/domain/digest.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { clockForReaders, firstPost } from '../../src/domain/latency.ts';
import { findWeek } from '../../src/domain/week.ts';
import { ALMATY, norm, stateAt, when } from '../support/facts.ts';
import { incidentOf2019 } from '../support/fixtures.ts';

const seconds = (latency: { min: number | null; max: number | null } | null | undefined) =>
  latency && [latency.min, latency.max].map((ms) => (ms === null ? null : ms / 1000));
const at = (facts: Incident, asOf: string, ...benchmarks: ReturnType<typeof norm>[]) =>
  incidentAt(facts, benchmarks, when(asOf, facts.zone));
const answered = (facts: Incident, asOf: string) =>
  at(facts, asOf).answers.flatMap(({ question, entries }) => (entries.length > 0 ? [question] : []));

describe('The Almaty blackout of 15 July 2019', () => {
  const facts = incidentOf2019('almaty-blackout-2019');

  it('first word within three hours, by the city department or by the utility', () => {
    const { firstWord, clocks } = at(facts, '2019-07-30');
    expect(firstWord?.entries.map(({ id }) => id)).toEqual(['department-statement', 'utility-press']);
    expect(seconds(clocks[0]?.firstWord)).toEqual([0, 10_800]);
  });

  it('first post, the akim’s tweet, after 3 h 16 min to 4 h 30 min', () => {
    const { firstPost, clocks, silence } = at(facts, '2019-07-30');
    expect(firstPost?.entries.map(({ id }) => id)).toEqual(['tweet']);
    expect(seconds(clocks[0]?.firstPost)).toEqual([11_760, 16_200]);
    expect(silence).toBeNull();
  });

  it('the tweet is coarser than the start: the first screen counts from the start', () => {
    const asOf = when('2019-07-30');
    expect(clockForReaders(facts, firstPost(facts, asOf), asOf)).toBe('occurred');
    expect(at(facts, '2019-07-30').clocks.map(({ clock }) => clock)).toContain('reported');
  });

  it('“within ten days”, said on the evening of 16 July, as of 16, 24, 26, 27 and 30 July', () => {
    const days = ['2019-07-16', '2019-07-24', '2019-07-26', '2019-07-27', '2019-07-30'];
    const states = days.map((on) => stateAt(facts, on, 'results'));
    expect(states.map(({ status, daysOverdue, checkedSinceDue }) => [status, daysOverdue, checkedSinceDue])).toEqual([
      ['pending', null, null],
      ['due_soon', null, null],
      ['due_soon', null, null],
      ['overdue', 1, false],
      ['overdue', 4, true],
    ]);
    for (const state of states)
      expect(state).toMatchObject({
        dueAt: Date.parse('2019-07-26T18:00:00.000Z'),
        dueOn: '2019-07-26',
        extended: null,
      });
    expect(states[4]?.checkedOn).toBe('2019-07-30');
  });

  it('it is not listed before the evening of 16 July is over', () => {
    const ids = (asOf: number) => incidentAt(facts, [], asOf).promises.map(({ promise }) => promise.id);
    expect(ids(when('2019-07-16') - 1)).not.toContain('results');
    expect(ids(when('2019-07-16'))).toContain('results');
  });

  it('it is overdue from the first millisecond of 27 July, and the day count stops where the record does', () => {
    const due = when('2019-07-26');
    expect([due, due + 1].map((t) => stateAt(facts, t, 'results').status)).toEqual(['due_soon', 'overdue']);
    expect(stateAt(facts, '2019-08-10', 'results')).toMatchObject({ daysOverdue: 15, shownDaysOverdue: 4 });
    expect(stateAt(facts, '2024-03-02', 'results')).toMatchObject({
      status: 'overdue',
      stale: true,
      shownOn: '2019-07-30',
    });
  });

  it('power before 17:00 was kept at 16:29', () => {
    expect(stateAt(facts, '2019-07-15', 'power-by-17').status).toBe('kept');
  });

  it('the statements answer what, who, how and when', () => {
    expect(answered(facts, '2019-07-15')).toEqual(['what', 'who']);
    expect(answered(facts, '2019-07-30')).toEqual(['what', 'who', 'how', 'when']);
  });

  it('an adopted norm of an hour is missed, one of five hours is met', () => {
    const verdicts = at(facts, '2019-07-30', norm(60), norm(300), norm(240)).benchmarks.map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['missed', 'met', 'cannot_tell']);
  });

  it('the digest of its week calls it newly overdue and not yet checked, the next week still overdue and checked', () => {
    const line = (name: string) => {
      const digest = digestOf(findWeek(name, ALMATY)!, ALMATY, [facts], { tenures: [] });
      return [...digest.newly_overdue.map((l) => ['newly', l]), ...digest.still_overdue.map((l) => ['still', l])];
    };
    expect(line('2019-W29')).toEqual([]);
    expect(line('2019-W30')).toMatchObject([
      ['newly', { promise: 'results', checked_since_due: false, official: null, days_overdue: 2 }],
    ]);
    expect(line('2019-W31')).toMatchObject([
      ['still', { promise: 'results', checked_since_due: true, official: { id: 'sagintayev' } }],
    ]);
  });
});

describe('The explosions at Arys, 24 June 2019', () => {
  const facts = incidentOf2019('arys-2019');

  it('first word within 7 h 15 min, by the akim or by the ministry', () => {
    const { firstWord, clocks } = at(facts, '2019-06-24');
    expect(firstWord?.entries.map(({ id }) => id)).toEqual(['first-word', 'ministry-no-casualties']);
    expect(seconds(clocks[0]?.firstWord)).toEqual([0, 26_100]);
  });

  it('first post after 4 h 32 min to 7 h 52 min; from the call 4 h 32 min, and that is what the first screen says', () => {
    const { clocks } = at(facts, '2019-06-24');
    expect(clocks.map(({ clock, firstPost }) => [clock, seconds(firstPost)])).toEqual([
      ['occurred', [16_320, 28_320]],
      ['known', [16_320, 16_320]],
    ]);
    const asOf = when('2019-06-24');
    expect(clockForReaders(facts, firstPost(facts, asOf), asOf)).toBe('known');
  });

  it('all houses: three moves of the deadline, declared finished, then not quite', () => {
    const rows = [
      '2019-07-31',
      '2019-08-10',
      '2019-08-25',
      '2019-09-10',
      '2019-09-29',
      '2019-09-30',
      '2019-10-05',
      '2019-11-01',
    ].map((on) => {
      const { status, dueOn, daysOverdue, daysLate, extended } = stateAt(facts, on, 'all-houses');
      return [on, status, dueOn, daysOverdue, daysLate, extended && [extended.moves, extended.daysPastFirst]];
    });
    expect(rows).toEqual([
      ['2019-07-31', 'due_soon', '2019-08-01', null, null, null],
      ['2019-08-10', 'pending', '2019-09-01', null, null, [2, 9]],
      ['2019-08-25', 'pending', '2019-09-20', null, null, [3, 24]],
      ['2019-09-10', 'pending', '2019-09-20', null, null, [3, 40]],
      ['2019-09-29', 'overdue', '2019-09-20', 9, null, [3, 59]],
      ['2019-09-30', 'kept_late', '2019-09-20', null, 61, [3, 61]],
      ['2019-10-05', 'kept_late', '2019-09-20', null, 61, [3, 61]],
      ['2019-11-01', 'partly_kept', '2019-09-20', null, null, [3, 83]],
    ]);
  });

  it('24:00 of 30 September is 00:00 of 1 October: at that instant the day on which they were declared finished is possible', () => {
    const midnight = when('2019-09-30');
    expect([midnight - 1, midnight].map((t) => stateAt(facts, t, 'all-houses'))).toMatchObject([
      { status: 'overdue', daysOverdue: 10, extended: { moves: 3, daysPastFirst: 60 } },
      { status: 'kept_late', daysLate: 61 },
    ]);
  });

  it('the first deadline is never forgotten', () => {
    for (const on of ['2019-08-10', '2019-11-01'])
      expect(stateAt(facts, on, 'all-houses').firstDueOn).toBe('2019-08-01');
  });

  it('the station, reported open by an upper bound only, is not called late', () => {
    expect(stateAt(facts, '2019-12-22', 'station').status).toBe('overdue');
    expect(stateAt(facts, '2019-12-23', 'station')).toMatchObject({ status: 'kept', daysLate: null });
  });

  it('a promise belongs to the office that made it: all houses are the ministry’s, not the akim’s', () => {
    const promise = facts.promises.find(({ id }) => id === 'all-houses');
    expect(facts.entries.find(({ id }) => id === promise?.madeIn)?.by?.office).toBe('ministry-industry');
  });
});

describe('The LRT of Nur-Sultan', () => {
  const facts = incidentOf2019('lrt-nur-sultan');

  it('an ongoing incident without a start has no latency, but first words', () => {
    const state = at(facts, '2020-01-01', norm(60));
    expect([state.clocks, state.benchmarks, state.firstPost]).toEqual([[], [], null]);
    expect(state.firstWord?.entries.length).toBeGreaterThan(0);
  });

  it('selective silence: words at meetings, none found in its own channels', () => {
    const { silence } = at(facts, '2020-01-01');
    expect(silence).toMatchObject({ selective: true, until: when('2019-08-31') });
    expect(silence?.check.channels).toEqual(['instagram']);
  });

  it('it is claimed once the check is certain, and runs no further than its earliest', () => {
    const check = facts.checks.find((candidate) => candidate.for === 'first_post');
    const certain = check?.at.latest ?? Number.NaN;
    expect([certain - 1, certain, certain + 1e10].map((t) => incidentAt(facts, [], t).silence?.until ?? null)).toEqual([
      null,
      when('2019-08-31'),
      when('2019-08-31'),
    ]);
  });

  it('promises without a measurable term are never overdue', () => {
    for (const { id } of facts.promises) expect(stateAt(facts, '2024-03-02', id).status).toBe('no_deadline');
  });
});
