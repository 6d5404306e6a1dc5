import { createHash, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';
import type { Instant } from '../../domain/zone.ts';
import type { Db } from '../../records/database.ts';
import { findSecondFactor, takeRecoveryCode, takeStep } from '../../records/second-factors.ts';

const PERIOD_SECONDS = 30;
/** Clocks of phones go wrong: the code before and the one after are taken too. */
const WINDOW = 1;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 8;
const RECOVERY_LENGTH = 24;
/** Letters and digits without those that look alike: twenty-four of them are 118 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A new secret, base32. */
export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The address that a program for codes reads, with the name of the site and of the account. */
export function otpauthUri(secret: string, { issuer, label }: { issuer: string; label: string }): string {
  return totpOf(secret, { issuer, label }).toString();
}

/** Which thirty seconds since 1970 the code belongs to, if it is right at `now`; null: it is wrong. */
export function stepOf(secret: string, code: string, now: Instant): number | null {
  const digits = code.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const delta = totpOf(secret).validate({ token: digits, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
}

function totpOf(secret: string, names: { issuer?: string; label?: string } = {}): TOTP {
  const shape = { algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS };
  return new TOTP({ ...shape, ...names, secret: Secret.fromBase32(secret) });
}

/**
 * Takes a code of the user's second factor, or one of his recovery codes, once. A code that was taken before, or an older one, is
 * wrong, whoever sends it. False too where none is in use.
 */
export async function takeCode(
  db: Db,
  { user, code, now }: { user: number; code: string; now: Instant },
): Promise<boolean> {
  const factor = await findSecondFactor(db, user);
  if (factor === undefined || factor.confirmedAt === null) return false;
  const step = stepOf(factor.secret, code, now);
  if (step !== null) return takeStep(db, { user, step });
  return takeRecoveryCode(db, { user, codeHash: recoveryHash(user, code), now });
}

/** New recovery codes, as they are shown once: `abcd-efgh-jkmn-pqrs-tuvw-xyz2`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const code = Array.from({ length: RECOVERY_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    return code.replace(/.{4}(?=.)/g, '$&-');
  });
}

/** What is kept of a recovery code. */
export function recoveryHash(user: number, code: string): string {
  const plain = code.toLowerCase().replace(/[^a-z0-9]/g, '');
  return createHash('sha256').update(`${user}:${plain}`).digest('base64url');
}

/** A QR code as one path of an SVG whose unit is a module: its side, and what is dark. */
export function qrOf(text: string): { side: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { side: size, path };
}
