import { deciding, inOrder, isCertainAt, isPossibleAt } from './at.ts';
import { lastCheck } from './check.ts';
import { type Entry, entryOf } from './entry.ts';
import type { Incident } from './incident.ts';
import { coarseDate, firstDay, type Interval, overlap } from './span.ts';
import { addDays, dayEndingAt, daysBetween, endOfDay, type Instant, type LocalDate, wallInstants } from './zone.ts';

export const NATURES = ['pledge', 'order', 'plan'] as const;
/** "We will", "I ordered the group to hand in results", "is planned". */
export type Nature = (typeof NATURES)[number];
export const OUTCOME_KINDS = ['kept', 'partly_kept', 'not_kept', 'withdrawn', 'cannot_tell'] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];
export const BASES = ['office', 'newsroom', 'independent'] as const;
export type Basis = (typeof BASES)[number];
export const STATUSES = [
  'awaiting_review',
  'withdrawn',
  'not_kept',
  'partly_kept',
  'cannot_tell',
  'kept',
  'kept_late',
  'no_deadline',
  'overdue',
  'due_soon',
  'pending',
] as const;
export type PromiseStatus = (typeof STATUSES)[number];

/** A local date or date-time of the incident's zone: `2019-07-26`, `2019-07-15T17:00`; null where no term can be measured. */
export type WrittenDue = string | null;

/** Something that an office said will be done, made in a statement. Ids of entries are of the same incident. */
export type Promised = {
  id: string;
  madeIn: string;
  nature: Nature;
  text: string;
  /** The words that carry the deadline. */
  phrase: string | null;
  due: WrittenDue;
  dueBasis: 'words' | 'newsroom';
  /** Why the newsroom set the day itself; null when the words did. */
  dueReason: string | null;
  /** What would show it kept, written down when it is entered. */
  test: string | null;
  changes: DeadlineChange[];
  possibleAnswers: PossibleAnswer[];
  outcomes: Outcome[];
};
export type DeadlineChange = { entry: string; phrase: string | null; due: WrittenDue };
export type PossibleAnswer = { entry: string; judged: 'not_an_answer' | null };
export type Outcome = { entry: string; kind: OutcomeKind; basis: Basis | null };

export const DUE_SOON_HOURS = 72;
export const STALE_DAYS = 60;
export const REVIEW_ALARM_DAYS = 7;

/** What a promise is at an instant. Everything here is derived and never stored. Days are calendar days of the incident's zone. */
export type PromiseState = {
  id: string;
  status: PromiseStatus;
  /** The current due instant: overdue after it. Null where no term can be measured. */
  dueAt: Instant | null;
  /** The day that `dueAt` counts to. */
  dueOn: LocalDate | null;
  /** The first due instant that could be measured, and its day: never forgotten. */
  firstDueAt: Instant | null;
  firstDueOn: LocalDate | null;
  daysOverdue: number | null;
  daysLate: number | null;
  extended: { moves: number; daysPastFirst: number } | null;
  /** The last check, as coarse as it was stated: `2019-07-30`, `2019-09`. */
  checkedOn: string | null;
  checkedSinceDue: boolean | null;
  stale: boolean;
  /** The move and the outcome that decide at this instant. */
  move: DeadlineChange | null;
  outcome: Outcome | null;
  /** A possible answer not yet judged, while it silences the flag. */
  answer: Entry | null;
  /** For pages: the last day to which a count of days runs, and the days overdue until then. domain.md, Promises, Stale. */
  shownOn: LocalDate;
  shownDaysOverdue: number | null;
};

/** Whether the promise counts at `asOf`: its statement is certain, for a promise speaks against. domain.md, What counts. */
export function isMadeAt(promise: Promised, incident: Incident, asOf: Instant): boolean {
  return isCertainAt(entryOf(incident, promise.madeIn).at, asOf);
}

/**
 * The instant after which a written due day is past, in UTC milliseconds: a day's 24:00; of a wall time that occurs twice the
 * later; null stays null. Throws a RangeError for what is no date. domain.md, the generous reading.
 */
