import type { Calendar } from '../calendar.ts';
import { type Due, dueOf, type Said, saidOf } from './due.ts';
import { ENGLISH } from './en/index.ts';
import { heatingStart } from './events.ts';
import { around, hasVerb, isDeadline, isMoveByLength } from './judge.ts';
import { KAZAKH } from './kk/index.ts';
import { isKazakhText, languagesOf } from './languages-of.ts';
import type { Kind, Lang, Reading, Reason, Unit } from './reading.ts';
import { RUSSIAN } from './ru/index.ts';
import {
  beginsAt,
  type CueAt,
  cuesIn,
  type Matcher,
  type Phrase,
  type Prepared,
  phrasesIn,
  prepare,
  scopeOf,
} from './scan.ts';
import { type Stretch, sentences, type Token, tokenise } from './text.ts';

export type ReadOptions = {
  /** epoch milliseconds; of a span its latest, null where that is open (generous reading 5): then every due is null */
  readonly saidAt: number | null;
  /** IANA zone in which the words were said */
  readonly zone: string;
  /** a hint; every sentence is still read in the languages that it shows */
  readonly lang?: Lang;
  readonly calendar: Calendar;
};

export type Deadline = {
  readonly phrase: string;
  /** UTF-16 offsets of the phrase in the text */
  readonly start: number;
  readonly end: number;
  readonly lang: Lang;
  readonly kind: Kind;
  readonly unit: Unit;
  /** local date (to the end of that day), local date-time, or null */
  readonly due: string | null;
  readonly conditional: boolean;
  /** ISO 8601 period, recurring only */
  readonly every?: string;
  /** the old date of a moved deadline */
  readonly was?: string;
  readonly reason: Reason;
};

const PREPARED: Readonly<Record<Lang, Prepared>> = {
  ru: prepare(RUSSIAN),
  kk: prepare(KAZAKH),
  en: prepare(ENGLISH),
};

/** A date with no year that only comes round in ten months or more was most likely a date of the past. */
const TOO_FAR_DAYS = 300;

type Sentence = {
  readonly lang: Lang;
  readonly phrases: readonly Phrase[];
  readonly cues: readonly CueAt[];
  readonly meanwhile: boolean;
};

/**
 * The deadlines in an official's words, in text order: never an invented one. Linear in the length of the text; never
 * throws on any text. Throws RangeError for an unknown zone. Rules 1 to 30 of the reading conventions.
 */
export function readDeadlines(text: string, options: ReadOptions): Deadline[] {
  const tokens = tokenise(text);
  const said: Said = {
    ...saidOf(options.saidAt, options.zone, options.calendar, ''),
    // all words are gone through for a region, so only where they name the heating season
    get heatingStart() {
      return heatingStart(
        tokens.map(({ plain }) => plain),
        options.zone,
      );
    },
  };
  const hint = options.lang ?? (isKazakhText(tokens, PREPARED.kk) ? 'kk' : undefined);
  const found: Deadline[] = [];
  let fromBefore = 0;
  let asked: readonly CueAt[] = [];
  for (const stretch of sentences(tokens)) {
    const langs = languagesOf(tokens, stretch, hint, PREPARED);
    const read = langs.map((lang) => readSentence(PREPARED[lang], tokens, stretch));
    // «За это время участок заасфальтировали»: the term before is over
    if (read.some(({ meanwhile }) => meanwhile)) dropTerms(found, fromBefore);
    fromBefore = found.length;
    // «Сколько займёт ремонт? Два месяца.»: an answer with no verb takes those of its question
    const cues = read.flatMap((one) => one.cues);
    const answered = hasVerb(cues) ? [] : asked;
    found.push(...deadlinesOf(text, tokens, stretch, read, said, answered));
    asked = tokens[stretch.to - 1]?.plain === '?' ? cues : [];
  }
  return found;
}

function readSentence(prepared: Prepared, tokens: readonly Token[], stretch: Stretch): Sentence {
  const scope = scopeOf(prepared, tokens, stretch);
  const phrases = phrasesIn(scope, stretch).map((phrase) => {
    const anchored = phrase.reading.n !== undefined && isAnchored(prepared, tokens, stretch, phrase, scope);
    return anchored ? { ...phrase, reading: { ...phrase.reading, anchored }, others: [] } : phrase;
  });
  const cues = cuesIn(scope, stretch);
  const over =
    cues.some(({ cue }) => cue === 'past' || cue === 'done') && beginsAt(scope, prepared.meanwhile, stretch.from);
  return { lang: prepared.language.lang, phrases, cues, meanwhile: over };
}

