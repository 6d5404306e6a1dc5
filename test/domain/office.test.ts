import { describe, expect, it } from 'vitest';
import type { Tenure } from '../../src/domain/directory.ts';
import { holdersOf, holdersOn, isInherited, promisor, termOf } from '../../src/domain/office.ts';
import type { WrittenTime } from '../../src/domain/span.ts';
import {
  day,
  evening,
  incident,
  minute,
  noEarlierThan,
  noLaterThan,
  promise,
  statement,
  tenure,
} from '../support/facts.ts';

const holders = (tenures: Tenure[]) =>
  holdersOf({ tenures }, 'akim').map(({ tenure, from, to, endRecorded }) => [tenure.official, from, to, endRecorded]);
const on = (tenures: Tenure[], date: string) =>
  holdersOn({ tenures }, 'akim', date).map(({ tenure }) => tenure.official);

describe('Words: a tenure says who held which office, from which day to which', () => {
  it('with no end recorded, until the next tenure starts, and the page says that no end is recorded', () => {
    expect(
      holders([
        tenure('akim', 'b', '2019-06-28'),
        tenure('akim', 'a', '2015-08', '2019-06-27'),
        tenure('akim', 'c', '2022'),
      ]),
    ).toEqual([
      ['a', '2015-08', '2019-06-27', true],
      ['b', '2019-06-28', '2022', false],
      ['c', '2022', null, false],
    ]);
  });

  it('other offices’ tenures do not end it', () => {
    expect(holders([tenure('akim', 'a', '2019'), tenure('other', 'b', '2020')])).toEqual([['a', '2019', null, false]]);
  });

  it('an unknown start comes first', () => {
    expect(holders([tenure('akim', 'b', '2019'), tenure('akim', 'a', null)])).toEqual([
      ['a', null, '2019', false],
      ['b', '2019', null, false],
    ]);
  });

  it('a coarse start sorts with the days that it may mean', () => {
    expect(
      holders([tenure('akim', 'b', '2019-06-28'), tenure('akim', 'a', '2019')]).map(([official]) => official),
    ).toEqual(['a', 'b']);
  });

  it('who held it on a day; on the day of change either may have', () => {
    const tenures = [tenure('akim', 'a', '2015-08-09', '2019-06-28'), tenure('akim', 'b', '2019-06-28')];
    expect([on(tenures, '2015-08-08'), on(tenures, '2015-08-09'), on(tenures, '2019-06-27')]).toEqual([
      [],
      ['a'],
      ['a'],
    ]);
    expect(on(tenures, '2019-06-28')).toEqual(['a', 'b']);
    expect([on(tenures, '2019-06-29'), on(tenures, '2030-01-01')]).toEqual([['b'], ['b']]);
  });

  it('coarse dates are read widely', () => {
    const tenures = [tenure('akim', 'a', '2015', '2019-06'), tenure('akim', 'b', '2019-06')];
    expect(on(tenures, '2019-06-15')).toEqual(['a', 'b']);
    expect([
      on(tenures, '2014-12-31'),
      on(tenures, '2015-01-01'),
      on(tenures, '2019-05-31'),
      on(tenures, '2019-07-01'),
    ]).toEqual([[], ['a'], ['a'], ['b']]);
  });
});

