/**
 * `npm run drill:disk`, as root: the site on a small disk of its own that is filled while it runs, emptied again, and then mounted
 * read only. Readers are served throughout, `/readyz` goes down and comes back by itself, no import is half done, nothing is
 * lost. Ends with 1 where it is not so.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import type { Db } from '../src/records/database.ts';
import { importDocuments } from '../src/records/import.ts';
import { isUnavailable } from '../src/records/unavailable.ts';
import { verifyRecords } from '../src/records/verify.ts';
import { start } from '../src/serve.ts';
import { publishCasesOf2019 } from '../test/support/cases.ts';
import { batchOf } from '../test/support/durability-acts.ts';

const folder = mkdtempSync(join(tmpdir(), 'merzim-disk-'));
const mount = (...options: string[]) => execFileSync('mount', [...options, folder], { stdio: 'inherit' });
const env = { PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' };
const begin = () => start({ config: readConfig(env), now: Date.now, output: process.stderr, prepare });
let isFilled = false;
async function prepare(db: Db): Promise<void> {
  if (!isFilled) await publishCasesOf2019(db);
  isFilled = true;
}

const failures: string[] = [];
function expectThat(what: string, holds: boolean): void {
  console.log(`${holds ? 'yes' : 'NO '}  ${what}`);
  if (!holds) failures.push(what);
}

async function take(db: Db, version: number): Promise<unknown> {
  const documents = Array.from({ length: 30 }, (_, one) => batchOf(one, version)).flat();
  const asked = documents.map((incident) => ({ kind: 'incident' as const, incident }));
  const by = { user: null, via: 'import' } as const;
  return importDocuments(db, { documents: asked, publish: true, by, now: Date.now() }).catch((error: unknown) => error);
}

function fill(): void {
  for (let number = 0; ; number += 1) {
    try {
      writeFileSync(join(folder, `filler-${number}`), Buffer.alloc(number > 40 ? 4096 : 1 << 20));
    } catch {
      if (number > 40) return;
      number = 40;
    }
  }
}

mount('-t', 'tmpfs', '-o', 'size=32m', 'tmpfs');
try {
  const site = await begin();
  const status = async (path: string) => (await fetch(`${site.address}${path}`)).status;
  const count = async () => (await site.db.selectFrom('editions').select('id').execute()).length;
  expectThat('a site with room is ready', (await status('/readyz')) === 200);
  fill();
  const before = await count();
  expectThat('the disk full: not ready', (await status('/readyz')) === 503);
  expectThat('the disk full: readers are served', (await status('/incidents/arys-2019')) === 200);
  const full = await take(site.db, 1);
  expectThat('the disk full: an import is refused as such', isUnavailable(full));
  if (full instanceof Error) console.log(`     ${full.message}`);
  expectThat('the disk full: nothing of it has stayed', (await count()) === before);
  expectThat('the disk full: the record is sound', (await verifyRecords(site.db)).length === 0);
  execFileSync('sh', ['-c', 'rm -f "$0"/filler-*', folder]);
  expectThat('room again: ready', (await status('/readyz')) === 200);
  await take(site.db, 2);
  expectThat('room again: the import is taken', (await count()) === before + 120);
  expectThat('room again: the record is sound', (await verifyRecords(site.db)).length === 0);
  await site.close();
  mount('-o', 'remount,ro');
  const refused = await begin().catch((error: unknown) => error);
  expectThat(
    'read only: a start is refused with one line',
    refused instanceof Error && !refused.message.includes('\n'),
  );
  if (refused instanceof Error) console.log(`     ${refused.message}`);
  mount('-o', 'remount,rw');
  const again = await begin();
  expectThat('writable again: everything is there', (await verifyRecords(again.db)).length === 0);
  expectThat('writable again: ready', (await fetch(`${again.address}/readyz`)).status === 200);
  await again.close();
} finally {
  execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures.length === 0 ? 0 : 1;
