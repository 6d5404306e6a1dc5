import type { Child } from 'hono/jsx';
import { type Calendar, isDayOff } from '../../src/domain/calendar.ts';
import type { Deadline } from '../../src/domain/deadline/read.ts';
import { entryOf } from '../../src/domain/entry.ts';
import { KAZAKHSTAN } from '../../src/domain/holidays-kz.ts';
import type { Promised, PromiseState, WrittenDue } from '../../src/domain/promise.ts';
import { type RecordedTerm, readingOf, readingsOf } from '../../src/domain/said-terms.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { type After, deadlineWords } from '../format/deadline-reason.ts';
import type { Shown } from './matters.ts';
import { DuePhrase } from './promise-story.tsx';
import { rich, sentences } from './rich.tsx';
import type { Told } from './told.tsx';

/** The working calendar as the newsroom keeps it; where a page was not told, the built-in one. */
export function calendarOf(told: Pick<Told, 'calendar'>): Calendar {
  return told.calendar ?? KAZAKHSTAN;
}

/** A term as the record has it, and the id of the statement in which it was said. */
export type SaidTerm = RecordedTerm & { readonly entry: string };

/** How a term follows from its words; undefined where no reading gives exactly the recorded day, or the newsroom set it. */
export function countOf(told: Told, promise: Promised, term: SaidTerm = firstTerm(promise)): Deadline | undefined {
  if (term.entry === promise.madeIn && term.due === promise.due && promise.dueBasis === 'newsroom') return undefined;
  const { incident } = told.state;
  const read = { zone: incident.zone, calendar: calendarOf(told) };
  return readingOf(term, entryOf(incident, term.entry), read, [promise.text]);
}

/** The term in which the promise was made. */
export function firstTerm({ madeIn, phrase, due }: Promised): SaidTerm {
  return { entry: madeIn, phrase, due };
}

/** Whether a term without a day hangs on a condition: "if the weather allows, within 5 days". */
export function isConditional(told: Told, promise: Promised): boolean {
  const { incident } = told.state;
  if (promise.due !== null || promise.phrase === null) return false;
  const read = { zone: incident.zone, calendar: calendarOf(told) };
  const readings = readingsOf(promise.phrase, entryOf(incident, promise.madeIn), read, [promise.text]);
  return readings.some(({ conditional }) => conditional);
}

/** What may be said of the day after the last one: only what is so of this promise on the day that is shown. */
export function afterOf({ status, checkedSinceDue }: Pick<PromiseState, 'status' | 'checkedSinceDue'>): After {
  // nobody has looked: the term has passed, and no more is said
  if (status === 'overdue') return checkedSinceDue === true ? 'past' : 'counts_as_past';
  return status === 'pending' || status === 'due_soon' ? 'counts_as_past' : 'nothing';
}

/** Beside the current due day of a promise: how it was counted from the words, or that it was taken from them. */
export function Reasoning({ told, shown: { promise, state } }: { told: Told; shown: Shown }): Child {
  const { r } = told;
  const term = state.move ?? firstTerm(promise);
  if (state.move === null && isConditional(told, promise)) return r.t('reasoning.conditional');
  if (term.phrase === null || (state.move === null && promise.dueBasis === 'newsroom')) return null;
  const count = countOf(told, promise, term);
  const off = offNote(told, term.due);
  if (count === undefined) return term.due === null ? null : sentences([r.t('reasoning.from_words'), off]);
  // that the words name no day is said beside the day itself
  if (count.reason.key === 'vague' || count.reason.key === 'immediate') return null;
  const reason = deadlineWords(r, count, afterOf(state));
  if (state.move === null) return sentences([`${reason}.`, off]);
  const phrase = <DuePhrase told={told} phrase={term.phrase} entry={entryOf(told.state.incident, term.entry)} />;
  return sentences([rich(r, 'reasoning.moved', { phrase, reason }), off]);
}

/** That the due day was a day off, and does not move. domain.md, generous reading 6. */
function offNote(told: Told, due: WrittenDue): string | null {
  return due !== null && isOff(calendarOf(told), due.slice(0, 10)) ? told.r.t('promise.step.day_off') : null;
}

/** Whether the calendar knows the day for a day off. */
export function isOff(calendar: Calendar, on: LocalDate): boolean {
  const off = isDayOff(calendar, on);
  return off.covered && off.value;
}
