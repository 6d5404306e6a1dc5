import { type Input, inputOf, textOf } from '../../../views/desk/form-state.ts';
import type { IncidentDocument } from '../../domain/document.ts';
import { wordsOf } from './input.ts';
import { dueOfFields, fieldsOfDue } from './time-fields.ts';

export type PromiseDocument = NonNullable<IncidentDocument['promises']>[number];

/** Where the errors of a promise belong. */
export const PROMISE_FIELDS: Readonly<Record<string, string>> = {
  made_in: 'made_in',
  nature: 'nature',
  text: 'text',
  phrase: 'phrase',
  due: 'due_date',
  due_basis: 'due_basis',
  due_reason: 'due_reason',
  test: 'test',
};

/** The fields of a promise: of itself, not of what came of it. */
export function fieldsOfPromise(promise: PromiseDocument): Input {
  return inputOf({
    made_in: promise.made_in,
    nature: promise.nature ?? 'pledge',
    text: promise.text,
    phrase: promise.phrase,
    ...fieldsOfDue('due', promise.due),
    due_basis: promise.due_basis ?? 'words',
    due_reason: promise.due_reason,
    test: promise.test,
  });
}

/** The promise that the fields give; what came of it stays as it was. */
export function promiseOfFields(
  input: Input,
  { id, previous }: { id: string; previous?: PromiseDocument | undefined },
): Record<string, unknown> {
  const basis = textOf(input, 'due_basis') || 'words';
  return {
    ...previous,
    id,
    made_in: textOf(input, 'made_in'),
    nature: textOf(input, 'nature') || 'pledge',
    text: textOf(input, 'text'),
    phrase: wordsOf(input, 'phrase'),
    due: dueOfFields(input, 'due'),
    due_basis: basis,
    due_reason: basis === 'newsroom' ? wordsOf(input, 'due_reason') : null,
    test: wordsOf(input, 'test'),
  };
}

/** Where the errors of a moved deadline belong. */
export const CHANGE_FIELDS: Readonly<Record<string, string>> = { entry: 'entry', phrase: 'phrase', due: 'due_date' };

/** A moved deadline, as a document has it. */
export function changeOfFields(input: Input): Record<string, unknown> {
  return { entry: textOf(input, 'entry'), phrase: wordsOf(input, 'phrase'), due: dueOfFields(input, 'due') };
}

/** Where the errors of an outcome belong. */
export const OUTCOME_FIELDS: Readonly<Record<string, string>> = { entry: 'entry', kind: 'kind', basis: 'basis' };

/** An outcome, as a document has it. */
export function outcomeOfFields(input: Input): Record<string, unknown> {
  return { entry: textOf(input, 'entry'), kind: textOf(input, 'kind'), basis: wordsOf(input, 'basis') };
}
