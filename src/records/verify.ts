import { sql } from 'kysely';
import { wrongDays } from '../domain/calendar-change.ts';
import { changesBetween, readDirectory, readIncident, writeDirectory, writeIncident } from '../domain/document.ts';
import { findWeek } from '../domain/week.ts';
import { calendarWith, listCalendarChanges } from './calendar.ts';
import { type Db, inSnapshot } from './database.ts';
import { engineOf } from './dialect.ts';
import { loadDirectory } from './directory.ts';
import { incidentColumns, LIST_TABLES, listRows } from './edition-rows.ts';
import { loadEditions, loadLists } from './editions.ts';
import { isoOf } from './instants.ts';
import { fromJson } from './json.ts';
import { rowDifference } from './rows.ts';
import type { EditionRow } from './tables.ts';

/** A stored invariant that does not hold: where, and what is wrong, in plain English for whoever runs the site. */
export type Broken = { where: string; what: string };

/** Checks every invariant of what is stored. Gives what is broken; nothing is changed. */
export async function verifyRecords(db: Db): Promise<Broken[]> {
  return inSnapshot(db, async (snapshot) => [
    ...(await brokenFile(snapshot)),
    ...(await brokenDirectory(snapshot)),
    ...(await brokenEditions(snapshot)),
    ...(await brokenRevisions(snapshot)),
    ...(await brokenDigests(snapshot)),
    ...(await brokenCalendar(snapshot)),
  ]);
}

/** SQLite checks its constraints only while it writes: a file may have been harmed outside. */
async function brokenFile(db: Db): Promise<Broken[]> {
  if (engineOf(db) !== 'sqlite') return [];
  await refreshIndex(db);
  const whole = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  const keys = await sql<{ table: string; rowid: number; parent: string }>`pragma foreign_key_check`.execute(db);
  return [
    ...whole.rows
      .filter((row) => row.integrity_check !== 'ok')
      .map((row) => ({ where: 'the database file', what: row.integrity_check })),
    ...keys.rows.map((row) => ({
      where: `${row.table}, row ${row.rowid}`,
      what: `names a row of ${row.parent} that is not there`,
    })),
  ];
}

/** SQLite's check of an index of words goes by what this connection last read of it: a question first, or it takes new words for broken. */
async function refreshIndex(db: Db): Promise<void> {
  await sql`select rowid from search_keys where search_keys match 'x' limit 1`.execute(db);
}

async function brokenDirectory(db: Db): Promise<Broken[]> {
  try {
    const directory = await loadDirectory(db);
    const read = readDirectory(writeDirectory(directory));
    if (!read.ok)
      return read.errors.map((error) => ({ where: `directory ${error.path}`, what: 'breaks a rule of the document' }));
    return changesBetween(read.directory, directory).map(({ path }) => ({
      where: `directory ${path}`,
      what: 'does not read back as it was written',
    }));
  } catch (error) {
    return [{ where: 'directory', what: reasonOf(error) }];
  }
}

const BATCH = 200;

async function brokenEditions(db: Db): Promise<Broken[]> {
  const broken: Broken[] = [];
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('editions')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    for (const row of rows) broken.push(...(await brokenEdition(db, row)));
    const last = rows.at(-1);
    if (rows.length < BATCH || last === undefined) return broken;
    after = last.id;
  }
}

/**
 * The edition read as a document and written anew has to give the very rows that are stored: spans equal to what their words
 * mean in the zone, hints equal to what the domain says, positions without gaps, every id there.
 */
async function brokenEdition(db: Db, row: EditionRow): Promise<Broken[]> {
  const where = `${row.state === 'draft' ? 'draft of ' : ''}${row.slug}`;
  try {
    const [edition] = await loadEditions(db, [row]);
    const stored = (await loadLists(db, [row.id])).get(row.id);
    if (edition === undefined || stored === undefined) return [{ where, what: 'cannot be read' }];
    const read = readIncident(writeIncident(edition.incident));
    if (!read.ok)
      return read.errors.map(({ path }) => ({ where: `${where} ${path}`, what: 'breaks a rule of the document' }));
    const rows = listRows(read.incident, row.id, edition.addedAt, edition.changedAt);
    return [
      ...brokenColumns(where, row, incidentColumns(read.incident)),
      ...LIST_TABLES.flatMap((table) =>
        brokenRows(`${where}, ${table}`, stored[table], rows[table] as { position: number }[]),
      ),
    ];
  } catch (error) {
    return [{ where, what: reasonOf(error) }];
  }
}

