import { sql } from 'kysely';
import type { Scope, ScopeKind } from '../domain/subscription.ts';
import type { Language } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import { countAttempt } from './attempts.ts';
import { type Db, inTransaction } from './database.ts';
import { queueConfirmation } from './deliveries.ts';
import { instantOf, instantOrNull, isoOf } from './instants.ts';
import { insertRows } from './rows.ts';
import type { Database, SubscriberState } from './tables.ts';

const HOUR_SECONDS = 3600;
const DAY_MS = 86_400_000;

/** An address that refuses this many digests in a row gets no more of them. docs/mail.md, Bounces. */
export const BOUNCES_TO_SUSPEND = 3;
/** What was asked for and never confirmed is forgotten after so many days. */
export const UNCONFIRMED_DAYS = 7;
/** More than anybody reads: a bound for those who mean no reading. */
export const SCOPES_AT_MOST = 50;

/** Somebody who gets the digest by mail. Instants are UTC milliseconds. `asked`: scopes that the owner has not confirmed. */
export type Subscriber = {
  id: number;
  email: string;
  lang: Language;
  wantsEmpty: boolean;
  state: SubscriberState;
  createdAt: Instant;
  confirmedAt: Instant | null;
  bounces: number;
  bouncedAt: Instant | null;
  bounceReason: string | null;
  scopes: Scope[];
  asked: Scope[];
};

export type SubscriptionAsked = {
  /** Normalised: see `mailAddress`. */
  email: string;
  lang: Language;
  wantsEmpty: boolean;
  scopes: readonly Scope[];
  /** Under which letters to this address are counted: a hash. */
  attemptKey: string;
  now: Instant;
};

/**
 * Notes what was asked for that address and queues the letter that asks its owner, at most one an hour. What the owner has
 * confirmed before stays as it is until he confirms. Answers nothing: nobody learns from it whether the address is known.
 */
export async function askForSubscription(db: Db, asked: SubscriptionAsked): Promise<void> {
  await inTransaction(db, async (trx) => {
    const subscriber = await findOrAdd(trx, asked);
    if (subscriber.state === 'unconfirmed')
      await trx
        .updateTable('subscribers')
        .set({ lang: asked.lang, wants_empty: asked.wantsEmpty ? 1 : 0 })
        .where('id', '=', subscriber.id)
        .execute();
    await addScopes(trx, subscriber.id, asked.scopes, asked.now, null);
    const { count } = await countAttempt(trx, { key: asked.attemptKey, windowSeconds: HOUR_SECONDS, now: asked.now });
    if (count === 1) await queueConfirmation(trx, { subscriber: subscriber.id, now: asked.now });
  });
}

async function findOrAdd(trx: Db, { email, lang, wantsEmpty, now }: SubscriptionAsked) {
  await trx
    .insertInto('subscribers')
    .values({
      email,
      lang,
      wants_empty: wantsEmpty ? 1 : 0,
      state: 'unconfirmed',
      created_at: isoOf(now),
      confirmed_at: null,
      bounces: 0,
      bounced_at: null,
      bounce_reason: null,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute();
  return trx.selectFrom('subscribers').select(['id', 'state']).where('email', '=', email).executeTakeFirstOrThrow();
}

async function addScopes(
  trx: Db,
  subscriber: number,
  scopes: readonly Scope[],
  now: Instant,
  confirmedAt: Instant | null,
): Promise<void> {
  const { held } = await trx
    .selectFrom('subscription_scopes')
    .select(({ fn }) => fn.countAll<number>().as('held'))
    .where('subscriber_id', '=', subscriber)
    .executeTakeFirstOrThrow();
  const rows = scopes.slice(0, Math.max(0, SCOPES_AT_MOST - held)).map(({ kind, ref }) => ({
    subscriber_id: subscriber,
    kind,
    ref,
    added_at: isoOf(now),
    confirmed_at: confirmedAt === null ? null : isoOf(confirmedAt),
  }));
  if (rows.length === 0) return;
  await trx
    .insertInto('subscription_scopes')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['subscriber_id', 'kind', 'ref']).doNothing())
    .execute();
}

/** The subscriber of that id, in any state, or undefined. */
export async function findSubscriber(db: Db, id: number): Promise<Subscriber | undefined> {
  return (await listSubscribers(db, [id]))[0];
}

