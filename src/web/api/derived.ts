import type { Clocked, IncidentState } from '../../domain/derive.ts';
import type { Latency, Milestone } from '../../domain/latency.ts';
import type { PromiseState } from '../../domain/promise.ts';
import { coarseDate } from '../../domain/span.ts';
import type { Instant } from '../../domain/zone.ts';

/** Whole seconds `[min, max]`; an open end is null. */
export type Seconds = [number | null, number | null];
export type DerivedMilestone = { entries: string[]; latency: Seconds | null } | null;

/** The `derived` part of an incident in the API, exactly as contracts.md has it: what the rules say of the record at `as_of`. */
export function derived(state: IncidentState) {
  const occurred = state.clocks.find(({ clock }) => clock === 'occurred');
  return {
    as_of: iso(state.asOf),
    first_word: milestone(state.firstWord, occurred?.firstWord ?? null),
    first_post: milestone(state.firstPost, occurred?.firstPost ?? null),
    silence: silence(state),
    benchmarks: state.benchmarks.map(({ benchmark, verdict }) => ({ id: benchmark.id, verdict })),
    answered: state.answers.filter(({ entries }) => entries.length > 0).map(({ question }) => question),
    promises: state.promises.map(({ state: promise }) => derivedPromise(promise)),
    ...clocked(state, 'reported'),
    ...clocked(state, 'known'),
  };
}

/** One promise under `derived.promises`: days are calendar days of the incident's zone. contracts.md, HTTP. */
export function derivedPromise(state: PromiseState) {
  return {
    id: state.id,
    status: state.status,
    due_at: state.dueAt === null ? null : iso(state.dueAt),
    due_on: state.dueOn,
    days_overdue: state.daysOverdue,
    days_late: state.daysLate,
    extended:
      state.extended === null ? null : { moves: state.extended.moves, days_past_first: state.extended.daysPastFirst },
    checked_on: state.checkedOn,
    checked_since_due: state.checkedSinceDue,
    stale: state.stale,
  };
}

function silence(state: IncidentState) {
  if (state.silence === null) return null;
  const { milestone: name, since, check, selective } = state.silence;
  return {
    milestone: name,
    since: iso(since),
    checked_on: coarseDate(check.at, state.incident.zone),
    channels: check.channels,
    selective,
  };
}

function clocked(state: IncidentState, clock: Clocked['clock']) {
  const seen = state.clocks.find((candidate) => candidate.clock === clock);
  if (seen === undefined) return {};
  return {
    [clock]: {
      first_word: milestone(state.firstWord, seen.firstWord),
      first_post: milestone(state.firstPost, seen.firstPost),
    },
  };
}

function milestone(found: Milestone | null, latency: Latency | null): DerivedMilestone {
  if (found === null) return null;
  return { entries: found.entries.map((entry) => entry.id), latency: latency === null ? null : seconds(latency) };
}

/** Outward to the whole second: a page may round further, never inward. */
const seconds = ({ min, max }: Latency): Seconds => [
  min === null ? null : Math.floor(min / 1000),
  max === null ? null : Math.ceil(max / 1000),
];

const iso = (at: Instant): string => new Date(at).toISOString();
