import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Api, GrammyError } from 'grammy';
import { digestTelegram } from '../../views/mail/digest-telegram.ts';
import { incidentsOf, publicDigest } from '../domain/digest-public.ts';
import type { Language } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from '../records/database.ts';
import {
  claimDeliveries,
  type Delivery,
  letGo,
  markFailed,
  markSent,
  queueDeliveries,
  removeDeliveries,
} from '../records/deliveries.ts';
import { findDigest } from '../records/digests.ts';
import { loadDirectory } from '../records/directory.ts';
import { loadPublicIncidents } from '../records/incidents.ts';
import { findOpenPart, keepClaim, partName, readPart } from '../records/telegram-parts.ts';
import { bodyOf } from './issue.ts';

/** A channel of the newsroom, and the language of what is posted there. */
export type TelegramChannel = { lang: Language; chat: string };
/** How the Bot API is reached; `api` without a slash at its end. */
export type TelegramAccess = { token: string; api: string; channels: readonly TelegramChannel[] };

export type TelegramOptions = {
  access: TelegramAccess;
  /** The public address of the site, without a slash at its end. */
  baseUrl: string;
  /** The clock: epoch milliseconds. */
  now: () => Instant;
  times?: TelegramTimes;
  /** Says when to stop: a message under way is finished, the rest is let go. */
  signal?: AbortSignal;
};

export type TelegramTimes = {
  /** Between two messages: a channel takes twenty a minute. */
  paceMs: number;
  /** How long one message may take. */
  attemptSeconds: number;
  /** How long a process may keep a message that it has claimed: longer than an attempt. */
  claimMs: number;
  /** How long after each failed attempt the next one comes; after the last it is given up. */
  backOffMs: readonly number[];
};

const MINUTE_MS = 60_000;
export const TELEGRAM_TIMES: TelegramTimes = {
  paceMs: 3100,
  attemptSeconds: 30,
  claimMs: 2 * MINUTE_MS,
  backOffMs: [1, 5, 15, 60, 120, 240, 480].map((minutes) => minutes * MINUTE_MS),
};

/** What was done: sent, to be tried again, given up. */
export type Posted = { sent: number; deferred: number; refused: number };

const CLAIMED = 100;

/**
 * Posts what is due, one message after another and each part after the one before it. Any number of processes may do so at once:
 * each message is claimed by one, and is noted as sent as soon as the Bot API has taken it; one whose answer was lost on the way
 * is sent again, for the Bot API knows no names of messages. docs/telegram.md.
 */
export async function deliverTelegram(db: Db, options: TelegramOptions): Promise<Posted> {
  const { access, now, times = TELEGRAM_TIMES, signal } = options;
  const api = new Api(access.token, { apiRoot: access.api, timeoutSeconds: times.attemptSeconds });
  const claim = randomUUID();
  const posted: Posted = { sent: 0, deferred: 0, refused: 0 };
  const composed = new Map<string, string[]>();
  for (;;) {
    const at = now();
    const asked = { channels: ['telegram'] as const, limit: CLAIMED, claim, now: at, until: at + times.claimMs };
    const claimed = signal?.aborted ? [] : await claimDeliveries(db, asked);
    if (claimed.length === 0) return posted;
    for (const post of Map.groupBy(claimed, ({ week, recipient }) => `${week} ${recipient.split('/')[0]}`).values()) {
      const parts = post.toSorted((a, b) => readPart(a).part - readPart(b).part);
      await deliverPost(db, { ...options, times }, { api, claim, composed, posted }, parts);
    }
  }
}

type Run = { api: Api; claim: string; composed: Map<string, string[]>; posted: Posted };
type Settled = TelegramOptions & { times: TelegramTimes };

/** The claimed parts of one week in one language, in their order. What cannot go out now lets those after it wait. */
async function deliverPost(db: Db, options: Settled, run: Run, parts: readonly Delivery[]): Promise<void> {
  const { now, times, signal } = options;
  const rest = [...parts];
  const letRestGo = (at: Instant) => letGo(db, { claim: run.claim, ids: rest.map(({ id }) => id), at });
  for (let delivery = rest[0]; delivery !== undefined; delivery = rest[0]) {
    if (signal?.aborted) return letRestGo(now());
    const ready = await makeReady(db, options, run, delivery);
    if (ready.kind === 'wait') return letRestGo(now() + times.attemptSeconds * 1000);
    rest.shift();
    if (ready.kind === 'lost') continue;
    if (ready.kind === 'nobody') {
      await removeDeliveries(db, { claim: run.claim, ids: [delivery.id] });
      continue;
    }
    const outcome = await send(run.api, ready.chat, ready.html);
    const next = await note(db, options, run, delivery, outcome);
    if (next !== null) return letRestGo(next);
    if (!ready.last) await pause(times.paceMs, undefined, signal === undefined ? {} : { signal }).catch(() => {});
  }
}

