import { type Kysely, sql } from 'kysely';
import { columnsFor, isInstant, isOneOf } from './columns.ts';

/** What editors add to the built-in working calendar: years as reviewed, and decrees, in the order of their ids. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
export async function up(db: Kysely<any>): Promise<void> {
  const columns = columnsFor(db);
  await db.schema
    .createTable('calendar_changes')
    .addColumn('id', columns.id, columns.identity)
    .addColumn('kind', columns.text, (column) => column.notNull())
    .addColumn('year', 'integer', (column) => column.notNull())
    .addColumn('off', columns.text, (column) => column.notNull().check(columns.isJson('off')))
    .addColumn('working', columns.text, (column) => column.notNull().check(columns.isJson('working')))
    .addColumn('source', columns.text, (column) => column.notNull())
    .addColumn('note', columns.text)
    .addColumn('added_at', columns.text, (column) => column.notNull().check(isInstant('added_at')))
    .addCheckConstraint('calendar_changes_kind', isOneOf('kind', ['year', 'decree']))
    .addCheckConstraint('calendar_changes_year', sql`year between 1992 and 2099`)
    .execute();
}
