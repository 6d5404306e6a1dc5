import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/domain/zone.ts';
import { deliverDue } from '../../../src/mail/deliver.ts';
import { CONFIRM_HOURS } from '../../../src/mail/links.ts';
import { letterKinds } from '../../../src/mail/queue.ts';
import { smtpPost } from '../../../src/mail/send.ts';
import { countSubscribers } from '../../../src/records/subscriptions.ts';
import { ATTEMPTS_PER_ADDRESS } from '../../../src/web/public/subscribe.tsx';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../../support/databases.ts';
import { type MailServer, mailServer, parsed } from '../../support/mail-server.ts';
import { issueW31, MONDAY, SITE } from '../../support/subscribers.ts';
import { mistakes, visible } from '../../views/page.ts';

const HOUR = 3_600_000;
const EMAIL = 'Reader@Example.org';

describe.each(ENGINES)('Subscribing (%s)', (engine) => {
  let test: TestDatabase;
  let site: TestApp;
  let server: MailServer;
  let now: Instant;
  beforeEach(async () => {
    now = MONDAY - 60 * HOUR;
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db);
    site = await testApp({ databaseUrl: test.url, now: () => now, env: { BASE_URL: SITE.baseUrl } });
    server = await mailServer();
  });
  afterEach(async () => {
    await server.close();
    await site.close();
    await test.close();
  });

  const get = (path: string) => site.app.request(path);
  const post = (path: string, fields: Record<string, string> | string, headers: Record<string, string> = {}) =>
    site.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
    });
  /** Delivers what is queued; gives the letters that came. */
  const letters = async () => {
    const before = server.received.length;
    const transport = smtpPost({ url: server.url, from: SITE.from, dkim: null });
    await deliverDue(test.db, { post: transport, kinds: letterKinds(SITE), now: () => now });
    transport.close();
    return Promise.all(server.received.slice(before).map(async ({ to, raw }) => ({ ...(await parsed(raw)), to, raw })));
  };
  const pathIn = (text: string | undefined, what: string): string =>
    new RegExp(`https://merzim\\.example(\\S*/subscribe/${what}/[\\w-]{44})(?![\\w-])`).exec(text ?? '')?.[1] ??
    `no ${what}`;
  const rows = async () => JSON.stringify(await test.db.selectFrom('subscribers').selectAll().execute());

  it('from the form to the last digest: asked, confirmed, sent once, changed, left', async () => {
    const asked = await post('/kk/subscribe', { email: EMAIL, office: 'akim-almaty', lang: 'kk' });
    expect(asked.status).toBe(303);
    expect(asked.headers.get('location')).toBe('/kk/subscribe/sent');
    const [letter, ...more] = await letters();
    expect(more).toEqual([]);
    expect(letter?.to).toBe('reader@example.org');
    expect(letter?.subject).toBe('Merzim шолуына жазылуды растаңыз');
    expect(letter?.text).toContain('Алматы');
    expect(letter?.raw).toContain('Auto-Submitted: auto-generated');

    const confirm = pathIn(letter?.text, 'confirm');
    expect(confirm).toMatch(/^\/kk\//);
    const before = await rows();
    const page = await get(confirm);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await rows()).toBe(before);
    await issueW31(test.db);
    expect(await countSubscribers(test.db)).toMatchObject({ unconfirmed: 1, confirmed: 0 });
    now = MONDAY - 58 * HOUR;
    const confirmed = await post(confirm, {});
    expect(confirmed.status).toBe(303);
    const manage = new URL(confirmed.headers.get('location') ?? '', SITE.baseUrl);
    expect(visible(await (await get(manage.pathname + manage.search)).text())).toContain('Жазылым расталды');
    expect(await countSubscribers(test.db)).toMatchObject({
      unconfirmed: 0,
      confirmed: 1,
      scopes: [{ kind: 'office', ref: 'akim-almaty', count: 1 }],
    });

    await test.db.deleteFrom('digests').execute();
    await issueW31(test.db);
    now = MONDAY;
    const [digest, ...others] = await letters();
    expect(others).toEqual([]);
    expect(digest?.messageId).toMatch(/^<2019-W31\./);
    expect(digest?.text).toContain('/kk/promises/almaty-blackout-2019/results');
    expect(await letters()).toEqual([]);

    const own = pathIn(digest?.text, 'manage');
    const changed = await post(own, 'scope%5B%5D=all%3A&lang=en&wants_empty=1');
    expect(changed.status).toBe(303);
    expect(await countSubscribers(test.db)).toMatchObject({ scopes: [{ kind: 'all', count: 1 }] });
    expect(await rows()).toContain('"lang":"en"');

    const leave = pathIn(digest?.text, 'leave');
    const standing = await rows();
    expect(visible(await (await get(leave)).text())).toContain('Хат енді келмейді');
    expect(await rows()).toBe(standing);
    expect((await post(leave, {})).status).toBe(200);
    expect(await rows()).toBe('[]');
    for (const path of [own, confirm]) expect((await get(path)).status).toBe(410);
    expect((await post(confirm, {})).status).toBe(410);
    expect(await rows()).toBe('[]');
    expect(site.logged.text).toContain('/subscribe/confirm/:token');
    expect(site.logged.text).not.toMatch(/example\.org|[\w-]{44}/i);
  });

  it('leaving by one press of the mailbox takes no cookie, no origin and no page, and may come twice', async () => {
    await post('/subscribe', { email: EMAIL, all: '1' });
    const [letter] = await letters();
    await post(pathIn(letter?.text, 'confirm'), {});
    await issueW31(test.db);
    now = MONDAY;
    const [digest] = await letters();
    const head = (digest?.raw ?? '').split('\r\n\r\n')[0]?.replace(/\r\n[ \t]+/g, ' ') ?? '';
    const url = new URL(/^List-Unsubscribe: <([^>]+)>/m.exec(head)?.[1] ?? '');
    for (let times = 0; times < 2; times++) {
      const answer = await post(url.pathname, 'List-Unsubscribe=One-Click');
      expect(answer.status).toBe(200);
      expect(await rows()).toBe('[]');
    }
    const wrong = url.pathname.slice(0, -1) + (url.pathname.endsWith('A') ? 'B' : 'A');
    expect((await post(wrong, 'List-Unsubscribe=One-Click')).status).toBe(410);
  });

  it('a link does what it is for and nothing else', async () => {
    await post('/subscribe', { email: EMAIL, all: '1' });
    const [letter] = await letters();
    const confirm = pathIn(letter?.text, 'confirm');
    const token = confirm.split('/').at(-1) ?? '';
    expect((await get(`/subscribe/manage/${token}`)).status).toBe(410);
    expect((await post(`/subscribe/leave/${token}`, {})).status).toBe(410);
    expect(await countSubscribers(test.db)).toMatchObject({ unconfirmed: 1 });
    now += CONFIRM_HOURS * HOUR - 1000;
    expect((await get(confirm)).status).toBe(200);
    now += 1000;
    expect((await get(confirm)).status).toBe(410);
    expect((await post(confirm, {})).status).toBe(410);
    expect(await countSubscribers(test.db)).toMatchObject({ confirmed: 0 });
  });

  it('the answer is the same whether or not the address is known, and so is what the log says', async () => {
    await post('/subscribe', { email: EMAIL, all: '1' });
    const [letter] = await letters();
    await post(pathIn(letter?.text, 'confirm'), {});
    now += HOUR;
    const ask = async (email: string) => {
      const from = site.logged.text.length;
      const answer = await post('/subscribe', { email, all: '1' });
      const line = JSON.parse(site.logged.text.slice(from).trim());
      return {
        status: answer.status,
        headers: [...answer.headers].filter(([name]) => name !== 'date'),
        body: await answer.text(),
        log: { ...line, id: null, ms: null, time: null },
      };
    };
    const [known, unknown] = [await ask(EMAIL), await ask('other@example.org')];
    expect(unknown).toEqual(known);
    const mails = await letters();
    expect(mails.map(({ to }) => to).sort()).toEqual(['other@example.org', 'reader@example.org']);
    const own = mails.find(({ to }) => to === 'reader@example.org');
    expect(own?.text).toContain('Вы её уже получаете');
    expect(pathIn(own?.text, 'manage')).toMatch(/^\/subscribe/);
  });

  it('somebody else’s asking changes nothing for the owner until he confirms', async () => {
    await post('/subscribe', { email: EMAIL, office: 'akim-almaty' });
    await post(pathIn((await letters())[0]?.text, 'confirm'), {});
    now += HOUR;
    await post('/en/subscribe', { email: EMAIL, incident: 'arys-2019', lang: 'en' });
    expect(await countSubscribers(test.db)).toMatchObject({ scopes: [{ kind: 'office', ref: 'akim-almaty' }] });
    const [letter] = await letters();
    expect(letter?.text).toContain('Арыс');
    expect(letter?.text).toContain('останется как была');
    await post(pathIn(letter?.text, 'confirm'), {});
    expect((await countSubscribers(test.db)).scopes).toHaveLength(2);
  });

  it('an address gets one letter an hour', async () => {
    for (let times = 0; times < 3; times++) await post('/subscribe', { email: EMAIL, all: '1' });
    expect(await letters()).toHaveLength(1);
    now += HOUR;
    await post('/subscribe', { email: EMAIL, all: '1' });
    expect(await letters()).toHaveLength(1);
  });

  it('a network address may try so often and no more', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    const email = (index: number) => ({ email: `reader-${index}@example.org`, all: '1' });
    for (let times = 0; times < ATTEMPTS_PER_ADDRESS; times++)
      expect((await post('/subscribe', email(times), headers)).status).toBe(303);
    const refused = await post('/subscribe', email(99), headers);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('3600');
    const kept = JSON.stringify(await test.db.selectFrom('attempts').selectAll().execute());
    expect(kept).not.toMatch(/203\.0|example\.org/);
  });

  it.each([
    [{ email: 'no address', all: '1' }, 'Напишите адрес так'],
    [{ email: 'a@b@example.org\r\nBcc: x@example.org', all: '1' }, 'Напишите адрес так'],
    [{ email: 'почта@example.org', all: '1' }, 'Напишите адрес так'],
    [{ email: EMAIL }, 'Выберите, что присылать'],
    [{ email: EMAIL, office: 'no-such-office', incident: 'no-such-incident' }, 'Выберите, что присылать'],
  ])('%j is sent back with what was typed', async (fields, words) => {
    const answer = await post('/subscribe', fields);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(visible(html)).toContain(words);
    expect(await rows()).toBe('[]');
  });

  it('a foreign page cannot press our buttons', async () => {
    await post('/subscribe', { email: EMAIL, all: '1' });
    const confirm = pathIn((await letters())[0]?.text, 'confirm');
    expect((await post(confirm, {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect(await countSubscribers(test.db)).toMatchObject({ unconfirmed: 1 });
  });

  it('the pages are whole in three languages, and the small form leads the same way', async () => {
    await post('/subscribe', { email: EMAIL, office: 'akim-almaty', incident: 'arys-2019' });
    const [letter] = await letters();
    const confirm = pathIn(letter?.text, 'confirm');
    const manage = (await post(confirm, {})).headers.get('location') ?? '';
    const page = await (await get(manage)).text();
    const leave = /action="([^"]*\/subscribe\/leave\/[^"]*)"/.exec(page)?.[1] ?? '';
    for (const lang of ['', '/kk', '/en'])
      for (const path of ['/subscribe', '/subscribe?incident=arys-2019', '/subscribe/sent', confirm, manage, leave]) {
        const answer = await get(`${lang}${path}`);
        expect(answer.status, path).toBe(200);
        expect(await mistakes(await answer.text(), 'page'), `${lang}${path}`).toEqual([]);
      }
    expect(await (await get('/subscribe?incident=arys-2019')).text()).toContain('<option value="arys-2019" selected');
    const incident = await (await get('/kk/incidents/arys-2019')).text();
    expect(incident).toContain('name="incident" value="arys-2019"');
    expect(await (await get('/offices/akim-almaty')).text()).toContain('name="office" value="akim-almaty"');
    const small = await post('/kk/subscribe', { email: 'small@example.org', incident: 'arys-2019', lang: 'kk' });
    expect(small.headers.get('location')).toBe('/kk/subscribe/sent');
  });
});

describe('Without mail', () => {
  it('the page names the feeds of the site and the calendar, and a page of an incident or office its own', async () => {
    const site = await testApp({ prepare: publishCasesOf2019 });
    const pages = ['/subscribe', '/incidents/almaty-blackout-2019', '/offices/akim-almaty', '/kk/subscribe'];
    const found = await Promise.all(
      pages.map(async (path) => {
        const html = await (await site.app.request(path)).text();
        expect(await mistakes(html, 'page')).toEqual([]);
        return [...html.matchAll(/<a href="([^"]+)" type="(?:application\/atom\+xml|text\/calendar)"/g)].map(
          ([, to]) => to,
        );
      }),
    );
    expect(found).toEqual([
      [...['overdue', 'incidents', 'digests', 'corrections'].map((name) => `/feeds/${name}.atom`), '/calendar.ics'],
      ['/incidents/almaty-blackout-2019.atom'],
      ['/offices/akim-almaty.atom'],
      [
        ...['overdue', 'incidents', 'digests', 'corrections'].map((name) => `/kk/feeds/${name}.atom`),
        '/kk/calendar.ics',
      ],
    ]);
    for (const to of found.flat()) expect([to, (await site.app.request(to ?? '')).status]).toEqual([to, 200]);
    expect(await (await site.app.request('/')).text()).toContain('<link rel="alternate" type="text/calendar"');
    await site.close();
  });
});
