import { describe, expect, it } from 'vitest';
import { isDayOff } from '../../src/domain/calendar.ts';
import { withChanges, wrongDays } from '../../src/domain/calendar-change.ts';
import { calendarMoves, withMoves } from '../../src/domain/calendar-moves.ts';
import { KAZAKHSTAN } from '../../src/domain/holidays-kz.ts';
import { day, incident, promise, statement } from '../support/facts.ts';

const change = (more: Partial<Parameters<typeof wrongDays>[0]> = {}) => ({
  kind: 'decree' as const,
  year: 2019,
  off: [] as string[],
  working: [] as string[],
  ...more,
});
const wrong = (more: Parameters<typeof change>[0]) =>
  wrongDays(change(more), KAZAKHSTAN).map((one) => `${one.field} ${one.why}`);

describe('A change of the calendar', () => {
  it('is a decree on days that it really changes', () => {
    expect(wrong({ off: ['2019-07-18'] })).toEqual([]);
    expect(wrong({ working: ['2019-07-20'] })).toEqual([]);
    expect(wrong({ off: ['2019-05-10'], working: ['2019-05-04'] })).toEqual([]);
    expect(wrong({ off: ['2019-07-20'] })).toEqual(['off off_already']);
    expect(wrong({ off: ['2019-07-08'] })).toEqual(['off off_already']);
    // a weekday that is worked anyway is no working weekend day
    expect(wrong({ working: ['2019-07-17'] })).toEqual(['working weekday_working']);
    // but a holiday may be given up
    expect(wrong({ working: ['2019-08-30'] })).toEqual([]);
    expect(wrong({ year: 2020, working: ['2020-01-05'] })).toEqual(['working works_already']);
    expect(wrong({ off: ['2019-07-18'], working: ['2019-07-18'] })).toEqual(['working both']);
  });

  it('keeps to its year, and a decree to a year that the calendar has', () => {
    expect(wrong({ off: ['2020-07-17'] })).toEqual(['off other_year']);
    expect(wrong({ working: ['2018-07-14'] })).toEqual(['working other_year']);
    expect(wrong({ year: 2027, off: ['2027-07-07'] })).toEqual(['year year_not_covered']);
    expect(wrong({ year: 1991 })).toEqual(['year year_out_of_range']);
    expect(wrong({ year: 2100 })).toEqual(['year year_out_of_range']);
    expect(wrong({ year: Number.NaN })).toEqual(['year year_out_of_range']);
    expect(wrong({})).toEqual(['off no_days']);
  });

  it('is a whole year with its weekdays off, its working weekend days and no other', () => {
    const year = { kind: 'year' as const, year: 2027 };
    expect(wrong({ ...year, off: ['2027-01-01', '2027-03-08'], working: ['2027-03-13'] })).toEqual([]);
    expect(wrong({ ...year, off: [] })).toEqual(['off no_days']);
    expect(wrong({ ...year, off: ['2027-01-02'] })).toEqual(['off weekend_off']);
    expect(wrong({ ...year, off: ['2027-01-01'], working: ['2027-03-09'] })).toEqual(['working weekday_working']);
  });

  it('holds in the order in which it was made: a year written anew drops the decrees before it', () => {
    const decree = change({ off: ['2019-07-18'] });
    const anew = change({ kind: 'year', off: ['2019-01-01'] });
    const isOff = (changes: ReturnType<typeof change>[]) => isDayOff(withChanges(KAZAKHSTAN, changes), '2019-07-18');
    expect(isOff([])).toEqual({ covered: true, value: false });
    expect(isOff([decree])).toEqual({ covered: true, value: true });
    expect(isOff([decree, anew])).toEqual({ covered: true, value: false });
    expect(isOff([anew, decree])).toEqual({ covered: true, value: true });
    expect(isDayOff(KAZAKHSTAN, '2019-07-18')).toEqual({ covered: true, value: false });
  });
});

