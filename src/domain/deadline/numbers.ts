import type { Language } from './language.ts';
import type { Found } from './pattern.ts';
import type { Reading } from './reading.ts';
import type { Token } from './text.ts';

/** Numbers and numeric dates: what digits and numerals at a place may mean. Every reader costs a bounded number of steps. */

export type Place = { readonly tokens: readonly Token[]; readonly to: number; readonly language: Language };

const wordAt = ({ tokens, to, language }: Place, at: number): string | undefined => {
  const token = at < to ? tokens[at] : undefined;
  return token && token.type !== 'number' ? token[language.spelling] : undefined;
};
const digitsAt = ({ tokens, to }: Place, at: number): string | undefined => {
  const token = at < to ? tokens[at] : undefined;
  return token?.type === 'number' && token.plain.length <= 16 ? token.plain : undefined;
};

/** What closes digits: an ending glued to them, with the case that it shows. */
function closing(place: Place, at: number, reading: Reading): Found[] {
  const { caseOf, spelling } = place.language;
  const dash = place.tokens[at]?.plain === '-' && place.tokens[at]?.glued === true;
  const token = place.tokens[dash ? at + 1 : at];
  const tag =
    caseOf && token?.glued && token.type === 'word' && (dash ? at + 1 : at) < place.to
      ? caseOf(token[spelling])
      : undefined;
  if (tag) return [{ to: dash ? at + 2 : at + 1, reading, tag }];
  return [{ to: at, reading, ...(caseOf ? { tag: 'nom' } : {}) }];
}

/** After digits: "-ти", "-го", "ші" glued to them; the place after, or undefined. */
function endingAfter(place: Place, at: number, endings: ReadonlySet<string>): number | undefined {
  const token = place.tokens[at];
  if (!token?.glued || at >= place.to) return undefined;
  if (token.plain !== '-') return endings.has(token[place.language.spelling]) ? at + 1 : undefined;
  const next = place.tokens[at + 1];
  if (at + 1 < place.to && next?.glued && endings.has(next[place.language.spelling])) return at + 2;
  return undefined;
}

type Count = { readonly value: number; readonly to: number };

/** «он бес» is fifteen in Kazakh; ten takes no unit in the other languages. */
const isTens = (value: number, { language }: Place): boolean =>
  value >= (language.lang === 'kk' ? 10 : 20) && value < 100 && value % 10 === 0;

/** A numeral in words, compounds included: «двадцати одного», "twenty-one", «жиырма бес». */
function countInWords(place: Place, at: number, read: (word: string) => number | undefined): Count | undefined {
  let value = 0;
  let last = Number.POSITIVE_INFINITY;
  let to = at;
  for (let step = 0; step < 4; step += 1) {
    const dash = step > 0 && place.language.lang === 'en' && wordAt(place, to) === '-' && isTens(last, place);
    const word = wordAt(place, dash ? to + 1 : to);
    const part = word === undefined ? undefined : (place.language.number(word) ?? read(word));
    if (part === undefined) break;
    const fits =
      step === 0 || (last >= 100 && last % 100 === 0 && part < 100) || (isTens(last, place) && part >= 1 && part < 10);
    if (!fits) break;
    value += part;
    last = part;
    to += dash ? 2 : 1;
    if (place.language.ordinal(word ?? '') !== undefined && place.language.number(word ?? '') === undefined) break;
  }
  return to > at ? { value, to } : undefined;
}

const isYear = (digits: string): boolean => /^(?:19|20)\d\d$/.test(digits);

const decimalOf = (digits: string): number => Number(digits.replace(',', '.'));

function oneCount(place: Place, at: number): Count | undefined {
  const digits = digitsAt(place, at);
  if (digits === undefined) return countInWords(place, at, () => undefined);
  const range = /^(\d{1,4}(?:[.,]\d)?)-(\d{1,4}(?:[.,]\d)?)$/.exec(digits);
  if (range && isYear(range[2] ?? '')) return undefined;
  if (range) return { value: Math.max(...range.slice(1).map(decimalOf)), to: at + 1 };
  if (/^\d{1,4}[.,]\d$/.test(digits)) return { value: decimalOf(digits), to: at + 1 };
  // 2020 is a year, not a count
  if (!/^\d{1,4}$/.test(digits) || isYear(digits)) return undefined;
  return { value: Number(digits), to: endingAfter(place, at + 1, place.language.countEndings) ?? at + 1 };
}

function withHalf(place: Place, count: Count): Count {
  for (const words of place.language.andHalf) {
    if (words.every((word, index) => wordAt(place, count.to + index) === word)) {
      return { value: count.value + 0.5, to: count.to + words.length };
    }
  }
  return count;
}

/** «15 (пятнадцати)»: official doubling. */
function withBrackets(place: Place, count: Count): Count {
  if (wordAt(place, count.to) !== '(') return count;
  const inner = countInWords(place, count.to + 1, place.language.ordinal);
  return inner && wordAt(place, inner.to) === ')' ? { value: count.value, to: inner.to + 1 } : count;
}

/** Rule 6: a range counts by its latest end: "7-10", «два-три», «пять или шесть». */
function withRange(place: Place, count: Count): Count {
  const sign = wordAt(place, count.to);
  const joined = sign !== undefined && (sign === '-' || sign === '/' || place.language.or.has(sign));
  const second = oneCount(place, joined ? count.to + 1 : count.to);
  if (!second || second.value <= count.value) return count;
  if (!joined && (second.value !== count.value + 1 || digitsAt(place, count.to) !== undefined)) return count;
  return withHalf(place, second);
}

