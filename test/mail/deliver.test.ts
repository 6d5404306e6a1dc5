import { createVerify, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/domain/subscription.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { deliverDue, TIMES, type Times } from '../../src/mail/deliver.ts';
import { letterKinds } from '../../src/mail/queue.ts';
import { smtpPost } from '../../src/mail/send.ts';
import { countDeliveries, listUndelivered } from '../../src/records/deliveries.ts';
import { findSubscriber, removeSubscriber } from '../../src/records/subscriptions.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { type MailServer, type Manner, mailServer, parsed } from '../support/mail-server.ts';
import { addSubscriber, addSubscribers, issueW31, MONDAY, SITE, WEEK } from '../support/subscribers.ts';

const HOUR = 3_600_000;

/** What a test opens; closed again after it. */
let opened: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of opened.reverse()) await close();
  opened = [];
});

async function server(mannerOf?: (to: string, before: number) => Manner): Promise<MailServer> {
  const made = await mailServer(mannerOf);
  opened.push(made.close);
  return made;
}

function deliver(
  test: TestDatabase,
  url: string,
  {
    now = MONDAY,
    times = TIMES,
    dkim = null,
  }: { now?: Instant; times?: Times; dkim?: Parameters<typeof smtpPost>[0]['dkim'] } = {},
) {
  const post = smtpPost({ url, from: SITE.from, dkim });
  opened.push(() => post.close());
  return deliverDue(test.db, { post, kinds: letterKinds(SITE), now: () => now, times });
}

const office = (ref: string): Scope => ({ kind: 'office', ref });

