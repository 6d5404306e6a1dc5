import type { Reading } from './reading.ts';
import type { Token } from './text.ts';

/**
 * The little language of the tables. A pattern is words apart by spaces:
 *   word|other      one of these words          сло*   a word that begins so
 *   {name}          something that another table or a built-in reader knows
 *   {name:tag}      only with that tag (Kazakh: the case); a piece has the tag of its last named part
 *   {name>key}      the same, kept aside under `key`
 *   …?              may be missing              ~3     up to three tokens of any kind
 *   ^               the quoted words begin here      $   no word follows: a sign or the end
 * Matching costs a bounded number of steps at each token: patterns do not repeat.
 */
export type Row = readonly [pattern: string, gives?: Reading];

export type Found = { readonly to: number; readonly starts?: number; readonly reading: Reading; readonly tag?: string };

type Key = 'was' | 'more' | 'since';

type Piece = {
  readonly optional: boolean;
  readonly words?: ReadonlySet<string>;
  readonly stems?: readonly string[];
  readonly name?: string;
  readonly tag?: string;
  readonly key?: Key;
  readonly gap?: number;
  readonly start?: boolean;
  readonly end?: boolean;
};

export type CompiledRow = { readonly pieces: readonly Piece[]; readonly gives: Reading; readonly order: number };

const isSign = (word: string): boolean => !/[\p{L}\d]/u.test(word);

function compilePiece(source: string, spell: (word: string) => string): Piece {
  const optional = source.length > 1 && source.endsWith('?');
  const body = optional ? source.slice(0, -1) : source;
  if (source === '^') return { optional: false, start: true };
  if (source === '$') return { optional: false, end: true };
  const gap = /^~(\d)$/.exec(body);
  if (gap) return { optional, gap: Number(gap[1]) };
  const name = /^\{(\w+)(?::(\w+))?(?:>(was|more|since))?\}$/.exec(body);
  if (name?.[1]) {
    return {
      optional,
      name: name[1],
      ...(name[2] ? { tag: name[2] } : {}),
      ...(name[3] ? { key: name[3] as Key } : {}),
    };
  }
  const alternatives = body.split('|');
  const stems = alternatives.filter((word) => word.endsWith('*') && !isSign(word));
  return {
    optional,
    words: new Set(
      alternatives
        .filter((word) => !word.endsWith('*') || isSign(word))
        .map((word) => (isSign(word) ? word : spell(word))),
    ),
    ...(stems.length > 0 ? { stems: stems.map((word) => spell(word.slice(0, -1))) } : {}),
  };
}

export function compile(rows: readonly Row[], spell: (word: string) => string): CompiledRow[] {
  return rows.map(([pattern, gives], order) => ({
    pieces: pattern.split(/\s+/).map((piece) => compilePiece(piece, spell)),
    gives: gives ?? {},
    order,
  }));
}

/** What a matcher needs to know about its language at a place in the text. */
export type Scope = {
  readonly tokens: readonly Token[];
  readonly to: number;
  readonly spelling: (token: Token) => string;
  readonly named: (name: string, at: number) => readonly Found[];
};

function matchesWord({ words, stems }: Piece, word: string): boolean {
  if (words?.has(word)) return true;
  if (stems) for (const stem of stems) if (word.startsWith(stem)) return true;
  return false;
}

const MOST_ENDS = 12;
const NONE: readonly Found[] = [];

/** Whether the second piece of a row can stand at `at`: most rows end here, before anything is made for them. */
function mayFollow(piece: Piece, at: number, scope: Scope): boolean {
  if (piece.optional || piece.start || piece.end || piece.gap !== undefined) return true;
  const token = at < scope.to ? scope.tokens[at] : undefined;
  if (!token) return false;
  return piece.name ? scope.named(piece.name, at).length > 0 : matchesWord(piece, scope.spelling(token));
}

/** Every end that a row can reach from `at`, with what it read; at most a handful. */
export function matchRow(row: CompiledRow, at: number, scope: Scope): readonly Found[] {
  const [first, second] = row.pieces;
  if (first?.name) {
    const begun = scope.named(first.name, at);
    if (begun.length === 0 || (second && !begun.some(({ to }) => mayFollow(second, to, scope)))) return NONE;
  } else if (second && !mayFollow(second, at + 1, scope)) return NONE;
  const found: Found[] = [];
  walk({ row, scope, found }, 0, { place: at, parts: undefined, tag: undefined, starts: undefined });
  return found;
}

type Walk = { readonly row: CompiledRow; readonly scope: Scope; readonly found: Found[] };
/** what the pieces gave so far, the last first; put together only where the row matches to its end */
type Parts =
  | { readonly before: Parts | undefined; readonly key: Key | undefined; readonly reading: Reading }
  | undefined;
type At = { place: number; parts: Parts; tag: string | undefined; starts: number | undefined };

// a function of the module: one made at each call costs more than the matching
function walk(to: Walk, index: number, at: At): void {
  const piece = to.row.pieces[index];
  if (to.found.length >= MOST_ENDS) return;
  if (!piece) to.found.push(foundAt(to.row, at));
  else if (piece.start) walk(to, index + 1, { ...at, starts: at.place });
  else if (piece.end) {
    const next = at.place < to.scope.to ? to.scope.tokens[at.place] : undefined;
    if (!next || next.type === 'sign') walk(to, index + 1, at);
  } else if (piece.gap !== undefined) {
    for (let place = at.place; place <= Math.min(at.place + piece.gap, to.scope.to); place += 1) {
      walk(to, index + 1, { ...at, place });
    }
  } else {
    if (at.place < to.scope.to) walkPiece(to, piece, index, at);
    if (piece.optional) walk(to, index + 1, at);
  }
}

function walkPiece(to: Walk, piece: Piece, index: number, at: At): void {
  const { scope } = to;
  if (!piece.name) {
    const token = scope.tokens[at.place];
    if (token && matchesWord(piece, scope.spelling(token))) {
      walk(to, index + 1, { place: at.place + 1, parts: at.parts, tag: undefined, starts: at.starts });
    }
    return;
  }
  for (const inner of scope.named(piece.name, at.place)) {
    if (piece.tag && inner.tag !== piece.tag) continue;
    const parts = { before: at.parts, key: piece.key, reading: inner.reading };
    walk(to, index + 1, { place: inner.to, parts, tag: inner.tag, starts: at.starts });
  }
}

function together(parts: Parts): Reading {
  if (!parts) return {};
  const before = together(parts.before);
  return Object.assign(before, parts.key ? { [parts.key]: parts.reading } : parts.reading);
}

const foundAt = (row: CompiledRow, { place, parts, tag, starts }: At): Found => ({
  to: place,
  reading: Object.assign(together(parts), row.gives),
  ...(starts === undefined ? {} : { starts }),
  ...(tag ? { tag } : {}),
});