/** The subscribers of these ids, by id; those who have left are not among them. */
export async function listSubscribers(db: Db, ids: readonly number[]): Promise<Subscriber[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('subscribers').selectAll().where('id', 'in', ids).orderBy('id').execute();
  return withScopes(db, rows);
}

/** Those whose address refused too often, the last to be suspended first: for editors, who may see addresses. */
export async function listSuspended(db: Db, { limit }: { limit: number }): Promise<Subscriber[]> {
  const rows = await db
    .selectFrom('subscribers')
    .selectAll()
    .where('state', '=', 'suspended')
    .orderBy('bounced_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return withScopes(db, rows);
}

type Row = Omit<Database['subscribers'], 'id'> & { id: number };

async function withScopes(db: Db, rows: readonly Row[]): Promise<Subscriber[]> {
  if (rows.length === 0) return [];
  const scopes = await db
    .selectFrom('subscription_scopes')
    .select(['subscriber_id', 'kind', 'ref', 'confirmed_at'])
    .where(
      'subscriber_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('subscriber_id')
    .orderBy('kind')
    .orderBy('ref')
    .execute();
  const of = Map.groupBy(scopes, ({ subscriber_id }) => subscriber_id);
  return rows.map((row) => {
    const own = of.get(row.id) ?? [];
    const scopeOf = ({ kind, ref }: Scope): Scope => ({ kind, ref });
    return {
      id: row.id,
      email: row.email,
      lang: row.lang,
      wantsEmpty: row.wants_empty === 1,
      state: row.state,
      createdAt: instantOf(row.created_at),
      confirmedAt: instantOrNull(row.confirmed_at),
      bounces: row.bounces,
      bouncedAt: instantOrNull(row.bounced_at),
      bounceReason: row.bounce_reason,
      scopes: own.filter(({ confirmed_at }) => confirmed_at !== null).map(scopeOf),
      asked: own.filter(({ confirmed_at }) => confirmed_at === null).map(scopeOf),
    };
  });
}

/** The owner of the address has confirmed: what was asked for holds from now on. A suspended address gets mail again. */
export async function confirmSubscription(db: Db, { id, now }: { id: number; now: Instant }): Promise<void> {
  const at = isoOf(now);
  await inTransaction(db, async (trx) => {
    await trx
      .updateTable('subscribers')
      .set(({ fn, val }) => ({
        state: 'confirmed',
        confirmed_at: fn.coalesce('confirmed_at', val(at)),
        bounces: 0,
        bounced_at: null,
        bounce_reason: null,
      }))
      .where('id', '=', id)
      .execute();
    await trx
      .updateTable('subscription_scopes')
      .set({ confirmed_at: at })
      .where('subscriber_id', '=', id)
      .where('confirmed_at', 'is', null)
      .execute();
  });
}

export type SubscriptionChange = {
  id: number;
  lang: Language;
  wantsEmpty: boolean;
  /** At least one, and `SCOPES_AT_MOST` at most: the subscription is of these from now on. */
  scopes: readonly Scope[];
  now: Instant;
};

/** Replaces what a subscriber gets, as the owner of the address says. False where there is no such subscriber. */
export async function changeSubscription(db: Db, change: SubscriptionChange): Promise<boolean> {
  const { id, lang, wantsEmpty, scopes, now } = change;
  if (scopes.length === 0 || scopes.length > SCOPES_AT_MOST) throw new RangeError('a subscription is of something');
  return inTransaction(db, async (trx) => {
    const changed = await trx
      .updateTable('subscribers')
      .set({ lang, wants_empty: wantsEmpty ? 1 : 0 })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (changed === undefined) return false;
    await trx.deleteFrom('subscription_scopes').where('subscriber_id', '=', id).execute();
    const at = isoOf(now);
    await insertRows(
      trx,
      'subscription_scopes',
      scopes.map(({ kind, ref }) => ({ subscriber_id: id, kind, ref, added_at: at, confirmed_at: at })),
    );
    await confirmSubscription(trx, { id, now });
    return true;
  });
}

/** Deletes the subscriber: the address, the scopes, and what was still to be sent. False where there was none. */
export async function removeSubscriber(db: Db, id: number): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await removeQueued(trx, [id]);
    const gone = await trx.deleteFrom('subscribers').where('id', '=', id).returning('id').executeTakeFirst();
    return gone !== undefined;
  });
}