describe('Promises: whose a promise is', () => {
  const made = (by: { office: string; official: string | null }, at: WrittenTime = minute('2019-07-16T19:00')) => {
    const facts = incident({ entries: [statement('made', at, { by })], promises: [promise('p', 'made')] });
    return { facts, own: facts.promises[0]! };
  };

  it('it belongs to the office of the statement that made it, not to the incident’s', () => {
    const { facts, own } = made({ office: 'ministry', official: null });
    expect(promisor(own, facts)).toMatchObject({ office: 'ministry', official: null });
    expect(facts.office).toBe('akim');
  });

  it('and is credited to the official who spoke', () => {
    const { facts, own } = made({ office: 'akim', official: 'a' });
    expect(promisor(own, facts).official).toBe('a');
  });

  it('with his term in office on the day he spoke', () => {
    const { facts, own } = made({ office: 'akim', official: 'a' });
    const term = (...tenures: Tenure[]) => {
      const held = termOf(own, facts, { tenures });
      return held && [held.from, held.to];
    };
    expect(term(tenure('akim', 'a', '2010', '2012'), tenure('akim', 'a', '2018-02', '2020'))).toEqual([
      '2018-02',
      '2020',
    ]);
    expect(term(tenure('akim', 'a', '2018-02'), tenure('akim', 'b', '2019-08'))).toEqual(['2018-02', '2019-08']);
    expect(term(tenure('akim', 'b', '2018-02'))).toBeUndefined();
    expect(term(tenure('ministry', 'a', '2018-02'))).toBeUndefined();
  });

  it('a term that does not cover that day is not his term then', () => {
    const { facts, own } = made({ office: 'akim', official: 'a' });
    expect(termOf(own, facts, { tenures: [tenure('akim', 'a', '2021', '2023')] })).toBeUndefined();
    expect(termOf(own, facts, { tenures: [tenure('akim', 'a', '2010', '2012')] })).toBeUndefined();
    expect(termOf(own, facts, { tenures: [tenure('akim', 'a', '2019-07-16')] })).toBeDefined();
    expect(termOf(own, facts, { tenures: [tenure('akim', 'a', '2019-07-17')] })).toBeUndefined();
  });

  it('a statement of the last evening of a term is still of that term: 24:00 belongs to the day that ends', () => {
    const { facts, own } = made({ office: 'akim', official: 'a' }, evening('2019-07-16'));
    expect(termOf(own, facts, { tenures: [tenure('akim', 'a', '2018', '2019-07-16')] })).toBeDefined();
    const open = made({ office: 'akim', official: 'a' }, noEarlierThan('2019-07-16T18:00'));
    expect(termOf(open.own, open.facts, { tenures: [tenure('akim', 'a', '2018', '2019-07-16')] })).toBeDefined();
  });

  describe('when the holder changes, the successor’s page lists it as inherited', () => {
    const tenures = [tenure('akim', 'a', '2015-08-09', '2019-08-01'), tenure('akim', 'b', '2019-08-01')];
    const [first, second] = holdersOf({ tenures }, 'akim');
    const inherited = (
      by: { office: string; official: string | null },
      holder = second!,
      at?: WrittenTime,
      today = '2019-09-01',
    ) => {
      const { facts, own } = made(by, at);
      return isInherited(own, facts, holder, today);
    };

    it('the predecessor’s promise', () => {
      expect(inherited({ office: 'akim', official: 'a' })).toBe(true);
      expect(inherited({ office: 'akim', official: 'a' }, second, undefined, '2019-07-31')).toBe(false);
      expect(inherited({ office: 'akim', official: 'a' }, second, undefined, '2019-08-01')).toBe(true);
    });

    it('not the holder’s own, nor another office’s', () => {
      expect(inherited({ office: 'akim', official: 'a' }, first)).toBe(false);
      expect(inherited({ office: 'akim', official: 'b' }, second, minute('2019-08-10T10:00'))).toBe(false);
      expect(inherited({ office: 'ministry', official: 'a' })).toBe(false);
    });

    it('one of the office alone, made before the term began', () => {
      expect(inherited({ office: 'akim', official: null })).toBe(true);
      expect(inherited({ office: 'akim', official: null }, second, day('2019-07-31'))).toBe(true);
      expect(inherited({ office: 'akim', official: null }, second, day('2019-08-01'))).toBe(false);
      expect(inherited({ office: 'akim', official: null }, second, noLaterThan('2019-07-31'))).toBe(true);
    });

    it('not one that a deputy or a press secretary made during the holder’s own term', () => {
      expect(inherited({ office: 'akim', official: 'deputy' }, second, minute('2019-08-20T10:00'))).toBe(false);
      expect(inherited({ office: 'akim', official: 'deputy' }, second)).toBe(true);
    });

    it('on the day of change the predecessor does not inherit from the successor', () => {
      expect(inherited({ office: 'akim', official: 'b' }, first, day('2019-08-01'), '2019-08-01')).toBe(false);
      expect(inherited({ office: 'akim', official: 'a' }, second, day('2019-08-01'), '2019-08-01')).toBe(true);
    });
  });
});
