import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../src/domain/document.ts';

const document = {
  title: { ru: 'Прорыв' },
  entries: [
    { id: 'tweet', quote: 'до пятницы', answers: ['what', 'who'] },
    { id: 'details', quote: null },
  ],
  promises: [{ id: 'results', due: '2019-07-26', changes: [{ entry: 'tweet', due: null }] }],
};

describe('Changes between documents', () => {
  it('name the words that changed, found by the id of what they belong to', () => {
    const after = structuredClone(document);
    after.entries.reverse();
    Object.assign(after.entries[1] ?? {}, { quote: 'до субботы' });
    expect(changesBetween(document, after)).toEqual([
      { path: 'entries[tweet].quote', before: 'до пятницы', after: 'до субботы' },
      { path: 'entries[*]', before: ['tweet', 'details'], after: ['details', 'tweet'] },
    ]);
  });

  it('name what came and what went as a whole', () => {
    const after = { ...document, entries: [{ id: 'new', quote: 'x' }, document.entries[1]], summary: { kk: 'Су' } };
    expect(changesBetween(document, after)).toEqual([
      { path: 'entries[tweet]', before: document.entries[0], after: null },
      { path: 'entries[new]', before: null, after: { id: 'new', quote: 'x' } },
      { path: 'summary', before: null, after: { kk: 'Су' } },
    ]);
  });

  it('match lists without ids by index, and take a list of words as one value', () => {
    const after = structuredClone(document);
    Object.assign(after.promises[0] ?? {}, {
      changes: [
        { entry: 'tweet', due: '2019-08-01' },
        { entry: 'details', due: null },
      ],
    });
    Object.assign(after.entries[0] ?? {}, { answers: ['what'] });
    expect(changesBetween(document, after)).toEqual([
      { path: 'entries[tweet].answers', before: ['what', 'who'], after: ['what'] },
      { path: 'promises[results].changes[0].due', before: null, after: '2019-08-01' },
      { path: 'promises[results].changes[1]', before: null, after: { entry: 'details', due: null } },
    ]);
  });

  it('know that absent, null and empty are the same', () => {
    expect(changesBetween({ a: 1, checks: [], ended: null }, { a: 1 })).toEqual([]);
    expect(changesBetween({ promises: [{ id: 'p', due: null }] }, {})).toEqual([
      { path: 'promises[p]', before: { id: 'p', due: null }, after: null },
    ]);
  });

  it('are the whole document where there was none', () => {
    expect(changesBetween(undefined, document)).toEqual([{ path: '$', before: null, after: document }]);
    expect(changesBetween(document, null)).toEqual([{ path: '$', before: document, after: null }]);
    expect(changesBetween(null, undefined)).toEqual([]);
  });
});
