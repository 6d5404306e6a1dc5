import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incidentAt } from '../../src/domain/derive.ts';
import { digestOf } from '../../src/domain/digest.ts';
import { readIncident, writeIncident } from '../../src/domain/document.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Promised } from '../../src/domain/promise.ts';
import {
  changesWithoutTakenDown,
  NO_WORDS,
  type Part,
  type TakenBack,
  WAYS,
  type Way,
  withoutTakenBack,
  withoutTakenDown,
} from '../../src/domain/taken-back.ts';
import { findWeek } from '../../src/domain/week.ts';
import { arbitraryIncident } from '../support/arbitrary.ts';
import { check, day, event, incident, minute, promise, stateAt, statement, when } from '../support/facts.ts';
import { incidentsOf2019 } from '../support/fixtures.ts';

const AT = when('2019-08-05T10:00');
const taking = (way: Way, ...parts: Part[]): TakenBack[] =>
  parts.map((part) => ({ incident: 'blackout', part, way, at: AT, why: 'why' }));
const entry = (id: string): Part => ({ kind: 'entry', id });
const ofPromise = (id: string): Part => ({ kind: 'promise', id });

/** Said by the akim on Facebook, moved once, judged on the strength of `proof`; a second promise of another statement. */
function facts(kind: 'kept' | 'not_kept' = 'not_kept'): Incident {
  const outcomes: Promised['outcomes'] = [{ entry: 'proof', kind, basis: 'independent' }];
  return incident({
    started: minute('2019-07-15T14:00'),
    entries: [
      event('cut', minute('2019-07-15T14:00'), { text: 'a cut', clock: 'known' }),
      statement('first', minute('2019-07-15T15:00'), { quote: 'we will mend it', channel: 'facebook', lang: 'ru' }),
      statement('second', minute('2019-07-15T18:00'), { text: 'later', channel: 'facebook' }),
      statement('move', minute('2019-07-20T12:00'), { text: 'moved' }),
      event('proof', day('2019-07-30'), { text: 'nothing was done' }),
    ],
    promises: [
      promise('p', 'first', {
        due: '2019-07-22',
        changes: [{ entry: 'move', phrase: 'by the end of July', due: '2019-07-31' }],
        outcomes,
      }),
      promise('q', 'second', { due: '2019-07-25' }),
    ],
    checks: [
      check('p', day('2019-08-01')),
      check('q', day('2019-08-01')),
      check('first_post', minute('2019-07-15T14:30')),
    ],
    replies: [{ to: 'p', asked: minute('2019-07-29T10:00'), text: null }],
  });
}

describe('A retraction', () => {
  it('strikes a promise out: it derives nothing, and is told with its words, when it was said, when and why', () => {
    const shown = withoutTakenBack(facts(), taking('retracted', ofPromise('p')));
    expect(shown.incident.promises.map(({ id }) => id)).toEqual(['q']);
    expect(shown.incident.checks.map((each) => each.for)).toEqual(['q', 'first_post']);
    expect(shown.incident.replies).toEqual([]);
    expect(shown.incident.entries).toHaveLength(5);
    const { written } = facts().entries.find(({ id }) => id === 'first')?.at ?? {};
    expect(shown.retracted).toMatchObject([
      { part: ofPromise('p'), words: 'we will mend it', lang: null, said: { written }, at: AT, why: 'why' },
    ]);
  });

  it('of a statement takes its promise along, and the next word is the first', () => {
    const shown = withoutTakenBack(facts(), taking('retracted', entry('first')));
    expect(shown.retracted.map(({ part }) => part)).toEqual([entry('first'), ofPromise('p')]);
    expect(shown.incident.promises.map(({ id }) => id)).toEqual(['q']);
    const { firstWord } = incidentAt(shown.incident, [], AT);
    expect(firstWord?.entries.map(({ id }) => id)).toEqual(['second']);
  });

  it('of a move or a proof takes what it said of the promise, and leaves the promise', () => {
    const moved = withoutTakenBack(facts(), taking('retracted', entry('move'))).incident;
    expect(moved.promises[0]?.changes).toEqual([]);
    const unproven = withoutTakenBack(facts(), taking('retracted', entry('proof'))).incident;
    expect(stateAt(facts(), AT).status).toBe('not_kept');
    expect(stateAt(unproven, AT).status).toBe('overdue');
  });
});

