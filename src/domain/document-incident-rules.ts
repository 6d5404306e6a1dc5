import type { IsWrong, Path, Report } from './document-error.ts';
import type {
  CheckDocument,
  EntryDocument,
  IncidentDocument,
  PromiseDocument,
  ReplyDocument,
} from './document-incident.ts';
import { readTime, readWords, type TimeDocument } from './document-part.ts';
import type { Pruned } from './document-shape.ts';
import { isWritten, type Span, spanOf } from './span.ts';
import { isWallTime } from './zone.ts';

export const ENTRIES_MAX = 2_000;
export const PROMISES_MAX = 500;

type Document = Pruned<IncidentDocument>;
/** What the rules need to know of the whole document. A kind is undefined where it is not right itself. */
type Known = {
  zone: string | undefined;
  /** Undefined where the list itself is not right. */
  entries: ReadonlyMap<string, string | undefined> | undefined;
  promises: ReadonlySet<string> | undefined;
  report: Report;
  isWrong: IsWrong;
  spans: Map<unknown, Span>;
};

/**
 * What no shape can say: ids that are unique and exist, times that exist and run forwards, a speaker for every statement. The
 * spans of the times that are right go into `spans`, for whoever reads the facts: half of the work of reading is in them.
 */
export function checkIncident(document: Document, report: Report, isWrong: IsWrong, spans: Map<unknown, Span>): void {
  const entries = document.entries ?? [];
  const promises = document.promises ?? [];
  checkCount(entries, ENTRIES_MAX, ['entries'], report);
  checkCount(promises, PROMISES_MAX, ['promises'], report);
  checkUnique(document, report);
  const known: Known = {
    zone: document.zone,
    entries: document.entries && kindsOf(entries),
    promises:
      document.promises || !isWrong(['promises'])
        ? new Set(promises.flatMap((promise) => promise?.id ?? []))
        : undefined,
    report,
    isWrong,
    spans,
  };
  checkBounds(document, known);
  entries.forEach((entry, index) => {
    if (entry) checkEntry(entry, ['entries', index], known);
  });
  promises.forEach((promise, index) => {
    if (promise) checkPromise(promise, ['promises', index], known);
  });
  document.checks?.forEach((check, index) => {
    if (check) checkCheck(check, ['checks', index], known);
  });
  document.replies?.forEach((reply, index) => {
    if (reply) checkReply(reply, ['replies', index], known);
  });
}

/** What can be told of an entry without its incident: neither times, which need the zone, nor references. */
export function checkEntryAlone(entry: Pruned<EntryDocument>, report: Report, isWrong: IsWrong): void {
  checkEntry(entry, [], alone(report, isWrong));
}

/** The same of a promise. */
export function checkPromiseAlone(promise: Pruned<PromiseDocument>, report: Report, isWrong: IsWrong): void {
  checkPromise(promise, [], alone(report, isWrong));
}

const alone = (report: Report, isWrong: IsWrong): Known => ({
  zone: undefined,
  entries: undefined,
  promises: undefined,
  report,
  isWrong,
  spans: new Map(),
});

function checkCount(list: readonly unknown[], count: number, path: Path, report: Report): void {
  if (list.length > count) report(path, 'at_most', { count });
}

/** The kind of each id; of two entries with one id the first. */
function kindsOf(entries: readonly (Pruned<EntryDocument> | undefined)[]): Map<string, string | undefined> {
  const kinds = new Map<string, string | undefined>();
  for (const entry of entries) if (entry?.id !== undefined && !kinds.has(entry.id)) kinds.set(entry.id, entry.kind);
  return kinds;
}

/** Entries and promises share their ids: a reply answers either. */
function checkUnique(document: Document, report: Report): void {
  const first = new Map<string, string>();
  for (const name of ['entries', 'promises'] as const)
    document[name]?.forEach((item, index) => {
      if (item?.id === undefined) return;
      const other = first.get(item.id);
      if (other === undefined) first.set(item.id, `$.${name}[${index}]`);
      else report([name, index, 'id'], 'unique_id', { first: other });
    });
}

function checkBounds(document: Document, known: Known): void {
  const started = checkTime(document.started, ['started'], known);
  const ended = checkTime(document.ended, ['ended'], known);
  if (started?.earliest != null && ended?.latest != null && ended.latest < started.earliest)
    known.report(['ended'], 'not_before_start');
  checkDue(document.covered_until, ['covered_until'], known);
}

