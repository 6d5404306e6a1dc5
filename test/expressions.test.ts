import { describe, expect, it } from 'vitest';
import { isRunaway, listExpressions } from './support/regexes.ts';

/** Nothing stands after the part that repeats: there is nothing to fail, and so nothing that is tried again. */
const NEVER_FAIL = ['src/domain/search/words.ts'];

describe('Expressions', () => {
  it('that work twice as long for every letter are seen', () => {
    const runaway = ['(a+)+$', '^(\\w+\\s?)*$', '(?:[a-z]*)*x', '((ab)*)+', '(.*,)*x', '(\\d+|x)+$', '([a-z]+){2,}'];
    expect(runaway.filter((source) => !isRunaway(source))).toEqual([]);
    const sound = ['^\\d+(\\.\\d+)*$', '(?:,[a-z]+)*', '[a-z]+', '(?:[a-z]+/)+', 'a(bc)+', '[^,]*', '(\\[[^\\]]*\\])*'];
    expect(sound.filter(isRunaway)).toEqual([]);
  });

  it('of ours are none of these', () => {
    const all = listExpressions();
    expect(all.length).toBeGreaterThan(200);
    const runaway = all.filter(({ file, source }) => isRunaway(source) && !NEVER_FAIL.includes(file));
    expect(runaway.map(({ file, source }) => `${file}: ${source}`)).toEqual([]);
  });
});
