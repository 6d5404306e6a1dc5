import { foldKazakh, plainWord } from './fold.ts';
import { indexRows, type RowIndex, remember, rowsAt } from './index-rows.ts';
import type { Cue, Language, Word } from './language.ts';
import {
  type Place,
  readClock,
  readCount,
  readDayOfMonth,
  readHour,
  readMinute,
  readNumericDate,
  readOrdinal,
  readOrdinalYear,
  readYear,
} from './numbers.ts';
import { type CompiledRow, type Found, matchRow, type Scope } from './pattern.ts';
import type { Lang, Reading } from './reading.ts';
import { namesAt, type Starts, startsOf } from './starts.ts';
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
  readonly starts: Starts;
  readonly anchors: RowIndex;
  readonly meanwhile: RowIndex;
  readonly cues: RowIndex;
  readonly cueNames: readonly (Cue | 'none')[];
  /** what the ending of a word says, once worked out */
  readonly verbs: Map<string, Cue | undefined>;
  /** what the tables know a word as, once worked out */
  readonly words: Map<string, readonly Word[]>;
};

export function prepare(language: Language): Prepared {
  const spell = language.spelling === 'folded' ? foldKazakh : plainWord;
  const index = (rows: Parameters<typeof indexRows>[0]): RowIndex => indexRows(rows, spell);
  const pieces = new Map(Object.entries(language.pieces).map(([name, rows]) => [name, index(rows)]));
  return {
    language,
    phrases: index(language.phrases),
    pieces,
    starts: startsOf(pieces),
    anchors: index(language.anchors),
    meanwhile: index(language.meanwhile),
    cues: index(language.cues.map(([pattern]) => [pattern] as const)),
    cueNames: language.cues.map(([, cue]) => cue),
    verbs: new Map(),
    words: new Map(),
  };
}

const READERS: Readonly<Record<string, (place: Place, at: number) => Found[]>> = {
  n: readCount,
  dom: (place, at) => readDayOfMonth(place, at, false),
  domord: (place, at) => readDayOfMonth(place, at, true),
  ordinal: readOrdinal,
  numdate: readNumericDate,
  year: readYear,
  yearord: readOrdinalYear,
  clock: readClock,
  hour: readHour,
  minute: readMinute,
};

const NONE: readonly Found[] = [];
const NO_ROWS: readonly CompiledRow[] = [];

/** The same end twice, with the same tag, is one: the first of the table. */
function distinct(found: readonly Found[]): readonly Found[] {
  if (found.length < 2) return found;
  return found.filter((one, at) => found.findIndex(({ to, tag }) => to === one.to && tag === one.tag) === at);
}

const isShortNumber = (token: Token | undefined): boolean => token?.type === 'number' && token.end - token.start < 4;

/** A number with another right after it, «10 000» or a list, is no count of days and no date. */
const isOfList = (tokens: readonly Token[], at: number): boolean =>
  isShortNumber(tokens[at]) && isShortNumber(tokens[at + 1]);

/** A matcher over one sentence; what a piece means at a place is worked out once. */
export type Matcher = Scope & { readonly prepared: Prepared; readonly place: Place };

export function scopeOf(prepared: Prepared, tokens: readonly Token[], stretch: Stretch): Matcher {
  const { language } = prepared;
  const known: (Map<string, readonly Found[]> | undefined)[] = [];
  const names: (ReadonlySet<string> | undefined)[] = [];
  const matcher: Matcher = {
    prepared,
    place: { tokens, to: stretch.to, language },
    tokens,
    to: stretch.to,
    spelling: (token) => token[language.spelling],
    named(name, at) {
      const token = tokens[at];
      if (!token || isOfList(tokens, at)) return NONE;
      const place = at - stretch.from;
      names[place] ??= namesAt(token, language, prepared.pieces, prepared.starts);
      if (names[place].has(name) !== true) return NONE;
      known[place] ??= new Map();
      const here = known[place];
      const before = here.get(name);
      if (before) return before;
      here.set(name, NONE);
      const found = look(matcher, name, at);
      here.set(name, found);
      return found;
    },
  };
  return matcher;
}

function wordsOf({ words, language }: Prepared, word: string): readonly Word[] {
  const known = words.get(word);
  if (known) return known;
  const found = language.words(word);
  remember(words, word, found);
  return found;
}

function look(matcher: Matcher, name: string, at: number): readonly Found[] {
  const reader = READERS[name];
  if (reader) return reader(matcher.place, at);
  const { prepared } = matcher;
  const rows = prepared.pieces.get(name);
  const found: Found[] = [];
  if (rows) {
    for (const row of candidates(matcher, rows, at)) found.push(...matchRow(row, at, matcher));
  } else {
    const token = matcher.tokens[at];
    for (const word of token ? wordsOf(prepared, token[prepared.language.spelling]) : []) {
      if (word.name === name) found.push({ to: at + 1, reading: word.reading, ...(word.tag ? { tag: word.tag } : {}) });
    }
  }
  if (found.length < 2) return found.length === 0 ? NONE : found;
  return distinct(found.sort((a, b) => b.to - a.to));
}

