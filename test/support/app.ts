import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Hono } from 'hono';
import pino from 'pino';
import { type Config, type Environment, readConfig } from '../../src/config.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { type Db, migrateToLatest, type Opened, openDatabase } from '../../src/records/database.ts';
import { type Running, start } from '../../src/serve.ts';
import { createApp } from '../../src/web/app.ts';
import type { AppEnv } from '../../src/web/context.ts';
import { copyTemplate, inMemory } from './templates.ts';

/** The morning of 5 August 2019 in Almaty. */
export const NOW: Instant = Date.parse('2019-08-05T04:00:00Z');

export type TestOptions = {
  now?: Instant | (() => Instant);
  env?: Environment;
  demo?: boolean;
  /** Facts that are there before the first request; `fill` puts files into the data folder too. */
  prepare?: (db: Db) => Promise<void>;
  fill?: (db: Db, dataDir: string) => Promise<void>;
  /** By default SQLite: in memory for `testApp`, in a temporary folder for `runningApp`. */
  databaseUrl?: string;
};

export type TestApp = { app: Hono<AppEnv>; db: Db; config: Config; logged: Kept; close: () => Promise<void> };

/** The site without a listener, for `app.request()`. */
export async function testApp(options: TestOptions = {}): Promise<TestApp> {
  const { env, demo = false, prepare, databaseUrl = 'sqlite::memory:' } = options;
  const { db, close } = databaseUrl === 'sqlite::memory:' ? await inMemory() : await openedAt(databaseUrl);
  const config = readConfig({ ...env, DATABASE_URL: databaseUrl });
  await prepare?.(db);
  const logged = new Kept();
  const app = createApp({ db, config, now: clockOf(options), log: pino({ base: null }, logged), demo });
  return { app, db, config, logged, close };
}

async function openedAt(url: string): Promise<Opened> {
  const opened = openDatabase(url);
  await migrateToLatest(opened.db);
  return opened;
}

export type RunningApp = Running & { folder: string };

/** The site as it is served: a real listener on a free port, a database file, a data folder. `close` removes them. */
export async function runningApp(options: TestOptions = {}): Promise<RunningApp> {
  const folder = mkdtempSync(join(tmpdir(), 'merzim-app-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (options.databaseUrl === undefined) copyTemplate(join(folder, 'merzim.db'));
  const database = options.databaseUrl ?? `sqlite:${join(folder, 'merzim.db')}`;
  const env = { LOG_LEVEL: 'warn', ...options.env, PORT: '0', DATA_DIR: folder, DATABASE_URL: database };
  const { prepare, fill } = options;
  try {
    const running = await start({
      config: readConfig(env),
      now: clockOf(options),
      output: process.stderr,
      demo: options.demo ?? false,
      prepare: async (db) => {
        await prepare?.(db);
        await fill?.(db, folder);
      },
    });
    const close = async () => {
      await running.close();
      remove();
    };
    return { ...running, folder, close };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A stream that keeps what is written to it. */
export class Kept extends Writable {
  text = '';

  override _write(chunk: Buffer | string, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

function clockOf({ now = NOW }: TestOptions): () => Instant {
  return typeof now === 'function' ? now : () => now;
}
