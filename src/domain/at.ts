import { type Interval, overlap } from './span.ts';
import type { Instant } from './zone.ts';

/** The first instant at which the fact is possible: its earliest, or the other end where that one is open. domain.md, What counts. */
export function possibleFrom(span: Interval): Instant {
  return span.earliest ?? span.latest ?? Infinity;
}

/** The first instant at which the fact is certain: its latest, or the other end where that one is open. domain.md, What counts. */
export function certainFrom(span: Interval): Instant {
  return span.latest ?? span.earliest ?? Infinity;
}

/** Whether the fact is possible at `asOf` (UTC milliseconds): its earliest ≤ asOf. What speaks for an official counts from then. */
export function isPossibleAt(span: Interval, asOf: Instant): boolean {
  return possibleFrom(span) <= asOf;
}

/** Whether the fact is certain at `asOf` (UTC milliseconds): its latest ≤ asOf. What speaks against counts only then. */
export function isCertainAt(span: Interval, asOf: Instant): boolean {
  return certainFrom(span) <= asOf;
}

/** Order in which moves and outcomes came: by latest, then earliest, an open end unbounded; ties stay as recorded. domain.md, What counts. */
export function compareByEnd(a: Interval, b: Interval): number {
  const latest = compare(a.latest ?? Infinity, b.latest ?? Infinity);
  return latest !== 0 ? latest : compare(a.earliest ?? -Infinity, b.earliest ?? -Infinity);
}

/**
 * Of several moves or outcomes that count, the one that decides: the latest; among those whose spans overlap it, the
 * kindest by `kinder` (a comparison: negative when its first argument is kinder), of those equally kind again the latest.
 * Undefined for none. domain.md, What counts.
 */
export function deciding<T>(
  items: readonly T[],
  spanOf: (item: T) => Interval,
  kinder: (a: T, b: T) => number,
): T | undefined {
  const ordered = inOrder(items, spanOf);
  const last = ordered.at(-1);
  if (last === undefined) return undefined;
  return ordered
    .filter((item) => item === last || overlap(spanOf(item), spanOf(last)))
    .reduceRight((best, item) => (kinder(item, best) < 0 ? item : best));
}

/** The items as they came: by the ends of their spans, ties as recorded. */
export function inOrder<T>(items: readonly T[], spanOf: (item: T) => Interval): T[] {
  return [...items].sort((a, b) => compareByEnd(spanOf(a), spanOf(b)));
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
