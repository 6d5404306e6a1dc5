import { describe, expect, it } from 'vitest';
import { firstDate, lastDate, verdictOf } from '../../src/domain/benchmark.ts';
import { incidentAt } from '../../src/domain/derive.ts';
import type { Benchmark } from '../../src/domain/directory.ts';
import type { Incident } from '../../src/domain/incident.ts';
import {
  clockForReaders,
  clockStart,
  firstPost,
  firstWord,
  type Latency,
  latencyBetween,
  orderOf,
  summaryOf,
} from '../../src/domain/latency.ts';
import { silenceAt } from '../../src/domain/silence.ts';
import type { Network } from '../../src/domain/source.ts';
import { spanOf, type WrittenTime } from '../../src/domain/span.ts';
import {
  ALMATY,
  AQTAU,
  about,
  between,
  check,
  DAY,
  day,
  evening,
  event,
  HOUR,
  type IncidentDraft,
  incident,
  MINUTE,
  minute,
  month,
  morning,
  noEarlierThan,
  noLaterThan,
  norm,
  report,
  statement,
  utc,
  when,
  year,
} from '../support/facts.ts';

const LATER = utc('2030-01-01');
const latency = (from: WrittenTime, to: WrittenTime, zone = ALMATY): Latency =>
  latencyBetween(spanOf(from, zone), spanOf(to, zone));
const hours = (h: number, m = 0) => h * HOUR + m * MINUTE;
const post = (id: string, at: WrittenTime, network: Network = 'facebook') => statement(id, at, { channel: network });
const names = (milestone: ReturnType<typeof firstWord>) => milestone?.entries.map(({ id }) => id);

describe('Response latency 1: the latency from a span to a span is an interval', () => {
  it('from “the morning of 24 June” to a post at 13:52: 1 h 52 min to 7 h 52 min', () => {
    for (const zone of [ALMATY, AQTAU])
      expect(latency(morning('2019-06-24'), minute('2019-06-24T13:52'), zone)).toEqual({
        min: hours(1, 52),
        max: hours(7, 52),
      });
  });

  it('knowing that the fire service was called at 9:20: 4 h 32 min to 7 h 52 min', () => {
    const start = between('2019-06-24T06:00', '2019-06-24T09:20');
    expect(latency(start, minute('2019-06-24T13:52'))).toEqual({ min: hours(4, 32), max: hours(7, 52) });
  });

  it('equal ends: one figure', () => {
    expect(latency(minute('2019-07-15T14:00'), minute('2019-07-15T15:30'))).toEqual({
      min: hours(1, 30),
      max: hours(1, 30),
    });
  });

  it('it is not clamped; both negative: the statement came before', () => {
    const both = latency(minute('2019-07-15T14:00'), between('2019-07-15T13:00', '2019-07-15T13:59'));
    expect(both).toEqual({ min: -hours(1), max: -hours(0, 1) });
    expect(orderOf(both)).toBe('before');
  });

  it('negative to positive: order not known', () => {
    const mixed = latency(about('2019-07-15T14:00'), about('2019-07-15T14:30'));
    expect(mixed).toEqual({ min: -hours(0, 30), max: hours(1, 30) });
    expect(orderOf(mixed)).toBe('not_known');
  });

  it('zero to positive: it did not come before', () => {
    expect(orderOf(latency(minute('2019-07-15T14:00'), minute('2019-07-15T14:00')))).toBe('after');
    expect(orderOf({ min: 0, max: 5 })).toBe('after');
    expect(orderOf({ min: -1, max: 0 })).toBe('not_known');
    expect(orderOf({ min: -2, max: -1 })).toBe('before');
  });

  it('an open end is unbounded', () => {
    const noon = minute('2019-07-15T12:00');
    expect(latency(noon, noEarlierThan('2019-07-15T13:00'))).toEqual({ min: hours(1), max: null });
    expect(latency(noon, noLaterThan('2019-07-15T13:00'))).toEqual({ min: null, max: hours(1) });
    expect(latency(noLaterThan('2019-07-15T11:00'), noon)).toEqual({ min: hours(1), max: null });
    expect(orderOf({ min: null, max: -1 })).toBe('before');
    expect(orderOf({ min: null, max: 1 })).toBe('not_known');
    expect(orderOf({ min: 1, max: null })).toBe('after');
  });

  it('across 1 March 2024 it is elapsed time: an hour more in Almaty than the clock’s face says', () => {
    const [from, to] = [minute('2024-02-29T22:00'), minute('2024-03-01T01:00')];
    expect(latency(from, to, ALMATY)).toEqual({ min: hours(4), max: hours(4) });
    expect(latency(from, to, AQTAU)).toEqual({ min: hours(3), max: hours(3) });
  });

  it('from a wall time that occurs twice the latency has an hour of width', () => {
    expect(latency(minute('2024-02-29T23:30'), minute('2024-03-01T01:00'))).toEqual({
      min: hours(1, 30),
      max: hours(2, 30),
    });
  });
});

