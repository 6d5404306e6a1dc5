import { basename } from 'node:path';
import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import {
  type EvidenceFile,
  type FileState,
  type KeptFile,
  listEvidenceFiles,
  listFilesToCheck,
  noteFileState,
} from '../records/evidence-files.ts';
import type { Broken } from '../records/verify.ts';
import { evidencePath, listKept, stateOfFile } from './folder.ts';

const DAY_MS = 86_400_000;

/** Checks every file of evidence against the folder: what is missing or altered, and what lies there that no row names. Nothing is changed. */
export async function verifyEvidence(db: Db, dataDir: string): Promise<{ broken: Broken[]; strangers: string[] }> {
  const files = await listEvidenceFiles(db);
  const broken: Broken[] = [];
  for (const file of files) {
    const state = await stateOfFile(dataDir, file);
    const where = `evidence ${file.sha256}${file.is === 'original' ? '' : ` (${file.is})`}`;
    if (state === 'missing') broken.push({ where, what: 'is missing from the folder of evidence' });
    if (state === 'altered') broken.push({ where, what: 'was altered in the folder of evidence' });
  }
  const known = new Set(files.map(({ sha256 }) => sha256));
  const strangers = (await listKept(dataDir)).filter((path) => !isPlaceOf(dataDir, path, known));
  return { broken, strangers };
}

/** Whether the path is where a known file belongs. */
function isPlaceOf(dataDir: string, path: string, known: ReadonlySet<string>): boolean {
  const name = basename(path);
  return known.has(name) && evidencePath(dataDir, name).endsWith(path);
}

/** Looks at the files that nobody has looked at for a day, `limit` at most, and notes what it finds. Gives those that are not as they were. */
export async function lookAtSome(
  db: Db,
  { dataDir, now, limit }: { dataDir: string; now: Instant; limit: number },
): Promise<{ looked: number; broken: { sha256: string; found: FileState }[] }> {
  const files = await listFilesToCheck(db, { before: now - DAY_MS, limit });
  const broken: { sha256: string; found: FileState }[] = [];
  for (const file of files) {
    const found = await stateOfAll(dataDir, file);
    await noteFileState(db, file.sha256, found, now);
    if (found !== 'sound') broken.push({ sha256: file.sha256, found });
  }
  return { looked: files.length, broken };
}

/** The file with its copy and its small picture: the worst of them. */
async function stateOfAll(dataDir: string, { copy, thumb, ...original }: EvidenceFile): Promise<FileState> {
  const all: KeptFile[] = [original, copy, thumb].filter((file) => file !== null);
  const states = await Promise.all(all.map((file) => stateOfFile(dataDir, file)));
  return states.find((state) => state === 'missing') ?? states.find((state) => state === 'altered') ?? 'sound';
}
