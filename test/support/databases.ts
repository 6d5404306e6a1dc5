import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type Db, migrateToLatest, openDatabase } from '../../src/records/database.ts';
import type { Engine } from '../../src/records/dialect.ts';

/** For `describe.each`: records and writing routes answer alike on both. */
export const ENGINES: Engine[] = ['sqlite', 'postgres'];

export type TestDatabase = { engine: Engine; url: string; db: Db; close: () => Promise<void> };

/** An empty database of its own, with the newest schema; with `schema: 'none'` without any. `close` takes it away again. */
export async function freshDatabase(engine: Engine, schema: 'newest' | 'none' = 'newest'): Promise<TestDatabase> {
  const { url, remove } = engine === 'sqlite' ? await freshFile() : await freshPostgres();
  const { db, close } = openDatabase(url);
  if (schema === 'newest') await migrateToLatest(db);
  return {
    engine,
    url,
    db,
    close: async () => {
      await close();
      await remove();
    },
  };
}

async function freshFile() {
  const folder = await mkdtemp(join(tmpdir(), 'merzim-test-'));
  return { url: `sqlite:${join(folder, 'merzim.db')}`, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function freshPostgres() {
  const name = `merzim_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => onServer(`drop database ${name} with (force)`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
