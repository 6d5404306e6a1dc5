import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { fillNewsroom } from './newsroom.ts';
import { startPostgres } from './postgres-server.ts';
import { makeTemplates } from './templates.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of a server with no databases of ours: `postgres://…/postgres`. */
    postgresUrl: string;
  }
}

/** One real PostgreSQL for the whole run, on a free port, in a folder of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'merzim-postgres-'));
  // As root the server runs as another user, who has to come through.
  await chmod(folder, 0o711);
  const server = await startPostgres(folder);
  project.provide('postgresUrl', server.url);
  await makeTemplates({ folder, url: server.url }, fillNewsroom);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
