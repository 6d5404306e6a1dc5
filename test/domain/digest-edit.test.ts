import { describe, expect, it } from 'vitest';
import { correctionsOf, digestOf } from '../../src/domain/digest.ts';
import { type DigestEdit, editedDigest } from '../../src/domain/digest-edit.ts';
import { concernedBy, digestFor, isEmptyDigest } from '../../src/domain/subscription.ts';
import { findWeek, type Week } from '../../src/domain/week.ts';
import { ALMATY, check, incident, minute, promise, promised, statement } from '../support/facts.ts';

const WEEK = findWeek('2019-W30', ALMATY) as Week;
const silent = incident({
  slug: 'silent',
  started: minute('2019-07-25T10:00'),
  checks: [check('first_post', minute('2019-07-27T12:00'))],
});
const moved = incident({
  slug: 'moved',
  entries: [statement('made', minute('2019-07-01T10:00')), statement('move', minute('2019-07-24T10:00'))],
  promises: [
    promise('p', 'made', { due: '2019-07-23', changes: [{ entry: 'move', phrase: null, due: '2019-07-26' }] }),
  ],
});
const overdue = promised({ made: minute('2019-07-01T10:00'), due: '2019-07-26' });
const digest = digestOf(WEEK, ALMATY, [silent, moved, overdue], { tenures: [] });
const reason = 'The words were another’s.';
const edited = (...strikes: DigestEdit['strikes']) => editedDigest(digest, { foreword: {}, strikes });

describe('The weekly digest: an editor', () => {
  it('adds a foreword, in the languages that he wrote it in', () => {
    const foreword = { ru: 'Две недели без воды.', kk: 'Екі апта сусыз.' };
    expect(editedDigest(digest, { foreword, strikes: [] })).toEqual({ ...digest, foreword });
    expect(editedDigest(digest, { foreword: {}, strikes: [] })).toEqual(digest);
    expect(editedDigest(digest, { foreword: { ru: '' }, strikes: [] })).not.toHaveProperty('foreword');
  });

  it('strikes a line with a reason: it leaves its list, that one was struck stays', () => {
    const { newly_overdue, moved: movedLines, struck } = edited({ incident: 'blackout', promise: 'p', reason });
    expect(newly_overdue.map((line) => line.incident)).toEqual(['moved']);
    expect(movedLines).toEqual(digest.moved);
    expect(struck).toEqual([{ incident: 'blackout', promise: 'p', office: 'akim', lists: ['newly_overdue'], reason }]);
  });

  it('a line that stands in two lists leaves both', () => {
    const { newly_overdue, moved: movedLines, struck } = edited({ incident: 'moved', promise: 'p', reason });
    expect([newly_overdue.map((line) => line.incident), movedLines]).toEqual([['blackout'], []]);
    expect(struck?.[0]?.lists).toEqual(['newly_overdue', 'moved']);
  });

  it('a missing first post is a line too', () => {
    const { no_first_post, struck } = edited({ incident: 'silent', promise: null, reason });
    expect([digest.no_first_post.length, no_first_post.length]).toEqual([1, 0]);
    expect(struck).toEqual([{ incident: 'silent', promise: null, office: 'akim', lists: ['no_first_post'], reason }]);
  });

  it('striking what is not there does nothing', () => {
    for (const promise of ['other', null]) expect(edited({ incident: 'blackout', promise, reason })).toEqual(digest);
  });

  it('a struck line concerns nobody and is corrected in no later digest', () => {
    const without = edited({ incident: 'blackout', promise: 'p', reason });
    expect([...concernedBy(digest, []).incidents]).toContain('blackout');
    expect([...concernedBy(without, []).incidents]).not.toContain('blackout');
    const corrected = (issued: typeof digest) => correctionsOf([issued], () => undefined, { tenures: [] });
    expect(corrected(digest).map((each) => each.incident)).toContain('blackout');
    expect(corrected(without).map((each) => each.incident)).not.toContain('blackout');
  });

  it('a week whose every line was struck is not an empty one, and who follows something else is not told', () => {
    const bare = editedDigest(digestOf(WEEK, ALMATY, [overdue], { tenures: [] }), {
      foreword: {},
      strikes: [{ incident: 'blackout', promise: 'p', reason }],
    });
    expect(isEmptyDigest(bare)).toBe(false);
    expect(digestFor(bare, [{ kind: 'incident', ref: 'blackout' }], []).struck).toHaveLength(1);
    expect(digestFor(bare, [{ kind: 'incident', ref: 'moved' }], []).struck).toEqual([]);
  });
});
