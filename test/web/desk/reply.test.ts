import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueDigest } from '../../../src/digest/issue.ts';
import { findWeek } from '../../../src/domain/week.ts';
import { LANGUAGES } from '../../../src/domain/words.ts';
import { findDraft, publish } from '../../../src/records/desk.ts';
import { publishIncident } from '../../support/cases.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { day, incident, minute, promise, statement } from '../../support/facts.ts';
import { mistakes } from '../../views/page.ts';

const BY = { user: null, via: 'command' } as const;
const SHOWN = Date.parse('2019-08-01T00:00:00Z');
const SLUG = 'reply-fictional';
const AT = `/desk/incidents/${SLUG}`;
const OUTCOME = `${AT}/promises/water/outcomes/new`;
const REQUEST = `${AT}/promises/water/request`;

const FACTS = incident({
  slug: SLUG,
  title: { ru: 'Вымышленная авария' },
  office: 'akim-almaty',
  started: minute('2019-07-10T10:00'),
  entries: [
    statement('said', day('2019-07-10'), {
      by: { office: 'akim-almaty', official: 'sagintayev' },
      channel: 'site',
      text: 'Обещали воду.',
      quote: 'вода будет через десять дней',
    }),
  ],
  promises: [promise('water', 'said', { text: 'вода будет через десять дней', due: '2019-07-20' })],
});

