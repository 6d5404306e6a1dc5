import { foldKazakh, plainWord } from './fold.ts';
import { indexRows, type RowIndex, rowsAt } from './index-rows.ts';
import type { Cue, Language } from './language.ts';
import {
  type Place,
  readClock,
  readCount,
  readDayOfMonth,
  readHour,
  readMinute,
  readNumericDate,
  readOrdinal,
  readYear,
} from './numbers.ts';
import { type Found, matchRow, type Scope } from './pattern.ts';
import type { Lang, Reading } from './reading.ts';
import type { Stretch, Token } from './text.ts';

/**
 * A phrase that a table knows, at [from, to) of the tokens; not yet judged. `starts` is where the quoted words begin. `others`
 * are other ways to read the same words («до 3 часов»: a length or an hour), tried in order.
 */
export type Phrase = {
  readonly lang: Lang;
  readonly from: number;
  readonly starts: number;
  readonly to: number;
  readonly reading: Reading;
  readonly others: readonly Reading[];
};
/** What a word or phrase at [from, to) says about its sentence. */
export type CueAt = { readonly cue: Cue; readonly from: number; readonly to: number };

/** A language whose tables are indexed once. */
export type Prepared = {
  readonly language: Language;
  readonly phrases: RowIndex;
  readonly pieces: ReadonlyMap<string, RowIndex>;
  readonly anchors: RowIndex;
  readonly meanwhile: RowIndex;
  readonly cues: RowIndex;
  readonly cueNames: readonly (Cue | 'none')[];
};

export function prepare(language: Language): Prepared {
  const spell = language.spelling === 'folded' ? foldKazakh : plainWord;
  const index = (rows: Parameters<typeof indexRows>[0]): RowIndex => indexRows(rows, spell);
  return {
    language,
    phrases: index(language.phrases),
    pieces: new Map(Object.entries(language.pieces).map(([name, rows]) => [name, index(rows)])),
    anchors: index(language.anchors),
    meanwhile: index(language.meanwhile),
    cues: index(language.cues.map(([pattern]) => [pattern] as const)),
    cueNames: language.cues.map(([, cue]) => cue),
  };
}

const READERS: Readonly<Record<string, (place: Place, at: number) => Found[]>> = {
  n: readCount,
  dom: (place, at) => readDayOfMonth(place, at, false),
  domord: (place, at) => readDayOfMonth(place, at, true),
  ordinal: readOrdinal,
  numdate: readNumericDate,
  year: readYear,
  clock: readClock,
  hour: readHour,
  minute: readMinute,
};

