import * as z from 'zod';
import type { Expected, ExpectedKey } from './document-error.ts';
import { NETWORKS, SOURCE_KINDS, type Source } from './source.ts';
import { type expectedForm, isWritten, type Span, type WrittenTime } from './span.ts';
import type { Texts } from './words.ts';
import { isZone } from './zone.ts';

/** Limits of contracts.md, in characters. */
export const TITLE_MAX = 300;
export const TEXT_MAX = 20_000;
export const WORDS_MAX = 2_000;

/** The expectation as zod's message, so that one error says it whatever check failed. `decode` in document-shape.ts reads it. */
const says = (key: ExpectedKey, params: Expected['params'] = {}) => ({ error: JSON.stringify({ key, params }) });

/** Text of which `holds` must be so; `json` says as much of it as JSON Schema can. */
const ruled = (key: ExpectedKey, holds: (text: string) => boolean, json: Record<string, unknown>) =>
  z.string(says(key)).refine(holds, says(key)).meta(json);

/** What both engines can keep: PostgreSQL refuses U+0000, and no UTF-8 holds half a surrogate pair. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\u0000');

/** Characters are code points, as in JSON Schema and in both databases. */
const isWithin = (text: string, max: number) => text.length <= max || [...text].length <= max;

const isBlank = (text: string | null | undefined): boolean => text == null || text.trim() === '';

/** Words that may be empty. */
export const words = (max: number = WORDS_MAX) =>
  z
    .string(says('words', { max }))
    .refine(isStorable, says('storable'))
    .refine((text) => isWithin(text, max), says('words', { max }))
    .meta({ maxLength: max });

/** Words that may not be empty. */
export const neededWords = (max: number = WORDS_MAX) =>
  words(max)
    .refine((text) => !isBlank(text), says('words_needed'))
    .meta({ minLength: 1, maxLength: max });

/** The same words in up to three languages. */
export const texts = (max: number = WORDS_MAX, key: ExpectedKey = 'object') =>
  z.strictObject({ ru: words(max).nullish(), kk: words(max).nullish(), en: words(max).nullish() }, says(key));

/** The same words in one, two or three languages. */
export const neededTexts = (max: number = WORDS_MAX) =>
  texts(max, 'language')
    .refine(({ ru, kk, en }) => ![ru, kk, en].every(isBlank), says('language'))
    .meta({ minProperties: 1 });

const ID = /^[a-z0-9-]{1,80}$/;
export const id = () => ruled('id', (text) => ID.test(text), { pattern: ID.source });
export const zone = () => ruled('zone', isZone, {});
export const wikidata = () => ruled('wikidata', (text) => /^Q[1-9][0-9]{0,15}$/.test(text), { pattern: '^Q[1-9]' });

/** http and https only, as written: whitespace and control characters, which a browser would drop, make it no address. */
export const url = () =>
  ruled(
    'url',
    (text) =>
      isStorable(text) &&
      /^https?:\/\/[^/]/i.test(text) &&
      !/[\s\p{Cc}]/u.test(text) &&
      URL.canParse(text) &&
      text.length <= WORDS_MAX,
    {
      pattern: '^[Hh][Tt][Tt][Pp][Ss]?://',
      maxLength: WORDS_MAX,
    },
  );

export const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, says('one_of', { values: values.join(', ') }));
export const literally = <const T extends string>(value: T) => z.literal(value, says('one_of', { values: value }));
export const list = <T extends z.ZodType>(of: T) => z.array(of, says('list'));
export const object = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape, says('object'));
export const yesOrNo = () => z.boolean(says('yes_or_no'));
export const number = () => z.number(says('number'));
export const wholeNumber = (least: number) =>
  z.int(says('whole_number', { least })).min(least, says('whole_number', { least }));

type Form = ReturnType<typeof expectedForm>;
/** The last day of 9999 ends in a year of five figures, which does not sort as text. */
const isDated = (text: string, form: Form) => isWritten(text, form) && text < '9999';
const DAY = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const CLOCK = 'T[0-9]{2}:[0-9]{2}(:[0-9]{2})?';
const PATTERNS: Record<Form, string> = {
  date: `^${DAY}$`,
  time: `^${DAY}${CLOCK}$`,
  month: '^[0-9]{4}-[0-9]{2}$',
  year: '^[0-9]{4}$',
  date_or_time: `^${DAY}(${CLOCK})?$`,
};
const dated = (form: Form) => ruled(form, (text) => isDated(text, form), { pattern: PATTERNS[form] });

