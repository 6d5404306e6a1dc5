import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/records/desk.ts';
import { saveNewsroomWish } from '../../../src/records/newsroom.ts';
import { listRevisions } from '../../../src/records/revisions.ts';
import { listUsers } from '../../../src/records/users.ts';
import { publishCasesOf2019, publishIncident } from '../../support/cases.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { check, day, evening, incident, minute, outcome, promise, question, statement } from '../../support/facts.ts';
import { mistakes } from '../../views/page.ts';

const SHOWN = Date.parse('2019-08-01T00:00:00Z');
/** The morning of 5 August 2019 in Almaty is now. */
const akim = { text: 'Сказали.', by: { office: 'akim-almaty', official: null }, channel: 'site' } as const;

/** A fictional incident of Almaty: a promise of each list, a question, a reply asked for, no first post. */
const WATER = incident({
  slug: 'water-fictional',
  title: { ru: 'Вымышленная авария на водопроводе' },
  office: 'akim-almaty',
  started: minute('2019-07-28T10:00'),
  entries: [
    statement('said', evening('2019-07-28'), akim),
    outcome('report', day('2019-07-26'), { text: 'Трубу заменили, говорит подрядчик.' }),
    question('asked-budget', day('2019-07-29'), { text: 'Из какого бюджета ремонт?', askedOf: 'akim-almaty' }),
  ],
  promises: [
    promise('passed', 'said', { text: 'вода будет к концу июля', due: '2019-07-31' }),
    promise('coming', 'said', { text: 'заменят насос', due: '2019-08-06' }),
    promise('answered', 'said', {
      text: 'заменят трубу',
      due: '2019-07-31',
      possibleAnswers: [{ entry: 'report', judged: null }],
    }),
  ],
  checks: [check('first_post', day('2019-07-30'))],
  replies: [{ to: 'passed', asked: minute('2019-08-04T10:00') }],
});
/** The same office's old promise: forgotten for more than sixty days. */
const OLD = incident({
  slug: 'old-fictional',
  office: 'akim-shymkent',
  started: minute('2019-03-01T10:00'),
  entries: [
    statement('said', evening('2019-03-01'), {
      text: 'Сказали.',
      by: { office: 'akim-shymkent', official: null },
      channel: 'site',
    }),
  ],
  promises: [promise('forgotten', 'said', { text: 'починят мост', due: '2019-04-01' })],
});
const AT = '/desk/incidents/water-fictional';

