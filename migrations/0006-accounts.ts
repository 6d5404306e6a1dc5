import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { columnsFor, isInstant, isOneOf } from './columns.ts';

// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
type Db = Kysely<any>;

const isPostgres = (db: Db): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

export async function up(db: Db): Promise<void> {
  await people(db);
  await secondFactors(db);
  await nightCards(db);
  await audit(db);
  await accountLetters(db);
}

/** A standing permission, and of a session what its device is and when it last gave a code. */
async function people(db: Db): Promise<void> {
  const { text } = columnsFor(db);
  await db.schema
    .alterTable('users')
    .addColumn('night_cards', 'integer', (column) => column.notNull().defaultTo(0).check(sql`night_cards in (0, 1)`))
    .execute();
  await db.schema.alterTable('sessions').addColumn('device', text).execute();
  await db.schema
    .alterTable('sessions')
    .addColumn('code_at', text, (column) => column.check(isInstant('code_at')))
    .execute();
}

/** One for each user: in use once `confirmed_at` is there. `last_step`: the last thirty seconds whose code was taken. */
async function secondFactors(db: Db): Promise<void> {
  const { id, text } = columnsFor(db);
  await db.schema
    .createTable('second_factors')
    .addColumn('user_id', id, (column) => column.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('secret', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull().check(isInstant('created_at')))
    .addColumn('confirmed_at', text, (column) => column.check(isInstant('confirmed_at')))
    .addColumn('last_step', 'bigint')
    .execute();
  await db.schema
    .createTable('recovery_codes')
    .addColumn('user_id', id, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('code_hash', text, (column) => column.notNull())
    .addColumn('used_at', text, (column) => column.check(isInstant('used_at')))
    .addPrimaryKeyConstraint('recovery_codes_pk', ['user_id', 'code_hash'])
    .execute();
}

/** What was published at night without an editor, until one has looked at it. */
async function nightCards(db: Db): Promise<void> {
  const { id, identity, text } = columnsFor(db);
  await db.schema
    .createTable('night_cards')
    .addColumn('id', id, identity)
    .addColumn('incident', text, (column) => column.notNull())
    .addColumn('published_at', text, (column) => column.notNull().check(isInstant('published_at')))
    .addColumn('user_id', id, (column) => column.notNull().references('users.id'))
    .addColumn('looked_at', text, (column) => column.check(isInstant('looked_at')))
    .addColumn('looked_by', id, (column) => column.references('users.id'))
    .execute();
  await db.schema
    .createIndex('night_cards_open')
    .on('night_cards')
    .columns(['incident', 'id'])
    .where(sql.ref('looked_at'), 'is', null)
    .execute();
}

/** What was done, by whom. The database itself refuses to change or remove a row. */
async function audit(db: Db): Promise<void> {
  const { id, identity, text } = columnsFor(db);
  await db.schema
    .createTable('audit')
    .addColumn('id', id, identity)
    .addColumn('at', text, (column) => column.notNull().check(isInstant('at')))
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('user_id', id, (column) => column.references('users.id'))
    .addColumn('via', text, (column) => column.notNull().check(isOneOf('via', ['desk', 'import', 'command'])))
    .addColumn('subject', text)
    .addColumn('subject_id', text)
    .addColumn('note', text)
    .addCheckConstraint('audit_subject', sql`(subject is null) = (subject_id is null)`)
    .execute();
  await db.schema.createIndex('audit_by_kind').on('audit').columns(['kind', 'id']).execute();
  await db.schema.createIndex('audit_by_user').on('audit').columns(['user_id', 'id']).execute();
  await db.schema.createIndex('audit_by_subject').on('audit').columns(['subject', 'subject_id', 'id']).execute();
  if (isPostgres(db)) {
    await sql`create function audit_is_kept() returns trigger language plpgsql as
      $$ begin raise exception 'rows of audit are never changed'; end $$`.execute(db);
    await sql`create trigger audit_kept before update or delete on audit
      for each row execute function audit_is_kept()`.execute(db);
    return;
  }
  for (const act of ['update', 'delete'])
    await sql`create trigger ${sql.ref(`audit_kept_${act}`)} before ${sql.raw(act)} on audit
      begin select raise(abort, 'rows of audit are never changed'); end`.execute(db);
}

const CHANNELS = ['mail', 'confirmation', 'account', 'newsroom', 'telegram'];

/** Letters to the people of the desk belong to no week, as the letters that ask for a confirmation do. */
async function accountLetters(db: Db): Promise<void> {
  const week = sql`(week is null) = (channel in ('confirmation', 'account'))`;
  if (!isPostgres(db)) return anew(db);
  for (const name of ['deliveries_channel_check', 'deliveries_week'])
    await db.schema.alterTable('deliveries').dropConstraint(name).execute();
  await db.schema
    .alterTable('deliveries')
    .addCheckConstraint('deliveries_channel_check', isOneOf('channel', CHANNELS))
    .execute();
  await db.schema.alterTable('deliveries').addCheckConstraint('deliveries_week', week).execute();
}

/** SQLite changes no constraint of a table that is there: it is made anew, with its rows. */
async function anew(db: Db): Promise<void> {
  const { rows } = await sql<{ sql: string }>`select sql from sqlite_master
    where tbl_name = 'deliveries' and sql is not null and type in ('table', 'index') order by type desc, name`.execute(
    db,
  );
  const [table = '', ...indexes] = rows.map((row) => row.sql);
  const made = table
    .replace(/"deliveries"/, '"deliveries_anew"')
    .replace(`'mail', 'confirmation', 'newsroom', 'telegram'`, CHANNELS.map((name) => `'${name}'`).join(', '))
    .replace(`(channel = 'confirmation')`, `(channel in ('confirmation', 'account'))`);
  await sql.raw(made).execute(db);
  await sql`insert into deliveries_anew select * from deliveries`.execute(db);
  await sql`drop table deliveries`.execute(db);
  await sql`alter table deliveries_anew rename to deliveries`.execute(db);
  for (const index of indexes) await sql.raw(index).execute(db);
}
