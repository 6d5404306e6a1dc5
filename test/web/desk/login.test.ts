import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOneTimeLink } from '../../../src/records/sessions.ts';
import { addUser, disableUser, findCredentials, hasUsers } from '../../../src/records/users.ts';
import { ATTEMPTS_PER_ACCOUNT } from '../../../src/web/desk/limits.ts';
import { ownPath } from '../../../src/web/desk/login.tsx';
import { hashPassword, isPassword } from '../../../src/web/desk/password.ts';
import { tokenHash } from '../../../src/web/desk/session.ts';
import { NOW, testApp } from '../../support/app.ts';
import { ENGINES } from '../../support/databases.ts';
import { PASSWORD, type TestDesk, testDesk, textIn } from '../../support/desk.ts';

const BY = { user: null, via: 'command' } as const;
const form = (fields: Record<string, string>) => ({
  method: 'POST',
  headers: { origin: 'http://localhost:3000' },
  body: new URLSearchParams(fields),
});

describe('a password', () => {
  it('is kept so that only itself opens it, and the same one twice looks different', async () => {
    const kept = await hashPassword('correct horse battery');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await isPassword('correct horse battery', kept)).toBe(true);
    expect(await isPassword(' correct horse battery ', kept)).toBe(true);
    expect(await isPassword('correct horse batterY', kept)).toBe(false);
    expect(await hashPassword('correct horse battery')).not.toBe(kept);
  });

  it('opens nothing where none is kept, or what is kept is no hash', async () => {
    expect(await isPassword('', null)).toBe(false);
    expect(await isPassword('x', 'x')).toBe(false);
  });
});

describe('the way on after signing in', () => {
  it.each(['/desk', '/desk/incidents/new', '/kk/desk?x=1', '/en/desk/incidents/a-b/publication'])(
    'leads to %s',
    (path) => {
      expect(ownPath(path)).toBe(path);
    },
  );
  it.each([
    '',
    undefined,
    'https://evil.example/desk',
    '//evil.example/desk',
    '/\\evil.example',
    '/incidents',
    '/desk\\@evil',
    '/desk/../incidents',
    '/deskx',
    '/desk\n',
  ])('never leads to %s', (path) => {
    expect(ownPath(path)).toBeUndefined();
  });
});

describe.each(ENGINES)('signing in (%s)', (engine) => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await testDesk(engine);
  });
  afterAll(() => desk.close());

  it('opens the desk to the right password with a cookie that no script reads', async () => {
    const answer = await desk.anyone.post('/desk/login', {
      email: ' Reporter@Example.org',
      password: PASSWORD,
      next: '/kk/desk/incidents',
    });
    expect([answer.status, answer.location]).toEqual([303, '/kk/desk/incidents']);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^merzim=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(
      (
        await desk.anyone.post('/desk/login', {
          email: 'reporter@example.org',
          password: PASSWORD,
          next: '//evil.example',
        })
      ).location,
    ).toBe('/desk');
  });

  it('says the same of a wrong password and of nobody’s address, keeps the address and not the password', async () => {
    const wrong = await desk.anyone.post('/desk/login', { email: 'reporter@example.org', password: 'hunter2 <b>' });
    const nobody = await desk.anyone.post('/desk/login', { email: 'nobody@example.org', password: 'hunter2 <b>' });
    for (const answer of [wrong, nobody]) {
      expect(answer.status).toBe(422);
      expect(textIn(answer.html)).toContain('Почта или пароль не подходят.');
      expect(answer.html).not.toContain('hunter2');
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect(wrong.html).toContain('value="reporter@example.org"');
  });

  it('sends who is not signed in to the door, in the language of the address, and back afterwards', async () => {
    const answer = await desk.anyone.get('/kk/desk/incidents/x/publication?a=1');
    expect([answer.status, answer.location]).toEqual([
      303,
      '/kk/desk/login?next=%2Fkk%2Fdesk%2Fincidents%2Fx%2Fpublication%3Fa%3D1',
    ]);
    const door = await desk.anyone.get(answer.location);
    expect(door.html).toContain('name="next" value="/kk/desk/incidents/x/publication?a=1"');
  });

  it('ends a session at the desk’s word, here or everywhere', async () => {
    const [here, there] = [await desk.as('editor'), await desk.as('editor')];
    expect((await here.post('/desk/sessions', { which: 'this' })).location).toBe('/desk/login');
    expect((await here.get('/desk')).status).toBe(303);
    expect((await there.get('/desk')).status).toBe(200);
    const third = await desk.as('editor');
    await third.post('/desk/sessions', { which: 'all' });
    expect((await there.get('/desk')).status).toBe(303);
  });

  it('takes a cookie that somebody changed for none', async () => {
    const { cookie } = await desk.as('reporter');
    const headers = { cookie: cookie.replace(/=../, '=xx') };
    expect((await desk.app.request('/desk', { headers })).status).toBe(303);
  });

  it('refuses a form without the session’s token, and one from another site', async () => {
    const reporter = await desk.as('reporter');
    const headers = { cookie: reporter.cookie, origin: 'http://localhost:3000' };
    const body = new URLSearchParams({ which: 'all', csrf: 'x' });
    expect((await desk.app.request('/desk/sessions', { method: 'POST', headers, body })).status).toBe(403);
    const foreign = { ...headers, origin: 'https://evil.example' };
    expect((await desk.app.request('/desk/sessions', { method: 'POST', headers: foreign, body })).status).toBe(403);
  });

  it('lets nobody in who was disabled, and ends what he had open', async () => {
    const added = await addUser(desk.db, {
      email: 'gone@example.org',
      name: 'Gone',
      role: 'editor',
      passwordHash: await hashPassword(PASSWORD),
      by: BY,
      now: NOW,
    });
    const gone = await desk.as('gone');
    expect((await gone.get('/desk')).status).toBe(200);
    if (added.result === 'added') await disableUser(desk.db, { user: added.user.id, by: BY, now: NOW });
    expect((await gone.get('/desk')).status).toBe(303);
    expect((await desk.anyone.post('/desk/login', { email: 'gone@example.org', password: PASSWORD })).status).toBe(422);
  });

  it('counts attempts on an account in rows: the one beyond the limit is told when to come back', async () => {
    const attempt = (password: string) => desk.anyone.post('/desk/login', { email: 'second@example.org', password });
    for (let n = 1; n <= ATTEMPTS_PER_ACCOUNT; n += 1) expect((await attempt('wrong')).status).toBe(422);
    const refused = await attempt(PASSWORD);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900']);
    expect(textIn(refused.html)).toContain('Подождите 15 минут');
    const keys = await desk.db.selectFrom('attempts').select('key').execute();
    expect(JSON.stringify(keys)).not.toContain('second@example.org');
  });
});

