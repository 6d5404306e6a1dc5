import { certainFrom, possibleFrom } from '../domain/at.ts';
import { firstPossibleAt } from '../domain/derive.ts';
import { entryOf } from '../domain/entry.ts';
import type { Incident } from '../domain/incident.ts';
import {
  answerInReview,
  deadlineAt,
  type OutcomeKind,
  outcomeAt,
  type Promised,
  possibleAnswers,
} from '../domain/promise.ts';
import { type Instant, localDate } from '../domain/zone.ts';

// Hints are what the domain says of the facts alone, without any day, kept for an index. They narrow, they never decide.

/** What came of a promise; null: it is open. */
type Closed = OutcomeKind | 'awaiting_review' | null;

/**
 * Of a promise, in UTC milliseconds. `dueAt`: the due instant once every recorded move counts, null for none. `open`: no
 * outcome decides and no answer waits then; `answered`: an answer waits. `settledAt`: from when on these hold, for every recorded
 * fact counts by then. `saidAt`: when its statement is certain, null for never.
 * `closed`: the outcome that decides then, or that an answer waits.
 */
export function promiseHints(
  promise: Promised,
  incident: Incident,
): {
  dueAt: Instant | null;
  open: boolean;
  answered: boolean;
  settledAt: Instant;
  saidAt: Instant | null;
  closed: Closed;
} {
  const named = [promise.madeIn, ...[...promise.changes, ...promise.outcomes].map((fact) => fact.entry)];
  const entries = [...named.map((id) => entryOf(incident, id)), ...possibleAnswers(promise, incident)];
  const saidAt = certainFrom(entryOf(incident, promise.madeIn).at);
  const outcome = outcomeAt(promise, incident, Infinity);
  const answered = answerInReview(promise, incident, Infinity) !== null;
  return {
    dueAt: deadlineAt(promise, incident, Infinity).dueAt,
    open: outcome === null && !answered,
    closed: answered ? 'awaiting_review' : (outcome?.kind ?? null),
    answered,
    settledAt: Math.max(...entries.map((entry) => certainFrom(entry.at))),
    saidAt: Number.isFinite(saidAt) ? saidAt : null,
  };
}

type IncidentHints = { firstAt: Instant | null; beganAt: Instant | null; year: number | null; folded: string };

/**
 * Of an incident: when anything of it is first possible (UTC milliseconds, null: nothing is recorded); when it began, as far as that
 * is recorded, else the same; the local year of its beginning; and the words to search.
 */
export function incidentHints(incident: Incident): IncidentHints {
  const at = firstPossibleAt(incident);
  const firstAt = Number.isFinite(at) ? at : null;
  const beganAt = incident.started === null ? firstAt : possibleFrom(incident.started);
  return {
    firstAt,
    beganAt,
    year: beganAt === null ? null : Number(localDate(beganAt, incident.zone).slice(0, 4)),
    folded: folded([...Object.values(incident.title), ...Object.values(incident.summary), incident.slug].join('\n')),
  };
}

/** Small letters, ё as е: SQLite folds no Cyrillic. */
export function folded(words: string): string {
  return words.toLowerCase().replaceAll('ё', 'е');
}
