import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { countDeliveries } from '../../src/records/deliveries.ts';
import { publishCasesOf2019 } from './cases.ts';
import type { TestDatabase } from './databases.ts';
import { type MailServer, type Manner, mailServer } from './mail-server.ts';
import { addSubscribers, issueW31, WEEK } from './subscribers.ts';

const WORKER = fileURLToPath(new URL('deliver-once.ts', import.meta.url));

export type DrillAsked = {
  subscribers: number;
  processes: number;
  /** How often each process is killed and started anew. */
  kills: number;
  /** How long a process lives before it is killed: at least, at most. */
  livesMs: [number, number];
  /** How long the server thinks over a letter: at least, at most; so that the sending outlasts the killing. */
  slowMs: [number, number];
  /** The same numbers give the same misfortunes. */
  seed: number;
};

export type DrillSaid = {
  subscribers: number;
  /** How many processes were killed while they were at it. */
  kills: number;
  /** Addresses that got nothing, that got more than one message (by Message-ID), that nobody subscribed. */
  without: string[];
  twice: string[];
  strangers: string[];
  /** Letters that the server kept more than once, under the same Message-ID: broken off or killed between its word and our commit. */
  repeated: number;
  /** Of these, letters that were not the same to the byte. */
  unlike: number;
  sent: number;
  notSent: number;
  begun: number;
  seconds: number;
};

/** Sends a week to that many subscribers by processes that are killed, to a server that refuses, stalls and breaks off; then counts. */
export async function mailDrill(test: TestDatabase, asked: DrillAsked): Promise<DrillSaid> {
  const random = numbers(asked.seed);
  await publishCasesOf2019(test.db);
  const emails = await addSubscribers(test.db, asked.subscribers);
  await issueW31(test.db);
  const server = await mailServer((_to, before) => misfortune(random(), before, between(random, asked.slowMs)));
  const started = performance.now();
  try {
    const lives = Array.from({ length: asked.processes }, () => live(test.url, server, asked, random));
    const kills = (await Promise.all(lives)).reduce((sum, count) => sum + count, 0);
    return await counted(test, emails, server, { kills, seconds: (performance.now() - started) / 1000 });
  } finally {
    await server.close();
  }
}

/** A letter that came three times before is taken, so that the drill ends; before that a third of them meets something. */
function misfortune(chance: number, before: number, ms: number): Manner {
  if (before >= 3 || chance > 0.28) return { do: 'stall', ms };
  if (chance < 0.07) return { do: 'refuse', at: 'RCPT TO', code: 450, words: '4.2.0 greylisted' };
  if (chance < 0.14) return { do: 'refuse', at: 'DATA', code: 451, words: '4.3.0 busy' };
  if (chance < 0.2) return { do: 'drop', kept: false };
  if (chance < 0.26) return { do: 'drop', kept: true };
  return { do: 'stall', ms: 2000 };
}

/** A process that is killed `kills` times, at random, then lives to its end. */
async function live(url: string, server: MailServer, asked: DrillAsked, random: () => number): Promise<number> {
  let struck = 0;
  for (let killed = 0; killed < asked.kills; killed++) {
    const worker = begin(url, server.url);
    await worker.ready;
    await new Promise((resolve) => setTimeout(resolve, between(random, asked.livesMs)));
    if (worker.child.kill('SIGKILL')) struck++;
    await worker.ended;
  }
  const code = await begin(url, server.url).ended;
  if (code !== 0) throw new Error(`a process that delivers ended with ${code}`);
  return struck;
}

const between = (random: () => number, [least, most]: [number, number]): number => least + random() * (most - least);

function begin(
  databaseUrl: string,
  smtpUrl: string,
): { child: ChildProcess; ready: Promise<void>; ended: Promise<number | null> } {
  const child = spawn(process.execPath, ['--import', 'tsx', WORKER, databaseUrl, smtpUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const ready = new Promise<void>((resolve) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', () => resolve());
  });
  return { child, ready, ended };
}

async function counted(
  test: TestDatabase,
  emails: readonly string[],
  server: MailServer,
  { kills, seconds }: Pick<DrillSaid, 'kills' | 'seconds'>,
): Promise<DrillSaid> {
  const known = new Set(emails);
  const names = new Map<string, Set<string>>();
  const bytes = new Map<string, Set<string>>();
  for (const { to, messageId, raw } of server.received) {
    names.set(to, (names.get(to) ?? new Set()).add(messageId));
    bytes.set(messageId, (bytes.get(messageId) ?? new Set()).add(raw));
  }
  const states = await countDeliveries(test.db, WEEK);
  const sent = states.find(({ state }) => state === 'sent')?.count ?? 0;
  const all = states.reduce((sum, { count }) => sum + count, 0);
  return {
    subscribers: emails.length,
    kills,
    without: emails.filter((email) => !names.has(email)),
    twice: [...names].flatMap(([to, ids]) => (ids.size === 1 ? [] : [to])),
    strangers: [...names.keys()].filter((to) => !known.has(to)),
    repeated: server.received.length - names.size,
    unlike: [...bytes.values()].filter((versions) => versions.size > 1).length,
    sent,
    notSent: all - sent,
    begun: server.begun(),
    seconds,
  };
}

/** A small generator of numbers from 0 to 1 (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
