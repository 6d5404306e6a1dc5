import { isPossibleAt } from './at.ts';
import type { Tenure } from './directory.ts';
import { entryOf } from './entry.ts';
import type { Incident, Reply } from './incident.ts';
import { promisor, termOf } from './office.ts';
import {
  isMadeAt,
  type Nature,
  type Outcome,
  type Promised,
  type PromiseState,
  type PromiseStatus,
  promiseAt,
} from './promise.ts';
import { replyAt } from './reply.ts';
import { silenceAt } from './silence.ts';
import { coarseDate } from './span.ts';
import { addWeeks, type Week } from './week.ts';
import type { Texts } from './words.ts';
import type { Instant } from './zone.ts';

/**
 * One promise in a digest, in the words of contracts.md. `official` (only where checked), `due_at` and `shown_on` with its count
 * (no further than the record is covered: domain.md, Promises, Stale) serve the page and the mail.
 */
export type DigestLine = {
  incident: string;
  promise: string;
  office: string;
  nature: Nature;
  words: string;
  status: PromiseStatus;
  due_on: string | null;
  days_overdue: number | null;
  days_late: number | null;
  extended: { moves: number; days_past_first: number } | null;
  checked_on: string | null;
  checked_since_due: boolean | null;
  due_at: string | null;
  shown_on: string;
  shown_days_overdue: number | null;
  official: { id: string; from: string | null; to: string | null } | null;
  /** Absent where nothing was asked and nothing came. */
  reply?: DigestReply;
  /** That the newsroom struck the promise out since the issue: only where a digest is shown, never in a stored one. `at`: ISO UTC. */
  retracted?: { at: string; why: string };
};

/**
 * What the office was asked of the line, and what it replied by the cut-off: days as coarse as they were stated. `replied_on` and
 * `words` null: no reply had come. domain.md, Records.
 */
export type DigestReply = { asked_on: string | null; replied_on: string | null; words: string | null };

/** An acute incident without a first post a day after its start, by a check. */
export type NoFirstPost = { incident: string; office: string; since: string; checked_on: string; channels: string[] };

/** A figure of an earlier digest that has changed since: stands at the top of the next. */
export type DigestCorrection = {
  week: string;
  incident: string;
  promise: string;
  field: DigestField;
  was: unknown;
  is: unknown;
};

/** A line that an editor took out before the issue: of which lists, and why. `promise` null: the line of a missing first post. */
export type StruckLine = { incident: string; promise: string | null; office: string; lists: string[]; reason: string };

/** The digest of a week, as it is issued and stored. Instants are ISO UTC. contracts.md, HTTP. */
export type Digest = {
  week: string;
  from: string;
  cut_off: string;
  /** The editors' own words before the lists; absent where there are none. */
  foreword?: Texts;
  /** Absent where no line was struck. */
  struck?: StruckLine[];
  /** How many lines of each list a court took down since the issue: only where a digest is shown, never in a stored one. */
  taken_down?: { list: string; lines: number }[];
  newly_overdue: DigestLine[];
  still_overdue: DigestLine[];
  due_next: DigestLine[];
  resolved: DigestLine[];
  moved: DigestLine[];
  no_first_post: NoFirstPost[];
  corrections: DigestCorrection[];
  under_review: number;
  not_rechecked: number;
};

export const DIGEST_LISTS = ['newly_overdue', 'still_overdue', 'due_next', 'resolved', 'moved'] as const;
export const DIGEST_FIELDS = [
  'status',
  'due_on',
  'days_overdue',
  'days_late',
  'extended',
  'checked_on',
  'checked_since_due',
  'words',
  'office',
  'nature',
] as const;
export type DigestField = (typeof DIGEST_FIELDS)[number];

export const NO_POST_HOURS = 24;

type Tenures = { tenures: readonly Tenure[] };
type Counted = { incident: Incident; promise: Promised; state: PromiseState; line: DigestLine };

/**
 * The digest of `week` over the published incidents, from the facts that count at its cut-off alone; `zone` is the digest's.
 * `corrections` are those of earlier digests (see `correctionsOf`). domain.md, The weekly digest.
 */
