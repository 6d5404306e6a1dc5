import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../domain/zone.ts';
import { aboutUser, addAudit } from '../records/audit.ts';
import { type Db, inTransaction } from '../records/database.ts';
import type { By } from '../records/revisions.ts';
import { addOneTimeLink } from '../records/sessions.ts';

/** What a link to the desk is for, and for how many hours it works: an invitation waits for a weekend, a new password for its letter. */
export const ACCOUNT_LINK_HOURS = { invitation: 72, reset: 2, sign_in: 24, first_admin: 24 } as const;
export type AccountLinkPurpose = keyof typeof ACCOUNT_LINK_HOURS;

/** A token that nobody guesses: 32 random bytes, as they stand in a cookie or a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Until when a link asked for at `askedAt` works; both UTC milliseconds. */
export function accountLinkUntil(purpose: AccountLinkPurpose, askedAt: Instant): Instant {
  return askedAt + ACCOUNT_LINK_HOURS[purpose] * 3_600_000;
}

/** A new link for the user, to be handed over: only its hash is kept, so the token is known to the caller alone. Told in the log. */
export async function makeAccountLink(
  db: Db,
  { user, purpose, by, now }: { user: number; purpose: AccountLinkPurpose; by: By; now: Instant },
): Promise<{ token: string; expiresAt: Instant }> {
  const token = newToken();
  const expiresAt = accountLinkUntil(purpose, now);
  await inTransaction(db, async (trx) => {
    await addOneTimeLink(trx, { tokenHash: tokenHash(token), user, purpose, now, expiresAt });
    await addAudit(trx, { kind: 'link_made', by, now, subject: aboutUser(user), note: purpose });
  });
  return { token, expiresAt };
}
