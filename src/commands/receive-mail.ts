import { parseArgs } from 'node:util';
import { readIncoming, takeIncoming } from '../mail/incoming.ts';
import { type Io, Refused } from './io.ts';
import { withRecord } from './with-record.ts';

/** A request to leave is a few lines; a report of delivery may hold the letter that it is of. */
const LONGEST_BYTES = 2_000_000;

const SAID = {
  left: 'a subscriber has left',
  bounced: 'a letter came back: noted',
  suspended: 'a letter came back once too often: the address is suspended',
  nobody: 'it names no subscriber, or was taken in before',
  other: 'nothing to do',
} as const;

/**
 * `receive-mail`: takes in one message from standard input, as a mail server pipes it: a request to leave, or a report that a
 * letter came back. Always 0 where it was read, so that the server bounces nothing; no address is printed. docs/mail.md.
 */
export async function receiveMail(args: string[], io: Io): Promise<number> {
  parseArgs({ args, options: {} });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of io.stdin) {
    const piece = Buffer.from(chunk as Uint8Array | string);
    bytes += piece.length;
    if (bytes > LONGEST_BYTES) throw new Refused('the message is too long');
    chunks.push(piece);
  }
  const incoming = readIncoming(Buffer.concat(chunks).toString('latin1'));
  return withRecord(io, async ({ db }) => {
    io.stdout.write(`${SAID[await takeIncoming(db, incoming, io.now())]}\n`);
    return 0;
  });
}
