import { Readable } from 'node:stream';
import DKIM from 'nodemailer/lib/dkim';
import SMTPPool from 'nodemailer/lib/smtp-pool';
import { withoutAddresses } from './address.ts';
import type { Letter, Sender } from './message.ts';

/**
 * What became of a letter. `deferred`: refused for now, or the connection broke and nobody knows whether it was taken · `refused`:
 * for good; `bounce`, because the address takes no mail · `unreachable`: the server did not get as far as this letter, which is
 * as good as untried. `reason` is the server's, with no address in it.
 */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'deferred'; reason: string }
  | { kind: 'refused'; reason: string; bounce: boolean }
  | { kind: 'unreachable'; reason: string };

/** Where letters go: a mail server, or a folder. */
export type Post = {
  /** How many letters at once. */
  lanes: number;
  /** Hands the letter over, and gives up when `signal` says so. */
  send: (letter: Letter, signal: AbortSignal) => Promise<Outcome>;
  /** Lets go of connections; `force` breaks off those that are under way. */
  close: (force?: boolean) => void;
};

export type SmtpOptions = {
  /** With its secrets; in the query: `rateLimit` (letters a second), `maxConnections`, and what nodemailer takes there. */
  url: string;
  from: Sender;
  dkim: { domainName: string; keySelector: string; privateKey: string } | null;
};

export const CONNECTIONS = 5;
/** Letters a second that a process hands over where the address of the server says nothing else. */
export const RATE_LIMIT = 25;
const CONNECT_MS = 30_000;
/** Quiet on a connection; the deadline of the whole attempt is the caller's. */
const QUIET_MS = 5 * 60_000;

/** All that a receiver may show or act upon is signed, the way to leave included. RFC 8058, 4. */
const SIGNED =
  'From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:Content-Language:List-Id:List-Unsubscribe:List-Unsubscribe-Post:List-Archive:Auto-Submitted';

/** A mail server, through a pool of connections. */
export function smtpPost({ url, from, dkim }: SmtpOptions): Post {
  const { protocol, hostname, username, searchParams } = new URL(url);
  const lanes = Number(searchParams.get('maxConnections')) || CONNECTIONS;
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const pool = new SMTPPool({
    url,
    maxConnections: lanes,
    maxMessages: 1000,
    maxRequeues: 2,
    rateDelta: 1000,
    rateLimit: Number(searchParams.get('rateLimit') ?? RATE_LIMIT),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: QUIET_MS,
    // A password never crosses a network in the clear.
    ...(protocol === 'smtp:' && username !== '' && !local ? { requireTLS: true } : {}),
  });
  // Each failure reaches its own letter; unheard, the event would end the process.
  pool.on('error', () => {});
  const signer = dkim === null ? null : new DKIM({ ...dkim, headerFieldNames: SIGNED });
  return {
    lanes,
    send: (letter, signal) =>
      new Promise((resolve) => {
        pool.send(composedMail(letter, { from: from.address, signer, signal }), (error) =>
          resolve(error ? outcomeOf(error) : { kind: 'sent' }),
        );
      }),
    close: (force = false) => pool.close({ force }),
  };
}

type Handed = { from: string; signer: DKIM | null; signal: AbortSignal };

/**
 * What the pool asks of a mail. Ours are composed: to have nodemailer take them apart and put them together again would cost as
 * much as the sending.
 */
function composedMail(
  { to, messageId, raw }: Letter,
  { from, signer, signal }: Handed,
): Parameters<SMTPPool['send']>[0] {
  const message = {
    getEnvelope: () => ({ from, to: [to] }),
    messageId: () => messageId,
    getHeader: () => messageId,
    createReadStream: () => signer?.sign(raw) ?? wholeStream(Buffer.from(raw, 'latin1')),
  };
  return { data: { signal }, message } as unknown as Parameters<SMTPPool['send']>[0];
}

/** A stream of one piece. */
function wholeStream(bytes: Buffer): Readable {
  const stream = new Readable({ read: () => {} });
  stream.push(bytes);
  stream.push(null);
  return stream;
}

type Failure = Error & {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  syscall?: string;
  reason?: string;
};

/** Never got to this letter: no name, no connection, no encryption, no login, no sender. */
const BEFORE = new Set(['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'ECONFIG', 'EPROXY']);
const SETUP_TIMEOUTS = new Set(['CONNECTION_TIMEOUT', 'GREETING_TIMEOUT', 'DNS_TIMEOUT']);

/** What an error of the transport means for the letter. RFC 5321, 4.2.1; RFC 3463 for the status in the words. */
export function outcomeOf(error: unknown): Outcome {
  const failure = (error instanceof Error ? error : new Error(String(error))) as Failure;
  const { code = '', command = '', responseCode = 0, response, syscall, reason: why = '' } = failure;
  const reason = withoutAddresses(response ?? failure.message);
  if (code === 'EENVELOPE' && command === 'MAIL FROM' && responseCode >= 500) return { kind: 'unreachable', reason };
  if (BEFORE.has(code) || syscall === 'connect' || SETUP_TIMEOUTS.has(why)) return { kind: 'unreachable', reason };
  if (code === 'ECONNECTION' && command === '') return { kind: 'unreachable', reason };
  if (responseCode >= 500 && responseCode !== 503) {
    // 5.7: our right to send, or the matter; nothing is wrong with the address.
    const bounce = command === 'RCPT TO' && !/\b5\.7\.\d/.test(reason);
    return { kind: 'refused', reason, bounce };
  }
  return { kind: 'deferred', reason };
}
