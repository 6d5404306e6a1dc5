import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocuments } from '../../src/domain/document.ts';

const valuesOf = (text: string) => {
  const parsed = parseDocuments(text);
  return parsed.ok ? parsed.values.map(({ value, line, index }) => [value, line, index]) : parsed.errors;
};
const errorsOf = (text: string) => {
  const parsed = parseDocuments(text);
  return parsed.ok ? [] : parsed.errors.map(({ line, column, value, expected }) => [line, column, value, expected.key]);
};

describe('Documents in a text', () => {
  it('are one JSON value, an array of them, or JSON Lines with the number of their line', () => {
    expect(valuesOf('\uFEFF{\n "a": 1\n}\n')).toEqual([[{ a: 1 }, null, null]]);
    expect(valuesOf('[{"a":1},\n{"a":2}]')).toEqual([
      [{ a: 1 }, null, 0],
      [{ a: 2 }, null, 1],
    ]);
    expect(valuesOf('\uFEFF{"a":1}\r\n\r\n{"a":2}\r\n')).toEqual([
      [{ a: 1 }, 1, null],
      [{ a: 2 }, 3, null],
    ]);
    expect(valuesOf('{"a":1}\n')).toEqual([[{ a: 1 }, null, null]]);
  });

  it('are refused where there are none', () => {
    for (const empty of ['', ' \n', '\uFEFF', '[]', ' [ ] '])
      expect(errorsOf(empty).map(([, , , key]) => key)).toEqual(['something']);
  });

  it('are refused with line, column and what stands there', () => {
    expect(errorsOf('{\n  "a": 1,\n  "b" 2\n}')).toEqual([[3, 7, '2', 'json']]);
    expect(errorsOf('{"a": [1, 2}')).toEqual([[1, 12, '}', 'json']]);
    expect(errorsOf('{"a": "б\nв"}')).toEqual([[1, 7, '"б', 'json']]);
    expect(errorsOf('{"a": 01}')).toEqual([[1, 8, '1}', 'json']]);
    expect(errorsOf('{"a": 1,}')).toEqual([[1, 9, '}', 'json']]);
    expect(errorsOf('{"a": 1}}')).toEqual([[1, 9, '}', 'json']]);
    expect(errorsOf('{"a": 1')).toEqual([[1, 8, '', 'json']]);
    expect(errorsOf('slug;kind')).toEqual([[1, 1, 'slug;kind', 'json']]);
  });

  it('are refused line by line, every line at once', () => {
    expect(errorsOf('{"a":1}\n{"a":\n\n{"b":2}\nx')).toEqual([
      [2, 6, '', 'json'],
      [5, 1, 'x', 'json'],
    ]);
  });

  it('stop being JSON exactly where a cut is felt', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.nat(), (value, cut) => {
        const text = JSON.stringify({ value });
        const part = text.slice(0, 1 + (cut % (text.length - 1)));
        const parsed = parseDocuments(part);
        expect(parsed.ok).toBe(false);
      }),
    );
  });
});
