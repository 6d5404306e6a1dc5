import { describe, expect, it } from 'vitest';
import {
  answerInReview,
  DUE_SOON_HOURS,
  deadlineAt,
  dueInstant,
  type PromiseStatus,
} from '../../src/domain/promise.ts';
import {
  ALMATY,
  AQTAU,
  between,
  check,
  DAY,
  day,
  evening,
  HOUR,
  incident,
  minute,
  month,
  morning,
  noEarlierThan,
  noLaterThan,
  outcome,
  type PromiseDraft,
  promise,
  promised,
  report,
  stateAt,
  statement,
  utc,
  when,
  ZONES,
} from '../support/facts.ts';

const status = (draft: PromiseDraft, asOf: string | number): PromiseStatus => stateAt(promised(draft), asOf).status;
const early = minute('2019-07-01T10:00');

describe('Promises: the current deadline at T', () => {
  it('is the first one', () => {
    expect(stateAt(promised({ due: '2019-07-26' }), '2019-07-20')).toMatchObject({
      dueOn: '2019-07-26',
      dueAt: utc('2019-07-26T18:00'),
      firstDueOn: '2019-07-26',
      move: null,
    });
  });

  it('a move that brings the term forward speaks against, and counts only when certain', () => {
    const moves = [{ said: day('2019-07-20'), due: '2019-07-20' }];
    const certain = when('2019-07-20');
    const facts = promised({ made: minute('2019-07-16T20:00'), due: '2019-07-26', moves });
    expect([certain - 1, certain].map((t) => stateAt(facts, t).dueOn)).toEqual(['2019-07-26', '2019-07-20']);
    expect([certain, certain + 1].map((t) => stateAt(facts, t).status)).toEqual(['due_soon', 'overdue']);
  });

  it('a move to no term gives the most time of all: a term that may have come later takes it away only when certain', () => {
    const moves = [
      { said: minute('2019-07-24T10:00'), due: null },
      { said: day('2019-07-28'), due: '2019-07-20' },
    ];
    const certain = when('2019-07-28');
    const facts = promised({ made: minute('2019-07-16T20:00'), due: '2019-07-26', moves });
    expect([certain - 1, certain].map((t) => stateAt(facts, t).status)).toEqual(['no_deadline', 'overdue']);
  });

  it('or the one set by the latest move that counts', () => {
    const facts = promised({
      due: '2019-07-26',
      moves: [
        { said: minute('2019-07-24T10:00'), due: '2019-08-20' },
        { said: minute('2019-08-10T10:00'), due: '2019-08-15' },
      ],
    });
    const dueOn = (asOf: number) => stateAt(facts, asOf).dueOn;
    const [first, second] = [when('2019-07-24T10:00'), when('2019-08-10T10:00')];
    expect([first - 1, first, second - 1, second].map(dueOn)).toEqual([
      '2019-07-26',
      '2019-08-20',
      '2019-08-20',
      '2019-08-15',
    ]);
  });

  it('by this office or another', () => {
    const facts = incident({
      entries: [
        statement('made', early),
        statement('moved', minute('2019-07-24T10:00'), { by: { office: 'ministry', official: 'ministrov' } }),
      ],
      promises: [
        promise('p', 'made', {
          due: '2019-07-26',
          changes: [{ entry: 'moved', phrase: 'by 1 August', due: '2019-08-01' }],
        }),
      ],
    });
    expect(stateAt(facts, '2019-07-30').move).toEqual({ entry: 'moved', phrase: 'by 1 August', due: '2019-08-01' });
  });
});

