import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { columnsFor, isInstant, isOneOf } from './columns.ts';

/**
 * What readers may look for: one row for each published incident, entry and promise, each office and official, with the keys of
 * its words. SQLite keeps them in FTS5 by triggers, PostgreSQL in a vector of its own; both hold the same keys. And of a
 * promise when it was said and what came of it, for lists in that order.
 */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
export async function up(db: Kysely<any>): Promise<void> {
  const { id, identity, text } = columnsFor(db);
  await db.schema
    .createTable('search_documents')
    .addColumn('id', id, identity)
    .addColumn('edition_id', id, (column) => column.references('editions.id').onDelete('cascade'))
    .addColumn('kind', text, (column) =>
      column.notNull().check(isOneOf('kind', ['incident', 'promise', 'entry', 'official', 'office'])),
    )
    .addColumn('incident', text, (column) => column.notNull())
    .addColumn('part', text, (column) => column.notNull())
    .addColumn('zone', text, (column) => column.notNull())
    .addColumn('visible_from', text, (column) => column.check(isInstant('visible_from')))
    .addColumn('sort_at', text, (column) => column.notNull())
    .addColumn('keys', text, (column) => column.notNull())
    .addUniqueConstraint('search_documents_part', ['incident', 'kind', 'part'])
    .execute();
  await db.schema.createIndex('search_documents_by_edition').on('search_documents').column('edition_id').execute();
  await (db.getExecutor().adapter instanceof PostgresAdapter ? vectors(db) : tokens(db));
  await db.schema
    .createTable('search_state')
    .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  await db.insertInto('search_state').values({ id: 1, version: 0 }).execute();

  await db.schema
    .alterTable('promises')
    .addColumn('said_hint', text, (column) => column.check(isInstant('said_hint')))
    .execute();
  await db.schema.alterTable('promises').addColumn('closed_hint', text).execute();
  const said = sql`(select coalesce(entries.at_latest, entries.at_earliest) from entries
    where entries.edition_id = promises.edition_id and entries.id = promises.made_in)`;
  await sql`update promises set said_hint = ${said}`.execute(db);
  await db.schema.createIndex('promises_by_said').on('promises').columns(['said_hint', 'slug', 'id']).execute();
  const closed = sql`closed_hint, coalesce(due_hint, '~'), slug, id`;
  await db.schema
    .createIndex('promises_closed')
    .on('promises')
    .expression(closed)
    .where(sql.ref('closed_hint'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('entries_by_official')
    .on('entries')
    .columns(['by_official', 'edition_id', 'id'])
    .where(sql.ref('by_official'), 'is not', null)
    .execute();
}

async function vectors(db: Kysely<unknown>): Promise<void> {
  await sql`alter table search_documents add column vector tsvector
    generated always as (array_to_tsvector(string_to_array(keys, ' '))) stored`.execute(db);
  await sql`create index search_documents_by_key on search_documents using gin (vector)`.execute(db);
}

async function tokens(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table search_keys using fts5(keys, content = 'search_documents', content_rowid = 'id',
    tokenize = 'ascii', detail = 'none')`.execute(db);
  await sql`create trigger search_documents_come after insert on search_documents begin
    insert into search_keys (rowid, keys) values (new.id, new.keys); end`.execute(db);
  await sql`create trigger search_documents_gone after delete on search_documents begin
    insert into search_keys (search_keys, rowid, keys) values ('delete', old.id, old.keys); end`.execute(db);
}
