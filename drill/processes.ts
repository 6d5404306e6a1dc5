/**
 * `npm run drill:processes -- [--rounds N] [--subscribers N] [--weeks N]`: three processes on a PostgreSQL with a streaming replica are read
 * by everybody, publish, and send digests; each of them, the replica and the primary are killed in turn. Nothing that was said to be
 * done may be lost, nobody gets a digest twice, no reader sees less than was published before. Afterwards the same through nginx,
 * by `deploy/nginx.conf`, if there is one on this machine. Ends with 1 where it is not so.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrateToLatest, openDatabase } from '../src/records/database.ts';
import { nginxDrill } from '../test/support/nginx-drill.ts';
import { runServer } from '../test/support/postgres-replica.ts';
import { PROMPT, startPostgres } from '../test/support/postgres-server.ts';
import { type ProcessesSaid, processesDrill } from '../test/support/processes-drill.ts';

const OPTIONS = {
  rounds: { type: 'string', default: '5' },
  subscribers: { type: 'string', default: '40' },
  weeks: { type: 'string', default: '20' },
  readers: { type: 'string', default: '6' },
} as const;

const { values } = parseArgs({ options: OPTIONS });
const folder = await mkdtemp(join(tmpdir(), 'merzim-processes-'));
await chmod(folder, 0o711);
const made = await startPostgres(folder, PROMPT);
await made.stop();
const primary = await runServer(made.dataDir, made.port, PROMPT);
const failures: string[] = [];
try {
  const { db, close } = openDatabase(primary.url);
  await migrateToLatest(db);
  await close();
  const [rounds, subscribers] = [Number(values.rounds), Number(values.subscribers)];
  const asked = { rounds, subscribers, weeks: Number(values.weeks), readers: Number(values.readers), folder };
  const started = performance.now();
  const said = await processesDrill(primary, asked, async ({ processes }) => {
    const ports = processes.map(({ port }) => port);
    const { lines, wrong } = await nginxDrill(ports, folder);
    for (const line of lines) console.log(line);
    failures.push(...wrong);
  });
  tell(said, (performance.now() - started) / 1000);
} finally {
  await primary.stop();
  await rm(folder, { recursive: true, force: true });
}
for (const line of failures.slice(0, 30)) console.log(`  ${line}`);
process.exit(failures.length === 0 ? 0 : 1);

function tell({ kills, load, published, digests, letters, wrong }: ProcessesSaid, seconds: number): void {
  failures.push(...wrong, ...load.stale);
  if (load.unanswered > 0) failures.push(`${load.unanswered} readers got no answer from any process`);
  for (const [status, count] of Object.entries(load.statuses))
    if (status !== '200') failures.push(`${count} readers got ${status}`);
  if (letters.without > 0) failures.push(`${letters.without} letters did not come`);
  if (letters.twice > 0) failures.push(`${letters.twice} letters came twice`);
  const statuses = Object.entries(load.statuses).map(([status, count]) => `${status}: ${count}`);
  console.log(
    [
      `killed: processes ${kills.process}, replica ${kills.replica}, primary ${kills.primary}; ${seconds.toFixed(0)} s`,
      `readers: ${load.answers} answers (${statuses.join(', ')}), ${load.movedOn} moved on to another process, ${load.unanswered} unanswered, ${load.stale.length} saw less than was published`,
      `published: ${published}; digests: ${digests}; wrong or lost: ${wrong.length}`,
      `letters: ${letters.wanted} wanted, ${letters.without} did not come, ${letters.twice} came twice (by Message-ID), ${letters.repeated} kept again under the same Message-ID`,
    ].join('\n'),
  );
}
