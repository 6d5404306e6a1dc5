import type { Instant } from '../domain/zone.ts';
import { aboutUser, addAudit } from './audit.ts';
import { type Db, inTransaction } from './database.ts';
import { noteEndedSessions } from './ended-sessions.ts';
import { instantOf, instantOrNull, isoOf } from './instants.ts';
import type { By } from './revisions.ts';
import { type User, userOf } from './users.ts';

// Only hashes of tokens are kept: who reads the database can sign in as nobody.

/** A user who is signed in. `codeAt`: when this session last gave a code of the second factor. Instants are UTC milliseconds. */
export type Session = {
  user: User;
  csrf: string;
  createdAt: Instant;
  seenAt: Instant;
  expiresAt: Instant;
  codeAt: Instant | null;
};

/** Starts a session, with its row of the log. `device`: a word for the system and one for the browser; null: unknown. */
export async function addSession(
  db: Db,
  session: {
    tokenHash: string;
    user: number;
    csrf: string;
    now: Instant;
    expiresAt: Instant;
    device?: string | null;
  },
): Promise<void> {
  const now = isoOf(session.now);
  const { user, device = null } = session;
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('sessions')
      .values({
        token_hash: session.tokenHash,
        user_id: user,
        csrf: session.csrf,
        created_at: now,
        seen_at: now,
        expires_at: isoOf(session.expiresAt),
        device,
        code_at: null,
      })
      .execute();
    const by = { user, via: 'desk' as const };
    await addAudit(trx, { kind: 'signed_in', by, now: session.now, subject: aboutUser(user), note: device });
  });
}

/** The session that holds at `now`: not expired, its user not disabled. */
export async function findSession(db: Db, tokenHash: string, now: Instant): Promise<Session | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id', 'users.email', 'users.name', 'users.role', 'users.created_at', 'users.disabled_at'])
    .select('users.night_cards')
    .select(['sessions.csrf', 'sessions.created_at as started_at', 'sessions.seen_at', 'sessions.expires_at'])
    .select('sessions.code_at')
    .where('sessions.token_hash', '=', tokenHash)
    .where('sessions.expires_at', '>', isoOf(now))
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { csrf, started_at, seen_at, expires_at, code_at } = row;
  const instants = {
    createdAt: instantOf(started_at),
    seenAt: instantOf(seen_at),
    expiresAt: instantOf(expires_at),
    codeAt: instantOrNull(code_at),
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

/** A session as a list shows it. `id`: the hash of its token, which opens nothing. Instants are UTC milliseconds. */
export type SessionLine = { id: string; device: string | null; createdAt: Instant; seenAt: Instant };

/** The sessions of the user that hold at `now`, the one used last first. */
export async function listSessions(db: Db, user: number, now: Instant): Promise<SessionLine[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['token_hash', 'device', 'created_at', 'seen_at'])
    .where('user_id', '=', user)
    .where('expires_at', '>', isoOf(now))
    .orderBy('seen_at', 'desc')
    .orderBy('token_hash')
    .execute();
  return rows.map(({ token_hash, device, created_at, seen_at }) => ({
    id: token_hash,
    device,
    createdAt: instantOf(created_at),
    seenAt: instantOf(seen_at),
  }));
}

type Ending = { by: By; now: Instant };

/** The user's own press ends the session that he is in. */
export async function endSession(db: Db, tokenHash: string, now: Instant): Promise<void> {
  await inTransaction(db, async (trx) => {
    const row = await trx
      .deleteFrom('sessions')
      .where('token_hash', '=', tokenHash)
      .returning('user_id')
      .executeTakeFirst();
    if (row === undefined) return;
    const by = { user: row.user_id, via: 'desk' as const };
    await addAudit(trx, { kind: 'signed_out', by, now, subject: aboutUser(row.user_id) });
  });
}

/** Ends sessions of a user at once: the one of `id`, else all but `except`. Gives how many ended. */
export async function endSessionsOf(
  db: Db,
  { user, id, except, by, now }: Ending & { user: number; id?: string; except?: string },
): Promise<number> {
  return inTransaction(db, async (trx) => {
    let ending = trx.deleteFrom('sessions').where('user_id', '=', user);
    if (id !== undefined) ending = ending.where('token_hash', '=', id);
    if (except !== undefined) ending = ending.where('token_hash', '<>', except);
    const ended = await ending.returning(['device', 'token_hash']).execute();
    await noteEndedSessions(
      trx,
      ended.map(({ token_hash }) => token_hash),
      now,
    );
    for (const { device } of ended)
      await addAudit(trx, { kind: 'session_ended', by, now, subject: aboutUser(user), note: device });
    return ended.length;
  });
}

/** The session has given a code of the second factor, or the newsroom asks for one anew (`at` null). */
export async function saveCodeAt(db: Db, tokenHash: string, at: Instant | null): Promise<void> {
  const code_at = at === null ? null : isoOf(at);
  await db.updateTable('sessions').set({ code_at }).where('token_hash', '=', tokenHash).execute();
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

/** What became of a link that cannot be used at `now`; undefined: we know no such link. */
export async function findSpentLink(
  db: Db,
  { tokenHash, now }: { tokenHash: string; now: Instant },
): Promise<'used' | 'expired' | undefined> {
  const row = await db
    .selectFrom('one_time_links')
    .select(['used_at', 'expires_at'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.used_at !== null) return 'used';
  return row.expires_at <= isoOf(now) ? 'expired' : undefined;
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

/** How long a spent link is remembered, so that whoever opens it late is told what became of it. */
const SPENT_DAYS = 30;

/** Takes away what has expired by `now`: sessions and counted attempts at once, links a month later. */
export async function forgetExpired(db: Db, now: Instant): Promise<void> {
  const at = isoOf(now);
  await db.deleteFrom('sessions').where('expires_at', '<=', at).execute();
  const spent = isoOf(now - SPENT_DAYS * 86_400_000);
  await db.deleteFrom('one_time_links').where('expires_at', '<=', spent).execute();
  await db.deleteFrom('attempts').where('window_ends_at', '<=', at).execute();
}