describe.each(ENGINES)('Delivering the digest (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db);
  });
  afterEach(() => test.close());

  it('reaches each subscriber once, with the headers that a list has', async () => {
    const id = await addSubscriber(test.db, 'reader@example.org');
    await issueW31(test.db);
    const { url, received } = await server();
    expect(await deliver(test, url)).toEqual({ sent: 1, deferred: 0, refused: 0, unreachable: null });
    expect(await deliver(test, url)).toEqual({ sent: 0, deferred: 0, refused: 0, unreachable: null });
    expect(received).toHaveLength(1);
    const raw = received[0]?.raw ?? '';
    const mail = await parsed(raw);
    expect(mail.from?.value).toEqual([{ name: 'Мерзім', address: 'digest@merzim.example' }]);
    expect(mail.subject).toBe('Сводка Merzim за 29 июля – 4 августа 2019 года');
    expect(mail.date?.getTime()).toBe(MONDAY);
    expect(mail.messageId).toMatch(new RegExp(`^<2019-W31\\.${id}\\.[A-Za-z0-9]{12}@merzim\\.example>$`));
    const unfolded = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
    const header = (name: string) =>
      unfolded.split('\r\n').filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `));
    expect(header('List-Id')).toEqual(['List-Id: "Merzim" <digest.merzim.example>']);
    const [unsubscribe = '', ...others] = header('List-Unsubscribe');
    expect(others).toEqual([]);
    expect(unsubscribe).toMatch(
      /^List-Unsubscribe: <https:\/\/merzim\.example\/subscribe\/leave\/[\w-]{44}>, <mailto:digest@merzim\.example\?subject=unsubscribe%20[\w-]{44}>$/,
    );
    expect(header('List-Unsubscribe-Post')).toEqual(['List-Unsubscribe-Post: List-Unsubscribe=One-Click']);
    expect(header('Auto-Submitted')).toEqual(['Auto-Submitted: auto-generated']);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(200);
    expect(raw).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    expect(mail.text).toContain('https://merzim.example/promises/almaty-blackout-2019/results');
    expect(mail.html).toContain('href="https://merzim.example/promises/almaty-blackout-2019/results"');
    const leave = /leave\/([\w-]{44})>/.exec(unsubscribe)?.[1] ?? '-';
    expect(mail.text).toContain(`https://merzim.example/subscribe/leave/${leave}`);
    expect(mail.html).toContain(`href="https://merzim.example/subscribe/leave/${leave}"`);
    expect(mail.html).not.toMatch(/<img|src=|url\(|@import|<link/);
  });

  it('goes to each in his language, of what he asked for alone', async () => {
    await addSubscriber(test.db, 'kk@example.org', { lang: 'kk', scopes: [office('akim-almaty')] });
    await addSubscriber(test.db, 'en@example.org', { lang: 'en', scopes: [{ kind: 'incident', ref: 'arys-2019' }] });
    await addSubscriber(test.db, 'none@example.org', { scopes: [office('akim-nur-sultan')] });
    await addSubscriber(test.db, 'empty@example.org', { scopes: [office('akim-nur-sultan')], wantsEmpty: true });
    await issueW31(test.db);
    const { url, received } = await server();
    await deliver(test, url);
    const mails = new Map(await Promise.all(received.map(async ({ to, raw }) => [to, await parsed(raw)] as const)));
    expect([...mails.keys()].sort()).toEqual(['empty@example.org', 'en@example.org', 'kk@example.org']);
    const [kk, en] = [mails.get('kk@example.org'), mails.get('en@example.org')];
    expect(kk?.subject).toContain('Merzim шолуы');
    expect(kk?.html).toContain('<html lang="kk"');
    expect(kk?.text).toContain('/kk/promises/almaty-blackout-2019/results');
    expect(kk?.text).not.toContain('arys-2019');
    expect(en?.subject).toContain('Merzim digest');
    expect(en?.html).toContain('/en/promises/arys-2019/');
    expect(`${en?.text}${en?.html}`).not.toContain('almaty-blackout');
    expect(mails.get('empty@example.org')?.text).toContain('ничего нового нет');
  });

  it('names no person on a line that nobody checked', async () => {
    await addSubscriber(test.db, 'reader@example.org');
    await issueW31(test.db);
    const { url, received } = await server();
    await deliver(test, url);
    const { text = '', html } = await parsed(received[0]?.raw ?? '');
    const unchecked = text.slice(text.indexOf('Ещё не смотрели'), text.indexOf('Срок вышел раньше'));
    expect(unchecked).toContain('Срок вышел, ещё не проверяли');
    expect(unchecked).not.toMatch(/Шукеев|Сагинтаев/);
    expect(text).toContain('Сагинтаев');
    expect(html).toContain('Сагинтаев');
  });

  it('tells nothing of an incident that was taken off since the issue', async () => {
    await addSubscriber(test.db, 'reader@example.org');
    await issueW31(test.db);
    await test.db.deleteFrom('editions').where('slug', '=', 'arys-2019').where('state', '=', 'public').execute();
    const { url, received } = await server();
    await deliver(test, url);
    const { text, html } = await parsed(received[0]?.raw ?? '');
    expect(`${text}${html}`).not.toContain('arys-2019');
    expect(text).toContain('almaty-blackout-2019');
  });

  it('writes to nobody who has left after the issue', async () => {
    const id = await addSubscriber(test.db, 'reader@example.org');
    await issueW31(test.db);
    await removeSubscriber(test.db, id);
    const { url, begun } = await server();
    expect(await deliver(test, url)).toMatchObject({ sent: 0 });
    expect(begun()).toBe(0);
  });

  it('is signed where there is a key, with the way to leave under the signature', async () => {
    await addSubscriber(test.db, 'reader@example.org');
    await issueW31(test.db);
    const { url, received } = await server();
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const dkim = {
      domainName: 'merzim.example',
      keySelector: 'merzim',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    await deliver(test, url, { dkim });
    const raw = received[0]?.raw ?? '';
    const head = raw
      .slice(0, raw.indexOf('\r\n\r\n'))
      .replace(/\r\n(?=[ \t])/g, '')
      .split('\r\n');
    const signature = head.find((line) => line.startsWith('DKIM-Signature:')) ?? '';
    const tag = (name: string) => new RegExp(`[;:]\\s*${name}=([^;]*)`).exec(signature)?.[1]?.replace(/\s/g, '') ?? '';
    expect(tag('d')).toBe('merzim.example');
    expect(tag('s')).toBe('merzim');
    const named = tag('h').toLowerCase().split(':');
    expect(named).toEqual(expect.arrayContaining(['from', 'to', 'list-unsubscribe', 'list-unsubscribe-post']));
    // RFC 6376, 3.4.2: relaxed.
    const relaxed = (line: string) => {
      const [name = '', ...rest] = line.split(':');
      return `${name.trim().toLowerCase()}:${rest
        .join(':')
        .replace(/[ \t]+/g, ' ')
        .trim()}`;
    };
    const signed = named.flatMap((name) =>
      head.filter((line) => line.toLowerCase().startsWith(`${name}:`)).map(relaxed),
    );
    const own = relaxed(signature).replace(/(\bb=)[^;]*$/, '$1');
    const verify = createVerify('RSA-SHA256').update(`${signed.join('\r\n')}\r\n${own}`);
    expect(verify.verify(publicKey, tag('b'), 'base64')).toBe(true);
  });

  it('is tried again later where the server says not now, and given up where it never will', async () => {
    const ids = await addSubscribers(test.db, 3);
    await issueW31(test.db);
    const { url, received } = await server((to, before) => {
      if (to === ids[0]) return { do: 'refuse', at: 'RCPT TO', code: 450, words: `<${to}> 4.2.0 greylisted` };
      if (to === ids[1] && before < 2) return { do: 'refuse', at: 'DATA', code: 451, words: '4.3.0 try later' };
      return { do: 'take' };
    });
    expect(await deliver(test, url)).toMatchObject({ sent: 1, deferred: 2 });
    expect(await deliver(test, url)).toMatchObject({ sent: 0, deferred: 0 });
    let now = MONDAY;
    for (const wait of TIMES.backOffMs) {
      now += wait;
      await deliver(test, url, { now });
    }
    expect(received.map(({ to }) => to).sort()).toEqual([ids[1], ids[2]]);
    expect(await countDeliveries(test.db, WEEK)).toEqual([
      { channel: 'mail', state: 'given_up', count: 1 },
      { channel: 'mail', state: 'sent', count: 2 },
    ]);
    const [last] = await listUndelivered(test.db, { week: WEEK, limit: 5 });
    expect(last).toMatchObject({ attempts: TIMES.backOffMs.length + 1, state: 'given_up' });
    expect(last?.lastError).toContain('greylisted');
    expect(last?.lastError).not.toContain('@');
  });

  it('counts a refused address as a bounce, a refused letter or sender not', async () => {
    const [address, letter] = [
      await addSubscriber(test.db, 'gone@example.org'),
      await addSubscriber(test.db, 'spam@example.org'),
    ];
    await issueW31(test.db);
    const { url } = await server((to) =>
      to === 'gone@example.org'
        ? { do: 'refuse', at: 'RCPT TO', code: 550, words: `5.1.1 <${to}> no such user` }
        : { do: 'refuse', at: 'DATA', code: 554, words: '5.7.1 looks like spam' },
    );
    expect(await deliver(test, url)).toMatchObject({ refused: 2 });
    expect(await findSubscriber(test.db, address)).toMatchObject({ state: 'confirmed', bounces: 1 });
    expect((await findSubscriber(test.db, address))?.bounceReason).toMatch(/^550 .*no such user/);
    expect((await findSubscriber(test.db, address))?.bounceReason).not.toContain('gone@');
    expect(await findSubscriber(test.db, letter)).toMatchObject({ bounces: 0 });
  });

  it('goes out again under the same name where the server broke off after it had the letter', async () => {
    const [first] = await addSubscribers(test.db, 2);
    await issueW31(test.db);
    const { url, received } = await server((to, before) =>
      to === first && before === 0 ? { do: 'drop', kept: true } : { do: 'take' },
    );
    expect(await deliver(test, url)).toMatchObject({ sent: 1, deferred: 1 });
    expect(await deliver(test, url, { now: MONDAY + HOUR })).toMatchObject({ sent: 1 });
    const own = received.filter(({ to }) => to === first);
    expect(own).toHaveLength(2);
    expect(own[1]).toEqual(own[0]);
  });

  it('does not wait for ever for a server that says nothing', async () => {
    const [first] = await addSubscribers(test.db, 2);
    await issueW31(test.db);
    const { url, received } = await server((to, before) =>
      to === first && before === 0 ? { do: 'stall', ms: 60_000 } : { do: 'take' },
    );
    const times = { ...TIMES, attemptMs: 300 };
    expect(await deliver(test, url, { times })).toMatchObject({ sent: 1, deferred: 1 });
    expect(await deliver(test, url, { now: MONDAY + HOUR })).toMatchObject({ sent: 1 });
    expect(new Set(received.map(({ to }) => to)).size).toBe(2);
  });

  it('waits untried where the server cannot be reached', async () => {
    await addSubscribers(test.db, 12);
    await issueW31(test.db);
    const dead = await mailServer();
    await dead.close();
    const said = await deliver(test, dead.url);
    expect(said).toMatchObject({ sent: 0, deferred: 0, refused: 0 });
    expect(said.unreachable).toMatch(/ECONNREFUSED/);
    expect(await countDeliveries(test.db, WEEK)).toEqual([{ channel: 'mail', state: 'queued', count: 12 }]);
    const { url, received } = await server();
    expect(await deliver(test, url)).toMatchObject({ sent: 0 });
    expect(await deliver(test, url, { now: MONDAY + TIMES.restMs })).toMatchObject({ sent: 12 });
    expect(received).toHaveLength(12);
  });

  it('is sent once by two that deliver at once', async () => {
    const emails = await addSubscribers(test.db, 60);
    await issueW31(test.db);
    const { url, received } = await server();
    const said = await Promise.all([deliver(test, url), deliver(test, url), deliver(test, url)]);
    expect(said.reduce((sum, { sent }) => sum + sent, 0)).toBe(60);
    expect(received.map(({ to }) => to).sort()).toEqual(emails.sort());
    expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(60);
  });
});
