import { describe, expect, it } from 'vitest';
import type { Office, Tenure } from '../../src/domain/directory.ts';
import { findingsOfOffice, findingsOfOfficial } from '../../src/domain/tenure-findings.ts';
import { tenure } from '../support/facts.ts';

const TODAY = '2019-08-05';
const office: Office = {
  id: 'akim',
  kind: 'akim',
  name: { ru: 'Вымышленная' },
  region: {},
  zone: 'Asia/Almaty',
  from: null,
  to: null,
  wikidata: null,
  note: null,
};
/** What is found, in short: `overlap a b 2019-01 2019-02`. */
const found = (tenures: Tenure[], of: Partial<Office> = {}) =>
  findingsOfOffice({ tenures }, { ...office, ...of }, TODAY).map((finding) =>
    [
      finding.kind,
      ...finding.tenures.map(({ official }) => official),
      ...('from' in finding ? [finding.from] : []),
      ...('to' in finding ? [finding.to] : []),
    ].join(' '),
  );
const held = (official: string, from: string | null, to: string | null = null) => tenure('akim', official, from, to);

describe('A tenure says who held which office, from which day to which', () => {
  it('with no end recorded, until the next tenure starts, and that is pointed out', () => {
    expect(found([held('a', '2018'), held('b', '2019-03')])).toEqual(['ended_by_next a b 2019-03', 'open b']);
  });

  it('an end that is not recorded is not "still in office"; a start that is not is said too', () => {
    expect(found([held('a', null)])).toEqual(['no_start a', 'open a']);
    expect(found([held('a', null, '2022-01-31')])).toEqual(['no_start a']);
  });

  it('the day of a change belongs to both: only terms that surely lie over each other overlap', () => {
    const pair = (end: string, start: string) => found([held('a', '2018-01-01', end), held('b', start, '2019-12-31')]);
    expect(pair('2019-03-02', '2019-03-01')).toEqual(['overlap a b 2019-03-01 2019-03-02']);
    expect(pair('2019-03-01', '2019-03-01')).toEqual([]);
    expect(pair('2019-03', '2019-03-01')).toEqual([]);
    expect(pair('2019', '2019-02')).toEqual([]);
    expect(pair('2019-04', '2019-02')).toEqual(['overlap a b 2019-02 2019-04']);
  });

  it('a term within another, and one that is open, overlap too', () => {
    expect(found([held('a', '2018-01-01', '2019-12-31'), held('b', '2018-05-01', '2018-06-01')])).toContain(
      'overlap a b 2018-05-01 2018-06-01',
    );
    expect(found([held('a', '2018-01-01', '2019-12-31'), held('b', '2018-05-01')])).toContain(
      'overlap a b 2018-05-01 2019-12-31',
    );
  });

  it('a gap is a whole day on which surely nobody held it', () => {
    const pair = (end: string, start: string) => found([held('a', '2018-01-01', end), held('b', start, '2019-12-31')]);
    expect(pair('2019-02-28', '2019-03-01')).toEqual([]);
    expect(pair('2019-02-28', '2019-03-02')).toEqual(['gap a b 2019-02-28 2019-03-02']);
    expect(pair('2019-02', '2019-03-01')).toEqual([]);
    expect(pair('2019-02', '2019-03-02')).toEqual(['gap a b 2019-02 2019-03-02']);
    expect(pair('2018', '2019')).toEqual([]);
    expect(
      found([held('a', '2018', '2018-06-01'), held('b', '2019-05-01', '2019-12-31'), held('c', null, '2019-01-01')]),
    ).not.toContain('gap a b 2018-06-01 2019-05-01');
  });

  it('after the last end nobody is recorded, from the day after it and while the office is there', () => {
    expect(found([held('a', '2018-06-20', '2019-08-04')])).toEqual(['vacant a 2019-08-04']);
    expect(found([held('a', '2018-06-20', TODAY)])).toEqual([]);
    expect(found([held('a', '2018-06-20', '2019-07-30')], { to: '2019-07-30' })).toEqual([]);
    expect(found([])).toEqual(['no_holder']);
    expect(found([], { to: '2018' })).toEqual([]);
  });

  it('a term beyond the days of the office is pointed out, as far as the dates are surely so', () => {
    expect(found([held('a', '2016-06', '2019-12-31')], { from: '2019-03' })).toEqual(['outside a']);
    expect(found([held('a', '2019', '2019-12-31')], { from: '2019-03' })).toEqual([]);
  });
});

describe('An official who changes office', () => {
  const of = (tenures: Tenure[]) =>
    findingsOfOfficial({ tenures }, 'a').map(({ kind, tenures: two }) =>
      [kind, ...two.map((each) => each.office)].join(' '),
    );

  it('and whose end in the first one is not recorded is pointed out', () => {
    expect(of([tenure('one', 'a', '2018'), tenure('two', 'a', '2019-03-01')])).toEqual(['moved_on one two']);
    expect(of([tenure('one', 'a', '2018', '2019-02-28'), tenure('two', 'a', '2019-03-01')])).toEqual([]);
    expect(
      of([tenure('one', 'a', '2018'), tenure('one', 'b', '2019-02-01'), tenure('two', 'a', '2019-03-01')]),
    ).toEqual([]);
  });

  it('and surely held two at once is pointed out', () => {
    expect(
      of([tenure('one', 'a', '2018-01-01', '2019-03-05'), tenure('two', 'a', '2019-03-01', '2019-12-31')]),
    ).toEqual(['overlap one two']);
  });
});
