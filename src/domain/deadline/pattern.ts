import type { Reading } from './reading.ts';
import type { Token } from './text.ts';

/**
 * The little language of the tables. A pattern is words apart by spaces:
 *   word|other      one of these words          сло*   a word that begins so
 *   {name}          something that another table or a built-in reader knows
 *   {name:tag}      only with that tag (Kazakh: the case); a piece has the tag of its last named part
 *   {name>key}      the same, kept aside under `key`
 *   …?              may be missing              ~3     up to three tokens of any kind
 *   ^               the quoted words begin here
 * Matching costs a bounded number of steps at each token: patterns do not repeat.
 */
export type Row = readonly [pattern: string, gives?: Reading];

export type Found = { readonly to: number; readonly starts?: number; readonly reading: Reading; readonly tag?: string };

type Piece = {
  readonly optional: boolean;
  readonly words?: ReadonlySet<string>;
  readonly stems?: readonly string[];
  readonly name?: string;
  readonly tag?: string;
  readonly key?: 'was' | 'more';
  readonly gap?: number;
  readonly start?: boolean;
};

export type CompiledRow = { readonly pieces: readonly Piece[]; readonly gives: Reading; readonly order: number };

function compilePiece(source: string, spell: (word: string) => string): Piece {
  const optional = source.length > 1 && source.endsWith('?');
  const body = optional ? source.slice(0, -1) : source;
  if (source === '^') return { optional: false, start: true };
  const gap = /^~(\d)$/.exec(body);
  if (gap) return { optional, gap: Number(gap[1]) };
  const name = /^\{(\w+)(?::(\w+))?(?:>(was|more))?\}$/.exec(body);
  if (name?.[1]) {
    return {
      optional,
      name: name[1],
      ...(name[2] ? { tag: name[2] } : {}),
      ...(name[3] ? { key: name[3] as 'was' | 'more' } : {}),
    };
  }
  const alternatives = body.split('|');
  const isSign = (word: string): boolean => !/[\p{L}\d]/u.test(word);
  return {
    optional,
    words: new Set(
      alternatives
        .filter((word) => !word.endsWith('*') || isSign(word))
        .map((word) => (isSign(word) ? word : spell(word))),
    ),
    stems: alternatives.filter((word) => word.endsWith('*') && !isSign(word)).map((word) => spell(word.slice(0, -1))),
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

const matchesWord = (piece: Piece, word: string): boolean =>
  piece.words?.has(word) === true || (piece.stems?.some((stem) => word.startsWith(stem)) ?? false);

/** Every end that a row can reach from `at`, with what it read; at most a handful. */
export function matchRow(row: CompiledRow, at: number, scope: Scope): Found[] {
  const found: Found[] = [];
  let starts: number | undefined;
  const walk = (index: number, place: number, reading: Reading, tag: string | undefined): void => {
    if (found.length >= 12) return;
    const piece = row.pieces[index];
    if (!piece) {
      found.push({
        to: place,
        reading: { ...reading, ...row.gives },
        ...(starts === undefined ? {} : { starts }),
        ...(tag ? { tag } : {}),
      });
      return;
    }
    if (piece.start) {
      starts = place;
      walk(index + 1, place, reading, tag);
      return;
    }
    if (piece.gap !== undefined) {
      for (let skipped = 0; skipped <= piece.gap && place + skipped <= scope.to; skipped += 1) {
        walk(index + 1, place + skipped, reading, tag);
      }
      return;
    }
    if (place < scope.to) {
      if (piece.name) {
        for (const inner of scope.named(piece.name, place)) {
          if (piece.tag && inner.tag !== piece.tag) continue;
          const more = piece.key ? { ...reading, [piece.key]: inner.reading } : { ...reading, ...inner.reading };
          walk(index + 1, inner.to, more, inner.tag);
        }
      } else {
        const token = scope.tokens[place];
        if (token && matchesWord(piece, scope.spelling(token))) walk(index + 1, place + 1, reading, undefined);
      }
    }
    if (piece.optional) walk(index + 1, place, reading, tag);
  };
  walk(0, at, {}, undefined);
  return found;
}

/** The words with which a row must begin, or undefined when it may begin with anything. */
export function firstWords(row: CompiledRow): ReadonlySet<string> | undefined {
  const first = row.pieces[0];
  if (!first?.words || first.optional || (first.stems?.length ?? 0) > 0) return undefined;
  return first.words;
}
