import { sql } from 'kysely';
import type { Concerned } from '../domain/subscription.ts';
import type { Language } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { engineOf } from './dialect.ts';
import { instantOf, instantOrNull, isoOf } from './instants.ts';
import { insertRows } from './rows.ts';
import type { ChannelOut, DeliveryRow, DeliveryState } from './tables.ts';

/**
 * Something that is to reach one recipient, once. `queued`: not tried yet · `claimed`: a process sends it now, until
 * `nextTryAt` · `failed`: tried, will be tried again at `nextTryAt` · `given_up`: will not be tried again unless somebody says so.
 * Instants are UTC milliseconds.
 */
export type Delivery = {
  id: number;
  week: string | null;
  channel: ChannelOut;
  recipient: string;
  state: DeliveryState;
  attempts: number;
  nextTryAt: Instant;
  lastError: string | null;
  messageId: string | null;
  createdAt: Instant;
  sentAt: Instant | null;
};

/**
 * Queues the mail of that week for each confirmed subscriber whom it concerns, and for those who want the empty week too.
 * Belongs into the transaction that issues the digest. Gives how many were queued.
 */
export async function queueDigestMails(
  trx: Db,
  { week, concerned, now }: { week: string; concerned: Concerned; now: Instant },
): Promise<number> {
  const at = isoOf(now);
  const { anything, offices, incidents } = concerned;
  const queued = await trx
    .insertInto('deliveries')
    .columns(['week', 'channel', 'recipient', 'state', 'attempts', 'next_try_at', 'created_at'])
    .expression((eb) =>
      eb
        .selectFrom('subscribers')
        .select([
          sql.lit(week).as('week'),
          sql.lit('mail').as('channel'),
          sql<string>`cast(subscribers.id as text)`.as('recipient'),
          sql.lit('queued').as('state'),
          sql.lit(0).as('attempts'),
          sql.lit(at).as('next_try_at'),
          sql.lit(at).as('created_at'),
        ])
        .where('subscribers.state', '=', 'confirmed')
        .where(({ or, eb, exists, selectFrom }) =>
          or([
            eb('subscribers.wants_empty', '=', 1),
            exists(
              selectFrom('subscription_scopes as scope')
                .select('scope.kind')
                .whereRef('scope.subscriber_id', '=', 'subscribers.id')
                .where('scope.confirmed_at', 'is not', null)
                .where(({ or, and, eb }) =>
                  or([
                    ...(anything ? [eb('scope.kind', '=', 'all')] : []),
                    ...among('office', offices).map(([kind, refs]) =>
                      and([eb('scope.kind', '=', kind), eb('scope.ref', 'in', refs)]),
                    ),
                    ...among('incident', incidents).map(([kind, refs]) =>
                      and([eb('scope.kind', '=', kind), eb('scope.ref', 'in', refs)]),
                    ),
                  ]),
                ),
            ),
          ]),
        )
        .orderBy('subscribers.id'),
    )
    .onConflict((conflict) => conflict.columns(['week', 'channel', 'recipient']).doNothing())
    .returning('id')
    .execute();
  return queued.length;
}

const among = <K extends 'office' | 'incident'>(kind: K, refs: ReadonlySet<string>): [K, string[]][] =>
  refs.size === 0 ? [] : [[kind, [...refs]]];

/** Queues one for each recipient of a week; those that are there already stay as they are. */
export async function queueDeliveries(
  trx: Db,
  {
    week,
    channel,
    recipients,
    now,
  }: {
    week: string;
    channel: Exclude<ChannelOut, 'confirmation' | 'account'>;
    recipients: readonly string[];
    now: Instant;
  },
): Promise<void> {
  if (recipients.length === 0) return;
  await trx
    .insertInto('deliveries')
    .values(recipients.map((recipient) => ({ week, channel, ...fresh(recipient, now) })))
    .onConflict((conflict) => conflict.columns(['week', 'channel', 'recipient']).doNothing())
    .execute();
}

/** Queues the letter that asks the owner of an address to confirm. */
export async function queueConfirmation(
  trx: Db,
  { subscriber, now }: { subscriber: number; now: Instant },
): Promise<void> {
  await insertRows(trx, 'deliveries', [{ week: null, channel: 'confirmation', ...fresh(String(subscriber), now) }]);
}

/** What is written to people of the desk. */
export const ACCOUNT_LETTERS = ['invitation', 'reset'] as const;
export type AccountLetter = (typeof ACCOUNT_LETTERS)[number];