describe.each(ENGINES)('Right of reply (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  let editor: Colleague;
  beforeAll(async () => {
    desk = await testDesk(engine);
    await publishIncident(desk.db, FACTS, SHOWN);
    reporter = await desk.as('reporter');
    editor = await desk.as('editor');
  });
  afterAll(() => desk.close());

  const seen = async (path: string) => (await desk.app.request(path)).text();

  it('has a letter ready in Russian and in Kazakh: the words, the date, the question, the window, and no person', async () => {
    for (const lang of LANGUAGES) {
      const { html, status } = await reporter.get(lang === 'ru' ? REQUEST : `/${lang}${REQUEST}`);
      expect([status, await mistakes(html, 'page')]).toEqual([200, []]);
    }
    const { html } = await reporter.get(REQUEST);
    const letters = [...html.matchAll(/<textarea[^>]*readonly[^>]*>([\s\S]*?)<\/textarea>/g)].map(
      ([, text]) => text ?? '',
    );
    expect(letters).toHaveLength(2);
    const [ru, kk] = letters;
    expect(ru).toMatch(
      /5 августа 2019 года[\s\S]*Аким[\s\S]*10 июля 2019[\s\S]*вода будет через десять дней[\s\S]*Сделано ли это[\s\S]*72 часа/,
    );
    expect(kk).toMatch(/2019 жылғы 5 тамыз[\s\S]*вода будет через десять дней[\s\S]*72 сағат/);
    expect(ru).toContain(`/promises/${SLUG}/water`);
    expect(letters.join(' ')).not.toMatch(/Сагинтаев|Сағынтаев/);
  });

  it('stands with its window, and with what came of it, beside the form of the outcome', async () => {
    const form = async () => textIn((await editor.get(OUTCOME)).html);
    expect(await form()).toContain('Ответа не просили.');
    const asked = { channel: 'mail', lang: 'ru', asked_precision: 'minute', asked_date: '2019-08-02' };
    await reporter.post(REQUEST, { ...asked, asked_time: '11:00' });
    expect(await form()).toMatch(/Спросили 2 августа 2019.*По электронной почте.*Время на ответ: до 5 августа 2019/);
    expect(await mistakes((await editor.get(OUTCOME)).html, 'page')).toEqual([]);
  });

  it('records that it was sent, once, with channel and date, and waits for its window', async () => {
    const sent = {
      channel: 'mail',
      lang: 'ru',
      asked_precision: 'minute',
      asked_date: '2019-08-02',
      asked_time: '11:00',
    };
    for (let press = 0; press < 2; press += 1) {
      const done = await reporter.post(REQUEST, sent);
      expect([done.status, done.location]).toEqual([303, `${AT}#replies`]);
    }
    const draft = await findDraft(desk.db, SLUG);
    expect(draft?.incident.replies.map(({ to, asked, at }) => [to, asked?.written, at])).toEqual([
      ['water', { at: '2019-08-02T11:00', precision: 'minute' }, null],
    ]);
    const board = textIn((await reporter.get('/desk')).html);
    expect(board).toMatch(/Ждём ответа стороны.*По электронной почте\. Время на ответ: до 5 августа 2019 года, 11:00/);
    expect(textIn((await reporter.get(REQUEST)).html)).toMatch(/Уже спрашивали.*2 августа 2019.*По электронной почте/);
  });

  it('refuses a request that says neither how nor when, or of a time to come, and keeps what was typed', async () => {
    const empty = await reporter.post(REQUEST, { channel: '', lang: 'ru' });
    expect([empty.status, textIn(empty.html)]).toEqual([422, expect.stringContaining('Укажите, когда спросили.')]);
    const later = { channel: 'phone', lang: 'kk', asked_precision: 'day', asked_date: '2019-08-20' };
    const refused = await reporter.post(REQUEST, later);
    expect([refused.status, textIn(refused.html)]).toEqual([422, expect.stringContaining('ещё не наступило')]);
    expect(refused.html).toMatch(/value="phone"[^>]* checked/);
    expect(await mistakes(refused.html, 'page')).toEqual([]);
    expect((await reporter.get(`${AT}/promises/none/request`)).status).toBe(404);
  });

  it('puts the reply beside the line that it answers: on the page, in the API, in the digest and its text', async () => {
    const path = `${AT}/replies/1`;
    const { html } = await reporter.get(path);
    const came = {
      to: 'water',
      asked_precision: 'minute',
      asked_date: '2019-08-02',
      asked_time: '11:00',
      at_precision: 'day',
      at_date: '2019-08-03',
      text: 'Воду дадут в сентябре.',
      source_title: 'Письмо акимата',
    };
    expect((await reporter.post(path, { ...came, seen: hidden(html, 'seen') })).status).toBe(303);
    expect(textIn((await editor.get(OUTCOME)).html)).toMatch(/Ответ пришёл 3 августа 2019.*«Воду дадут в сентябре\.»/);
    await publish(desk.db, { slug: SLUG, by: BY, now: SHOWN, why: 'ответ' });
    for (const page of [`/promises/${SLUG}/water`, `/incidents/${SLUG}`])
      expect(textIn(await seen(page))).toMatch(/Ответ должности, 3 августа.*Воду дадут в сентябре/);
    expect(JSON.parse(await seen(`/api/v1/incidents/${SLUG}`)).replies).toMatchObject([
      { to: 'water', text: 'Воду дадут в сентябре.' },
    ]);
    const week = findWeek('2019-W31', 'Asia/Almaty') ?? expect.fail();
    await issueDigest(desk.db, { week, zone: 'Asia/Almaty', now: week.cutOff, by: BY, byEditor: true });
    const [line] = JSON.parse(await seen('/api/v1/digests/2019-W31')).still_overdue;
    expect(line.reply).toEqual({ asked_on: '2019-08-02', replied_on: '2019-08-03', words: 'Воду дадут в сентябре.' });
    for (const page of ['/digests/2019-W31', '/digests/2019-W31/text'])
      expect(textIn(await seen(page))).toMatch(/Ответ должности, 3 августа 2019 года: «Воду дадут в сентябре\.»/);
    expect(await mistakes(await seen('/digests/2019-W31'), 'page')).toEqual([]);
  });

  it('gives a paragraph for the newsroom’s own site, to copy in three languages', async () => {
    const { html } = await editor.get(`${AT}/replies/1`);
    const [ru, kk, en] = [...html.matchAll(/<textarea id="paragraph-\w+"[^>]*>([\s\S]*?)<\/textarea>/g)].map(
      ([, t]) => t ?? '',
    );
    expect(ru).toMatch(
      /Аким.*10 июля 2019.*вода будет через десять дней\. Срок: 20 июля 2019 года\. Редакция спросила об этом 2 августа 2019.*Ответ, 3 августа 2019.*«Воду дадут в сентябре\.» Вся запись: http/,
    );
    expect(kk).toMatch(/Жауап, .*«Воду дадут в сентябре\.»/);
    expect(en).toMatch(/The reply, .*Воду дадут/);
    expect(await mistakes(html, 'page')).toEqual([]);
  });
});
