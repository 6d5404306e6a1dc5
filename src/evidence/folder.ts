import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileState, KeptFile } from '../records/evidence-files.ts';

/** Files lie by the SHA-256 of their bytes, two folders deep: `evidence/ab/cd/abcd…`. Nothing of a name that came from outside is in a path. */
const HASH = /^[0-9a-f]{64}$/;
const UNFINISHED = 'unfinished';

/** The folder of evidence in the data folder: every file of it, and nothing else, belongs into a backup but `unfinished`. */
export function evidenceFolder(dataDir: string): string {
  return join(dataDir, 'evidence');
}

/** Where the file of that SHA-256 (64 hex digits) lies. Throws a RangeError for anything else. */
export function evidencePath(dataDir: string, sha256: string): string {
  if (!HASH.test(sha256)) throw new RangeError('not the SHA-256 of a file');
  return join(evidenceFolder(dataDir), sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Puts the bytes into the folder. They are written aside, forced onto the disk and given their name at once: whenever the process
 * is killed there is a whole file or none. The same bytes are one file; a file that lies there broken is mended.
 */
export async function keepFile(dataDir: string, bytes: Uint8Array): Promise<KeptFile> {
  const file = { sha256: sha256Of(bytes), bytes: bytes.length };
  if ((await stateOfFile(dataDir, file)) === 'sound') return file;
  const aside = join(evidenceFolder(dataDir), UNFINISHED);
  const path = evidencePath(dataDir, file.sha256);
  for (const folder of [aside, dirname(path)]) await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(aside, `${process.pid}-${randomBytes(8).toString('hex')}`);
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
  return file;
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The bytes of that file as they were taken in; undefined where it is missing or altered. */
export async function readKept(dataDir: string, sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const bytes = await readFile(evidencePath(dataDir, sha256));
    return sha256Of(bytes) === sha256 ? (bytes as Uint8Array<ArrayBuffer>) : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether the file lies there as it was taken in. It is read in pieces, whatever its size. */
export async function stateOfFile(dataDir: string, { sha256, bytes }: KeptFile): Promise<FileState> {
  const path = evidencePath(dataDir, sha256);
  try {
    if ((await stat(path)).size !== bytes) return 'altered';
    const hash = createHash('sha256');
    for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
    return hash.digest('hex') === sha256 ? 'sound' : 'altered';
  } catch (error) {
    if (isMissing(error)) return 'missing';
    throw error;
  }
}

/** Every path in the folder, from the folder on, but what is unfinished. */
export async function listKept(dataDir: string): Promise<string[]> {
  try {
    const found = await readdir(evidenceFolder(dataDir), { recursive: true, withFileTypes: true });
    const folder = evidenceFolder(dataDir);
    return found
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .filter((path) => !path.startsWith(`${UNFINISHED}/`))
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Removes what killed processes left unfinished: at the start of a process. Gives how many there were. */
export async function sweepUnfinished(dataDir: string): Promise<number> {
  const aside = join(evidenceFolder(dataDir), UNFINISHED);
  let names: string[];
  try {
    names = await readdir(aside);
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
  const left = names.filter((name) => !isAtWork(Number(name.split('-')[0])));
  for (const name of left) await rm(join(aside, name), { force: true });
  return left.length;
}

/** Whether another process of that number lives: it may still be writing. */
function isAtWork(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
