import { type CompiledRow, compile, type Row } from './pattern.ts';

/** Rows by the word they begin with, so that a place in the text meets only the rows that can match there. */
export type RowIndex = {
  readonly byWord: ReadonlyMap<string, readonly CompiledRow[]>;
  readonly byStem: ReadonlyMap<string, readonly (readonly [stem: string, row: CompiledRow])[]>;
  readonly byName: readonly CompiledRow[];
};

const STEM_KEY = 2;

/** A row whose first piece may be missing is two rows. */
function withoutOptionalStart(row: CompiledRow): CompiledRow[] {
  const [first, ...rest] = row.pieces;
  if (!first?.optional || rest.length === 0) return [row];
  return [
    { ...row, pieces: [{ ...first, optional: false }, ...rest] },
    ...withoutOptionalStart({ ...row, pieces: rest }),
  ];
}

export function indexRows(rows: readonly Row[], spell: (word: string) => string): RowIndex {
  const byWord = new Map<string, CompiledRow[]>();
  const byStem = new Map<string, [string, CompiledRow][]>();
  const byName: CompiledRow[] = [];
  for (const row of compile(rows, spell).flatMap(withoutOptionalStart)) {
    const first = row.pieces[0];
    if (!first) continue;
    if (first.name || first.gap !== undefined) byName.push(row);
    for (const word of first.words ?? []) byWord.set(word, [...(byWord.get(word) ?? []), row]);
    for (const stem of first.stems ?? []) {
      const key = stem.slice(0, STEM_KEY);
      byStem.set(key, [...(byStem.get(key) ?? []), [stem, row]]);
    }
  }
  return { byWord, byStem, byName };
}

/** The rows that begin with the very word (not those that begin with a piece). */
export function rowsAt(index: RowIndex, word: string): readonly CompiledRow[] {
  const exact = index.byWord.get(word);
  const stems = index.byStem.get(word.slice(0, STEM_KEY));
  if (!stems) return exact ?? [];
  const found = stems.filter(([stem]) => word.startsWith(stem)).map(([, row]) => row);
  return exact ? [...exact, ...found] : found;
}