describe('Promises: the status at T, in this order the first that holds', () => {
  describe('awaiting_review', () => {
    const late: PromiseDraft = { made: early, due: '2019-07-10' };

    it('a possible answer, not yet judged', () => {
      const draft = { ...late, answers: [{ at: minute('2019-07-12T10:00') }] };
      const found = when('2019-07-12T10:00');
      expect([found - 1, found].map((t) => status(draft, t))).toEqual(['overdue', 'awaiting_review']);
    });

    it('an entry that a check found', () => {
      const draft = (judged?: 'not_an_answer') =>
        incident({
          entries: [statement('made', early), report('found', minute('2019-07-12T10:00'))],
          promises: [
            promise('p', 'made', {
              due: '2019-07-10',
              possibleAnswers: judged === undefined ? [] : [{ entry: 'found', judged }],
            }),
          ],
          checks: [check('p', day('2019-07-15'), { found: 'found' })],
        });
      expect(stateAt(draft(), '2019-07-16').status).toBe('awaiting_review');
      expect(stateAt(draft(), '2019-07-16').answer?.id).toBe('found');
      expect(stateAt(draft('not_an_answer'), '2019-07-16').status).toBe('overdue');
    });

    it('not one that an editor has set aside', () => {
      const answers = [{ at: minute('2019-07-12T10:00'), judged: 'not_an_answer' as const }];
      expect(status({ ...late, answers }, '2019-07-13')).toBe('overdue');
    });

    it('later than any outcome', () => {
      const judged = (answer: string) =>
        status(
          {
            ...late,
            outcomes: [{ kind: 'cannot_tell', at: minute('2019-07-12T10:00') }],
            answers: [{ at: minute(answer) }],
          },
          '2019-07-20',
        );
      expect(judged('2019-07-12T09:59')).toBe('cannot_tell');
      expect(judged('2019-07-12T10:00')).toBe('cannot_tell');
      expect(judged('2019-07-12T10:01')).toBe('awaiting_review');
    });

    it('against an outcome that finds fault, possibly later is enough', () => {
      const judged = (kind: 'not_kept' | 'partly_kept' | 'kept') =>
        status(
          { ...late, outcomes: [{ kind, at: evening('2019-07-12') }], answers: [{ at: day('2019-07-12') }] },
          '2019-07-20',
        );
      expect([judged('not_kept'), judged('partly_kept'), judged('kept')]).toEqual([
        'awaiting_review',
        'awaiting_review',
        'kept_late',
      ]);
    });

    it('an answer that became an outcome is that outcome’s entry, and waits no more', () => {
      const facts = incident({
        entries: [statement('made', early), outcome('done', minute('2019-07-09T10:00'))],
        promises: [
          promise('p', 'made', {
            due: '2019-07-10',
            possibleAnswers: [{ entry: 'done', judged: null }],
            outcomes: [{ entry: 'done', kind: 'kept', basis: 'office' }],
          }),
        ],
      });
      expect(stateAt(facts, '2019-07-20')).toMatchObject({ status: 'kept', answer: null });
    });

    it('of several the latest is named', () => {
      const facts = promised({ ...late, answers: [{ at: day('2019-07-14') }, { at: day('2019-07-12') }] });
      expect(answerInReview(facts.promises[0]!, facts, when('2019-07-20'))?.id).toBe('answer-0');
    });

    it('it silences a promise before its due day too', () => {
      expect(status({ due: '2019-07-26', answers: [{ at: day('2019-07-17') }] }, '2019-07-18')).toBe('awaiting_review');
    });
  });

  it('withdrawn, not_kept, partly_kept, cannot_tell: the deciding outcome says so', () => {
    for (const kind of ['withdrawn', 'not_kept', 'partly_kept', 'cannot_tell'] as const)
      for (const due of ['2019-07-26', null])
        expect(status({ due, outcomes: [{ kind, at: minute('2019-07-20T10:00') }] }, '2019-07-30')).toBe(kind);
  });

  describe('kept', () => {
    const kept = (
      at: Parameters<typeof day>[0],
      precision: 'minute' | 'day' = 'minute',
      due: string | null = '2019-07-26',
    ) => status({ due, outcomes: [{ kind: 'kept', at: precision === 'day' ? day(at) : minute(at) }] }, '2019-09-01');

    it('the deciding outcome began before the first due instant', () => {
      expect(kept('2019-07-26', 'day')).toBe('kept');
      expect(kept('2019-07-27', 'day')).toBe('kept_late');
    });

    it('or is a point not after it', () => {
      expect(kept('2019-07-26T24:00')).toBe('kept');
      expect(kept('2019-07-27T00:01')).toBe('kept_late');
    });

    it('to the millisecond: earliest < due, or a point ≤ it', () => {
      for (const zone of ZONES) {
        const facts = promised({
          zone,
          due: '2019-07-26',
          outcomes: [{ kind: 'kept', at: minute('2019-07-26T12:00') }],
        });
        const due = when('2019-07-26', zone);
        const from = (earliest: number, latest: number) => {
          const entries = facts.entries.map((entry) =>
            entry.id === 'outcome-0' ? { ...entry, at: { ...entry.at, earliest, latest } } : entry,
          );
          return stateAt({ ...facts, entries }, due + DAY).status;
        };
        expect([from(due - 1, due + 5), from(due, due + 5), from(due + 1, due + 5)]).toEqual([
          'kept',
          'kept_late',
          'kept_late',
        ]);
        expect([from(due - 1, due - 1), from(due, due), from(due + 1, due + 1)]).toEqual(['kept', 'kept', 'kept_late']);
      }
    });

    it('or has an open earliest', () => {
      const outcomes = [{ kind: 'kept' as const, at: noLaterThan('2019-12-23') }];
      expect(status({ due: '2019-08-21', outcomes }, '2019-12-23')).toBe('kept');
      expect(status({ due: '2019-08-21', outcomes }, '2019-12-22')).toBe('overdue');
    });

    it('or there is no deadline', () => {
      expect(kept('2019-08-30', 'day', null)).toBe('kept');
    });

    it('it is the first due instant that counts, not a moved one', () => {
      const draft: PromiseDraft = {
        due: '2019-07-26',
        moves: [{ said: day('2019-07-20'), due: '2019-08-26' }],
        outcomes: [{ kind: 'kept', at: day('2019-08-01') }],
      };
      expect(stateAt(promised(draft), '2019-09-01')).toMatchObject({ status: 'kept_late', daysLate: 6 });
    });
  });

  it('kept_late: days late run from the first due day to the outcome’s first day', () => {
    const late = (zone: string, due: string, at: ReturnType<typeof day>) =>
      stateAt(
        promised({ zone, made: minute('2019-02-01T10:00'), due, outcomes: [{ kind: 'kept', at }] }),
        '2024-06-01',
      );
    for (const zone of ZONES) {
      expect(late(zone, '2019-07-26', day('2019-07-27'))).toMatchObject({ status: 'kept_late', daysLate: 1 });
      expect(late(zone, '2019-07-26', between('2019-08-01', '2019-08-20')).daysLate).toBe(6);
      expect(late(zone, '2019-07-26T17:00', minute('2019-07-26T18:00'))).toMatchObject({
        status: 'kept_late',
        daysLate: 0,
      });
      expect(late(zone, '2024-02-28', day('2024-03-01')).daysLate).toBe(2);
    }
    expect(late(ALMATY, '2019-07-26', day('2019-07-20')).daysLate).toBeNull();
  });

  describe('no_deadline', () => {
    it('the words carry no measurable term: never overdue', () => {
      for (const asOf of ['2019-07-17', '2024-03-01', '2099-01-01'])
        expect(stateAt(promised({ due: null }), asOf)).toMatchObject({
          status: 'no_deadline',
          dueAt: null,
          dueOn: null,
          daysOverdue: null,
          checkedSinceDue: null,
          stale: false,
        });
    });

    it('nor do the latest move’s', () => {
      const draft = { due: '2019-07-26', moves: [{ said: minute('2019-07-27T10:00'), due: null }] };
      const moved = when('2019-07-27T10:00');
      expect([moved - 1, moved].map((t) => status(draft, t))).toEqual(['overdue', 'no_deadline']);
      expect(stateAt(promised(draft), '2019-08-05')).toMatchObject({
        firstDueOn: '2019-07-26',
        extended: { moves: 1, daysPastFirst: 10 },
      });
    });

    it('a later move may carry a term again', () => {
      const moves = [
        { said: day('2019-07-27'), due: null },
        { said: day('2019-07-28'), due: '2019-08-10' },
      ];
      expect(status({ due: '2019-07-26', moves }, '2019-08-11')).toBe('overdue');
    });
  });

  describe('overdue', () => {
    it('T > the current due instant', () => {
      for (const zone of ZONES) {
        const facts = promised({ zone, due: '2019-07-26' });
        const due = when('2019-07-26', zone);
        expect([due - 1, due, due + 1].map((t) => stateAt(facts, t).status)).toEqual([
          'due_soon',
          'due_soon',
          'overdue',
        ]);
      }
    });

    it('a deadline with an hour is overdue after that hour', () => {
      const facts = promised({ made: minute('2019-07-15T14:20'), due: '2019-07-15T17:00' });
      const due = when('2019-07-15T17:00');
      expect([due, due + 1].map((t) => [stateAt(facts, t).status, stateAt(facts, t).daysOverdue])).toEqual([
        ['due_soon', null],
        ['overdue', 0],
      ]);
    });

    it('due on the day of 25 hours: only after its last hour', () => {
      const facts = promised({ made: minute('2024-02-20T10:00'), due: '2024-02-29' });
      const due = utc('2024-02-29T19:00');
      expect([due, due + 1].map((t) => stateAt(facts, t).status)).toEqual(['due_soon', 'overdue']);
      expect(stateAt(promised({ zone: AQTAU, due: '2024-02-29' }), due + 1).status).toBe('overdue');
    });

    it('due at a wall time that occurs twice: only after the second', () => {
      const facts = promised({ made: minute('2024-02-20T10:00'), due: '2024-02-29T23:30' });
      const second = utc('2024-02-29T18:30');
      expect([second - HOUR + 1, second, second + 1].map((t) => stateAt(facts, t).status)).toEqual([
        'due_soon',
        'due_soon',
        'overdue',
      ]);
    });
  });

  describe('due_soon and pending', () => {
    it('due_soon: 0 ≤ due − T ≤ 72 elapsed hours', () => {
      for (const zone of ZONES) {
        const facts = promised({ zone, due: '2019-07-26' });
        const soon = when('2019-07-23', zone);
        expect([soon - 1, soon].map((t) => stateAt(facts, t).status)).toEqual(['pending', 'due_soon']);
      }
      expect(DUE_SOON_HOURS).toBe(72);
    });

    it('across 1 March 2024 they are elapsed hours, not three calendar days', () => {
      const soon = (zone: string) => {
        const facts = promised({ zone, made: minute('2024-02-20T10:00'), due: '2024-03-02' });
        const due = when('2024-03-02', zone);
        return [
          [due - 72 * HOUR - 1, due - 72 * HOUR].map((t) => stateAt(facts, t).status),
          stateAt(facts, '2024-02-28').status,
        ];
      };
      expect(soon(ALMATY)).toEqual([['pending', 'due_soon'], 'pending']);
      expect(soon(AQTAU)).toEqual([['pending', 'due_soon'], 'due_soon']);
    });
  });
});

