import { describe, expect, it } from 'vitest';
import { questionAt } from '../../src/domain/answers.ts';
import { certainFrom, deciding, isCertainAt, isPossibleAt, possibleFrom } from '../../src/domain/at.ts';
import { lastCheck } from '../../src/domain/check.ts';
import { firstPossibleAt, incidentAt } from '../../src/domain/derive.ts';
import { firstPost, firstWord } from '../../src/domain/latency.ts';
import { isMadeAt, outcomeAt } from '../../src/domain/promise.ts';
import { recordAt } from '../../src/domain/record-at.ts';
import { type Interval, spanOf, type WrittenTime } from '../../src/domain/span.ts';
import {
  ALMATY,
  AQTAU,
  about,
  between,
  check,
  day,
  evening,
  HOUR,
  incident,
  minute,
  month,
  morning,
  noEarlierThan,
  noLaterThan,
  promise,
  promised,
  question,
  report,
  stateAt,
  statement,
  utc,
  when,
  ZONES,
} from '../support/facts.ts';

const span = (written: WrittenTime, zone: string = ALMATY) => spanOf(written, zone);

describe('What counts: possible and certain', () => {
  it('a fact is possible at T when its earliest ≤ T', () => {
    for (const zone of ZONES) {
      const fact = span(evening('2019-07-16'), zone);
      const from = when('2019-07-16T18:00', zone);
      expect([from - 1, from, from + 1].map((t) => isPossibleAt(fact, t))).toEqual([false, true, true]);
    }
  });

  it('and certain when its latest ≤ T', () => {
    for (const zone of ZONES) {
      const fact = span(evening('2019-07-16'), zone);
      const to = when('2019-07-16', zone);
      expect([to - 1, to, to + 1].map((t) => isCertainAt(fact, t))).toEqual([false, true, true]);
    }
  });

  it('the evening of 29 February 2024 becomes certain an hour later in Almaty', () => {
    const fact = span(evening('2024-02-29'));
    expect([possibleFrom(fact), certainFrom(fact)]).toEqual([utc('2024-02-29T12:00'), utc('2024-02-29T19:00')]);
    expect(certainFrom(span(evening('2024-02-29'), AQTAU))).toBe(utc('2024-02-29T19:00'));
  });

  it('with one end open both mean the other end', () => {
    const noon = when('2019-07-16T12:00');
    for (const fact of [span(noLaterThan('2019-07-16T12:00')), span(noEarlierThan('2019-07-16T12:00'))]) {
      expect([possibleFrom(fact), certainFrom(fact)]).toEqual([noon, noon]);
      expect([noon - 1, noon].map((t) => isPossibleAt(fact, t))).toEqual([false, true]);
      expect([noon - 1, noon].map((t) => isCertainAt(fact, t))).toEqual([false, true]);
    }
  });

  it('“as of T” shows what is possible then', () => {
    const facts = incident({
      started: morning('2019-07-15'),
      ended: day('2019-07-17'),
      entries: [report('first', morning('2019-07-15')), report('second', evening('2019-07-16'))],
    });
    const shown = (asOf: number) => {
      const { entries, started, ended } = incidentAt(facts, [], asOf);
      return [entries.map(({ id }) => id).join(), started !== null, ended !== null];
    };
    expect(shown(when('2019-07-15T06:00') - 1)).toEqual(['', false, false]);
    expect(shown(when('2019-07-15T06:00'))).toEqual(['first', true, false]);
    expect(shown(when('2019-07-16T18:00'))).toEqual(['first,second', true, false]);
    expect(shown(when('2019-07-17T00:00'))).toEqual(['first,second', true, true]);
  });

  it('there is no page before the first fact is possible', () => {
    const entries = [report('late', minute('2019-07-15T15:00')), report('open', noLaterThan('2019-07-15T14:10'))];
    expect(firstPossibleAt(incident({ started: morning('2019-07-15'), entries }))).toBe(when('2019-07-15T06:00'));
    expect(firstPossibleAt(incident({ entries }))).toBe(when('2019-07-15T14:10'));
    expect(firstPossibleAt(incident())).toBe(Infinity);
  });
});

