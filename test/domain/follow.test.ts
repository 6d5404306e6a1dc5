import { describe, expect, it } from 'vitest';
import { followed } from '../../src/domain/follow.ts';

const look = (on: string, note: string | null = null, what = 'first_post') => ({
  at: { precision: 'day', at: on },
  channels: ['site'],
  for: what,
  found: null,
  note,
});

describe('A line without a name of its own, in a later state of its list', () => {
  const [a, b, c] = [look('2019-07-29'), look('2019-07-30'), look('2019-07-31')];

  it('is where the same line stands, also when others came or went before it', () => {
    expect(followed([a, b, c], [b, c])).toEqual([undefined, 0, 1]);
    expect(followed([b, c], [a, b, c])).toEqual([1, 2]);
    expect(followed([a, b], [b, a]).toSorted()).toEqual([0, 1]);
  });

  it('is the changed one between those that stayed', () => {
    expect(followed([a, b, c], [a, { ...b, note: 'x' }, c])).toEqual([0, 1, 2]);
    expect(followed([a, b, c], [{ ...b, note: 'x' }, c])).toEqual([undefined, 0, 1]);
    expect(followed([a, b, c], [a, { ...c, note: 'x' }])).toEqual([0, undefined, 1]);
  });

  it('is the changed one, though little of it stayed, where no other line came or went there', () => {
    const rewritten = { ...look('2019-08-02', 'x', 'promise'), channels: ['any'] };
    expect(followed([a, b, c], [a, { ...rewritten, for: b.for }, c])).toEqual([0, 1, 2]);
    expect(followed([a, b], [{ ...rewritten, for: b.for }])).toEqual([undefined, undefined]);
  });

  it('is gone where nothing has anything in common with it', () => {
    expect(followed([a], [{ to: 'tweet', text: 'x' }])).toEqual([undefined]);
    expect(followed([a, b], [])).toEqual([undefined, undefined]);
    expect(followed([], [a])).toEqual([]);
  });

  it('is one of several that say the same, each once', () => {
    expect(followed([a, a], [a])).toEqual([0, undefined]);
    expect(followed([a], [a, a])).toEqual([0]);
  });
});
