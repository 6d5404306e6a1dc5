import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { listKept, readKept, stateOfFile } from '../../src/evidence/folder.ts';
import { type Db, migrateToLatest } from '../../src/records/database.ts';
import { saveDirectory } from '../../src/records/directory.ts';
import { findSchema } from '../../src/records/schema.ts';
import { refreshSearch } from '../../src/records/search-refresh.ts';
import { verifyRecords } from '../../src/records/verify.ts';
import type { TestDatabase } from './databases.ts';
import { BATCH_SIZE, BATCHES } from './durability-acts.ts';
import { directoryOf2019 } from './fixtures.ts';
import { addSubscribers } from './subscribers.ts';

const WORKER = fileURLToPath(new URL('durable-once.ts', import.meta.url));

export type DurabilityAsked = {
  kills: number;
  /** How long a process writes before it is killed: at least, at most. */
  livesMs: [number, number];
  dataDir: string;
};
/** `wrong`: each thing that was half done, lost or broken. `done`: what processes said was done before they were killed, by kind. */
export type DurabilitySaid = { kills: number; done: Record<string, number>; wrong: string[] };

const SUBSCRIBERS = 5;

/** Kills processes with signal 9 while they import, publish, issue digests and take files in; after each looks whether all is whole. */
export async function writingDrill(test: TestDatabase, asked: DurabilityAsked): Promise<DurabilitySaid> {
  const { db } = test;
  const by = { user: null, via: 'import' } as const;
  await saveDirectory(db, { directory: directoryOf2019(), by, now: 0, why: null });
  await addSubscribers(db, SUBSCRIBERS);
  const said: DurabilitySaid = { kills: 0, done: {}, wrong: [] };
  for (let version = 1; said.kills < asked.kills; ) {
    const { lines, struck } = await live(test, asked, version);
    if (struck) said.kills += 1;
    const done = lines.filter((line) => line.startsWith('done ')).map((line) => line.slice('done '.length));
    for (const line of done) {
      const kind = line.split(' ')[0] ?? '';
      said.done[kind] = (said.done[kind] ?? 0) + 1;
    }
    // The one that was under way may have been written just before the end.
    version += done.length + 1;
    said.wrong.push(...(await wrongIn(db, asked.dataDir, done)));
  }
  return said;
}

async function live({ url }: TestDatabase, { dataDir, livesMs: [least, most] }: DurabilityAsked, version: number) {
  const { child, lines, ready, ended } = begin([url, dataDir, String(version)]);
  await ready;
  await new Promise((resolve) => setTimeout(resolve, least + Math.random() * (most - least)));
  const struck = child.kill('SIGKILL');
  await ended;
  return { lines, struck };
}

function begin(args: string[]): { child: ChildProcess; lines: string[]; ready: Promise<void>; ended: Promise<void> } {
  const child = spawn(process.execPath, ['--import', 'tsx', WORKER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let rest = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ready = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.stdout?.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
      if (lines.length > 0) resolve();
    });
  });
  return { child, lines, ready, ended };
}

/** Everything that is not as it has to be: `done` is what a process had said was done. */
async function wrongIn(db: Db, dataDir: string, done: readonly string[]): Promise<string[]> {
  const wrong = (await verifyRecords(db)).map(({ where, what }) => `${where}: ${what}`);
  const shown = await versionsOf(db);
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const versions = [...shown].flatMap(([slug, version]) => (slug.startsWith(`batch-${batch}-`) ? [version] : []));
    if (new Set(versions).size > 1 || ![0, BATCH_SIZE].includes(versions.length))
      wrong.push(`import ${batch} is half done: ${versions.join()}`);
  }
  for (const { week, mails } of await mailsOf(db))
    if (![0, SUBSCRIBERS].includes(mails)) wrong.push(`digest ${week} queued ${mails} of its ${SUBSCRIBERS} mails`);
  const files = await db.selectFrom('evidence_files').select(['sha256', 'bytes']).execute();
  for (const file of files)
    if ((await stateOfFile(dataDir, file)) !== 'sound') wrong.push(`the file ${file.sha256} is not whole`);
  for (const path of await listKept(dataDir)) {
    const sha256 = path.split('/').at(-1) ?? '';
    const known = files.find((file) => file.sha256 === sha256);
    // A file without its row is no harm: but it has to be whole.
    if (known === undefined && (await readKept(dataDir, sha256)) === undefined)
      wrong.push(`the file ${path} is half written`);
  }
  const weeks = new Set((await mailsOf(db)).map(({ week }) => week));
  for (const line of done) {
    const [kind, what = '', version = ''] = line.split(' ');
    const isThere =
      (kind === 'import' && (shown.get(`batch-${what}-0`) ?? 0) >= Number(version)) ||
      (kind === 'publish' && (shown.get('published-0') ?? 0) >= Number(what)) ||
      (kind === 'digest' && weeks.has(what)) ||
      (kind === 'upload' && files.some(({ sha256 }) => sha256 === what));
    if (!isThere) wrong.push(`lost: ${line}`);
  }
  return wrong;
}

async function versionsOf(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('editions').select(['slug', 'title']).where('state', '=', 'public').execute();
  return new Map(rows.map(({ slug, title }) => [slug, Number(/Версия (\d+)/.exec(title)?.[1] ?? 0)]));
}

async function mailsOf(db: Db): Promise<{ week: string; mails: number }[]> {
  const digests = await db.selectFrom('digests').select('week').execute();
  const mails = await db.selectFrom('deliveries').select('week').where('channel', '=', 'mail').execute();
  return digests.map(({ week }) => ({ week, mails: mails.filter((mail) => mail.week === week).length }));
}

/** Kills a process while it migrates `test`, a database of an older schema; then lets another one end it. */
export async function migrationDrill(
  test: TestDatabase,
  { livesMs }: Pick<DurabilityAsked, 'livesMs'>,
): Promise<DurabilitySaid> {
  const before = (await findSchema(test.db)).newest;
  const { child, ready, ended } = begin([test.url, '', '1', 'migrate']);
  await ready;
  await new Promise((resolve) => setTimeout(resolve, livesMs[0] + Math.random() * (livesMs[1] - livesMs[0])));
  const struck = child.exitCode === null && child.kill('SIGKILL');
  await ended;
  const { newest, lacking } = await findSchema(test.db);
  const wrong = newest === before || lacking === 0 ? [] : [`the migration stopped at ${newest}`];
  const done = { [lacking === 0 ? 'migrated' : 'taken back']: 1 };
  await migrateToLatest(test.db);
  await refreshSearch(test.db);
  wrong.push(...(await verifyRecords(test.db)).map(({ where, what }) => `${where}: ${what}`));
  return { kills: struck ? 1 : 0, done, wrong };
}
