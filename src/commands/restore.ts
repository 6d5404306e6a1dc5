import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restoreBackup } from '../backup/restore.ts';
import { identitiesIn } from '../backup/seal.ts';
import { masked, readConfig } from '../config.ts';
import { evidenceFolder } from '../evidence/folder.ts';
import { CopyRefused } from '../records/copy.ts';
import { verifyRecords } from '../records/verify.ts';
import { refusing } from './backup.ts';
import { type Io, Refused, UsageError } from './io.ts';
import { withDatabase } from './with-record.ts';

/** `restore FILE`: fills an empty database from a backup, all or nothing, then checks it as `verify` does. docs/backup.md. */
export async function restore(args: string[], io: Io): Promise<number> {
  const options = { identity: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('name the backup to restore');
  const config = readConfig(io.env);
  const path = resolve(io.cwd, file);
  const identities = await identitiesOf(values.identity, io);
  const url = config.databaseUrl;
  return withDatabase(
    url,
    async ({ db }) => {
      const asked = { path, identities, evidence: evidenceFolder(config.dataDir), now: io.now() };
      const { head, ending, files } = await refusing(path, () => takingIn(url, () => restoreBackup(db, asked)));
      const rows = Object.values(ending.tables).reduce((sum, table) => sum + table.rows, 0);
      io.stdout.write(`restored ${rows} rows and ${files} files of evidence, as of ${head.made_at}\n`);
      io.stdout.write('nothing is sent until an editor says at /desk/digests that this is the one to work on\n');
      const broken = await verifyRecords(db);
      for (const { where, what } of broken) io.stderr.write(`${where}: ${what}\n`);
      io.stdout.write(
        broken.length === 0 ? 'the record is sound\n' : 'the record is restored as it was, and is not sound\n',
      );
      return broken.length === 0 ? 0 : 1;
    },
    { make: true },
  );
}

/** A CopyRefused as a refusal of the command, named by the database that was to be filled. */
export async function takingIn<T>(url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CopyRefused) throw new Refused(`${masked(url)}: ${error.message}; nothing was written`);
    throw error;
  }
}

async function identitiesOf(file: string | undefined, io: Io): Promise<string[]> {
  if (file === undefined) return [];
  const path = resolve(io.cwd, file);
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new Refused(`the key file cannot be read: ${error.message}`);
  });
  return refusing(path, async () => identitiesIn(text));
}
