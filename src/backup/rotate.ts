import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../domain/zone.ts';

/** Names of backups that the server makes: they sort by their instants. */
const OURS = /^merzim-\d{8}T\d{6}Z\.tar(\.age)?$/;
const PART = /^merzim-\d{8}T\d{6}Z\.tar(\.age)?\.part$/;

/** The name of the backup of `now`. */
export function backupName(now: Instant, { isSealed }: { isSealed: boolean }): string {
  const at = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `merzim-${at}Z.tar${isSealed ? '.age' : ''}`;
}

/** Makes the folder, and removes what killed processes left in it half written. Call it while no other process makes a backup. */
export async function readyFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  for (const name of await readdir(dir)) if (PART.test(name)) await rm(join(dir, name), { force: true });
}

/** Removes all but the newest `keep` of the backups that the server made; other files stay. Gives the names of those removed. */
export async function rotate(dir: string, keep: number): Promise<string[]> {
  const names = (await readdir(dir)).filter((name) => OURS.test(name)).sort();
  const old = names.slice(0, Math.max(0, names.length - keep));
  for (const name of old) await rm(join(dir, name), { force: true });
  return old;
}
