import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupRefused } from '../backup/format.ts';
import { type BackupDone, writeBackup } from '../backup/write.ts';
import { type BackupConfig, readConfig } from '../config.ts';
import { evidenceFolder } from '../evidence/folder.ts';
import { addAudit } from '../records/audit.ts';
import { addBackup } from '../records/backups.ts';
import { findSchema } from '../records/schema.ts';
import { type Io, Refused, UsageError } from './io.ts';
import { withDatabase } from './with-record.ts';

const OPTIONS = { recipient: { type: 'string', multiple: true }, unencrypted: { type: 'boolean' } } as const;

/** `backup FILE`: a copy of everything as it stands at one instant, evidence included, while the site runs. docs/backup.md. */
export async function backup(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('name the file to make');
  const config = readConfig(io.env);
  const recipients = recipientsOf(values, config.backup);
  const begun = io.now();
  return withDatabase(config.databaseUrl, async ({ db }) => {
    const path = resolve(io.cwd, file);
    const done = await refusing(path, () =>
      writeBackup(db, { path, evidence: evidenceFolder(config.dataDir), recipients, now: begun }),
    );
    // A database of an older schema is left as it is: whoever upgrades backs up first.
    if ((await findSchema(db)).lacking === 0) {
      await addBackup(db, { file: path, bytes: done.bytes, begun, now: io.now() });
      await addAudit(db, { kind: 'exported', by: { user: null, via: 'command' }, now: io.now(), note: 'backup' });
    }
    io.stdout.write(`${file}: ${wordsOf(done)}, ${recipients === null ? 'not encrypted' : 'encrypted'}\n`);
    return 0;
  });
}

/** `why` of a BackupRefused as a refusal of the command, named by its file. */
export async function refusing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackupRefused) throw new Refused(`${path}: ${error.message}`);
    throw error;
  }
}

function recipientsOf(
  { recipient, unencrypted = false }: { recipient?: string[] | undefined; unencrypted?: boolean | undefined },
  config: BackupConfig,
): readonly string[] | null {
  if (recipient !== undefined && unencrypted) throw new UsageError('either --recipient or --unencrypted');
  if (recipient !== undefined) return recipient;
  if (unencrypted || config.recipients === 'unencrypted') return null;
  if (config.recipients !== null) return config.recipients;
  throw new UsageError(
    'name the public key with --recipient age1… or BACKUP_RECIPIENT (merzim backup-key makes one), or say --unencrypted',
  );
}

const wordsOf = ({ rows, files, bytes }: BackupDone): string =>
  `${rows} rows, ${files} files of evidence, ${(bytes / 1e6).toFixed(1)} MB`;
