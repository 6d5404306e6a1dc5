import { parseArgs } from 'node:util';
import { verifyEvidence } from '../evidence/look.ts';
import { verifyRecords } from '../records/verify.ts';
import type { Io } from './io.ts';
import { withRecord } from './with-record.ts';

/** `verify`: checks every stored invariant; a line for each that is broken. */
export async function verify(args: string[], io: Io): Promise<number> {
  parseArgs({ args, options: {} });
  return withRecord(
    io,
    async ({ db, config }) => {
      const evidence = await verifyEvidence(db, config.dataDir);
      const broken = [...(await verifyRecords(db)), ...evidence.broken];
      for (const { where, what } of broken) io.stderr.write(`${where}: ${what}\n`);
      // A process that was killed between the file and its row leaves a whole file that nothing names.
      for (const path of evidence.strangers) io.stderr.write(`evidence/${path}: no row names this file\n`);
      if (broken.length === 0) io.stdout.write('the record is sound\n');
      return broken.length === 0 ? 0 : 1;
    },
    { mustExist: true },
  );
}
