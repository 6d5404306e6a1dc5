import { parseArgs } from 'node:util';
import { deliverTelegram } from '../digest/telegram.ts';
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
    const { mail, telegram, dataDir, digestZone, port } = config;
    const baseUrl = config.baseUrl ?? `http://localhost:${port}`;
    const kinds = letterKinds({
      baseUrl,
      from: mail.from,
      zone: digestZone,
    });
    const post = postOf({ ...mail, dataDir });
    try {
      if (mail.smtpUrl === null) io.stderr.write(`SMTP_URL is not set: mails go to ${outboxFolder(dataDir)}\n`);
      const { sent, deferred, refused, unreachable } = await deliverDue(db, { post, kinds, now: io.now });
      io.stdout.write(`${sent} sent, ${deferred} to be tried again, ${refused} refused\n`);
      if (unreachable !== null) io.stderr.write(`the mail server cannot be reached: ${unreachable}\n`);
      const posted = telegram === null ? null : await deliverTelegram(db, { access: telegram, baseUrl, now: io.now });
      if (posted !== null)
        io.stdout.write(
          `Telegram: ${posted.sent} sent, ${posted.deferred} to be tried again, ${posted.refused} refused\n`,
        );
      const channels = [...Object.keys(kinds), ...(telegram === null ? [] : ['telegram'])] as ChannelOut[];
      const next = await findNextTry(db, channels);
      if (next !== undefined) io.stderr.write(`the next try is due ${new Date(next).toISOString()}\n`);
      const failed = deferred + refused + (posted === null ? 0 : posted.deferred + posted.refused);
      return failed === 0 && unreachable === null && next === undefined ? 0 : 1;
    } finally {
      post.close();
    }
  });
}
