import { parseArgs } from 'node:util';
import { deliverDue } from '../mail/deliver.ts';
import { letterKinds, outboxFolder, postOf } from '../mail/queue.ts';
import { findNextTry } from '../records/deliveries.ts';
import { findRestored } from '../records/newsroom-settings.ts';
import type { ChannelOut } from '../records/tables.ts';
import { type Io, Refused } from './io.ts';
import { withRecord } from './with-record.ts';

/** `deliver`: sends what is queued and ends. 1 where something waits for another try or was given up. contracts.md, Command line. */
export async function deliver(args: string[], io: Io): Promise<number> {
  parseArgs({ args, options: {} });
  return withRecord(io, async ({ db, config }) => {
    if ((await findRestored(db)) !== null)
      throw new Refused(
        'this database is a restored copy: nothing is sent until an editor takes it over at /desk/digests',
      );
    const { mail, dataDir, digestZone, port } = config;
    const kinds = letterKinds({
      baseUrl: config.baseUrl ?? `http://localhost:${port}`,
      from: mail.from,
      zone: digestZone,
    });
    const post = postOf({ ...mail, dataDir });
    try {
      if (mail.smtpUrl === null) io.stderr.write(`SMTP_URL is not set: mails go to ${outboxFolder(dataDir)}\n`);
      const { sent, deferred, refused, unreachable } = await deliverDue(db, { post, kinds, now: io.now });
      io.stdout.write(`${sent} sent, ${deferred} to be tried again, ${refused} refused\n`);
      if (unreachable !== null) io.stderr.write(`the mail server cannot be reached: ${unreachable}\n`);
      const next = await findNextTry(db, Object.keys(kinds) as ChannelOut[]);
      if (next !== undefined) io.stderr.write(`the next try is due ${new Date(next).toISOString()}\n`);
      return deferred + refused === 0 && unreachable === null && next === undefined ? 0 : 1;
    } finally {
      post.close();
    }
  });
}
