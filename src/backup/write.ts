import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Pack, pack } from 'tar-stream';
import type { Instant } from '../domain/zone.ts';
import { type Ending, findStoredSchema, readCopy } from '../records/copy.ts';
import type { Row } from '../records/copy-rows.ts';
import { type Db, inSnapshot } from '../records/database.ts';
import { engineOf } from '../records/dialect.ts';
import {
  BackupRefused,
  FORMAT,
  HEAD,
  type Head,
  isEvidencePath,
  MANIFEST,
  type Manifest,
  type Part,
  weighed,
  weightOf,
} from './format.ts';
import { encrypterTo, sealed } from './seal.ts';

export type BackupAsked = {
  /** The file to make; it may not be there. */
  path: string;
  /** The folder of the evidence; it may be missing. */
  evidence: string;
  /** Public keys of age; null: not encrypted. */
  recipients: readonly string[] | null;
  now: Instant;
  /** Breaks it off. */
  signal?: AbortSignal;
};

export type BackupDone = { path: string; bytes: number; rows: number; files: number };

const PART_BYTES = 1 << 20;

/**
 * Writes a backup of the record as it stands at one instant, while others go on writing. The file is there whole or not at all.
 * Throws a BackupRefused, or what the disk and the database throw.
 */
export async function writeBackup(db: Db, asked: BackupAsked): Promise<BackupDone> {
  if (asked.recipients !== null) encrypterTo(asked.recipients);
  const part = `${asked.path}.part`;
  const file = await openNew(asked.path, part);
  try {
    const told = { rows: 0, files: 0 };
    const plain = packed(db, asked, told);
    const chunks = asked.recipients === null ? plain : await sealed(plain, asked.recipients);
    const bytes = await writeAll(file, chunks, asked.signal);
    await file.sync();
    await file.close();
    await rename(part, asked.path);
    await syncFolder(dirname(asked.path));
    return { path: asked.path, bytes, ...told };
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

async function openNew(path: string, part: string): Promise<FileHandle> {
  const there = await open(path, 'r').catch(() => null);
  await there?.close();
  if (there !== null) throw new BackupRefused(`${path} is there already`);
  // What it holds are addresses and drafts: for its owner alone.
  return open(part, 'w', 0o600);
}

async function writeAll(
  file: FileHandle,
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    for (let from = 0; from < chunk.byteLength; ) from += (await file.write(chunk, from)).bytesWritten;
    bytes += chunk.byteLength;
  }
  return bytes;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync();
  await folder.close();
}

async function* packed(db: Db, asked: BackupAsked, told: { rows: number; files: number }): AsyncGenerator<Uint8Array> {
  const tar = pack();
  const filled = inSnapshot(db, (snapshot) => fill(tar, snapshot, asked, told)).then(
    () => tar.finalize(),
    (error: Error) => tar.destroy(error),
  );
  try {
    yield* tar as AsyncIterable<Uint8Array>;
  } finally {
    tar.destroy();
    await filled;
  }
}

async function fill(tar: Pack, db: Db, asked: BackupAsked, told: { rows: number; files: number }): Promise<void> {
  const schema = await findStoredSchema(db);
  if (schema === null) throw new BackupRefused('the database is empty: there is nothing to back up');
  const mtime = new Date(asked.now);
  const parts: Part[] = [];
  const add = async (name: string, bytes: Buffer) => {
    await addBytes(tar, { name, mtime }, bytes);
    parts.push({ name, ...weightOf(bytes) });
  };
  const head: Head = { format: FORMAT, made_at: mtime.toISOString(), schema, engine: engineOf(db) };
  await add(HEAD, Buffer.from(JSON.stringify(head)));
  const ending = await addRows(db, add);
  told.rows = Object.values(ending.tables).reduce((sum, { rows }) => sum + rows, 0);
  for await (const part of addEvidence(tar, asked.evidence, mtime)) {
    parts.push(part);
    told.files += 1;
  }
  const manifest: Manifest = { format: FORMAT, parts, ...ending };
  await addBytes(tar, { name: MANIFEST, mtime }, Buffer.from(JSON.stringify(manifest)));
}

async function addRows(db: Db, add: (name: string, bytes: Buffer) => Promise<void>): Promise<Ending> {
  let [table, number, text] = ['', 0, ''];
  const flush = async () => {
    if (text !== '') await add(`rows/${table}/${String(number).padStart(6, '0')}.jsonl`, Buffer.from(text));
    number += 1;
    text = '';
  };
  for await (const piece of readCopy(db, { whole: false })) {
    if (piece.kind === 'end') {
      await flush();
      return { tables: piece.tables, counters: piece.counters };
    }
    if (piece.table !== table) {
      await flush();
      [table, number] = [piece.table, 0];
    }
    text += linesOf(piece.rows);
    if (text.length > PART_BYTES) await flush();
  }
  throw new Error('a copy without an end');
}

const linesOf = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

function addBytes(tar: Pack, head: { name: string; mtime: Date }, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.entry({ ...head, size: bytes.byteLength }, bytes, (error) => (error ? reject(error) : resolve()));
  });
}

async function* addEvidence(tar: Pack, folder: string, mtime: Date): AsyncGenerator<Part> {
  for (const path of await listFiles(folder)) {
    // Files are never changed, but one may be taken down meanwhile.
    const file = await open(join(folder, path), 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (file === null) continue;
    try {
      const { size } = await file.stat();
      const name = `evidence/${path}`;
      let part: Part = { name, size, sha256: '' };
      const body = weighed(file.createReadStream({ autoClose: false }), (weight) => (part = { name, ...weight }));
      await pipeline(Readable.from(body), tar.entry({ name, size, mtime }));
      yield part;
    } finally {
      await file.close();
    }
  }
}

/** Every file of the folder by its path, without what is still being written and what is no file. */
async function listFiles(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  const paths = found
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  return paths.filter(isEvidencePath).sort();
}