/** The longest of each end; a piece found twice at the same place is one. */
function distinct(found: readonly Found[]): Found[] {
  const seen = new Map<string, Found>();
  for (const one of found) {
    const key = `${one.to} ${one.tag ?? ''}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

function rowMatches(
  index: RowIndex,
  at: number,
  scope: Scope,
  visit: (row: { order: number }, found: Found) => void,
): void {
  const token = scope.tokens[at];
  if (!token) return;
  for (const row of rowsAt(index, scope.spelling(token)))
    for (const found of matchRow(row, at, scope)) visit(row, found);
  for (const row of index.byName) for (const found of matchRow(row, at, scope)) visit(row, found);
}

/** A matcher over one sentence; what a piece means at a place is worked out once. */
export function scopeOf(prepared: Prepared, tokens: readonly Token[], stretch: Stretch): Scope {
  const { language } = prepared;
  const place: Place = { tokens, to: stretch.to, language };
  const known = new Map<string, readonly Found[]>();
  const scope: Scope = {
    tokens,
    to: stretch.to,
    spelling: (token) => token[language.spelling],
    named(name, at) {
      const key = `${name} ${at}`;
      const before = known.get(key);
      if (before) return before;
      known.set(key, []);
      const found = distinct(look(name, at));
      known.set(key, found);
      return found;
    },
  };
  function look(name: string, at: number): Found[] {
    const reader = READERS[name];
    if (reader) return reader(place, at);
    const found: Found[] = [];
    const rows = prepared.pieces.get(name);
    if (rows) rowMatches(rows, at, scope, (_, one) => found.push(one));
    const token = tokens[at];
    if (!rows && token?.type === 'word' && at < stretch.to) {
      for (const word of language.words(token[language.spelling])) {
        if (word.name === name)
          found.push({ to: at + 1, reading: word.reading, ...(word.tag ? { tag: word.tag } : {}) });
      }
    }
    return found.sort((a, b) => b.to - a.to);
  }
  return scope;
}

const canStart = (prepared: Prepared, token: Token, known: Map<string, boolean>): boolean => {
  if (token.type === 'number') return true;
  const word = token[prepared.language.spelling];
  const before = known.get(word);
  if (before !== undefined) return before;
  const { language, phrases, pieces } = prepared;
  const starts =
    rowsAt(phrases, word).length > 0 ||
    language.number(word) !== undefined ||
    language.ordinal(word) !== undefined ||
    (token.type === 'word' && language.words(word).length > 0) ||
    [...pieces.values()].some((index) => rowsAt(index, word).length > 0);
  known.set(word, starts);
  return starts;
};

/** The phrases of one sentence, left to right, the longest at each place; none overlaps another. */
export function phrasesIn(prepared: Prepared, scope: Scope, stretch: Stretch, starts: Map<string, boolean>): Phrase[] {
  const phrases: Phrase[] = [];
  for (let at = stretch.from; at < stretch.to; ) {
    const token = scope.tokens[at];
    let best: { found: Found; order: number }[] = [];
    if (token && canStart(prepared, token, starts)) {
      rowMatches(prepared.phrases, at, scope, ({ order }, found) => {
        const to = best[0]?.found.to ?? at;
        if (found.to > to) best = [{ found, order }];
        else if (found.to === to && found.to > at) best.push({ found, order });
      });
    }
    const ways = best.sort((a, b) => a.order - b.order).map(({ found }) => found);
    const first = ways.find(({ reading }) => reading.nothing) ?? ways[0];
    if (first) {
      const others = ways.map(({ reading }) => reading).filter((reading) => reading !== first.reading);
      const { lang } = prepared.language;
      phrases.push({ lang, from: at, starts: first.starts ?? at, to: first.to, reading: first.reading, others });
    }
    at = first ? first.to : at + 1;
  }
  return phrases;
}

/** True when one of the rows begins at `at`. */
export function beginsAt(index: RowIndex, at: number, scope: Scope): boolean {
  let found = false;
  rowMatches(index, at, scope, () => {
    found = true;
  });
  return found;
}

const NOT_VERBS: ReadonlySet<Cue> = new Set<Cue>(['start', 'term', 'outage']);

/** The cues of one sentence: table rows first (the longest hides shorter ones inside it), then verb endings. */
export function cuesIn(prepared: Prepared, scope: Scope, stretch: Stretch): CueAt[] {
  const cues: CueAt[] = [];
  let hiddenTo = stretch.from;
  for (let at = stretch.from; at < stretch.to; at += 1) {
    const token = scope.tokens[at];
    if (!token || token.type !== 'word') continue;
    let longest = at;
    const here: CueAt[] = [];
    rowMatches(prepared.cues, at, scope, (row, found) => {
      const cue = prepared.cueNames[row.order];
      if (found.to > longest) longest = found.to;
      if (cue && cue !== 'none') here.push({ cue, from: at, to: found.to });
    });
    if (longest > at) {
      if (at >= hiddenTo || here.some((one) => one.to > hiddenTo))
        cues.push(...here.filter((one) => one.to === longest));
      hiddenTo = Math.max(hiddenTo, longest);
      const isPlain = longest === at + 1 && here.length > 0 && here.every(({ cue }) => NOT_VERBS.has(cue));
      if (!isPlain) continue;
    } else if (at < hiddenTo) continue;
    const word = token[prepared.language.spelling];
    const next = scope.tokens[at + 1];
    if (next && at + 1 < stretch.to && prepared.language.negations?.has(word)) {
      const denied = prepared.language.verb(next[prepared.language.spelling]);
      if (denied === 'will' || denied === 'soon') cues.push({ cue: 'not', from: at, to: at + 2 });
    }
    const cue = prepared.language.verb(word);
    // «апатты» is no past verb: those end their clause
    const ends = at + 1 >= stretch.to || scope.tokens[at + 1]?.type === 'sign';
    const isNoun = prepared.language.verbLast && (cue === 'past' || cue === 'done') && !ends;
    const before = scope.tokens[at - 1];
    const isPassive = cue === 'past' && before !== undefined && prepared.language.passive?.has(before.plain);
    if (cue && !isNoun && !isPassive) cues.push({ cue, from: at, to: at + 1 });
  }
  return cues;
}
