import type { Kysely } from 'kysely';
import { columnsFor, isInstant, isOneOf } from './columns.ts';

// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
type Db = Kysely<any>;

export async function up(db: Db): Promise<void> {
  await held(db);
  // The desk lists incidents by their last change.
  await db.schema.createIndex('editions_by_change').on('editions').columns(['last_changed_at desc', 'slug']).execute();
}

/** Photos of forms that could not be saved yet, and what a phone shared. `user_id` null: whoever shared it was not signed in. */
async function held(db: Db): Promise<void> {
  const { id, text, isJson } = columnsFor(db);
  await db.schema
    .createTable('held_photos')
    .addColumn('name', text, (column) => column.primaryKey())
    .addColumn('user_id', id, (column) => column.references('users.id').onDelete('cascade'))
    .addColumn('type', text, (column) => column.notNull().check(isOneOf('type', ['png', 'jpg', 'webp', 'pdf'])))
    .addColumn('origin', text, (column) => column.notNull().check(isOneOf('origin', ['newsroom', 'residents'])))
    .addColumn('bytes', id, (column) => column.notNull())
    .addColumn('held_at', text, (column) => column.notNull().check(isInstant('held_at')))
    .execute();
  await db.schema.createIndex('held_photos_by_user').on('held_photos').columns(['user_id', 'held_at']).execute();
  await db.schema.createIndex('held_photos_by_age').on('held_photos').columns(['held_at']).execute();
  await db.schema
    .createTable('held_shares')
    .addColumn('token_hash', text, (column) => column.primaryKey())
    .addColumn('user_id', id, (column) => column.references('users.id').onDelete('cascade'))
    .addColumn('fields', text, (column) => column.notNull().check(isJson('fields')))
    .addColumn('held_at', text, (column) => column.notNull().check(isInstant('held_at')))
    .execute();
  await db.schema.createIndex('held_shares_by_user').on('held_shares').columns(['user_id', 'held_at']).execute();
}
