import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** The cost of one guess: 19 MiB, two passes, one lane. OWASP's floor for argon2id, about 40 ms on a small server. */
const COST = { memory: 19 * 1024, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const SALT_BYTES = 16;
/** Long enough for any sentence, short enough that hashing it costs nothing extra. */
export const PASSWORD_MAX = 200;
export const PASSWORD_MIN = 10;

const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

/** The password as it is kept: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. Two ways to write one letter count as one, blanks at the ends as none. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive('argon2id', { ...COST, tagLength: TAG_BYTES, nonce: salt, message: normal(password) });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(salt)}$${plain(tag)}`;
}

/** Whether the password is the one that was hashed. `kept` null (no such account, no password): false, after the same work. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const { cost, salt, tag } = parse(kept) ?? NOBODY;
  const found = await derive('argon2id', { ...cost, tagLength: tag.length, nonce: salt, message: normal(password) });
  return timingSafeEqual(found, tag) && kept !== null;
}

type Kept = { cost: typeof COST; salt: Buffer; tag: Buffer };

const NOBODY: Kept = { cost: COST, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) };

function parse(kept: string | null): Kept | undefined {
  const [, m, t, p, salt, tag] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(kept ?? '') ?? [];
  if (salt === undefined || tag === undefined) return undefined;
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
}

const plain = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
const normal = (password: string): Buffer => Buffer.from(password.normalize('NFKC').trim(), 'utf8');
