import type { Instant } from '../domain/zone.ts';
import { newToken, tokenHash } from '../mail/account-links.ts';
import type { Db } from '../records/database.ts';
import { addOneTimeLink } from '../records/sessions.ts';
import { hasUsers } from '../records/users.ts';

const DAY_MS = 86_400_000;

/** The path of a link that makes the first admin, once and within a day; undefined where there is a user already. */
export async function firstAdminPath(db: Db, now: Instant): Promise<string | undefined> {
  if (await hasUsers(db)) return undefined;
  const token = newToken();
  const link = { user: null, purpose: 'first_admin', expiresAt: now + DAY_MS };
  await addOneTimeLink(db, { ...link, tokenHash: tokenHash(token), now });
  return `/desk/links/${token}`;
}
