import type { Change } from '../../src/domain/document.ts';
import type { Clash } from '../../src/domain/merge.ts';
import type { Instant } from '../../src/domain/zone.ts';
import type { MessageKey, Params } from '../../src/i18n/translate.ts';

/** The values of every field of a form, as they were typed or as the record has them. */
export type Input = ReadonlyMap<string, readonly string[]>;

/** What is wrong with one field (`''`: with the whole form), as a message in the reader's language. */
export type Problem = { field: string; key: MessageKey; params?: Params };

/** A form as it is printed: what stands in its fields, and what is wrong with it. */
export type FormState = {
  input: Input;
  problems: readonly Problem[];
  /** What the record says now where somebody else changed it meanwhile. */
  stored?: Input;
  /** What two people changed otherwise, and one of them has to choose. */
  between?: Between;
};

/** Two versions of one part. `base`: the mark of what both began from; `theirs`: what went together with what was typed. */
export type Between = {
  base: string;
  clashes: readonly Clash[];
  theirs: readonly Change[];
  /** Who saved the other version, and when; null: it is not known. */
  by: { who: string | null; at: Instant } | null;
  zone: string;
  /** The part was taken out meanwhile: whether what was typed puts it back. */
  gone?: true;
};

/** The value of a field; empty where there is none. */
export function textOf(input: Input, field: string): string {
  return input.get(field)?.[0] ?? '';
}

/** Every value of a field that may be ticked more than once. */
export function textsOf(input: Input, field: string): readonly string[] {
  return input.get(field) ?? [];
}

/** An Input of plain values: null and empty are no value. */
export function inputOf(values: Readonly<Record<string, string | readonly string[] | null | undefined>>): Input {
  return new Map(
    Object.entries(values).flatMap(([field, value]) => {
      if (value === null || value === undefined || value.length === 0) return [];
      return [[field, typeof value === 'string' ? [value] : [...value]] as const];
    }),
  );
}

/** A form with nothing wrong. */
export function fresh(input: Input = new Map()): FormState {
  return { input, problems: [] };
}

/** The fields in which two inputs differ, in the order of the first. */
export function differing(a: Input, b: Input): string[] {
  const said = (input: Input, field: string) => JSON.stringify(textsOf(input, field).filter((text) => text !== ''));
  const same = (field: string) => said(a, field) === said(b, field);
  return [...new Set([...a.keys(), ...b.keys()])].filter((field) => !same(field));
}
