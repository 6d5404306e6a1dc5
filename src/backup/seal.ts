import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';
import { BackupRefused } from './format.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** The bytes, encrypted by age to every one of these public keys (`age1…`). Throws a BackupRefused for a key that is none. */
export async function sealed(plain: Bytes, recipients: readonly string[]): Promise<Bytes> {
  const encrypter = encrypterTo(recipients);
  return fromWeb(await encrypter.encrypt(toWeb(plain)));
}

/** Throws a BackupRefused for a public key that is none. */
export function encrypterTo(recipients: readonly string[]): Encrypter {
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch {
      throw new BackupRefused(`${JSON.stringify(recipient)} is no public key of age: it begins with age1`);
    }
  }
  return encrypter;
}

const MAGIC = 'age-encryption.org/v1';

/** Whether these first bytes of a file say that age encrypted it. */
export const isSealed = (start: Uint8Array): boolean => Buffer.from(start).toString('latin1').startsWith(MAGIC);

/** The private keys in the text of a key file of age: its lines without the comments. Throws a BackupRefused where there is none. */
export function identitiesIn(text: string): string[] {
  const found = text.split(/\r?\n/).filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (found.length === 0) throw new BackupRefused('the key file holds no private key of age (AGE-SECRET-KEY-…)');
  return found.map((line) => line.trim());
}

/** The bytes that age encrypted. Throws a BackupRefused where no key fits; the stream breaks off where a byte was changed or is missing. */
export async function opened(cipher: Bytes, identities: readonly string[]): Promise<Bytes> {
  const decrypter = new Decrypter();
  for (const identity of identities) {
    try {
      decrypter.addIdentity(identity);
    } catch {
      throw new BackupRefused('the private key is broken');
    }
  }
  try {
    return fromWeb(await decrypter.decrypt(toWeb(cipher)));
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    throw new BackupRefused(words.startsWith('no identity matched') ? 'no key given opens it' : 'it is broken');
  }
}

/** The two names of one class of Node, which the types keep apart. */
const toWeb = (bytes: Bytes): ReadableStream<Uint8Array> =>
  Readable.toWeb(Readable.from(bytes, { objectMode: false })) as ReadableStream<Uint8Array>;
const fromWeb = (stream: ReadableStream<Uint8Array>): Bytes => Readable.fromWeb(stream as WebStream<Uint8Array>);