/** Rule 24: a term counted from a moment that the words name and do not date. */
function isAnchored(
  prepared: Prepared,
  tokens: readonly Token[],
  stretch: Stretch,
  phrase: Phrase,
  scope: Matcher,
): boolean {
  const { anchorsBefore, spelling } = prepared.language;
  // «су тартылған соң, он күн ішінде»
  const last = phrase.from - (tokens[phrase.from - 1]?.plain === ',' ? 2 : 1);
  const before = last >= stretch.from ? tokens[last] : undefined;
  if (before && anchorsBefore?.has(before[spelling])) return true;
  return beginsAt(scope, prepared.anchors, phrase.to);
}

function dropTerms(found: Deadline[], from: number): void {
  for (let at = found.length - 1; at >= from; at -= 1) if (found[at]?.kind === 'within') found.splice(at, 1);
}

/** Left to right; where two languages read the same words, the longer reading holds. */
function withoutOverlaps(phrases: readonly Phrase[]): Phrase[] {
  const kept: Phrase[] = [];
  for (const phrase of [...phrases].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = kept.at(-1);
    if (!last || phrase.from >= last.to) kept.push(phrase);
    else if (phrase.to - phrase.from > last.to - last.from && phrase.lang !== last.lang) kept.splice(-1, 1, phrase);
  }
  return kept;
}

function deadlinesOf(
  text: string,
  tokens: readonly Token[],
  stretch: Stretch,
  read: readonly Sentence[],
  said: Said,
  answered: readonly CueAt[],
): Deadline[] {
  const cues = [...answered, ...read.flatMap((one) => one.cues)];
  const conditional = cues.some(({ cue }) => cue === 'if');
  const found: Deadline[] = [];
  let before = stretch.from;
  for (const phrase of withoutOverlaps(read.flatMap(({ phrases }) => phrases))) {
    const own = read.find(({ lang }) => lang === phrase.lang)?.cues ?? [];
    const place = around(phrase, hasVerb(own) ? own : cues, tokens, stretch);
    const reading = [phrase.reading, ...phrase.others].find((way) =>
      isDeadline(phrase, way, place, PREPARED[phrase.lang].language.verbLast),
    );
    if (!reading?.kind) continue;
    const { kind } = reading;
    const due = dueOf(isMoveByLength(reading, place) ? { ...reading, anchored: true } : reading, said);
    if (due.reason.key === 'no_such_day' || isStale(reading, due, said)) continue;
    // «1 сентября — День знаний»: one day by two names
    const again = due.due !== null && due.due === found.at(-1)?.due && isOnlySigns(tokens, before, phrase.starts);
    before = phrase.to;
    if (again) continue;
    const start = tokens[phrase.starts]?.start ?? 0;
    const end = tokens[lastOf(phrase, tokens, stretch)]?.end ?? start;
    found.push({ phrase: text.slice(start, end), start, end, lang: phrase.lang, kind, conditional, ...due });
  }
  // a loose word beside a measured one adds nothing, and several loose words («немедленно, в кратчайшие сроки») are one
  const measured = found.filter(({ kind }) => kind !== 'vague' && kind !== 'immediate');
  return measured.length > 0 ? measured : found.slice(0, 1);
}

function isOnlySigns(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (tokens[at]?.type !== 'sign') return false;
  return true;
}

/** The last token of the words: the dot that ends a sentence belongs to an abbreviation alone («3 дн.»). */
function lastOf(phrase: Phrase, tokens: readonly Token[], stretch: Stretch): number {
  const last = phrase.to - 1;
  const before = tokens[last - 1]?.plain ?? '';
  return tokens[last]?.plain === '.' && phrase.to === stretch.to && before.length > 3 ? last - 1 : last;
}

/** A day that is past when it is said, or that only its missing year makes come round again. */
function isStale(reading: Reading, { due, unit }: Due, said: Said): boolean {
  if (due === null || !said.local || (unit !== 'date' && !reading.since)) return false;
  const today = said.local.toISODate();
  if (due.slice(0, 10) < today) return true;
  const named = reading.day !== undefined || reading.period === 'month';
  const bare = named && reading.month !== undefined && reading.year === undefined;
  if (!bare || reading.yearShift !== undefined || reading.needs === undefined) return false;
  return due.slice(0, 10) > said.local.plus({ days: TOO_FAR_DAYS }).toISODate();
}
