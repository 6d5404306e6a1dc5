import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliverDue } from '../../src/mail/deliver.ts';
import { readIncoming } from '../../src/mail/incoming.ts';
import { letterKinds } from '../../src/mail/queue.ts';
import type { Post } from '../../src/mail/send.ts';
import { listUndelivered } from '../../src/records/deliveries.ts';
import { findSubscriber, forgiveBounces } from '../../src/records/subscriptions.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { command } from '../support/command.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { addSubscriber, issueW31, MONDAY, SITE, WEEK } from '../support/subscribers.ts';

const DAY_MS = 86_400_000;
const ADDRESS = 'reader@example.org';

/** A report as Postfix writes it, of a letter of ours. `returned`: its headers, or nothing of it. */
const report = (status: string, action: string, returned: string) =>
  [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mail.example.org (Mail Delivery System)',
    'To: digest@merzim.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="8F3A2.1565000000/mail.example.org"',
    '',
    '--8F3A2.1565000000/mail.example.org',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `<${ADDRESS}>: host mx.example.org said: 550 5.1.1 no such user`,
    '',
    '--8F3A2.1565000000/mail.example.org',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example.org',
    '',
    `Final-Recipient: rfc822; ${ADDRESS}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '',
    '--8F3A2.1565000000/mail.example.org',
    'Content-Type: text/rfc822-headers',
    '',
    returned,
    '',
    '--8F3A2.1565000000/mail.example.org--',
    '',
  ].join('\r\n');

const leaving = (subject: string) =>
  [`From: ${ADDRESS}`, 'To: digest@merzim.example', `Subject: ${subject}`, '', 'Please.', ''].join('\r\n');

describe.each(ENGINES)('A message that comes back to us (%s)', (engine) => {
  let test: TestDatabase;
  let id: number;
  let head: string;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db);
    id = await addSubscriber(test.db, ADDRESS);
    await issueW31(test.db);
    head = await sent();
  });
  afterEach(() => test.close());

  /** The headers of the digest, as a server took it. */
  const sent = async (): Promise<string> => {
    const letters: string[] = [];
    const post: Post = {
      lanes: 1,
      send: async ({ raw }) => {
        letters.push(String(raw));
        return { kind: 'sent' };
      },
      close: () => {},
    };
    await deliverDue(test.db, { post, kinds: letterKinds(SITE), now: () => MONDAY });
    return (letters[0] ?? '').split('\r\n\r\n')[0] ?? '';
  };
  const receive = (stdin: string) => command(['receive-mail'], { databaseUrl: test.url, stdin, now: MONDAY + DAY_MS });
  const link = () => /<mailto:[^?>]+\?subject=([^>]+)>/.exec(head.replace(/\r\n\s+/g, ' '))?.[1] ?? '';

  it('to leave, by the subject that the letter’s own link makes, deletes the subscriber and prints no address', async () => {
    const subject = decodeURIComponent(link());
    expect(subject).toMatch(/^unsubscribe [\w-]{44}$/);
    expect(await receive(leaving(subject))).toEqual({ code: 0, stdout: 'a subscriber has left\n', stderr: '' });
    expect(await findSubscriber(test.db, id)).toBeUndefined();
    expect((await receive(leaving(`Re: ${subject}`))).stdout).toBe('it names no subscriber, or was taken in before\n');
  });

  it('to leave, folded, answered to, or to an address with the code in it', () => {
    const code = decodeURIComponent(link()).split(' ')[1] ?? '';
    const asked = { kind: 'leave', token: code };
    expect(readIncoming(leaving(`Re: unsubscribe\r\n ${code}`))).toEqual(asked);
    expect(readIncoming(leaving('').replace('digest@', `digest+${code}@`))).toEqual(asked);
    expect(readIncoming(leaving(`unsubscribe ${code}x`))).toEqual({ kind: 'other', why: 'unknown' });
    expect(readIncoming(leaving('unsubscribe'))).toEqual({ kind: 'other', why: 'unknown' });
  });

  it('to leave with a code that we did not sign does nothing', async () => {
    const subject = decodeURIComponent(link());
    const forged = subject.slice(0, -3) + (subject.endsWith('AAA') ? 'BBB' : 'AAA');
    expect((await receive(leaving(forged))).stdout).toBe('it names no subscriber, or was taken in before\n');
    expect(await findSubscriber(test.db, id)).toBeDefined();
  });

  it('as a report that a letter came back counts once, and the desk sees it without an address', async () => {
    const bounced = report('5.1.1', 'failed', head);
    expect(await receive(bounced)).toEqual({ code: 0, stdout: 'a letter came back: noted\n', stderr: '' });
    expect((await receive(bounced)).stdout).toBe('it names no subscriber, or was taken in before\n');
    expect(await findSubscriber(test.db, id)).toMatchObject({ state: 'confirmed', bounces: 1 });
    const [undelivered] = await listUndelivered(test.db, { week: WEEK, limit: 10 });
    expect(undelivered).toMatchObject({ state: 'given_up', lastError: 'came back later: 5.1.1' });
  });

  it('without the letter’s name is known by the code in its header', async () => {
    const nameless = head.replace(/^Message-ID:.*\r\n/im, '');
    expect((await receive(report('5.1.1', 'failed', nameless))).stdout).toBe('a letter came back: noted\n');
    const nothing = report('5.1.1', 'failed', 'Subject: something else');
    expect((await receive(nothing)).stdout).toBe('it names no subscriber, or was taken in before\n');
  });

  it('as a delay, a policy or an answer of a person counts for nothing', async () => {
    for (const [status, action] of [
      ['4.4.1', 'delayed'],
      ['5.7.1', 'failed'],
      ['2.0.0', 'delivered'],
    ] as const)
      expect((await receive(report(status, action, head))).stdout).toBe('nothing to do\n');
    for (const other of [leaving('Спасибо за сводку'), '', 'no headers at all', 'x'.repeat(100_000)])
      expect(await receive(other)).toEqual({ code: 0, stdout: 'nothing to do\n', stderr: '' });
    expect(await findSubscriber(test.db, id)).toMatchObject({ bounces: 0 });
  });

  it('late counts on while each letter comes back, and is forgiven by a week in which none does', async () => {
    await receive(report('5.1.1', 'failed', head));
    // The next letter is taken: that proves nothing of one that comes back later.
    await forgiveBounces(test.db, [id], MONDAY);
    expect(await findSubscriber(test.db, id)).toMatchObject({ bounces: 1 });
    await forgiveBounces(test.db, [id], MONDAY + 8 * DAY_MS);
    expect(await findSubscriber(test.db, id)).toMatchObject({ bounces: 0 });
  });
});