describe('Response latency 2: the clocks that may start it', () => {
  const facts = incident({
    started: morning('2019-06-24'),
    entries: [
      report('call', minute('2019-06-24T09:20'), { clock: 'known' }),
      report('agency', minute('2019-06-24T10:05'), { clock: 'reported' }),
      report('earlier', between('2019-06-24T09:30', '2019-06-24T10:00'), { clock: 'reported' }),
      post('post', minute('2019-06-24T13:52')),
    ],
  });

  it('occurred, known and reported are each shown when recorded', () => {
    expect(incidentAt(facts, [], LATER).clocks.map(({ clock, firstPost }) => [clock, firstPost])).toEqual([
      ['occurred', { min: hours(1, 52), max: hours(7, 52) }],
      ['known', { min: hours(4, 32), max: hours(4, 32) }],
      ['reported', { min: hours(3, 52), max: hours(4, 22) }],
    ]);
    const bare = incident({ started: morning('2019-06-24'), entries: [event('call', minute('2019-06-24T09:20'))] });
    expect(incidentAt(bare, [], LATER).clocks.map(({ clock }) => clock)).toEqual(['occurred']);
  });

  it('of several reports the earliest starts the clock', () => {
    expect(clockStart(facts, 'reported', LATER)).toEqual({
      earliest: when('2019-06-24T09:30'),
      latest: when('2019-06-24T10:00'),
    });
  });

  it('a clock starts when it is possible that it has started', () => {
    const nine20 = when('2019-06-24T09:20');
    expect([nine20 - 1, nine20].map((t) => clockStart(facts, 'known', t) !== null)).toEqual([false, true]);
    const six = when('2019-06-24T06:00');
    expect([six - 1, six].map((t) => clockStart(facts, 'occurred', t) !== null)).toEqual([false, true]);
  });

  it('where known or reported is narrower, the first screen uses it', () => {
    expect(clockForReaders(facts, firstPost(facts, LATER), LATER)).toBe('known');
  });

  it('where neither is narrower, it uses the start', () => {
    const sharp = incident({
      started: minute('2019-06-24T09:15'),
      entries: [
        report('call', minute('2019-06-24T09:20'), { clock: 'known' }),
        post('post', minute('2019-06-24T13:52')),
      ],
    });
    expect(clockForReaders(sharp, firstPost(sharp, LATER), LATER)).toBe('occurred');
  });

  it('where the milestone is coarser than the start, the start stays', () => {
    const coarse = incident({
      started: between('2019-07-15T14:00', '2019-07-15T14:14'),
      entries: [
        report('first', minute('2019-07-15T14:00'), { clock: 'reported' }),
        post('post', about('2019-07-15T18:00')),
      ],
    });
    expect(clockForReaders(coarse, firstPost(coarse, LATER), LATER)).toBe('occurred');
  });

  it('with no start recorded it uses what there is', () => {
    const only = incident({ entries: [report('first', minute('2019-07-15T14:00'), { clock: 'reported' })] });
    expect(clockForReaders(only, null, LATER)).toBe('reported');
    expect(clockForReaders(incident(), null, LATER)).toBeNull();
  });
});

