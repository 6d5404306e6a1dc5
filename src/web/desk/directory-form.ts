import { FIELDS, type FieldSpec, type PartName } from '../../../views/desk/directory/parts.ts';
import { type Input, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { isWritten } from '../../domain/span.ts';
import { readTypedTime } from '../../domain/typed-time.ts';
import { LANGUAGES } from '../../domain/words.ts';
import type { Instant } from '../../domain/zone.ts';
import { placesAt } from './edit.ts';
import { wordsOf } from './input.ts';
import { fieldsOfSource, placesOfSource, sourceOfFields } from './source-fields.ts';

/** A line of a list of the directory, as its document has it. */
export type Line = Record<string, unknown>;
type Clock = { now: Instant; zone: string };

/** The fields of a line; its id is none, for it does not change. */
export function fieldsOfLine(part: PartName, line: Line): Input {
  const specs = FIELDS[part].filter(({ kind }) => kind !== 'id');
  const values = specs.flatMap((spec) => Object.entries(valuesIn(spec, line[spec.name])));
  return inputOf(Object.fromEntries(values));
}

function valuesIn({ kind, name }: FieldSpec, value: unknown): Record<string, string> {
  const part = (value ?? {}) as Record<string, string | undefined>;
  switch (kind) {
    case 'texts':
      return Object.fromEntries(LANGUAGES.map((lang) => [`${name}_${lang}`, part[lang] ?? '']));
    case 'owner':
      return { owner_office: part.office ?? '', owner_official: part.official ?? '' };
    case 'source':
      return fieldsOfSource(name, value as Parameters<typeof fieldsOfSource>[1]);
    case 'lines':
      return { [name]: ((value ?? []) as string[]).join('\n') };
    case 'tick':
      return { [name]: value === true ? '1' : '' };
    default:
      return { [name]: value == null ? '' : String(value) };
  }
}

/** The line that the fields give; what no field holds (the facts of an account) stays as it was. */
export function lineOfFields(
  part: PartName,
  input: Input,
  { id, previous }: { id?: string; previous?: Line },
  clock: Clock,
): Line {
  const given = FIELDS[part]
    .filter(({ kind }) => kind !== 'id')
    .map((spec) => [spec.name, valueIn(spec, input, clock)]);
  const named = id === undefined ? {} : { id };
  return { ...previous, ...named, ...Object.fromEntries(given) };
}

function valueIn({ kind, name }: FieldSpec, input: Input, clock: Clock): unknown {
  switch (kind) {
    case 'texts':
      return Object.fromEntries(LANGUAGES.map((lang) => [lang, wordsOf(input, `${name}_${lang}`)]));
    case 'owner':
      return { office: wordsOf(input, 'owner_office'), official: wordsOf(input, 'owner_official') };
    case 'source':
      return sourceOfFields(input, name);
    case 'lines':
      return textOf(input, name)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    case 'tick':
      return textOf(input, name) === '1';
    case 'coarse':
      return readCoarse(textOf(input, name), clock);
    case 'whole':
      return readNumber(textOf(input, name), /^\d{1,15}$/);
    case 'number':
      return readNumber(textOf(input, name), /^-?\d{1,15}(\.\d{1,6})?$/);
    case 'choice':
      return wordsOf(input, name) ?? (name === 'office' ? null : '');
    case 'note':
    case 'url':
      return wordsOf(input, name);
    default:
      return wordsOf(input, name) ?? (name === 'handle' || name === 'wikidata' ? null : '');
  }
}

/** What is no number stays as it was typed: the rules then say so. Blanks part thousands, a comma the fraction. */
function readNumber(typed: string, shape: RegExp): number | string {
  const plain = typed.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return shape.test(plain) ? Number(plain) : typed;
}

/**
 * A date as coarse as it was typed: `2019`, `2019-02`, `2019-02-25`, `25.02.2019`, `02.2019`, «февраль 2019», «30 июля 2019». Empty is
 * not known; what is not understood stays as it was typed, and the rules say so.
 */
export function readCoarse(typed: string, { now, zone }: Clock): string | null {
  if (typed === '') return null;
  if ((['date', 'month', 'year'] as const).some((form) => isWritten(typed, form))) return typed;
  const [, month = '', year] = /^(\d{1,2})\.(\d{4})$/.exec(typed) ?? [];
  if (year !== undefined) return `${year}-${month.padStart(2, '0')}`;
  const written = readTypedTime(typed, zone, now);
  const isDate = written?.precision === 'day' || written?.precision === 'month' || written?.precision === 'year';
  return isDate ? written.at : typed;
}

/** Where the errors of a line belong; `place`: where the line stands in the document. */
export function placesOfLine(part: PartName, place: string): Record<string, string> {
  const places = FIELDS[part].flatMap(({ kind, name }): [string, string][] => {
    if (kind === 'texts')
      return [
        [name, `${name}_ru`],
        ...LANGUAGES.map((lang): [string, string] => [`${name}.${lang}`, `${name}_${lang}`]),
      ];
    if (kind === 'source') return Object.entries(placesOfSource(name, name));
    if (kind === 'owner')
      return [
        ['owner', 'owner_office'],
        ['owner.official', 'owner_official'],
      ];
    return [[name, name]];
  });
  return placesAt(place, Object.fromEntries(places));
}

/**
 * What the desk asks beyond the document's rules: a source for whatever has one. Only a norm that is not adopted and came without one
 * may stay so, for its source may be what is being looked for.
 */
export function sourceProblems(part: PartName, input: Input, previous?: Line): Problem[] {
  if (!FIELDS[part].some(({ kind }) => kind === 'source')) return [];
  if (part === 'benchmarks' && textOf(input, 'adopted') !== '1' && previous !== undefined && previous.source == null)
    return [];
  const { kind, title, url, archive, count } = sourceOfFields(input, 'source');
  const says = [title, url, archive, count].some((each) => each !== null) || (kind !== null && kind !== 'link');
  return says ? [] : [{ field: 'source_url', key: 'expected.source' }];
}
