import { isCertainAt, possibleFrom } from './at.ts';
import type { Entry } from './entry.ts';
import type { Check, Incident, Reply } from './incident.ts';
import { firstPost } from './latency.ts';
import { type PromiseState, REVIEW_ALARM_DAYS } from './promise.ts';
import { REPLY_WINDOW_HOURS } from './publication.ts';
import { daysBetween, type Instant, localDate } from './zone.ts';

export const WAITING_PROMISES = ['unlooked', 'soon', 'answers', 'stale'] as const;
/** The newsroom's lists of promises: past its term and nobody looked since, due in three days, an answer to be judged, forgotten for too long. */
export type WaitingPromises = (typeof WAITING_PROMISES)[number];

/** In which list of what waits for the newsroom the promise stands, or null. domain.md, Promises. */
export function waitingIn({ status, checkedSinceDue, stale }: PromiseState): WaitingPromises | null {
  if (status === 'awaiting_review') return 'answers';
  if (status === 'due_soon') return 'soon';
  if (status !== 'overdue') return null;
  if (stale) return 'stale';
  return checkedSinceDue === true ? null : 'unlooked';
}

/** How many days a possible answer has waited to be judged at `now` (UTC milliseconds), and whether that is too long. domain.md, Promises. */
export function answerWait(answer: Entry, zone: string, now: Instant): { days: number; late: boolean } {
  const days = Math.max(0, daysBetween(localDate(possibleFrom(answer.at), zone), localDate(now, zone)));
  return { days, late: days > REVIEW_ALARM_DAYS };
}

/** An incident that ended so long ago and never had a post is no longer urgent. */
export const SILENT_DAYS = 30;

/** Whether an acute incident without a first post is still to be watched at `now` (UTC milliseconds). */
export function isSilent(incident: Incident, now: Instant): boolean {
  if (incident.kind !== 'acute' || firstPost(incident, now) !== null) return false;
  const over = incident.ended ?? incident.started;
  return over === null || now - (over.latest ?? over.earliest ?? now) <= SILENT_DAYS * 86_400_000;
}

/** Whether a question still waits for an answer: nobody answered it, in whatever manner, and it was not removed. */
export function isUnanswered(entry: Entry): boolean {
  return entry.kind === 'question' && entry.answeredBy === null && entry.answer === null && entry.removed === null;
}

/** A reply that was asked for and has not come: until when the office has time (UTC milliseconds), and whether that has passed at `now`. Null: nothing is awaited. domain.md, Records. */
export function awaitedReply({ asked, at, text }: Reply, now: Instant): { until: Instant; over: boolean } | null {
  if (asked === null || at !== null || text !== null || asked.latest === null) return null;
  const until = asked.latest + REPLY_WINDOW_HOURS * 3_600_000;
  return { until, over: now >= until };
}

/** Two looks within so many minutes, for the same and in the same places, are one press that came twice. */
const SAME_LOOK_MINUTES = 10;

/** Whether the newsroom has just noted this very look at `now` (UTC milliseconds): found nothing, in the same channels. */
export function isNoted(
  checks: readonly Check[],
  { channels, for: what }: Pick<Check, 'channels' | 'for'>,
  now: Instant,
): boolean {
  const places = [...channels].sort().join(' ');
  return checks.some(
    (check) =>
      check.for === what &&
      check.found === null &&
      check.by === null &&
      isCertainAt(check.at, now) &&
      now - (check.at.earliest ?? -Infinity) <= SAME_LOOK_MINUTES * 60_000 &&
      [...check.channels].sort().join(' ') === places,
  );
}

/** Whether the look claims silence of the newsroom's own knowledge: then a screenshot shows it, or a second person looked too. */
export function needsSecond({ for: what, found, by }: Pick<Check, 'for' | 'found' | 'by'>): boolean {
  return what === 'first_post' && found === null && by === null;
}
