import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import { forgetHeldForms } from '../records/held-forms.ts';
import { forgetOldPhotos } from '../records/held-photos.ts';

/** The name of a held file: it came from us, and is no path. */
const NAME = /^[A-Za-z0-9_-]{43}$/;

/** Photos of forms that could not be saved yet: beside the evidence, for they are none. Of residents', the picture alone. */
const heldFolder = (dataDir: string): string => join(dataDir, 'held');

/** Writes what is held under its name (43 letters). */
export async function writeHeld(dataDir: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(heldFolder(dataDir), { recursive: true, mode: 0o700 });
  await writeFile(pathOf(dataDir, name), bytes, { mode: 0o600, flag: 'wx' });
}

/** What is held under that name; undefined where it is gone. */
export async function readHeld(dataDir: string, name: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(pathOf(dataDir, name));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Throws away what is held under these names. */
export async function removeHeld(dataDir: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(pathOf(dataDir, name), { force: true });
}

/** Throws away the forms and the photos that have waited too long, and every file that no row names. Gives how many files went. */
export async function forgetHeld(db: Db, { dataDir, now }: { dataDir: string; now: Instant }): Promise<number> {
  // The folder first: a file that is written now has its row already.
  const files = await namesIn(heldFolder(dataDir));
  await forgetHeldForms(db, now);
  const waiting = await forgetOldPhotos(db, now);
  const gone = files.filter((name) => NAME.test(name) && !waiting.has(name));
  await removeHeld(dataDir, gone);
  return gone.length;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function pathOf(dataDir: string, name: string): string {
  if (!NAME.test(name)) throw new RangeError('not the name of a held file');
  return join(heldFolder(dataDir), name);
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