describe('What counts: what speaks for an official counts when possible', () => {
  const from = when('2019-07-16T18:00');
  const sides = [from - 1, from];
  const sayings = [statement('said', evening('2019-07-16'), { channel: 'facebook' })];

  it('a statement as first word and as first post', () => {
    const facts = incident({ entries: sayings });
    expect(sides.map((t) => firstWord(facts, t) !== null)).toEqual([false, true]);
    expect(sides.map((t) => firstPost(facts, t) !== null)).toEqual([false, true]);
  });

  it('a statement that moves the deadline', () => {
    const facts = promised({
      made: minute('2019-07-01T10:00'),
      due: '2019-07-10',
      moves: [{ said: evening('2019-07-16'), due: '2019-07-20' }],
    });
    expect(sides.map((t) => stateAt(facts, t).status)).toEqual(['overdue', 'pending']);
  });

  it('a possible answer', () => {
    const facts = promised({
      made: minute('2019-07-01T10:00'),
      due: '2019-07-10',
      answers: [{ at: evening('2019-07-16') }],
    });
    expect(sides.map((t) => stateAt(facts, t).status)).toEqual(['overdue', 'awaiting_review']);
  });

  it('outcomes other than not kept', () => {
    for (const kind of ['kept', 'partly_kept', 'cannot_tell', 'withdrawn'] as const) {
      const facts = promised({
        made: minute('2019-07-01T10:00'),
        due: '2019-07-10',
        outcomes: [{ kind, at: evening('2019-07-16') }],
      });
      const after = kind === 'kept' ? 'kept_late' : kind;
      expect(sides.map((t) => stateAt(facts, t).status)).toEqual(['overdue', after]);
    }
  });

  it('a reply', () => {
    const facts = incident({
      entries: sayings,
      replies: [{ to: 'said', at: evening('2019-07-16'), text: 'It was mended on the 15th.' }],
    });
    expect(sides.map((t) => incidentAt(facts, [], t).replies.length)).toEqual([0, 1]);
  });

  it('an answer to a question', () => {
    const facts = incident({
      entries: [question('asked', minute('2019-07-15T10:00'), { answeredBy: 'said', answer: 'full' }), ...sayings],
    });
    const asked = facts.entries[0]!;
    expect(sides.map((t) => questionAt(asked, facts, t))).toEqual(['unanswered', 'answered']);
  });
});

describe('What counts: what speaks against counts when certain', () => {
  const to = when('2019-07-16');
  const sides = [to - 1, to];

  it('a promise, through its statement', () => {
    for (const zone of ZONES) {
      const facts = promised({ zone, made: evening('2019-07-16'), due: '2019-07-26' });
      const made = [when('2019-07-16', zone) - 1, when('2019-07-16', zone)];
      expect(made.map((t) => isMadeAt(facts.promises[0]!, facts, t))).toEqual([false, true]);
      expect(made.map((t) => incidentAt(facts, [], t).promises.length)).toEqual([0, 1]);
    }
  });

  it('not kept', () => {
    const facts = promised({
      made: minute('2019-07-01T10:00'),
      due: '2019-07-10',
      outcomes: [{ kind: 'not_kept', at: evening('2019-07-16') }],
    });
    expect(sides.map((t) => stateAt(facts, t).status)).toEqual(['overdue', 'not_kept']);
  });

  it('a removal', () => {
    const facts = incident({
      entries: [question('asked', minute('2019-07-15T10:00'), { removed: evening('2019-07-16') })],
    });
    expect(sides.map((t) => questionAt(facts.entries[0]!, facts, t))).toEqual(['unanswered', 'removed']);
  });

  it('that a reply was asked for and has not come', () => {
    const facts = incident({
      entries: [statement('said', minute('2019-07-15T10:00'))],
      replies: [{ to: 'said', asked: evening('2019-07-16') }],
    });
    expect(sides.map((t) => incidentAt(facts, [], t).replies.length)).toEqual([0, 1]);
  });
});

describe('What counts: an asked-for reply that came later', () => {
  const facts = incident({
    entries: [statement('said', minute('2019-07-15T10:00'))],
    replies: [
      { to: 'said', asked: minute('2019-07-16T10:00'), at: minute('2019-07-18T10:00'), text: 'It was mended.' },
    ],
  });
  const shown = (asOf: number) => incidentAt(facts, [], asOf).replies.map(({ at, text }) => [at !== null, text]);

  it('before it came, it is shown as asked for, without the words that were not yet there', () => {
    const [asked, came] = [when('2019-07-16T10:00'), when('2019-07-18T10:00')];
    expect(shown(asked - 1)).toEqual([]);
    expect(shown(asked)).toEqual([[false, null]]);
    expect(shown(came - 1)).toEqual([[false, null]]);
    expect(shown(came)).toEqual([[true, 'It was mended.']]);
  });

  it('a reply whose time is not recorded is not withheld', () => {
    const replies = [{ to: 'said', text: 'It was mended.' }];
    const undated = incident({ entries: [statement('said', minute('2019-07-15T10:00'))], replies });
    expect(incidentAt(undated, [], when('2019-07-15T10:00')).replies.map(({ text }) => text)).toEqual([
      'It was mended.',
    ]);
  });
});

