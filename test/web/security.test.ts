import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LONGEST_FIELD } from '../../src/web/desk/input.ts';
import { type RunningApp, runningApp } from '../support/app.ts';
import { publishIncident } from '../support/cases.ts';
import { type Colleague, type TestDesk, testDesk } from '../support/desk.ts';
import { day, incident, promise, statement } from '../support/facts.ts';
import { DESK_PAGES, DOOR_PAGES } from '../support/site-pages.ts';

const NOW = Date.parse('2019-08-01T00:00:00Z');
const OWN = 'http://localhost:3000';

let desk: TestDesk;
let editor: Colleague;
beforeAll(async () => {
  desk = await testDesk('sqlite');
  editor = await desk.as('editor');
});
afterAll(() => desk.close());

describe('A request that a browser was made to send', () => {
  const settings = (headers: Record<string, string>, body: string) =>
    desk.app.request('/desk/incidents', { method: 'POST', headers: { cookie: editor.cookie, ...headers }, body });
  const JSON_TYPE = { 'content-type': 'application/json' };

  it.each([
    ['as JSON without a word of where it comes from', JSON_TYPE],
    ['as JSON from our own page', { ...JSON_TYPE, origin: OWN }],
    ['as JSON from another', { ...JSON_TYPE, origin: 'https://evil.example' }],
    ['as text, which needs no leave of a browser', { 'content-type': 'text/plain', origin: OWN }],
    ['from a page without an origin', { 'content-type': 'text/plain', origin: 'null' }],
    ['from another site by its own word', { ...JSON_TYPE, origin: OWN, 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour of the same site', { ...JSON_TYPE, origin: OWN, 'sec-fetch-site': 'same-site' }],
  ])('%s changes nothing, though it knows the token', async (_how, headers) => {
    const body = JSON.stringify({ csrf: editor.csrf, where: 'Алматы', topic: 'power' });
    expect((await settings(headers, body)).status).toBe(403);
  });

  it('may not read the session in a frame, by another origin, or as a script', async () => {
    const { headers } = await editor.get('/desk');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('A page of the desk', () => {
  it('is kept by no cache, whoever asks', async () => {
    const pages = [...Object.values(DESK_PAGES), ...Object.values(DOOR_PAGES)].flat().map((path) => encodeURI(path));
    const kept: string[] = [];
    for (const path of pages)
      for (const who of [editor, desk.anyone])
        if ((await who.get(path)).headers.get('cache-control') !== 'no-store') kept.push(path);
    expect(kept).toEqual([]);
  });
});

describe('A field', () => {
  it.each([
    [LONGEST_FIELD, 422],
    [LONGEST_FIELD + 1, 413],
  ])('of %i letters is answered with %i', async (letters, status) => {
    const { status: answered } = await desk.anyone.post('/desk/forgotten', { email: 'a'.repeat(letters) });
    expect(answered).toBe(status);
  });
});

describe('What a form does not ask', () => {
  it('is not taken from whoever sends it', async () => {
    const admin = await desk.as('admin');
    const more = { id: '1', password_hash: 'x', disabled_at: '', night_cards: '1', created_at: '1970-01-01' };
    await admin.post('/desk/users', { name: 'Новая', email: 'new@example.org', role: 'reporter', ...more });
    const row = await desk.db
      .selectFrom('users')
      .selectAll()
      .where('email', '=', 'new@example.org')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ role: 'reporter', password_hash: null, night_cards: 0, disabled_at: null });
    expect(row.id).toBeGreaterThan(1);
    expect(row.created_at).not.toContain('1970');
  });

  it('makes nobody a confirmed reader', async () => {
    const body = new URLSearchParams({
      email: 'reader@example.org',
      all: '1',
      state: 'confirmed',
      confirmed_at: '2019',
    });
    await desk.app.request('/subscribe', { method: 'POST', body });
    const [reader] = await desk.db.selectFrom('subscribers').selectAll().execute();
    expect(reader).toMatchObject({ email: 'reader@example.org', state: 'unconfirmed', confirmed_at: null });
  });
});

describe('A cell of a sheet', () => {
  it('is never a formula', async () => {
    const facts = incident({
      slug: 'formula',
      title: { ru: '=HYPERLINK("https://evil.example")' },
      office: 'akim-almaty',
      started: day('2019-07-15'),
      entries: [
        statement('said', day('2019-07-15'), { by: { office: 'akim-almaty', official: null }, channel: 'site' }),
      ],
      promises: ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'].map((text, n) => promise(`p${n}`, 'said', { text })),
    });
    await publishIncident(desk.db, facts, NOW);
    for (const path of ['/api/v1/promises.csv', '/api/v1/incidents.csv']) {
      const text = await (await desk.app.request(path)).text();
      const cells = text
        .replace(/^\uFEFF/, '')
        .split('\r\n')
        .flatMap((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
        .map((cell) => cell.replace(/^"/, ''));
      expect(cells.filter((cell) => /^[=+@\t\r]|^-\D/.test(cell))).toEqual([]);
      expect(text).toContain("'=");
    }
  });
});

describe('A path', () => {
  it.each([
    '/static/../package.json',
    '/static/%2e%2e/package.json',
    '/static/..%2fpackage.json',
    '/static/....//package.json',
    '/evidence/..%2f..%2fmerzim.db',
    '/evidence/%2e%2e%2fmerzim.db.png',
    '/desk/evidence/originals/..%2f..%2fmerzim.db',
    '/incidents/..%2f..%2fetc%2fpasswd',
    '/digests/..%5c..%5cwin.ini',
    '/.git/config',
    '/package.json',
    '/data/merzim.db',
  ])('%s leads to no file', async (path) => {
    for (const who of [desk.anyone, await desk.as('admin')]) {
      const { status, html } = await who.get(path);
      expect([303, 400, 404]).toContain(status);
      expect(html).not.toMatch(/"devDependencies"|root:x:|SQLite format/);
    }
  });
});

describe('The log', () => {
  it('has one line for each request, whatever stands in it', async () => {
    const before = desk.logged.text.length;
    const evil = 'a\r\n{"level":30,"msg":"forged"}';
    await desk.app.request(`/search?q=${encodeURIComponent(evil)}`);
    await desk.app.request(`/incidents/${encodeURIComponent(evil)}`);
    await desk.anyone.post('/desk/login', { email: evil, password: evil });
    const lines = desk.logged.text.slice(before).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['request', 'request', 'request']);
  });
});

describe('Signing in', () => {
  it('says and does the same for a wrong password, nobody’s address and who was shut out', async () => {
    const tries = ['editor@example.org', 'nobody@example.org'].map((email) =>
      desk.anyone.post('/desk/login', { email, password: 'a wrong password' }),
    );
    const answers = (await Promise.all(tries)).map(({ status, html, headers }) => [
      status,
      html.replaceAll(/(editor|nobody)@example\.org/g, ''),
      headers.get('set-cookie'),
    ]);
    expect(answers[0]).toEqual(answers[1]);
  });

  it('gives a new token, and the one from before opens nothing', async () => {
    const first = await desk.as('second');
    const body = new URLSearchParams({ email: 'second@example.org', password: 'a long fictional password' });
    const headers = { cookie: first.cookie, origin: OWN };
    const again = await desk.app.request('/desk/login', { method: 'POST', headers, body });
    expect((again.headers.get('set-cookie') ?? '').startsWith(first.cookie)).toBe(false);
    expect((await first.get('/desk')).status).toBe(303);
  });

  it('takes no session that somebody else has chosen', async () => {
    const headers = { cookie: 'merzim=chosen.by-somebody', origin: OWN };
    const body = new URLSearchParams({ email: 'second@example.org', password: 'a long fictional password' });
    const answer = await desk.app.request('/desk/login', { method: 'POST', headers, body });
    expect(answer.headers.get('set-cookie')).not.toContain('chosen');
  });
});

describe('Methods', () => {
  let running: RunningApp;
  beforeAll(async () => {
    running = await runningApp();
  });
  afterAll(() => running.close());

  it.each(['TRACE', 'TRACK', 'CONNECT', 'PROPFIND', 'DEBUG'])('%s is none of ours', async (method) => {
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(running.port, '127.0.0.1', () =>
        socket.write(`${method} / HTTP/1.1\r\nHost: localhost\r\nX-Secret: zq-echo\r\nConnection: close\r\n\r\n`),
      );
      socket.on('data', (chunk) => {
        text += String(chunk);
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(text));
    });
    expect(answer).not.toContain('zq-echo');
    expect(answer.split('\r\n')[0]).not.toMatch(/ (200|5\d\d) /);
  });
});
