import { type Kysely, sql } from 'kysely';
import { columnsFor, isInstant } from './columns.ts';

/** Files that somebody of the desk wants to import: kept from the preview to the press, and then what became of them. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
export async function up(db: Kysely<any>): Promise<void> {
  const { id, identity, text, isJson } = columnsFor(db);
  await db.schema
    .createTable('uploads')
    .addColumn('id', id, identity)
    .addColumn('user_id', id, (column) => column.notNull().references('users.id'))
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('sha256', text, (column) => column.notNull().check(sql`length(sha256) = 64`))
    .addColumn('bytes', id, (column) => column.notNull())
    .addColumn('content', text)
    .addColumn('uploaded_at', text, (column) => column.notNull().check(isInstant('uploaded_at')))
    .addColumn('done_at', text, (column) => column.check(isInstant('done_at')))
    .addColumn('outcome', text, (column) => column.check(isJson('outcome')))
    .addCheckConstraint(
      'uploads_done',
      sql`(done_at is null) = (outcome is null) and (done_at is null or content is null)`,
    )
    .execute();
  await db.schema.createIndex('uploads_by_user').on('uploads').columns(['user_id', 'uploaded_at']).execute();
  await db.schema
    .createIndex('entries_by_asked_of')
    .on('entries')
    .columns(['asked_of', 'edition_id'])
    .where(sql.ref('asked_of'), 'is not', null)
    .execute();
}
