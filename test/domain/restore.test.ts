import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, writeIncident } from '../../src/domain/document.ts';
import { documentAfter, type Written } from '../../src/domain/restore.ts';
import { arbitraryIncident } from '../support/arbitrary.ts';

const revision = (id: number, act: string, changes: Written['changes'] = [], more: Partial<Written> = {}): Written => ({
  id,
  at: id,
  act,
  public: false,
  changes,
  ...more,
});
const title = (before: string, after: string) => [{ path: 'title.ru', before, after }];
const doc = (ru: string) => ({ title: { ru } });

describe('A revision', () => {
  it('is restored by taking back everything that was written since', () => {
    fc.assert(
      fc.property(fc.array(arbitraryIncident, { minLength: 2, maxLength: 4 }), (drafts) => {
        const documents = drafts.map((draft) => writeIncident(draft));
        const [first] = documents;
        const revisions = documents.map((each, index) =>
          index === 0
            ? revision(1, 'created')
            : revision(index + 1, 'edited', changesBetween(documents[index - 1], each)),
        );
        // Two drafts may be equal: such a press writes nothing.
        fc.pre(revisions.slice(1).every(({ changes }) => changes.length > 0));
        const back = documentAfter(documents.at(-1), revisions.toReversed(), 1);
        expect(changesBetween(first, back).filter(({ path }) => !path.endsWith('[*]'))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('is not undone by a publication, which takes the draft as it is', () => {
    const all = [
      revision(5, 'restored', title('в', 'б')),
      revision(4, 'edited', title('б', 'в')),
      revision(3, 'published', title('а', 'б'), { public: true }),
      revision(2, 'edited', title('а', 'б')),
      revision(1, 'created'),
    ];
    expect([4, 3, 2, 1].map((id) => documentAfter(doc('б'), all, id))).toEqual([
      doc('в'),
      doc('б'),
      doc('б'),
      doc('а'),
    ]);
    expect(documentAfter(doc('б'), all, 9)).toBeUndefined();
  });

  it('of a draft that was thrown away comes back over what was public', () => {
    const all = [
      revision(3, 'removed', title('б', 'а')),
      revision(2, 'edited', title('а', 'б')),
      revision(1, 'created'),
    ];
    expect(documentAfter(doc('а'), all, 2)).toEqual(doc('б'));
  });

  it('before the incident began anew is out of reach', () => {
    const all = [revision(3, 'created'), revision(2, 'removed'), revision(1, 'created')];
    expect([documentAfter(doc('а'), all, 3), documentAfter(doc('а'), all, 1)]).toEqual([doc('а'), undefined]);
  });

  it('is counted back once where the calendar counted draft and public edition anew', () => {
    const due = [{ path: 'title.ru', before: 'а', after: 'б' }];
    const both = [
      revision(4, 'recounted', due, { public: true, at: 9 }),
      revision(3, 'recounted', due, { at: 9 }),
      revision(1, 'created'),
    ];
    expect(documentAfter(doc('б'), both, 1)).toEqual(doc('а'));
    const shown = [revision(4, 'recounted', due, { public: true }), revision(1, 'created')];
    expect(documentAfter(doc('б'), shown, 1)).toEqual(doc('а'));
  });

  it('tells nothing of what was taken back since: the record itself never changed', () => {
    const all = [
      revision(3, 'retracted', [{ path: 'title', before: {}, after: null }], { public: true }),
      revision(2, 'taken_down'),
      revision(1, 'created'),
    ];
    expect(documentAfter(doc('а'), all, 1)).toEqual(doc('а'));
  });
});
