/**
 * `npm run drill:durability -- [--engine sqlite|postgres] [--kills N] [--migrations N]`: processes that import, publish, issue digests and
 * take files in are killed with signal 9 at random, and so are migrations of what a released Merzim had kept. After each kill
 * `verify` has to be clean, nothing half done, and everything there that a process had said was done. Ends with 1 where it is not.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { openDatabase } from '../src/records/database.ts';
import type { Engine } from '../src/records/dialect.ts';
import type { TestDatabase } from '../test/support/databases.ts';
import { type DurabilitySaid, migrationDrill, writingDrill } from '../test/support/durability-drill.ts';
import { fillReleased, keptAt, RELEASED } from '../test/support/released.ts';
import { drillDatabases } from './databases.ts';

const OPTIONS = {
  engine: { type: 'string' },
  kills: { type: 'string', default: '200' },
  migrations: { type: 'string', default: '40' },
} as const;

/** Milliseconds: long enough that some are killed after their work. */
const LONGEST = { sqlite: { writing: 900, migrating: 250 }, postgres: { writing: 2500, migrating: 1000 } };

const { values } = parseArgs({ options: OPTIONS });
const engines = (['sqlite', 'postgres'] as const).filter((engine) => (values.engine ?? engine) === engine);
let failed = false;
await drillDatabases(engines, async (engine, database) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'merzim-durability-'));
  const started = performance.now();
  try {
    const writing = await writingDrill(database, {
      kills: Number(values.kills),
      livesMs: [30, LONGEST[engine].writing],
      dataDir,
    });
    tell(engine, 'at work', writing);
    const migrating = await migrations(engine, database, dataDir, Number(values.migrations));
    tell(engine, 'migrating', migrating);
    console.log(`  ${((performance.now() - started) / 1000).toFixed(0)} s`);
    failed ||= writing.wrong.length + migrating.wrong.length > 0;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
// A package of the drill would end it with 0 as soon as it is idle.
process.exit(failed ? 1 : 0);

async function migrations(engine: Engine, at: TestDatabase, folder: string, count: number): Promise<DurabilitySaid> {
  const all: DurabilitySaid = { kills: 0, done: {}, wrong: [] };
  for (let number = 0; number < count; number += 1) {
    const url = await fresh(engine, at, folder, number);
    const { db, close } = openDatabase(url);
    try {
      for (const schema of RELEASED.slice(-1)) await fillReleased(db, schema, keptAt(schema));
      const said = await migrationDrill({ engine, url, db, close }, { livesMs: [0, LONGEST[engine].migrating] });
      all.kills += said.kills;
      all.wrong.push(...said.wrong);
      for (const [what, times] of Object.entries(said.done)) all.done[what] = (all.done[what] ?? 0) + times;
    } finally {
      await close();
    }
    if (engine === 'postgres') await sql`drop database ${sql.ref(`old_${number}`)} with (force)`.execute(at.db);
  }
  return all;
}

async function fresh(engine: Engine, at: TestDatabase, folder: string, number: number): Promise<string> {
  if (engine === 'sqlite') return `sqlite:${join(folder, `old-${number}.db`)}`;
  await sql`create database ${sql.ref(`old_${number}`)}`.execute(at.db);
  const url = new URL(at.url);
  url.pathname = `/old_${number}`;
  return url.href;
}

function tell(engine: Engine, when: string, { kills, done, wrong }: DurabilitySaid): void {
  const counts = Object.entries(done).map(([what, times]) => `${what} ${times}`);
  console.log(`${engine}: ${kills} processes killed ${when} (${counts.join(', ')}); wrong: ${wrong.length}`);
  for (const line of wrong.slice(0, 20)) console.log(`  ${line}`);
}
