import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../..', import.meta.url);
const text = readFileSync(new URL('docs/security.md', ROOT), 'utf8');

/** Requirements of levels 1 and 2 in each section of ASVS 5.0.0: they come first, those of level 3 after them. V10 and V17 are left out whole. */
const SECTIONS: Readonly<Record<string, number>> = {
  'V1.1': 2,
  'V1.2': 9,
  'V1.3': 11,
  'V1.4': 3,
  'V1.5': 2,
  'V2.1': 3,
  'V2.2': 3,
  'V2.3': 4,
  'V2.4': 1,
  'V3.2': 2,
  'V3.3': 4,
  'V3.4': 6,
  'V3.5': 5,
  'V3.7': 2,
  'V4.1': 3,
  'V4.2': 1,
  'V4.3': 2,
  'V4.4': 4,
  'V5.1': 1,
  'V5.2': 3,
  'V5.3': 2,
  'V5.4': 3,
  'V6.1': 3,
  'V6.2': 12,
  'V6.3': 4,
  'V6.4': 4,
  'V6.5': 5,
  'V6.6': 3,
  'V6.8': 4,
  'V7.1': 3,
  'V7.2': 4,
  'V7.3': 2,
  'V7.4': 5,
  'V7.5': 2,
  'V7.6': 2,
  'V8.1': 2,
  'V8.2': 3,
  'V8.3': 1,
  'V8.4': 1,
  'V9.1': 3,
  'V9.2': 4,
  'V11.1': 2,
  'V11.2': 3,
  'V11.3': 3,
  'V11.4': 4,
  'V11.5': 1,
  'V11.6': 1,
  'V12.1': 3,
  'V12.2': 2,
  'V12.3': 4,
  'V13.1': 1,
  'V13.2': 5,
  'V13.3': 2,
  'V13.4': 5,
  'V14.1': 2,
  'V14.2': 4,
  'V14.3': 3,
  'V15.1': 3,
  'V15.2': 3,
  'V15.3': 7,
  'V16.1': 1,
  'V16.2': 5,
  'V16.3': 4,
  'V16.4': 3,
  'V16.5': 3,
};
const ALL = Object.entries(SECTIONS).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
);

const rows = [...text.matchAll(/^\| (V[\d.]+) \| ([^|]+) \| (.+) \|$/gm)].map(([, id = '', state = '', how = '']) => ({
  id,
  state,
  how,
}));
const left = [...text.matchAll(/^\| (V[\d.]+(?:, V[\d.]+)*) \| [^|]+ \|$/gm)].flatMap(([, ids = '']) =>
  ids.split(', '),
);

describe('docs/security.md', () => {
  it('speaks of every requirement of ASVS 5.0.0 up to level 2, once', () => {
    expect([...rows.map(({ id }) => id), ...left].sort()).toEqual([...ALL].sort());
  });

  it('says of each that it is met, the operator’s, or not met', () => {
    expect(rows.filter(({ state }) => !['met', 'operator', 'not met'].includes(state))).toEqual([]);
  });

  it('gives a test, a place or a page for what is met, and a reason for what is not', () => {
    const vague = rows.filter(({ state, how }) =>
      state === 'met'
        ? !/`[\w./-]+\.tsx?`|\.md\)|above,|there are none|do not expire|there is no third|is made of/.test(how)
        : how.length < 15,
    );
    expect(vague).toEqual([]);
  });

  it('names only tests and files that are there', () => {
    const named = rows.flatMap(({ how }) =>
      [...how.matchAll(/`((?:src|test|views)\/[\w./-]+)`/g)].map(([, path = '']) => path),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
  });
});
