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

const TOKEN = /^([0-9a-z]{8})([0-9a-z]{7})([0-9a-z]{7})([\w-]{22})$/;
/** Every token has so many letters. */
export const TOKEN_LENGTH = 44;

/** The last part of a link for that subscriber. `confirm` works until `expiresAt` (UTC milliseconds). */
export function linkToken(key: string, purpose: LinkPurpose, owner: Owner, expiresAt: Instant = 0): string {
  const said = `${base36(owner.id, 8)}${base36(seconds(owner.createdAt), 7)}${base36(seconds(expiresAt), 7)}`;
  return `${said}${signature(key, [purpose, said])}`;
}

/**
 * The subscriber who holds that link. `gone`: the link is ours, and its owner has left. Undefined: it is not ours, or its time has
 * passed by `now`.
 */
export async function findLinkOwner(
  db: Db,
  { purpose, token, now }: { purpose: LinkPurpose; token: string; now: Instant },
): Promise<Subscriber | 'gone' | undefined> {
  const [, id = '', createdAt = '', expiresAt = '', signed = ''] = TOKEN.exec(token) ?? [];
  const right = signature(await mailKey(db, now), [purpose, `${id}${createdAt}${expiresAt}`]);
  if (signed.length !== right.length || !timingSafeEqual(Buffer.from(signed), Buffer.from(right))) return undefined;
  if (purpose === 'confirm' && Number.parseInt(expiresAt, 36) <= seconds(now)) return undefined;
  const owner = await findSubscriber(db, Number.parseInt(id, 36));
  // Of a database that was put back from a copy, the same number may be somebody else's.
  return owner !== undefined && base36(seconds(owner.createdAt), 7) === createdAt ? owner : 'gone';
}

/** When the link of a letter that was asked for at `askedAt` ends. */
export function confirmUntil(askedAt: Instant): Instant {
  return askedAt + CONFIRM_HOURS * HOUR_MS;
}

/** What is kept of an address to count attempts by: nobody can try addresses against it without the key. */
export function addressMark(key: string, address: string): string {
  return signature(key, ['address', address]);
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
const seconds = (at: Instant): number => Math.floor(at / 1000);