describe('Promises: days overdue', () => {
  it('due 26 July: 0 on the 26th, 1 on the 27th, 4 on the 30th', () => {
    for (const zone of ZONES) {
      const facts = promised({ zone, due: '2019-07-26T12:00' });
      expect(['2019-07-26', '2019-07-27', '2019-07-30'].map((on) => stateAt(facts, on).daysOverdue)).toEqual([0, 1, 4]);
      const dayDue = promised({ zone, due: '2019-07-26' });
      expect(['2019-07-26', '2019-07-27', '2019-07-30'].map((on) => stateAt(dayDue, on).daysOverdue)).toEqual([
        null,
        1,
        4,
      ]);
    }
  });

  it('they turn with the calendar day of the incident’s zone', () => {
    for (const zone of ZONES) {
      const facts = promised({ zone, due: '2019-07-26' });
      const midnight = when('2019-07-27', zone);
      expect([midnight - 1, midnight, midnight + 1].map((t) => stateAt(facts, t).daysOverdue)).toEqual([1, 1, 2]);
    }
  });

  it('across 1 March 2024 they are still calendar days', () => {
    for (const zone of ZONES) {
      const facts = promised({ zone, made: minute('2024-02-20T10:00'), due: '2024-02-28' });
      expect(['2024-02-29', '2024-03-01', '2024-03-02'].map((on) => stateAt(facts, on).daysOverdue)).toEqual([1, 2, 3]);
    }
    const facts = promised({ made: minute('2024-02-20T10:00'), due: '2024-02-28' });
    const leap = utc('2024-02-28T18:00');
    expect([leap + 1, leap + 25 * HOUR, leap + 25 * HOUR + 1].map((t) => stateAt(facts, t).daysOverdue)).toEqual([
      1, 1, 2,
    ]);
  });

  it('a due instant at 00:00 counts to the day that ends', () => {
    expect(stateAt(promised({ due: '2019-07-27T00:00' }), '2019-07-27')).toMatchObject({
      dueOn: '2019-07-26',
      daysOverdue: 1,
    });
  });
});

