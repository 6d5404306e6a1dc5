import type { Directory, Office } from '../domain/directory.ts';
import { type Change, changesBetween, writeDirectory } from '../domain/document.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot, inTransaction } from './database.ts';
import { findMarkedChanges, isCorrection } from './directory-corrections.ts';
import { type DirectoryRows, directoryOfRows, officeOfRow, rowsOfDirectory } from './directory-rows.ts';
import { requireCode } from './publication-code.ts';
import { type Act, addRevision, type By, bumpFactsRevision, holdFacts } from './revisions.ts';
import { insertRows, rowDifference } from './rows.ts';
import { indexDirectory } from './search-index.ts';

/** The whole directory, lists as recorded. */
export async function loadDirectory(db: Db): Promise<Directory> {
  return inSnapshot(db, async (snapshot) => directoryOfRows(await loadRows(snapshot)));
}

/** The directory with the rows that it comes from. */
export type StoredDirectory = { directory: Directory; rows: DirectoryRows };

/** The same with its rows, within the transaction that is to change it: see `storeDirectory`. */
export async function loadStoredDirectory(trx: Db): Promise<StoredDirectory> {
  const rows = await loadRows(trx);
  return { directory: directoryOfRows(rows), rows };
}

/** Writes `after` in the place of what is stored, with the words to search by. What it lacks is taken out: nothing may refer to it. */
export async function storeDirectory(trx: Db, stored: StoredDirectory, after: Directory): Promise<void> {
  await writeRows(trx, stored.rows, rowsOfDirectory(after));
  await indexDirectory(trx, after);
}

/** The office of that id, or undefined. */
export async function findOffice(db: Db, id: string): Promise<Office | undefined> {
  const row = await db.selectFrom('offices').selectAll().where('id', '=', id).executeTakeFirst();
  return row && officeOfRow(row);
}

/** Every office, as recorded. */
export async function listOffices(db: Db): Promise<Office[]> {
  return (await listed(db, 'offices')).map(officeOfRow);
}

export type SavedDirectory = { result: 'saved'; changes: Change[] } | { result: 'unchanged' };

/**
 * Takes what `directory` holds into the record, with one revision, in one transaction; equal facts write nothing.
 * A directory may be a part: offices, officials, channels, indicators and benchmarks that it does not name stay. What it names
 * becomes as it says, with the states, followers and traits of a channel. Tenures and measurements have no id: those of an
 * office or of an indicator for which it holds any become the ones that it holds.
 */
export async function saveDirectory(
  db: Db,
  {
    directory,
    by,
    now,
    why,
    act = 'edited',
  }: { directory: Directory; by: By; now: Instant; why: string | null; act?: Act },
): Promise<SavedDirectory> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const stored = await loadStoredDirectory(trx);
    const before = stored.directory;
    const after = merged(before, directory);
    if (changesBetween(writeDirectory(before), writeDirectory(after)).length === 0) return { result: 'unchanged' };
    const changes = await findMarkedChanges(trx, { before, after, now });
    // Readers see the directory as it stands.
    await requireCode(trx, by, now);
    await storeDirectory(trx, stored, after);
    await addRevision(trx, {
      at: now,
      user: by.user,
      via: by.via,
      subject: 'directory',
      subjectId: 'directory',
      act,
      why,
      changes,
      public: isCorrection(changes),
    });
    await bumpFactsRevision(trx);
    return { result: 'saved', changes };
  });
}

function merged(before: Directory, part: Directory): Directory {
  const byId = (row: { id: string }) => row.id;
  const offices = new Set(part.tenures.map((tenure) => tenure.office));
  const indicators = new Set(part.measurements.map((measurement) => measurement.indicator));
  return {
    offices: replaced(before.offices, part.offices, byId),
    officials: replaced(before.officials, part.officials, byId),
    tenures: replaced(
      before.tenures,
      part.tenures,
      ({ office, official, from }) => JSON.stringify([office, official, from]),
      (tenure) => offices.has(tenure.office),
    ),
    channels: replaced(before.channels, part.channels, byId),
    indicators: replaced(before.indicators, part.indicators, byId),
    measurements: replaced(
      before.measurements,
      part.measurements,
      ({ indicator, office, from, to }) => JSON.stringify([indicator, office, from, to]),
      (measurement) => indicators.has(measurement.indicator),
    ),
    benchmarks: replaced(before.benchmarks, part.benchmarks, byId),
  };
}

