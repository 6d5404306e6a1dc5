import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepDelivering, letterKinds, type MailLog, outboxFolder, postOf } from '../../src/mail/queue.ts';
import type { Outcome, Post } from '../../src/mail/send.ts';
import { countDeliveries } from '../../src/records/deliveries.ts';
import { markRestored } from '../../src/records/newsroom-settings.ts';
import { askForSubscription, countSubscribers } from '../../src/records/subscriptions.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { command } from '../support/command.ts';
import { freshDatabase, type TestDatabase } from '../support/databases.ts';
import { DAY } from '../support/facts.ts';
import { mailServer, parsed } from '../support/mail-server.ts';
import { addSubscriber, addSubscribers, issueW31, MONDAY, SITE, WEEK } from '../support/subscribers.ts';

let test: TestDatabase;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'merzim-queue-'));
  test = await freshDatabase('sqlite');
  await publishCasesOf2019(test.db);
});
afterEach(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const outbox = () => postOf({ smtpUrl: null, from: SITE.from, dkim: null, dataDir: folder });

class Log {
  lines: string[] = [];
  #waiting: { word: string; done: () => void }[] = [];
  readonly log: MailLog = { info: this.#add('info'), warn: this.#add('warn'), error: this.#add('error') };

  #add(level: string) {
    return (fields: object, words: string) => {
      this.lines.push(`${level} ${words} ${JSON.stringify(fields)}`);
      for (const one of this.#waiting.filter(({ word }) => words.includes(word))) one.done();
    };
  }

  said(word: string): Promise<void> {
    return new Promise((done) => this.#waiting.push({ word, done }));
  }
}

describe('Without a mail server', () => {
  it('mails are written to the outbox, one file each, and count as sent', async () => {
    await addSubscriber(test.db, 'a@example.org');
    await addSubscriber(test.db, 'b@example.org', { lang: 'kk' });
    await issueW31(test.db);
    const options = { databaseUrl: test.url, now: MONDAY, env: { DATA_DIR: folder, BASE_URL: SITE.baseUrl } };
    const said = await command(['deliver'], options);
    expect(said).toMatchObject({ code: 0 });
    expect(said.stdout).toContain('2 sent, 0 to be tried again, 0 refused');
    expect(said.stderr).toContain(`mails go to ${outboxFolder(folder)}`);
    const files = await readdir(outboxFolder(folder));
    expect(files).toHaveLength(2);
    for (const name of files) expect(name).toMatch(/^2019-W31\.\d\.[A-Za-z0-9]{12}\.eml$/);
    const mail = await parsed(await readFile(join(outboxFolder(folder), files[0] ?? ''), 'utf8'));
    expect(mail.messageId).toContain('2019-W31');
    expect(await countDeliveries(test.db, WEEK)).toEqual([{ channel: 'mail', state: 'sent', count: 2 }]);
    expect((await command(['deliver'], options)).stdout).toContain('0 sent');
    expect(await readdir(outboxFolder(folder))).toHaveLength(2);
  });
});

describe('merzim deliver', () => {
  it('says what waits, and that a server cannot be reached, without the secrets', async () => {
    await addSubscribers(test.db, 3);
    await issueW31(test.db);
    const dead = await mailServer();
    await dead.close();
    const SMTP_URL = dead.url.replace('smtp://', 'smtp://user:secret@');
    const env = { DATA_DIR: folder, SMTP_URL, MAIL_FROM: 'Merzim <digest@merzim.example>' };
    const said = await command(['deliver'], { databaseUrl: test.url, now: MONDAY, env });
    expect(said.code).toBe(1);
    expect(said.stderr).toContain('the mail server cannot be reached');
    expect(said.stderr).toContain('the next try is due 2019-08-05T03:01:00.000Z');
    expect(said.stdout + said.stderr).not.toMatch(/secret|example\.org/);
  });

  it('takes no words', async () => {
    expect(await command(['deliver', 'now'], { databaseUrl: test.url })).toMatchObject({ code: 2 });
  });

  it('sends nothing from a restored copy', async () => {
    await addSubscribers(test.db, 1);
    await issueW31(test.db);
    await markRestored(test.db, { by: { user: null, via: 'command' }, now: MONDAY });
    const env = { DATA_DIR: folder };
    expect(await command(['deliver'], { databaseUrl: test.url, now: MONDAY, env })).toMatchObject({ code: 1 });
    expect(await countDeliveries(test.db, WEEK)).toEqual([{ channel: 'mail', state: 'queued', count: 1 }]);
  });
});

describe('The queue of a server', () => {
  const start = (post: Post, log: Log, more: { isHeld?: () => Promise<boolean>; now?: () => number } = {}) =>
    keepDelivering({
      db: test.db,
      post,
      kinds: letterKinds(SITE),
      now: () => MONDAY,
      log: log.log,
      pollMs: 10,
      ...more,
    });

  it('delivers while it runs, and its log names nobody', async () => {
    const emails = await addSubscribers(test.db, 5);
    const log = new Log();
    const queue = start(outbox(), log);
    const delivered = log.said('delivered');
    await issueW31(test.db);
    await delivered;
    await queue.stop();
    expect(await readdir(outboxFolder(folder))).toHaveLength(emails.length);
    expect(log.lines.join('\n')).not.toContain('@');
    expect(log.lines.join('\n')).toContain('"sent":');
  });

  it('finishes the letters under way when it is stopped, and lets the rest go', async () => {
    await addSubscribers(test.db, 30);
    await issueW31(test.db);
    const begun: (() => void)[] = [];
    let first: () => void = () => {};
    const started = new Promise<void>((resolve) => {
      first = resolve;
    });
    const slow: Post = {
      lanes: 3,
      send: () =>
        new Promise<Outcome>((resolve) => {
          begun.push(() => resolve({ kind: 'sent' }));
          if (begun.length === 3) first();
        }),
      close: () => {},
    };
    const queue = start(slow, new Log());
    await started;
    const stopped = queue.stop();
    for (const finish of begun) finish();
    await stopped;
    expect(await countDeliveries(test.db, WEEK)).toEqual([
      { channel: 'mail', state: 'queued', count: 27 },
      { channel: 'mail', state: 'sent', count: 3 },
    ]);
  });

  it('waits while it is held, and forgets what nobody confirmed', async () => {
    await addSubscribers(test.db, 2);
    await issueW31(test.db);
    const asked = { email: 'never@example.org', lang: 'ru', wantsEmpty: false, attemptKey: 'k' } as const;
    await askForSubscription(test.db, { ...asked, scopes: [{ kind: 'all', ref: '' }], now: MONDAY - 8 * DAY });
    const log = new Log();
    const forgot = log.said('forgot');
    const queue = start(outbox(), log, { isHeld: async () => true });
    await forgot;
    await queue.stop();
    expect(await countSubscribers(test.db)).toMatchObject({ unconfirmed: 0, confirmed: 2 });
    expect(await countDeliveries(test.db, WEEK)).toEqual([{ channel: 'mail', state: 'queued', count: 2 }]);
  });

  it('goes on after an error, and says it', async () => {
    await addSubscribers(test.db, 1);
    await issueW31(test.db);
    let broken = true;
    const log = new Log();
    const post = outbox();
    const send: Post['send'] = (letter, signal) => {
      if (!broken) return post.send(letter, signal);
      broken = false;
      throw new Error('a fault of ours');
    };
    const failed = log.said('failed');
    let now = MONDAY;
    const queue = start({ ...post, send }, log, { now: () => now });
    await failed;
    const delivered = log.said('delivered');
    now += DAY;
    await delivered;
    await queue.stop();
    expect(await countDeliveries(test.db, WEEK)).toEqual([{ channel: 'mail', state: 'sent', count: 1 }]);
  });
});
