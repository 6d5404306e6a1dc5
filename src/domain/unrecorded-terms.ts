import type { Calendar } from './calendar.ts';
import type { Deadline } from './deadline/read.ts';
import { type Entry, isStatement } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Promised } from './promise.ts';
import { isSameTerm, type RecordedTerm, sameWords, termsOfEntry } from './said-terms.ts';

/** A term in a statement that no promise records, and in which of its two texts it stands. */
export type UnrecordedTerm = { readonly entry: Entry; readonly part: 'quote' | 'text'; readonly term: Deadline };

/**
 * The terms that an office named in its statements and that nobody recorded, as a promise or as its moved deadline: for an
 * editor to look at before publication, never to decide. A term without a day («срочно») counts as recorded as soon as the
 * statement has a promise.
 */
export function unrecordedTerms(incident: Incident, calendar: Calendar): UnrecordedTerm[] {
  const read = { zone: incident.zone, calendar };
  return incident.entries.filter(isStatement).flatMap((entry) => {
    const recorded = recordedIn(entry, incident.promises);
    return termsOfEntry(entry, read)
      .filter(({ term }) => !isRecorded(term, recorded, incident.promises))
      .map(({ part, term }) => ({ entry, part, term }));
  });
}

/** The terms that the record has from this very statement. */
function recordedIn(entry: Entry, promises: readonly Promised[]): RecordedTerm[] {
  return promises.flatMap((promise) => [
    ...(promise.madeIn === entry.id ? [promise] : []),
    ...promise.changes.filter((change) => change.entry === entry.id),
  ]);
}

function isRecorded(term: Deadline, own: readonly RecordedTerm[], promises: readonly Promised[]): boolean {
  if (term.due === null && (term.kind === 'vague' || term.kind === 'immediate') && own.length > 0) return true;
  if (own.some((recorded) => isOf(term, recorded))) return true;
  // the same word told twice, by the office and by a medium, is one promise
  return promises.some(
    ({ phrase, due }) => due !== null && due === term.due && phrase !== null && sameWords(phrase, term.phrase),
  );
}

const isOf = (term: Deadline, { phrase, due }: RecordedTerm): boolean =>
  (phrase !== null && sameWords(phrase, term.phrase)) || isSameTerm({ phrase: phrase ?? '', due }, term);