/** A local date. */
export const date = () => dated('date');
/** A due day, or a due instant with its hour. */
export const due = () => dated('date_or_time');
/** A date as coarse as it is known. */
export const coarseDate = () =>
  ruled('coarse_date', (text) => isDated(text, 'date') || isDated(text, 'month') || isDated(text, 'year'), {
    pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$',
  });

/** A time as it is written down, in the incident's zone. domain.md, Time 1. */
export const time = () => {
  const stated = words().nullish();
  const at = <const P extends readonly string[]>(form: Form, precisions: P) =>
    object({ at: dated(form), precision: oneOf(precisions), stated });
  return z.discriminatedUnion(
    'precision',
    [
      at('time', ['minute', 'about']),
      at('date', ['night', 'morning', 'afternoon', 'evening', 'day']),
      at('month', ['month']),
      at('year', ['year']),
      at('date_or_time', ['before', 'after']),
      object({
        earliest: dated('date_or_time'),
        latest: dated('date_or_time'),
        precision: oneOf(['between']),
        stated,
      }),
    ],
    says('object'),
  );
};
export type TimeDocument = z.infer<ReturnType<typeof time>>;

export const source = () =>
  object({
    title: words().nullish(),
    url: url().nullish(),
    archive: url().nullish(),
    kind: oneOf(SOURCE_KINDS).nullish(),
    count: wholeNumber(1).nullish(),
  });
/** A source that says something: not `{}`. */
export const neededSource = () => source().refine((value) => readSource(value) !== null, says('source'));
export type SourceDocument = z.infer<ReturnType<typeof source>>;

/** A list of which at least one must stand. */
export const someNetworks = () =>
  list(oneOf([...NETWORKS, 'any']))
    .refine((networks) => networks.length > 0, says('at_least_one'))
    .meta({ minItems: 1 });

/** Words, or null for none; blank is none. */
export const readWords = (text: string | null | undefined): string | null => (isBlank(text) ? null : (text ?? null));

/** The languages that have words, in the order of the format. */
export function readTexts(value: z.infer<ReturnType<typeof texts>> | null | undefined): Texts {
  const found: Texts = {};
  for (const lang of ['ru', 'kk', 'en'] as const) {
    const text = readWords(value?.[lang]);
    if (text !== null) found[lang] = text;
  }
  return found;
}

/** The source, or null where it says nothing. */
export function readSource(value: SourceDocument | null | undefined): Source | null {
  const found: Source = {
    kind: value?.kind ?? 'link',
    title: readWords(value?.title),
    url: value?.url ?? null,
    archive: value?.archive ?? null,
    count: value?.count ?? null,
  };
  const says = found.title ?? found.url ?? found.archive ?? found.count;
  return says === null && found.kind === 'link' ? null : found;
}

/** The time with its parts in one order and without a blank `stated`. */
export function readTime(value: TimeDocument): WrittenTime {
  const words = readWords(value.stated);
  const stated = words === null ? {} : { stated: words };
  return value.precision === 'between'
    ? { earliest: value.earliest, latest: value.latest, precision: value.precision, ...stated }
    : { at: value.at, precision: value.precision, ...stated };
}

export const writeTime = (span: Span): TimeDocument => readTime(span.written);

export function writeSource(value: Source): SourceDocument {
  const { kind, title, url, archive, count } = value;
  return { title, url, archive, ...(kind === 'link' ? {} : { kind }), ...present({ count }) };
}

/** Only the parts that say something: null, empty texts and empty lists are left out. */
export function present<T extends Record<string, unknown>>(parts: T): { [K in keyof T]?: Exclude<T[K], null> } {
  const says = (value: unknown) => value !== null && (typeof value !== 'object' || Object.keys(value).length > 0);
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => says(value))) as ReturnType<typeof present<T>>;
}