export function dueInstant(due: WrittenDue, zone: string): Instant | null {
  if (due === null) return null;
  return due.includes('T') ? wallInstants(due, zone)[1] : endOfDay(due, zone);
}

/** Everything that is so of a promise at `asOf` (UTC milliseconds). The rules in their order: domain.md, Promises. */
export function promiseAt(promise: Promised, incident: Incident, asOf: Instant): PromiseState {
  const { zone } = incident;
  const deadline = deadlineAt(promise, incident, asOf);
  const outcome = outcomeAt(promise, incident, asOf);
  const answer = answerInReview(promise, incident, asOf);
  const status = statusOf({ deadline, outcome, answer, incident, asOf });
  const { dueAt, firstDueAt } = deadline;
  const dueOn = dueAt === null ? null : dayEndingAt(dueAt, zone);
  const firstDueOn = firstDueAt === null ? null : dayEndingAt(firstDueAt, zone);
  const today = dayEndingAt(asOf, zone);
  const check = lastCheck(incident, promise.id, asOf);
  const checkedSince = dueAt === null || asOf <= dueAt ? null : foundNothingSince(incident, promise.id, dueAt, asOf);
  const staleAt = status === 'overdue' && dueAt !== null ? staleFrom(incident, promise.id, dueAt, asOf) : null;
  const stale = staleAt !== null && asOf > staleAt;
  const shownOn = shownDay({ today, stale, dueOn, check, incident });
  return {
    id: promise.id,
    status,
    dueAt,
    dueOn,
    firstDueAt,
    firstDueOn,
    daysOverdue: status === 'overdue' && dueOn !== null ? daysBetween(dueOn, today) : null,
    daysLate:
      status === 'kept_late' && firstDueOn !== null
        ? daysBetween(firstDueOn, outcomeDay(outcome, incident) ?? today)
        : null,
    extended: extendedBy(deadline, firstDueOn, outcome === null ? today : outcomeDay(outcome, incident)),
    checkedOn: check === undefined ? null : coarseDate(check.at, zone),
    checkedSinceDue: checkedSince,
    stale,
    move: deadline.move,
    outcome,
    answer,
    shownOn,
    shownDaysOverdue: status === 'overdue' && dueOn !== null ? Math.max(0, daysBetween(dueOn, shownOn)) : null,
  };
}

/** The status alone, at `asOf` (UTC milliseconds). domain.md, Promises. */
export function statusAt(promise: Promised, incident: Incident, asOf: Instant): PromiseStatus {
  return promiseAt(promise, incident, asOf).status;
}

export type Deadline = {
  dueAt: Instant | null;
  firstDueAt: Instant | null;
  /** The move that decides, or null while the first deadline holds. */
  move: DeadlineChange | null;
  /** The moves that count, in the order in which they came; setting the first measurable deadline is not one. */
  moves: DeadlineChange[];
};

/**
 * The current and the first deadline at `asOf`. Moves count when possible; one that brings the term forward only when certain.
 * domain.md, Promises and What counts.
 */
export function deadlineAt(promise: Promised, incident: Incident, asOf: Instant): Deadline {
  const spanOf = (change: DeadlineChange) => entryOf(incident, change.entry).at;
  const instantOf = (change: DeadlineChange) => dueInstant(change.due, incident.zone);
  const later = (a: DeadlineChange, b: DeadlineChange) => laterDue(instantOf(a), instantOf(b));
  const counted = inOrder(
    promise.changes.filter((change) => isPossibleAt(spanOf(change), asOf)),
    spanOf,
  );
  const own = dueInstant(promise.due, incident.zone);
  const setter = own === null ? firstMeasured(counted, spanOf, later) : undefined;
  const certain = (change: DeadlineChange) => isCertainAt(spanOf(change), asOf);
  const possible = current(deciding(counted, spanOf, later), own, instantOf);
  const settled = current(deciding(counted.filter(certain), spanOf, later), own, instantOf);
  // A move that takes time away speaks against: until it is certain, the time that it takes stands. A move to no term gave
  // the most time of all; the words that first set a term take none.
  const given = settled.move === null && own === null ? null : (settled.dueAt ?? Infinity);
  const takesTime = given !== null && possible.dueAt !== null && possible.dueAt < given;
  const { move, dueAt } = takesTime ? settled : possible;
  return {
    dueAt,
    firstDueAt: setter === undefined ? own : instantOf(setter),
    move,
    moves: own === null ? movesAfter(counted, setter) : counted,
  };
}

