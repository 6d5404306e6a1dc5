import type { Benchmark, CoarseDate } from './directory.ts';
import type { Incident } from './incident.ts';
import { clockStart, latencyBetween, type Milestone } from './latency.ts';
import { silenceAt } from './silence.ts';
import { firstDay, type Interval, lastDay } from './span.ts';
import type { Instant } from './zone.ts';

export const VERDICTS = ['met', 'missed', 'cannot_tell'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * What an adopted norm says of an incident at `asOf`, or null where it does not judge it: not adopted, the incident did not
 * surely begin within its validity, or has no start. *Met* when the interval's maximum ≤ the norm, *missed* when its minimum
 * > the norm (or the checks prove that long an absence), else *cannot tell*. domain.md, Response latency 6.
 */
export function verdictOf(
  benchmark: Benchmark,
  incident: Incident,
  milestone: Milestone | null,
  asOf: Instant,
): Verdict | null {
  const began = clockStart(incident, 'occurred', asOf);
  if (!benchmark.adopted || began === null || !holdsFor(benchmark, began, incident.zone)) return null;
  const clock = clockStart(incident, benchmark.clock, asOf);
  if (clock === null) return 'cannot_tell';
  const norm = benchmark.minutes * 60_000;
  if (milestone === null) return provenAbsence(benchmark, incident, clock, asOf) > norm ? 'missed' : 'cannot_tell';
  const { min, max } = latencyBetween(clock, milestone.at);
  if (max !== null && max <= norm) return 'met';
  return min !== null && min > norm ? 'missed' : 'cannot_tell';
}

/** How long, in ms, nothing was there for certain: from the clock's latest to the last check's earliest. Only posts are checked for. */
function provenAbsence(benchmark: Benchmark, incident: Incident, clock: Interval, asOf: Instant): number {
  const silence = benchmark.milestone === 'first_post' ? silenceAt(incident, asOf) : null;
  return silence === null || clock.latest === null ? -Infinity : silence.until - clock.latest;
}

/** Whether the whole span lies within the norm's validity; an end that is not given is unbounded. */
function holdsFor(benchmark: Benchmark, began: Interval, zone: string): boolean {
  const [first, last] = [firstDay(began, zone), lastDay(began, zone)];
  const afterFrom = benchmark.from === null || (first !== null && first >= firstDate(benchmark.from));
  const beforeTo = benchmark.to === null || (last !== null && last <= lastDate(benchmark.to));
  return afterFrom && beforeTo;
}

/** The first day of a coarse date: `2019` is from 2019-01-01. */
export function firstDate(coarse: NonNullable<CoarseDate>): string {
  return coarse.length === 4 ? `${coarse}-01-01` : coarse.length === 7 ? `${coarse}-01` : coarse;
}

/** The last day of a coarse date, good for comparing: `2019` is to 2019-12-31; a month's end is written as its 31st. */
export function lastDate(coarse: NonNullable<CoarseDate>): string {
  return coarse.length === 4 ? `${coarse}-12-31` : coarse.length === 7 ? `${coarse}-31` : coarse;
}
