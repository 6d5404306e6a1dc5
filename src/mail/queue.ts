import { join } from 'node:path';
import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import { forgetUnconfirmed } from '../records/subscriptions.ts';
import type { ChannelOut } from '../records/tables.ts';
import { accountLetters } from './account-letters.ts';
import { confirmLetters } from './confirm-letters.ts';
import { type Deliver, type Delivered, deliverDue } from './deliver.ts';
import { digestLetters } from './digest-letters.ts';
import type { LetterKind, MailSite } from './kinds.ts';
import { newsroomLetters } from './newsroom-letters.ts';
import { outboxPost } from './outbox.ts';
import { type Post, type SmtpOptions, smtpPost } from './send.ts';

/** The letters of a site, in the order in which they go out: somebody waits for those that open a door. */
export function letterKinds(site: MailSite): Partial<Record<ChannelOut, LetterKind>> {
  return {
    account: accountLetters(site),
    confirmation: confirmLetters(site),
    newsroom: newsroomLetters(site),
    mail: digestLetters(site),
  };
}

export type PostAsked = Pick<SmtpOptions, 'from' | 'dkim'> & { smtpUrl: string | null; dataDir: string };

/** Where the letters of this machine go. */
export function postOf({ smtpUrl, from, dkim, dataDir }: PostAsked): Post {
  return smtpUrl === null ? outboxPost(outboxFolder(dataDir)) : smtpPost({ url: smtpUrl, from, dkim });
}

/** Where letters are written while there is no mail server. */
export function outboxFolder(dataDir: string): string {
  return join(dataDir, 'outbox');
}

/** The part of a log that delivering uses. It is never told an address. */
export type MailLog = Record<'info' | 'warn' | 'error', (fields: object, words: string) => void>;

export type QueueOptions = Omit<Deliver, 'signal'> & {
  db: Db;
  log: MailLog;
  /** Whether nothing may go out now: an editor's word is awaited. */
  isHeld?: () => Promise<boolean>;
  /** How long after the queue was empty it is looked at again. */
  pollMs?: number;
};

export type Queue = {
  /** Finishes the letters under way, lets the rest go and closes the post. */
  stop: () => Promise<void>;
};

const POLL_MS = 5000;
const TIDY_MS = 3_600_000;
/** What is still under way after that is broken off: it goes out again under the same name when its claim ends. */
const STOP_MS = 8000;

/** Delivers what is queued for as long as the process lives. */
export function keepDelivering({ db, log, isHeld, pollMs = POLL_MS, ...deliver }: QueueOptions): Queue {
  const stopping = new AbortController();
  let tidiedAt: Instant = Number.NEGATIVE_INFINITY;

  const round = async (): Promise<number> => {
    const now = deliver.now();
    if (now - tidiedAt >= TIDY_MS) {
      const forgotten = await forgetUnconfirmed(db, now);
      if (forgotten > 0) log.info({ forgotten }, 'forgot subscriptions that nobody confirmed');
      tidiedAt = now;
    }
    if (await isHeld?.()) return pollMs;
    const done = await deliverDue(db, { ...deliver, signal: stopping.signal });
    report(log, done);
    return done.unreachable === null ? pollMs : Math.max(pollMs, deliver.times?.restMs ?? 60_000);
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const wait = await round().catch((error: unknown) => {
        log.error({ err: error }, 'delivering failed');
        return pollMs;
      });
      await rest(wait, stopping.signal);
    }
  };
  const ended = run();
  return {
    stop: async () => {
      stopping.abort();
      const late = setTimeout(() => deliver.post.close(true), STOP_MS);
      await ended;
      clearTimeout(late);
      deliver.post.close();
    },
  };
}

function report(log: MailLog, { unreachable, ...counts }: Delivered): void {
  if (counts.sent + counts.deferred + counts.refused > 0) log.info(counts, 'delivered mail');
  if (unreachable !== null) log.warn({ reason: unreachable }, 'the mail server cannot be reached');
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
