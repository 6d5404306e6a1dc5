import { keyOfCheck } from '../domain/check.ts';
import type { Check, Incident, Reply } from '../domain/incident.ts';
import type { Promised } from '../domain/promise.ts';
import type { Span } from '../domain/span.ts';
import type { Instant } from '../domain/zone.ts';
import { incidentHints, promiseHints } from './hints.ts';
import { isoOf, isoOrNull } from './instants.ts';
import { jsonOrNull } from './json.ts';
import type {
  CheckRow,
  DeadlineChangeRow,
  EditionRow,
  EntryRow,
  OutcomeRow,
  PossibleAnswerRow,
  PromiseRow,
  ReplyRow,
} from './tables.ts';

/** When each entry, promise (by id) and check (by what it says) was first recorded: UTC milliseconds. */
export type AddedAt = { entries: Map<string, Instant>; promises: Map<string, Instant>; checks: Map<string, Instant> };

/** The rows of an edition's lists, in the order of tables that refer to each other. */
export type ListRows = {
  entries: EntryRow[];
  promises: PromiseRow[];
  deadline_changes: DeadlineChangeRow[];
  possible_answers: PossibleAnswerRow[];
  outcomes: OutcomeRow[];
  checks: CheckRow[];
  replies: ReplyRow[];
};

export const LIST_TABLES = [
  'entries',
  'promises',
  'deadline_changes',
  'possible_answers',
  'outcomes',
  'checks',
  'replies',
] as const satisfies (keyof ListRows)[];

type IncidentColumns = Omit<
  EditionRow,
  'id' | 'state' | 'last_changed_at' | 'published_at' | 'first_published_at' | 'version'
>;

/** The incident's own row, without what its publication says. */
export function incidentColumns(incident: Incident): IncidentColumns {
  const { firstAt, beganAt, year, folded } = incidentHints(incident);
  return {
    slug: incident.slug,
    kind: incident.kind,
    topic: incident.topic,
    title: JSON.stringify(incident.title),
    summary: JSON.stringify(incident.summary),
    folded,
    office: incident.office,
    zone: incident.zone,
    ...spanColumns('started', incident.started),
    ...spanColumns('ended', incident.ended),
    covered_until: incident.coveredUntil,
    first_possible_at: isoOrNull(firstAt),
    began_at: isoOrNull(beganAt),
    year,
  };
}

/** The rows of the incident's lists. What `added` does not know was added at `now`. Throws a RangeError beyond the year 9999. */
export function listRows(incident: Incident, editionId: number, added: AddedAt, now: Instant): ListRows {
  const of = (position: number) => ({ edition_id: editionId, position });
  const since = (known: Map<string, Instant>, key: string) => ({ added_at: isoOf(known.get(key) ?? now) });
  const parts = incident.promises.flatMap(partsOf);
  const numbered = <T extends object>(rows: T[]) => rows.map((row, position) => ({ ...of(position), ...row }));
  return {
    entries: entryRows(incident).map((row, position) => ({ ...of(position), ...row, ...since(added.entries, row.id) })),
    promises: incident.promises.map((promise, position) => ({
      ...of(position),
      ...promiseColumns(promise, incident),
      ...since(added.promises, promise.id),
    })),
    deadline_changes: numbered(parts.flatMap((part) => part.changes)),
    possible_answers: numbered(parts.flatMap((part) => part.possibleAnswers)),
    outcomes: numbered(parts.flatMap((part) => part.outcomes)),
    checks: incident.checks.map((check, position) => ({
      ...of(position),
      ...checkColumns(check),
      ...since(added.checks, keyOfCheck(check)),
    })),
    replies: numbered(incident.replies.map((reply) => replyColumns(reply, incident))),
  };
}

type SpanColumns<Name extends string> = Record<Name | `${Name}_earliest` | `${Name}_latest`, string | null>;

function spanColumns<Name extends string>(name: Name, span: Span): SpanColumns<Name> & Record<Name, string>;
function spanColumns<Name extends string>(name: Name, span: Span | null): SpanColumns<Name>;
function spanColumns(name: string, span: Span | null) {
  return {
    [name]: jsonOrNull(span?.written ?? null),
    [`${name}_earliest`]: isoOrNull(span?.earliest ?? null),
    [`${name}_latest`]: isoOrNull(span?.latest ?? null),
  };
}

type OfList = 'edition_id' | 'position';

function entryRows(incident: Incident): Omit<EntryRow, OfList | 'added_at'>[] {
  return incident.entries.map((entry) => ({
    id: entry.id,
    kind: entry.kind,
    ...spanColumns('at', entry.at),
    by_office: entry.by?.office ?? null,
    by_official: entry.by?.official ?? null,
    network: entry.channel?.network ?? null,
    channel_url: entry.channel?.url ?? null,
    lang: entry.lang,
    text: entry.text,
    quote: entry.quote,
    answers: JSON.stringify(entry.answers),
    clock: entry.clock,
    source: JSON.stringify(entry.source),
    asked_of: entry.askedOf,
    answered_by: entry.answeredBy,
    answer: entry.answer,
    ...spanColumns('removed', entry.removed),
  }));
}

function promiseColumns(promise: Promised, incident: Incident): Omit<PromiseRow, OfList | 'added_at'> {
  const { dueAt, open, answered, settledAt, saidAt, closed } = promiseHints(promise, incident);
  return {
    slug: incident.slug,
    id: promise.id,
    made_in: promise.madeIn,
    nature: promise.nature,
    text: promise.text,
    phrase: promise.phrase,
    due: promise.due,
    due_basis: promise.dueBasis,
    due_reason: promise.dueReason,
    test: promise.test,
    due_hint: isoOrNull(dueAt),
    open_hint: open ? 1 : 0,
    settled_hint: isoOf(settledAt),
    said_hint: isoOrNull(saidAt),
    closed_hint: closed,
    answer_hint: answered ? 1 : 0,
  };
}

function partsOf({ id, changes, possibleAnswers, outcomes }: Promised) {
  const of = (fact: { entry: string }) => ({ promise_id: id, entry_id: fact.entry });
  return {
    changes: changes.map((change) => ({ ...of(change), phrase: change.phrase, due: change.due })),
    possibleAnswers: possibleAnswers.map((answer) => ({ ...of(answer), judged: answer.judged })),
    outcomes: outcomes.map((outcome) => ({ ...of(outcome), kind: outcome.kind, basis: outcome.basis })),
  };
}

function checkColumns(check: Check): Omit<CheckRow, OfList | 'added_at'> {
  return {
    ...spanColumns('at', check.at),
    channels: JSON.stringify(check.channels),
    promise_id: check.for === 'first_post' ? null : check.for,
    found: check.found,
    by_source: jsonOrNull(check.by),
    note: check.note,
  };
}

function replyColumns(reply: Reply, incident: Incident): Omit<ReplyRow, OfList> {
  const toPromise = incident.promises.some((promise) => promise.id === reply.to);
  return {
    to_entry: toPromise ? null : reply.to,
    to_promise: toPromise ? reply.to : null,
    ...spanColumns('asked', reply.asked),
    ...spanColumns('at', reply.at),
    text: reply.text,
    source: jsonOrNull(reply.source),
  };
}
