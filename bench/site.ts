import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { directoryDocument, incidentDocument } from './records.ts';

export const SHIM = fileURLToPath(new URL('../src/merzim.mjs', import.meta.url));
const SEED = 7;

export type BenchSite = { address: string; pid: number; folder: string; close: () => Promise<void> };

/** A folder that goes with the process. */
export function folderOf(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `merzim-${name}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file of a directory and so many incidents, as `bench:data` writes them. */
export function recordsFile(folder: string, incidents: number): string {
  const file = join(folder, 'records.jsonl');
  const until = Date.now();
  const documents = [
    directoryDocument(),
    ...Array.from({ length: incidents }, (_, at) => incidentDocument(at, SEED, until)),
  ];
  writeFileSync(file, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
  return file;
}

/** `npm start` as a process of its own, on records of so many incidents. */
export async function siteOf(incidents: number): Promise<BenchSite> {
  const folder = folderOf('bench');
  const env = {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    DIGEST_AT: 'off',
    DATABASE_URL: `sqlite:${join(folder, 'merzim.db')}`,
  };
  execFileSync(process.execPath, [SHIM, 'import', recordsFile(folder, incidents), '--publish'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const child = spawn(process.execPath, [SHIM, 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await addressOf(child);
  return { address, pid: child.pid ?? 0, folder, close: () => ended(child) };
}

async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('no stderr');
  for await (const line of createInterface(child.stderr)) {
    const address = /^Merzim: (\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      child.stderr.resume();
      return address.replace('localhost', '127.0.0.1');
    }
  }
  throw new Error('the site did not start');
}

export async function ended(child: ChildProcess): Promise<void> {
  child.kill();
  if (child.exitCode === null) await once(child, 'exit');
}

/** Megabytes that the process holds in memory. */
export function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

export const median = (of: number[]): number => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
