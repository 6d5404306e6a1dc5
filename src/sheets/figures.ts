import {
  checkFollowersDocument,
  checkMeasurementDocument,
  type DirectoryDocument,
  type FollowersDocument,
  type MeasurementDocument,
} from '../domain/document.ts';
import {
  because,
  type CsvRefusal,
  dateOf,
  numberOf,
  type Row,
  refusalOf,
  SOURCE_PLACES,
  sourceOf,
  wordOf,
} from './cells.ts';
import type { RowRead } from './entries.ts';
import { type Line, rowOf } from './table.ts';

export type FollowersRow = { channel: string; line: number; followers: FollowersDocument };
export type MeasurementRow = { line: number; measurement: MeasurementDocument };

/** One row of a sheet of follower counts. `commas`: commas part its cells. */
export function readFollowersRow(from: Line, names: readonly string[], commas: boolean): RowRead<FollowersRow> {
  const { line } = from;
  const { row, errors } = rowOf(from, names);
  const checked = checkFollowersDocument({
    on: dateOf(row, 'on'),
    count: numberOf(row.count, commas) ?? undefined,
    source: sourceOf(row),
    note: row.note ?? null,
  });
  if (!checked.ok) errors.push(...checked.errors.map((error) => refusalOf(error, row, line, SOURCE_PLACES)));
  errors.push(...sourceErrors(row, line));
  if (!checked.ok || errors.length > 0) return { ok: false, errors };
  return { ok: true, row: { channel: wordOf(row, 'channel') ?? '', line, followers: checked.value } };
}

/** One row of a sheet of measurements. */
export function readMeasurementRow(from: Line, names: readonly string[], commas: boolean): RowRead<MeasurementRow> {
  const { line } = from;
  const { row, errors } = rowOf(from, names);
  const checked = checkMeasurementDocument({
    indicator: wordOf(row, 'indicator') ?? undefined,
    office: wordOf(row, 'office'),
    from: dateOf(row, 'from'),
    to: dateOf(row, 'to'),
    value: numberOf(row.value, commas) ?? undefined,
    source: sourceOf(row),
    note: row.note ?? null,
  });
  if (!checked.ok) errors.push(...checked.errors.map((error) => refusalOf(error, row, line, SOURCE_PLACES)));
  errors.push(...sourceErrors(row, line));
  if (!checked.ok || errors.length > 0) return { ok: false, errors };
  return { ok: true, row: { line, measurement: checked.value } };
}

/** A figure that nobody says is no figure. */
function sourceErrors(row: Row, line: number): CsvRefusal[] {
  const says = Object.keys(row).some((column) => column.startsWith('source_'));
  return says ? [] : [{ line, column: 'source_title', value: undefined, expected: because('source') }];
}

type Sourced = { source?: { title?: string | null | undefined; url?: string | null | undefined } | null | undefined };
const whose = ({ source }: Sourced) => [source?.url || null, source?.title || null];

/** Two counts of one channel on one day from one source are one. */
export const keyOfFollowers = (channel: string, each: FollowersDocument): string =>
  JSON.stringify([channel, each.on ?? null, ...whose(each)]);

/** Two figures of one indicator, office and period from one source are one. */
export const keyOfMeasurement = (each: MeasurementDocument): string =>
  JSON.stringify([each.indicator, each.office ?? null, each.from ?? null, each.to ?? null, ...whose(each)]);

/** The directory with the counts of the rows, each in the place of the one of its key or at the end of its channel's. */
export function withFollowers(document: DirectoryDocument, rows: readonly FollowersRow[]): DirectoryDocument {
  const byChannel = Map.groupBy(rows, ({ channel }) => channel);
  const channels = (document.channels ?? []).map((channel) => {
    const own = byChannel.get(channel.id);
    if (own === undefined) return channel;
    const key = (each: FollowersDocument) => keyOfFollowers(channel.id, each);
    const come = own.map(({ followers }) => followers);
    return { ...channel, followers: put(channel.followers ?? [], come, key) };
  });
  return { ...document, channels };
}

/** The directory with the measurements of the rows, each in the place of the one of its key or at the end. */
export function withMeasurements(document: DirectoryDocument, rows: readonly MeasurementRow[]): DirectoryDocument {
  const come = rows.map(({ measurement }) => measurement);
  return { ...document, measurements: put(document.measurements ?? [], come, keyOfMeasurement) };
}

function put<T>(before: readonly T[], come: readonly T[], keyOf: (item: T) => string): T[] {
  const waiting = new Map(come.map((item) => [keyOf(item), item]));
  const kept = before.map((item) => {
    const key = keyOf(item);
    const found = waiting.get(key);
    waiting.delete(key);
    return found ?? item;
  });
  return [...kept, ...waiting.values()];
}