function brokenRows(where: string, stored: { position: number }[], meant: { position: number }[]): Broken[] {
  const { gone, come } = rowDifference(stored, meant, (row) => row.position);
  const positions = [...new Set([...gone, ...come].map((row) => row.position))];
  return positions.flatMap((position) => {
    const row = stored.find((one) => one.position === position);
    const other = come.find((one) => one.position === position);
    const place = `${where}, position ${position}`;
    return row && other ? brokenColumns(place, row, other) : [{ where: place, what: 'is out of its place' }];
  });
}

function brokenColumns(where: string, stored: object, meant: object): Broken[] {
  const columns = new Map<string, unknown>(Object.entries(stored));
  return Object.entries(meant).flatMap(([column, value]) =>
    columns.get(column) === value
      ? []
      : [
          {
            where: `${where}, ${column}`,
            what: `is ${JSON.stringify(columns.get(column))}, the facts say ${JSON.stringify(value)}`,
          },
        ],
  );
}

async function brokenRevisions(db: Db): Promise<Broken[]> {
  const strangers = await db
    .selectFrom('editions')
    .leftJoin('revisions', (join) =>
      join
        .onRef('revisions.id', '=', 'editions.version')
        .onRef('revisions.subject_id', '=', 'editions.slug')
        .on('revisions.subject', '=', 'incident'),
    )
    .select(['editions.slug', 'editions.state'])
    .where('revisions.id', 'is', null)
    .orderBy('editions.slug')
    .execute();
  const counters = await db.selectFrom('facts_revision').select('revision').execute();
  const broken = strangers.map(({ slug, state }) => ({
    where: `${state === 'draft' ? 'draft of ' : ''}${slug}`,
    what: 'has no revision that wrote it',
  }));
  if (counters.length !== 1) broken.push({ where: 'facts_revision', what: 'has to be one row' });
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('revisions')
      .select(['id', 'changes'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(1000)
      .execute();
    for (const { id, changes } of rows)
      if (!isChanges(changes)) broken.push({ where: `revision ${id}`, what: 'its changes cannot be read' });
    const last = rows.at(-1);
    if (rows.length < 1000 || last === undefined) return broken;
    after = last.id;
  }
}

function isChanges(text: string): boolean {
  const value = fromJson<unknown>(text);
  return (
    Array.isArray(value) &&
    value.every((change) => typeof change === 'object' && change !== null && typeof change.path === 'string')
  );
}

async function brokenDigests(db: Db): Promise<Broken[]> {
  const rows = await db
    .selectFrom('digests')
    .select(['week', 'from_at', 'cut_off_at', 'zone', 'body'])
    .orderBy('week')
    .execute();
  return rows.flatMap((row) => {
    const week = findWeek(row.week, row.zone);
    const meant = week && [isoOf(week.from), isoOf(week.cutOff)].join();
    const broken = meant === [row.from_at, row.cut_off_at].join() ? [] : ['does not span its week'];
    const body = fromJson<unknown>(row.body);
    if (typeof body !== 'object' || body === null) broken.push('its body is no digest');
    return broken.map((what) => ({ where: `digest ${row.week}`, what }));
  });
}

/** Each change of the working calendar has to make sense in the calendar before it. */
async function brokenCalendar(db: Db): Promise<Broken[]> {
  try {
    const changes = await listCalendarChanges(db);
    return changes.flatMap((change, index) =>
      wrongDays(change, calendarWith(changes.slice(0, index))).map((wrong) => ({
        where: `calendar change ${change.id}`,
        what: `${wrong.field}: ${wrong.why}${'on' in wrong ? ` ${wrong.on}` : ''}`,
      })),
    );
  } catch (error) {
    return [{ where: 'calendar', what: reasonOf(error) }];
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
