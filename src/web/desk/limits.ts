import { countAttempt, forgetAttempts } from '../../records/attempts.ts';
import { normalisedEmail } from '../../records/users.ts';
import type { AppContext } from '../context.ts';
import { askedFrom, limit, limitKey } from '../limit.ts';

const WINDOW_SECONDS = 15 * 60;
/** A newsroom behind one address has several people; one account has one. */
export const ATTEMPTS_PER_ADDRESS = 30;
export const ATTEMPTS_PER_ACCOUNT = 10;

/**
 * Counts one attempt to sign in, from this address and (if an email is given) for this account, in every process together.
 * Refuses with 429 and the time to wait beyond the limit.
 */
export async function limitSignIn(c: AppContext, email?: string): Promise<void> {
  await limit(c, { ...WINDOW, what: 'sign-in:address', whose: askedFrom(c), most: ATTEMPTS_PER_ADDRESS });
  if (email !== undefined) await limit(c, { ...WINDOW, ...account(email), most: ATTEMPTS_PER_ACCOUNT });
}

/** The right password: what was counted for the account before is forgotten. */
export async function forgiveSignIn(c: AppContext, email: string): Promise<void> {
  await forgetAttempts(c.var.deps.db, await limitKey(c, account(email)));
}

/** Letters that one address may ask for, and that one account gets, within the window. */
export const FORGOTTEN_PER_ADDRESS = 10;
export const FORGOTTEN_PER_ACCOUNT = 3;

/** Counts one request for a new password from this address; refuses with 429 beyond the limit. */
export async function limitForgotten(c: AppContext): Promise<void> {
  await limit(c, { ...WINDOW, what: 'forgotten:address', whose: askedFrom(c), most: FORGOTTEN_PER_ADDRESS });
}

/** Counts one request for this account, there or not: beyond the limit no further letter goes out, and nobody is told. */
export async function isForgottenTooOften(c: AppContext, email: string): Promise<boolean> {
  const { deps, now } = c.var;
  const key = await limitKey(c, { what: 'forgotten:account', whose: normalisedEmail(email) });
  const { count } = await countAttempt(deps.db, { key, windowSeconds: WINDOW_SECONDS, now });
  return count > FORGOTTEN_PER_ACCOUNT;
}

/** Codes of the second factor that one account may try within the window. */
export const CODES_PER_ACCOUNT = 10;

/** Counts one try of a code for this account; refuses with 429 beyond the limit. */
export async function limitCodes(c: AppContext, user: number): Promise<void> {
  await limit(c, { ...WINDOW, ...codes(user), most: CODES_PER_ACCOUNT });
}

/** The right code: what was counted before is forgotten. */
export async function forgiveCodes(c: AppContext, user: number): Promise<void> {
  await forgetAttempts(c.var.deps.db, await limitKey(c, codes(user)));
}

const WINDOW = { windowSeconds: WINDOW_SECONDS, key: 'desk.refused.attempts' } as const;
const account = (email: string) => ({ what: 'sign-in:account', whose: normalisedEmail(email) });
const codes = (user: number) => ({ what: 'code:account', whose: String(user) });