export function digestOf(
  week: Week,
  zone: string,
  incidents: Iterable<Incident>,
  directory: Tenures,
  corrections: DigestCorrection[] = [],
): Digest {
  const lists: Record<(typeof DIGEST_LISTS)[number], Counted[]> = {
    newly_overdue: [],
    still_overdue: [],
    due_next: [],
    resolved: [],
    moved: [],
  };
  const counts = { under_review: 0, not_rechecked: 0 };
  const silent: NoFirstPost[] = [];
  for (const incident of incidents) {
    const missing = withoutFirstPost(incident, week.cutOff);
    if (missing !== null) silent.push(missing);
    for (const promise of incident.promises) {
      if (!isMadeAt(promise, incident, week.cutOff)) continue;
      const state = promiseAt(promise, incident, week.cutOff);
      const line = withReply(lineOf(promise, incident, state, directory), incident, promise, week.cutOff);
      const counted = { incident, promise, state, line };
      if (state.status === 'awaiting_review') counts.under_review++;
      if (state.stale) counts.not_rechecked++;
      const list = listOf(counted, week, zone);
      if (list !== null) lists[list].push(counted);
      if (movedWithin(counted, week)) lists.moved.push(counted);
    }
  }
  const lines = (list: Counted[]) => list.sort(byDue).map(({ line }) => line);
  return {
    week: week.name,
    from: new Date(week.from).toISOString(),
    cut_off: new Date(week.cutOff).toISOString(),
    newly_overdue: lines(lists.newly_overdue),
    still_overdue: lines(lists.still_overdue),
    due_next: lines(lists.due_next),
    resolved: lines(lists.resolved),
    moved: lines(lists.moved),
    no_first_post: silent.sort((a, b) => compare(a.incident, b.incident)),
    corrections,
    ...counts,
  };
}

/** Which of the four lists a promise stands in at the cut-off, if any; a stale one stands in none. */
function listOf({ incident, promise, state }: Counted, week: Week, zone: string): (typeof DIGEST_LISTS)[number] | null {
  if (state.status === 'overdue') {
    if (state.stale) return null;
    const before =
      isMadeAt(promise, incident, week.from) && promiseAt(promise, incident, week.from).status === 'overdue';
    return before ? 'still_overdue' : 'newly_overdue';
  }
  if (state.status === 'due_soon' || state.status === 'pending') {
    const dueAt = state.dueAt ?? Infinity;
    return dueAt >= week.cutOff && dueAt <= addWeeks(week.cutOff, 1, zone) ? 'due_next' : null;
  }
  if (state.status === 'awaiting_review' || state.status === 'no_deadline' || state.outcome === null) return null;
  return isWithin(countsFrom(state.outcome, incident), week) ? 'resolved' : null;
}

/** Whether its deadline moved in the week; what is under review or stale is left out here too. */
function movedWithin({ incident, promise, state }: Counted, week: Week): boolean {
  if (state.extended === null || state.status === 'awaiting_review' || state.stale) return false;
  const before = isMadeAt(promise, incident, week.from)
    ? (promiseAt(promise, incident, week.from).extended?.moves ?? 0)
    : 0;
  return state.extended.moves > before;
}

/** *Not kept* counts from when it is certain, every other outcome from when it is possible. domain.md, What counts. */
function countsFrom(outcome: Outcome, incident: Incident): Instant {
  const { earliest, latest } = entryOf(incident, outcome.entry).at;
  return (outcome.kind === 'not_kept' ? (latest ?? earliest) : (earliest ?? latest)) ?? Infinity;
}

const isWithin = (at: Instant, week: Week): boolean => at > week.from && at <= week.cutOff;

/** A promise's line as it is at an instant, whatever list it stands in. */
export function lineOf(promise: Promised, incident: Incident, state: PromiseState, directory: Tenures): DigestLine {
  const { office, official } = promisor(promise, incident);
  const looked = state.checkedSinceDue === true || (state.outcome !== null && state.status !== 'awaiting_review');
  const term = looked ? termOf(promise, incident, { tenures: [...directory.tenures] }) : undefined;
  return {
    incident: incident.slug,
    promise: promise.id,
    office,
    nature: promise.nature,
    words: promise.text,
    status: state.status,
    due_on: state.dueOn,
    days_overdue: state.daysOverdue,
    days_late: state.daysLate,
    extended:
      state.extended === null ? null : { moves: state.extended.moves, days_past_first: state.extended.daysPastFirst },
    checked_on: state.checkedOn,
    checked_since_due: state.checkedSinceDue,
    due_at: state.dueAt === null ? null : new Date(state.dueAt).toISOString(),
    shown_on: state.shownOn,
    shown_days_overdue: state.shownDaysOverdue,
    official: looked && official !== null ? { id: official, from: term?.from ?? null, to: term?.to ?? null } : null,
  };
}