/** What was sent stays as a number without an address; what was not goes. */
async function removeQueued(trx: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .deleteFrom('deliveries')
    .where('recipient', 'in', ids.map(String))
    .where((eb) =>
      eb.or([eb('channel', '=', 'confirmation'), eb.and([eb('channel', '=', 'mail'), eb('state', '<>', 'sent')])]),
    )
    .execute();
}

/**
 * Notes that the address itself was refused for good. `reason` is the server's, without the address. True: it was the one too
 * many, and the address is suspended.
 */
export async function noteBounce(
  db: Db,
  { id, reason, now }: { id: number; reason: string; now: Instant },
): Promise<boolean> {
  const row = await db
    .updateTable('subscribers')
    .set((eb) => ({
      bounces: eb('bounces', '+', 1),
      bounced_at: isoOf(now),
      bounce_reason: reason,
      state: eb
        .case()
        .when(eb.and([eb('state', '=', 'confirmed'), eb('bounces', '>=', BOUNCES_TO_SUSPEND - 1)]))
        .then(sql.lit<SubscriberState>('suspended'))
        .else(eb.ref('state'))
        .end(),
    }))
    .where('id', '=', id)
    .returning('state')
    .executeTakeFirst();
  return row?.state === 'suspended';
}

/** How the reason of a letter begins that was taken and came back later: that the next one is taken proves nothing. */
export const LATE = 'came back later: ';

/**
 * The addresses took a mail: their earlier refusals count no more. What came back later counts on, unless it was before `since`
 * (UTC milliseconds): then a letter in between did not come back.
 */
export async function forgiveBounces(db: Db, ids: readonly number[], since: Instant): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('subscribers')
    .set({ bounces: 0, bounced_at: null, bounce_reason: null })
    .where('id', 'in', ids)
    .where('bounces', '>', 0)
    .where('state', '=', 'confirmed')
    .where(({ or, eb }) =>
      or([
        eb('bounce_reason', 'is', null),
        eb('bounce_reason', 'not like', `${LATE}%`),
        eb('bounced_at', '<', isoOf(since)),
      ]),
    )
    .execute();
}

/** Forgets what nobody confirmed within `UNCONFIRMED_DAYS`: addresses, and scopes asked for a known address. */
export async function forgetUnconfirmed(db: Db, now: Instant): Promise<number> {
  const before = isoOf(now - UNCONFIRMED_DAYS * DAY_MS);
  return inTransaction(db, async (trx) => {
    const stale = await trx
      .selectFrom('subscribers')
      .select('id')
      .where('state', '=', 'unconfirmed')
      .where('created_at', '<=', before)
      .execute();
    const ids = stale.map(({ id }) => id);
    await removeQueued(trx, ids);
    if (ids.length > 0) await trx.deleteFrom('subscribers').where('id', 'in', ids).execute();
    await trx
      .deleteFrom('subscription_scopes')
      .where('confirmed_at', 'is', null)
      .where('added_at', '<=', before)
      .execute();
    return ids.length;
  });
}

/** How many subscribers there are, by state, and how many confirmed ones each scope has; no addresses. */
export type SubscriberCounts = Record<SubscriberState, number> & { scopes: (Scope & { count: number })[] };

export async function countSubscribers(db: Db): Promise<SubscriberCounts> {
  const states = await db
    .selectFrom('subscribers')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const scopes = await db
    .selectFrom('subscription_scopes')
    .innerJoin('subscribers', 'subscribers.id', 'subscription_scopes.subscriber_id')
    .select(['subscription_scopes.kind', 'subscription_scopes.ref', ({ fn }) => fn.countAll<number>().as('count')])
    .where('subscribers.state', '=', 'confirmed')
    .where('subscription_scopes.confirmed_at', 'is not', null)
    .groupBy(['subscription_scopes.kind', 'subscription_scopes.ref'])
    .orderBy('subscription_scopes.kind')
    .orderBy('subscription_scopes.ref')
    .execute();
  const of = (state: SubscriberState) => states.find((row) => row.state === state)?.count ?? 0;
  return {
    unconfirmed: of('unconfirmed'),
    confirmed: of('confirmed'),
    suspended: of('suspended'),
    scopes: scopes.map(({ kind, ref, count }) => ({ kind: kind as ScopeKind, ref, count })),
  };
}
