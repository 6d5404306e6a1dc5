import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueIfDue } from '../../../src/digest/due.ts';
import { claimDeliveries, countDeliveries, markFailed } from '../../../src/records/deliveries.ts';
import { findWeekDesk } from '../../../src/records/digest-desk.ts';
import { findDigest } from '../../../src/records/digests.ts';
import { findNewsroomWish } from '../../../src/records/newsroom.ts';
import { findReleaseByEditor, findRestored, markRestored } from '../../../src/records/newsroom-settings.ts';
import { listRevisions } from '../../../src/records/revisions.ts';
import { NOW } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { HOUR } from '../../support/facts.ts';
import { addSubscriber } from '../../support/subscribers.ts';
import { mistakes } from '../../views/page.ts';

/** NOW is Monday 5 August 2019, 10:00 in Almaty: an hour after the digest of this week should go out. */
const WEEK = '2019-W31';
const AT = `/desk/digests/${WEEK}`;
const LINE = 'almaty-blackout-2019/results';
const BY = { user: null, via: 'command' } as const;

describe.each(ENGINES)('Digests at the desk (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  let editor: Colleague;
  let second: Colleague;
  let now = NOW;
  beforeAll(async () => {
    desk = await testDesk(engine, { now: () => now });
    await publishCasesOf2019(desk.db);
    [reporter, editor, second] = [await desk.as('reporter'), await desk.as('editor'), await desk.as('second')];
  });
  afterAll(() => desk.close());
  // Each test begins with the record alone: no week was touched yet.
  beforeEach(async () => {
    now = NOW;
    for (const table of ['digests', 'digest_weeks', 'digest_strikes', 'deliveries', 'subscribers', 'settings'] as const)
      await desk.db.deleteFrom(table).execute();
    await desk.db.deleteFrom('revisions').where('subject', '=', 'digest').execute();
  });

  const textAt = async (who: Colleague, path: string): Promise<string> => {
    const { status, html } = await who.get(path);
    expect(status).toBe(200);
    return textIn(html);
  };
  const done = async (who: Colleague, path: string, fields = {}): Promise<string> => {
    const answer = await who.post(path, fields);
    expect([answer.status, textIn(answer.html)]).toEqual([303, '']);
    return answer.location;
  };
  const ready = async () => (await (await desk.app.request('/readyz')).json()) as { digests: unknown; ready: boolean };

  it('lists the weeks with their state, and names a missing one on the first page and to the operator', async () => {
    now = NOW + HOUR;
    expect(await textAt(reporter, '/desk/digests')).toContain(
      'Сводка 2019-W31 29 июля – 4 августа 2019 года Должна была выйти и не вышла.',
    );
    expect(await textAt(reporter, '/desk')).toContain('Сводка 2019-W31 Должна была выйти и не вышла.');
    expect(await ready()).toMatchObject({ ready: true, digests: { missing: [WEEK], waiting: [] } });
    await done(editor, `${AT}/issue`);
    expect(await textAt(reporter, '/desk/digests')).toContain('Выпущена 5 августа 2019 года');
    expect(await textAt(reporter, '/desk')).not.toContain('2019-W31');
    expect(await ready()).toMatchObject({ digests: { missing: [], waiting: [] } });
    // The next one, and none before the first publication.
    expect(await textAt(reporter, '/desk/digests')).toContain(
      'Сводка 2019-W32 5–11 августа 2019 года Неделя ещё идёт.',
    );
    expect(await textAt(reporter, '/desk/digests')).toContain('Сводка 2019-W30 22–28 июля 2019 года Не выпускалась.');
  });

  it('lets a reporter see everything and change nothing', async () => {
    const page = await reporter.get(AT);
    expect(page.status).toBe(200);
    expect(page.html).not.toContain('method="post"');
    expect(textIn(page.html)).toContain('Придержать, дописать, убрать строку и выпустить может редактор.');
    for (const form of ['hold', 'release', 'foreword', 'strikes', 'strikes/removal', 'issue', 'deliveries'])
      expect([form, (await reporter.post(`${AT}/${form}`, { why: 'x', line: LINE, reason: 'x' })).status]).toEqual([
        form,
        403,
      ]);
    for (const form of ['setting', 'takeover']) expect((await reporter.post(`/desk/digests/${form}`)).status).toBe(403);
    expect((await reporter.get(`${AT}/issue`)).status).toBe(403);
    expect(await findDigest(desk.db, WEEK)).toBeUndefined();
    expect((await desk.anyone.get(AT)).status).toBe(303);
    expect((await editor.post(`${AT}/issue`, { csrf: 'another' })).status).toBe(303);
  });

  it('refuses a form without the session’s token', async () => {
    const answer = await desk.app.request(`${AT}/issue`, {
      method: 'POST',
      headers: { cookie: editor.cookie, origin: 'http://localhost:3000' },
      body: new URLSearchParams({ csrf: 'another' }),
    });
    expect(answer.status).toBe(403);
    expect(await findDigest(desk.db, WEEK)).toBeUndefined();
  });

  it('holds a week back with a reason and releases it: it goes out at once where its hour has passed', async () => {
    const refused = await editor.post(`${AT}/hold`, { why: '' });
    expect([refused.status, textIn(refused.html).includes('Напишите, почему.')]).toEqual([422, true]);
    expect(await done(editor, `${AT}/hold`, { why: 'Ждём ответ акимата <b>' })).toBe(AT);
    const held = await editor.get(AT);
    expect(held.html).toContain('Ждём ответ акимата &lt;b&gt;');
    expect(textIn(held.html)).toContain('Придержал(а) editor');
    expect(await ready()).toMatchObject({ digests: { missing: [], waiting: [WEEK] } });
    expect(await textAt(reporter, '/desk')).toContain('Сводка 2019-W31 Придержана.');
    const issue = await editor.post(`${AT}/issue`);
    expect([issue.status, textIn(issue.html).includes('Придержана.')]).toEqual([409, true]);
    expect(await issueIfDue(desk.db, desk.config, { now, by: BY })).toMatchObject({ done: 'waits', reason: 'held' });
    await done(editor, `${AT}/release`);
    expect(await findDigest(desk.db, WEEK)).toMatchObject({ issuedAt: NOW });
    expect((await listRevisions(desk.db, 'digest', WEEK)).map(({ act }) => act)).toEqual([
      'issued',
      'released',
      'held',
    ]);
  });

  it('holds and writes for the week that still runs; it has no preview and no issue', async () => {
    const running = '/desk/digests/2019-W32';
    await done(editor, `${running}/hold`, { why: 'Праздник' });
    await done(editor, `${running}/foreword`, {
      foreword_ru: 'Слово',
      seen: hidden((await editor.get(running)).html, 'seen'),
    });
    expect(await findWeekDesk(desk.db, '2019-W32')).toMatchObject({
      held: { why: 'Праздник' },
      foreword: { ru: 'Слово' },
    });
    for (const path of ['preview', 'issue']) expect((await editor.get(`${running}/${path}`)).status).toBe(404);
    expect((await editor.post(`${running}/issue`)).status).toBe(404);
    expect((await editor.post(`${running}/strikes`, { line: LINE, reason: 'x' })).status).toBe(404);
    await done(editor, `${running}/release`);
    expect(await findDigest(desk.db, '2019-W32')).toBeUndefined();
    for (const none of ['2019-W99', 'x']) expect((await editor.get(`/desk/digests/${none}`)).status).toBe(404);
  });

  it('waits for a release where the newsroom has set it so', async () => {
    await done(editor, '/desk/digests/setting', { release: '1' });
    expect(await findReleaseByEditor(desk.db)).toBe(true);
    expect(await textAt(reporter, AT)).toContain('Ждёт разрешения редактора.');
    expect(await ready()).toMatchObject({ digests: { missing: [], waiting: [WEEK] } });
    expect(await issueIfDue(desk.db, desk.config, { now, by: BY })).toMatchObject({ reason: 'release' });
    await done(editor, `${AT}/release`);
    expect(await findDigest(desk.db, WEEK)).toBeDefined();
    await done(editor, '/desk/digests/setting');
    expect(await findReleaseByEditor(desk.db)).toBe(false);
  });

  it('writes a foreword in three languages; of two editors the second is told', async () => {
    const first = hidden((await editor.get(AT)).html, 'seen');
    await done(editor, `${AT}/foreword`, {
      seen: first,
      foreword_ru: 'Первый абзац.\n\nВторой <i>абзац</i>.',
      foreword_kk: 'Сөз',
    });
    const other = await second.post(`${AT}/foreword`, { seen: first, foreword_ru: 'Другое' });
    expect(other.status).toBe(409);
    expect(textIn(other.html)).toContain('Другое');
    expect(await findWeekDesk(desk.db, WEEK)).toMatchObject({ foreword: { kk: 'Сөз' } });
    for (const path of [`${AT}/preview`, `/digests/${WEEK}`]) {
      const { html } = await editor.get(path);
      expect(html).toContain('<p>Первый абзац.</p><p>Второй &lt;i&gt;абзац&lt;/i&gt;.</p>');
    }
    expect(textIn((await editor.get(`/kk${AT}/preview`)).html)).toContain('Редакциядан Сөз');
    // In English there are none: the Russian ones, marked.
    expect((await editor.get(`/en${AT}/preview`)).html).toContain('<p lang="ru">Первый абзац.</p>');
    const seen = hidden((await editor.get(AT)).html, 'seen');
    await done(editor, `${AT}/foreword`, { seen });
    expect((await findWeekDesk(desk.db, WEEK)).foreword).toEqual({});
  });

  it('strikes a line with a reason that stays visible, puts it back, and shows readers what the preview showed', async () => {
    const section = async (path: string, id: string) =>
      new RegExp(`<section class="sec" id="s_${id}"[\\s\\S]*?</section>`).exec((await editor.get(path)).html)?.[0] ??
      '';
    const listed = async (path: string) =>
      (await section(path, 'still_overdue')) + (await section(path, 'newly_overdue'));
    expect(await listed(`${AT}/preview`)).toContain('/promises/almaty-blackout-2019/results');
    for (const fields of [{ line: LINE }, { reason: 'x' }, { line: 'no/such', reason: 'x' }])
      expect((await editor.post(`${AT}/strikes`, fields)).status).toBe(422);
    await done(editor, `${AT}/strikes`, { line: LINE, reason: 'Слова сказал не аким.' });
    expect(await listed(`${AT}/preview`)).not.toContain('/promises/almaty-blackout-2019/results');
    const struck = textIn(await section(`${AT}/preview`, 'struck'));
    expect(struck).toContain('Убрана строка из списка: «Срок вышел раньше».');
    expect(struck).toContain('Причина: Слова сказал не аким.');
    expect(await textAt(reporter, AT)).toMatch(/окончательные результаты проверки editor, .+: Слова сказал не аким\./);
    await done(editor, `${AT}/strikes/removal`, { line: LINE });
    expect(await listed(`${AT}/preview`)).toContain('/promises/almaty-blackout-2019/results');
    await done(editor, `${AT}/strikes`, { line: LINE, reason: 'Слова сказал не аким.' });
    await done(editor, `${AT}/issue`);
    for (const path of [`/digests/${WEEK}`, `/api/v1/digests/${WEEK}`]) {
      const { html } = await desk.anyone.get(path);
      expect(html).toContain('Слова сказал не аким.');
      expect(html).not.toContain('almaty-blackout-2019/results"');
    }
    // After the issue nothing changes, whatever an old page still offers.
    const late = [
      ['strikes/removal', { line: LINE }],
      ['strikes', { line: 'arys-2019/all-houses', reason: 'x' }],
      ['foreword', { foreword_ru: 'x', seen: hidden((await editor.get(AT)).html, 'seen') }],
      ['hold', { why: 'x' }],
      ['release', {}],
    ] as const;
    for (const [form, fields] of late) {
      const { status, html } = await editor.post(`${AT}/${form}`, fields);
      expect([form, status, textIn(html).includes('Сводка уже выпущена')]).toEqual([form, 409, true]);
    }
    expect(JSON.stringify((await findDigest(desk.db, WEEK))?.body)).toContain('Слова сказал не аким.');
  });

  it('issues by hand, once, after a question; twice at once is one issue', async () => {
    await addSubscriber(desk.db, 'reader@example.org');
    expect(await textAt(editor, `${AT}/issue`)).toMatch(/сейчас подтвержд.н 1 адрес/);
    const answers = await Promise.all([editor.post(`${AT}/issue`), second.post(`${AT}/issue`)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await listRevisions(desk.db, 'digest', WEEK)).map(({ act }) => act)).toEqual(['issued']);
    expect(await countDeliveries(desk.db, WEEK)).toEqual([{ channel: 'mail', state: 'queued', count: 1 }]);
  });

  it('shows what was not delivered, addresses to editors alone, and sends to those who failed once more', async () => {
    await addSubscriber(desk.db, 'full@example.org', { scopes: [{ kind: 'office', ref: 'akim-almaty' }] });
    await addSubscriber(desk.db, 'well@example.org');
    await done(editor, `${AT}/issue`);
    const claim = { channels: ['mail'], limit: 1, claim: 'test', now, until: now + HOUR } as const;
    const [delivery] = await claimDeliveries(desk.db, claim);
    await markFailed(desk.db, {
      id: delivery?.id ?? 0,
      claim: 'test',
      error: '552 mailbox full',
      nextTryAt: null,
      now,
    });
    for (const [who, sees] of [
      [reporter, false],
      [editor, true],
    ] as const) {
      const { html } = await who.get(AT);
      expect(textIn(html)).toContain('Не доставлено, попыток 1. 552 mailbox full');
      expect(html.includes('full@example.org')).toBe(sees);
      expect(html).not.toContain('well@example.org');
      const list = await who.get('/desk/digests');
      expect(textIn(list.html)).toContain('Подтверждено: 2.');
      expect(textIn(list.html)).toContain('Аким города Алматы 1');
      expect(list.html).not.toMatch(/(full|well)@example\.org/);
    }
    await desk.db
      .updateTable('subscribers')
      .set({ state: 'suspended', bounces: 3, bounce_reason: '550 no such user' })
      .where('email', '=', 'full@example.org')
      .execute();
    expect((await reporter.get('/desk/digests')).html).not.toContain('full@example.org');
    expect(await textAt(editor, '/desk/digests')).toContain('full@example.org: отказов 3');
    await done(editor, `${AT}/deliveries`);
    expect(await countDeliveries(desk.db, WEEK)).toEqual([{ channel: 'mail', state: 'queued', count: 2 }]);
  });

  it('issues nothing from a restored copy until an editor takes it over', async () => {
    await markRestored(desk.db, { by: BY, now: NOW - HOUR });
    expect(await textAt(reporter, '/desk/digests')).toContain('База восстановлена из копии');
    expect((await reporter.get('/desk/digests')).html).not.toContain('/desk/digests/takeover');
    expect((await editor.post(`${AT}/issue`)).status).toBe(409);
    await done(editor, `${AT}/release`);
    expect(await findDigest(desk.db, WEEK)).toBeUndefined();
    expect(await ready()).toMatchObject({ digests: { missing: [WEEK] } });
    await done(editor, '/desk/digests/takeover');
    expect(await findRestored(desk.db)).toBeNull();
    expect(await issueIfDue(desk.db, desk.config, { now, by: BY })).toMatchObject({ done: 'issued' });
  });

  it('lets a week that is too late out by an editor’s word', async () => {
    now = NOW + 40 * HOUR;
    expect(await textAt(editor, AT)).toContain('Не вышла вовремя');
    expect(await ready()).toMatchObject({ digests: { missing: [WEEK] } });
    await done(editor, `${AT}/release`);
    expect(await findDigest(desk.db, WEEK)).toMatchObject({ issuedAt: now });
  });

  it('is valid HTML in three languages', async () => {
    await done(editor, `${AT}/hold`, { why: 'x' });
    await done(editor, `${AT}/strikes`, { line: LINE, reason: 'x' });
    await markRestored(desk.db, { by: BY, now });
    for (const lang of ['', '/kk', '/en'])
      for (const path of ['/desk/digests', AT, `${AT}/preview`, `${AT}/issue`, '/desk/monday']) {
        const { html } = await editor.get(`${lang}${path}`);
        expect([path, await mistakes(html, 'page')]).toEqual([path, []]);
      }
  });
});

