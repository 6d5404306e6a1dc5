import { setTimeout as rest } from 'node:timers/promises';
import { deliverDue } from '../../src/mail/deliver.ts';
import { letterKinds } from '../../src/mail/queue.ts';
import { smtpPost } from '../../src/mail/send.ts';
import { type Db, openDatabase } from '../../src/records/database.ts';
import { verifyRecords } from '../../src/records/verify.ts';
import { publishCasesOf2019 } from './cases.ts';
import { type MailServer, mailServer } from './mail-server.ts';
import { SITE } from './mail-times.ts';
import { type RunningServer, startReplica } from './postgres-replica.ts';
import { freePort } from './postgres-server.ts';
import { beginLoad, type LoadSaid } from './reading-load.ts';
import { ServingProcess } from './serving-process.ts';
import { addSubscribers } from './subscribers.ts';

export type ProcessesAsked = { rounds: number; subscribers: number; weeks: number; readers: number; folder: string };

export type ProcessesSaid = {
  /** How often each was killed. */
  kills: Record<'process' | 'replica' | 'primary', number>;
  load: LoadSaid;
  published: number;
  digests: number;
  /** Letters by address and week: none, one message, more than one by its Message-ID, the same one kept again. */
  letters: { wanted: number; without: number; twice: number; repeated: number };
  /** Everything that is lost, half done or broken. */
  wrong: string[];
};

/** Everything of a cluster but the load: two servers, the mail server, three processes. */
export type Cluster = { primary: RunningServer; replica: RunningServer; mail: MailServer; processes: ServingProcess[] };

/** Kills each of three processes, the replica and the primary in turn while the site is read, published to and sends digests. */
export async function processesDrill(
  primary: RunningServer,
  asked: ProcessesAsked,
  atTheEnd: (cluster: Cluster) => Promise<void> = async () => {},
): Promise<ProcessesSaid> {
  const { db, close } = openDatabase(primary.url);
  await publishCasesOf2019(db);
  const emails = await addSubscribers(db, asked.subscribers);
  await db.updateTable('subscribers').set({ wants_empty: 1 }).execute();
  const replica = await startReplica(primary, asked.folder);
  const mail = await mailServer(() => ({ do: 'stall', ms: 10 + Math.random() * 20 }));
  const env = {
    DATABASE_URL: primary.url,
    DATABASE_REPLICA_URL: replica.url,
    DATA_DIR: asked.folder,
    SMTP_URL: mail.url,
    MAIL_FROM: `${SITE.from.name} <${SITE.from.address}>`,
    BASE_URL: SITE.baseUrl,
    TRUST_PROXY: 'on',
    LOG_LEVEL: 'silent',
  };
  const processes: ServingProcess[] = [];
  for (const name of ['one', 'two', 'three'])
    processes.push(new ServingProcess(name, await freePort(), { env, weeks: asked.weeks }));
  const cluster = { primary, replica, mail, processes };
  try {
    await Promise.all(processes.map((process) => process.begin()));
    while (processes.some(({ published }) => published === 0)) await rest(50);
    const { kills, load } = await killInTurn(cluster, asked);
    await atTheEnd(cluster);
    await Promise.all(processes.map((process) => process.stop()));
    await deliverRest(db, mail);
    const letters = await lettersOf(db, emails, mail);
    const digests = (await db.selectFrom('digests').select('week').execute()).length;
    const published = processes.flatMap(({ done }) => done).filter((line) => line.startsWith('publish ')).length;
    return { kills, load, published, digests, letters, wrong: await wrongIn(db, processes) };
  } finally {
    await Promise.all(processes.map((process) => process.kill()));
    await Promise.all([replica.stop(), mail.close(), close()]);
  }
}

async function killInTurn({ primary, replica, processes }: Cluster, { rounds, readers }: ProcessesAsked) {
  const kills = { process: 0, replica: 0, primary: 0 };
  let isPrimaryThere = true;
  const load = beginLoad(processes, { readers, isWhole: () => isPrimaryThere });
  const aWhile = () => rest(800 + Math.random() * 1500);
  for (let round = 0; round < rounds; round += 1) {
    for (const process of processes) {
      await aWhile();
      await process.kill();
      kills.process += 1;
      await aWhile();
      await process.begin();
    }
    await aWhile();
    await replica.crash();
    kills.replica += 1;
    await aWhile();
    await replica.startAgain();
    await untilRead(processes);
    isPrimaryThere = false;
    await primary.crash();
    kills.primary += 1;
    await rest(500);
    await primary.startAgain();
    await aWhile();
    isPrimaryThere = true;
  }
  await aWhile();
  return { kills, load: await load.end() };
}

/** Until every process answers readers from the replica again. */
async function untilRead(processes: readonly ServingProcess[]): Promise<void> {
  for (const { port } of processes)
    for (let state = ''; state !== 'read'; await rest(100)) {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`);
      const details = (await response.json()) as { replica?: { state: string } };
      state = details.replica?.state ?? '';
    }
}

/** What a killed process had claimed is free again after some minutes: they are over at once. */
async function deliverRest(db: Db, mail: MailServer): Promise<void> {
  const post = smtpPost({ url: mail.url, from: SITE.from, dkim: null });
  const later = () => Date.now() + 3_600_000;
  for (;;) {
    const { sent, unreachable } = await deliverDue(db, { post, kinds: letterKinds(SITE), now: later });
    if (unreachable !== null) throw new Error(unreachable);
    if (sent === 0) break;
  }
  post.close();
}

/** Each message is of one address and one week: no address gets more of them, by Message-ID, than there are weeks. */
async function lettersOf(db: Db, emails: readonly string[], mail: MailServer): Promise<ProcessesSaid['letters']> {
  const weeks = (await db.selectFrom('digests').select('week').execute()).length;
  const ids = new Map(emails.map((email) => [email, new Set<string>()]));
  for (const { to, messageId } of mail.received) ids.get(to)?.add(messageId);
  const counts = [...ids.values()].map(({ size }) => size);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    wanted: emails.length * weeks,
    without: sum(counts.map((count) => Math.max(0, weeks - count))),
    twice: sum(counts.map((count) => Math.max(0, count - weeks))),
    repeated: mail.received.length - sum(counts),
  };
}

async function wrongIn(db: Db, processes: readonly ServingProcess[]): Promise<string[]> {
  const wrong = (await verifyRecords(db)).map(({ where, what }) => `${where}: ${what}`);
  const rows = await db.selectFrom('editions').select(['slug', 'title']).where('state', '=', 'public').execute();
  const weeks = (await db.selectFrom('digests').select('week').execute()).map(({ week }) => week);
  for (const { name, published, done, wrong: said } of processes) {
    wrong.push(...said.map((line) => `${name}: ${line}`));
    const title = rows.find(({ slug }) => slug === `${name}-0`)?.title ?? '';
    if (Number(/Версия (\d+)/.exec(title)?.[1] ?? 0) < published) wrong.push(`lost: version ${published} of ${name}`);
    for (const line of done)
      if (line.startsWith('digest ') && !weeks.includes(line.slice('digest '.length))) wrong.push(`lost: ${line}`);
  }
  return wrong;
}