describe('Promises: whether anyone looked', () => {
  const looked = (...checks: PromiseDraft['checks'] & object) => promised({ due: '2019-07-26', checks });

  it('checked since it fell due: a check whose earliest ≥ the due instant, found nothing', () => {
    for (const zone of ZONES) {
      const facts = promised({ zone, due: '2019-07-26', checks: [check('p', minute('2019-07-26T24:00'))] });
      expect(stateAt(facts, when('2019-07-26', zone) + 1)).toMatchObject({ checkedSinceDue: true, status: 'overdue' });
    }
    expect(stateAt(looked(check('p', minute('2019-07-26T23:59'))), '2019-07-30').checkedSinceDue).toBe(false);
  });

  it('it stands with overdue: before the due instant it is not asked', () => {
    const facts = looked(check('p', minute('2019-07-20T10:00')));
    const due = when('2019-07-26');
    expect([due, due + 1].map((t) => stateAt(facts, t).checkedSinceDue)).toEqual([null, false]);
  });

  it('a check that found an entry is no check that found nothing', () => {
    const facts = incident({
      entries: [statement('made', early), report('found', minute('2019-07-28T10:00'))],
      promises: [
        promise('p', 'made', { due: '2019-07-26', possibleAnswers: [{ entry: 'found', judged: 'not_an_answer' }] }),
      ],
      checks: [check('p', day('2019-07-29'), { found: 'found' })],
    });
    expect(stateAt(facts, '2019-07-30')).toMatchObject({
      status: 'overdue',
      checkedSinceDue: false,
      checkedOn: '2019-07-29',
    });
  });

  it('a moved deadline asks for a check since the moved due instant', () => {
    const facts = promised({
      due: '2019-07-26',
      moves: [{ said: minute('2019-07-28T10:00'), due: '2019-08-10' }],
      checks: [check('p', day('2019-07-27'))],
    });
    expect(stateAt(facts, '2019-07-27').checkedSinceDue).toBe(true);
    expect(stateAt(facts, '2019-08-11').checkedSinceDue).toBe(false);
  });

  it('the last check is named as coarsely as it was stated', () => {
    expect(stateAt(looked(check('p', month('2019-09'))), '2019-10-01').checkedOn).toBe('2019-09');
    expect(stateAt(looked(), '2019-10-01').checkedOn).toBeNull();
  });
});

