import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, writeIncident } from '../../src/domain/document.ts';
import { mergeDocuments } from '../../src/domain/merge.ts';
import { arbitraryIncident } from '../support/arbitrary.ts';

const BEFORE = {
  kind: 'statement',
  at: { at: '2019-07-16', precision: 'evening' },
  text: 'Аким поручил.',
  quote: null,
  answers: ['who'],
  source: { kind: 'link', title: 'informburo.kz', url: null },
};

describe('two people who changed one document', () => {
  const merged = (theirs: object, mine: object, together?: string[][]) =>
    mergeDocuments(BEFORE, { ...BEFORE, ...theirs }, { ...BEFORE, ...mine }, together);

  it('keep what each of them alone has changed', () => {
    expect(merged({ text: 'Аким велел.' }, { quote: 'в течение 10 дней' })).toEqual({
      document: { ...BEFORE, text: 'Аким велел.', quote: 'в течение 10 дней' },
      clashes: [],
    });
  });

  it('are not asked about what they changed alike', () => {
    expect(merged({ text: 'Аким велел.' }, { text: 'Аким велел.' }).clashes).toEqual([]);
  });

  it('are asked where each put something else, with what it was; mine stands there meanwhile', () => {
    const { document, clashes } = merged({ text: 'Аким велел.' }, { text: 'Аким приказал.' });
    expect(clashes).toEqual([{ path: 'text', before: 'Аким поручил.', theirs: 'Аким велел.', mine: 'Аким приказал.' }]);
    expect(document).toMatchObject({ text: 'Аким приказал.' });
  });

  it('never get half of one time and half of another', () => {
    const [theirs, mine] = [
      { at: '2019-07-17', precision: 'evening' },
      { at: '2019-07-16', precision: 'morning' },
    ];
    expect(merged({ at: theirs }, { at: mine }).clashes).toEqual([{ path: 'at', before: BEFORE.at, theirs, mine }]);
  });

  it('take absent, null and empty for the same', () => {
    const { clashes } = merged({ quote: '', text: 'Аким велел.' }, { quote: undefined, answers: ['who'] });
    expect(clashes).toEqual([]);
  });

  it('add to a list and take from it each on his own', () => {
    expect(merged({ answers: ['who', 'when'] }, { answers: ['where'] }).document.answers).toEqual(['when', 'where']);
  });

  it('go line by line in a list without ids, field by field in a line that both changed', () => {
    const move = (entry: string, due: string | null, phrase: string | null = null) => ({ entry, due, phrase });
    const before = { changes: [move('tweet', '2019-07-26'), move('post', '2019-08-01')] };
    const theirs = { changes: [move('tweet', '2019-07-27'), move('post', '2019-08-01'), move('letter', null, 'их')] };
    const mine = { changes: [move('tweet', '2019-07-26', 'скоро'), move('post', '2019-08-02'), move('call', null)] };
    expect(mergeDocuments(before, theirs, mine)).toEqual({
      document: {
        changes: [
          move('tweet', '2019-07-27', 'скоро'),
          move('post', '2019-08-02'),
          move('letter', null, 'их'),
          move('call', null),
        ],
      },
      clashes: [],
    });
    const other = { changes: [move('tweet', '2019-07-28'), move('post', '2019-08-01')] };
    expect(mergeDocuments(before, theirs, other).clashes).toEqual([
      { path: 'changes[0].due', before: '2019-07-26', theirs: '2019-07-27', mine: '2019-07-28' },
    ]);
  });

  it('are asked about a line without an id that one removed and the other changed', () => {
    const look = (note: string) => ({ at: { precision: 'day', at: '2019-07-30' }, for: 'first_post', note });
    const before = { checks: [look('раз'), look('два')] };
    const [theirs, mine] = [{ checks: [look('раз')] }, { checks: [look('раз'), look('два!')] }];
    const { document, clashes } = mergeDocuments(before, theirs, mine);
    expect(clashes).toEqual([{ path: 'checks[1]', before: look('два'), theirs: null, mine: look('два!') }]);
    expect(document).toEqual(mine);
    expect(mergeDocuments(before, mine, theirs).clashes).toMatchObject([{ theirs: look('два!'), mine: null }]);
  });

  it('keep what each put into a list, be it a channel, a check or a reply; what both put there alike is there once', () => {
    const before = { channels: ['site'], replies: null };
    const theirs = { channels: ['site', 'facebook'], replies: [{ to: 'a', text: 'их' }, { to: 'b' }] };
    const mine = { channels: ['telegram'], replies: [{ to: 'b' }, { to: 'a', text: 'моё' }] };
    expect(mergeDocuments(before, theirs, mine)).toEqual({
      document: {
        channels: ['facebook', 'telegram'],
        replies: [{ to: 'a', text: 'их' }, { to: 'b' }, { to: 'a', text: 'моё' }],
      },
      clashes: [],
    });
  });

  it('are asked about a list of words from which both took the same and put in something else', () => {
    const [theirs, mine] = [{ channels: ['facebook'] }, { channels: ['telegram'] }];
    expect(mergeDocuments({ channels: ['site'] }, theirs, mine).clashes).toMatchObject([{ path: 'channels' }]);
  });

  it('who each made something under one id are asked which of the two it is', () => {
    const before = { entries: [] };
    const [theirs, mine] = [{ entries: [{ id: 'a', quote: 'их' }] }, { entries: [{ id: 'a', text: 'моё' }] }];
    expect(mergeDocuments(before, theirs, mine).clashes).toMatchObject([{ path: 'entries[a]' }]);
  });

  it('go language by language in a text', () => {
    const before = { title: { ru: 'Нет света', kk: 'Жарық жоқ' } };
    const theirs = { title: { ru: 'Нет света в городе', kk: 'Жарық жоқ' } };
    const mine = { title: { ru: 'Нет света', kk: 'Қалада жарық жоқ', en: 'No light' } };
    expect(mergeDocuments(before, theirs, mine)).toEqual({
      document: { title: { ru: 'Нет света в городе', kk: 'Қалада жарық жоқ', en: 'No light' } },
      clashes: [],
    });
    const other = { title: { ru: 'Света нет', kk: 'Жарық жоқ' } };
    expect(mergeDocuments(before, theirs, other).clashes).toMatchObject([{ path: 'title.ru' }]);
  });

  it('go part by part in a list of parts', () => {
    const entry = (id: string, text: string) => ({ id, text });
    const before = { entries: [entry('a', 'раз'), entry('b', 'два'), entry('c', 'три')] };
    const theirs = { entries: [entry('a', 'раз!'), entry('b', 'два'), entry('d', 'их')] };
    const mine = { entries: [entry('a', 'раз'), entry('b', 'два!'), entry('c', 'три'), entry('e', 'моё')] };
    expect(mergeDocuments(before, theirs, mine)).toEqual({
      document: { entries: [entry('a', 'раз!'), entry('b', 'два!'), entry('d', 'их'), entry('e', 'моё')] },
      clashes: [],
    });
    const changed = { entries: [entry('a', 'раз'), entry('b', 'два'), entry('c', 'три!')] };
    expect(mergeDocuments(before, theirs, changed).clashes).toEqual([
      { path: 'entries[c]', before: entry('c', 'три'), theirs: null, mine: entry('c', 'три!') },
    ]);
    const both = { entries: [entry('a', 'раз?'), entry('b', 'два'), entry('c', 'три')] };
    expect(mergeDocuments(before, theirs, both).clashes).toMatchObject([{ path: 'entries[a].text' }]);
  });

  it('are asked about fields that mean something only together, though each changed another', () => {
    const before = { phrase: null, due: null, test: null };
    const theirs = { ...before, phrase: 'к пятнице' };
    const mine = { ...before, due: '2019-07-26' };
    expect(mergeDocuments(before, theirs, mine, [['phrase', 'due']]).clashes.map(({ path }) => path)).toEqual([
      'phrase',
      'due',
    ]);
    expect(mergeDocuments(before, theirs, { ...before, test: 'x' }, [['phrase', 'due']]).clashes).toEqual([]);
  });

  it('are asked about everything that differs where it is not known what was there', () => {
    const { clashes } = mergeDocuments(null, { text: 'их', kind: 'event' }, { text: 'моё', kind: 'event' });
    expect(clashes).toEqual([{ path: 'text', before: null, theirs: 'их', mine: 'моё' }]);
  });

  it('lose nothing where only one of them wrote, whatever it was', () => {
    fc.assert(
      fc.property(arbitraryIncident, arbitraryIncident, (one, two) => {
        const [before, after] = [writeIncident(one), writeIncident(two)];
        for (const merged of [mergeDocuments(before, before, after), mergeDocuments(before, after, before)]) {
          expect(merged.clashes).toEqual([]);
          expect(changesBetween(merged.document, after).filter(({ path }) => !path.endsWith('[*]'))).toEqual([]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are asked about every place in which the three differ, and about no other', () => {
    fc.assert(
      fc.property(arbitraryIncident, arbitraryIncident, (one, two) => {
        const [theirs, mine] = [writeIncident(one), writeIncident(two)];
        const { clashes } = mergeDocuments(null, theirs, mine);
        for (const { theirs: a, mine: b } of clashes) expect(JSON.stringify(a)).not.toBe(JSON.stringify(b));
        expect(mergeDocuments(null, mine, mine).clashes).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('lose no word that either wrote, and get back none that either took out, without being asked', () => {
    fc.assert(
      fc.property(twoWriters, ({ before, theirs, mine }) => {
        const { document, clashes } = mergeDocuments(before, theirs, mine);
        const [whole, asked] = [JSON.stringify(document), JSON.stringify(clashes)];
        const of = (each: object) => new Set(JSON.stringify(each).match(MARK));
        for (const mark of [...of(theirs), ...of(mine)].filter((each) => !of(before).has(each)))
          expect([mark, whole.includes(mark) || asked.includes(mark)]).toEqual([mark, true]);
        for (const mark of of(before))
          if (!of(theirs).has(mark) || !of(mine).has(mark))
            expect([mark, whole.includes(mark) && !asked.includes(mark)]).toEqual([mark, false]);
      }),
      { numRuns: 300 },
    );
  });

  it('get the same and are asked the same, whoever of them saves first', () => {
    fc.assert(
      fc.property(twoWriters, ({ before, theirs, mine }) => {
        const one = mergeDocuments(before, theirs, mine);
        const other = mergeDocuments(before, mine, theirs);
        const asked = one.clashes.map((clash) => ({ ...clash, path: '', theirs: clash.mine, mine: clash.theirs }));
        expect(sorted(asked)).toEqual(sorted(other.clashes.map((clash) => ({ ...clash, path: '' }))));
        if (asked.length === 0) expect(sorted(one.document)).toEqual(sorted(other.document));
      }),
      { numRuns: 300 },
    );
  });
});

/** Words that each stand for one writing of one person, or for what stood there before both. */
const MARK = /(before|theirs|mine)-\d+-/g;

type Json = Record<string, unknown>;
const ACTS = ['title', 'entry', 'promise', 'check', 'reply', 'move', 'channel'] as const;
const act = fc.record({
  what: fc.constantFrom(...ACTS),
  how: fc.constantFrom('change', 'add', 'remove'),
  where: fc.nat({ max: 9 }),
});

/** A document and what two people made of it, with a mark at everything that they wrote. */
const twoWriters = fc
  .record({
    incident: arbitraryIncident,
    theirs: fc.array(act, { maxLength: 4 }),
    mine: fc.array(act, { maxLength: 4 }),
  })
  .map(({ incident, theirs, mine }) => {
    const before = marked(writeIncident(incident) as Json);
    const by = (who: string, acts: typeof theirs) =>
      acts.reduce((document, each, index) => written(document, each, `${who}-${index}-`), before);
    return { before, theirs: by('theirs', theirs), mine: by('mine', mine) };
  });

/** With words of its own in every part, so that one sees where each goes. */
function marked(document: Json): Json {
  let count = 0;
  const mark = () => `before-${count++}-`;
  const parts = (name: string, field: string) => partsOf(document, name).map((part) => ({ ...part, [field]: mark() }));
  return {
    ...document,
    entries: parts('entries', 'text'),
    promises: parts('promises', 'text').map((promise) => ({
      ...promise,
      changes: partsOf(promise, 'changes').map((move) => ({ ...move, phrase: mark() })),
    })),
    checks: parts('checks', 'note'),
    replies: parts('replies', 'text'),
  };
}

function written(
  document: Json,
  { what, how, where }: { what: string; how: string; where: number },
  mark: string,
): Json {
  const on = (owner: Json, list: string, field: string, made: Json): Json => {
    const parts = partsOf(owner, list);
    if (how === 'add') return { ...owner, [list]: [...parts, { ...made, [field]: mark }] };
    const at = where % Math.max(parts.length, 1);
    const left = parts.flatMap((part, index) =>
      index !== at ? [part] : how === 'remove' ? [] : [{ ...part, [field]: mark }],
    );
    return { ...owner, [list]: left };
  };
  const within = (list: string, change: (part: Json) => Json): Json => {
    const parts = partsOf(document, list);
    return { ...document, [list]: parts.map((part, index) => (index === where % parts.length ? change(part) : part)) };
  };
  const at = { precision: 'day', at: `2024-02-0${1 + (where % 9)}` };
  switch (what) {
    case 'entry':
      return on(document, 'entries', 'text', { id: `new-${mark}`, at });
    case 'promise':
      return on(document, 'promises', 'text', { id: `new-${mark}` });
    case 'check':
      return on(document, 'checks', 'note', { at, channels: ['site'], for: 'first_post' });
    case 'reply':
      return on(document, 'replies', 'text', { to: 'x', at });
    case 'move':
      return within('promises', (promise) => on(promise, 'changes', 'phrase', { entry: `entry-${where}` }));
    case 'channel':
      return within('checks', (check) => ({ ...check, channels: [...(check.channels as string[]), mark] }));
    default:
      return { ...document, title: { ...(document.title as Json), kk: mark } };
  }
}

const partsOf = (owner: Json, list: string): Json[] => (owner[list] ?? []) as Json[];

/** The same whatever the order of its lists. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(sorted)
      .map((item) => JSON.stringify(item))
      .sort();
  if (typeof value !== 'object' || value === null) return value;
  const filled = Object.entries(value).filter(
    ([, part]) => !(part === null || (Array.isArray(part) && part.length === 0)),
  );
  return Object.fromEntries(filled.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}