describe.each(ENGINES)('What waits for the newsroom (%s)', (engine) => {
  let desk: TestDesk;
  let people: Record<'reporter' | 'editor' | 'second', Colleague>;
  beforeAll(async () => {
    desk = await testDesk(engine);
    await publishCasesOf2019(desk.db, SHOWN);
    await publishIncident(desk.db, WATER, SHOWN);
    await publishIncident(desk.db, OLD, SHOWN);
    people = {
      reporter: await desk.as('reporter'),
      editor: await desk.as('editor'),
      second: await desk.as('second'),
    };
  });
  afterAll(() => desk.close());

  const section = async (who: Colleague, id: string) => {
    const { html } = await who.get('/desk');
    const from = html.indexOf(`<section class="sec" id="${id}"`);
    return from === -1 ? '' : textIn(html.slice(from, html.indexOf('</section>', from)));
  };

  it('opens with a new incident, then what waits, each in its list', async () => {
    const { html, status } = await people.editor.get('/desk');
    expect([status, await mistakes(html, 'page')]).toEqual([200, []]);
    expect(html.indexOf('/desk/incidents/new')).toBeLessThan(html.indexOf('id="unlooked"'));
    expect(await section(people.editor, 'unlooked')).toContain('вода будет к концу июля');
    expect(await section(people.editor, 'soon')).toContain('заменят насос');
    expect(await section(people.editor, 'stale')).toContain('починят мост');
    expect(await section(people.editor, 'silent')).toMatch(
      /Вымышленная авария.*Последний раз смотрели 30 июля.*Прошло 6 дней/,
    );
    expect(await section(people.editor, 'questions')).toContain('Из какого бюджета ремонт?');
    expect(await section(people.editor, 'replies')).toMatch(/вода будет к концу июля.*до 7 августа 2019/);
  });

  it('puts the words of a promise beside those that may answer it, with five presses for an editor alone', async () => {
    const words = await section(people.editor, 'answers');
    expect(words).toMatch(/Что обещали.*заменят трубу.*Что нашли.*Трубу заменили, говорит подрядчик/);
    expect(words).toMatch(/Сделано Сделано частично Не сделано Проверить нельзя Это не ответ/);
    expect(await section(people.reporter, 'answers')).toContain('Решает редактор.');
  });

  it('alarms when an answer has waited for more than seven days', async () => {
    expect(textIn((await people.editor.get('/desk')).html)).toContain('1 возможный ответ ждёт решения дольше недели.');
  });

  it('leads a press into the form of an outcome with its kind and its proof', async () => {
    const path = `${AT}/promises/answered/outcomes/new?entry=report&kind=not_kept`;
    const { html } = await people.editor.get(path);
    expect(html).toMatch(/value="not_kept"[^>]* checked/);
    expect(html).toMatch(/<option value="report" selected/);
    expect(await mistakes(html, 'page')).toEqual([]);
  });

  it('sets an answer aside in one press, and the term counts as passed again', async () => {
    const { html } = await people.editor.get('/desk');
    const answers = html.slice(html.indexOf('id="answers"'));
    const path = `${AT}/promises/answered/answers/report/judgement`;
    const done = await people.editor.post(path, {
      seen: hidden(answers, 'seen'),
      judged: 'not_an_answer',
      from: 'board',
    });
    expect([done.status, done.location]).toEqual([303, '/desk#answers']);
    expect(await section(people.editor, 'answers')).toBe('');
    expect(await section(people.editor, 'unlooked')).toContain('заменят трубу');
  });

  it('lists one’s own regions first', async () => {
    const { id } = (await listUsers(desk.db)).find(({ name }) => name === 'reporter') ?? expect.fail();
    const scopes = [{ kind: 'office' as const, ref: 'akim-shymkent' }];
    await saveNewsroomWish(desk.db, { user: id, wish: { lang: 'ru', scopes }, now: SHOWN });
    expect(textIn((await people.reporter.get('/desk')).html)).toContain('Сначала ваши регионы.');
    const mine = await people.reporter.get('/desk/waiting/stale?mine=1');
    expect(textIn(mine.html)).toContain('починят мост');
    expect(textIn((await people.reporter.get('/desk/waiting/unlooked?mine=1')).html)).toContain(
      'Здесь ничего не ждёт.',
    );
    expect(textIn((await people.reporter.get('/desk/waiting/unlooked')).html)).toContain('вода будет к концу июля');
    expect(await mistakes(mine.html, 'page')).toEqual([]);
    expect((await people.reporter.get('/desk/waiting/nothing')).status).toBe(404);
    expect((await people.reporter.get('/desk/waiting/unlooked?page=99999999')).status).toBe(200);
  });

  describe('one press', () => {
    const press = { for: 'passed', 'channels[]': ['site', 'facebook'], from: 'board' };

    it('records that somebody looked now and found nothing, once', async () => {
      for (let press2 = 0; press2 < 2; press2 += 1) {
        const done = await people.reporter.post(`${AT}/looked`, press);
        expect([done.status, done.location]).toEqual([303, '/desk?looked=water-fictional']);
      }
      const draft = await findDraft(desk.db, 'water-fictional');
      const made = draft?.incident.checks.filter((one) => one.for === 'passed') ?? [];
      expect(made.map(({ channels, found, by, at }) => ({ channels, found, by, at: at.written }))).toEqual([
        { channels: ['facebook', 'site'], found: null, by: null, at: { at: '2019-08-05T10:00', precision: 'minute' } },
      ]);
      expect(await section(people.reporter, 'unlooked')).not.toContain('вода будет к концу июля');
      const { html } = await people.reporter.get('/desk?looked=water-fictional');
      expect(html).toContain(`href="${AT}/publication"`);
    });

    it('remembers where one looked for that office', async () => {
      const { html } = await people.editor.get('/desk/waiting/soon');
      expect(textIn(html)).toContain('Где: Facebook, сайт');
    });

    it('with nothing ticked leads to the whole form, which says so at its field', async () => {
      const { status, html } = await people.reporter.post(`${AT}/looked`, { for: 'coming' });
      expect([status, textIn(html)]).toEqual([422, expect.stringContaining('Отметьте, где смотрели.')]);
      expect(await mistakes(html, 'page')).toEqual([]);
      expect((await people.reporter.post(`${AT}/looked`, { for: 'no-such' })).status).toBe(404);
      expect((await people.reporter.get(`${AT}/looked`)).status).toBe(303);
    });

    it('that claims silence takes a second person or a screenshot; the name stays at the desk', async () => {
      const silent = { for: 'first_post', 'channels[]': ['facebook'], from: 'silent' };
      const alone = await people.reporter.post(`${AT}/looked`, silent);
      expect([alone.status, textIn(alone.html)]).toEqual([422, expect.stringContaining('выберите, кто ещё смотрел')]);
      const own = await people.reporter.post(`${AT}/looked`, { ...silent, second: 'reporter' });
      expect(own.status).toBe(422);
      const full = {
        for: 'first_post',
        'channels[]': ['facebook'],
        at_precision: 'day',
        at_date: '2019-08-01',
        looked: 'we',
      };
      expect((await people.reporter.post(`${AT}/checks`, full)).status).toBe(422);
      const both = await people.reporter.post(`${AT}/looked`, { ...silent, second: 'second' });
      expect([both.status, both.location]).toEqual([303, '/desk/waiting/silent?looked=water-fictional']);
      const [last] = await listRevisions(desk.db, 'incident', 'water-fictional');
      expect([last?.why, last?.public]).toEqual(['Вместе смотрел(а): second', false]);
    });
  });
});