describe('Promises: stale', () => {
  it('60 days after the due instant without a check', () => {
    for (const zone of ZONES) {
      const facts = promised({ zone, due: '2019-07-26' });
      const last = when('2019-09-24', zone);
      expect([last, last + 1].map((t) => stateAt(facts, t).stale)).toEqual([false, true]);
      expect(stateAt(facts, last + 1).status).toBe('overdue');
    }
  });

  it('or after the last check since, whichever is later', () => {
    const facts = promised({ due: '2019-07-26', checks: [check('p', minute('2019-08-10T12:00'))] });
    const last = when('2019-10-09T12:00');
    expect([last, last + 1].map((t) => stateAt(facts, t).stale)).toEqual([false, true]);
    const sooner = promised({ due: '2019-07-26', checks: [check('p', minute('2019-07-20T12:00'))] });
    expect([when('2019-09-24'), when('2019-09-24') + 1].map((t) => stateAt(sooner, t).stale)).toEqual([false, true]);
  });

  it('a new check freshens it from when it is certain', () => {
    const facts = promised({ due: '2019-07-26', checks: [check('p', day('2019-10-10'))] });
    const looked = when('2019-10-10');
    expect([looked - 1, looked].map((t) => stateAt(facts, t).stale)).toEqual([true, false]);
  });

  it('across 1 March 2024 the 60 days are local days', () => {
    const facts = promised({ made: minute('2024-01-10T10:00'), due: '2024-01-20' });
    const last = when('2024-03-20');
    expect((last - when('2024-01-20')) / HOUR).toBe(60 * 24 + 1);
    expect([last, last + 1].map((t) => stateAt(facts, t).stale)).toEqual([false, true]);
  });

  it('only what is overdue grows stale', () => {
    const outcomes = [{ kind: 'not_kept' as const, at: day('2019-07-28') }];
    expect(stateAt(promised({ due: '2019-07-26', outcomes }), '2020-07-26').stale).toBe(false);
    expect(stateAt(promised({ due: null }), '2020-07-26').stale).toBe(false);
  });

  it('then the page shows the status as of the last check since; the API’s days run to T', () => {
    const facts = promised({ due: '2019-07-26', checks: [check('p', day('2019-07-30'))] });
    expect(stateAt(facts, '2019-09-27')).toMatchObject({
      stale: false,
      daysOverdue: 63,
      shownDaysOverdue: 63,
      shownOn: '2019-09-27',
    });
    expect(stateAt(facts, '2019-10-27')).toMatchObject({
      stale: true,
      daysOverdue: 93,
      shownDaysOverdue: 4,
      shownOn: '2019-07-30',
    });
  });

  it('or, without one, as of the due day: never of a day on which it was not yet due', () => {
    const unchecked = stateAt(promised({ due: '2019-07-26' }), '2019-10-27');
    expect(unchecked).toMatchObject({ stale: true, shownDaysOverdue: 0, shownOn: '2019-07-26' });
    const sooner = promised({ due: '2019-07-26', checks: [check('p', day('2019-07-20'))] });
    expect(stateAt(sooner, '2019-10-27')).toMatchObject({ stale: true, shownDaysOverdue: 0, shownOn: '2019-07-26' });
  });

  it('a page’s count of days never runs past the day until which the record is covered', () => {
    const facts = promised({ due: '2019-07-26', coveredUntil: '2019-07-30' });
    expect(stateAt(facts, '2019-07-29')).toMatchObject({ daysOverdue: 3, shownDaysOverdue: 3, shownOn: '2019-07-29' });
    expect(stateAt(facts, '2019-08-29')).toMatchObject({ daysOverdue: 34, shownDaysOverdue: 4, shownOn: '2019-07-30' });
    expect(stateAt(promised({ due: '2019-07-26', coveredUntil: '2019-07-20' }), '2019-08-29').shownDaysOverdue).toBe(0);
  });
});

