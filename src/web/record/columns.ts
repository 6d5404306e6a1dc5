import * as z from 'zod';
import type { Source } from '../../domain/source.ts';
import type { Span } from '../../domain/span.ts';
import { LANGUAGES, type Language, type Texts } from '../../domain/words.ts';
import type { Instant } from '../../domain/zone.ts';
import type { Cell, Row } from '../csv.ts';

// The columns that several kinds of rows have, with their cells: a column stands for one thing in every file.

export const words = (about: string) => z.string().describe(about);
export const maybe = (about: string) => z.string().nullable().describe(about);
export const count = (about: string) => z.int().nullable().describe(about);
export const yesOrNo = (about: string) => z.boolean().nullable().describe(about);
/** Several words of a fixed set, with a blank between. */
export const several = (about: string) => z.string().describe(`${about}; several have a blank between them`);
const instant = (about: string) => z.iso.datetime().nullable().describe(about);
export const utc = (about: string) => z.iso.datetime().describe(`${about}, UTC`);

/** The four columns of a time: the two ends, how exactly it is known, and the words in which it was stated. */
export function timeColumns<N extends string>(name: N, about: string) {
  return {
    [`${name}_earliest`]: instant(`${about}: not before this instant, UTC; null: open`),
    [`${name}_latest`]: instant(`${about}: not after this instant, UTC; null: open`),
    [`${name}_precision`]: maybe(
      `${about}: how exactly it is known (minute, about, night, morning, afternoon, evening, day, month, year, between, before, after); null: not recorded`,
    ),
    [`${name}_stated`]: maybe(`${about}: in the words in which it was stated`),
  };
}

export function timeCells(name: string, span: Span | null): Row {
  return {
    [`${name}_earliest`]: iso(span?.earliest),
    [`${name}_latest`]: iso(span?.latest),
    [`${name}_precision`]: span?.written.precision ?? null,
    [`${name}_stated`]: span?.written.stated ?? null,
  };
}

/** An instant as the files have it. */
export const iso = (at: Instant | null | undefined): string | null => (at == null ? null : new Date(at).toISOString());

const IN: Record<Language, string> = { ru: 'in Russian', kk: 'in Kazakh', en: 'in English' };

export function textColumns(name: string, about: string) {
  return Object.fromEntries(LANGUAGES.map((lang) => [`${name}_${lang}`, maybe(`${about}, ${IN[lang]}`)]));
}

export function textCells(name: string, texts: Texts): Row {
  return Object.fromEntries(LANGUAGES.map((lang) => [`${name}_${lang}`, texts[lang] ?? null]));
}

export function sourceColumns(name = 'source') {
  return {
    [`${name}_kind`]: maybe('link, document, call, newsroom_saw or residents'),
    [`${name}_title`]: maybe('what the source is called'),
    [`${name}_url`]: maybe('its address'),
    [`${name}_archive`]: maybe('the address of a saved copy'),
    [`${name}_count`]: count('of residents: how many'),
  };
}

export function sourceCells(source: Source | null, name = 'source'): Row {
  return Object.fromEntries(
    (['kind', 'title', 'url', 'archive', 'count'] as const).map((part): [string, Cell] => [
      `${name}_${part}`,
      source?.[part] ?? null,
    ]),
  );
}
