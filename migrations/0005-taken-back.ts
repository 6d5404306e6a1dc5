import { type Kysely, sql } from 'kysely';
import { columnsFor, isInstant, isOneOf } from './columns.ts';

/** What was taken down by a court or retracted: rows beside the editions, never a change of their facts. Lifted: it is not in force any more. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
export async function up(db: Kysely<any>): Promise<void> {
  const { id, identity, text } = columnsFor(db);
  await db.schema
    .createTable('taken_back')
    .addColumn('id', id, identity)
    .addColumn('incident', text, (column) => column.notNull())
    .addColumn('part', text, (column) => column.notNull().check(isOneOf('part', ['incident', 'entry', 'promise'])))
    .addColumn('part_id', text, (column) => column.notNull())
    .addColumn('way', text, (column) => column.notNull().check(isOneOf('way', ['taken_down', 'retracted'])))
    .addColumn('why', text, (column) => column.notNull().check(sql`why <> ''`))
    .addColumn('at', text, (column) => column.notNull().check(isInstant('at')))
    .addColumn('user_id', id, (column) => column.references('users.id'))
    .addColumn('lifted_at', text, (column) => column.check(isInstant('lifted_at')))
    .addColumn('lifted_by', id, (column) => column.references('users.id'))
    .addColumn('lifted_why', text)
    .addCheckConstraint('taken_back_whole', sql`(part = 'incident') = (part_id = '')`)
    .addCheckConstraint('taken_back_retracted', sql`way = 'taken_down' or part <> 'incident'`)
    .addCheckConstraint('taken_back_lifted', sql`(lifted_at is null) = (lifted_why is null)`)
    .execute();
  await db.schema
    .createIndex('taken_back_in_force')
    .unique()
    .on('taken_back')
    .columns(['incident', 'part', 'part_id', 'way'])
    .where(sql.ref('lifted_at'), 'is', null)
    .execute();
  await db.schema.createIndex('taken_back_by_incident').on('taken_back').columns(['incident', 'id']).execute();
}
