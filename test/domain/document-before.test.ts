import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, writeIncident } from '../../src/domain/document.ts';
import { documentBefore } from '../../src/domain/document-before.ts';
import { arbitraryIncident } from '../support/arbitrary.ts';

describe('A document before its changes', () => {
  it('is the one from which they were made, whatever the two are', () => {
    fc.assert(
      fc.property(arbitraryIncident, arbitraryIncident, (one, other) => {
        const [before, after] = [writeIncident(one), writeIncident(other)];
        const back = documentBefore(after, changesBetween(before, after));
        // But for the order of ids, which nothing here hangs on.
        expect(changesBetween(before, back).filter(({ path }) => !path.endsWith('[*]'))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('changes neither of its arguments', () => {
    const after = { promises: [{ id: 'a', due: '2019-07-26' }] };
    const changes = [{ path: 'promises[a].due', before: '2019-07-25', after: '2019-07-26' }];
    expect(documentBefore(after, changes)).toEqual({ promises: [{ id: 'a', due: '2019-07-25' }] });
    expect(after).toEqual({ promises: [{ id: 'a', due: '2019-07-26' }] });
  });

  it('takes an id of digits for an id, and an index for an index', () => {
    const after = { entries: [{ id: '1', text: 'new' }], checks: [{ for: 'p' }, { for: 'q' }] };
    const changes = [
      { path: 'entries[1].text', before: 'old', after: 'new' },
      { path: 'checks[0]', before: null, after: { for: 'p' } },
      { path: 'checks[1]', before: null, after: { for: 'q' } },
    ];
    expect(documentBefore(after, changes)).toEqual({ entries: [{ id: '1', text: 'old' }], checks: [] });
  });
});
