import { describe, expect, it } from 'vitest';
import type { Directory } from '../../src/domain/directory.ts';
import { directoryChanges } from '../../src/domain/directory-changes.ts';
import { concernedBy, correctionsForReaders, markedChanges } from '../../src/domain/directory-corrections.ts';
import { tenure } from '../support/facts.ts';
import { directoryOf2019 } from '../support/fixtures.ts';

const BARE = { wikidata: null, note: null };
const DIRECTORY: Directory = {
  ...directoryOf2019(),
  officials: ['a', 'b', 'c', 'd', 'e'].map((id) => ({
    ...BARE,
    id: `person-${id}`,
    name: { ru: `${id.toUpperCase()}. Вымышлен` },
    alsoSpelled: [],
  })),
  channels: [
    {
      id: 'page',
      owner: { official: 'person-c' },
      network: 'facebook',
      handle: '@c',
      url: null,
      states: [{ state: 'active', from: '2018', source: null, note: null }],
      followers: [{ on: '2019', count: 10, source: null, note: null }],
      traits: [],
      note: null,
    },
  ],
  tenures: [
    tenure('akim-almaty', 'person-a', '2015-08-08', '2019-06-28'),
    tenure('akim-almaty', 'person-b', '2019-06-28'),
    tenure('akim-shymkent', 'person-c', '2019-07-30'),
    tenure('akim-shymkent', 'person-d', '2018', '2019'),
  ],
};
const EVERYBODY = new Set(DIRECTORY.officials.map(({ id }) => id));

const told = (after: Directory, { before = DIRECTORY, seen = EVERYBODY, shown = EVERYBODY } = {}) =>
  correctionsForReaders(markedChanges(before, after, seen), shown);
const withTenures = (tenures: Directory['tenures']): Directory => ({ ...DIRECTORY, tenures });
const account = (edit: (each: Directory['channels'][number]) => Directory['channels'][number]): Directory => ({
  ...DIRECTORY,
  channels: DIRECTORY.channels.map((each) => (each.id === 'page' ? edit(each) : each)),
});
const state = (name: 'active' | 'down' | 'gone', from: string) => ({ state: name, from, source: null, note: null });

describe('What differs between two directories', () => {
  it('is, of lines without an id, what came, went or changed: the lines that only moved are none', () => {
    const [first, second, third, fourth] = DIRECTORY.tenures;
    if (!(first && second && third && fourth)) throw new RangeError('no terms');
    const changes = directoryChanges(DIRECTORY, withTenures([second, { ...fourth, to: '2018' }]));
    expect(changes.map(({ path, before, after }) => [path, before === null, after])).toEqual([
      ['tenures[0]', false, null],
      ['tenures[2]', false, null],
      ['tenures[3].to', false, '2018'],
    ]);
  });

  it('is one line taken out of the facts of an account, whatever stands after it', () => {
    const before = account((each) => ({ ...each, states: [state('active', '2018'), state('down', '2019')] }));
    const after = account((each) => ({ ...each, states: [state('down', '2019')] }));
    expect(directoryChanges(before, after).map(({ path, after: is }) => [path, is])).toEqual([
      ['channels[page].states[0]', null],
    ]);
  });

  it('is the line in the same place with other words, even its person', () => {
    const after = withTenures(
      DIRECTORY.tenures.map((each, index) => (index === 0 ? { ...each, official: 'person-e' } : each)),
    );
    expect(directoryChanges(DIRECTORY, after)).toEqual([
      { path: 'tenures[0].official', before: 'person-a', after: 'person-e' },
    ]);
  });
});