describe('Response latency 3: the milestones that may stop it', () => {
  it('first word is the earliest statement by any office through any channel', () => {
    const facts = incident({
      entries: [
        report('media', minute('2019-07-15T14:00')),
        statement('department', minute('2019-07-15T15:00'), { by: 'energy-department' }),
        post('akim', minute('2019-07-15T18:00')),
      ],
    });
    expect(names(firstWord(facts, LATER))).toEqual(['department']);
    expect(names(firstPost(facts, LATER))).toEqual(['akim']);
  });

  it('first post is a statement by the responsible office on a social network', () => {
    const social: Network[] = ['facebook', 'instagram', 'twitter', 'telegram', 'youtube', 'tiktok', 'vk', 'threads'];
    const other: Network[] = ['site', 'tv', 'press', 'meeting', 'other'];
    const postOn = (network: Network | null, by = 'akim') =>
      names(
        firstPost(incident({ entries: [statement('s', minute('2019-07-15T15:00'), { channel: network, by })] }), LATER),
      );
    for (const network of social) expect(postOn(network), network).toEqual(['s']);
    for (const network of [...other, null]) expect(postOn(network), String(network)).toBeUndefined();
    expect(postOn('facebook', 'ministry')).toBeUndefined();
  });

  it('a report of a post that does not speak of the incident is no milestone', () => {
    const facts = incident({
      entries: [report('general', minute('2019-07-15T15:00'), { by: 'akim', channel: 'instagram' })],
    });
    expect([firstWord(facts, LATER), firstPost(facts, LATER)]).toEqual([null, null]);
  });

  it('the earliest of several uncertain times is the span [least earliest, least latest]', () => {
    const facts = incident({
      entries: [
        statement('wide', between('2019-07-15T14:00', '2019-07-15T20:00')),
        statement('narrow', between('2019-07-15T15:00', '2019-07-15T16:00')),
      ],
    });
    expect(firstWord(facts, LATER)?.at).toEqual({
      earliest: when('2019-07-15T14:00'),
      latest: when('2019-07-15T16:00'),
    });
  });

  it('every statement whose earliest lies within it, both ends included, is named in timeline order', () => {
    const named = (earliest: string) =>
      names(
        firstWord(
          incident({
            entries: [
              statement('candidate', between(earliest, '2019-07-15T20:00')),
              statement('first', between('2019-07-15T14:00', '2019-07-15T16:00')),
            ],
          }),
          LATER,
        ),
      );
    expect(named('2019-07-15T15:59')).toEqual(['first', 'candidate']);
    expect(named('2019-07-15T16:00')).toEqual(['first', 'candidate']);
    expect(named('2019-07-15T16:01')).toEqual(['first']);
    expect(named('2019-07-15T14:00')).toEqual(['first', 'candidate']);
    expect(named('2019-07-15T13:59')).toEqual(['candidate', 'first']);
  });

  it('an open earliest leaves the milestone open', () => {
    const facts = incident({
      entries: [statement('by', noLaterThan('2019-07-15T16:00')), statement('at', minute('2019-07-15T15:00'))],
    });
    expect(firstWord(facts, LATER)?.at).toEqual({ earliest: null, latest: when('2019-07-15T15:00') });
    expect(names(firstWord(facts, LATER))).toEqual(['at', 'by']);
  });

  it('both milestones are shown, always', () => {
    const { clocks } = incidentAt(incident({ started: minute('2019-07-15T14:00') }), [], LATER);
    expect(clocks.map(({ firstWord, firstPost }) => [firstWord, firstPost])).toEqual([[null, null]]);
  });
});

