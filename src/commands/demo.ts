import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { start, untilStopped } from '../serve.ts';
import type { Io } from './io.ts';

/** `demo`: the site on a throw-away SQLite file with the documented cases of 2019, gone when it ends. */
export async function demo(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args, options: { port: { type: 'string' } } });
  const folder = mkdtempSync(join(tmpdir(), 'merzim-demo-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const env = { LOG_LEVEL: 'warn', ...io.env, DATA_DIR: folder, DATABASE_URL: `sqlite:${join(folder, 'merzim.db')}` };
    const config = readConfig(values.port === undefined ? env : { ...env, PORT: values.port });
    const running = await start({ config, now: io.now, output: io.stderr, demo: true });
    io.stdout.write(`Merzim: ${running.address}\n`);
    const close = async () => {
      await running.close();
      remove();
    };
    return await untilStopped(close, (line) => io.stderr.write(`${line}\n`));
  } catch (error) {
    remove();
    throw error;
  }
}
