import { isPossibleAt } from './at.ts';
import { type Entry, isByResponsible, QUESTIONS, type Question, timelineOrder } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Instant } from './zone.ts';

/** For each of the five questions, the responsible office's statements that answer it, possible at `asOf`, in timeline order. */
export function answersAt(incident: Incident, asOf: Instant): { question: Question; entries: Entry[] }[] {
  const statements = timelineOrder(
    incident.entries.filter((entry) => isByResponsible(entry, incident) && isPossibleAt(entry.at, asOf)),
  );
  return QUESTIONS.map((question) => ({
    question,
    entries: statements.filter((entry) => entry.answers.includes(question)),
  }));
}

export type QuestionState = 'unanswered' | 'answered' | 'formal' | 'redirected' | 'removed';

/**
 * What became of a question put to an office, at `asOf`: an answer counts when possible, a removal only when certain.
 * domain.md, What a statement answers.
 */
export function questionAt(question: Entry, incident: Incident, asOf: Instant): QuestionState {
  const answer = incident.entries.find((entry) => entry.id === question.answeredBy);
  if (answer !== undefined && isPossibleAt(answer.at, asOf))
    return question.answer === 'formal' || question.answer === 'redirected' ? question.answer : 'answered';
  if (question.removed !== null && (question.removed.latest ?? question.removed.earliest ?? Infinity) <= asOf)
    return 'removed';
  return question.answer !== null && question.answeredBy === null
    ? question.answer === 'full'
      ? 'answered'
      : question.answer
    : 'unanswered';
}
