import { type Input, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { BECAME, type Became } from '../../../views/desk/question-form.tsx';
import type { EntryDocument } from '../../domain/document.ts';
import { fieldsOfEntry } from './entry-form.ts';

/** What became of a question, as its form asks; '' where nothing was chosen. */
export const becameIn = (input: Input): Became | '' => BECAME.find((known) => known === textOf(input, 'became')) ?? '';

/** The fields of a question. */
export function fieldsOfQuestion(entry: EntryDocument): Input {
  const answered = entry.answer ?? (entry.answered_by == null ? null : 'full');
  const became: Became = answered ?? (entry.removed == null ? 'unanswered' : 'removed');
  return new Map([...fieldsOfEntry(entry), ['became', [became]]]);
}

/** The fields of an entry that the form of a question gives: an answer and a removal stand only where they were chosen. */
export function asEntry(input: Input): Input {
  const became = becameIn(input);
  const isAnswered = became !== 'unanswered' && became !== 'removed';
  const fields = new Map([...input, ['kind', ['question']]] as [string, readonly string[]][]);
  for (const name of isAnswered ? [] : ['answer', 'answered_by']) fields.delete(name);
  if (isAnswered && became !== '') fields.set('answer', [became]);
  if (became === 'unanswered')
    for (const name of [...fields.keys()]) if (/^removed(_|$)/.test(name)) fields.delete(name);
  return fields;
}

/** What the rules of the record do not ask, but the form does: an office, and what shows what became of the question. */
export function problemsOfQuestion(input: Input): Problem[] {
  const became = becameIn(input);
  const isAnswered = became === 'full' || became === 'formal' || became === 'redirected';
  return [
    ...(became === '' ? [{ field: 'became', key: 'desk.asked.wrong.became' as const }] : []),
    ...(textOf(input, 'asked_of') === '' ? [{ field: 'asked_of', key: 'desk.asked.wrong.office' as const }] : []),
    ...(isAnswered && textOf(input, 'answered_by') === ''
      ? [{ field: 'answered_by', key: 'desk.asked.wrong.answered_by' as const }]
      : []),
    ...(became === 'removed' && textOf(input, 'removed_precision') === ''
      ? [{ field: 'removed', key: 'desk.asked.wrong.removed' as const }]
      : []),
  ];
}
