import { parseArgs } from 'node:util';
import type { Io } from './io.ts';
import { withRecord } from './with-record.ts';

/** `migrate`: brings the database to the newest schema; says from where to where. */
export async function migrate(args: string[], io: Io): Promise<number> {
  parseArgs({ args, options: {} });
  return withRecord(io, async ({ from, to }) => {
    io.stdout.write(from === to ? `already at ${to}\n` : `from ${from ?? 'an empty database'} to ${to}\n`);
    return 0;
  });
}