describe('Promises: a promise whose deadline moved carries extended', () => {
  it('how many moves, and the days past the first deadline', () => {
    const facts = promised({
      due: '2019-07-26',
      moves: [
        { said: minute('2019-07-24T10:00'), due: '2019-08-20' },
        { said: minute('2019-08-19T10:00'), due: '2019-09-01' },
      ],
    });
    const extended = (on: string) => stateAt(facts, on).extended;
    expect(extended('2019-07-23')).toBeNull();
    expect(extended('2019-07-24')).toEqual({ moves: 1, daysPastFirst: 0 });
    expect(extended('2019-07-27')).toEqual({ moves: 1, daysPastFirst: 1 });
    expect(extended('2019-08-19')).toEqual({ moves: 2, daysPastFirst: 24 });
    expect(stateAt(facts, '2019-08-19')).toMatchObject({
      status: 'pending',
      firstDueOn: '2019-07-26',
      dueOn: '2019-09-01',
    });
  });

  it('to the deciding outcome’s first day', () => {
    const until = (at: ReturnType<typeof day>) =>
      stateAt(
        promised({
          due: '2019-07-26',
          moves: [{ said: minute('2019-07-24T10:00'), due: '2019-08-20' }],
          outcomes: [{ kind: 'partly_kept', at }],
        }),
        '2020-01-01',
      ).extended;
    expect(until(between('2019-07-31', '2019-08-15'))).toEqual({ moves: 1, daysPastFirst: 5 });
    expect(until(day('2019-07-25'))).toEqual({ moves: 1, daysPastFirst: 0 });
    expect(until(noLaterThan('2019-12-23'))).toEqual({ moves: 1, daysPastFirst: 0 });
  });

  it('the first deadline is the first that can be measured; setting it is not a move', () => {
    const facts = promised({
      due: null,
      moves: [
        { said: day('2019-07-20'), due: null },
        { said: day('2019-07-24'), due: '2019-08-20' },
        { said: day('2019-08-19'), due: '2019-09-01' },
      ],
    });
    expect(stateAt(facts, '2019-07-22')).toMatchObject({ status: 'no_deadline', extended: null, firstDueOn: null });
    expect(stateAt(facts, '2019-07-30')).toMatchObject({ status: 'pending', extended: null, firstDueOn: '2019-08-20' });
    expect(stateAt(facts, '2019-08-25')).toMatchObject({
      dueOn: '2019-09-01',
      firstDueOn: '2019-08-20',
      extended: { moves: 1, daysPastFirst: 5 },
    });
  });

  it('of two first deadlines of one day the later is the first', () => {
    const facts = promised({
      due: null,
      moves: [
        { said: day('2019-07-24'), due: '2019-08-20' },
        { said: day('2019-07-24'), due: '2019-09-01' },
      ],
    });
    expect(deadlineAt(facts.promises[0]!, facts, when('2019-07-30'))).toMatchObject({
      firstDueAt: when('2019-09-01'),
      dueAt: when('2019-09-01'),
    });
  });

  it('across 1 March 2024 the days past the first deadline are calendar days', () => {
    for (const zone of ZONES) {
      const moves = [{ said: minute('2024-02-27T10:00'), due: '2024-04-01' }];
      const facts = promised({ zone, made: minute('2024-02-20T10:00'), due: '2024-02-28', moves });
      expect(stateAt(facts, '2024-03-01').extended).toEqual({ moves: 1, daysPastFirst: 2 });
    }
  });
});

