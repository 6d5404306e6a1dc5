import type { IncidentState } from '../../src/domain/derive.ts';
import { type Entry, isStatement } from '../../src/domain/entry.ts';
import type { Check } from '../../src/domain/incident.ts';
import { deadlineAt, dueInstant, type Promised, type PromiseState } from '../../src/domain/promise.ts';
import { compareSpans, firstDay, type Interval, lastDay, overlap, type Span } from '../../src/domain/span.ts';
import { dayEndingAt, daysBetween, type Instant, type LocalDate } from '../../src/domain/zone.ts';
import { checkId } from './row-id.ts';

/** Who speaks in a row: what happened, what an office said, what falls due. */
export type Voice = 'happened' | 'said' | 'due';

export type EntryRow = { kind: 'entry'; id: string; at: Span; voice: Voice; entry: Entry };
/** A term that has passed: the first one, or the one that held on that day. `last` is the one that holds now. */
export type DueRow = {
  kind: 'due';
  id: string;
  at: Interval;
  voice: 'due';
  promise: Promised;
  state: PromiseState;
  dueOn: LocalDate;
  last: boolean;
};
export type CheckRow = { kind: 'check'; id: string; at: Span; voice: Voice; check: Check };
export type Row = EntryRow | DueRow | CheckRow;

/** The days that the rows of one heading share: one day, a span of days, or the year or month that is all we know. */
export type Group<T = Row> = { from: LocalDate; to: LocalDate; rows: T[]; gapBefore: number | null };
/** What can stand under a day: its span, or of something that ends a day that day itself. */
export type Dated = { at: Interval; dueOn?: LocalDate };

/** Days without a row from which on the timeline says so. */
export const GAP_DAYS = 7;
/** A shorter span that crosses midnight stands under its first day. */
const LONG = 23 * 3_600_000;

/** The whole life of an incident as rows, oldest first: entries, terms that have passed, checks. domain.md, Time 6 and Promises. */
export function rowsOf(state: IncidentState): Row[] {
  const rows: Row[] = [
    ...state.entries.map(entryRow),
    ...state.promises.flatMap(({ promise, state: now }) => dueRows(promise, now, state)),
    ...state.checks.map((check) => checkRow(check, state)),
  ];
  return rows.sort((a, b) => compareSpans(a.at, b.at));
}

function entryRow(entry: Entry): EntryRow {
  return { kind: 'entry', id: entry.id, at: entry.at, voice: isStatement(entry) ? 'said' : 'happened', entry };
}

function checkRow(check: Check, { incident }: IncidentState): CheckRow {
  return { kind: 'check', id: checkId(incident, check), at: check.at, voice: 'happened', check };
}

/** The terms of a promise that have passed at `state.asOf`: the first, and each that held on the day on which it ran out. */
export function dueRows(promise: Promised, now: PromiseState, state: IncidentState): DueRow[] {
  const { incident, asOf } = state;
  const named = [promise.due, ...promise.changes.map((change) => change.due)].map((due) =>
    dueInstant(due, incident.zone),
  );
  const passed = [...new Set(named)]
    .filter((dueAt): dueAt is Instant => dueAt !== null && dueAt < asOf)
    .filter((dueAt) => dueAt === now.firstDueAt || deadlineAt(promise, incident, dueAt).dueAt === dueAt);
  return passed
    .sort((a, b) => a - b)
    .map((dueAt) => ({
      kind: 'due',
      id: dueAt === now.dueAt ? `due_${promise.id}` : `due_${promise.id}_${dayEndingAt(dueAt, incident.zone)}`,
      at: { earliest: dueAt, latest: dueAt },
      voice: 'due',
      promise,
      state: now,
      dueOn: dayEndingAt(dueAt, incident.zone),
      last: dueAt === now.dueAt,
    }));
}

/** Rows under their days, in the same order, with the number of days without a row before each heading where there are many. */
export function groupsOf<T extends Dated>(rows: readonly T[], zone: string): Group<T>[] {
  const groups: Group<T>[] = [];
  let covered: LocalDate | null = null;
  for (const row of rows) {
    const { from, to } = daysOf(row, zone);
    const last = groups.at(-1);
    if (last !== undefined && last.from === from && last.to === to) last.rows.push(row);
    else groups.push({ from, to, rows: [row], gapBefore: gapBetween(covered, row, from) });
    if (covered === null || to > covered) covered = to;
  }
  return groups;
}

/** The first and the last day of a row. A term that ends at 24:00 counts to the day that ends. domain.md, Time 2. */
export function daysOf(row: Dated, zone: string): { from: LocalDate; to: LocalDate } {
  if (row.dueOn !== undefined) return { from: row.dueOn, to: row.dueOn };
  const first = firstDay(row.at, zone) ?? lastDay(row.at, zone) ?? '';
  const { earliest, latest } = row.at;
  const long = earliest !== null && latest !== null && latest - earliest >= LONG;
  return { from: first, to: long ? (lastDay(row.at, zone) ?? first) : first };
}

/** Days between two headings on which nothing is recorded; null where they are few, or where the next row's begin is open. */
function gapBetween(covered: LocalDate | null, next: Dated, from: LocalDate): number | null {
  if (covered === null || next.at.earliest === null) return null;
  const days = daysBetween(covered, from) - 1;
  return days >= GAP_DAYS ? days : null;
}

/** The statements under the same heading, above this one, whose spans overlap its own: their order is not known. domain.md, Time 6. */
export function unorderedWith(group: Group, row: Row): EntryRow[] {
  if (row.voice !== 'said') return [];
  const above = group.rows.slice(0, group.rows.indexOf(row));
  return above.filter(
    (other): other is EntryRow => other.kind === 'entry' && other.voice === 'said' && overlap(other.at, row.at),
  );
}
