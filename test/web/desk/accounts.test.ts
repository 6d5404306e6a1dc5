import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverDue } from '../../../src/mail/deliver.ts';
import { outboxPost } from '../../../src/mail/outbox.ts';
import { letterKinds } from '../../../src/mail/queue.ts';
import { listAudit } from '../../../src/records/audit.ts';
import { findDraft, unpublish } from '../../../src/records/desk.ts';
import { findPublicIncident } from '../../../src/records/incidents.ts';
import { beginSecondFactor, confirmSecondFactor } from '../../../src/records/second-factors.ts';
import { listUsers } from '../../../src/records/users.ts';
import { FORGOTTEN_PER_ACCOUNT, FORGOTTEN_PER_ADDRESS } from '../../../src/web/desk/limits.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { ENGINES } from '../../support/databases.ts';
import { hidden, PASSWORD, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG } from '../../support/desk-forms.ts';
import { HOUR, MINUTE, when } from '../../support/facts.ts';
import { parsed } from '../../support/mail-server.ts';
import { SITE } from '../../support/subscribers.ts';
import { mistakes } from '../../views/page.ts';

/** Two hours after midnight in Almaty, the night after the blackout. */
const NIGHT = when('2019-07-16T02:00');
const NEW_PASSWORD = 'another long fictional password';
const LINK = /http:\/\/localhost:3000((?:\/kk|\/en)?\/desk\/links\/[\w-]+)/;

