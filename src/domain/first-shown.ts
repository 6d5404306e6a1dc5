import { certainFrom, possibleFrom } from './at.ts';
import { lastCheck } from './check.ts';
import { firstPossibleAt } from './derive.ts';
import { type Change, readIncident, writeIncident } from './document.ts';
import { documentBefore } from './document-before.ts';
import type { Entry } from './entry.ts';
import type { Incident } from './incident.ts';
import { dueInstant, type Promised, type PromiseState, type WrittenDue } from './promise.ts';
import { spanOf, type WrittenTime } from './span.ts';
import type { Instant } from './zone.ts';

/** An incident as readers see it, with what changed in public after it was first published, oldest first. */
export type PublicRecord = {
  incident: Incident;
  firstPublishedAt: Instant;
  history: readonly { at: Instant; changes: readonly Change[] }[];
};

/**
 * When something happened, as readers were first told, and when what they are told last changed (UTC milliseconds). A later
 * correction of the time moves `updatedAt` alone, so that whoever follows the record sees one event, not two.
 */
export type Shown = { publishedAt: Instant; updatedAt: Instant };

/**
 * The deadline that a promise has in `state`, as an event: null is its own first one, else the id of the entry that set it. A
 * promise that falls due again after a move is another event; a due day that was corrected is not.
 */
export function deadlineSetBy(state: Pick<PromiseState, 'move'>): string | null {
  return state.move?.entry ?? null;
}

/** Of a term that has passed (`state` is overdue at `asOf`): its due instant, as it was when it first passed in public. */
export function passedShown(record: PublicRecord, promise: Promised, state: PromiseState, asOf: Instant): Shown {
  const { incident } = record;
  const setBy = deadlineSetBy(state);
  const passed = statesOf(record, `promises[${promise.id}]`, () => promiseDocument(incident, promise.id))
    .map(({ value, until }) => ({ dueAt: dueIn(value as PromiseDocument | null, setBy, incident.zone), until }))
    .find(({ dueAt, until }) => dueAt !== null && dueAt < until);
  const looked = lastCheck(incident, promise.id, asOf, 'nothing');
  const named = [promise.madeIn, ...promise.changes.map((change) => change.entry)].map((id) => `entries[${id}]`);
  const told = lastChange(
    record,
    (change) =>
      ['title', 'office', 'zone', `promises[${promise.id}]`, ...named].some((path) => isWithin(change.path, path)) ||
      isLook(change, incident, promise.id),
  );
  return {
    publishedAt: passed?.dueAt ?? state.dueAt ?? record.firstPublishedAt,
    updatedAt: Math.max(
      state.dueAt !== null && state.dueAt <= asOf ? state.dueAt : 0,
      record.firstPublishedAt,
      told,
      looked !== undefined && state.checkedSinceDue === true ? certainFrom(looked.at) : 0,
    ),
  };
}

/** Of an entry of the timeline: from when it was possible, by the time that was first published. */
export function entryShown(record: PublicRecord, entry: Entry): Shown {
  const { incident, firstPublishedAt } = record;
  const path = `entries[${entry.id}]`;
  const times = statesOf(record, `${path}.at`, () => ({ ...entry.at.written })).filter(({ value }) => value !== null);
  const first = times[0] === undefined ? undefined : readTime(times[0].value, incident.zone);
  const told = lastChange(
    record,
    (change) => isWithin(change.path, path) || isWithin(change.path, 'title') || isWithin(change.path, 'zone'),
  );
  const possible = possibleFrom(entry.at);
  return { publishedAt: first ?? possible, updatedAt: Math.max(possible, firstPublishedAt, told) };
}

const DATES = /^(started|zone)(\.|$)|^entries\[[^\]]*\](\.at\b|$)/;

/** Of an incident: when anything of it was first possible, by what was first published; any change of it moves `updatedAt`. */
export function incidentShown(record: PublicRecord): Shown {
  const { incident, firstPublishedAt, history } = record;
  const changes = history.flatMap((change) => change.changes);
  const read = changes.some(({ path }) => DATES.test(path))
    ? readIncident(documentBefore(writeIncident(incident), changes))
    : undefined;
  const first = firstPossibleAt(read?.ok ? read.incident : incident);
  const possible = firstPossibleAt(incident);
  return {
    publishedAt: Number.isFinite(first) ? first : possible,
    updatedAt: Math.max(
      possible,
      firstPublishedAt,
      lastChange(record, () => true),
    ),
  };
}

type PromiseDocument = { due?: WrittenDue; changes?: { entry: string; due?: WrittenDue }[] };

const promiseDocument = (incident: Incident, id: string): unknown =>
  writeIncident(incident).promises?.find((promise) => promise.id === id) ?? null;

function dueIn(promise: PromiseDocument | null, setBy: string | null, zone: string): Instant | null {
  const due = setBy === null ? promise?.due : promise?.changes?.find((change) => change.entry === setBy)?.due;
  return dueInstant(due ?? null, zone);
}

function readTime(written: unknown, zone: string): Instant | undefined {
  try {
    return possibleFrom(spanOf(written as WrittenTime, zone));
  } catch (error) {
    // A zone that was corrected since may lack the hour.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What stood at `path`, oldest first, each until the change that ended it; null: nothing. An empty list: it never changed. */
function statesOf(
  { history }: PublicRecord,
  path: string,
  current: () => unknown,
): { value: unknown; until: Instant }[] {
  const touched = history
    .map(({ at, changes }) => ({ at, own: changes.filter((change) => isWithin(change.path, path)) }))
    .filter(({ own }) => own.length > 0);
  if (touched.length === 0) return [];
  const states = [{ value: current(), until: Infinity }];
  for (const { at, own } of touched.toReversed()) {
    const below = own.map((change) => ({ ...change, path: change.path.slice(path.length).replace(/^\./, '') }));
    states.unshift({ value: documentBefore(states[0]?.value, below) ?? null, until: at });
  }
  return states;
}

const isWithin = (path: string, whole: string): boolean =>
  path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);

/** Whether the change is of a check for the promise. */
function isLook({ path, before, after }: Change, incident: Incident, promise: string): boolean {
  const [, index] = /^checks\[(\d+)\]/.exec(path) ?? [];
  if (index === undefined) return false;
  const isFor = (value: unknown) => (value as { for?: unknown } | null)?.for === promise;
  return incident.checks[Number(index)]?.for === promise || isFor(before) || isFor(after) || before === promise;
}

function lastChange({ history }: PublicRecord, counts: (change: Change) => boolean): Instant {
  return history.findLast(({ changes }) => changes.some(counts))?.at ?? 0;
}