export function readCount(place: Place, at: number): Found[] {
  const count = oneCount(place, at);
  if (!count) return [];
  const whole = withBrackets(place, withRange(place, withHalf(place, count)));
  return [{ to: whole.to, reading: { n: whole.value } }];
}

/** A day of the month: "5", "5-го", «двадцать пятого», "1-3" (its latest end). */
export function readDayOfMonth(place: Place, at: number, onlyOrdinal: boolean): Found[] {
  const digits = digitsAt(place, at);
  if (digits !== undefined) {
    const range = /^(\d{1,2})-(\d{1,2})$/.exec(digits);
    const day = Number(range ? range[2] : digits);
    if (!/^\d{1,2}(-\d{1,2})?$/.test(digits) || day < 1 || day > 31) return [];
    const to = endingAfter(place, at + 1, place.language.ordinalEndings);
    const cased = closing(place, at + 1, { day });
    const hasEnding = to !== undefined || (cased[0]?.to ?? 0) > at + 1;
    if (onlyOrdinal && !hasEnding) return [];
    return to === undefined ? cased : [{ to, reading: { day } }];
  }
  const count = countInWords(place, at, place.language.ordinal);
  if (!count || count.value < 1 || count.value > 31 || !Number.isInteger(count.value)) return [];
  const last = wordAt(place, count.to - 1) ?? '';
  const ordinal = place.language.ordinal(last) !== undefined && place.language.number(last) === undefined;
  if (!ordinal) return [];
  return onlyOrdinal ? [] : [{ to: count.to, reading: { day: count.value } }];
}

/** An ordinal up to 4 for quarters and halves: "3", "3-й", III, «третий». */
export function readOrdinal(place: Place, at: number): Found[] {
  const digits = digitsAt(place, at);
  if (digits !== undefined) {
    if (!/^[1-4](-[1-4])?$/.test(digits)) return [];
    const to = endingAfter(place, at + 1, place.language.ordinalEndings) ?? at + 1;
    return [{ to, reading: { ordinal: Number(digits.at(-1)) } }];
  }
  const ordinal = place.language.ordinal(wordAt(place, at) ?? '');
  return ordinal !== undefined && ordinal >= 1 && ordinal <= 4 ? [{ to: at + 1, reading: { ordinal } }] : [];
}

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

/** 01.09.2019, 01.09.19, 01.09, 1/9/2019, 2019-09-01: the day comes first, as in Kazakhstan. */
export function readNumericDate(place: Place, at: number): Found[] {
  const digits = digitsAt(place, at);
  if (digits === undefined) return [];
  const found = (reading: Reading): Found[] =>
    (reading.month ?? 0) >= 1 && (reading.month ?? 0) <= 12 && (reading.day ?? 0) >= 1 && (reading.day ?? 0) <= 31
      ? closing(place, at + 1, reading)
      : [];
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(digits);
  if (iso) return found({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) });
  const full = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(digits);
  if (full?.[4]) return found({ day: Number(full[1]), month: Number(full[3]), year: fullYear(full[4]) });
  const short = /^(\d{1,2})\.(\d{2})$/.exec(digits);
  return short ? found({ day: Number(short[1]), month: Number(short[2]) }) : [];
}

export function readYear(place: Place, at: number): Found[] {
  const digits = digitsAt(place, at);
  if (digits === undefined) return [];
  const year = /^(?:(20\d\d)-)?(20\d\d|19\d\d)$/.exec(digits) ?? /^(20\d\d)[-/](\d\d)$/.exec(digits);
  if (!year) return [];
  const last = year[2]?.length === 2 ? 2000 + Number(year[2]) : Number(year[2]);
  const reading: Reading = year[1] ? { year: last, firstYear: Number(year[1]) } : { year: last };
  const to = endingAfter(place, at + 1, place.language.ordinalEndings);
  return to === undefined ? closing(place, at + 1, reading) : [{ to, reading }];
}

/** A year with an ordinal ending, which needs no noun: «в 2021-м». */
export const readOrdinalYear = (place: Place, at: number): Found[] =>
  endingAfter(place, at + 1, place.language.ordinalEndings) === undefined ? [] : readYear(place, at);

/** 18:00, 18.00, 18-00, or a span of hours by its latest end. */
export function readClock(place: Place, at: number): Found[] {
  const digits = digitsAt(place, at);
  const span = /^(?:\d{1,2}[:.]\d{2}-)?(\d{1,2})([:.-])(\d{2})(?::\d{2})?$/.exec(digits ?? '');
  if (!span) return [];
  const hour = Number(span[1]);
  const minute = Number(span[3]);
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0) || (span[2] !== ':' && minute % 5 !== 0)) return [];
  const to = endingAfter(place, at + 1, place.language.countEndings);
  return to === undefined ? closing(place, at + 1, { hour, minute }) : [{ to, reading: { hour, minute } }];
}

export function readHour(place: Place, at: number): Found[] {
  const digits = digitsAt(place, at);
  const count = digits === undefined ? countInWords(place, at, () => undefined) : oneCount(place, at);
  if (!count || !Number.isInteger(count.value) || count.value > 24) return [];
  if (digits !== undefined && !/^\d{1,2}(-\d{1,2})?$/.test(digits)) return [];
  const reading = { hour: count.value, minute: 0 };
  return digits === undefined ? [{ to: count.to, reading }] : closing(place, count.to, reading);
}

export function readMinute(place: Place, at: number): Found[] {
  const digits = digitsAt(place, at);
  if (digits === undefined || !/^\d{1,2}$/.test(digits) || Number(digits) > 59) return [];
  return [{ to: at + 1, reading: { minute: Number(digits) } }];
}
