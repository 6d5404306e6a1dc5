import { parseArgs } from 'node:util';
import { verifyRecords } from '../records/verify.ts';
import type { Io } from './io.ts';
import { withRecord } from './with-record.ts';

/** `verify`: checks every stored invariant; a line for each that is broken. */
export async function verify(args: string[], io: Io): Promise<number> {
  parseArgs({ args, options: {} });
  return withRecord(
    io,
    async ({ db }) => {
      const broken = await verifyRecords(db);
      for (const { where, what } of broken) io.stderr.write(`${where}: ${what}\n`);
      if (broken.length === 0) io.stdout.write('the record is sound\n');
      return broken.length === 0 ? 0 : 1;
    },
    { mustExist: true },
  );
}
