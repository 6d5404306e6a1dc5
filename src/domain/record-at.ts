import { isCertainAt, isPossibleAt } from './at.ts';
import type { Entry } from './entry.ts';
import type { Incident } from './incident.ts';
import { isMadeAt, type PossibleAnswer, type Promised } from './promise.ts';
import { replyAt } from './reply.ts';
import type { Span } from './span.ts';
import type { Instant } from './zone.ts';

/**
 * The record as it is shown as of an instant (UTC milliseconds): only what counts then, and nothing that points at what does
 * not. The result is a whole record of its own: it parses, and derives the same as the full one does at that instant.
 * domain.md, What counts; contracts.md, HTTP.
 */
export function recordAt(incident: Incident, asOf: Instant): Incident {
  const entries = incident.entries.filter((entry) => isPossibleAt(entry.at, asOf));
  const shown = new Map(entries.map((entry) => [entry.id, entry]));
  const promises = incident.promises
    .filter((promise) => isMadeAt(promise, incident, asOf))
    .map((promise) => promiseRecordAt(promise, incident, shown, asOf));
  const known = new Set([...shown.keys(), ...promises.map((promise) => promise.id)]);
  return {
    ...incident,
    started: possible(incident.started, asOf),
    ended: possible(incident.ended, asOf),
    entries: entries.map((entry) => entryRecordAt(entry, shown, asOf)),
    promises,
    checks: incident.checks.filter(
      (check) =>
        isCertainAt(check.at, asOf) &&
        (check.for === 'first_post' || known.has(check.for)) &&
        (check.found === null || shown.has(check.found)),
    ),
    replies: incident.replies.filter((reply) => known.has(reply.to)).flatMap((reply) => replyAt(reply, asOf) ?? []),
  };
}

/** An answer to a question speaks for the office (possible); a removal speaks against it (certain). */
function entryRecordAt(entry: Entry, shown: ReadonlyMap<string, Entry>, asOf: Instant): Entry {
  const answered = entry.answeredBy === null || shown.has(entry.answeredBy);
  return {
    ...entry,
    removed: entry.removed !== null && isCertainAt(entry.removed, asOf) ? entry.removed : null,
    ...(answered ? {} : { answeredBy: null, answer: null }),
  };
}

function promiseRecordAt(
  promise: Promised,
  incident: Incident,
  shown: ReadonlyMap<string, Entry>,
  asOf: Instant,
): Promised {
  const found = foundLater(promise, incident, asOf).map((entry): PossibleAnswer => ({ entry, judged: null }));
  return {
    ...promise,
    changes: promise.changes.filter((change) => shown.has(change.entry)),
    possibleAnswers: [...promise.possibleAnswers, ...found].filter((answer) => shown.has(answer.entry)),
    outcomes: promise.outcomes.filter((outcome) => {
      const entry = shown.get(outcome.entry);
      return entry !== undefined && (outcome.kind !== 'not_kept' || isCertainAt(entry.at, asOf));
    }),
  };
}

/** What a check found that is not certain yet: it may answer from when it is possible itself, so it stands without the check. */
function foundLater(promise: Promised, incident: Incident, asOf: Instant): string[] {
  const listed = new Set(promise.possibleAnswers.map((answer) => answer.entry));
  const later = incident.checks.filter((check) => check.for === promise.id && !isCertainAt(check.at, asOf));
  return [...new Set(later.flatMap((check) => check.found ?? []))].filter((entry) => !listed.has(entry));
}

const possible = (span: Span | null, asOf: Instant): Span | null =>
  span !== null && isPossibleAt(span, asOf) ? span : null;
