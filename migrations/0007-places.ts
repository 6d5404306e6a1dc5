import { type Kysely, sql } from 'kysely';
import { columnsFor, isInstant } from './columns.ts';

/** Places as reporters typed them, with the office that answers there: what the next form of an incident proposes and understands. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
export async function up(db: Kysely<any>): Promise<void> {
  const { id, text } = columnsFor(db);
  await db.schema
    .createTable('places')
    .addColumn('user_id', id, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('sounds', text, (column) => column.notNull().check(sql`sounds <> ''`))
    .addColumn('place', text, (column) => column.notNull().check(sql`place <> ''`))
    .addColumn('office', text, (column) => column.notNull())
    .addColumn('used_at', text, (column) => column.notNull().check(isInstant('used_at')))
    .addPrimaryKeyConstraint('places_key', ['user_id', 'sounds'])
    .execute();
  await db.schema.createIndex('places_by_sounds').on('places').columns(['sounds', 'used_at']).execute();
}