/** Queues a letter to somebody of the desk, in the language of the page that asked for it. It names the account, never its address. */
export async function queueAccountLetter(
  trx: Db,
  { user, purpose, lang, now }: { user: number; purpose: AccountLetter; lang: Language; now: Instant },
): Promise<void> {
  const recipient = `${purpose}:${user}:${lang}`;
  await insertRows(trx, 'deliveries', [{ week: null, channel: 'account', ...fresh(recipient, now) }]);
}

const fresh = (recipient: string, now: Instant) => ({
  recipient,
  state: 'queued' as const,
  attempts: 0,
  next_try_at: isoOf(now),
  claim: null,
  last_error: null,
  message_id: null,
  created_at: isoOf(now),
  sent_at: null,
});

export type Claim = {
  channels: readonly ChannelOut[];
  limit: number;
  /** Whose they are from now on: a word that no other process uses. */
  claim: string;
  now: Instant;
  /** Until when: whoever claimed sends before that, or another process may. */
  until: Instant;
};

/** Takes deliveries that are due at `now`, or whose claim has lapsed: of any number of processes at once, each gets others. */
export async function claimDeliveries(db: Db, { channels, limit, claim, now, until }: Claim): Promise<Delivery[]> {
  if (limit <= 0 || !(await isAnyDue(db, channels, now))) return [];
  const rows = await aside(db, (trx) =>
    trx
      .updateTable('deliveries')
      .set({ state: 'claimed', claim, next_try_at: isoOf(until) })
      .where('id', 'in', ({ selectFrom }) => {
        const due = selectFrom('deliveries')
          .select('id')
          .where('channel', 'in', channels)
          .where('state', 'in', sql<DeliveryState>`('queued', 'claimed', 'failed')`)
          .where('next_try_at', '<=', isoOf(now))
          .orderBy('next_try_at')
          .orderBy('id')
          .limit(limit);
        return engineOf(db) === 'postgres' ? due.forUpdate().skipLocked() : due;
      })
      .returningAll()
      .execute(),
  );
  return rows.map(deliveryOf).sort((a, b) => a.id - b.id);
}

/**
 * On SQLite a statement that writes would hold up the whole process while another one has the file; a transaction waits aside.
 * See dialect.ts.
 */
function aside<T>(db: Db, write: (trx: Db) => Promise<T>): Promise<T> {
  return engineOf(db) === 'sqlite' ? inTransaction(db, write) : write(db);
}

async function isAnyDue(db: Db, channels: readonly ChannelOut[], now: Instant): Promise<boolean> {
  const next = await findNextTry(db, channels);
  return next !== undefined && next <= now;
}

/** When the next of these channels falls due: undefined where none is open. */
export async function findNextTry(db: Db, channels: readonly ChannelOut[]): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select(({ fn }) => fn.min<string | null>('next_try_at').as('at'))
    .where('channel', 'in', channels)
    .where('state', 'in', sql<DeliveryState>`('queued', 'claimed', 'failed')`)
    .executeTakeFirst();
  return row?.at == null ? undefined : instantOf(row.at);
}

/** The other side has taken them: this holds whoever has claimed them meanwhile. */
export async function markSent(
  db: Db,
  sent: readonly { id: number; messageId: string }[],
  now: Instant,
): Promise<void> {
  if (sent.length === 0) return;
  // Written out: with every letter it is asked once, and building it takes longer than running it.
  const names = sql.join(
    sent.map(({ id, messageId }) => sql`when ${id} then ${messageId}`),
    sql` `,
  );
  const ids = sql.join(sent.map(({ id }) => id));
  const at = isoOf(now);
  const update = sql`update deliveries
    set state = 'sent', claim = null, last_error = null, sent_at = ${at}, message_id = case id ${names} end
    where id in (${ids})`;
  await aside(db, (trx) => update.execute(trx));
}

export type Attempt = {
  id: number;
  claim: string;
  /** In words, without an address. */
  error: string;
  /** Null: it will not be tried again. */
  nextTryAt: Instant | null;
  now: Instant;
};

/** An attempt has failed; nothing happens where the claim has lapsed and another process has it. */
export async function markFailed(db: Db, { id, claim, error, nextTryAt, now }: Attempt): Promise<void> {
  const failed = (trx: Db) =>
    trx
      .updateTable('deliveries')
      .set((eb) => ({
        state: nextTryAt === null ? 'given_up' : 'failed',
        claim: null,
        attempts: eb('attempts', '+', 1),
        last_error: error,
        next_try_at: isoOf(nextTryAt ?? now),
      }))
      .where('id', '=', id)
      .where('claim', '=', claim)
      .execute();
  await aside(db, failed);
}

