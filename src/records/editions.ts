import type { Selectable } from 'kysely';
import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import { addedAtOf, incidentOf } from './edition-facts.ts';
import { type AddedAt, incidentColumns, LIST_TABLES, type ListRows, listRows } from './edition-rows.ts';
import { instantOf, instantOrNull, isoOf, isoOrNull } from './instants.ts';
import { insertRows, rowDifference } from './rows.ts';
import { forgetEditions, indexEditions } from './search-index.ts';
import type { Database, EditionRow, EditionState } from './tables.ts';

/** An incident as the desk drafts it or as readers see it, and when. Instants are UTC milliseconds. */
export type Edition = {
  /** The row's id: of no meaning outside. */
  id: number;
  state: EditionState;
  incident: Incident;
  /** The revision that wrote it last: what a form names so that it overwrites nobody else's change. */
  version: number;
  /** When its facts last changed. */
  changedAt: Instant;
  /** When this edition was published, and the incident for the first time; null: not yet. */
  publishedAt: Instant | null;
  firstPublishedAt: Instant | null;
  addedAt: AddedAt;
};

/** The editions of these rows, in their order, with all that belongs to them: eight queries however many. */
export async function loadEditions(db: Db, rows: readonly Selectable<Database['editions']>[]): Promise<Edition[]> {
  if (rows.length === 0) return [];
  const lists = await loadLists(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const own = lists.get(row.id) ?? emptyLists();
    return {
      id: row.id,
      state: row.state,
      incident: incidentOf(row, own),
      version: row.version,
      changedAt: instantOf(row.last_changed_at),
      publishedAt: instantOrNull(row.published_at),
      firstPublishedAt: instantOrNull(row.first_published_at),
      addedAt: addedAtOf(own),
    };
  });
}

/** The edition of that slug and state, or undefined. */
export async function findEdition(db: Db, slug: string, state: EditionState): Promise<Edition | undefined> {
  return inSnapshot(db, async (snapshot) => {
    const rows = await snapshot
      .selectFrom('editions')
      .selectAll()
      .where('slug', '=', slug)
      .where('state', '=', state)
      .execute();
    return (await loadEditions(snapshot, rows))[0];
  });
}

/** The rows of the lists of those editions, by the edition's id, in the order of their positions. */
export async function loadLists(db: Db, ids: readonly number[]): Promise<Map<number, ListRows>> {
  const lists = new Map(ids.map((id) => [id, emptyLists()]));
  for (const table of LIST_TABLES) {
    const rows = await db
      .selectFrom(table as 'entries')
      .selectAll()
      .where('edition_id', 'in', ids)
      .orderBy('edition_id')
      .orderBy('position')
      .execute();
    // The seven tables share the two columns that the query names; the rows are those of `table`.
    for (const row of rows) (lists.get(row.edition_id)?.[table] as object[] | undefined)?.push(row);
  }
  return lists;
}

function emptyLists(): ListRows {
  return {
    entries: [],
    promises: [],
    deadline_changes: [],
    possible_answers: [],
    outcomes: [],
    checks: [],
    replies: [],
  };
}

export type NewEdition = Omit<Edition, 'id' | 'changedAt'>;

/** Adds editions, within a transaction, at `now`. Fast for many: a few statements a hundred. */
export async function insertEditions(trx: Db, editions: readonly NewEdition[], now: Instant): Promise<void> {
  if (editions.length === 0) return;
  const inserted = await trx
    .insertInto('editions')
    .values(editions.map((edition) => ({ ...incidentColumns(edition.incident), ...publicationColumns(edition, now) })))
    .returning(['id', 'slug', 'state'])
    .execute();
  const ids = new Map(inserted.map((row) => [`${row.state} ${row.slug}`, row.id]));
  const lists = editions.map((edition) =>
    listRows(edition.incident, ids.get(`${edition.state} ${edition.incident.slug}`) ?? 0, edition.addedAt, now),
  );
  for (const table of LIST_TABLES)
    await insertRows(
      trx,
      table,
      lists.flatMap((own) => own[table] as never[]),
    );
  const shown = editions.filter(({ state }) => state === 'public');
  await indexEditions(
    trx,
    shown.map(({ incident }) => ({ id: ids.get(`public ${incident.slug}`) ?? 0, incident })),
  );
}

/** Makes the stored edition say what `edition` says, within a transaction, at `now`. Rows that stay the same are not written. */
export async function updateEdition(trx: Db, edition: NewEdition & { id: number }, now: Instant): Promise<void> {
  const { id, incident } = edition;
  const before = (await loadLists(trx, [id])).get(id) ?? emptyLists();
  const after = listRows(incident, id, edition.addedAt, now);
  await trx
    .updateTable('editions')
    .set({ ...incidentColumns(incident), ...publicationColumns(edition, now) })
    .where('id', '=', id)
    .execute();
  for (const table of LIST_TABLES) {
    const { gone, come } = rowDifference<{ position: number }>(before[table], after[table], (row) => row.position);
    for (let start = 0; start < gone.length; start += 1000)
      await trx
        .deleteFrom(table as 'entries')
        .where('edition_id', '=', id)
        .where(
          'position',
          'in',
          gone.slice(start, start + 1000).map((row) => row.position),
        )
        .execute();
    await insertRows(trx, table, come as never[]);
  }
  if (edition.state === 'public') await indexEditions(trx, [{ id, incident }]);
  else await forgetEditions(trx, [id]);
}

/** Takes the edition away with all that belongs to it, within a transaction. */
export async function deleteEdition(trx: Db, id: number): Promise<void> {
  await trx.deleteFrom('editions').where('id', '=', id).execute();
}

type Publication = Pick<EditionRow, 'state' | 'last_changed_at' | 'published_at' | 'first_published_at' | 'version'>;

function publicationColumns(edition: NewEdition, now: Instant): Publication {
  return {
    state: edition.state,
    last_changed_at: isoOf(now),
    published_at: isoOrNull(edition.publishedAt),
    first_published_at: isoOrNull(edition.firstPublishedAt),
    version: edition.version,
  };
}
