/**
 * `npm run bench:growth -- [--engine sqlite|postgres|both] [--promises 10000,100000]`: what public pages cost as the record grows,
 * each as milliseconds (the median of several) and as the ratio of the largest record to the smallest. Records are filled in
 * the same run; a million promises (`--promises 10000,1000000`) take half an hour to fill.
 */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import pino from 'pino';
import { readConfig } from '../src/config.ts';
import { readDocument } from '../src/domain/document.ts';
import { askedFor } from '../src/domain/search/keys.ts';
import { type Db, migrateToLatest, openDatabase } from '../src/records/database.ts';
import { importDocuments } from '../src/records/import.ts';
import { listPublicPromises } from '../src/records/promise-list.ts';
import { listPromiseCandidates } from '../src/records/promises.ts';
import { searchPublic } from '../src/records/search.ts';
import { STEMMERS } from '../src/records/search-words.ts';
import { refreshStatistics } from '../src/records/statistics.ts';
import { createApp } from '../src/web/app.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { directoryDocument, incidentDocument, PROMISES_EACH } from './records.ts';
import { folderOf, median } from './site.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'both' },
    promises: { type: 'string', default: '10000,100000' },
    runs: { type: 'string', default: '15' },
  },
});
const SEED = 7;
const AT_ONCE = 1000;
const now = Date.now();

function taken(value: unknown) {
  const read = readDocument(value);
  if (!read.ok) throw new Error(JSON.stringify(read.errors[0]));
  return read;
}

async function fill(db: Db, promises: number): Promise<number> {
  const started = performance.now();
  const incidents = Math.ceil(promises / PROMISES_EACH);
  const by = { user: null, via: 'import' as const };
  for (let start = 0; start < incidents; start += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, incidents - start) }, (_, at) => start + at);
    const documents = numbers.map((at) => taken(incidentDocument(at, SEED, now)));
    if (start === 0) documents.unshift(taken(directoryDocument()));
    const done = await importDocuments(db, { documents, publish: true, by, now });
    if (!done.ok) throw new Error('not imported');
  }
  return performance.now() - started;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  await work();
  const took: number[] = [];
  for (let run = 0; run < Number(values.runs); run++) {
    const started = performance.now();
    await work();
    took.push(performance.now() - started);
  }
  return median(took);
}

async function costs(db: Db, databaseUrl: string): Promise<Map<string, number>> {
  const config = readConfig({ DATABASE_URL: databaseUrl });
  const app = createApp({ db, config, now: () => now, log: pino({ level: 'silent' }) });
  const page = (path: string) => async () => {
    const response = await app.request(path);
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    await response.arrayBuffer();
  };
  const asOf = () => now;
  const overdue = { asOf: now, statuses: ['overdue'] as const, limit: 30 };
  const asked = askedFor('подстанция кабель', STEMMERS);
  const works: [string, () => Promise<unknown>][] = [
    ['passed terms, the query', () => listPromiseCandidates(db, overdue)],
    ['passed terms, the list', () => listPublicPromises(db, { asOf, statuses: ['overdue'], limit: 20 })],
    ['passed terms, the page', page('/promises?status=overdue')],
    ['passed terms, the feed', page('/feeds/overdue.atom')],
    ['home', page('/')],
    ['incidents', page('/incidents')],
    ['one incident', page('/incidents/incident-1')],
    ['search, promises', () => searchPublic(db, { asked, kind: 'promise', asOf, limit: 20 })],
    ['search, the page', page('/search?q=подстанция')],
    ['API, passed terms', page('/api/v1/promises?status=overdue')],
  ];
  const found = new Map<string, number>();
  for (const [name, work] of works) found.set(name, await timed(work));
  return found;
}

async function grow(engine: 'sqlite' | 'postgres', urlOf: (promises: number) => Promise<string>): Promise<void> {
  const sizes = values.promises.split(',').map(Number);
  const columns: Map<string, number>[] = [];
  for (const promises of sizes) {
    const url = await urlOf(promises);
    const { db, close } = openDatabase(url);
    await migrateToLatest(db);
    const took = await fill(db, promises);
    await refreshStatistics(db);
    console.log(`${engine}: ${promises} promises filled in ${(took / 1000).toFixed(0)} s`);
    columns.push(await costs(db, url));
    await close();
  }
  console.log(
    `${engine}, ms`.padEnd(28) +
      sizes.map((size) => String(size).padStart(10)).join('') +
      '   largest ÷ smallest'.padStart(20),
  );
  for (const name of columns[0]?.keys() ?? []) {
    const row = columns.map((column) => column.get(name) ?? 0);
    const ratio = (row.at(-1) ?? 0) / (row[0] ?? 1);
    console.log(name.padEnd(28) + row.map((ms) => ms.toFixed(2).padStart(10)).join('') + ratio.toFixed(2).padStart(20));
  }
}

if (values.engine !== 'postgres') {
  const folder = folderOf('growth');
  await grow('sqlite', async (promises) => `sqlite:${join(folder, `${promises}.db`)}`);
}
if (values.engine !== 'sqlite') {
  const folder = folderOf('growth-postgres');
  // As root the server runs as another user, who has to come in.
  chmodSync(folder, 0o755);
  const server = await startPostgres(folder);
  await grow('postgres', async (promises) => {
    const { db, close } = openDatabase(server.url);
    const name = `growth_${promises}`;
    await sql`create database ${sql.ref(name)}`.execute(db);
    await close();
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return url.href;
  });
  await server.stop();
}