/** Gives claimed ones back untried: all of the claim, or those of `ids`. They are due at `at`. */
export async function letGo(
  db: Db,
  { claim, ids, at, error }: { claim: string; ids?: readonly number[]; at: Instant; error?: string },
): Promise<void> {
  if (ids?.length === 0) return;
  await aside(db, (trx) => {
    let update = trx
      .updateTable('deliveries')
      .set((eb) => ({
        state: eb
          .case()
          .when('attempts', '=', 0)
          .then(sql.lit<DeliveryState>('queued'))
          .else(sql.lit<DeliveryState>('failed'))
          .end(),
        claim: null,
        next_try_at: isoOf(at),
        ...(error === undefined ? {} : { last_error: error }),
      }))
      .where('claim', '=', claim);
    if (ids !== undefined) update = update.where('id', 'in', ids);
    return update.execute();
  });
}

/** Takes away claimed ones that nobody is to get any more. */
export async function removeDeliveries(
  db: Db,
  { claim, ids }: { claim: string; ids: readonly number[] },
): Promise<void> {
  if (ids.length === 0) return;
  await aside(db, (trx) => trx.deleteFrom('deliveries').where('claim', '=', claim).where('id', 'in', ids).execute());
}

/** The digest that was sent under that name; where no name came back, the last one that was sent to that reader. */
export async function findSentMail(
  db: Db,
  { messageId, reader }: { messageId: string | null; reader: number | null },
): Promise<Pick<Delivery, 'id' | 'recipient'> | undefined> {
  if (messageId === null && reader === null) return undefined;
  let query = db
    .selectFrom('deliveries')
    .select(['id', 'recipient'])
    .where('channel', '=', 'mail')
    .where('state', '=', 'sent');
  if (messageId !== null) query = query.where('message_id', '=', messageId);
  else query = query.where('recipient', '=', String(reader));
  return query.orderBy('id', 'desc').limit(1).executeTakeFirst();
}

/** What the other side had taken came back after all. False: that was noted before. `error`: in words, without an address. */
export async function markBounced(db: Db, { id, error }: { id: number; error: string }): Promise<boolean> {
  const row = await aside(db, (trx) =>
    trx
      .updateTable('deliveries')
      .set({ state: 'given_up', last_error: error, sent_at: null })
      .where('id', '=', id)
      .where('state', '=', 'sent')
      .returning('id')
      .executeTakeFirst(),
  );
  return row !== undefined;
}

export type DeliveryCount = { channel: ChannelOut; state: DeliveryState; count: number };

/** How many there are of a week, by channel and state. */
export async function countDeliveries(db: Db, week: string): Promise<DeliveryCount[]> {
  return db
    .selectFrom('deliveries')
    .select(['channel', 'state', ({ fn }) => fn.countAll<number>().as('count')])
    .where('week', '=', week)
    .groupBy(['channel', 'state'])
    .orderBy('channel')
    .orderBy('state')
    .execute();
}

/** Those of a week (null: letters that ask for a confirmation) that failed or were given up, the last tried first. */
export async function listUndelivered(
  db: Db,
  { week, limit }: { week: string | null; limit: number },
): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('week', week === null ? 'is' : '=', week)
    .where('state', 'in', ['failed', 'given_up'])
    .orderBy('next_try_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(deliveryOf);
}

/** Puts what was given up, or waits for another try, into the queue anew. Gives how many. */
export async function requeueDeliveries(
  db: Db,
  { week, channels, now }: { week: string; channels: readonly ChannelOut[]; now: Instant },
): Promise<number> {
  const again = await db
    .updateTable('deliveries')
    .set({ state: 'queued', attempts: 0, next_try_at: isoOf(now) })
    .where('week', '=', week)
    .where('channel', 'in', channels)
    .where('state', 'in', ['failed', 'given_up'])
    .returning('id')
    .execute();
  return again.length;
}

type Row = Omit<DeliveryRow, 'id'> & { id: number };

function deliveryOf(row: Row): Delivery {
  return {
    id: row.id,
    week: row.week,
    channel: row.channel,
    recipient: row.recipient,
    state: row.state,
    attempts: row.attempts,
    nextTryAt: instantOf(row.next_try_at),
    lastError: row.last_error,
    messageId: row.message_id,
    createdAt: instantOf(row.created_at),
    sentAt: instantOrNull(row.sent_at),
  };
}
