import { type Asked, keysOf, type Said, type Stemmers } from './keys.ts';
import { wordsOf } from './words.ts';

/** A piece of a text; `found`: it is one of the words that were asked for. */
export type Piece = { text: string; found: boolean };

const LONGEST = 240;
/** Letters that stand before the first word that was found. */
const BEFORE = 60;

/** The text, or the part of it around the first word that was found, in pieces. Cut ends are marked by an ellipsis. */
export function snippetOf({ text, lang }: Said, asked: Asked, by: Stemmers): Piece[] {
  const keys = new Set(asked.words.flat());
  const marks = wordsOf(text).filter((word) => keysOf(word, lang, by).some((key) => keys.has(key)));
  const { start, end } = window(text, marks[0]?.start ?? 0);
  const pieces: Piece[] = [];
  let at = start;
  const push = (to: number, found: boolean) => {
    if (to > at) pieces.push({ text: text.slice(at, to), found });
    at = to;
  };
  for (const mark of marks) {
    if (mark.start < start || mark.end > end) continue;
    push(mark.start, false);
    push(mark.end, true);
  }
  push(end, false);
  return [
    ...(start > 0 ? [{ text: '… ', found: false }] : []),
    ...pieces,
    ...(end < text.length ? [{ text: ' …', found: false }] : []),
  ];
}

/** Cut between words, and short texts not at all. */
function window(text: string, first: number): { start: number; end: number } {
  if (text.length <= LONGEST) return { start: 0, end: text.length };
  const from = Math.max(0, first - BEFORE);
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  const limit = start + LONGEST;
  if (limit >= text.length) return { start, end: text.length };
  const space = text.lastIndexOf(' ', limit);
  return { start, end: space > first ? space : limit };
}