describe('A takedown', () => {
  it('leaves nothing of a promise, its checks and replies', () => {
    const shown = withoutTakenBack(facts(), taking('taken_down', ofPromise('p')));
    expect(shown.retracted).toEqual([]);
    expect(JSON.stringify(writeIncident(shown.incident))).not.toMatch(/"p"|by the end of July/);
  });

  it('of a statement leaves its hour and its office, so that no later word is taken for the first, and none of its words', () => {
    const shown = withoutTakenBack(facts('kept'), taking('taken_down', entry('first')));
    // An id may be made of words: it goes by its place.
    const place = facts('kept').entries.findIndex(({ id }) => id === 'first') + 1;
    const name = `taken-down-${place}`;
    const [taken] = shown.incident.entries.filter(({ id }) => id === name);
    expect(JSON.stringify(writeIncident(shown.incident))).not.toContain('"first"');
    expect(taken).toMatchObject({ text: NO_WORDS, quote: null, by: { office: 'akim', official: null } });
    expect(taken?.source).toMatchObject({ title: NO_WORDS, url: null });
    expect(shown.takenOut).toEqual(new Set([name]));
    const { firstWord, firstPost } = incidentAt(shown.incident, [], AT);
    expect([firstWord?.entries[0]?.id, firstPost?.entries[0]?.id]).toEqual([name, name]);
    expect(shown.incident.promises.map(({ id }) => id)).toEqual(['q']);
  });

  it('of a proof takes a promise that was judged not kept by it, and keeps one that was kept', () => {
    const ids = (kind: 'kept' | 'not_kept') =>
      withoutTakenBack(facts(kind), taking('taken_down', entry('proof'))).incident.promises.map(({ id }) => id);
    expect(ids('not_kept')).toEqual(['q']);
    expect(ids('kept')).toEqual(['p', 'q']);
  });

  it('of a moved deadline keeps the day, which speaks for the office, and not the words', () => {
    const [p] = withoutTakenBack(facts('kept'), taking('taken_down', entry('move'))).incident.promises;
    expect(p?.changes).toEqual([{ entry: expect.stringMatching(/^taken-down-\d+$/), phrase: null, due: '2019-07-31' }]);
  });

  it('goes before a retraction of the same part', () => {
    const both = [...taking('retracted', ofPromise('p')), ...taking('taken_down', ofPromise('p'))];
    expect(withoutTakenBack(facts(), both).retracted).toEqual([]);
  });
});

const wrong = (facts: Incident): string[] => {
  const read = readIncident(writeIncident(facts));
  return read.ok ? [] : read.errors.filter(({ path }) => path !== '$.entries').map(({ expected }) => expected.key);
};

describe('What is left', () => {
  it('is a whole record of its own, whatever is taken back', () => {
    fc.assert(
      fc.property(arbitraryIncident, fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20 }), (drawn, draws) => {
        const whole = { ...drawn, entries: drawn.entries.map((each) => ({ ...each, text: 'words' })) };
        const parts = [...whole.entries.map(({ id }) => entry(id)), ...whole.promises.map(({ id }) => ofPromise(id))];
        const taken = parts.flatMap((part, index) => {
          const way = WAYS[draws[index % draws.length] ?? 0];
          return way === undefined ? [] : taking(way, part);
        });
        const { incident: left, retracted, takenOut } = withoutTakenBack(whole, taken);
        // The drawn record may break a rule of its own; an empty timeline is no mistake of ours.
        const before = wrong(whole);
        expect(wrong(left).filter((key) => !before.includes(key))).toEqual([]);
        expect(() => incidentAt(left, [], AT)).not.toThrow();
        const shown = new Set([...left.entries, ...left.promises].map(({ id }) => id));
        for (const { part } of retracted) expect([part.id, shown.has(part.id)]).toEqual([part.id, false]);
        for (const { part, way } of taken)
          if (way === 'taken_down') expect([part.id, shown.has(part.id)]).toEqual([part.id, false]);
        for (const id of takenOut) expect([id, shown.has(id)]).toEqual([id, true]);
      }),
      { numRuns: 60 },
    );
  });

  it('is the record itself where nothing is taken back', () => {
    for (const each of incidentsOf2019()) expect(withoutTakenBack(each, []).incident).toBe(each);
  });
});

