import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** More than one block, so that the last free one does not pass for room. */
const TRIAL = Buffer.alloc(64 * 1024);

const asked = new Map<string, Promise<boolean>>();

/** Whether a file can be written, to the disk, in each of these folders; one that is not there yet is none of ours. */
export async function isWritable(...folders: string[]): Promise<boolean> {
  const answers = await Promise.all([...new Set(folders)].map(isRoomIn));
  return answers.every((answer) => answer);
}

/** However many ask at once, one trial is made. */
function isRoomIn(folder: string): Promise<boolean> {
  const under = asked.get(folder);
  if (under !== undefined) return under;
  const trial = tried(folder).finally(() => asked.delete(folder));
  asked.set(folder, trial);
  return trial;
}

async function tried(folder: string): Promise<boolean> {
  const path = join(folder, `.room-${process.pid}`);
  try {
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(TRIAL);
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  } finally {
    await rm(path, { force: true }).catch(() => {});
  }
}
