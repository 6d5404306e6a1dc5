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

  it('are asked about the whole list where both replaced the same item', () => {
    const list = (due: string) => ({ changes: [{ entry: 'tweet', due }] });
    const before = { ...list('2019-07-26') };
    expect(mergeDocuments(before, list('2019-07-27'), list('2019-07-28')).clashes).toMatchObject([{ path: 'changes' }]);
    expect(mergeDocuments(before, list('2019-07-27'), before)).toEqual({ document: list('2019-07-27'), clashes: [] });
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
});
