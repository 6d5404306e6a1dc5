import { parseArgs } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Io } from './io.ts';

/** `backup-key`: a new pair of keys of age. Call it anywhere but on the server: the private key opens every backup. */
export async function backupKey(args: string[], io: Io): Promise<number> {
  parseArgs({ args, options: {} });
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  io.stdout.write(`# public key: ${recipient}\n${identity}\n`);
  io.stderr.write(`public key: ${recipient}\n`);
  return 0;
}