/** The line with the reply that stands beside it at `asOf`: the last that came, else the last that was asked for. */
function withReply(line: DigestLine, incident: Incident, promise: Promised, asOf: Instant): DigestLine {
  const own = incident.replies.filter(({ to }) => to === promise.id || to === promise.madeIn);
  const known = own.flatMap((reply) => replyAt(reply, asOf) ?? []);
  const reply = known.findLast(({ at, text }) => at !== null || text !== null) ?? known.at(-1);
  if (reply === undefined) return line;
  const on = (span: Reply['at']) => (span === null ? null : coarseDate(span, incident.zone));
  return { ...line, reply: { asked_on: on(reply.asked), replied_on: on(reply.at), words: reply.text } };
}

/** By due instant (none comes last), then incident, then id. domain.md, The weekly digest. */
function byDue(a: Counted, b: Counted): number {
  return (
    compare(a.state.dueAt ?? Infinity, b.state.dueAt ?? Infinity) ||
    compare(a.incident.slug, b.incident.slug) ||
    compare(a.promise.id, b.promise.id)
  );
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

function withoutFirstPost(incident: Incident, cutOff: Instant): NoFirstPost | null {
  if (incident.kind !== 'acute' || incident.started === null) return null;
  if (incident.ended !== null && isPossibleAt(incident.ended, cutOff)) return null;
  const silence = silenceAt(incident, cutOff);
  if (silence === null || silence.until - silence.since < NO_POST_HOURS * 3_600_000) return null;
  return {
    incident: incident.slug,
    office: incident.office,
    since: new Date(silence.since).toISOString(),
    checked_on: coarseDate(silence.check.at, incident.zone),
    channels: [...silence.check.channels],
  };
}

/**
 * What the earlier digests `issued` (oldest first) say that the record now says otherwise *of the same cut-off*, and that no
 * later one has already corrected. `find` gives a published incident by its slug; a promise that is no longer there has the
 * status null. domain.md, The weekly digest and Records.
 */
export function correctionsOf(
  issued: readonly Digest[],
  find: (slug: string) => Incident | undefined,
  directory: Tenures,
): DigestCorrection[] {
  const carried = new Map<string, unknown>();
  for (const digest of issued)
    for (const correction of digest.corrections) carried.set(keyOf(correction), correction.is);
  return issued.flatMap((digest) =>
    linesOf(digest).flatMap((line) => {
      const now = lineNow(line, find(line.incident), Date.parse(digest.cut_off), directory);
      return DIGEST_FIELDS.flatMap((field) => {
        if (now === null && field !== 'status') return [];
        const at = { week: digest.week, incident: line.incident, promise: line.promise, field };
        const was = carried.has(keyOf(at)) ? carried.get(keyOf(at)) : line[field];
        const is = now === null ? null : now[field];
        return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ ...at, was, is }];
      });
    }),
  );
}

const keyOf = (at: Pick<DigestCorrection, 'week' | 'incident' | 'promise' | 'field'>): string =>
  [at.week, at.incident, at.promise, at.field].join(' ');

/** Each promise of a digest once, though *moved* may repeat it. */
function linesOf(digest: Digest): DigestLine[] {
  const lines = DIGEST_LISTS.flatMap((list) => digest[list]);
  return [...new Map(lines.map((line) => [`${line.incident} ${line.promise}`, line])).values()];
}

function lineNow(
  line: DigestLine,
  incident: Incident | undefined,
  cutOff: Instant,
  directory: Tenures,
): DigestLine | null {
  const promise = incident?.promises.find((candidate) => candidate.id === line.promise);
  if (incident === undefined || promise === undefined || !isMadeAt(promise, incident, cutOff)) return null;
  return lineOf(promise, incident, promiseAt(promise, incident, cutOff), directory);
}
