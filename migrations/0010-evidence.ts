import { type Kysely, sql } from 'kysely';
import { columnsFor, isInstant, isOneOf } from './columns.ts';

/** Screenshots, photos and documents: a row for each file, by its SHA-256, and rows beside the editions that say what each one shows. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
export async function up(db: Kysely<any>): Promise<void> {
  const { id, identity, text, isJson } = columnsFor(db);
  const isHash = (column: string) => sql`length(${sql.ref(column)}) = 64`;
  await db.schema
    .createTable('evidence_files')
    .addColumn('sha256', text, (column) => column.primaryKey().check(isHash('sha256')))
    .addColumn('bytes', id, (column) => column.notNull().check(sql`bytes > 0`))
    .addColumn('type', text, (column) => column.notNull().check(isOneOf('type', ['png', 'jpg', 'webp', 'pdf'])))
    .addColumn('width', id)
    .addColumn('height', id)
    .addColumn('origin', text, (column) => column.notNull().check(isOneOf('origin', ['newsroom', 'residents'])))
    .addColumn('captured_at', text, (column) => column.notNull().check(isInstant('captured_at')))
    .addColumn('captured_by', text)
    .addColumn('stored_at', text, (column) => column.notNull().check(isInstant('stored_at')))
    .addColumn('public_sha256', text, (column) => column.check(isHash('public_sha256')))
    .addColumn('public_bytes', id)
    .addColumn('thumb_sha256', text, (column) => column.check(isHash('thumb_sha256')))
    .addColumn('thumb_bytes', id)
    .addColumn('thumb_width', id)
    .addColumn('thumb_height', id)
    .addColumn('checked_at', text, (column) => column.check(isInstant('checked_at')))
    .addColumn('checked', text, (column) => column.check(isOneOf('checked', ['sound', 'missing', 'altered'])))
    .addCheckConstraint('evidence_files_copy', sql`(public_sha256 is null) = (type = 'pdf')`)
    .addCheckConstraint('evidence_files_checked', sql`(checked_at is null) = (checked is null)`)
    .execute();
  for (const column of ['public_sha256', 'thumb_sha256', 'checked_at'])
    await db.schema.createIndex(`evidence_files_${column}`).on('evidence_files').column(column).execute();
  await db.schema
    .createTable('evidence')
    .addColumn('id', id, identity)
    .addColumn('incident', text, (column) => column.notNull())
    .addColumn('part', text, (column) => column.notNull().check(isOneOf('part', ['entry', 'removal', 'check'])))
    .addColumn('part_id', text, (column) => column.notNull().check(sql`part_id <> ''`))
    .addColumn('file', text, (column) => column.notNull().references('evidence_files.sha256'))
    .addColumn('alt', text, (column) => column.notNull().check(isJson('alt')))
    .addColumn('archive', text)
    .addColumn('added_at', text, (column) => column.notNull().check(isInstant('added_at')))
    .addColumn('added_by', id, (column) => column.references('users.id'))
    .addColumn('removed_at', text, (column) => column.check(isInstant('removed_at')))
    .addColumn('removed_by', id, (column) => column.references('users.id'))
    .addColumn('shown', id, (column) => column.notNull().check(sql`shown in (0, 1)`))
    .execute();
  await db.schema.createIndex('evidence_by_incident').on('evidence').columns(['incident', 'id']).execute();
  await db.schema.createIndex('evidence_by_file').on('evidence').column('file').execute();
}
