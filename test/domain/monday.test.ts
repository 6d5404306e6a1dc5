import { describe, expect, it } from 'vitest';
import { type MondayAsked, mondayOf, regionKey } from '../../src/domain/monday.ts';
import {
  check,
  day,
  evening,
  incident,
  minute,
  type PromiseDraft,
  promise,
  promised,
  statement,
  when,
} from '../support/facts.ts';

/** Monday 29 July 2019, 9:00; the week ends on Sunday 4 August. */
const NOW = when('2019-07-29T09:00');
const OFFICES = [
  { id: 'akim', region: { ru: 'Алматы', kk: 'Алматы' } },
  { id: 'company', region: { ru: 'Алматы' } },
  { id: 'ministry', region: {} },
  { id: 'akim-arys', region: { kk: 'Арыс', en: 'Arys' } },
];
const asked = (more: Partial<MondayAsked> = {}): MondayAsked => ({
  now: NOW,
  until: when('2019-08-04'),
  scopes: [{ kind: 'region', ref: 'алматы' }],
  offices: OFFICES,
  ...more,
});
const early = minute('2019-07-01T10:00');
const listed = (draft: PromiseDraft, more: Partial<MondayAsked> = {}) => {
  const { due, unchecked } = mondayOf([promised({ made: early, ...draft })], asked(more));
  return [due.length, unchecked.length];
};

describe('Monday for the newsroom', () => {
  it('what falls due this week: from now to the end of Sunday', () => {
    expect(listed({ due: '2019-07-29' })).toEqual([1, 0]);
    expect(listed({ due: '2019-07-29T09:00' })).toEqual([1, 0]);
    expect(listed({ due: '2019-08-04' })).toEqual([1, 0]);
    expect(listed({ due: '2019-08-05' })).toEqual([0, 0]);
    expect(listed({ due: null })).toEqual([0, 0]);
    expect(listed({ due: '2019-08-01', made: minute('2019-07-29T09:01') })).toEqual([0, 0]);
  });

  it('what passed unchecked: past its term, and nobody looked since', () => {
    expect(listed({ due: '2019-07-29T08:59' })).toEqual([0, 1]);
    expect(listed({ due: '2019-07-20' })).toEqual([0, 1]);
    expect(listed({ due: '2019-07-20', checks: [check('p', day('2019-07-19'))] })).toEqual([0, 1]);
    expect(listed({ due: '2019-07-20', checks: [check('p', day('2019-07-21'))] })).toEqual([0, 0]);
    expect(listed({ due: '2019-07-20', outcomes: [{ kind: 'kept', at: day('2019-07-22') }] })).toEqual([0, 0]);
    expect(listed({ due: '2019-07-20', answers: [{ at: evening('2019-07-22') }] })).toEqual([0, 0]);
  });

  it('stale ones are left out', () => {
    const ago = (days: number) => when('2019-07-20') + days * 86_400_000;
    expect(listed({ due: '2019-07-20' }, { now: ago(60) })).toEqual([0, 1]);
    expect(listed({ due: '2019-07-20' }, { now: ago(60) + 1 })).toEqual([0, 0]);
  });

  it('for their regions and offices: whose promise it is, or whose incident', () => {
    const company = incident({
      entries: [statement('made', early, { by: 'company' })],
      promises: [promise('p', 'made', { due: '2019-08-01' })],
      office: 'akim-arys',
    });
    const mine = (kind: 'region' | 'office', ref: string) =>
      mondayOf([company], asked({ scopes: [{ kind, ref }] })).due.map(({ office }) => office);
    expect(mine('region', 'алматы')).toEqual(['company']);
    expect(mine('region', 'арыс')).toEqual(['company']);
    expect(mine('office', 'company')).toEqual(['company']);
    expect(mine('office', 'akim-arys')).toEqual(['company']);
    expect([mine('office', 'akim'), mine('region', 'астана'), mine('office', 'ministry')]).toEqual([[], [], []]);
    expect(mondayOf([company], asked({ scopes: [] }))).toEqual({ due: [], unchecked: [] });
  });

  it('a region goes by its Russian name, else by the one it has; a ministry has none', () => {
    expect(OFFICES.map(({ region }) => regionKey(region))).toEqual(['алматы', 'алматы', undefined, 'арыс']);
  });

  it('by due instant, then incident, then id', () => {
    const facts = incident({
      entries: [statement('made', early)],
      promises: [
        promise('b', 'made', { due: '2019-07-20' }),
        promise('a', 'made', { due: '2019-07-20' }),
        promise('c', 'made', { due: '2019-07-10' }),
      ],
    });
    const other = { ...facts, slug: 'another' };
    expect(
      mondayOf([facts, other], asked()).unchecked.map(({ incident: { slug }, promise: { id } }) => `${slug} ${id}`),
    ).toEqual(['another c', 'blackout c', 'another a', 'another b', 'blackout a', 'blackout b']);
  });
});
