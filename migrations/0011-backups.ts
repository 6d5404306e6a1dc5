import { type Kysely, sql } from 'kysely';
import { columnsFor, isInstant } from './columns.ts';

/** Which backups were begun and which came to an end; `due_on`: the local day of one that the server makes by itself, which one process does. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
export async function up(db: Kysely<any>): Promise<void> {
  const { id, identity, text } = columnsFor(db);
  await db.schema
    .createTable('backups')
    .addColumn('id', id, identity)
    .addColumn('due_on', text, (column) => column.unique().check(sql`length(due_on) = 10`))
    .addColumn('begun_at', text, (column) => column.notNull().check(isInstant('begun_at')))
    .addColumn('ended_at', text, (column) => column.check(isInstant('ended_at')))
    .addColumn('file', text)
    .addColumn('bytes', 'bigint')
    .addColumn('error', text)
    .addCheckConstraint('backups_ended', sql`(ended_at is null) = (file is null)`)
    .addCheckConstraint('backups_error', sql`error is null or ended_at is null`)
    .execute();
  await db.schema.createIndex('backups_by_end').on('backups').column('ended_at').execute();
}