/**
 * The list with the rows of `part` in the places of those of the same key, new ones at its end. What `part` lacks stays,
 * unless it is `held` to name it. Of several rows of one key the first stands for the first, and so on.
 */
function replaced<Row>(
  before: readonly Row[],
  part: readonly Row[],
  keyOf: (row: Row) => string,
  held: (row: Row) => boolean = () => false,
): Row[] {
  const waiting = Map.groupBy(part, keyOf);
  const kept = before.flatMap((row) => waiting.get(keyOf(row))?.shift() ?? (held(row) ? [] : row));
  const left = new Set([...waiting.values()].flat());
  return [...kept, ...part.filter((row) => left.has(row))];
}

const NAMED = ['offices', 'officials', 'indicators', 'benchmarks', 'channels'] as const;
const NUMBERED = ['tenures', 'measurements'] as const;
const OF_CHANNELS = ['channel_states', 'channel_followers', 'channel_traits'] as const;

async function loadRows(db: Db): Promise<DirectoryRows> {
  return {
    offices: await listed(db, 'offices'),
    officials: await listed(db, 'officials'),
    tenures: await listed(db, 'tenures'),
    channels: await listed(db, 'channels'),
    channel_states: await ofChannels(db, 'channel_states'),
    channel_followers: await ofChannels(db, 'channel_followers'),
    channel_traits: await ofChannels(db, 'channel_traits'),
    indicators: await listed(db, 'indicators'),
    measurements: await listed(db, 'measurements'),
    benchmarks: await listed(db, 'benchmarks'),
  };
}

// Every table of the directory has a position; those of channels have their channel as well.
async function listed<T extends (typeof NAMED | typeof NUMBERED)[number]>(db: Db, table: T): Promise<DirectoryRows[T]> {
  const rows = await db
    .selectFrom(table as 'offices')
    .selectAll()
    .orderBy('position')
    .execute();
  return rows as unknown as DirectoryRows[T];
}

async function ofChannels<T extends (typeof OF_CHANNELS)[number]>(db: Db, table: T): Promise<DirectoryRows[T]> {
  const query = db.selectFrom(table as 'channel_states').selectAll();
  return (await query.orderBy('channel_id').orderBy('position').execute()) as unknown as DirectoryRows[T];
}

async function writeRows(trx: Db, before: DirectoryRows, after: DirectoryRows): Promise<void> {
  // Incidents refer to these: they are changed in place.
  for (const table of NAMED) {
    const left = new Set(after[table].map(({ id }) => id));
    for (const { id } of before[table]) if (!left.has(id)) await trx.deleteFrom(table).where('id', '=', id).execute();
    const { come } = rowDifference<{ id: string }>(before[table], after[table], (row) => row.id);
    for (const row of come)
      await trx
        .insertInto(table as 'offices')
        .values(row as DirectoryRows['offices'][number])
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row as DirectoryRows['offices'][number]))
        .execute();
  }
  for (const table of NUMBERED) {
    const { gone, come } = rowDifference<{ position: number }>(before[table], after[table], (row) => row.position);
    for (const { position } of gone) await trx.deleteFrom(table).where('position', '=', position).execute();
    await insertRows(trx, table, come as never[]);
  }
  for (const table of OF_CHANNELS) {
    type Row = { channel_id: string; position: number };
    const keyOf = (row: Row) => `${row.channel_id} ${row.position}`;
    const { gone, come } = rowDifference<Row>(before[table], after[table], keyOf);
    for (const row of gone)
      await trx
        .deleteFrom(table)
        .where('channel_id', '=', row.channel_id)
        .where('position', '=', row.position)
        .execute();
    await insertRows(trx, table, come as never[]);
  }
}
