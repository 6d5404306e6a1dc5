import { type Kysely, sql } from 'kysely';
import { columnsFor, isInstant, isOneOf } from './columns.ts';

// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
type Db = Kysely<any>;

export async function up(db: Db): Promise<void> {
  await weeks(db);
  await strikes(db);
  await newsroom(db);
}

/** What editors said of a week before it was issued. */
async function weeks(db: Db): Promise<void> {
  const { id, text, isJson } = columnsFor(db);
  await db.schema
    .createTable('digest_weeks')
    .addColumn('week', text, (column) => column.primaryKey().check(sql`week like '____-W__'`))
    .addColumn('held_at', text, (column) => column.check(isInstant('held_at')))
    .addColumn('held_by', id, (column) => column.references('users.id'))
    .addColumn('held_why', text)
    .addColumn('released_at', text, (column) => column.check(isInstant('released_at')))
    .addColumn('released_by', id, (column) => column.references('users.id'))
    .addColumn('foreword', text, (column) => column.notNull().check(isJson('foreword')))
    .addCheckConstraint('digest_weeks_held', sql`(held_at is null) = (held_why is null)`)
    .addCheckConstraint('digest_weeks_one_word', sql`held_at is null or released_at is null`)
    .execute();
}

/** Lines that an editor took out of a week; `promise` empty: the line of a missing first post. */
async function strikes(db: Db): Promise<void> {
  const { id, text } = columnsFor(db);
  await db.schema
    .createTable('digest_strikes')
    .addColumn('week', text, (column) => column.notNull().check(sql`week like '____-W__'`))
    .addColumn('incident', text, (column) => column.notNull())
    .addColumn('promise', text, (column) => column.notNull())
    .addColumn('reason', text, (column) => column.notNull().check(sql`reason <> ''`))
    .addColumn('user_id', id, (column) => column.references('users.id'))
    .addColumn('struck_at', text, (column) => column.notNull().check(isInstant('struck_at')))
    .addPrimaryKeyConstraint('digest_strikes_pk', ['week', 'incident', 'promise'])
    .execute();
}

/** Who of the newsroom wants the letter of the week, in which language, and of what. */
async function newsroom(db: Db): Promise<void> {
  const { id, text } = columnsFor(db);
  await db.schema
    .createTable('newsroom_letters')
    .addColumn('user_id', id, (column) => column.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('lang', text, (column) => column.notNull().check(isOneOf('lang', ['ru', 'kk', 'en'])))
    .addColumn('wanted_at', text, (column) => column.notNull().check(isInstant('wanted_at')))
    .execute();
  await db.schema
    .createTable('newsroom_scopes')
    .addColumn('user_id', id, (column) => column.notNull().references('newsroom_letters.user_id').onDelete('cascade'))
    .addColumn('kind', text, (column) => column.notNull().check(isOneOf('kind', ['region', 'office'])))
    .addColumn('ref', text, (column) => column.notNull().check(sql`ref <> ''`))
    .addPrimaryKeyConstraint('newsroom_scopes_pk', ['user_id', 'kind', 'ref'])
    .execute();
}
