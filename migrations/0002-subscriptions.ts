import { type Kysely, sql } from 'kysely';
import { columnsFor, isInstant, isOneOf } from './columns.ts';

// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
type Db = Kysely<any>;

export async function up(db: Db): Promise<void> {
  await subscribers(db);
  await deliveries(db);
}

async function subscribers(db: Db): Promise<void> {
  const { id, identity, text } = columnsFor(db);
  await db.schema
    .createTable('subscribers')
    .addColumn('id', id, identity)
    .addColumn('email', text, (column) => column.notNull().unique().check(sql`email = lower(email)`))
    .addColumn('lang', text, (column) => column.notNull().check(isOneOf('lang', ['ru', 'kk', 'en'])))
    .addColumn('wants_empty', 'integer', (column) => column.notNull().check(sql`wants_empty in (0, 1)`))
    .addColumn('state', text, (column) =>
      column.notNull().check(isOneOf('state', ['unconfirmed', 'confirmed', 'suspended'])),
    )
    .addColumn('created_at', text, (column) => column.notNull().check(isInstant('created_at')))
    .addColumn('confirmed_at', text, (column) => column.check(isInstant('confirmed_at')))
    .addColumn('bounces', 'integer', (column) => column.notNull().check(sql`bounces >= 0`))
    .addColumn('bounced_at', text, (column) => column.check(isInstant('bounced_at')))
    .addColumn('bounce_reason', text)
    .addCheckConstraint('subscribers_confirmed', sql`(state = 'unconfirmed') = (confirmed_at is null)`)
    .execute();
  await db.schema.createIndex('subscribers_by_state').on('subscribers').columns(['state', 'created_at']).execute();

  await db.schema
    .createTable('subscription_scopes')
    .addColumn('subscriber_id', id, (column) => column.notNull().references('subscribers.id').onDelete('cascade'))
    .addColumn('kind', text, (column) => column.notNull().check(isOneOf('kind', ['all', 'office', 'incident'])))
    .addColumn('ref', text, (column) => column.notNull())
    .addColumn('added_at', text, (column) => column.notNull().check(isInstant('added_at')))
    .addColumn('confirmed_at', text, (column) => column.check(isInstant('confirmed_at')))
    .addPrimaryKeyConstraint('subscription_scopes_pk', ['subscriber_id', 'kind', 'ref'])
    .addCheckConstraint('subscription_scopes_ref', sql`(kind = 'all') = (ref = '')`)
    .execute();
  await db.schema
    .createIndex('subscription_scopes_by_ref')
    .on('subscription_scopes')
    .columns(['kind', 'ref', 'subscriber_id'])
    .execute();
}

/** What is to be sent, to whom, once. A claimed one belongs to its claim until `next_try_at`. */
async function deliveries(db: Db): Promise<void> {
  const { id, identity, text } = columnsFor(db);
  const instant = (name: string) => isInstant(name);
  await db.schema
    .createTable('deliveries')
    .addColumn('id', id, identity)
    .addColumn('week', text, (column) => column.check(sql`week like '____-W__'`))
    .addColumn('channel', text, (column) =>
      column.notNull().check(isOneOf('channel', ['mail', 'confirmation', 'newsroom', 'telegram'])),
    )
    .addColumn('recipient', text, (column) => column.notNull())
    .addColumn('state', text, (column) =>
      column.notNull().check(isOneOf('state', ['queued', 'claimed', 'sent', 'failed', 'given_up'])),
    )
    .addColumn('attempts', 'integer', (column) => column.notNull().check(sql`attempts >= 0`))
    .addColumn('next_try_at', text, (column) => column.notNull().check(instant('next_try_at')))
    .addColumn('claim', text)
    .addColumn('last_error', text)
    .addColumn('message_id', text)
    .addColumn('created_at', text, (column) => column.notNull().check(instant('created_at')))
    .addColumn('sent_at', text, (column) => column.check(instant('sent_at')))
    .addUniqueConstraint('deliveries_once', ['week', 'channel', 'recipient'])
    .addCheckConstraint('deliveries_week', sql`(week is null) = (channel = 'confirmation')`)
    .addCheckConstraint('deliveries_claim', sql`(state = 'claimed') = (claim is not null)`)
    .addCheckConstraint('deliveries_sent', sql`(state = 'sent') = (sent_at is not null)`)
    .execute();
  await db.schema
    .createIndex('deliveries_open')
    .on('deliveries')
    .columns(['channel', 'next_try_at', 'id'])
    .where(sql.ref('state'), 'in', sql`('queued', 'claimed', 'failed')`)
    .execute();
  await db.schema.createIndex('deliveries_by_recipient').on('deliveries').columns(['recipient', 'channel']).execute();
}