function current(
  move: DeadlineChange | undefined,
  own: Instant | null,
  instantOf: (change: DeadlineChange) => Instant | null,
): Pick<Deadline, 'move' | 'dueAt'> {
  return { move: move ?? null, dueAt: move === undefined ? own : instantOf(move) };
}

/** The change that first set a term that can be measured; of those whose spans overlap, the one that gave most time. */
function firstMeasured(
  counted: DeadlineChange[],
  spanOf: (change: DeadlineChange) => Interval,
  later: (a: DeadlineChange, b: DeadlineChange) => number,
): DeadlineChange | undefined {
  const measured = counted.filter((change) => change.due !== null);
  const first = measured[0];
  if (first === undefined) return undefined;
  return measured
    .filter((change) => change !== first && overlap(spanOf(change), spanOf(first)))
    .reduce((best, change) => (later(change, best) < 0 ? change : best), first);
}

function movesAfter(counted: DeadlineChange[], setter: DeadlineChange | undefined): DeadlineChange[] {
  return setter === undefined
    ? []
    : counted.slice(counted.findIndex((change) => change.due !== null)).filter((change) => change !== setter);
}

/** No measurable term is the most time of all: it can never be overdue. */
function laterDue(a: Instant | null, b: Instant | null): number {
  const [x, y] = [a ?? Infinity, b ?? Infinity];
  return x === y ? 0 : x > y ? -1 : 1;
}

const KINDNESS: readonly OutcomeKind[] = ['kept', 'partly_kept', 'cannot_tell', 'withdrawn', 'not_kept'];

/** The outcome that decides at `asOf`, or null. *Not kept* counts when certain, every other when possible. domain.md, What counts. */
export function outcomeAt(promise: Promised, incident: Incident, asOf: Instant): Outcome | null {
  const spanOf = (outcome: Outcome) => entryOf(incident, outcome.entry).at;
  const kinder = (a: Outcome, b: Outcome) => KINDNESS.indexOf(a.kind) - KINDNESS.indexOf(b.kind);
  return deciding(countedOutcomes(promise, incident, asOf), spanOf, kinder) ?? null;
}

function countedOutcomes(promise: Promised, incident: Incident, asOf: Instant): Outcome[] {
  return promise.outcomes.filter((outcome) => {
    const span = entryOf(incident, outcome.entry).at;
    return outcome.kind === 'not_kept' ? isCertainAt(span, asOf) : isPossibleAt(span, asOf);
  });
}

/** The entries that may answer the promise and that nobody has set aside: those listed, and those that a check found. */
export function possibleAnswers(promise: Promised, incident: Incident): Entry[] {
  const setAside = new Set(
    promise.possibleAnswers.filter((answer) => answer.judged !== null).map((answer) => answer.entry),
  );
  const listed = promise.possibleAnswers.map((answer) => answer.entry);
  const found = incident.checks.flatMap((check) =>
    check.for === promise.id && check.found !== null ? [check.found] : [],
  );
  return [...new Set([...listed, ...found])].filter((id) => !setAside.has(id)).map((id) => entryOf(incident, id));
}

/**
 * The possible answer that silences the flag at `asOf`, the latest of them, or null: possible by then, not judged, and later
 * than any outcome that counts. Against an outcome that wants something, "possibly later" is enough. domain.md, Promises.
 */