/** The rows of a table that may begin at `at`; for most words none. */
function candidates(matcher: Matcher, index: RowIndex, at: number): readonly CompiledRow[] {
  const token = at < matcher.to ? matcher.tokens[at] : undefined;
  if (!token || isOfList(matcher.tokens, at)) return NO_ROWS;
  const { language, pieces, starts } = matcher.prepared;
  const word = token[language.spelling];
  return index.known.get(word) ?? rowsAt(index, word, namesAt(token, language, pieces, starts));
}

/** The phrases of one sentence, left to right, the longest at each place; none overlaps another. */
export function phrasesIn(matcher: Matcher, stretch: Stretch): Phrase[] {
  const phrases: Phrase[] = [];
  for (let at = stretch.from; at < stretch.to; ) {
    const ways = longestAt(matcher, at);
    const first = ways.find(({ reading }) => reading.nothing) ?? ways[0];
    if (first) {
      const others = ways.map(({ reading }) => reading).filter((reading) => reading !== first.reading);
      const { lang } = matcher.prepared.language;
      phrases.push({ lang, from: at, starts: first.starts ?? at, to: first.to, reading: first.reading, others });
    }
    at = first ? first.to : at + 1;
  }
  return phrases;
}

/** The readings of the longest words from `at`, in the order of the table. */
function longestAt(matcher: Matcher, at: number): Found[] {
  let best: Found[] = [];
  for (const row of candidates(matcher, matcher.prepared.phrases, at)) {
    for (const found of matchRow(row, at, matcher)) {
      const to = best[0]?.to ?? at;
      if (found.to > to) best = [found];
      else if (found.to === to && found.to > at) best.push(found);
    }
  }
  return best;
}

/** True when one of the rows begins at `at`. */
export const beginsAt = (matcher: Matcher, index: RowIndex, at: number): boolean =>
  candidates(matcher, index, at).some((row) => matchRow(row, at, matcher).length > 0);

const NOT_VERBS: ReadonlySet<Cue> = new Set<Cue>(['start', 'term', 'outage', 'supply', 'off']);

/** The cues of one sentence: table rows first (the longest hides shorter ones inside it), then verb endings. */
export function cuesIn(matcher: Matcher, stretch: Stretch): CueAt[] {
  const cues: CueAt[] = [];
  let hiddenTo = stretch.from;
  for (let at = stretch.from; at < stretch.to; at += 1) {
    if (matcher.tokens[at]?.type !== 'word') continue;
    const { longest, here } = tableCues(matcher, at);
    if (longest > at) {
      const isHidden = at < hiddenTo;
      if (!isHidden || longest > hiddenTo) cues.push(...here);
      hiddenTo = Math.max(hiddenTo, longest);
      const isPlain = longest === at + 1 && here.length > 0 && here.every(({ cue }) => NOT_VERBS.has(cue));
      if (!isPlain || isHidden) continue;
    } else if (at < hiddenTo) continue;
    cues.push(...verbCues(matcher, at, stretch));
  }
  // «воды в домах по улице Абая до 18:00 не будет»
  const off = cues.find(({ cue }) => cue === 'off');
  if (off && cues.some(({ cue }) => cue === 'supply')) cues.push({ ...off, cue: 'outage' });
  return cues;
}

/** The cues of the longest rows at `at`. */
function tableCues(matcher: Matcher, at: number): { longest: number; here: CueAt[] } {
  let longest = at;
  let here: CueAt[] = [];
  for (const row of candidates(matcher, matcher.prepared.cues, at)) {
    for (const { to } of matchRow(row, at, matcher)) {
      const cue = matcher.prepared.cueNames[row.order];
      if (to < longest || !cue) continue;
      if (to > longest) here = [];
      longest = to;
      if (cue !== 'none') here.push({ cue, from: at, to });
    }
  }
  return { longest, here };
}

function verbAt({ tokens, prepared }: Matcher, at: number): Cue | undefined {
  const word = tokens[at]?.[prepared.language.spelling] ?? '';
  if (prepared.verbs.has(word)) return prepared.verbs.get(word);
  const cue = prepared.language.verb(word);
  remember(prepared.verbs, word, cue);
  return cue;
}

/** What the ending of the word at `at` says, and a word of denial before the next verb. */
function verbCues(matcher: Matcher, at: number, { to }: Stretch): CueAt[] {
  const { tokens, prepared } = matcher;
  const { negations, passive, verbLast, quotes, spelling } = prepared.language;
  const next = at + 1 < to ? tokens[at + 1] : undefined;
  if (next && negations?.has(tokens[at]?.[spelling] ?? '')) {
    const denied = verbAt(matcher, at + 1);
    if (denied === 'we' || denied === 'soon') return [{ cue: 'not', from: at, to: at + 2 }];
  }
  const cue = verbAt(matcher, at);
  if (!cue) return [];
  // «апатты» is no past verb: those end their clause
  const isNoun =
    verbLast === true &&
    (cue === 'past' || cue === 'done') &&
    next !== undefined &&
    next.type !== 'sign' &&
    !quotes?.has(next[spelling]);
  const isPassive = cue === 'past' && passive?.has(tokens[at - 1]?.plain ?? '') === true;
  return isNoun || isPassive ? [] : [{ cue, from: at, to: at + 1 }];
}
