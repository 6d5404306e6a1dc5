import type { Calendar } from './calendar.ts';
import { entryOf } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Promised, WrittenDue } from './promise.ts';
import { type RecordedTerm, readingOf, readingsOf } from './said-terms.ts';

/** A recorded due day that another working calendar would move. `change`: the index of the move that carries it; null: the promise itself. */
export type CalendarMove = {
  readonly promise: string;
  readonly change: number | null;
  readonly phrase: string;
  readonly was: WrittenDue;
  /** Null: the calendar no longer reaches so far. */
  readonly becomes: WrittenDue;
};

/**
 * The due days of the incident that move when `after` takes the place of `before`: those whose words count working days, and
 * which the words and the calendar before gave exactly. What the newsroom set by hand stays. domain.md, generous reading 3.
 */
export function calendarMoves(incident: Incident, before: Calendar, after: Calendar): CalendarMove[] {
  return incident.promises.flatMap((promise) => [
    ...(promise.dueBasis === 'words' ? moveOf(incident, promise, null, { before, after }) : []),
    ...promise.changes.flatMap((_, index) => moveOf(incident, promise, index, { before, after })),
  ]);
}

function moveOf(
  incident: Incident,
  promise: Promised,
  change: number | null,
  { before, after }: { before: Calendar; after: Calendar },
): CalendarMove[] {
  const [recorded, said] = termOf(promise, change);
  if (recorded === undefined || recorded.phrase === null) return [];
  const statement = entryOf(incident, said);
  const { zone } = incident;
  const reading = readingOf(recorded, statement, { zone, calendar: before }, [promise.text]);
  // a conditional term has no day by rule, not for want of a calendar
  if (reading?.unit !== 'working_days' || (reading.due === null && reading.reason.key !== 'calendar_missing'))
    return [];
  const anew = readingsOf(recorded.phrase, statement, { zone, calendar: after }, [promise.text]).find(
    ({ unit, start, phrase }) => unit === 'working_days' && start === reading.start && phrase === reading.phrase,
  );
  if (anew === undefined || anew.due === reading.due) return [];
  return [{ promise: promise.id, change, phrase: recorded.phrase, was: recorded.due, becomes: anew.due }];
}

/** The term that the promise or its move carries, and the id of the entry in which it was said. */
function termOf(promise: Promised, change: number | null): [RecordedTerm | undefined, string] {
  if (change === null) return [promise, promise.madeIn];
  const move = promise.changes[change];
  return [move, move?.entry ?? promise.madeIn];
}

/** The incident with these due days moved. */
export function withMoves(incident: Incident, moves: readonly CalendarMove[]): Incident {
  if (moves.length === 0) return incident;
  const dueOf = (promise: string, change: number | null, due: WrittenDue): WrittenDue => {
    const move = moves.find((one) => one.promise === promise && one.change === change);
    return move === undefined ? due : move.becomes;
  };
  return {
    ...incident,
    promises: incident.promises.map((promise) => ({
      ...promise,
      due: dueOf(promise.id, null, promise.due),
      changes: promise.changes.map((change, index) => ({ ...change, due: dueOf(promise.id, index, change.due) })),
    })),
  };
}