describe('Due days that a change of the calendar moves', () => {
  const five = { phrase: 'за 5 рабочих дней', due: '2019-07-23' };
  const facts = (more: Parameters<typeof promise>[2], text = 'Сделаем за 5 рабочих дней.', on = '2019-07-16') =>
    incident({
      entries: [
        statement('s', day(on), { lang: 'ru', text }),
        statement('m', day('2019-07-22'), { lang: 'ru', text: 'Нужно ещё немного: сделаем за 3 рабочих дня.' }),
      ],
      promises: [promise('p', 's', more)],
    });
  const decree = withChanges(KAZAKHSTAN, [change({ off: ['2019-07-18'] })]);
  const moves = (given: ReturnType<typeof facts>, after = decree, before = KAZAKHSTAN) =>
    calendarMoves(given, before, after).map(({ change: at, was, becomes }) => [at, was, becomes]);

  it('are those whose words count working days', () => {
    expect(moves(facts(five))).toEqual([[null, '2019-07-23', '2019-07-24']]);
    expect(moves(facts({ phrase: 'за 7 дней', due: '2019-07-23' }, 'Сделаем за 7 дней.'))).toEqual([]);
  });

  it('move forward and back alike', () => {
    expect(moves(facts({ ...five, due: '2019-07-24' }), KAZAKHSTAN, decree)).toEqual([
      [null, '2019-07-24', '2019-07-23'],
    ]);
    const saturday = withChanges(KAZAKHSTAN, [change({ working: ['2019-07-20'] })]);
    expect(moves(facts(five), saturday)).toEqual([[null, '2019-07-23', '2019-07-22']]);
  });

  it('leave alone what is not of the words: a day that the newsroom set, another day, another year', () => {
    expect(moves(facts({ ...five, dueBasis: 'newsroom', dueReason: 'why' }))).toEqual([]);
    expect(moves(facts({ ...five, due: '2019-07-25' }))).toEqual([]);
    expect(moves(facts(five), withChanges(KAZAKHSTAN, [change({ off: ['2019-07-25'] })]))).toEqual([]);
    expect(moves(facts(five), KAZAKHSTAN)).toEqual([]);
  });

  it('are the moved deadlines of a promise too', () => {
    const moved = {
      phrase: 'в ближайшее время',
      due: null,
      changes: [{ entry: 'm', phrase: 'за 3 рабочих дня', due: '2019-07-25' }],
    };
    expect(
      moves(facts(moved, 'Сделаем в ближайшее время.'), withChanges(KAZAKHSTAN, [change({ off: ['2019-07-24'] })])),
    ).toEqual([[0, '2019-07-25', '2019-07-26']]);
  });

  it('come with a year that was not covered, and go with it; a condition still gives no day', () => {
    const text = 'Сделаем за 5 рабочих дней.';
    const year = withChanges(KAZAKHSTAN, [change({ kind: 'year', year: 2027, off: ['2027-01-01', '2027-01-04'] })]);
    const late = (due: string | null, words = text) => facts({ ...five, due }, words, '2026-12-29');
    expect(moves(late(null), year)).toEqual([[null, null, '2027-01-07']]);
    expect(moves(late('2027-01-07'), KAZAKHSTAN, year)).toEqual([[null, '2027-01-07', null]]);
    expect(moves(facts({ ...five, due: null }, 'Если погода позволит, сделаем за 5 рабочих дней.'))).toEqual([]);
  });

  it('are written where they stood, and nothing else changes', () => {
    const before = facts({ ...five, changes: [{ entry: 'm', phrase: 'за 3 рабочих дня', due: '2019-07-25' }] });
    const after = withMoves(before, calendarMoves(before, KAZAKHSTAN, decree));
    expect(after.promises[0]?.due).toBe('2019-07-24');
    expect(after.promises[0]?.changes[0]?.due).toBe('2019-07-25');
    expect({ ...after, promises: [] }).toEqual({ ...before, promises: [] });
    expect(withMoves(before, [])).toBe(before);
  });
});