describe('Response latency 4: no milestone is not zero and not blank', () => {
  const silent = (more: IncidentDraft = {}) =>
    incident({ started: between('2019-07-15T14:00', '2019-07-15T14:14'), ...more });

  it('the silence runs to the check’s earliest, not to now', () => {
    for (const zone of [ALMATY, AQTAU]) {
      const facts = silent({ zone, checks: [check('first_post', day('2019-07-18'))] });
      const at = when('2019-07-18', zone);
      expect(silenceAt(facts, at - 1)).toBeNull();
      for (const asOf of [at, at + 30 * DAY])
        expect(silenceAt(facts, asOf)).toMatchObject({
          since: when('2019-07-15T14:14', zone),
          until: when('2019-07-17', zone),
          selective: false,
        });
    }
  });

  it('without a check none is recorded, and no silence is claimed', () => {
    expect(silenceAt(silent(), LATER)).toBeNull();
    expect(silenceAt(silent({ checks: [check('p', day('2019-07-18'))] }), LATER)).toBeNull();
  });

  it('a check that found an entry claims no silence', () => {
    const facts = silent({
      entries: [report('found', minute('2019-07-17T10:00'))],
      checks: [check('first_post', day('2019-07-18'), { found: 'found' })],
    });
    expect(silenceAt(facts, LATER)).toBeNull();
  });

  it('a check with an open earliest, or one before the start, proves nothing', () => {
    expect(silenceAt(silent({ checks: [check('first_post', noLaterThan('2019-07-18'))] }), LATER)).toBeNull();
    const at = (time: string) => silenceAt(silent({ checks: [check('first_post', minute(time))] }), LATER);
    expect(at('2019-07-15T14:13')).toBeNull();
    expect(at('2019-07-15T14:14')).toMatchObject({ since: when('2019-07-15T14:14'), until: when('2019-07-15T14:14') });
    expect(at('2019-07-15T14:15')).not.toBeNull();
  });

  it('a post ends the silence, from when it is possible', () => {
    const facts = silent({
      entries: [post('post', evening('2019-07-20'))],
      checks: [check('first_post', day('2019-07-18'))],
    });
    const from = when('2019-07-20T18:00');
    expect([from - 1, from].map((t) => silenceAt(facts, t) !== null)).toEqual([true, false]);
  });
});

describe('Response latency 5: selective silence', () => {
  const spoke = (channel: Network | null, at: WrittenTime = minute('2019-07-16T10:00'), by = 'akim') => ({
    started: minute('2019-07-15T14:00'),
    entries: [statement('elsewhere', at, { channel, by })],
  });
  const selective = (draft: IncidentDraft, looked: WrittenTime = minute('2019-07-16T12:00'), channels?: Network[]) =>
    silenceAt(
      incident({ ...draft, checks: [check('first_post', looked, channels === undefined ? {} : { channels })] }),
      LATER,
    )?.selective;

  it('the office spoke elsewhere, and a check of its own channels found nothing', () => {
    for (const network of ['meeting', 'press', 'tv', 'other'] as const)
      expect(selective(spoke(network)), network).toBe(true);
  });

  it('its channel must be known', () => {
    expect(selective(spoke(null))).toBe(false);
  });

  it('its own site is not elsewhere', () => {
    expect(selective(spoke('site'))).toBe(false);
  });

  it('another office speaking is not the office speaking', () => {
    expect(selective(spoke('meeting', minute('2019-07-16T10:00'), 'government'))).toBe(false);
  });

  it('the check’s earliest is not before that statement’s latest', () => {
    const said = between('2019-07-16T09:00', '2019-07-16T10:00');
    expect(selective(spoke('meeting', said), minute('2019-07-16T09:59'))).toBe(false);
    expect(selective(spoke('meeting', said), minute('2019-07-16T10:00'))).toBe(true);
    expect(selective(spoke('meeting', noEarlierThan('2019-07-16T09:00')), minute('2019-07-20T10:00'))).toBe(false);
  });

  it('a check of other channels than its own proves nothing of these', () => {
    expect(selective(spoke('meeting'), minute('2019-07-16T12:00'), ['press', 'tv'])).toBe(false);
    expect(selective(spoke('meeting'), minute('2019-07-16T12:00'), ['press', 'telegram'])).toBe(true);
  });

  it('across 1 March 2024 a check in the doubled hour counts from its first reading', () => {
    const draft = { ...spoke('meeting', minute('2024-02-29T22:59')), started: minute('2024-02-29T20:00') };
    expect(selective(draft, minute('2024-02-29T23:30'))).toBe(true);
    expect(
      selective(
        { ...draft, entries: [statement('elsewhere', minute('2024-02-29T23:10'), { channel: 'meeting' })] },
        minute('2024-02-29T23:30'),
      ),
    ).toBe(false);
  });
});

