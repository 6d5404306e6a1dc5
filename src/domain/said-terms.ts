import type { Calendar } from './calendar.ts';
import { type Deadline, readDeadlines } from './deadline/read.ts';
import type { Entry } from './entry.ts';
import type { WrittenDue } from './promise.ts';
import { type Interval, isPoint } from './span.ts';
import type { Language } from './words.ts';

/** Where and by which working days words are read. */
export type ReadIn = { readonly zone: string; readonly calendar: Calendar; readonly lang?: Language };

/**
 * The deadlines in words that were said at `said`: its latest counts, and 24:00 counts to the day that it ends; with an open
 * latest every due day is null. domain.md, the generous reading 5, and Time 2.
 */
export function termsSaid(text: string, said: Interval, { zone, calendar, lang }: ReadIn): Deadline[] {
  const { latest } = said;
  const read = (saidAt: number | null) =>
    readDeadlines(text, { saidAt, zone, calendar, ...(lang === undefined ? {} : { lang }) });
  if (latest === null || isPoint(said)) return read(latest);
  const found = read(latest - 1);
  // hours run from the very end
  const exact = found.some(({ unit }) => unit === 'hours') ? read(latest) : [];
  return found.map((term) =>
    term.unit === 'hours' ? (exact.find(({ start, unit }) => start === term.start && unit === 'hours') ?? term) : term,
  );
}

/** A deadline in the words of an entry, and in which of its two texts it stands. */
export type EntryTerm = { readonly part: 'quote' | 'text'; readonly term: Deadline };

/** The deadlines in an entry's verbatim words and then in the newsroom's own, each once. */
export function termsOfEntry(entry: Pick<Entry, 'at' | 'quote' | 'text' | 'lang'>, read: ReadIn): EntryTerm[] {
  const within = { lang: entry.lang, ...read };
  const found = (['quote', 'text'] as const).flatMap((part) =>
    termsSaid(entry[part] ?? '', entry.at, within).map((term) => ({ part, term })),
  );
  return found.filter(({ term }, at) => found.findIndex((other) => isSameTerm(other.term, term)) === at);
}

/** Whether two readings are one and the same term: the same day, or, where there is none, the same words. */
export function isSameTerm(a: Pick<Deadline, 'phrase' | 'due'>, b: Pick<Deadline, 'phrase' | 'due'>): boolean {
  return a.due === null || b.due === null ? sameWords(a.phrase, b.phrase) : a.due === b.due;
}

/** Whether one phrase is the other or a part of it, whatever the letters' size and the spaces. */
export function sameWords(a: string, b: string): boolean {
  const [x, y] = [folded(a), folded(b)];
  return x.length > 2 && y.length > 2 && (x.includes(y) || y.includes(x));
}

/** The words in small letters, each between two spaces, so that «часа» is no part of «часами». */
const folded = (words: string): string =>
  ` ${words
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** A term as it is recorded, of a promise or of a move. */
export type RecordedTerm = { readonly phrase: string | null; readonly due: WrittenDue };

/**
 * How a recorded term follows from the words: the reading of its phrase, in one of `contexts` or by itself, that gives exactly
 * the recorded due day. Undefined where none does: then nothing may be said of how it was counted.
 */
export function readingOf(
  recorded: RecordedTerm,
  statement: Pick<Entry, 'at' | 'quote' | 'text' | 'lang'>,
  read: ReadIn,
  contexts: readonly string[] = [],
): Deadline | undefined {
  const { phrase } = recorded;
  if (phrase === null) return undefined;
  return readingsOf(phrase, statement, read, contexts).find(({ due }) => due === withoutMidnight(recorded.due));
}

/**
 * Every reading of `phrase` in what was said: in its own sentence or in `contexts`, for they may hang it on a condition or a start;
 * only where it stands in none of them by itself, and then with somebody who will act.
 */
export function readingsOf(
  phrase: string,
  statement: Pick<Entry, 'at' | 'quote' | 'text' | 'lang'>,
  read: ReadIn,
  contexts: readonly string[] = [],
): Deadline[] {
  const texts = [
    [statement.quote ?? '', statement.text ?? '', ...contexts],
    [phrase],
    ACTING.map((frame) => frame(phrase)),
  ];
  for (const alternatives of texts) {
    const found = alternatives.flatMap((text) =>
      termsSaid(text, statement.at, { lang: statement.lang, ...read }).filter((term) => sameWords(term.phrase, phrase)),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/** «21 августа» alone is no term: it needs somebody who will act. */
const ACTING: readonly ((phrase: string) => string)[] = [
  (phrase) => `Будет сделано ${phrase}.`,
  (phrase) => `${phrase} орындалады.`,
  (phrase) => `It will be done ${phrase}.`,
];

/** 24:00 ends the very day. */
const withoutMidnight = (due: WrittenDue): WrittenDue => (due?.endsWith('T24:00') ? due.slice(0, 10) : due);
