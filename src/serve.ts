import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Writable } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import closeWithGrace from 'close-with-grace';
import pino, { type Logger } from 'pino';
import type { Backups } from './backup/schedule.ts';
import { Refused } from './commands/io.ts';
import { openNewest } from './commands/with-record.ts';
import type { Config } from './config.ts';
import { keepPosting, type Posting } from './digest/posting.ts';
import { keepSchedule } from './digest/schedule.ts';
import { type Instant, zonesAreRight } from './domain/zone.ts';
import { evidenceFolder, sweepUnfinished } from './evidence/folder.ts';
import { keepLooking } from './evidence/rounds.ts';
import { keepDelivering, letterKinds, outboxFolder, postOf, type Queue } from './mail/queue.ts';
import type { Db } from './records/database.ts';
import { type FactsWatch, watchFacts } from './records/facts-watch.ts';
import { findRestored } from './records/newsroom-settings.ts';
import { openReplica, type Replica } from './records/replica.ts';
import { keptBefore } from './web/answers/before.ts';
import { KeptAnswers } from './web/answers/kept.ts';
import { createApp } from './web/app.ts';
import type { Deps } from './web/context.ts';
import { siteServer } from './web/listener.ts';
import { siteMetrics } from './web/metrics/counts.ts';

export type ServeOptions = {
  config: Config;
  now: () => Instant;
  /** Where the log goes. */
  output: Writable;
  demo?: boolean;
  /** Whether the weekly digest goes out by itself. */
  schedule?: boolean;
  /** What is done with the database before the first request: the demo's facts, the link for the first admin. */
  prepare?: (db: Db) => Promise<void>;
};

export type Running = {
  /** Where the site answers from this machine, without a slash at its end. */
  address: string;
  port: number;
  db: Db;
  /** Stops listening, lets the requests under way end, closes the database. */
  close: () => Promise<void>;
};

/** Puts the site together and listens: zone data, database, schema, app. Throws a Refused with one line where it cannot run. */
export async function start(options: ServeOptions): Promise<Running> {
  const { config, now, output, demo = false, schedule = false, prepare } = options;
  refuseWrongZones();
  const log = logTo(output, config);
  const beginBackups = await backupsOf(config);
  const { record, close } = await openNewest(config);
  const { db, from, to } = record;
  const watch = watchFacts(config.databaseUrl);
  const replica = replicaOf(config, db, watch);
  try {
    if (from !== to) log.info({ from, to }, 'brought the database to the newest schema');
    await prepare?.(db);
    await sweepUnfinished(config.dataDir).catch((error: unknown) =>
      log.error({ err: error }, 'what was left unfinished of evidence cannot be removed'),
    );
    const server = siteServer();
    const port = await listen(server, config);
    const listener = siteListener(
      { db, config: { ...config, port }, now, log, demo, ...(replica && { replica }) },
      watch,
    );
    server.on('request', listener);
    const queue = deliverWhileServing(db, { ...config, port }, now, log);
    const posting = postWhileServing(db, { ...config, port }, now, log);
    const looking = keepLooking({ db, dataDir: config.dataDir, now, log });
    const backups = beginBackups?.(db, now, log);
    const scheduled = schedule ? keepSchedule({ db, hours: config, now, log }) : undefined;
    return {
      address: addressOf(config.host, port),
      port,
      db,
      close: async () => {
        await Promise.all([
          stop(server),
          queue.stop(),
          posting?.stop(),
          looking.stop(),
          backups?.stop(),
          scheduled?.stop(),
        ]);
        await Promise.all([watch?.close(), replica?.close()]);
        await close();
      },
    };
  } catch (error) {
    await Promise.all([watch?.close(), replica?.close()]);
    await close();
    throw error;
  }
}

function replicaOf(config: Config, db: Db, watch: FactsWatch | undefined): Replica | undefined {
  const url = config.databaseReplicaUrl;
  return url === null || watch === undefined ? undefined : openReplica(url, { db, watch });
}

