import type { IncomingMessage } from 'node:http';
import { createMiddleware } from 'hono/factory';
import { nextMinute } from '../../domain/next-change.ts';
import type { Instant } from '../../domain/zone.ts';
import { findFactsRevision } from '../../records/revisions.ts';
import type { AppContext, AppEnv } from '../context.ts';
import type { Coding } from '../respond.ts';
import type { Kept } from './kept.ts';

/** What a public answer gives to be kept. `changesAt` undefined: the page did not say until when it stays as it is. */
type Offered = Pick<Kept, 'digest' | 'body'> & {
  coding: Exclude<Coding, 'br'>;
  changesAt: Instant | null | undefined;
  type: string;
};

/** Where `respondPublic` hands in what it printed. */
export type Keep = (offered: Offered) => void;

/** These depend on the coding, on the clock and on what the reader has. */
const MADE_WHEN_SENT = new Set(['etag', 'cache-control', 'content-encoding', 'content-length']);

/**
 * Whether the request says nothing of who asks: the answer is then the same for everyone. htmx gets fragments from the same
 * addresses; those are not kept.
 */
export function isForEveryone({ method, headers }: IncomingMessage): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    headers.cookie === undefined &&
    headers.authorization === undefined &&
    headers['hx-request'] === undefined
  );
}

/** What decides a public answer besides the facts and the clock. Behind a proxy, an encrypted one has one more header. */
export function keyOf({ url, headers }: IncomingMessage, trustProxy: boolean): string {
  return trustProxy ? `${headers['x-forwarded-proto'] ?? ''} ${url}` : String(url);
}

/** Keeps what `respondPublic` printed for a request that says nothing of who asks, with every header that it is sent with. */
export const keepAnswers = createMiddleware<AppEnv>(async (c, next) => {
  const { answers, db, config } = c.var.deps;
  const incoming = c.env?.incoming;
  if (answers === undefined || incoming === undefined || !('url' in incoming)) return next();
  const request = incoming as IncomingMessage;
  if (!isForEveryone(request)) return next();
  // Before anything is read: what changes from here on makes the answer an old one.
  const revision = c.var.reading?.revision ?? (await findFactsRevision(db).catch(() => undefined));
  if (revision === undefined) return next();
  let offered: Offered | undefined;
  c.set('keep', (given) => {
    offered = given;
  });
  await next();
  if (offered === undefined || !isKeepable(c)) return;
  const { digest, body, coding, changesAt } = offered;
  answers.keep(keyOf(request, config.trustProxy), {
    revision,
    until: heldUntil(c.var.now, changesAt),
    changesAt: changesAt ?? null,
    digest,
    coding,
    body,
    headers: headersOf(c, offered),
  });
});

/** An instant that is past is asked for once; a plain answer goes to everyone. */
function isKeepable(c: AppContext): boolean {
  const { status, headers } = c.res;
  return (status === 200 || status === 304) && c.var.asOf.kind !== 'instant' && !headers.has('set-cookie');
}

const QUARTER_MS = 15 * 60_000;

/**
 * Until when an answer of `now` is kept. A page that does not know better holds to the next whole minute. With null it changes with
 * the facts and at midnight, which is at a whole quarter of an hour in every zone.
 */
function heldUntil(now: Instant, changesAt: Instant | null | undefined): Instant {
  if (changesAt === undefined) return nextMinute(now);
  const past = now % QUARTER_MS;
  return changesAt ?? (past === 0 ? now + 1 : now - past + QUARTER_MS);
}

/** A 304 has no type: that of the whole answer is added. */
function headersOf(c: AppContext, { type }: Offered): [string, string][] {
  const kept = [...c.res.headers].filter(([name]) => !MADE_WHEN_SENT.has(name) && name !== 'content-type');
  return [...kept, ['content-type', type]];
}
