import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import type { Piece } from '../records/copy.ts';
import type { Row } from '../records/copy-rows.ts';
import {
  BackupRefused,
  evidencePathOf,
  HEAD,
  type Head,
  MANIFEST,
  type Part,
  readHead,
  readManifest,
  tableOf,
  weighed,
  weightOf,
} from './format.ts';
import { isSealed, opened } from './seal.ts';

/** A file of evidence in a backup: its path within the folder, and its bytes, to be read before the next piece. */
export type EvidencePiece = { kind: 'evidence'; path: string; body: AsyncIterable<Uint8Array> };
export type BackupPiece = { kind: 'head'; head: Head } | Piece | EvidencePiece;

/**
 * A backup piece by piece, the head first; the end comes only once every part is known to be what the manifest says. Throws a
 * BackupRefused for a file that is none of ours, is broken, or is not encrypted to one of the keys.
 */
export async function* readBackup(path: string, identities: readonly string[]): AsyncGenerator<BackupPiece> {
  const tar = extract();
  const sent = pipeline(Readable.from(await plainOf(path, identities), { objectMode: false }), tar);
  sent.catch(() => {});
  try {
    yield* piecesOf(tar);
    await sent;
  } catch (error) {
    if (error instanceof BackupRefused || isOfTheDisk(error)) throw error;
    throw new BackupRefused('it is broken');
  } finally {
    tar.destroy();
  }
}

const isOfTheDisk = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

async function plainOf(path: string, identities: readonly string[]): Promise<AsyncIterable<Uint8Array>> {
  const file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0).finally(() => file.close());
  if (!isSealed(buffer.subarray(0, bytesRead))) return createReadStream(path);
  if (identities.length === 0)
    throw new BackupRefused('it is encrypted: name the file of its private key with --identity');
  return opened(createReadStream(path), identities);
}

type Entry = { name: string; type: string; body: AsyncIterable<Uint8Array> };

async function* piecesOf(tar: ReturnType<typeof extract>): AsyncGenerator<BackupPiece> {
  const parts: Part[] = [];
  let isEnded = false;
  for await (const entry of tar) {
    const { name, type } = entry.header;
    if (isEnded || type !== 'file') throw new BackupRefused('it is broken');
    for await (const piece of pieceOf({ name, type, body: entry as AsyncIterable<Uint8Array> }, parts)) {
      isEnded = piece.kind === 'end';
      yield piece;
    }
  }
  if (!isEnded) throw new BackupRefused(parts.length === 0 ? 'no backup of Merzim' : 'it breaks off');
}

async function* pieceOf({ name, body }: Entry, parts: Part[]): AsyncGenerator<BackupPiece> {
  const evidence = evidencePathOf(name);
  if (evidence !== undefined) {
    yield { kind: 'evidence', path: evidence, body: weighed(body, (weight) => parts.push({ name, ...weight })) };
    return;
  }
  const bytes = await bytesOf(body);
  if ((name === HEAD) !== (parts.length === 0)) throw new BackupRefused('no backup of Merzim');
  if (name === MANIFEST) {
    const { tables, counters, parts: meant } = readManifest(bytes.toString());
    refuseUnlike(parts, meant);
    yield { kind: 'end', tables, counters };
    return;
  }
  parts.push({ name, ...weightOf(bytes) });
  const table = tableOf(name);
  if (table !== undefined) yield { kind: 'rows', table, rows: rowsOf(bytes.toString()) };
  else if (name === HEAD) yield { kind: 'head', head: readHead(bytes.toString()) };
  else throw new BackupRefused(`it holds a part ${JSON.stringify(name)} that no backup has`);
}

const LARGEST_PART = 1 << 28;

async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > LARGEST_PART) throw new BackupRefused('it is broken');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function rowsOf(text: string): Row[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Row);
}

function refuseUnlike(found: readonly Part[], meant: readonly Part[]): void {
  const wrong = found.find(({ name, size, sha256 }, index) => {
    const part = meant[index];
    return part?.name !== name || part.size !== size || part.sha256 !== sha256;
  });
  if (wrong !== undefined) throw new BackupRefused(`its part ${wrong.name} is not what the manifest says`);
  if (found.length !== meant.length) throw new BackupRefused('parts of it are missing');
}
