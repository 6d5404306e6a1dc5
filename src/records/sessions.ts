import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { instantOf, isoOf } from './instants.ts';
import { type User, userOf } from './users.ts';

// Only hashes of tokens are kept: who reads the database can sign in as nobody.

/** A user who is signed in. Instants are UTC milliseconds. */
export type Session = { user: User; csrf: string; createdAt: Instant; seenAt: Instant; expiresAt: Instant };

/** Starts a session. */
export async function addSession(
  db: Db,
  session: { tokenHash: string; user: number; csrf: string; now: Instant; expiresAt: Instant },
): Promise<void> {
  const now = isoOf(session.now);
  await db
    .insertInto('sessions')
    .values({
      token_hash: session.tokenHash,
      user_id: session.user,
      csrf: session.csrf,
      created_at: now,
      seen_at: now,
      expires_at: isoOf(session.expiresAt),
    })
    .execute();
}

/** The session that holds at `now`: not expired, its user not disabled. */
export async function findSession(db: Db, tokenHash: string, now: Instant): Promise<Session | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id', 'users.email', 'users.name', 'users.role', 'users.created_at', 'users.disabled_at'])
    .select(['sessions.csrf', 'sessions.created_at as started_at', 'sessions.seen_at', 'sessions.expires_at'])
    .where('sessions.token_hash', '=', tokenHash)
    .where('sessions.expires_at', '>', isoOf(now))
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { csrf, started_at, seen_at, expires_at } = row;
  const instants = {
    createdAt: instantOf(started_at),
    seenAt: instantOf(seen_at),
    expiresAt: instantOf(expires_at),
  };
  return { user: userOf(row), csrf, ...instants };
}

/** Notes that the session was used, and until when it holds now. */
export async function touchSession(
  db: Db,
  { tokenHash, now, expiresAt }: { tokenHash: string; now: Instant; expiresAt: Instant },
): Promise<void> {
  const seen = { seen_at: isoOf(now), expires_at: isoOf(expiresAt) };
  await db.updateTable('sessions').set(seen).where('token_hash', '=', tokenHash).execute();
}

/** Ends one session. */
export async function endSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
}

/** Ends every session of a user. */
export async function endSessionsOf(db: Db, user: number): Promise<void> {
  await db.deleteFrom('sessions').where('user_id', '=', user).execute();
}

/** A link that works once. `user` null: for somebody who is not yet a user, such as the first admin. */
export type OneTimeLink = { user: number | null; purpose: string; expiresAt: Instant };

/** Keeps a link, by the hash of its token. */
export async function addOneTimeLink(db: Db, link: OneTimeLink & { tokenHash: string; now: Instant }): Promise<void> {
  await db
    .insertInto('one_time_links')
    .values({
      token_hash: link.tokenHash,
      user_id: link.user,
      purpose: link.purpose,
      created_at: isoOf(link.now),
      expires_at: isoOf(link.expiresAt),
      used_at: null,
    })
    .execute();
}

type LinkAsked = { tokenHash: string; purpose: string; now: Instant };

/** The link if it could be used at `now`; looking does not use it. */
export async function findOneTimeLink(db: Db, asked: LinkAsked): Promise<OneTimeLink | undefined> {
  const row = await db
    .selectFrom('one_time_links')
    .select(['user_id', 'purpose', 'expires_at'])
    .where('token_hash', '=', asked.tokenHash)
    .where('purpose', '=', asked.purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', isoOf(asked.now))
    .executeTakeFirst();
  return row && { user: row.user_id, purpose: row.purpose, expiresAt: instantOf(row.expires_at) };
}

/** Uses the link up: of any number of callers at once exactly one gets it. */
export async function useOneTimeLink(db: Db, asked: LinkAsked): Promise<OneTimeLink | undefined> {
  const row = await db
    .updateTable('one_time_links')
    .set({ used_at: isoOf(asked.now) })
    .where('token_hash', '=', asked.tokenHash)
    .where('purpose', '=', asked.purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', isoOf(asked.now))
    .returning(['user_id', 'purpose', 'expires_at'])
    .executeTakeFirst();
  return row && { user: row.user_id, purpose: row.purpose, expiresAt: instantOf(row.expires_at) };
}

/** Takes away what has expired by `now`: sessions, links and counted attempts. */
export async function forgetExpired(db: Db, now: Instant): Promise<void> {
  const at = isoOf(now);
  await db.deleteFrom('sessions').where('expires_at', '<=', at).execute();
  await db.deleteFrom('one_time_links').where('expires_at', '<=', at).execute();
  await db.deleteFrom('attempts').where('window_ends_at', '<=', at).execute();
}