describe('Promises: it does not end with the incident', () => {
  it('an old, closed incident’s promise still falls due', () => {
    const facts = incident({
      started: minute('2019-07-15T14:00'),
      ended: minute('2019-07-15T16:29'),
      entries: [statement('made', minute('2019-07-15T18:00'))],
      promises: [promise('p', 'made', { due: '2024-03-01' })],
    });
    expect(stateAt(facts, '2024-03-02').status).toBe('overdue');
  });
});

describe('The due instant: the generous reading', () => {
  it('1. “within ten days”, said on the evening of 16 July 2019, ends with 26 July (24:00, Almaty)', () => {
    expect(dueInstant('2019-07-26', ALMATY)).toBe(utc('2019-07-26T18:00'));
    expect(dueInstant('2019-07-26', AQTAU)).toBe(utc('2019-07-26T19:00'));
  });

  it('a day’s due instant is its 24:00, also of the day of 25 hours', () => {
    expect(dueInstant('2024-02-29', ALMATY)).toBe(utc('2024-02-29T19:00'));
    expect(dueInstant('2024-02-29', AQTAU)).toBe(utc('2024-02-29T19:00'));
  });

  it('4. hours count exactly; of a wall time that occurs twice the later', () => {
    expect(dueInstant('2019-07-15T17:00', ALMATY)).toBe(utc('2019-07-15T11:00'));
    expect(dueInstant('2024-02-29T23:30', ALMATY)).toBe(utc('2024-02-29T18:30'));
    expect(dueInstant('2024-02-29T23:30', AQTAU)).toBe(utc('2024-02-29T18:30'));
  });

  it('no term stays none, and what is no date is refused', () => {
    expect(dueInstant(null, ALMATY)).toBeNull();
    expect(() => dueInstant('2019-02-30', ALMATY)).toThrow(RangeError);
    expect(() => dueInstant('soon', ALMATY)).toThrow(RangeError);
  });

  it('6. a due day that is a day off does not move', () => {
    expect(stateAt(promised({ due: '2019-07-27' }), when('2019-07-27') + 1)).toMatchObject({
      status: 'overdue',
      dueOn: '2019-07-27',
    });
  });

  it('a promise of a span of time counts from its latest: not listed before, whatever its due day', () => {
    const facts = promised({ made: between('2019-07-15', '2019-07-31'), due: '2019-07-26' });
    expect(stateAt(facts, '2019-07-31').status).toBe('overdue');
    expect(stateAt(promised({ made: noEarlierThan('2019-07-16'), due: null }), '2019-07-30').status).toBe(
      'no_deadline',
    );
    expect(stateAt(promised({ made: morning('2019-07-16'), due: '2019-07-26' }), '2019-07-16').status).toBe('pending');
  });
});