describe('A correction of the directory', () => {
  it('is a change or a removal of what readers were shown, with whose line it was', () => {
    const changed = told(withTenures(DIRECTORY.tenures.map((each) => ({ ...each, to: each.to ?? '2020' }))));
    expect(changed.map(({ path, before, after, of }) => [path, before, after, of.office, of.official])).toEqual([
      ['tenures[1].to', null, '2020', 'akim-almaty', 'person-b'],
      ['tenures[2].to', null, '2020', 'akim-shymkent', 'person-c'],
    ]);
    const [gone] = told(withTenures(DIRECTORY.tenures.slice(1)));
    expect([gone?.path, gone?.after, gone?.of.official]).toEqual(['tenures[0]', null, 'person-a']);
  });

  it('is no new line, no note and nothing of a norm that is not adopted', () => {
    const added = { ...DIRECTORY, tenures: [...DIRECTORY.tenures, tenure('azhk', 'person-e', '2019')] };
    expect(told(added)).toEqual([]);
    const noted = {
      ...DIRECTORY,
      offices: DIRECTORY.offices.map((each) => ({ ...each, note: 'desk' })),
      tenures: DIRECTORY.tenures.map((each) => ({ ...each, note: 'desk' })),
    };
    expect(told(noted)).toEqual([]);
    expect(told(account((each) => ({ ...each, states: [...each.states, state('gone', '2020')] })))).toEqual([]);
    const norms = (adopted: boolean, minutes = 60): Directory => ({
      ...DIRECTORY,
      benchmarks: DIRECTORY.benchmarks.map((each, index) => (index === 0 ? { ...each, adopted, minutes } : each)),
    });
    const paths = (before: Directory, after: Directory) => told(after, { before }).map(({ path }) => path);
    expect(paths(norms(false), norms(false, 90))).toEqual([]);
    expect(paths(norms(false), norms(true, 90))).toEqual([]);
    const [id] = DIRECTORY.benchmarks.map((each) => each.id);
    expect(paths(norms(true), norms(true, 90))).toEqual([`benchmarks[${id}].minutes`]);
    // What became of it after readers have it no more is the desk's.
    expect(paths(norms(true), norms(false, 90))).toEqual([`benchmarks[${id}].adopted`]);
  });

  it('has no note within a line that was taken out', () => {
    const noted = withTenures(DIRECTORY.tenures.map((each) => ({ ...each, note: 'desk' })));
    const gone = told(withTenures(noted.tenures.slice(1)), { before: noted });
    expect([gone.length, JSON.stringify(gone).includes('desk')]).toEqual([1, false]);
  });

  it('is none of somebody of whom readers had been told nothing', () => {
    const seen = new Set([...EVERYBODY].filter((id) => id !== 'person-a'));
    expect(told(withTenures(DIRECTORY.tenures.slice(1)), { seen })).toEqual([]);
  });

  it('names nobody of whom nothing is told any more: only that a line was taken out, and whose office', () => {
    const shown = new Set([...EVERYBODY].filter((id) => id !== 'person-a' && id !== 'person-c'));
    const gone = told(withTenures(DIRECTORY.tenures.slice(1)), { shown });
    expect(gone).toEqual([
      {
        path: 'tenures[]',
        before: null,
        after: null,
        of: { office: 'akim-almaty', official: null, line: {}, account: null },
        withheld: true,
      },
    ]);
    const handed = DIRECTORY.tenures.map((each, index) => (index === 0 ? { ...each, official: 'person-e' } : each));
    const named = told(withTenures(handed), { shown });
    const without = told(
      { ...DIRECTORY, officials: DIRECTORY.officials.filter(({ id }) => id !== 'person-a') },
      { shown },
    );
    const page = told(
      account((each) => ({
        ...each,
        handle: 'other',
        states: each.states.slice(1),
        followers: each.followers.slice(1),
      })),
      { shown },
    );
    for (const each of [named, without, page]) {
      expect(each.length).toBeGreaterThan(0);
      expect(JSON.stringify(each)).not.toMatch(/person-a|person-c|A\. Вымышлен|C\. Вымышлен/);
    }
  });

  it('concerns the office and the person before and after it', () => {
    const moved = DIRECTORY.tenures.map((each, index) => (index === 2 ? { ...each, office: 'azhk' } : each));
    const [change] = told(withTenures(moved));
    expect(change && concernedBy(change)).toEqual({ offices: ['akim-shymkent', 'azhk'], officials: ['person-c'] });
    const handed = told(account((each) => ({ ...each, owner: { office: 'azhk' } }))).map(concernedBy);
    expect(handed.flatMap(({ offices }) => offices)).toEqual(['azhk']);
    expect(handed.flatMap(({ officials }) => officials)).toContain('person-c');
  });
});