describe('Response latency 6: a benchmark’s verdict', () => {
  const start = minute('2019-07-15T14:00');
  const judge = (facts: Incident, benchmark: Benchmark, asOf = LATER) =>
    verdictOf(
      benchmark,
      facts,
      benchmark.milestone === 'first_word' ? firstWord(facts, asOf) : firstPost(facts, asOf),
      asOf,
    );
  const posted = (at: WrittenTime, started: WrittenTime = start) => incident({ started, entries: [post('post', at)] });

  it('met when the interval’s maximum ≤ the norm', () => {
    expect(judge(posted(between('2019-07-15T14:30', '2019-07-15T15:00')), norm(60))).toBe('met');
    expect(judge(posted(between('2019-07-15T14:30', '2019-07-15T15:01')), norm(60))).toBe('cannot_tell');
  });

  it('missed when its minimum > the norm', () => {
    expect(judge(posted(between('2019-07-15T15:01', '2019-07-15T16:00')), norm(60))).toBe('missed');
    expect(judge(posted(between('2019-07-15T15:00', '2019-07-15T16:00')), norm(60))).toBe('cannot_tell');
    expect(judge(posted(minute('2019-07-15T15:00')), norm(60))).toBe('met');
  });

  it('a statement that came before is met', () => {
    expect(judge(posted(minute('2019-07-15T13:00')), norm(60))).toBe('met');
  });

  it('an open end cannot be told', () => {
    expect(judge(posted(noEarlierThan('2019-07-15T14:10')), norm(60))).toBe('cannot_tell');
    expect(judge(posted(noLaterThan('2019-07-15T18:00')), norm(60))).toBe('cannot_tell');
  });

  it('with no milestone, missed if the last check’s earliest − the clock’s latest > the norm', () => {
    const checked = (at: string) =>
      judge(
        incident({
          started: between('2019-07-15T13:00', '2019-07-15T14:00'),
          checks: [check('first_post', minute(at))],
        }),
        norm(60),
      );
    expect(checked('2019-07-15T15:01')).toBe('missed');
    expect(checked('2019-07-15T15:00')).toBe('cannot_tell');
    expect(judge(incident({ started: start }), norm(60))).toBe('cannot_tell');
  });

  it('a check of posts proves nothing of the first word', () => {
    const facts = incident({ started: start, checks: [check('first_post', day('2019-07-20'))] });
    expect(judge(facts, norm(60, { milestone: 'first_word' }))).toBe('cannot_tell');
  });

  it('it tests only its own clock and milestone', () => {
    const facts = incident({
      started: start,
      entries: [
        report('call', minute('2019-07-15T15:00'), { clock: 'known' }),
        statement('department', minute('2019-07-15T15:10'), { by: 'department' }),
        post('post', minute('2019-07-15T18:00')),
      ],
    });
    expect(judge(facts, norm(15, { clock: 'known', milestone: 'first_word' }))).toBe('met');
    expect(judge(facts, norm(60, { clock: 'occurred', milestone: 'first_word' }))).toBe('missed');
    expect(judge(facts, norm(60, { clock: 'known' }))).toBe('missed');
    expect(judge(facts, norm(60, { clock: 'reported' }))).toBe('cannot_tell');
  });

  it('a norm judges only incidents that began within its validity; an open end is unbounded', () => {
    const met = posted(minute('2019-07-15T14:10'));
    for (const [from, to, verdict] of [
      [null, null, 'met'],
      ['2019-07-15', '2019-07-15', 'met'],
      ['2019-07-16', null, null],
      [null, '2019-07-14', null],
      ['2019-07', '2019-07', 'met'],
      ['2019-08', null, null],
      [null, '2019-06', null],
      ['2019', '2019', 'met'],
      ['2020', null, null],
      [null, '2018', null],
    ] as const)
      expect(judge(met, norm(60, { from, to })), `${from} to ${to}`).toBe(verdict);
  });

  it('where it is not sure that the incident began within it, it does not judge', () => {
    const facts = posted(minute('2019-07-15T14:10'), month('2019-07'));
    expect(judge(facts, norm(60, { from: '2019-07-15' }))).toBeNull();
    expect(judge(posted(minute('2019-07-15T14:10'), noLaterThan('2019-07-15')), norm(60, { from: '2019' }))).toBeNull();
    expect(judge(posted(minute('2019-07-15T14:10'), day('2019-07-15')), norm(60, { to: '2019-07-15' }))).not.toBeNull();
  });

  it('only adopted benchmarks judge, and only with a start', () => {
    const facts = posted(minute('2019-07-15T14:10'));
    expect(judge(facts, norm(60, { adopted: false }))).toBeNull();
    expect(
      incidentAt(facts, [norm(60), norm(15, { adopted: false })], LATER).benchmarks.map(
        ({ benchmark }) => benchmark.id,
      ),
    ).toEqual(['norm-60']);
    expect(judge(incident({ entries: [post('post', minute('2019-07-15T14:10'))] }), norm(60))).toBeNull();
  });

  it('across 1 March 2024 the norm counts elapsed minutes', () => {
    const facts = (zone: string) =>
      incident({ zone, started: minute('2024-02-29T22:30'), entries: [post('post', minute('2024-03-01T00:30'))] });
    expect(judge(facts(AQTAU), norm(120))).toBe('met');
    expect(judge(facts(ALMATY), norm(120))).toBe('missed');
    expect(judge(facts(ALMATY), norm(180))).toBe('met');
  });

  it('a coarse date has a first and a last day', () => {
    expect(['2019', '2019-02', '2019-02-25'].map(firstDate)).toEqual(['2019-01-01', '2019-02-01', '2019-02-25']);
    expect(lastDate('2019-02') >= '2019-02-28' && lastDate('2019-02') < '2019-03-01').toBe(true);
    expect([lastDate('2019'), lastDate('2019-02-25')]).toEqual(['2019-12-31', '2019-02-25']);
  });
});