describe('A digest after a takedown', () => {
  const week = findWeek('2019-W31', 'Asia/Almaty') ?? expect.fail();
  const digest = {
    ...digestOf(week, 'Asia/Almaty', incidentsOf2019(), { tenures: [] }),
    foreword: { ru: 'Аким обещал.' },
    struck: [{ incident: 'arys-2019', promise: 'x', office: 'o', lists: ['moved'], reason: 'r' }],
  };
  const down = (slug: string, part: Part): TakenBack[] => [
    { incident: slug, part, way: 'taken_down', at: AT, why: 'суд' },
  ];
  const whole: Part = { kind: 'incident', id: '' };

  it('has no line of the incident, says how many lines went, and loses the foreword', () => {
    const before = JSON.stringify(digest);
    const shown = withoutTakenDown(digest, down('arys-2019', whole));
    expect(before).toContain('arys-2019');
    expect(JSON.stringify(shown)).not.toMatch(/arys-2019|Аким обещал/);
    const lists = ['newly_overdue', 'still_overdue', 'due_next', 'resolved', 'moved', 'no_first_post'] as const;
    const lost = lists.map((list) => ({ list, lines: digest[list].length - shown[list].length }));
    expect(shown.taken_down).toEqual([...lost.filter(({ lines }) => lines > 0), { list: 'struck', lines: 1 }]);
    expect(JSON.stringify(digest)).toBe(before);
  });

  it('has no line of the promise, and every other', () => {
    const line = [...digest.newly_overdue, ...digest.still_overdue][0] ?? expect.fail();
    const shown = withoutTakenDown(digest, down(line.incident, ofPromise(line.promise)));
    const lines = [
      ...shown.newly_overdue,
      ...shown.still_overdue,
      ...shown.due_next,
      ...shown.resolved,
      ...shown.moved,
    ];
    expect(lines.some((each) => each.incident === line.incident && each.promise === line.promise)).toBe(false);
    expect(shown.taken_down?.reduce((sum, { lines: n }) => sum + n, 0)).toBeGreaterThan(0);
    expect(shown.no_first_post).toEqual(digest.no_first_post);
  });

  it('is as it was for what was retracted, or is not in it', () => {
    expect(withoutTakenDown(digest, down('elsewhere', whole))).toBe(digest);
    const [retracted] = down('arys-2019', ofPromise('x'));
    expect(withoutTakenDown(digest, retracted ? [{ ...retracted, way: 'retracted' }] : [])).toBe(digest);
  });
});

describe('Corrections after a takedown', () => {
  const change = (path: string, before: unknown = 'a', after: unknown = 'b') => ({ path, before, after });
  const changes = [
    change('title.ru'),
    change('promises[p].text'),
    change('promises[q].text'),
    change('entries[first].quote'),
    change('entries[second]', null, { id: 'second', answered_by: 'first' }),
    change('promises[q].changes[0].phrase'),
    change('checks[0].note'),
    change('replies[0].text'),
    change('promises[*]', ['q', 'p'], ['p', 'q']),
    change('$', {}, {}),
  ];
  const left = (taken: TakenBack[]) => changesWithoutTakenDown(changes, 'blackout', taken).map(({ path }) => path);

  it('tell nothing that names the part or may be of it', () => {
    expect(left(taking('taken_down', ofPromise('p'), entry('first')))).toEqual(['title.ru', 'promises[q].text']);
  });

  it('tell all of it where nothing of the incident was taken down', () => {
    expect(left(taking('retracted', ofPromise('p')))).toHaveLength(changes.length);
    expect(changesWithoutTakenDown(changes, 'another', taking('taken_down', ofPromise('p')))).toHaveLength(10);
  });
});
