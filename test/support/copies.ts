import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { listCarriedTables } from '../../src/records/carried.ts';
import { type Sum, sumOf } from '../../src/records/copy-rows.ts';
import type { Db } from '../../src/records/database.ts';
import { inSnapshot } from '../../src/records/database.ts';
import { command } from './command.ts';

/** A folder of its own; `remove` takes it away. */
export async function folderFor(what: string): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), `merzim-${what}-`));
  await chmod(folder, 0o711);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export async function keyPair(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** What `merzim export` prints. */
export async function exported(databaseUrl: string): Promise<string> {
  const { code, stdout, stderr } = await command(['export'], { databaseUrl });
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

/** Each table by its rows and their sum. */
export async function sumsOf(db: Db, { whole }: { whole: boolean }): Promise<Record<string, Sum>> {
  return inSnapshot(db, async (snapshot) => {
    const sums: Record<string, Sum> = {};
    for (const table of await listCarriedTables(snapshot, { whole })) sums[table] = await sumOf(snapshot, table);
    return sums;
  });
}