describe.each(ENGINES)('attempts from one address (%s)', (engine) => {
  it('are counted over all accounts', async () => {
    const desk = await testDesk(engine);
    const statuses = new Map<number, number>();
    for (let n = 1; n <= 31; n += 1) {
      const { status } = await desk.anyone.post('/desk/login', { email: `nobody-${n}@example.org`, password: 'x' });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(statuses).toEqual(
      new Map([
        [422, 30],
        [429, 1],
      ]),
    );
    await desk.close();
  });
});

describe('on a site served over https', () => {
  it('holds the cookie to this host and to secure connections', async () => {
    const site = await testApp({ env: { BASE_URL: 'https://merzim.example' } });
    await addUser(site.db, {
      email: 'a@example.org',
      name: 'A',
      role: 'editor',
      passwordHash: await hashPassword(PASSWORD),
      by: BY,
      now: NOW,
    });
    const request = {
      ...form({ email: 'a@example.org', password: PASSWORD }),
      headers: { origin: 'https://merzim.example' },
    };
    const answer = await site.app.request('https://merzim.example/desk/login', request);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-merzim=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    await site.close();
  });
});

describe.each(ENGINES)('a link that works once (%s)', (engine) => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await testDesk(engine);
  });
  afterAll(() => desk.close());

  const link = async (token: string, more: { user: number | null; purpose: string; expiresAt?: number }) =>
    addOneTimeLink(desk.db, { tokenHash: tokenHash(token), now: NOW, expiresAt: NOW + 1000, ...more });

  it('shows a button when it is opened, however often, and signs in when that is pressed, once', async () => {
    const found = await findCredentials(desk.db, 'reporter@example.org');
    await link('sign-in-token', { user: found?.user.id ?? 0, purpose: 'sign_in' });
    for (let n = 0; n < 2; n += 1) expect((await desk.anyone.get('/desk/links/sign-in-token')).status).toBe(200);
    const used = await desk.anyone.post('/desk/links/sign-in-token', { password: 'a new long password' });
    expect([used.status, used.location]).toEqual([303, '/desk']);
    expect(used.headers.get('set-cookie')).toContain('merzim=');
    const again = await desk.anyone.post('/desk/links/sign-in-token', { password: 'another long password' });
    expect(again.status).toBe(410);
    expect(textIn(again.html)).toContain('Эта ссылка уже использована');
    const signed = { email: 'reporter@example.org', password: 'a new long password' };
    expect((await desk.anyone.post('/desk/login', signed)).status).toBe(303);
    expect((await desk.anyone.post('/desk/login', { ...signed, password: PASSWORD })).status).toBe(422);
  });

  it('refuses a short password and keeps the link', async () => {
    const found = await findCredentials(desk.db, 'editor@example.org');
    await link('short-token', { user: found?.user.id ?? 0, purpose: 'sign_in' });
    const short = await desk.anyone.post('/desk/links/short-token', { password: 'short' });
    expect(short.status).toBe(422);
    expect(textIn(short.html)).toContain('Пароль: от 10 до 200 знаков.');
    expect((await desk.anyone.post('/desk/links/short-token', { password: '' })).status).toBe(303);
    expect((await desk.anyone.post('/desk/login', { email: 'editor@example.org', password: PASSWORD })).status).toBe(
      303,
    );
  });

  it('is refused once its time is over, and an unknown one always', async () => {
    const found = await findCredentials(desk.db, 'editor@example.org');
    await link('old-token', { user: found?.user.id ?? 0, purpose: 'sign_in', expiresAt: NOW });
    for (const token of ['old-token', 'unknown'])
      expect((await desk.anyone.get(`/desk/links/${token}`)).status).toBe(410);
  });

  it('makes no first administrator where there are people', async () => {
    await link('admin-token', { user: null, purpose: 'first_admin' });
    expect((await desk.anyone.get('/desk/links/admin-token')).status).toBe(410);
  });

  it('makes the first administrator of a new site, and only once', async () => {
    const site = await testApp();
    await addOneTimeLink(site.db, {
      tokenHash: tokenHash('first'),
      user: null,
      purpose: 'first_admin',
      now: NOW,
      expiresAt: NOW + 1000,
    });
    const fields = { name: 'First', email: 'first@example.org', password: 'a long password' };
    const wrong = await site.app.request('/desk/links/first', form({ ...fields, name: '', email: 'no address' }));
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('value="no address"');
    expect(await hasUsers(site.db)).toBe(false);
    const used = await site.app.request('/desk/links/first', form(fields));
    expect(used.status).toBe(303);
    expect((await findCredentials(site.db, 'first@example.org'))?.user.role).toBe('admin');
    expect((await site.app.request('/desk/links/first', form(fields))).status).toBe(410);
    await site.close();
  });
});
