import { isPossibleAt } from './at.ts';
import { type Entry, isPost, isStatement, timelineOrder } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Interval } from './span.ts';
import type { Instant } from './zone.ts';

export const CLOCKS = ['occurred', 'known', 'reported'] as const;
/** What may start the count: the incident's start, an authority learned of it, the first public report. domain.md, Response latency 2. */
export type Clock = (typeof CLOCKS)[number];
export const MILESTONES = ['first_word', 'first_post'] as const;
export type MilestoneName = (typeof MILESTONES)[number];

/** `[min, max]` in milliseconds, never clamped; null is unbounded. Both negative: the second came before the first. */
export type Latency = { min: number | null; max: number | null };

/** The earliest of several uncertain times: a span of its own, and every entry that may have been the first. */
export type Milestone = { entries: Entry[]; at: Interval };

/** The interval from span `from` to span `to`. domain.md, Response latency 1. */
export function latencyBetween(from: Interval, to: Interval): Latency {
  return { min: minus(to.earliest, from.latest), max: minus(to.latest, from.earliest) };
}

const minus = (a: Instant | null, b: Instant | null): number | null => (a === null || b === null ? null : a - b);

/** What a latency says of the order of the two: the end came after, came before, or the order is not known. domain.md, Response latency 1. */
export function orderOf({ min, max }: Latency): 'after' | 'before' | 'not_known' {
  if (min !== null && min >= 0) return 'after';
  return max !== null && max < 0 ? 'before' : 'not_known';
}

/** The earliest statement by any office through any channel, possible at `asOf`; null where none is recorded. domain.md, Response latency 3. */
export function firstWord(incident: Incident, asOf: Instant): Milestone | null {
  return earliestOf(incident.entries.filter((entry) => isStatement(entry) && isPossibleAt(entry.at, asOf)));
}

/** The earliest statement by the responsible office on a social network, possible at `asOf`; null where none is recorded. */
export function firstPost(incident: Incident, asOf: Instant): Milestone | null {
  return earliestOf(incident.entries.filter((entry) => isPost(entry, incident) && isPossibleAt(entry.at, asOf)));
}

/**
 * The earliest of several uncertain times, `[least earliest, least latest]`: each entry whose earliest lies within it, both ends
 * included, may have been the first. Entries come back in timeline order. domain.md, Response latency 3.
 */
export function earliestOf(entries: readonly Entry[]): Milestone | null {
  if (entries.length === 0) return null;
  const earliest = Math.min(...entries.map((entry) => entry.at.earliest ?? -Infinity));
  const latest = Math.min(...entries.map((entry) => entry.at.latest ?? Infinity));
  const first = entries.filter((entry) => (entry.at.earliest ?? -Infinity) <= latest);
  return { entries: timelineOrder(first), at: { earliest: finite(earliest), latest: finite(latest) } };
}

const finite = (value: number): Instant | null => (Number.isFinite(value) ? value : null);

/**
 * When a clock starts, as possible at `asOf`, or null where it is not recorded. Of several entries that mark *known* or
 * *reported*, the earliest. domain.md, Response latency 2 and 7.
 */
export function clockStart(incident: Incident, clock: Clock, asOf: Instant): Interval | null {
  if (clock === 'occurred')
    return incident.started !== null && isPossibleAt(incident.started, asOf) ? incident.started : null;
  const marked = incident.entries.filter((entry) => entry.clock === clock && isPossibleAt(entry.at, asOf));
  return earliestOf(marked)?.at ?? null;
}

/** How long the span is, in milliseconds; unbounded with an open end. */
export function widthOf(span: Interval): number {
  return span.earliest === null || span.latest === null ? Infinity : span.latest - span.earliest;
}

/**
 * The clock that the first screen counts from: the start, unless *known* or *reported* is narrower and the start is what makes
 * the figure coarse (wider than the milestone itself). domain.md, Response latency 2.
 */
export function clockForReaders(incident: Incident, milestone: Milestone | null, asOf: Instant): Clock | null {
  const widths = CLOCKS.flatMap((clock) => {
    const start = clockStart(incident, clock, asOf);
    return start === null ? [] : [{ clock, width: widthOf(start) }];
  });
  const first = widths[0];
  if (first === undefined) return null;
  if (first.clock === 'occurred' && milestone !== null && first.width <= widthOf(milestone.at)) return 'occurred';
  return widths.reduce((best, other) => (other.width < best.width ? other : best)).clock;
}

/** Over several incidents: `[median of minima, median of maxima]` in ms, n, and how many cannot be told. domain.md, Response latency 8. */
export type LatencySummary = Latency & { n: number; cannotTell: number };

/**
 * Sums up the latencies of several incidents; null stands for one whose milestone is missing, which counts as longer than any.
 * One with an open or unknown end cannot be told; it counts as widely as it is. Never used to rank officials.
 */
export function summaryOf(latencies: readonly (Latency | null)[]): LatencySummary {
  const minima = latencies.map((latency) => (latency === null ? Infinity : (latency.min ?? -Infinity)));
  const maxima = latencies.map((latency) => (latency === null ? Infinity : (latency.max ?? Infinity)));
  const cannotTell = latencies.filter(
    (latency) => latency === null || latency.min === null || latency.max === null,
  ).length;
  return { min: finite(lowMedian(minima)), max: finite(highMedian(maxima)), n: latencies.length, cannotTell };
}

/** Of an even number, the lower of the middle two for minima and the higher for maxima: the range may only widen. */
const lowMedian = (values: number[]): number => sorted(values)[Math.floor((values.length - 1) / 2)] ?? Infinity;
const highMedian = (values: number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? Infinity;
const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);