export function answerInReview(promise: Promised, incident: Incident, asOf: Instant): Entry | null {
  const outcomes = countedOutcomes(promise, incident, asOf);
  const waiting = possibleAnswers(promise, incident).filter(
    (entry) =>
      isPossibleAt(entry.at, asOf) &&
      outcomes.every((outcome) => outcome.entry !== entry.id && isLater(entry, outcome, incident)),
  );
  return inOrder(waiting, (entry) => entry.at).at(-1) ?? null;
}

function isLater(answer: Entry, outcome: Outcome, incident: Incident): boolean {
  const span = entryOf(incident, outcome.entry).at;
  const wanting = outcome.kind === 'not_kept' || outcome.kind === 'partly_kept';
  if (wanting && overlap(answer.at, span)) return true;
  return (answer.at.latest ?? Infinity) > (span.latest ?? Infinity);
}

type Known = { deadline: Deadline; outcome: Outcome | null; answer: Entry | null; incident: Incident; asOf: Instant };

/** The first status that holds, in the order of the table in domain.md, Promises. */
function statusOf({ deadline, outcome, answer, incident, asOf }: Known): PromiseStatus {
  if (answer !== null) return 'awaiting_review';
  if (outcome !== null && outcome.kind !== 'kept') return outcome.kind;
  if (outcome !== null)
    return beganBefore(entryOf(incident, outcome.entry).at, deadline.firstDueAt) ? 'kept' : 'kept_late';
  if (deadline.dueAt === null) return 'no_deadline';
  if (asOf > deadline.dueAt) return 'overdue';
  return deadline.dueAt - asOf <= DUE_SOON_HOURS * 3_600_000 ? 'due_soon' : 'pending';
}

/** Whether a *kept* began before the first due instant: earliest < due, or a point ≤ it, or an open earliest, or no deadline. */
function beganBefore(span: Interval, dueAt: Instant | null): boolean {
  if (dueAt === null || span.earliest === null) return true;
  return span.earliest === span.latest ? span.earliest <= dueAt : span.earliest < dueAt;
}

/** The local day on which the outcome began; null where its earliest is open. */
function outcomeDay(outcome: Outcome | null, incident: Incident): LocalDate | null {
  return outcome === null ? null : firstDay(entryOf(incident, outcome.entry).at, incident.zone);
}

function extendedBy(
  deadline: Deadline,
  firstDueOn: LocalDate | null,
  until: LocalDate | null,
): PromiseState['extended'] {
  if (firstDueOn === null || deadline.moves.length === 0) return null;
  const days = until === null ? 0 : daysBetween(firstDueOn, until);
  return { moves: deadline.moves.length, daysPastFirst: Math.max(0, days) };
}

function foundNothingSince(incident: Incident, promise: string, dueAt: Instant, asOf: Instant): boolean {
  const check = lastCheck(incident, promise, asOf, 'nothing');
  return check?.at.earliest != null && check.at.earliest >= dueAt;
}

/**
 * The instant after which an overdue promise is stale: 60 local days after its due instant or the last check since (its
 * earliest: a check proves absence only up to it), whichever is later. domain.md, Promises, Stale.
 */
export function staleFrom(incident: Incident, promise: string, dueAt: Instant, asOf: Instant): Instant {
  const looked = lastCheck(incident, promise, asOf)?.at.earliest ?? -Infinity;
  return addDays(Math.max(dueAt, looked), STALE_DAYS, incident.zone);
}

type Shown = {
  today: LocalDate;
  stale: boolean;
  dueOn: LocalDate | null;
  check: ReturnType<typeof lastCheck>;
  incident: Incident;
};

/**
 * The last day to which a page counts: never past the day the record is covered to nor, when stale, past the last check since
 * the due day, or that day itself.
 */
function shownDay({ today, stale, dueOn, check, incident }: Shown): LocalDate {
  const limits = [today];
  if (incident.coveredUntil !== null) limits.push(incident.coveredUntil);
  if (stale && dueOn !== null) {
    const checkedOn = check === undefined ? null : firstDay(check.at, incident.zone);
    limits.push(checkedOn !== null && checkedOn > dueOn ? checkedOn : dueOn);
  }
  return limits.reduce((least, day) => (day < least ? day : least));
}
