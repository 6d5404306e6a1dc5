import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type Db, openDatabase } from '../../src/records/database.ts';
import type { Engine } from '../../src/records/dialect.ts';
import { copyTemplate, type Template, templateDatabase } from './templates.ts';

/** For `describe.each`: records and writing routes answer alike on both. */
export const ENGINES: Engine[] = ['sqlite', 'postgres'];

export type TestDatabase = { engine: Engine; url: string; db: Db; close: () => Promise<void> };

/** An empty database of its own, with the newest schema; with `desk` the newsroom of `testDesk` too, with `none` without any. `close` takes it away again. */
export async function freshDatabase(engine: Engine, schema: Schema = 'newest'): Promise<TestDatabase> {
  const { url, remove } = engine === 'sqlite' ? await freshFile(schema) : await freshPostgres(schema);
  const { db, close } = openDatabase(url);
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

type Schema = Template | 'none';

async function freshFile(schema: Schema) {
  const folder = await mkdtemp(join(tmpdir(), 'merzim-test-'));
  const path = join(folder, 'merzim.db');
  if (schema !== 'none') copyTemplate(path, schema);
  return { url: `sqlite:${path}`, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function freshPostgres(schema: Schema) {
  const name = `merzim_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}${schema === 'none' ? '' : ` template ${templateDatabase(schema)}`}`);
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
