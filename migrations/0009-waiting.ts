import { type Kysely, sql } from 'kysely';
import { columnsFor, isInstant } from './columns.ts';

/** What the desk's first page asks for: indexes of what waits, where the newsroom last looked, and how a reply was asked for. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
export async function up(db: Kysely<any>): Promise<void> {
  await answers(db);
  await openMatters(db);
  await newsroom(db);
}

/** Whether a possible answer may wait to be judged. Of what is there already more may wait than does: a hint narrows, it never decides. */
async function answers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('promises')
    .addColumn('answer_hint', 'integer', (column) => column.notNull().defaultTo(0).check(sql`answer_hint in (0, 1)`))
    .execute();
  await sql`update promises set answer_hint = 1 where exists (
    select 1 from possible_answers as answer
    where answer.edition_id = promises.edition_id and answer.promise_id = promises.id and answer.judged is null
  ) or exists (
    select 1 from checks
    where checks.edition_id = promises.edition_id and checks.promise_id = promises.id and checks.found is not null
  )`.execute(db);
  await db.schema
    .createIndex('promises_answered')
    .on('promises')
    .columns(['settled_hint', 'slug', 'id'])
    .where(sql.ref('answer_hint'), '=', sql.lit(1))
    .execute();
}

async function openMatters(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('entries_unanswered')
    .on('entries')
    .columns(['at_latest', 'edition_id'])
    .where(sql<boolean>`kind = 'question' and answered_by is null`)
    .execute();
  await db.schema
    .createIndex('replies_awaited')
    .on('replies')
    .columns(['asked_latest', 'edition_id'])
    .where(sql<boolean>`asked is not null and at is null and text is null`)
    .execute();
}

async function newsroom(db: Kysely<unknown>): Promise<void> {
  const { id, text, isJson } = columnsFor(db);
  await db.schema
    .createTable('looked_where')
    .addColumn('office', text, (column) => column.primaryKey())
    .addColumn('networks', text, (column) => column.notNull().check(sql`${isJson('networks')}`))
    .addColumn('changed_at', text, (column) => column.notNull().check(isInstant('changed_at')))
    .execute();
  await db.schema
    .createTable('reply_requests')
    .addColumn('incident', text, (column) => column.notNull())
    .addColumn('reply_to', text, (column) => column.notNull())
    .addColumn('asked', text, (column) => column.notNull().check(sql`${isJson('asked')}`))
    .addColumn('channel', text, (column) => column.notNull())
    .addColumn('lang', text, (column) => column.notNull())
    .addColumn('user_id', id, (column) => column.references('users.id'))
    .addColumn('noted_at', text, (column) => column.notNull().check(isInstant('noted_at')))
    .addPrimaryKeyConstraint('reply_requests_pk', ['incident', 'reply_to', 'asked'])
    .execute();
}
