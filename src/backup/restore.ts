import { createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Instant } from '../domain/zone.ts';
import { CopyRefused, type Ending, fillFromCopy, type Piece } from '../records/copy.ts';
import { type Db, inTransaction } from '../records/database.ts';
import { markRestored } from '../records/newsroom-settings.ts';
import { BackupRefused, type Head } from './format.ts';
import { type BackupPiece, type EvidencePiece, readBackup } from './read.ts';

export type RestoreAsked = {
  path: string;
  /** Private keys of age; none are needed for a backup that is not encrypted. */
  identities: readonly string[];
  /** The folder of the evidence, which is made where it is missing. */
  evidence: string;
  now: Instant;
};

export type Restored = { head: Head; ending: Ending; files: number };

/**
 * Fills an empty database, and the folder of the evidence, from a backup, and marks the database as a restored copy: nothing is
 * sent until an editor says so. All or nothing. Throws a BackupRefused or a CopyRefused with one line that says why.
 */
export async function restoreBackup(db: Db, asked: RestoreAsked): Promise<Restored> {
  const staging = `${asked.evidence}.restoring`;
  const placed: string[] = [];
  await rm(staging, { recursive: true, force: true });
  try {
    return await inTransaction(db, async (trx) => {
      const pieces = readBackup(asked.path, asked.identities);
      const first = await pieces.next();
      if (first.done || first.value.kind !== 'head') throw new BackupRefused('no backup of Merzim');
      const { head } = first.value;
      const files: string[] = [];
      const ending = await fillFromCopy(trx, head.schema, withEvidence(pieces, staging, files));
      await markRestored(trx, { by: { user: null, via: 'command' }, now: asked.now });
      await place(files, staging, asked.evidence, placed);
      return { head, ending, files: files.length };
    });
  } catch (error) {
    for (const path of placed) await rm(path, { force: true });
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function* withEvidence(
  pieces: AsyncIterable<BackupPiece>,
  staging: string,
  files: string[],
): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    if (piece.kind === 'head') throw new CopyRefused('the copy begins twice');
    if (piece.kind !== 'evidence') yield piece;
    else files.push(await stage(piece, staging));
  }
}

async function stage({ path, body }: EvidencePiece, staging: string): Promise<string> {
  const file = join(staging, path);
  await mkdir(dirname(file), { recursive: true });
  await pipeline(Readable.from(body), createWriteStream(file, { flags: 'wx', flush: true }));
  return path;
}

/** A file is named by what it holds: one that is there already is the same. */
async function place(files: readonly string[], staging: string, evidence: string, placed: string[]): Promise<void> {
  const folders = new Set<string>();
  for (const path of files) {
    const target = join(evidence, path);
    await mkdir(dirname(target), { recursive: true });
    if (
      await access(target).then(
        () => true,
        () => false,
      )
    )
      continue;
    await rename(join(staging, path), target);
    placed.push(target);
    folders.add(dirname(target));
  }
  for (const path of folders) {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  }
}