describe.each(ENGINES)('My week at the desk (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  beforeAll(async () => {
    desk = await testDesk(engine, { now: Date.parse('2019-07-29T04:00:00Z') });
    await publishCasesOf2019(desk.db, Date.parse('2019-07-20T00:00:00Z'));
    reporter = await desk.as('reporter');
  });
  afterAll(() => desk.close());

  it('shows what falls due and what nobody checked in one’s regions, with the letters and the form of the check', async () => {
    expect(textIn((await reporter.get('/desk/monday')).html)).toContain('Выберите области или должности ниже');
    const wrong = await reporter.post('/desk/monday', { wants: '1', lang: 'kk', 'regions[]': ['nowhere'] });
    expect([wrong.status, textIn(wrong.html).includes('хотя бы одну область')]).toEqual([422, true]);
    const saved = await reporter.post('/desk/monday', {
      wants: '1',
      lang: 'kk',
      'regions[]': ['алматы', 'туркестанская область'],
      'offices[]': 'akim-almaty',
    });
    expect(saved.status).toBe(303);
    const { html } = await reporter.get('/desk/monday');
    expect(textIn(html)).toContain('На этой неделе подходит 1 срок. 2 срока вышли, и их ещё не проверяли.');
    expect(html).toContain('/desk/incidents/almaty-blackout-2019/checks/new?for=results');
    expect(textIn(html)).toContain('Бұл орындалды ма?');
    const { id } = await desk.db
      .selectFrom('users')
      .select('id')
      .where('name', '=', 'reporter')
      .executeTakeFirstOrThrow();
    expect(await findNewsroomWish(desk.db, id)).toEqual({
      lang: 'kk',
      scopes: [
        { kind: 'office', ref: 'akim-almaty' },
        { kind: 'region', ref: 'алматы' },
        { kind: 'region', ref: 'туркестанская область' },
      ],
    });
    expect(html).toMatch(/value="алматы"[^>]* checked/);
    await reporter.post('/desk/monday', { 'regions[]': ['алматы'] });
    expect(await findNewsroomWish(desk.db, id)).toBeUndefined();
  });
});
