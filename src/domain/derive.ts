import { answersAt as answers, type answersAt } from './answers.ts';
import { isCertainAt, isPossibleAt, possibleFrom } from './at.ts';
import { type Verdict, verdictOf } from './benchmark.ts';
import type { Benchmark } from './directory.ts';
import { type Entry, timelineOrder } from './entry.ts';
import type { Check, Incident, Reply } from './incident.ts';
import {
  CLOCKS,
  type Clock,
  clockStart,
  firstPost,
  firstWord,
  type Latency,
  latencyBetween,
  type Milestone,
} from './latency.ts';
import { isMadeAt, type Promised, type PromiseState, promiseAt } from './promise.ts';
import { replyAt } from './reply.ts';
import { type Silence, silenceAt } from './silence.ts';
import type { Interval } from './span.ts';
import type { Instant } from './zone.ts';

/** The milestones as one clock sees them: the latency is null where the milestone is missing. */
export type Clocked = { clock: Clock; from: Interval; firstWord: Latency | null; firstPost: Latency | null };

/** Everything that a page or the API says of an incident at an instant, but its words. Nothing of it is ever stored. */
export type IncidentState = {
  incident: Incident;
  asOf: Instant;
  /** What is possible then: the entries in timeline order, start and end. */
  entries: Entry[];
  started: Interval | null;
  ended: Interval | null;
  firstWord: Milestone | null;
  firstPost: Milestone | null;
  /** One for each clock that is recorded, *occurred* first. */
  clocks: Clocked[];
  silence: Silence | null;
  benchmarks: { benchmark: Benchmark; verdict: Verdict }[];
  answers: ReturnType<typeof answersAt>;
  /** The promises made by then, as recorded, each with what it is then. */
  promises: { promise: Promised; state: PromiseState }[];
  checks: Check[];
  /** Each as it stood then: asked for, or come. */
  replies: Reply[];
};

/** What is so of the incident at `asOf` (UTC milliseconds), judged by the adopted ones among `benchmarks`. */
export function incidentAt(incident: Incident, benchmarks: readonly Benchmark[], asOf: Instant): IncidentState {
  const word = firstWord(incident, asOf);
  const post = firstPost(incident, asOf);
  return {
    incident,
    asOf,
    entries: timelineOrder(incident.entries.filter((entry) => isPossibleAt(entry.at, asOf))),
    started: possible(incident.started, asOf),
    ended: possible(incident.ended, asOf),
    firstWord: word,
    firstPost: post,
    clocks: CLOCKS.flatMap((clock) => clocked(incident, clock, word, post, asOf)),
    silence: silenceAt(incident, asOf),
    benchmarks: benchmarks.flatMap((benchmark) => {
      const verdict = verdictOf(benchmark, incident, benchmark.milestone === 'first_word' ? word : post, asOf);
      return verdict === null ? [] : [{ benchmark, verdict }];
    }),
    answers: answers(incident, asOf),
    promises: incident.promises
      .filter((promise) => isMadeAt(promise, incident, asOf))
      .map((promise) => ({ promise, state: promiseAt(promise, incident, asOf) })),
    checks: incident.checks.filter((check) => isCertainAt(check.at, asOf)),
    replies: incident.replies.flatMap((reply) => replyAt(reply, asOf) ?? []),
  };
}

function clocked(
  incident: Incident,
  clock: Clock,
  word: Milestone | null,
  post: Milestone | null,
  asOf: Instant,
): Clocked[] {
  const from = clockStart(incident, clock, asOf);
  if (from === null) return [];
  const latency = (milestone: Milestone | null) => (milestone === null ? null : latencyBetween(from, milestone.at));
  return [{ clock, from, firstWord: latency(word), firstPost: latency(post) }];
}

const possible = (span: Interval | null, asOf: Instant): Interval | null =>
  span !== null && isPossibleAt(span, asOf) ? span : null;

/** The first instant at which anything of the incident is possible; before it there is no page. Infinity for an empty record. contracts.md, HTTP. */
export function firstPossibleAt(incident: Incident): Instant {
  const spans = [incident.started, ...incident.entries.map((entry) => entry.at)];
  return Math.min(...spans.map((span) => (span === null ? Infinity : possibleFrom(span))));
}
