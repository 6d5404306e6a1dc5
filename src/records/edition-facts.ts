import { keyOfCheck } from '../domain/check.ts';
import type { Entry } from '../domain/entry.ts';
import type { Check, Incident, Reply } from '../domain/incident.ts';
import type { Promised } from '../domain/promise.ts';
import type { Span } from '../domain/span.ts';
import type { AddedAt, ListRows } from './edition-rows.ts';
import { instantOf, instantOrNull } from './instants.ts';
import { fromJson, fromJsonOrNull } from './json.ts';
import type { CheckRow, EditionRow, EntryRow, PromiseRow, ReplyRow } from './tables.ts';

/** The incident that these rows hold; lists in the order of their rows. */
export function incidentOf(row: EditionRow, lists: ListRows): Incident {
  return {
    slug: row.slug,
    kind: row.kind,
    topic: row.topic,
    title: fromJson(row.title),
    summary: fromJson(row.summary),
    office: row.office,
    zone: row.zone,
    started: spanOrNull(row.started, row.started_earliest, row.started_latest),
    ended: spanOrNull(row.ended, row.ended_earliest, row.ended_latest),
    coveredUntil: row.covered_until,
    entries: lists.entries.map(entryOfRow),
    promises: promisesOf(lists),
    checks: lists.checks.map(checkOfRow),
    replies: lists.replies.map(replyOfRow),
  };
}

/** When each entry, promise and check was first recorded. */
export function addedAtOf(lists: ListRows): AddedAt {
  const byId = (rows: { id: string; added_at: string }[]) =>
    new Map(rows.map((row) => [row.id, instantOf(row.added_at)]));
  return {
    entries: byId(lists.entries),
    promises: byId(lists.promises),
    checks: new Map(lists.checks.map((row) => [keyOfCheck(checkOfRow(row)), instantOf(row.added_at)])),
  };
}

function spanOfRow(written: string, earliest: string | null, latest: string | null): Span {
  return { earliest: instantOrNull(earliest), latest: instantOrNull(latest), written: fromJson(written) };
}

function spanOrNull(written: string | null, earliest: string | null, latest: string | null): Span | null {
  return written === null ? null : spanOfRow(written, earliest, latest);
}

function entryOfRow(row: EntryRow): Entry {
  const by = row.by_office === null && row.by_official === null;
  return {
    id: row.id,
    kind: row.kind,
    at: spanOfRow(row.at, row.at_earliest, row.at_latest),
    by: by ? null : { office: row.by_office, official: row.by_official },
    channel: row.network === null ? null : { network: row.network, url: row.channel_url },
    lang: row.lang,
    text: row.text,
    quote: row.quote,
    answers: fromJson(row.answers),
    clock: row.clock,
    source: fromJson(row.source),
    askedOf: row.asked_of,
    answeredBy: row.answered_by,
    answer: row.answer,
    removed: spanOrNull(row.removed, row.removed_earliest, row.removed_latest),
  };
}

function promisesOf(lists: ListRows): Promised[] {
  const changes = Map.groupBy(lists.deadline_changes, (row) => row.promise_id);
  const answers = Map.groupBy(lists.possible_answers, (row) => row.promise_id);
  const outcomes = Map.groupBy(lists.outcomes, (row) => row.promise_id);
  return lists.promises.map((row) => ({
    ...promiseOfRow(row),
    changes: (changes.get(row.id) ?? []).map(({ entry_id, phrase, due }) => ({ entry: entry_id, phrase, due })),
    possibleAnswers: (answers.get(row.id) ?? []).map(({ entry_id, judged }) => ({ entry: entry_id, judged })),
    outcomes: (outcomes.get(row.id) ?? []).map(({ entry_id, kind, basis }) => ({ entry: entry_id, kind, basis })),
  }));
}

function promiseOfRow(row: PromiseRow): Omit<Promised, 'changes' | 'possibleAnswers' | 'outcomes'> {
  return {
    id: row.id,
    madeIn: row.made_in,
    nature: row.nature,
    text: row.text,
    phrase: row.phrase,
    due: row.due,
    dueBasis: row.due_basis,
    dueReason: row.due_reason,
    test: row.test,
  };
}

function checkOfRow(row: CheckRow): Check {
  return {
    at: spanOfRow(row.at, row.at_earliest, row.at_latest),
    channels: fromJson(row.channels),
    for: row.promise_id ?? 'first_post',
    found: row.found,
    by: fromJsonOrNull(row.by_source),
    note: row.note,
  };
}

function replyOfRow(row: ReplyRow): Reply {
  return {
    to: row.to_entry ?? row.to_promise ?? '',
    asked: spanOrNull(row.asked, row.asked_earliest, row.asked_latest),
    at: spanOrNull(row.at, row.at_earliest, row.at_latest),
    text: row.text,
    source: fromJsonOrNull(row.source),
  };
}
