import { Readable, Writable } from 'node:stream';
import { main } from '../../src/cli.ts';
import type { Instant } from '../../src/domain/zone.ts';

export type CommandOptions = {
  databaseUrl: string;
  stdin?: string | Uint8Array;
  cwd?: string;
  now?: Instant;
  env?: Record<string, string>;
};

export type Said = { code: number; stdout: string; stderr: string };

/** Runs a command line within this process, as `npm run -s merzim -- …` would. */
export async function command(words: string[], options: CommandOptions): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const into = (stream: keyof typeof said) =>
    new Writable({
      write: (chunk, _encoding, done) => {
        said[stream] += String(chunk);
        done();
      },
    });
  const code = await main(words, {
    stdin: Readable.from([Buffer.from(options.stdin ?? '')]),
    stdout: into('stdout'),
    stderr: into('stderr'),
    env: { DATABASE_URL: options.databaseUrl, ...options.env },
    now: () => options.now ?? Date.parse('2019-08-05T04:00:00Z'),
    cwd: options.cwd ?? process.cwd(),
  });
  return { code, ...said };
}
