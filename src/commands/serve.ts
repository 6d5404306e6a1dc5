import { readConfig } from '../config.ts';
import { start, untilStopped } from '../serve.ts';
import { type Io, UsageError } from './io.ts';

/** `serve`: runs the site until it is told to stop. */
export async function serve(args: string[], io: Io): Promise<number> {
  if (args.length > 0) throw new UsageError('takes no arguments: see docs/operating.md for the variables');
  const config = readConfig(io.env);
  const running = await start({ config, now: io.now, output: io.stdout });
  io.stderr.write(`Merzim: ${config.baseUrl ?? running.address}\n`);
  return untilStopped(running.close, (line) => io.stderr.write(`${line}\n`));
}