/** The site, and before it what it keeps of its answers; of a database that nobody else can open, nothing is kept. */
function siteListener(deps: Deps, watch: FactsWatch | undefined): RequestListener {
  const metrics = siteMetrics();
  if (watch === undefined) return getRequestListener(createApp({ ...deps, metrics }).fetch);
  const answers = new KeptAnswers();
  const site = getRequestListener(createApp({ ...deps, answers, metrics }).fetch);
  return keptBefore(site, { answers, watch, now: deps.now, trustProxy: deps.config.trustProxy, metrics });
}

function deliverWhileServing(db: Db, config: Config, now: () => Instant, log: Logger): Queue {
  const { mail, dataDir, digestZone, baseUrl, port } = config;
  if (mail.smtpUrl === null) log.info({ outbox: outboxFolder(dataDir) }, 'SMTP_URL is not set: mails go to the outbox');
  const site = { baseUrl: baseUrl ?? `http://localhost:${port}`, from: mail.from, zone: digestZone };
  const isHeld = async () => (await findRestored(db)) !== null;
  return keepDelivering({ db, post: postOf({ ...mail, dataDir }), kinds: letterKinds(site), now, log, isHeld });
}

function postWhileServing(db: Db, config: Config, now: () => Instant, log: Logger): Posting | undefined {
  const { telegram: access, baseUrl, port } = config;
  if (access === null) return undefined;
  const isHeld = async () => (await findRestored(db)) !== null;
  return keepPosting({ db, access, baseUrl: baseUrl ?? `http://localhost:${port}`, now, log, isHeld });
}

/** What makes backups, once it is called; it is read only where they are made: nobody else waits for it at the start. */
async function backupsOf(config: Config): Promise<((db: Db, now: () => Instant, log: Logger) => Backups) | undefined> {
  const { backup, databaseUrl, dataDir, digestZone: zone } = config;
  const { dir, at, keep, recipients } = backup;
  if (dir === null || recipients === null) return undefined;
  const { encrypterTo } = await import('./backup/seal.ts');
  const { keepBackups } = await import('./backup/schedule.ts');
  const keys = recipients === 'unencrypted' ? null : recipients;
  try {
    encrypterTo(keys ?? []);
  } catch (error) {
    throw new Refused(`BACKUP_RECIPIENT: ${error instanceof Error ? error.message : String(error)}`);
  }
  const daily = { dir, at, keep, zone, databaseUrl, recipients: keys, evidence: evidenceFolder(dataDir) };
  return (db, now, log) => keepBackups({ db, daily, now, log });
}

/**
 * Runs until a signal or an error that nobody caught; then `close` has ten seconds, and the process ends. Call it before
 * anything is there that must not stay behind, and await it at the end.
 */
export function untilStopped(close: () => Promise<void>, report: (line: string) => void): Promise<never> {
  return new Promise(() => {
    closeWithGrace({ delay: 10_000, logger: false, skip: ['beforeExit'] }, async ({ err }) => {
      if (err) report(err.stack ?? err.message);
      await close();
    });
  });
}

function refuseWrongZones(): void {
  if (zonesAreRight()) return;
  throw new Refused(
    `the time zones of this Node (${process.versions.tz ?? 'unknown'}) do not know that Almaty went from UTC+6 to UTC+5 on 1 March 2024: every deadline would be wrong. Run npm ci, which brings a Node that knows`,
  );
}

function logTo(output: Writable, config: Config): Logger {
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Only these three: what a driver hangs on its errors may hold the values of a row.
      serializers: { err: (error: Error) => ({ type: error.name, message: error.message, stack: error.stack }) },
    },
    output,
  );
}

function listen(server: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Refused(whyNotListening(error, host, port))));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function whyNotListening({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use: stop what listens there, or set PORT to another`;
    case 'EACCES':
      return `port ${port} on ${host} may not be opened by this user: set PORT to one above 1023`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${host} is no address of this machine`;
    default:
      return `cannot listen on ${host}, port ${port}: ${message}`;
  }
}

function addressOf(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::' || host === '127.0.0.1' || host === '::1';
  return `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}
