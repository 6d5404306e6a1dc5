import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { issueDigest } from '../digest/issue.ts';
import { findWeek } from '../domain/week.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import { type Running, start, untilStopped } from '../serve.ts';
import { addDemoFacts } from './demo/facts.ts';
import { addDemoUsers, type Login } from './demo/users.ts';
import type { Io } from './io.ts';

/** `demo`: the site on a throw-away SQLite file with the documented cases of 2019, gone when it ends. */
export async function demo(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args, options: { port: { type: 'string' } } });
  const folder = mkdtempSync(join(tmpdir(), 'merzim-demo-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  let running: Running | undefined;
  const close = async () => {
    await running?.close();
    remove();
  };
  const ended = untilStopped(close, (line) => io.stderr.write(`${line}\n`));
  try {
    const env = {
      LOG_LEVEL: 'warn',
      ...io.env,
      SMTP_URL: '',
      DATA_DIR: folder,
      DATABASE_URL: `sqlite:${join(folder, 'merzim.db')}`,
    };
    const config = readConfig(values.port === undefined ? env : { ...env, PORT: values.port });
    let logins: Login[] = [];
    const prepare = async (db: Db) => {
      logins = await addDemo(db, io.now(), config.digestZone);
    };
    running = await start({ config, now: io.now, output: io.stderr, demo: true, prepare });
    io.stdout.write(welcome(config.baseUrl ?? running.address, logins));
  } catch (error) {
    remove();
    throw error;
  }
  return ended;
}

/** Everything that the demonstration has: first the facts, then what is made of them, and two who may sign in. */
export async function addDemo(db: Db, now: Instant, digestZone = 'Asia/Almaty'): Promise<Login[]> {
  await addDemoFacts(db, now);
  await issueDigests(db, now, digestZone);
  return addDemoUsers(db, now);
}

const WEEKS = ['2019-W29', '2019-W30', '2019-W31', '2019-W32'];

async function issueDigests(db: Db, now: Instant, zone: string): Promise<void> {
  for (const name of WEEKS) {
    const week = findWeek(name, zone);
    if (week !== undefined && week.cutOff <= now)
      await issueDigest(db, { week, zone, now, by: { user: null, via: 'command' } });
  }
}

function welcome(address: string, logins: Login[]): string {
  const lines = logins.map(({ role, email, password }) => `  ${role.padEnd(8)}  ${email.padEnd(21)}  ${password}`);
  return `Merzim: ${address}\n\nThe desk: ${address}/desk/login\n${lines.join('\n')}\n\nA throw-away database: everything is gone when this ends (Ctrl+C).\n`;
}
