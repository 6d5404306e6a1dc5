import { readConfig } from '../config.ts';
import { outboxFolder } from '../mail/queue.ts';
import { type Running, start, untilStopped } from '../serve.ts';
import { firstAdminPath } from './first-admin.ts';
import { type Io, UsageError } from './io.ts';

/** `serve`: runs the site until it is told to stop. */
export async function serve(args: string[], io: Io): Promise<number> {
  if (args.length > 0) throw new UsageError('takes no arguments: see docs/operating.md for the variables');
  const config = readConfig(io.env);
  let running: Running | undefined;
  const ended = untilStopped(
    async () => running?.close(),
    (line) => io.stderr.write(`${line}\n`),
  );
  running = await start({ config, now: io.now, output: io.stdout, schedule: true });
  const address = config.baseUrl ?? running.address;
  io.stderr.write(`Merzim: ${address}\n`);
  if (config.mail.smtpUrl === null)
    io.stderr.write(`SMTP_URL is not set: mails are written to ${outboxFolder(config.dataDir)}\n`);
  const path = await firstAdminPath(running.db, io.now());
  if (path !== undefined)
    io.stderr.write(
      `There is no user yet. This link makes the first admin, once and within a day:\n${address}${path}\n`,
    );
  return ended;
}
