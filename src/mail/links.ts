import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import { secret } from '../records/settings.ts';
import { findSubscriber, type Subscriber } from '../records/subscriptions.ts';

/** How long a link that confirms works. */
export const CONFIRM_HOURS = 48;
const HOUR_MS = 3_600_000;

/** What a link lets its owner do. One that leaves can do nothing else: a mail that is passed on gives no more away. */
export type LinkPurpose = 'confirm' | 'manage' | 'leave';

type Owner = Pick<Subscriber, 'id' | 'createdAt'>;

/** The key that signs links and the marks of messages; made once for the database. */
export function mailKey(db: Db, now: Instant): Promise<string> {
  return secret(db, { name: 'mail', make: () => randomBytes(32).toString('base64url'), now });
}

/** The last part of a link for that subscriber; always of the same length. `confirm` works until `expiresAt` (UTC milliseconds). */
export function linkToken(key: string, purpose: LinkPurpose, owner: Owner, expiresAt: Instant = 0): string {
  const said = `${base36(owner.id, 8)}${base36(Math.floor(expiresAt / 1000), 7)}`;
  return `${said}${signature(key, [purpose, said, owner.createdAt])}`;
}

/** The subscriber who holds that link. Undefined: it is not ours, its time has passed by `now`, or he has left. */
export async function findLinkOwner(
  db: Db,
  { purpose, token, now }: { purpose: LinkPurpose; token: string; now: Instant },
): Promise<Subscriber | undefined> {
  const [, id = '', expires = '', signed = ''] = /^([0-9a-z]{8})([0-9a-z]{7})([\w-]{22})$/.exec(token) ?? [];
  if (signed === '') return undefined;
  const owner = await findSubscriber(db, Number.parseInt(id, 36));
  if (owner === undefined) return undefined;
  const right = signature(await mailKey(db, now), [purpose, `${id}${expires}`, owner.createdAt]);
  if (!timingSafeEqual(Buffer.from(signed), Buffer.from(right))) return undefined;
  return purpose === 'confirm' && Number.parseInt(expires, 36) * 1000 <= now ? undefined : owner;
}

/** When the link of a letter that was asked for at `askedAt` ends. */
export function confirmUntil(askedAt: Instant): Instant {
  return askedAt + CONFIRM_HOURS * HOUR_MS;
}

/** What is kept of an address to count the letters to it: nobody can try addresses against it without the key. */
export function addressMark(key: string, email: string): string {
  return signature(key, ['address', email]);
}

/** A few letters that nobody outside can guess, for the name of a message. */
export function messageMark(key: string, parts: readonly (string | number)[]): string {
  return signature(key, ['message', ...parts])
    .replace(/[-_]/g, '0')
    .slice(0, 12);
}

function signature(key: string, parts: readonly (string | number)[]): string {
  return createHmac('sha256', key).update(parts.join('\n')).digest().subarray(0, 16).toString('base64url');
}

const base36 = (value: number, length: number): string => value.toString(36).padStart(length, '0');
