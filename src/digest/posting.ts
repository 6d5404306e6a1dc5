import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../records/database.ts';
import { deliverTelegram, type Posted, type TelegramOptions } from './telegram.ts';

/** The part of a log that posting uses. It is never told a token or a chat. */
export type PostingLog = Record<'info' | 'warn' | 'error', (fields: object, words: string) => void>;

export type PostingOptions = Omit<TelegramOptions, 'signal'> & {
  db: Db;
  log: PostingLog;
  /** Whether nothing may go out now: an editor's word is awaited. */
  isHeld?: () => Promise<boolean>;
  /** How long after the queue was empty it is looked at again. */
  pollMs?: number;
};

export type Posting = {
  /** Finishes the message under way and lets the rest go. */
  stop: () => Promise<void>;
};

const POLL_MS = 10_000;

/** Posts what is queued for as long as the process lives. */
export function keepPosting({ db, log, isHeld, pollMs = POLL_MS, ...telegram }: PostingOptions): Posting {
  const stopping = new AbortController();
  const { signal } = stopping;
  const round = async (): Promise<void> => {
    if (await isHeld?.()) return;
    report(log, await deliverTelegram(db, { ...telegram, signal }));
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await round().catch((error: unknown) => log.error({ err: error }, 'posting failed'));
      await pause(pollMs, undefined, { signal }).catch(() => {});
    }
  };
  const ended = run();
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

function report(log: PostingLog, posted: Posted): void {
  if (posted.sent > 0) log.info(posted, 'posted to Telegram');
  else if (posted.deferred + posted.refused > 0) log.warn(posted, 'Telegram did not take a message');
}
