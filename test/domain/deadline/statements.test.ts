import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dues } from './said.ts';

/**
 * Statements with what else officials say around a deadline. A line: the text, then each due day after a bar; a loose word by
 * its kind; nothing where there is no deadline. A line "@ time" says when those below it were said, in Almaty.
 */
function statementsOf(lang: string): (readonly [text: string, at: string, ...due: string[]])[] {
  let at = '';
  const lines = readFileSync(new URL(`statements/${lang}.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.flatMap((line) => {
    if (line.startsWith('@ ')) {
      at = line.slice(2);
      return [];
    }
    const [text = '', ...due] = line.split(' | ');
    return [[text, at, ...due] as const];
  });
}

describe.each([['ru'], ['kk'], ['en']])('the deadline reader on statements in %s', (lang) => {
  it.each(statementsOf(lang))('reads %s', (text, at, ...due) => {
    expect(dues(text, at)).toEqual(due);
  });
});
