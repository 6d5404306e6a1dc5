import { createHash } from 'node:crypto';
import { countAttempt, forgetAttempts } from '../../records/attempts.ts';
import { normalisedEmail } from '../../records/users.ts';
import { type AppContext, clientAddress } from '../context.ts';
import { refuse } from '../refusal.ts';

const WINDOW_SECONDS = 15 * 60;
/** A newsroom behind one address has several people; one account has one. */
export const ATTEMPTS_PER_ADDRESS = 30;
export const ATTEMPTS_PER_ACCOUNT = 10;

/**
 * Counts one attempt to sign in, from this address and (if an email is given) for this account, in every process together.
 * Refuses with 429 and the time to wait beyond the limit.
 */
export async function limitSignIn(c: AppContext, email?: string): Promise<void> {
  await limit(c, addressKey(c), ATTEMPTS_PER_ADDRESS);
  if (email !== undefined) await limit(c, accountKey(email), ATTEMPTS_PER_ACCOUNT);
}

/** The right password: what was counted for the account before is forgotten. */
export async function forgiveSignIn(c: AppContext, email: string): Promise<void> {
  await forgetAttempts(c.var.deps.db, accountKey(email));
}

/** Letters that one address may ask for, and that one account gets, within the window. */
export const FORGOTTEN_PER_ADDRESS = 10;
export const FORGOTTEN_PER_ACCOUNT = 3;

/** Counts one request for a new password from this address; refuses with 429 beyond the limit. */
export async function limitForgotten(c: AppContext): Promise<void> {
  await limit(c, `forgotten:address:${hash(clientAddress(c) ?? '')}`, FORGOTTEN_PER_ADDRESS);
}

/** Counts one request for this account, there or not: beyond the limit no further letter goes out, and nobody is told. */
export async function isForgottenTooOften(c: AppContext, email: string): Promise<boolean> {
  const { deps, now } = c.var;
  const key = `forgotten:account:${hash(normalisedEmail(email))}`;
  const { count } = await countAttempt(deps.db, { key, windowSeconds: WINDOW_SECONDS, now });
  return count > FORGOTTEN_PER_ACCOUNT;
}

/** Codes of the second factor that one account may try within the window. */
export const CODES_PER_ACCOUNT = 10;

/** Counts one try of a code for this account; refuses with 429 beyond the limit. */
export async function limitCodes(c: AppContext, user: number): Promise<void> {
  await limit(c, codeKey(user), CODES_PER_ACCOUNT);
}

/** The right code: what was counted before is forgotten. */
export async function forgiveCodes(c: AppContext, user: number): Promise<void> {
  await forgetAttempts(c.var.deps.db, codeKey(user));
}

const codeKey = (user: number): string => `code:account:${user}`;

async function limit(c: AppContext, key: string, most: number): Promise<void> {
  const { deps, now } = c.var;
  const { count, endsAt } = await countAttempt(deps.db, { key, windowSeconds: WINDOW_SECONDS, now });
  if (count <= most) return;
  const seconds = Math.max(1, Math.ceil((endsAt - now) / 1000));
  refuse(429, 'desk.refused.attempts', { minutes: Math.ceil(seconds / 60) }, { 'Retry-After': String(seconds) });
}

// Neither addresses nor accounts are kept as they are.
const addressKey = (c: AppContext): string => `sign-in:address:${hash(clientAddress(c) ?? '')}`;
const accountKey = (email: string): string => `sign-in:account:${hash(normalisedEmail(email))}`;
const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
