import { type QuestionState, questionAt } from './answers.ts';
import { isPossibleAt } from './at.ts';
import type { Entry } from './entry.ts';
import type { Incident } from './incident.ts';
import { firstDay, lastDay } from './span.ts';
import { NO_WORDS } from './taken-back.ts';
import type { Instant, LocalDate } from './zone.ts';

export const QUESTION_STATES = [
  'unanswered',
  'answered',
  'formal',
  'redirected',
  'removed',
] as const satisfies readonly QuestionState[];

/** A question put to an office, and what became of it. `on`: the local day on which it was asked, null where none is known. */
export type Asked = { incident: Incident; entry: Entry; state: QuestionState; on: LocalDate | null };

/** How many questions there are, the days of the first and the last, and how many of each state. A share is never told without the count. */
export type QuestionCounts = {
  count: number;
  firstOn: LocalDate | null;
  lastOn: LocalDate | null;
  states: Record<QuestionState, number>;
};

/**
 * The questions of an incident that are possible at `asOf`, put to `office` if one is named, in the order of the record; none of
 * which a court took the words. domain.md, What a statement answers.
 */
export function questionsAt(incident: Incident, asOf: Instant, office?: string): Asked[] {
  const { zone } = incident;
  return incident.entries
    .filter(({ kind, at, text }) => kind === 'question' && isPossibleAt(at, asOf) && text !== NO_WORDS)
    .filter(({ askedOf }) => office === undefined || askedOf === office)
    .map((entry) => ({
      incident,
      entry,
      state: questionAt(entry, incident, asOf),
      on: firstDay(entry.at, zone) ?? lastDay(entry.at, zone),
    }));
}

/** The counts of questions, of one incident or of several. */
export function countQuestions(asked: readonly Asked[]): QuestionCounts {
  const days = asked.flatMap(({ on }) => on ?? []).sort();
  const of = (state: QuestionState) => asked.filter((each) => each.state === state).length;
  return {
    count: asked.length,
    firstOn: days[0] ?? null,
    lastOn: days.at(-1) ?? null,
    states: {
      unanswered: of('unanswered'),
      answered: of('answered'),
      formal: of('formal'),
      redirected: of('redirected'),
      removed: of('removed'),
    },
  };
}