describe.each(ENGINES)('Accounts at the desk (%s)', (engine) => {
  let desk: TestDesk;
  let folder: string;
  let now = NIGHT;
  beforeAll(async () => {
    desk = await testDesk(engine, { now: () => now, prepare: publishCasesOf2019 });
    folder = await mkdtemp(join(tmpdir(), 'merzim-accounts-'));
  });
  afterAll(async () => {
    await desk.close();
    await rm(folder, { recursive: true, force: true });
  });

  const idOf = async (name: string) =>
    (await listUsers(desk.db)).find(({ email }) => email === `${name}@example.org`)?.id ?? 0;
  const kinds = async (user?: number) =>
    (await listAudit(desk.db, { limit: 200, ...(user === undefined ? {} : { user }) })).map(({ kind }) => kind);
  /** What the queue sends now: the text of each letter with its recipient. */
  const letters = async () => {
    const before = new Set(await readdir(folder).catch(() => []));
    const site = { ...SITE, baseUrl: 'http://localhost:3000' };
    await deliverDue(desk.db, { post: outboxPost(folder), kinds: letterKinds(site), now: () => now });
    const files = (await readdir(folder)).filter((file) => !before.has(file));
    const mails = await Promise.all(files.map(async (file) => parsed(await readFile(join(folder, file), 'utf8'))));
    return mails.map(({ to, text = '', subject = '' }) => ({ to: [to].flat()[0]?.text ?? '', text, subject }));
  };
  const linkIn = (text: string): string => LINK.exec(text)?.[1] ?? '';
  const signIn = (email: string, password: string) => desk.anyone.post('/desk/login', { email, password });

  it('invites by a letter and a link shown once; whichever is used first ends the other', async () => {
    const admin = await desk.as('admin');
    const added = await admin.post('/kk/desk/users', { name: 'Жаңа', email: 'new@example.org', role: 'reporter' });
    const shown = linkIn(added.html);
    const [letter, ...more] = await letters();
    expect([letter?.to, letter?.subject, more]).toEqual(['new@example.org', 'Редакцияға шақыру', []]);
    const mailed = linkIn(letter?.text ?? '');
    expect([shown.startsWith('/kk/desk/links/'), mailed.startsWith('/kk/desk/links/')]).toEqual([true, true]);
    expect(mailed).not.toBe(shown);
    for (const link of [shown, mailed, mailed]) expect((await desk.anyone.get(link)).status).toBe(200);
    expect((await desk.anyone.post(mailed, { password: '' })).status).toBe(422);
    expect((await desk.anyone.post(mailed, { password: NEW_PASSWORD })).status).toBe(303);
    for (const link of [shown, mailed]) {
      const spent = await desk.anyone.post(link.replace('/kk', ''), { password: NEW_PASSWORD });
      expect([spent.status, textIn(spent.html).includes('Эта ссылка уже использована')]).toEqual([410, true]);
    }
    expect((await signIn('new@example.org', NEW_PASSWORD)).status).toBe(303);
    const stored = JSON.stringify(await desk.db.selectFrom('deliveries').selectAll().execute());
    expect([stored.includes('new@example.org'), stored.includes(mailed.split('/').at(-1) ?? '')]).toEqual([
      false,
      false,
    ]);
  });

  it('answers alike whether or not the address is known, and writes to its owner alone', async () => {
    const known = await desk.anyone.post('/desk/forgotten', { email: ' Editor@Example.org ' });
    const unknown = await desk.anyone.post('/desk/forgotten', { email: 'nobody@example.org' });
    expect([known.status, known.html]).toEqual([unknown.status, unknown.html]);
    expect((await letters()).map(({ to }) => to)).toEqual(['editor@example.org']);
    expect((await kinds()).filter((kind) => kind === 'password_asked')).toHaveLength(2);
    expect((await desk.anyone.post('/desk/forgotten', { email: 'no address' })).status).toBe(422);
  });

  it('ends every other session with a new password, and says that a link has expired', async () => {
    const editor = await desk.as('editor');
    await desk.anyone.post('/desk/forgotten', { email: 'editor@example.org' });
    await desk.anyone.post('/desk/forgotten', { email: 'editor@example.org' });
    const [first, late] = (await letters()).map(({ text }) => linkIn(text));
    expect((await editor.get('/desk')).status).toBe(200);
    const used = await desk.anyone.post(first ?? '', { password: NEW_PASSWORD });
    expect([used.status, used.location]).toEqual([303, '/desk']);
    expect((await editor.get('/desk')).status).toBe(303);
    expect((await signIn('editor@example.org', PASSWORD)).status).toBe(422);
    expect(textIn((await desk.anyone.get(late ?? '')).html)).toContain('Эта ссылка уже использована');
    now += 16 * MINUTE;
    await desk.anyone.post('/desk/forgotten', { email: 'editor@example.org' });
    const [old] = (await letters()).map(({ text }) => linkIn(text));
    now += 2 * HOUR;
    const expired = await desk.anyone.post(old ?? '', { password: PASSWORD });
    expect([expired.status, textIn(expired.html).includes('Срок этой ссылки вышел')]).toEqual([410, true]);
    expect(textIn((await desk.anyone.get('/desk/links/unknown')).html)).toContain('Такой ссылки нет');
    await desk.anyone.post('/desk/forgotten', { email: 'editor@example.org' });
    const [again] = (await letters()).map(({ text }) => linkIn(text));
    expect((await desk.anyone.post(again ?? '', { password: PASSWORD })).status).toBe(303);
    now = NIGHT;
  });

  it('counts requests in rows: an account gets a few letters, an address asks a few times', async () => {
    now = NIGHT + 10 * HOUR;
    const ask = (email: string) => desk.anyone.post('/desk/forgotten', { email });
    for (let n = 0; n <= FORGOTTEN_PER_ACCOUNT; n += 1) expect((await ask('second@example.org')).status).toBe(200);
    expect(await letters()).toHaveLength(FORGOTTEN_PER_ACCOUNT);
    for (let n = FORGOTTEN_PER_ACCOUNT + 1; n < FORGOTTEN_PER_ADDRESS; n += 1)
      expect((await ask(`x${n}@example.org`)).status).toBe(200);
    const refused = await ask('second@example.org');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900']);
    now = NIGHT;
  });

  it('lists one’s own devices in plain words and ends one of them, and never another person’s', async () => {
    const agents = {
      phone: 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36',
      desk: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0',
    };
    const signInWith = (agent: string) => {
      const body = new URLSearchParams({ email: 'reporter@example.org', password: PASSWORD });
      const headers = { origin: 'http://localhost:3000', 'user-agent': agent };
      return desk.app.request('/desk/login', { method: 'POST', headers, body });
    };
    await signInWith(agents.phone);
    await signInWith(agents.desk);
    const reporter = await desk.as('reporter');
    const { html } = await reporter.get('/desk/sessions');
    expect(textIn(html)).toContain('Телефон Android, Chrome');
    expect(textIn(html)).toContain('Компьютер Windows, Firefox');
    expect(textIn(html).match(/это устройство/g)).toHaveLength(1);
    const ids = [...html.matchAll(/name="which" value="([\w-]{43})"/g)].map(([, id = '']) => id);
    expect(ids).toHaveLength(2);
    const second = await desk.as('second');
    await second.post('/desk/sessions', { which: ids[0] ?? '' });
    expect(textIn((await reporter.get('/desk/sessions')).html).match(/Последний раз/g)).toHaveLength(3);
    await reporter.post('/desk/sessions', { which: ids[0] ?? '' });
    expect(textIn((await reporter.get('/desk/sessions')).html).match(/Последний раз/g)).toHaveLength(2);
    await reporter.post('/desk/sessions', { which: 'all' });
    expect((await reporter.get('/desk')).status).toBe(303);
    expect((await kinds(await idOf('reporter'))).filter((kind) => kind === 'session_ended')).toHaveLength(2);
  });

  it('lets an administrator end anybody’s sessions at once, and keeps who did it', async () => {
    const [admin, phone] = [await desk.as('admin'), await desk.as('reporter')];
    const id = await idOf('reporter');
    expect(textIn((await admin.get(`/desk/users/${id}`)).html)).toContain('Где выполнен вход');
    expect((await phone.get('/desk')).status).toBe(200);
    expect((await admin.post(`/desk/users/${id}/sessions`, { which: 'all' })).location).toBe(`/desk/users/${id}`);
    expect((await phone.get('/desk')).status).toBe(303);
    const [last] = await listAudit(desk.db, { limit: 1, user: id, kind: 'session_ended' });
    expect(last?.user).toBe(await idOf('admin'));
  });

  it('stays signed in for thirty days, and no longer', async () => {
    const reporter = await desk.as('reporter');
    now = NIGHT + 30 * 24 * HOUR - 1;
    expect((await reporter.get('/desk')).status).toBe(200);
    now = NIGHT + 30 * 24 * HOUR;
    expect((await reporter.get('/desk')).status).toBe(303);
    now = NIGHT;
  });

  describe('the second factor', () => {
    let secret = '';
    let recovery: string[] = [];
    const codeAt = (at: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

    it('is set up by who knows the password, with a QR code, and shows its recovery codes once', async () => {
      const editor = await desk.as('editor');
      const wrong = await editor.post('/desk/second-factor', { act: 'begin', password: 'wrong' });
      expect([wrong.status, wrong.html.includes('class="qr"')]).toEqual([422, false]);
      await editor.post('/desk/second-factor', { act: 'begin', password: PASSWORD });
      const { html } = await editor.get('/desk/second-factor');
      secret = /secret=([A-Z2-7]+)/.exec(html)?.[1] ?? '';
      expect(secret).toHaveLength(32);
      expect(html).toContain('class="qr"');
      expect((await editor.post('/desk/second-factor', { act: 'confirm', code: '000' })).status).toBe(422);
      const shown = await editor.post('/desk/second-factor', { act: 'confirm', code: codeAt(now) });
      recovery = [...shown.html.matchAll(/<code>([a-z0-9-]{29})<\/code>/g)].map(([, code = '']) => code);
      expect([shown.status, recovery.length, new Set(recovery).size]).toEqual([200, 8, 8]);
      expect(await mistakes(shown.html, 'page')).toEqual([]);
      const later = (await editor.get('/desk/second-factor')).html;
      expect([later.includes(secret), later.includes(recovery[0] ?? '')]).toEqual([false, false]);
      const kept = JSON.stringify(await desk.db.selectFrom('recovery_codes').selectAll().execute());
      expect(recovery.some((code) => kept.includes(code) || kept.includes(code.replaceAll('-', '')))).toBe(false);
    });

    it('is asked for before readers see a change, once for a session, and what was typed goes along', async () => {
      const admin = await desk.as('admin');
      expect((await admin.post('/desk/settings', { code: '1', four_eyes: '' })).status).toBe(303);
      const reporter = await desk.as('reporter');
      await reporter.post('/desk/incidents', BLACKOUT);
      await reporter.post(`/desk/incidents/${BLACKOUT_SLUG}/entries`, {
        kind: 'event',
        at_precision: 'minute',
        at_date: '2019-07-15',
        at_time: '14:10',
        lang: 'ru',
        text: 'Погас свет.',
        source_title: 'Учебный источник',
      });
      const path = `/desk/incidents/${BLACKOUT_SLUG}/publication`;
      const second = await desk.as('second');
      const none = await second.post(path, { version: '1' });
      expect([none.status, textIn(none.html).includes('у вас его ещё нет')]).toEqual([403, true]);

      now = NIGHT + HOUR;
      const editor = await desk.as('editor');
      const version = hidden((await editor.get(path)).html, 'version');
      const asked = await editor.post(path, { version });
      expect([asked.status, hidden(asked.html, 'version'), await mistakes(asked.html, 'page')]).toEqual([
        422,
        version,
        [],
      ]);
      const wrong = await editor.post(path, { version, second_code: '123' });
      expect([wrong.status, textIn(wrong.html).includes('Код не подходит')]).toEqual([422, true]);
      expect(await findPublicIncident(desk.db, BLACKOUT_SLUG)).toBeUndefined();
      expect((await editor.post(path, { version, second_code: codeAt(now) })).status).toBe(303);
      expect(await findPublicIncident(desk.db, BLACKOUT_SLUG)).toBeDefined();

      const off = `/desk/incidents/${BLACKOUT_SLUG}/unpublication`;
      now += 12 * HOUR - MINUTE;
      expect((await editor.post(off, { why: '' })).html).not.toContain('second_code');
      now += MINUTE;
      expect((await editor.post(off, { why: 'Ошибка' })).html).toContain('name="second_code"');
      expect(await findPublicIncident(desk.db, BLACKOUT_SLUG)).toBeDefined();
    });

    it('takes no code twice, from whatever session, and a recovery code once in its stead', async () => {
      const off = `/desk/incidents/${BLACKOUT_SLUG}/takedown`;
      const [one, other] = [await desk.as('editor'), await desk.as('editor')];
      const code = codeAt(now);
      expect((await one.post('/desk/second-factor', { act: 'give', code })).status).toBe(303);
      expect((await other.post('/desk/second-factor', { act: 'give', code })).status).toBe(422);
      expect((await other.post(off, { what: 'whole', why: 'Суд', second_code: code })).status).toBe(422);
      const [spare = ''] = recovery;
      const fields = { what: 'whole', why: '', second_code: spare.toUpperCase() };
      expect((await other.post(off, fields)).html).not.toContain('second_code');
      const third = await desk.as('editor');
      expect((await third.post('/desk/second-factor', { act: 'give', code: spare })).status).toBe(422);
    });

    it('is tried a few times at once, not more', async () => {
      const editor = await desk.as('editor');
      const statuses: number[] = [];
      for (let n = 0; n < 12; n += 1)
        statuses.push((await editor.post('/desk/second-factor', { act: 'give', code: '111111' })).status);
      expect([statuses[0], statuses.at(-1)]).toEqual([422, 429]);
    });

    it('is taken away by an administrator where it is lost; secrets stand in no page, log or row of the log', async () => {
      const [admin, id] = [await desk.as('admin'), await idOf('editor')];
      const own = { user: await idOf('admin'), by: { user: null, via: 'command' as const }, now };
      expect((await admin.post(`/desk/users/${id}/second-factor`)).status).toBe(403);
      await beginSecondFactor(desk.db, { ...own, secret });
      await confirmSecondFactor(desk.db, { ...own, step: 0, codeHashes: [] });
      expect((await admin.post(`/desk/users/${id}/second-factor`)).html).toContain('name="second_code"');
      expect((await kinds(id)).includes('factor_removed')).toBe(false);
      const confirmed = { second_code: codeAt(now) };
      expect((await admin.post(`/desk/users/${id}/second-factor`, confirmed)).status).toBe(303);
      expect((await kinds(id))[0]).toBe('factor_removed');
      const audited = JSON.stringify(await desk.db.selectFrom('audit').selectAll().execute());
      for (const text of [audited, desk.logged.text, (await admin.get('/desk/audit')).html])
        expect([secret, ...recovery, NEW_PASSWORD].filter((word) => text.includes(word))).toEqual([]);
    });

    it('guards what gives rights too, and never the ending of sessions or an account', async () => {
      const [admin, id] = [await desk.as('admin'), await idOf('second')];
      const guarded = [
        '/desk/settings',
        '/desk/users',
        ...['links', 'role', 'night-cards'].map((at) => `/desk/users/${id}/${at}`),
      ];
      for (const path of guarded) {
        const { status, html } = await admin.post(path, { role: 'admin', code: '' });
        expect([path, status, html.includes('name="second_code"')]).toEqual([path, 422, true]);
      }
      expect((await admin.post(`/desk/users/${id}/sessions`, { which: 'all' })).status).toBe(303);
      now += MINUTE;
      expect((await admin.post('/desk/settings', { code: '', second_code: codeAt(now) })).status).toBe(303);
      now = NIGHT;
    });
  });

  it('lets a reporter who may publish a card of facts alone at night, and shows it to an editor', async () => {
    const slug = 'almaty-gas-2019-07-16';
    const path = `/desk/incidents/${slug}/publication`;
    const [admin, reporter, editor] = [await desk.as('admin'), await desk.as('reporter'), await desk.as('editor')];
    await reporter.post('/desk/incidents', { where: 'Алматы', topic: 'gas', when: '30' });
    await reporter.post(`/desk/incidents/${slug}/entries`, {
      kind: 'event',
      at_precision: 'minute',
      at_date: '2019-07-16',
      at_time: '01:30',
      lang: 'ru',
      text: 'Нет газа.',
      source_kind: 'newsroom_saw',
      source_title: 'Корреспондент',
    });
    const version = String((await findDraft(desk.db, slug))?.version);
    expect((await reporter.post(path, { version })).status).toBe(403);
    const id = await idOf('reporter');
    await admin.post(`/desk/users/${id}/night-cards`, { on: '1' });
    now = NIGHT + 7 * HOUR;
    const day = await reporter.post(path, { version });
    expect([day.status, textIn(day.html).includes('Сейчас не ночь')]).toEqual([422, true]);
    now = NIGHT + HOUR;
    expect((await reporter.post(path, { version })).status).toBe(303);
    expect(await findPublicIncident(desk.db, slug)).toBeDefined();
    expect(textIn((await editor.get('/desk')).html)).toContain('Опубликовано ночью без редактора');
    expect((await reporter.post(`/desk/incidents/${slug}/night-card`)).status).toBe(403);
    expect((await editor.post(`/desk/incidents/${slug}/night-card`)).status).toBe(303);
    expect(textIn((await editor.get('/desk')).html)).not.toContain('Опубликовано ночью без редактора');
    await admin.post(`/desk/users/${id}/night-cards`, { on: '0' });
    expect((await reporter.post(path, { version })).status).toBe(403);
    expect((await kinds(id)).filter((kind) => kind.startsWith('night'))).toEqual([
      'night_taken',
      'night_card',
      'night_given',
    ]);
    now = NIGHT;
  });

  it('changes a role, but nobody’s own', async () => {
    const [admin, id] = [await desk.as('admin'), await idOf('new')];
    expect((await admin.post(`/desk/users/${id}/role`, { role: 'editor' })).status).toBe(303);
    expect((await listUsers(desk.db)).find((user) => user.id === id)?.role).toBe('editor');
    expect((await admin.post(`/desk/users/${id}/role`, { role: 'owner' })).status).toBe(400);
    expect((await admin.post(`/desk/users/${await idOf('admin')}/role`, { role: 'reporter' })).status).toBe(403);
  });

  it('tells readers what the newsroom says of itself, and names its people only if it is set so', async () => {
    const admin = await desk.as('admin');
    const read = async (path: string) => textIn(await (await desk.app.request(path)).text());
    expect(await read('/')).not.toContain('Сайт ведёт');
    const fields = {
      name_ru: 'Учебная редакция',
      name_kk: 'Оқу редакциясы',
      about_ru: 'Мы учимся.\nНам никто не платит.',
      contact: 'mistakes@example.org',
      zone: 'Asia/Aqtau',
      four_eyes: '1',
    };
    expect((await admin.post('/desk/settings', { ...fields, zone: 'UTC+5' })).status).toBe(422);
    expect((await admin.post('/desk/settings', { ...fields, contact: 'javascript:alert(1)' })).status).toBe(422);
    expect((await admin.post('/desk/settings', fields)).status).toBe(303);
    expect(await read('/')).toContain('Сайт ведёт Учебная редакция');
    expect(await read('/kk/promises')).toContain('Оқу редакциясы');
    expect(await read('/method')).toContain('Мы учимся. Нам никто не платит.');
    expect(await (await desk.app.request('/en/method')).text()).toContain('href="mailto:mistakes@example.org"');
    expect((await admin.get('/desk/settings')).html).toContain('value="Asia/Aqtau"');
    const by = { user: await idOf('editor'), via: 'desk' as const };
    await unpublish(desk.db, { slug: BLACKOUT_SLUG, by, now, why: 'Ошибка' });
    expect(await read('/corrections')).toContain('Ошибка');
    expect(await read('/corrections')).not.toContain('Внёс(ла)');
    const before = (await kinds()).filter((kind) => kind === 'settings_changed').length;
    await admin.post('/desk/settings', { ...fields, staff_named: '1' });
    expect(await read('/corrections')).toContain('Внёс(ла): editor');
    expect((await kinds()).filter((kind) => kind === 'settings_changed')).toHaveLength(before + 1);
  });

  it('shows the log to administrators, by person and kind, page by page', async () => {
    const admin = await desk.as('admin');
    await signIn('reporter@example.org', 'wrong');
    await signIn('nobody@example.org', 'wrong');
    const failed = textIn((await admin.get('/desk/audit?kind=sign_in_failed')).html);
    expect(failed).toContain('Без входа');
    expect(failed).not.toContain('nobody@example.org');
    const page = (await admin.get('/desk/audit')).html;
    const next = /href="(\/desk\/audit\?before=\d+)"/.exec(page)?.[1] ?? '';
    expect((await admin.get(next)).status).toBe(200);
    const mine = textIn((await admin.get(`/desk/audit?user=${await idOf('new')}&kind=role_changed`)).html);
    expect(mine).toContain('admin Сменена роль: Жаңа, Редактор');
    expect((await (await desk.as('editor')).get('/desk/audit')).status).toBe(403);
  });
});