describe('What counts: a check counts when certain, and proves absence only up to its earliest instant', () => {
  it('it does not count before its latest', () => {
    for (const zone of ZONES) {
      const facts = promised({ zone, due: '2019-07-26', checks: [check('p', day('2019-07-30'))] });
      const certain = when('2019-07-30', zone);
      expect([certain - 1, certain].map((t) => lastCheck(facts, 'p', t) !== undefined)).toEqual([false, true]);
    }
  });

  it('a check of the due day itself proves nothing: its earliest is before the day’s end', () => {
    const looked = (on: string) =>
      stateAt(promised({ due: '2019-07-26', checks: [check('p', day(on))] }), '2019-07-30');
    expect(looked('2019-07-26').checkedSinceDue).toBe(false);
    expect(looked('2019-07-27').checkedSinceDue).toBe(true);
  });

  it('of several the one whose earliest is latest proves absence furthest', () => {
    const facts = promised({
      due: '2019-07-26',
      checks: [check('p', day('2019-07-29')), check('p', month('2019-07')), check('p', noLaterThan('2019-07-30'))],
    });
    expect(lastCheck(facts, 'p', when('2019-08-01'))).toBe(facts.checks[0]);
  });

  it('a check whose earliest is open proves no absence', () => {
    const facts = promised({ due: '2019-07-26', checks: [check('p', noLaterThan('2019-08-30'))] });
    expect(stateAt(facts, '2019-09-01').checkedSinceDue).toBe(false);
  });

  it('a check for another promise says nothing of this one', () => {
    const facts = promised({ due: '2019-07-26', checks: [check('first_post', day('2019-07-29'))] });
    expect(lastCheck(facts, 'p', when('2019-08-01'))).toBeUndefined();
  });

  it('nor one of which only the asking is dated, from when it may have been asked', () => {
    const replies = [{ to: 'said', asked: evening('2019-07-16'), text: 'It was mended.' }];
    const facts = incident({ entries: [statement('said', minute('2019-07-15T10:00'))], replies });
    const from = when('2019-07-16T18:00');
    expect([from - 1, from].map((t) => incidentAt(facts, [], t).replies.length)).toEqual([0, 1]);
  });
});

describe('What counts: an entry that a check found', () => {
  const facts = incident({
    entries: [statement('made', minute('2019-07-01T10:00')), report('found', minute('2019-07-12T10:00'))],
    promises: [promise('p', 'made', { due: '2019-07-10' })],
    checks: [check('p', day('2019-07-15'), { found: 'found' })],
  });

  it('is a possible answer from when it is possible itself, before the check is certain', () => {
    const possible = when('2019-07-12T10:00');
    expect([possible - 1, possible].map((t) => stateAt(facts, t).status)).toEqual(['overdue', 'awaiting_review']);
  });

  it('and so it is in the record as of that instant, which does not hold the check', () => {
    const shown = recordAt(facts, when('2019-07-13'));
    expect(shown.checks).toEqual([]);
    expect(stateAt(shown, '2019-07-13')).toMatchObject({ status: 'awaiting_review', answer: { id: 'found' } });
    expect(recordAt(facts, when('2019-07-15')).promises[0]?.possibleAnswers).toEqual([]);
  });
});