function checkEntry(entry: Pruned<EntryDocument>, path: Path, known: Known): void {
  const { report, isWrong } = known;
  checkTime(entry.at, [...path, 'at'], known);
  checkTime(entry.removed, [...path, 'removed'], known);
  if (entry.kind === 'statement' && !entry.by?.office && !isWrong([...path, 'by'])) report([...path, 'by'], 'speaker');
  const silent = readWords(entry.text) === null && readWords(entry.quote) === null;
  if (silent && !isWrong([...path, 'text']) && !isWrong([...path, 'quote'])) report([...path, 'text'], 'text_or_quote');
  if (entry.kind !== undefined && entry.kind !== 'question')
    for (const key of ['asked_of', 'answered_by', 'answer'] as const)
      if (entry[key] != null) report([...path, key], 'question');
  checkEntryId(entry.answered_by, [...path, 'answered_by'], known);
}

function checkPromise(promise: Pruned<PromiseDocument>, path: Path, known: Known): void {
  checkStatementId(promise.made_in, [...path, 'made_in'], known);
  checkDue(promise.due, [...path, 'due'], known);
  const reason = [...path, 'due_reason'];
  if (promise.due_basis === 'newsroom' && readWords(promise.due_reason) === null && !known.isWrong(reason))
    known.report(reason, 'due_reason');
  promise.changes?.forEach((change, index) => {
    checkStatementId(change?.entry, [...path, 'changes', index, 'entry'], known);
    checkDue(change?.due, [...path, 'changes', index, 'due'], known);
  });
  for (const name of ['possible_answers', 'outcomes'] as const)
    promise[name]?.forEach((item, index) => {
      checkEntryId(item?.entry, [...path, name, index, 'entry'], known);
    });
}

function checkCheck(check: Pruned<CheckDocument>, path: Path, known: Known): void {
  checkTime(check.at, [...path, 'at'], known);
  checkEntryId(check.found, [...path, 'found'], known);
  if (check.for === undefined || check.for === 'first_post' || !known.promises) return;
  if (!known.promises.has(check.for)) known.report([...path, 'for'], 'promise_or_first_post');
}

function checkReply(reply: Pruned<ReplyDocument>, path: Path, known: Known): void {
  checkTime(reply.asked, [...path, 'asked'], known);
  checkTime(reply.at, [...path, 'at'], known);
  if (reply.to === undefined || !known.entries || !known.promises) return;
  if (!known.entries.has(reply.to) && !known.promises.has(reply.to)) known.report([...path, 'to'], 'entry_or_promise');
}

function checkEntryId(id: string | null | undefined, path: Path, { entries, report }: Known): void {
  if (id != null && entries && !entries.has(id)) report(path, 'entry');
}

/** A promise is made, and a deadline moved, by an office that speaks. */
function checkStatementId(id: string | undefined, path: Path, { entries, report }: Known): void {
  if (id === undefined || !entries) return;
  const kind = entries.has(id) ? entries.get(id) : 'none';
  if (kind !== undefined && kind !== 'statement') report(path, 'statement');
}

/** A time that occurs and does not run backwards in the incident's zone; undefined where that cannot be told. */
function checkTime(time: Pruned<TimeDocument> | null | undefined, path: Path, known: Known): Span | undefined {
  if (!time || known.zone === undefined) return undefined;
  const ends = (['at', 'earliest', 'latest'] as const).filter((key) => key in time);
  const occurs = ends.map((key) => checkWall((time as Record<string, string>)[key], [...path, key], known));
  if (!isWhole(time) || occurs.includes(false)) return undefined;
  try {
    const span = spanOf(readTime(time), known.zone);
    known.spans.set(time, span);
    return span;
  } catch {
    known.report(path, 'forwards');
    return undefined;
  }
}

function isWhole(time: Pruned<TimeDocument>): time is TimeDocument {
  if (time.precision === 'between') return time.earliest !== undefined && time.latest !== undefined;
  return time.precision !== undefined && 'at' in time && time.at !== undefined;
}

function checkDue(due: string | null | undefined, path: Path, known: Known): void {
  if (due != null) checkWall(due, path, known);
}

/** Whether the clocks of the zone show that time or day; in the hour that a change of the clock leaps over they do not. */
function checkWall(local: string | undefined, path: Path, { zone, report }: Known): boolean {
  // Of a month, a year, and what is no time at all, the clocks have nothing to say.
  if (local === undefined || zone === undefined || !isWritten(local, 'date_or_time')) return true;
  if (isWallTime(local, zone)) return true;
  report(path, 'time_that_exists', { zone });
  return false;
}
