import { type CompiledRow, compile, type Row } from './pattern.ts';

/** Rows by what they begin with, so that a place in the text meets only the rows that can match there. */
export type RowIndex = {
  readonly byWord: ReadonlyMap<string, readonly CompiledRow[]>;
  readonly byStem: ReadonlyMap<string, readonly (readonly [stem: string, row: CompiledRow])[]>;
  readonly byName: ReadonlyMap<string, readonly CompiledRow[]>;
  /** the rows for a word, once worked out */
  readonly known: Map<string, readonly CompiledRow[]>;
};

const STEM_KEY = 2;
/** Words are remembered up to this many; then the memory is emptied. */
const MOST_KNOWN = 20_000;

/** A row whose first piece may be missing is two rows. */
function withoutOptionalStart(row: CompiledRow): CompiledRow[] {
  const [first, ...rest] = row.pieces;
  if (!first?.optional || rest.length === 0) return [row];
  return [
    { ...row, pieces: [{ ...first, optional: false }, ...rest] },
    ...withoutOptionalStart({ ...row, pieces: rest }),
  ];
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

export function indexRows(rows: readonly Row[], spell: (word: string) => string): RowIndex {
  const byWord = new Map<string, CompiledRow[]>();
  const byStem = new Map<string, [string, CompiledRow][]>();
  const byName = new Map<string, CompiledRow[]>();
  for (const row of compile(rows, spell).flatMap(withoutOptionalStart)) {
    const first = row.pieces[0];
    if (first?.name) add(byName, first.name, row);
    for (const word of first?.words ?? []) add(byWord, word, row);
    for (const stem of first?.stems ?? []) add(byStem, stem.slice(0, STEM_KEY), [stem, row]);
  }
  return { byWord, byStem, byName, known: new Map() };
}

/** The rows that begin with the very word (not those that begin with a piece). */
export function rowsOfWord(index: RowIndex, word: string): readonly CompiledRow[] {
  const found = [...(index.byWord.get(word) ?? [])];
  for (const [stem, row] of index.byStem.get(word.slice(0, STEM_KEY)) ?? []) if (word.startsWith(stem)) found.push(row);
  return found;
}

/** The rows that may begin with `word`, itself or as the start of one of the pieces `names`; in the order of the table. */
export function rowsAt(index: RowIndex, word: string, names: ReadonlySet<string>): readonly CompiledRow[] {
  const before = index.known.get(word);
  if (before) return before;
  const found = [...rowsOfWord(index, word)];
  for (const name of names) found.push(...(index.byName.get(name) ?? []));
  found.sort((a, b) => a.order - b.order);
  remember(index.known, word, found);
  return found;
}

export function remember<Value>(known: Map<string, Value>, key: string, value: Value): void {
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, value);
}
