import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateToLatest, openDatabase } from '../src/records/database.ts';
import type { Engine } from '../src/records/dialect.ts';
import type { TestDatabase } from '../test/support/databases.ts';
import { startPostgres } from '../test/support/postgres-server.ts';

/** Runs `work` on an empty database of each engine, on its own server or in its own folder, and leaves nothing behind. */
export async function drillDatabases(
  engines: readonly Engine[],
  work: (engine: Engine, database: TestDatabase) => Promise<void>,
): Promise<void> {
  for (const engine of engines) {
    const folder = await mkdtemp(join(tmpdir(), 'merzim-drill-'));
    await chmod(folder, 0o711);
    const server = engine === 'postgres' ? await startPostgres(folder) : null;
    const url = server?.url ?? `sqlite:${join(folder, 'merzim.db')}`;
    const { db, close } = openDatabase(url);
    try {
      await migrateToLatest(db);
      await work(engine, { engine, url, db, close });
    } finally {
      await close();
      await server?.stop();
      await rm(folder, { recursive: true, force: true });
    }
  }
}
