import type { Directory } from '../domain/directory.ts';
import {
  changesBetween,
  type DirectoryDocument,
  type DocumentError,
  readDirectory,
  writeDirectory,
} from '../domain/document.ts';
import type { Db } from '../records/database.ts';
import { loadDirectory } from '../records/directory.ts';
import { because, columnAt, SOURCE_PLACES } from './cells.ts';
import {
  type FollowersRow,
  keyOfFollowers,
  keyOfMeasurement,
  type MeasurementRow,
  withFollowers,
  withMeasurements,
} from './figures.ts';
import type { PlanItem, PlanParts, PlanRefusal } from './plan.ts';
import type { SheetRows } from './read.ts';
import { settle, type Tried, type Wrong, withoutTwins } from './settle.ts';

type Figures = Extract<SheetRows, { kind: 'followers' | 'measurements' }>;
type Base = { before: DirectoryDocument; directory: number | null };

/** What would become of the figures in the directory, which readers see as it stands. */
export async function planFigures(db: Db, sheet: Figures): Promise<PlanParts> {
  const base = { before: writeDirectory(await loadDirectory(db)), directory: await findDirectoryVersion(db) };
  return sheet.kind === 'followers' ? planFollowers(sheet.rows, base) : planMeasurements(sheet.rows, base);
}

/** The revision that the directory stands at; null: it was never written. */
export async function findDirectoryVersion(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom('revisions')
    .select('id')
    .where('subject', '=', 'directory')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

function planFollowers(all: readonly FollowersRow[], { before, directory }: Base): PlanParts {
  const known = new Set((before.channels ?? []).map(({ id }) => id));
  const strange = all.filter(({ channel }) => !known.has(channel));
  const keyOf = ({ channel, followers }: FollowersRow) => keyOfFollowers(channel, followers);
  const { rows, refused } = withoutTwins(
    all.filter(({ channel }) => known.has(channel)),
    keyOf,
    'on',
  );
  const done = settle<FollowersRow, Directory>(rows, (left) => {
    const document = withFollowers(before, left);
    const at = (path: string) => {
      const [, channel, index, rest = ''] = /^\$\.channels\[(\d+)\]\.followers\[(\d+)\](.*)$/.exec(path) ?? [];
      const found = document.channels?.[Number(channel)]?.followers?.[Number(index)];
      return { row: left.find(({ followers }) => followers === found), rest };
    };
    return tried(document, at);
  });
  const old = new Map(
    (before.channels ?? []).flatMap(({ id, followers }) =>
      (followers ?? []).map((each): [string, object] => [keyOfFollowers(id, each), each]),
    ),
  );
  const items = done.kept.map((row) => {
    const { line, channel, followers } = row;
    return itemOf({ line, what: `${channel}: ${followers.count}` }, old.get(keyOf(row)), followers);
  });
  const touched = new Set(done.kept.map(({ channel }) => channel));
  const channels = (done.value?.channels ?? []).filter(({ id }) => touched.has(id));
  const missing = strange.map(
    ({ line, channel }): PlanRefusal => ({ line, column: 'channel', value: channel, expected: because('channel') }),
  );
  return partsOf({ items, refused: [...missing, ...refused, ...done.refused], directory, part: { channels } });
}

function planMeasurements(all: readonly MeasurementRow[], { before, directory }: Base): PlanParts {
  const keyOf = ({ measurement }: MeasurementRow) => keyOfMeasurement(measurement);
  const { rows, refused } = withoutTwins(all, keyOf, 'indicator');
  const done = settle<MeasurementRow, Directory>(rows, (left) => {
    const document = withMeasurements(before, left);
    const at = (path: string) => {
      const [, index, rest = ''] = /^\$\.measurements\[(\d+)\](.*)$/.exec(path) ?? [];
      const found = document.measurements?.[Number(index)];
      return { row: left.find(({ measurement }) => measurement === found), rest };
    };
    return tried(document, at);
  });
  const old = new Map((before.measurements ?? []).map((each): [string, object] => [keyOfMeasurement(each), each]));
  const items = done.kept.map((row) => {
    const { line, measurement } = row;
    return itemOf({ line, what: `${measurement.indicator}: ${measurement.value}` }, old.get(keyOf(row)), measurement);
  });
  // Of an indicator that is named the directory takes all figures: see saveDirectory.
  const touched = new Set(done.kept.map(({ measurement }) => measurement.indicator));
  const measurements = (done.value?.measurements ?? []).filter(({ indicator }) => touched.has(indicator));
  return partsOf({ items, refused: [...refused, ...done.refused], directory, part: { measurements } });
}

function tried<Row extends { line: number }>(
  document: DirectoryDocument,
  at: (path: string) => { row: Row | undefined; rest: string },
): Tried<Row, Directory> {
  const read = readDirectory(document);
  if (read.ok) return { ok: true, value: read.directory };
  const wrong = ({ path, value, expected }: DocumentError): Wrong<Row> => {
    const { row, rest } = at(path);
    if (row === undefined) return { row: null, column: null, value, expected };
    return { row, column: columnAt(`$${rest}`, SOURCE_PLACES), value, expected };
  };
  return { ok: false, wrong: read.errors.map(wrong) };
}

function itemOf(row: Pick<PlanItem, 'line' | 'what'>, was: object | undefined, is: object): PlanItem {
  const changes = was === undefined ? [] : changesBetween(bare(was), bare(is));
  const result = was === undefined ? 'added' : changes.length === 0 ? 'unchanged' : 'changed';
  return { ...row, incident: null, result, changes };
}

/** Without what says nothing: a source's kind that is a link, a note that is empty. */
function bare(part: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(part).flatMap(([key, value]): [string, unknown][] => {
      if (value === null || value === undefined || value === '' || (key === 'kind' && value === 'link')) return [];
      return [[key, typeof value === 'object' ? bare(value) : value]];
    }),
  );
}

const NONE: Directory = {
  offices: [],
  officials: [],
  tenures: [],
  channels: [],
  indicators: [],
  measurements: [],
  benchmarks: [],
};

function partsOf({
  items,
  refused,
  directory,
  part,
}: Pick<PlanParts, 'items' | 'refused'> & { directory: number | null; part: Partial<Directory> }): PlanParts {
  const changes = items.some(({ result }) => result !== 'unchanged');
  return {
    items,
    refused,
    documents: changes ? [{ kind: 'directory', directory: { ...NONE, ...part } }] : [],
    bases: { incidents: {}, directory: changes ? directory : null },
  };
}