/** `wait`: an earlier part has not gone out. `lost`: another process has it. `nobody`: there is no such channel or part any more. */
type Readiness =
  | { kind: 'ready'; chat: string; html: string; last: boolean }
  | { kind: 'wait' }
  | { kind: 'lost' }
  | { kind: 'nobody' };

async function makeReady(db: Db, options: Settled, run: Run, delivery: Delivery): Promise<Readiness> {
  const { lang, part } = readPart(delivery);
  const week = delivery.week ?? '';
  const channel = options.access.channels.find((each) => each.lang === lang);
  const messages = channel === undefined ? [] : await messagesOf(db, options, run, week, lang);
  const html = messages[part - 1];
  if (channel === undefined || html === undefined) return { kind: 'nobody' };
  const before = Array.from({ length: part - 1 }, (_, index) => partName(lang, index + 1));
  if ((await findOpenPart(db, { week, recipients: before })) !== undefined) return { kind: 'wait' };
  const until = options.now() + options.times.claimMs;
  const kept = await keepClaim(db, { id: delivery.id, claim: run.claim, until });
  return kept ? { kind: 'ready', chat: channel.chat, html, last: part === messages.length } : { kind: 'lost' };
}

/** The post of a week, of what is public now alone; with the first asking each of its parts gets its row. */
async function messagesOf(
  db: Db,
  { baseUrl, now }: Settled,
  run: Run,
  week: string,
  lang: Language,
): Promise<string[]> {
  const name = `${week} ${lang}`;
  const known = run.composed.get(name);
  if (known !== undefined) return known;
  const messages = await inSnapshot(db, (snapshot) => compose(snapshot, { week, lang, baseUrl }));
  const recipients = messages.map((_, index) => partName(lang, index + 1));
  await queueDeliveries(db, { week, channel: 'telegram', recipients, now: now() });
  run.composed.set(name, messages);
  return messages;
}

async function compose(
  db: Db,
  { week, lang, baseUrl }: { week: string; lang: Language; baseUrl: string },
): Promise<string[]> {
  const issued = await findDigest(db, week);
  if (issued === undefined) return [];
  const digest = bodyOf(issued);
  const editions = await loadPublicIncidents(db, [...incidentsOf(digest)]);
  const titles = new Map(editions.map(({ incident }) => [incident.slug, incident.title]));
  const shown = { digest: publicDigest(digest, (slug) => titles.has(slug)), issuedAt: issued.issuedAt };
  return digestTelegram(shown, { directory: await loadDirectory(db), baseUrl, lang, zone: issued.zone, titles });
}

type Outcome =
  | { kind: 'sent'; messageId: string }
  /** The channel has had enough for a while. */
  | { kind: 'flood'; seconds: number }
  | { kind: 'deferred' | 'refused'; reason: string };

/** Neither the token nor the chat stands in a reason. */
async function send(api: Api, chat: string, html: string): Promise<Outcome> {
  try {
    const { message_id } = await api.sendMessage(chat, html, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
    return { kind: 'sent', messageId: String(message_id) };
  } catch (error) {
    if (!(error instanceof GrammyError)) return { kind: 'deferred', reason: 'no answer from the Bot API' };
    const { error_code: code, description, parameters } = error;
    if (code === 429) return { kind: 'flood', seconds: parameters.retry_after ?? 60 };
    const reason = `${code} ${description}`.replaceAll(chat, 'the channel').slice(0, 300);
    // A wrong token, or a channel that the bot has not been let into yet, is mended by somebody; a message is not.
    return { kind: code === 400 && !/chat/i.test(description) ? 'refused' : 'deferred', reason };
  }
}

/** Writes down what came of it. Answers when the parts after it may be looked at, or null: at once. */
async function note(db: Db, options: Settled, run: Run, delivery: Delivery, outcome: Outcome): Promise<Instant | null> {
  const at = options.now();
  const { claim, posted } = run;
  const { id, attempts } = delivery;
  switch (outcome.kind) {
    case 'sent':
      await markSent(db, [{ id, messageId: outcome.messageId }], at);
      posted.sent++;
      return null;
    case 'flood': {
      const next = at + outcome.seconds * 1000;
      await letGo(db, { claim, ids: [id], at: next, error: `429 to wait ${outcome.seconds} s` });
      posted.deferred++;
      return next;
    }
    case 'refused':
      await markFailed(db, { id, claim, error: outcome.reason, nextTryAt: null, now: at });
      posted.refused++;
      return null;
    case 'deferred': {
      const wait = options.times.backOffMs[attempts];
      const next = wait === undefined ? null : at + wait;
      await markFailed(db, { id, claim, error: outcome.reason, nextTryAt: next, now: at });
      if (next === null) posted.refused++;
      else posted.deferred++;
      return next;
    }
  }
}