describe('Response latency 7: an ongoing incident', () => {
  const draft = {
    kind: 'ongoing',
    entries: [
      statement('session', month('2019-07'), { channel: 'meeting' }),
      statement('cabinet', morning('2019-07-30'), { channel: 'meeting' }),
    ],
  } as const satisfies IncidentDraft;

  it('has no latency unless a start is recorded', () => {
    expect(incidentAt(incident(draft), [norm(60)], LATER)).toMatchObject({ clocks: [], benchmarks: [] });
    const started = incidentAt(incident({ ...draft, started: year('2018') }), [], LATER);
    expect(started.clocks.map(({ clock }) => clock)).toEqual(['occurred']);
  });

  it('has first words', () => {
    expect(names(incidentAt(incident(draft), [], LATER).firstWord)).toEqual(['cabinet', 'session']);
  });

  it('has silence since the last word', () => {
    const facts = incident({ ...draft, checks: [check('first_post', day('2019-09-01'))] });
    expect(silenceAt(facts, LATER)).toMatchObject({
      since: when('2019-07-31'),
      until: when('2019-08-31'),
      selective: true,
    });
    expect(
      silenceAt(incident({ kind: 'ongoing', checks: [check('first_post', day('2019-09-01'))] }), LATER),
    ).toBeNull();
  });
});

describe('Response latency 8: over several incidents', () => {
  const of = (min: number | null, max: number | null): Latency => ({ min, max });

  it('the range [median of minima, median of maxima] and n', () => {
    expect(summaryOf([of(10, 20), of(5, 50), of(30, 40)])).toEqual({ min: 10, max: 40, n: 3, cannotTell: 0 });
    expect(summaryOf([of(10, 20)])).toEqual({ min: 10, max: 20, n: 1, cannotTell: 0 });
  });

  it('a missing milestone counts as longer than any', () => {
    expect(summaryOf([of(10, 20), null, of(5, 15)])).toMatchObject({ min: 10, max: 20, n: 3 });
    expect(summaryOf([of(10, 20), null, null])).toMatchObject({ min: null, max: null, n: 3 });
  });

  it('how many cannot be told', () => {
    expect(summaryOf([of(10, 20), of(5, null), of(null, 7)])).toEqual({ min: 5, max: 20, n: 3, cannotTell: 2 });
  });

  it('of an even number the range only widens', () => {
    expect(summaryOf([of(10, 20), of(30, 40)])).toMatchObject({ min: 10, max: 40 });
  });

  it('of none there is no range', () => {
    expect(summaryOf([])).toEqual({ min: null, max: null, n: 0, cannotTell: 0 });
  });
});
