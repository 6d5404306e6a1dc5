import type { Kysely } from 'kysely';
import { columnsFor, isInstant } from './columns.ts';

// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
type Db = Kysely<any>;

export async function up(db: Db): Promise<void> {
  await typed(db);
  await sessions(db);
}

/** What somebody typed and has not saved; which forms were saved, so that a second press writes nothing; what was sent after a session ended. */
async function typed(db: Db): Promise<void> {
  const { id, text, isJson } = columnsFor(db);
  await db.schema
    .createTable('working_copies')
    .addColumn('user_id', id, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('form', text, (column) => column.notNull())
    .addColumn('once', text, (column) => column.notNull())
    .addColumn('version', id, (column) => column.notNull())
    .addColumn('fields', text, (column) => column.notNull().check(isJson('fields')))
    .addColumn('saved_at', text, (column) => column.notNull().check(isInstant('saved_at')))
    .addPrimaryKeyConstraint('working_copies_pk', ['user_id', 'form', 'once'])
    .execute();
  await db.schema
    .createTable('saved_forms')
    .addColumn('user_id', id, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('once', text, (column) => column.notNull())
    .addColumn('sent', text, (column) => column.notNull())
    .addColumn('made', text, (column) => column.notNull())
    .addColumn('saved_at', text, (column) => column.notNull().check(isInstant('saved_at')))
    .addPrimaryKeyConstraint('saved_forms_pk', ['user_id', 'once', 'sent'])
    .execute();
  await db.schema
    .createTable('held_forms')
    .addColumn('token_hash', text, (column) => column.primaryKey())
    .addColumn('user_id', id, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('form', text, (column) => column.notNull())
    .addColumn('fields', text, (column) => column.notNull().check(isJson('fields')))
    .addColumn('held_at', text, (column) => column.notNull().check(isInstant('held_at')))
    .execute();
  await db.schema.createIndex('held_forms_by_user').on('held_forms').columns(['user_id', 'held_at']).execute();
}

/** Sessions that somebody ended before their time: what their browsers still keep is to go. */
async function sessions(db: Db): Promise<void> {
  const { text } = columnsFor(db);
  await db.schema
    .createTable('ended_sessions')
    .addColumn('token_hash', text, (column) => column.primaryKey())
    .addColumn('ended_at', text, (column) => column.notNull().check(isInstant('ended_at')))
    .execute();
}
