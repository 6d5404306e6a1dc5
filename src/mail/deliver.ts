import { randomUUID } from 'node:crypto';
import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import {
  claimDeliveries,
  type Delivery,
  letGo,
  markFailed,
  markSent,
  removeDeliveries,
} from '../records/deliveries.ts';
import type { ChannelOut } from '../records/tables.ts';
import type { LetterKind } from './kinds.ts';
import type { Letter } from './message.ts';
import { inOneCommit } from './one-commit.ts';
import type { Outcome, Post } from './send.ts';

const MINUTE_MS = 60_000;

export type Times = {
  /** How long a process may keep what it has claimed: longer than an attempt, or two processes would send one letter. */
  claimMs: number;
  /** How long one letter may take. */
  attemptMs: number;
  /** How long after each failed attempt the next one comes; after the last it is given up. */
  backOffMs: readonly number[];
  /** How long the queue rests where the server cannot be reached. */
  restMs: number;
};

export const TIMES: Times = {
  claimMs: 11 * MINUTE_MS,
  attemptMs: 5 * MINUTE_MS,
  backOffMs: [1, 5, 15, 60, 120, 240, 480, 720, 720].map((minutes) => minutes * MINUTE_MS),
  restMs: MINUTE_MS,
};

/** No more than this: a process that is killed holds few letters up. */
const CLAIMED_PER_LANE = 4;

/** What delivering needs of the world. */
export type Deliver = {
  post: Post;
  /** In the order in which they go out: first the letters that somebody waits for. */
  kinds: Partial<Record<ChannelOut, LetterKind>>;
  /** The clock: epoch milliseconds. */
  now: () => Instant;
  times?: Times;
  /** Says when to stop: letters under way are finished, the rest is let go. */
  signal?: AbortSignal;
};

/** What was done. `unreachable`: why the server could not be reached; the rest then waits. */
export type Delivered = { sent: number; deferred: number; refused: number; unreachable: string | null };

type Ready = { delivery: Delivery; letter: Letter; until: Instant };

/**
 * Sends everything that is due, as many letters at once as the post has lanes, until nothing is left, the server cannot be reached
 * or `signal` says stop. Any number of processes may do so at once: each letter is claimed by one, and is noted as sent as soon as
 * the server has taken it. Throws where the database fails; what was under way then comes back when the claim ends.
 * docs/mail.md, Exactly once.
 */
export async function deliverDue(db: Db, { post, kinds, now, times = TIMES, signal }: Deliver): Promise<Delivered> {
  const claim = randomUUID();
  const done: Delivered = { sent: 0, deferred: 0, refused: 0, unreachable: null };
  const broken: unknown[] = [];
  const ready: Ready[] = [];
  const isOver = () => signal?.aborted === true || done.unreachable !== null || broken.length > 0;
  const noteSent = inOneCommit((taken: Ready[]) => commitSent(db, kinds, taken, now()));

  let refill: Promise<boolean> | null = null;
  const claimMore = (): Promise<boolean> => {
    refill ??= claimReady(db, { claim, kinds, now, times, limit: post.lanes * CLAIMED_PER_LANE })
      .then((more) => {
        ready.push(...more.letters);
        return more.any;
      })
      .finally(() => {
        refill = null;
      });
    return refill;
  };
  const next = async (): Promise<Ready | undefined> => {
    while (!isOver()) {
      const found = ready.shift();
      // The next ones are composed while these are under way.
      if (found !== undefined && ready.length < post.lanes) claimMore().catch((error) => broken.push(error));
      if (found !== undefined) return found;
      if (!(await claimMore()) && ready.length === 0) return undefined;
    }
    return undefined;
  };
  const lane = async (): Promise<void> => {
    for (let one = await next(); one !== undefined; one = await next()) {
      const { id } = one.delivery;
      if (now() + times.attemptMs > one.until) {
        // Too late to be sure that nobody else has it before we are done.
        await letGo(db, { claim, ids: [id], at: now() });
        continue;
      }
      const outcome = await post.send(one.letter, AbortSignal.timeout(times.attemptMs));
      if (outcome.kind === 'sent') {
        await noteSent(one);
        done.sent++;
      } else if (outcome.kind === 'unreachable') {
        done.unreachable = outcome.reason;
        await letGo(db, { claim, ids: [id], at: now() + times.restMs, error: outcome.reason });
      } else {
        await noteFailure(db, kinds, { claim, times, delivery: one.delivery, outcome, at: now() });
        done[outcome.kind]++;
      }
    }
  };

  const lanes = Array.from({ length: post.lanes }, () => lane().catch((error) => broken.push(error)));
  await Promise.all(lanes);
  await refill;
  const rest = ready.map(({ delivery }) => delivery.id);
  await letGo(db, { claim, ids: rest, at: done.unreachable === null ? now() : now() + times.restMs });
  if (broken.length > 0) throw broken[0];
  return done;
}

type ClaimAsked = Pick<Deliver, 'kinds' | 'now'> & { claim: string; times: Times; limit: number };

/** Claims what is due of the first kind that has something, and composes it. `any`: something was claimed. */
async function claimReady(
  db: Db,
  { claim, kinds, now, times, limit }: ClaimAsked,
): Promise<{ letters: Ready[]; any: boolean }> {
  for (const [channel, kind] of Object.entries(kinds) as [ChannelOut, LetterKind][]) {
    const until = now() + times.claimMs;
    const claimed = await claimDeliveries(db, { channels: [channel], limit, claim, now: now(), until });
    if (claimed.length === 0) continue;
    const composed = await kind.compose(db, claimed, now());
    const letters: Ready[] = [];
    const gone: number[] = [];
    for (const delivery of claimed) {
      const letter = composed.get(delivery.id) ?? 'nobody';
      if (letter === 'nobody') gone.push(delivery.id);
      else if ('raw' in letter) letters.push({ delivery, letter, until });
      else await markFailed(db, { id: delivery.id, claim, error: letter.never, nextTryAt: null, now: now() });
    }
    await removeDeliveries(db, { claim, ids: gone });
    return { letters, any: true };
  }
  return { letters: [], any: false };
}

const COMMIT_TRIES = 3;

/** The server has them: a database that stumbles is asked again, or they would go out a second time. */
async function commitSent(db: Db, kinds: Deliver['kinds'], taken: readonly Ready[], now: Instant): Promise<void> {
  const sent = taken.map(({ delivery, letter }) => ({ id: delivery.id, messageId: letter.messageId }));
  for (let attempt = 1; ; attempt++) {
    try {
      await markSent(db, sent, now);
      break;
    } catch (error) {
      if (attempt === COMMIT_TRIES) throw error;
    }
  }
  const deliveries = taken.map(({ delivery }) => delivery);
  for (const [channel, own] of Map.groupBy(deliveries, (delivery) => delivery.channel))
    await kinds[channel]?.onSent?.(db, own);
}

type Failed = {
  claim: string;
  times: Times;
  delivery: Delivery;
  outcome: Extract<Outcome, { kind: 'deferred' | 'refused' }>;
  at: Instant;
};

async function noteFailure(
  db: Db,
  kinds: Deliver['kinds'],
  { claim, times, delivery, outcome, at }: Failed,
): Promise<void> {
  const wait = outcome.kind === 'refused' ? undefined : times.backOffMs[delivery.attempts];
  const nextTryAt = wait === undefined ? null : at + wait;
  await markFailed(db, { id: delivery.id, claim, error: outcome.reason, nextTryAt, now: at });
  if (outcome.kind === 'refused' && outcome.bounce)
    await kinds[delivery.channel]?.onBounce?.(db, { delivery, reason: outcome.reason, now: at });
}
