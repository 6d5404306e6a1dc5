import { type RowIndex, remember, rowsOfWord } from './index-rows.ts';
import type { Language } from './language.ts';
import type { Token } from './text.ts';

/** The pieces that digits may begin, and those that a numeral may. */
export const OF_DIGITS = [
  'n',
  'dom',
  'domord',
  'ordinal',
  'numdate',
  'year',
  'yearord',
  'clock',
  'hour',
  'minute',
] as const;
const OF_NUMERALS = ['n', 'dom', 'ordinal', 'hour'] as const;

export type Starts = {
  /** for each piece, the pieces that may begin with it, itself included */
  readonly above: ReadonlyMap<string, ReadonlySet<string>>;
  readonly known: Map<string, ReadonlySet<string>>;
};

/** Which pieces may begin with which: worked out once for a language. */
export function startsOf(pieces: ReadonlyMap<string, RowIndex>): Starts {
  const parents = new Map<string, Set<string>>();
  for (const [name, index] of pieces) {
    for (const first of index.byName.keys()) parents.set(first, (parents.get(first) ?? new Set()).add(name));
  }
  const above = new Map<string, Set<string>>();
  for (const name of new Set([...parents.keys(), ...pieces.keys()])) {
    const reached = new Set([name]);
    for (const one of reached) for (const parent of parents.get(one) ?? []) reached.add(parent);
    above.set(name, reached);
  }
  return { above, known: new Map() };
}

/** What stands for a token in the memories: a word itself, one key for all digits that no table names. */
export const keyOf = (token: Token, language: Language): string => token[language.spelling];

/** The names of the pieces that may begin with a token. */
export function namesAt(
  token: Token,
  language: Language,
  pieces: ReadonlyMap<string, RowIndex>,
  starts: Starts,
): ReadonlySet<string> {
  const word = keyOf(token, language);
  const before = starts.known.get(word);
  if (before) return before;
  const names = new Set<string>();
  const reach = (name: string): void => {
    for (const one of starts.above.get(name) ?? [name]) names.add(one);
  };
  if (token.type === 'number') for (const name of OF_DIGITS) reach(name);
  else {
    if (language.number(word) !== undefined || language.ordinal(word) !== undefined)
      for (const name of OF_NUMERALS) reach(name);
    if (token.type === 'word') for (const { name } of language.words(word)) reach(name);
  }
  for (const [name, index] of pieces) if (rowsOfWord(index, word).length > 0) reach(name);
  remember(starts.known, word, names);
  return names;
}
