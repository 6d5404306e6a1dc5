// A process of its own that delivers what is queued until nothing is left, with hands quicker than a newsroom's. It says what it sent.
import { deliverDue } from '../../src/mail/deliver.ts';
import { letterKinds } from '../../src/mail/queue.ts';
import { smtpPost } from '../../src/mail/send.ts';
import { openDatabase } from '../../src/records/database.ts';
import { findNextTry } from '../../src/records/deliveries.ts';
import { MAIL_TIMES, SITE } from './mail-times.ts';

const [databaseUrl = '', smtpUrl = ''] = process.argv.slice(2);
const { db, close } = openDatabase(databaseUrl);
const post = smtpPost({ url: smtpUrl, from: SITE.from, dkim: null });
const deliver = { post, kinds: letterKinds(SITE), now: Date.now, times: MAIL_TIMES };
let sent = 0;
process.stdout.write('ready\n');
while ((await findNextTry(db, ['mail', 'confirmation'])) !== undefined) {
  sent += (await deliverDue(db, deliver)).sent;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
post.close();
await close();
process.stdout.write(`${sent}\n`);
