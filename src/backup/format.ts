import { createHash, type Hash } from 'node:crypto';
import type { Ending } from '../records/copy.ts';

/**
 * A backup is one tar, encrypted by age as a whole: `backup.json`, then `rows/TABLE/NUMBER.jsonl` (one row a line), then
 * `evidence/…` as the files lie in the folder, then `manifest.json`, which names every part before it. docs/backup.md.
 */
export const FORMAT = 'merzim/backup@1';
export const HEAD = 'backup.json';
export const MANIFEST = 'manifest.json';

export type Head = { format: typeof FORMAT; made_at: string; schema: string; engine: string };
export type Part = { name: string; size: number; sha256: string };
export type Manifest = { format: typeof FORMAT; parts: Part[] } & Ending;

/** A backup that cannot be made or read; the message is one line for whoever runs the site. */
export class BackupRefused extends Error {}

/** As src/evidence/folder.ts lays files: nothing else of the folder is held, and no path leads out of it. */
export const isEvidencePath = (path: string): boolean => /^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{64}$/.test(path);

/** The table that a part holds rows of; undefined: none. */
export const tableOf = (name: string): string | undefined => /^rows\/([a-z0-9_]+)\/\d+\.jsonl$/.exec(name)?.[1];

/** The path within the evidence folder; undefined: the part is no evidence, or its path leads elsewhere. */
export function evidencePathOf(name: string): string | undefined {
  const path = name.startsWith('evidence/') ? name.slice('evidence/'.length) : '';
  return isEvidencePath(path) ? path : undefined;
}

/** Passes the bytes on and tells at the end how many there were and their SHA-256. */
export async function* weighed(
  body: AsyncIterable<Uint8Array>,
  tell: (weight: Omit<Part, 'name'>) => void,
): AsyncGenerator<Uint8Array> {
  const hash: Hash = createHash('sha256');
  let size = 0;
  for await (const chunk of body) {
    hash.update(chunk);
    size += chunk.byteLength;
    yield chunk;
  }
  tell({ size, sha256: hash.digest('hex') });
}

/** The size and SHA-256 of bytes that are at hand. */
export const weightOf = (bytes: Uint8Array): Omit<Part, 'name'> => ({
  size: bytes.byteLength,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

export function readHead(text: string): Head {
  const head = parsed(text);
  if (head?.format !== FORMAT) throw new BackupRefused(`not a backup of the kind ${FORMAT}`);
  if (typeof head.schema !== 'string' || typeof head.made_at !== 'string')
    throw new BackupRefused('its head is broken');
  return head as Head;
}

export function readManifest(text: string): Manifest {
  const manifest = parsed(text);
  const whole = manifest?.format === FORMAT && Array.isArray(manifest.parts) && manifest.tables && manifest.counters;
  if (!whole) throw new BackupRefused('its manifest is broken');
  return manifest as Manifest;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
