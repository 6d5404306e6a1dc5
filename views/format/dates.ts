import type { Language } from '../../src/domain/words.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import type { Reader } from '../reader.ts';
import { type Case, inCase } from './kazakh.ts';
import { glued } from './text.ts';

/**
 * How a date or a time stands in its sentence. `label`: by itself (`15 июля`, `13:52`). `on`: when it happened (`в 13:52`,
 * `15 шілдеде`, `on 15 July`). `to`: up to it, included (`до 15 июля`). `from`: since it (`с 15 июля`).
 */
export type Form = 'label' | 'on' | 'to' | 'from';
export type DateOptions = {
  form?: Form;
  /** False leaves the year out: only where the page has just said it. */
  year?: boolean;
};

const LOCALES: Record<Language, string> = { ru: 'ru', kk: 'kk', en: 'en-GB' };
const CASES: Record<Exclude<Form, 'label'>, Case> = { on: 'in', to: 'to', from: 'from' };
const names = new Map<string, string[]>();

/** Intl's name of the language. */
export function localeOf(lang: Language): string {
  return LOCALES[lang];
}

/** A local day: `15 июля 2019 года`, `2019 жылғы 15 шілде`, `15 July 2019`, in the form its sentence needs. */
export function dayWords(r: Reader, on: LocalDate, { form = 'label', year = true }: DateOptions = {}): string {
  const [y, m, d] = on.split('-').map(Number) as [number, number, number];
  const params = { day: d, month: bent(r, monthNames(r.lang, 'of_day')[m - 1] ?? '', form), year: String(y) };
  return formed(r, r.t(year ? 'date.day_year' : 'date.day', params), form, 'day', d);
}

/** A date as coarse as it is known, `2019-07-30`, `2019-07` or `2019`: `30 июля 2019 года`, `июль 2019 года`, `2019 год`. */
export function coarseWords(r: Reader, coarse: string, { form = 'label', year = true }: DateOptions = {}): string {
  if (coarse.length === 10) return dayWords(r, coarse, { form, year });
  const [y, m] = coarse.split('-').map(Number) as [number, number | undefined];
  if (m === undefined) return glued(r.t(`date.year.${form}`, { year: String(y) }));
  const month = r.lang === 'ru' ? russianMonth(m, form) : bent(r, monthNames(r.lang, 'of_day')[m - 1] ?? '', form);
  return formed(r, r.t(year ? 'date.month_year' : 'date.month', { month, year: String(y) }), form, 'month');
}

/** Two local days as a range with both ends: `29 июля – 4 августа 2019 года`, `5–11 августа 2019 года`. */
export function daysWords(r: Reader, from: LocalDate, to: LocalDate): string {
  if (from === to) return dayWords(r, from);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  if (from.slice(0, 7) === to.slice(0, 7)) {
    const days = `${Number(from.slice(8))}\u2060–\u2060${Number(to.slice(8))}`;
    const month = monthNames(r.lang, 'of_day')[Number(to.slice(5, 7)) - 1] ?? '';
    return glued(r.t('date.day_year', { day: days, month, year: to.slice(0, 4) }));
  }
  if (r.lang === 'kk' && sameYear)
    return glued(
      `${r.t('date.of_year', { year: from.slice(0, 4) })} ${dayWords(r, from, { year: false })} – ${dayWords(r, to, { year: false })}`,
    );
  return `${dayWords(r, from, { year: !sameYear })} – ${dayWords(r, to)}`;
}

/** The day of the week: `понедельник`, `дүйсенбі`, `Monday`; `short` for the head of a narrow column. */
export function weekdayWords(r: Reader, on: LocalDate, width: 'long' | 'short' = 'long'): string {
  const key = `${r.lang} weekday ${width}`;
  const known = names.get(key) ?? [0, 1, 2, 3, 4, 5, 6].map((day) => weekdayName(r.lang, width, day));
  names.set(key, known);
  return known[new Date(`${on}T00:00Z`).getUTCDay()] ?? '';
}

/** A local day for an axis: `1 авг.`, `1 там.`, `1 Aug`. */
export function shortDayWords(r: Reader, on: LocalDate): string {
  const month = monthNames(r.lang, 'short')[Number(on.slice(5, 7)) - 1] ?? '';
  return glued(`${Number(on.slice(8))} ${month}`);
}

/** Twelve names; `of_day` as they stand after a day (`июля`), `alone` by themselves (`июль`), `short` for an axis (`июл.`). */
function monthNames(lang: Language, kind: 'of_day' | 'alone' | 'short'): string[] {
  const key = `${lang} month ${kind}`;
  const known = names.get(key);
  if (known) return known;
  const options = { month: kind === 'short' ? 'short' : 'long', timeZone: 'UTC' } as const;
  const format = new Intl.DateTimeFormat(LOCALES[lang], kind === 'alone' ? options : { ...options, day: 'numeric' });
  const made = Array.from(
    { length: 12 },
    (_, month) => format.formatToParts(Date.UTC(2019, month, 1)).find((part) => part.type === 'month')?.value ?? '',
  );
  names.set(key, made);
  return made;
}

function weekdayName(lang: Language, weekday: 'long' | 'short', day: number): string {
  // 7 July 2019 was a Sunday.
  return new Intl.DateTimeFormat(LOCALES[lang], { weekday, timeZone: 'UTC' }).format(Date.UTC(2019, 6, 7 + day));
}

/** Kazakh bends the month itself; Russian and English put a word before the date. */
function bent(r: Reader, month: string, form: Form): string {
  return r.lang === 'kk' && form !== 'label' ? inCase(month, CASES[form]) : month;
}

function formed(r: Reader, date: string, form: Form, what: 'day' | 'month', day = 0): string {
  return glued(form === 'label' ? date : r.t(`date.${what}.${form}`, { date, day: String(day) }));
}

/** июль, в июле, до июля, с июля. */
function russianMonth(month: number, form: Form): string {
  const alone = monthNames('ru', 'alone')[month - 1] ?? '';
  if (form === 'label') return alone;
  return form === 'on' ? `${alone.replace(/[ьй]$/, '')}е` : (monthNames('ru', 'of_day')[month - 1] ?? '');
}
