/**
 * `npm run bench:mail -- [--letters N] [--rounds N]`: letters a second to a local mail server, by the queue (claim, compose, send, note
 * as sent, on SQLite) and beside it by plain pooled nodemailer, which is handed the same words one by one and notes nothing. In
 * turns, in the same run, with the same five connections; the medians and their ratio.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { deliverDue } from '../src/mail/deliver.ts';
import { letterKinds } from '../src/mail/queue.ts';
import { CONNECTIONS, type Post, smtpPost } from '../src/mail/send.ts';
import { migrateToLatest, openDatabase } from '../src/records/database.ts';
import { publishCasesOf2019 } from '../test/support/cases.ts';
import { addSubscribers, issueW31, MONDAY, SITE } from '../test/support/subscribers.ts';

const { values } = parseArgs({
  options: { letters: { type: 'string', default: '2000' }, rounds: { type: 'string', default: '5' } },
});
const LETTERS = Number(values.letters);
const ROUNDS = Number(values.rounds);

type Words = { to: string; messageId: string; subject: string; text: string; html: string };

/** A queue of `LETTERS` letters in a database of its own; `work` is timed, what is around it is not. */
async function onQueue<T>(work: (db: ReturnType<typeof openDatabase>['db']) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'merzim-bench-'));
  const { db, close } = openDatabase(`sqlite:${join(folder, 'merzim.db')}`);
  try {
    await migrateToLatest(db);
    await publishCasesOf2019(db);
    await addSubscribers(db, LETTERS);
    await issueW31(db);
    return await work(db);
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The words of the letters, as nodemailer gets them. */
async function wordsOfAll(): Promise<Words[]> {
  const raws: string[] = [];
  const keep: Post = {
    lanes: 1,
    send: async ({ raw }) => {
      raws.push(raw);
      return { kind: 'sent' };
    },
    close: () => {},
  };
  await onQueue((db) => deliverDue(db, { post: keep, kinds: letterKinds(SITE), now: () => MONDAY }));
  return Promise.all(
    raws.map(async (raw) => {
      const {
        headers,
        messageId = '',
        subject = '',
        text = '',
        html,
      } = await simpleParser(raw, { skipTextToHtml: true });
      const to = headers.get('to') as { value: { address: string }[] };
      return { to: to.value[0]?.address ?? '', messageId, subject, text, html: html || '' };
    }),
  );
}

/** `cpuMs`: what a letter costs this process, which other programs on the machine hardly change. */
type Speed = { perSecond: number; cpuMs: number };

async function timed(work: () => Promise<unknown>): Promise<Speed> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { perSecond: LETTERS / ((performance.now() - started) / 1000), cpuMs: (user + system) / 1000 / LETTERS };
}

const queue = (url: string) =>
  onQueue((db) => {
    const post = smtpPost({ url, from: SITE.from, dkim: null });
    return timed(async () => {
      const { sent } = await deliverDue(db, { post, kinds: letterKinds(SITE), now: () => MONDAY });
      if (sent !== LETTERS) throw new Error(`${sent} sent`);
    }).finally(() => post.close());
  });

const plain = async (url: string, words: readonly Words[]) => {
  const transport = createTransport({ pool: true, url, maxConnections: CONNECTIONS, maxMessages: 1000 });
  const unsubscribe = [[`${SITE.baseUrl}/subscribe/leave/x`, `mailto:${SITE.from.address}?subject=unsubscribe`]];
  const list = { id: 'digest.merzim.example', unsubscribe };
  const headers = { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', 'Auto-Submitted': 'auto-generated' };
  const speed = await timed(() =>
    Promise.all(words.map((each) => transport.sendMail({ from: SITE.from, ...each, list, headers } as never))),
  );
  transport.close();
  return speed;
};

const sink = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('mail-sink.ts', import.meta.url))], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [port] = (await once(sink.stdout, 'data')) as [Buffer];
const url = `smtp://127.0.0.1:${String(port).trim()}/?rateLimit=0`;
const words = await wordsOfAll();
const speeds: { queue: Speed; plain: Speed }[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const one = { plain: await plain(url, words), queue: await queue(url) };
  // The first round warms both.
  if (round > 0) speeds.push(one);
}
sink.kill();

const median = (figures: number[]): number => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
const line = (name: string, of: 'queue' | 'plain') => {
  const [perSecond, cpuMs] = [
    median(speeds.map((one) => one[of].perSecond)),
    median(speeds.map((one) => one[of].cpuMs)),
  ];
  return `  ${name.padEnd(26)}${perSecond.toFixed(0).padStart(5)} letters/s   ${cpuMs.toFixed(2)} ms of CPU a letter`;
};
const ratios = speeds.map(({ queue: ours, plain: theirs }) => ours.perSecond / theirs.perSecond);
const cpuRatio = median(speeds.map(({ queue: ours, plain: theirs }) => theirs.cpuMs / ours.cpuMs));
console.log(`${LETTERS} letters, ${ROUNDS} rounds in turns, ${CONNECTIONS} connections, medians`);
console.log(line('the queue (SQLite)', 'queue'));
console.log(line('plain pooled nodemailer', 'plain'));
console.log(
  `  the queue is ${median(ratios).toFixed(2)} times as fast (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}); by CPU ${cpuRatio.toFixed(2)} times`,
);
