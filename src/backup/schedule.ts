import { join } from 'node:path';
import { Cron } from 'croner';
import { backupDueOn, type TimeOfDay } from '../domain/backup-due.ts';
import type { Instant } from '../domain/zone.ts';
import { claimBackup, endBackup, failBackup } from '../records/backups.ts';
import { type Db, openDatabase } from '../records/database.ts';
import { backupName, readyFolder, rotate } from './rotate.ts';
import { type BackupDone, writeBackup } from './write.ts';

export type DailyBackups = {
  /** The folder they are made in. */
  dir: string;
  at: TimeOfDay;
  /** The zone in which `at` is told. */
  zone: string;
  keep: number;
  /** Public keys of age; null: not encrypted. */
  recipients: readonly string[] | null;
  evidence: string;
  /** The database by its address: a backup reads it on a connection of its own. */
  databaseUrl: string;
};

export type BackupOptions = {
  db: Db;
  daily: DailyBackups;
  /** The clock: epoch milliseconds. */
  now: () => Instant;
  log: Record<'info' | 'error', (fields: object, words: string) => void>;
};

export type Backups = {
  /** Ends the rounds; a backup under way is broken off, and made when a process runs again. */
  stop: () => Promise<void>;
};

/** An hour that was missed, a backup that failed: it is looked at again so often. */
const AGAIN = '*/5 * * * *';

/**
 * Makes the backup that is due at once, then every day, for as long as the process lives; a failure is logged, noted and tried
 * again. Of any number of processes one makes it.
 */
export function keepBackups(options: BackupOptions): Backups {
  const { daily, now, log } = options;
  const stopping = new AbortController();
  let last: Promise<void> = Promise.resolve();
  const once = async () => {
    await backUpIfDue(options.db, daily, { now, signal: stopping.signal, log });
  };
  const round = () => {
    last = last.then(once).catch((error: unknown) => log.error({ err: error }, 'the backup failed'));
    return last;
  };
  const timing = { timezone: daily.zone, unref: true };
  const jobs = [`${daily.at.minute} ${daily.at.hour} * * *`, AGAIN].map((pattern) => new Cron(pattern, timing, round));
  void round();
  return {
    stop: async () => {
      for (const job of jobs) job.stop();
      stopping.abort();
      await last;
    },
  };
}

/** Makes the backup that is due, unless it is made, under way elsewhere, or failed a moment ago: undefined. Throws why it could not be made. */
export async function backUpIfDue(
  db: Db,
  daily: DailyBackups,
  { now, log, signal }: Pick<BackupOptions, 'now' | 'log'> & { signal?: AbortSignal },
): Promise<BackupDone | undefined> {
  if (signal?.aborted) return undefined;
  const dueOn = backupDueOn(now(), daily.at, daily.zone);
  if (!(await claimBackup(db, { dueOn, now: now() }))) return undefined;
  try {
    await readyFolder(daily.dir);
    const done = await backUp(daily, now(), signal);
    await endBackup(db, { dueOn, file: done.path, bytes: done.bytes, now: now() });
    const removed = await rotate(daily.dir, daily.keep);
    log.info({ file: done.path, bytes: done.bytes, removed: removed.length }, 'made a backup');
    return done;
  } catch (error) {
    await failBackup(db, { dueOn, error: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

async function backUp(daily: DailyBackups, now: Instant, signal: AbortSignal | undefined): Promise<BackupDone> {
  const { dir, evidence, recipients, databaseUrl } = daily;
  const path = join(dir, backupName(now, { isSealed: recipients !== null }));
  const { db, close } = openDatabase(databaseUrl);
  try {
    return await writeBackup(db, { path, evidence, recipients, now, ...(signal && { signal }) });
  } finally {
    await close();
  }
}
