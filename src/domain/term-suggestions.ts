import { certainFrom } from './at.ts';
import type { Calendar } from './calendar.ts';
import { dueOf, saidOf } from './deadline/due.ts';
import { heatingStart } from './deadline/events.ts';
import type { Deadline } from './deadline/read.ts';
import type { Step } from './deadline/reading.ts';
import type { Entry } from './entry.ts';
import type { Incident } from './incident.ts';
import { dueInstant, type Promised, promiseAt, type WrittenDue } from './promise.ts';
import { isSameTerm, readingsOf, termsSaid } from './said-terms.ts';
import { type Interval, isPoint } from './span.ts';
import type { Language } from './words.ts';

/** Words in which a term may stand: those of the promise as it is typed, of the statement, or of a promise that waits for its condition. */
export type TermSource = 'promise' | 'quote' | 'text' | 'condition';

/** A term that the words carry, for a person to accept. */
export type TermSuggestion = {
  readonly from: TermSource;
  readonly term: Deadline;
  /** The due day to record. Null where the words give none, or it hangs on a condition that is not recorded. */
  readonly due: WrittenDue;
  /** Why a day that the words give is not to be recorded yet. */
  readonly waits: boolean;
  /** The promises whose deadline these words may move. */
  readonly moves: readonly Promised[];
};

export type SuggestedFrom = readonly { readonly from: TermSource; readonly words: string; readonly lang?: Language }[];

/**
 * The terms in these words, said at `said` (null: not known yet), each once; the first words win. A conditional term has no due
 * day until its condition is recorded; a moved one names the promises that it may concern. Nothing is decided here.
 */
export function suggestTerms(
  sources: SuggestedFrom,
  said: Interval | null,
  { incident, calendar }: { incident: Incident; calendar: Calendar },
): TermSuggestion[] {
  const at = said ?? { earliest: null, latest: null };
  const found = sources.flatMap(({ from, words, lang }) =>
    termsSaid(words, at, { zone: incident.zone, calendar, ...(lang === undefined ? {} : { lang }) }).map((term) => ({
      from,
      term,
      due: term.conditional ? null : term.due,
      waits: term.conditional,
      moves: movedBy(term, at, incident),
    })),
  );
  return found.filter(({ term }, index) => found.findIndex((other) => isSameTerm(other.term, term)) === index);
}

/**
 * The promises that words about a moved deadline concern: those that were due on the old date, else the only one that is open
 * then. Empty for words that move nothing.
 */
export function movedBy(term: Deadline, said: Interval, incident: Incident): Promised[] {
  const { was } = term;
  if (was === undefined) return [];
  const due = incident.promises.filter((promise) =>
    [promise, ...promise.changes].some((one) => one.due !== term.due && one.due?.slice(0, 10) === was.slice(0, 10)),
  );
  if (due.length > 0) return due;
  const open = incident.promises.filter((promise) => isOpenAt(promise, said, incident));
  return open.length === 1 ? open : [];
}

const OPEN: readonly string[] = ['awaiting_review', 'no_deadline', 'overdue', 'due_soon', 'pending'];

function isOpenAt(promise: Promised, said: Interval, incident: Incident): boolean {
  const asOf = certainFrom(said);
  return !Number.isFinite(asOf) || OPEN.includes(promiseAt(promise, incident, asOf).status);
}

/**
 * The term of a promise that waited for its condition or its start, now that `met` records it: a count from there («3 дня
 * после оценки»), or the day that the words gave with their "if". Undefined for a promise that waits for nothing.
 */
export function termNowMet(
  promise: Promised,
  met: Pick<Entry, 'at'>,
  { incident, calendar }: { incident: Incident; calendar: Calendar },
): TermSuggestion | undefined {
  const { phrase } = promise;
  const statement = incident.entries.find(({ id }) => id === promise.madeIn);
  if (phrase === null || promise.due !== null || statement === undefined) return undefined;
  const readings = readingsOf(phrase, statement, { zone: incident.zone, calendar }, [promise.text]);
  const conditional = readings.find((term) => term.conditional && term.due !== null);
  const anchored = readings.find(({ reason }) => reason.key === 'anchored');
  const term = anchored === undefined ? conditional : countedFrom(anchored, met.at, incident.zone, calendar);
  return term && { from: 'condition', term, due: term.due, waits: false, moves: [] };
}

/** The anchored term counted from the moment at which its start is recorded: its latest, as with the time of saying. */
function countedFrom(term: Deadline, at: Interval, zone: string, calendar: Calendar): Deadline | undefined {
  const { n, step } = term.reason;
  if (typeof n !== 'number' || typeof step !== 'string') return undefined;
  const latest = at.latest === null || isPoint(at) || term.unit === 'hours' ? at.latest : at.latest - 1;
  const said = saidOf(latest, zone, calendar, heatingStart([], zone));
  return { ...term, ...dueOf({ kind: 'within', mode: 'within', n, step: step as Step }, said) };
}

/** What a person wrote down against the words: the day that the words give, and why it is not to be taken for theirs. */
export type Override = { readonly why: 'other_day' | 'no_day' | 'waits'; readonly term: Deadline };

/**
 * Whether a due day that is said to be of the words is another than they give. Undefined where it is theirs, and where nobody can
 * read the words: then a person's reading stands. domain.md, generous reading 7.
 */
export function overrideOf(
  recorded: { readonly phrase: string | null; readonly due: WrittenDue; readonly text: string },
  statement: Pick<Entry, 'at' | 'quote' | 'text' | 'lang'>,
  { zone, calendar }: { zone: string; calendar: Calendar },
): Override | undefined {
  if (recorded.phrase === null || recorded.due === null) return undefined;
  const readings = readingsOf(recorded.phrase, statement, { zone, calendar }, [recorded.text]);
  const waiting = readings.find(({ conditional }) => conditional);
  if (waiting !== undefined) return { why: 'waits', term: waiting };
  if (readings.length === 0 || readings.some(({ due }) => isSameDue(due, recorded.due, zone))) return undefined;
  const dated = readings.find(({ due }) => due !== null);
  const [term] = dated === undefined ? readings : [dated];
  return term && { why: dated === undefined ? 'no_day' : 'other_day', term };
}

/** Whether two written due days end at one instant: a day's 24:00 is the next day's 00:00. */
function isSameDue(a: WrittenDue, b: WrittenDue, zone: string): boolean {
  return a === b || (a !== null && b !== null && dueInstant(a, zone) === dueInstant(b, zone));
}

/** The sentence of `words` in which [start, end) stands, without the space around it: what a promise is first called by. */
export function sentenceAround(words: string, { start, end }: Pick<Deadline, 'start' | 'end'>): string {
  const ends = [...words.slice(0, start).matchAll(/[.!?;]\s|\n/g)];
  const last = ends.at(-1);
  const before = last === undefined ? 0 : last.index + last[0].length;
  const after = /[.!?;](\s|$)|\n/.exec(words.slice(end));
  return words.slice(before, after === null ? undefined : end + after.index).trim();
}