describe('What counts: of several moves or outcomes the latest decides', () => {
  type Item = { id: string; at: Interval; worth: number };
  const decide = (...items: [string, WrittenTime, number][]) =>
    deciding(
      items.map(([id, at, worth]): Item => ({ id, at: span(at), worth })),
      (item) => item.at,
      (a, b) => b.worth - a.worth,
    )?.id;

  it('by latest', () => {
    expect(decide(['later', day('2019-07-17'), 0], ['sooner', day('2019-07-16'), 9])).toBe('later');
    expect(decide()).toBeUndefined();
  });

  it('then by earliest', () => {
    expect(decide(['narrow', evening('2019-07-16'), 1], ['wide', day('2019-07-16'), 1])).toBe('narrow');
  });

  it('then as recorded', () => {
    expect(decide(['one', day('2019-07-16'), 1], ['two', day('2019-07-16'), 1])).toBe('two');
  });

  it('an open latest is later than any', () => {
    expect(decide(['open', noEarlierThan('2019-07-15'), 1], ['dated', day('2019-07-14'), 9])).toBe('open');
  });

  it('among those whose spans overlap it, the kinder', () => {
    expect(decide(['kind', about('2019-07-16T18:00'), 9], ['last', evening('2019-07-16'), 0])).toBe('kind');
    expect(decide(['last', evening('2019-07-16'), 0], ['kind', about('2019-07-16T18:00'), 9])).toBe('kind');
  });

  it('of those that are equally kind, the latest', () => {
    const [first, second] = [about('2019-07-16T18:00'), about('2019-07-16T20:00')];
    expect(decide(['b', second, 9], ['a', first, 9], ['last', evening('2019-07-16'), 0])).toBe('b');
    expect(decide(['a', first, 9], ['b', second, 9], ['last', evening('2019-07-16'), 0])).toBe('b');
  });

  it('not among those that only touch it', () => {
    expect(decide(['kind', day('2019-07-15'), 9], ['last', day('2019-07-16'), 0])).toBe('last');
    expect(decide(['kind', between('2019-07-15', '2019-07-16T00:01'), 9], ['last', day('2019-07-16'), 0])).toBe('kind');
  });

  it('nor among those that overlap one another but not the last', () => {
    expect(
      decide(
        ['kindest', day('2019-07-15'), 9],
        ['chain', between('2019-07-15', '2019-07-16'), 1],
        ['last', between('2019-07-16T12:00', '2019-07-17'), 0],
      ),
    ).toBe('chain');
  });

  it('of two moves of one day the later due instant', () => {
    for (const dues of [
      ['2019-08-01', '2019-09-01'],
      ['2019-09-01', '2019-08-01'],
    ]) {
      const moves = dues.map((due) => ({ said: day('2019-07-20'), due }));
      expect(stateAt(promised({ due: '2019-07-26', moves }), '2019-07-30').dueOn).toBe('2019-09-01');
    }
  });

  it('no measurable term is the latest due instant of all', () => {
    const moves = [
      { said: day('2019-07-20'), due: null },
      { said: evening('2019-07-20'), due: '2019-08-01' },
    ];
    expect(stateAt(promised({ due: '2019-07-26', moves }), '2019-08-30').status).toBe('no_deadline');
  });

  it('of two outcomes of one day the kinder: kept, partly kept, cannot tell, withdrawn, not kept', () => {
    const kinds = ['kept', 'partly_kept', 'cannot_tell', 'withdrawn', 'not_kept'] as const;
    for (const [index, kinder] of kinds.entries())
      for (const harder of kinds.slice(index + 1))
        for (const pair of [
          [kinder, harder],
          [harder, kinder],
        ] as const) {
          const facts = promised({ outcomes: pair.map((kind) => ({ kind, at: day('2019-07-20') })) });
          expect(outcomeAt(facts.promises[0]!, facts, when('2019-07-21'))?.kind).toBe(kinder);
        }
  });

  it('across 1 March 2024 in Almaty two moves within the doubled hour overlap, in Aqtau they do not', () => {
    const moves = [
      { said: minute('2024-02-29T23:10'), due: '2024-04-01' },
      { said: minute('2024-02-29T23:40'), due: '2024-03-10' },
    ];
    const dueIn = (zone: string) =>
      stateAt(promised({ zone, made: minute('2024-02-01T10:00'), due: '2024-02-20', moves }), '2024-03-02').dueOn;
    expect([dueIn(ALMATY), dueIn(AQTAU)]).toEqual(['2024-04-01', '2024-03-10']);
  });

  it('a promise with a statement of the day counts from that day’s 24:00, 25 hours on 29 February 2024', () => {
    const facts = incident({
      entries: [statement('made', day('2024-02-29'))],
      promises: [promise('p', 'made', { due: '2024-03-10' })],
    });
    const midnight = when('2024-02-28') + 25 * HOUR;
    expect([midnight - 1, midnight].map((t) => isMadeAt(facts.promises[0]!, facts, t))).toEqual([false, true]);
  });
});
