import { firstDay, type Interval, lastDay } from './span.ts';
import type { LocalDate } from './zone.ts';

/** Local days, both included; null: open. */
export type Period = { from: LocalDate | null; to: LocalDate | null };

/** Whether a local day lies in the period. No day lies in none, unless nothing is asked. */
export function isDayIn(day: LocalDate | null, { from, to }: Period): boolean {
  if (from === null && to === null) return true;
  return day !== null && (from === null || from <= day) && (to === null || day <= to);
}

/** Whether what happened within the span may have happened in the period: a day that is not known may be any. */
export function mayBeIn(span: Interval, zone: string, { from, to }: Period): boolean {
  const [first, last] = [firstDay(span, zone), lastDay(span, zone)];
  return (to === null || first === null || first <= to) && (from === null || last === null || from <= last);
}
