import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/records/desk.ts';
import { findPublicIncident } from '../../../src/records/incidents.ts';
import { listRevisions } from '../../../src/records/revisions.ts';
import { NOW } from '../../support/app.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, type Fields, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import {
  BLACKOUT,
  BLACKOUT_SLUG,
  CHECK,
  PROMISE,
  PROMISE_ID,
  RESULT,
  RESULT_ID,
  STATEMENT,
  STATEMENT_ID,
} from '../../support/desk-forms.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;
const HOSTILE = `"><script>alert(1)</script>'&amp;`;

describe.each(ENGINES)('what the desk writes (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  let editor: Colleague;
  let second: Colleague;
  beforeAll(async () => {
    desk = await testDesk(engine);
    [reporter, editor, second] = [await desk.as('reporter'), await desk.as('editor'), await desk.as('second')];
  });
  afterAll(() => desk.close());

  const draft = async (slug = BLACKOUT_SLUG) => (await findDraft(desk.db, slug))?.incident;
  const saved = async (who: Colleague, path: string, fields: Fields) => {
    const answer = await who.post(path, fields);
    expect(textIn(answer.html)).not.toMatch(/В форме \d/);
    expect(answer.status).toBe(303);
    return answer.location;
  };
  /** The form with everything wrong: 422, every message at its field, what was typed kept and escaped, nothing written. */
  const refused = async (who: Colleague, path: string, fields: Fields, messages: readonly string[]) => {
    const before = JSON.stringify([await draft(), (await listRevisions(desk.db, 'incident', BLACKOUT_SLUG)).length]);
    const answer = await who.post(path, fields);
    expect(answer.status).toBe(422);
    for (const message of messages) expect(textIn(answer.html)).toContain(message);
    expect(answer.html).not.toContain('<script>alert');
    expect(JSON.stringify([await draft(), (await listRevisions(desk.db, 'incident', BLACKOUT_SLUG)).length])).toBe(
      before,
    );
    return answer;
  };

  describe('a new incident', () => {
    it('needs where, what and since when, says so at each field and keeps what was typed', async () => {
      const wrong = { where: HOSTILE, topic: '', when: 'typed', typed: 'когда-то' };
      const { html } = await refused(reporter, '/desk/incidents', wrong, [
        'Не узнаём это место.',
        'Выберите, что случилось.',
        'В форме 2 ошибки',
      ]);
      expect(html).toContain('value="когда-то"');
      expect(html).toContain('value="&quot;&gt;&lt;script&gt;');
      await refused(reporter, '/desk/incidents', { ...BLACKOUT, typed: 'когда-то' }, ['Не поняли, когда.']);
      await refused(reporter, '/desk/incidents', { ...BLACKOUT, typed: '2019-08-06' }, ['Это ещё не наступило.']);
    });

    it('reads back what it understood and writes nothing', async () => {
      const shown = await reporter.post('/desk/incidents', { ...BLACKOUT, typed: 'утром 24 июня', act: 'read' });
      expect(shown.status).toBe(200);
      expect(textIn(shown.html)).toContain('Утром 24 июня 2019 года, между 6:00 и 12:00, время Алматы, UTC+6');
      expect(await draft('almaty-power-2019-06-24')).toBeUndefined();
    });

    it('is a draft with a proposed title, address, office and zone, and its revision says who', async () => {
      expect(await saved(reporter, '/desk/incidents', BLACKOUT)).toBe(AT);
      expect(await draft()).toMatchObject({
        kind: 'acute',
        topic: 'power',
        office: 'akim-almaty',
        zone: 'Asia/Almaty',
        title: { ru: 'Алматы: нет света, 15 июля 2019 года', kk: 'Алматы: жарық жоқ, 2019 жылғы 15 шілде' },
        started: { earliest: Date.parse('2019-07-15T08:00Z'), latest: Date.parse('2019-07-15T08:14Z') },
      });
      const [revision] = await listRevisions(desk.db, 'incident', BLACKOUT_SLUG);
      expect(revision).toMatchObject({ act: 'created', via: 'desk', at: NOW, public: false });
      expect(textIn((await editor.get(AT)).html)).toContain('reporter: создано');
    });

    it('is shown to no reader while it is a draft', async () => {
      for (const path of [`/incidents/${BLACKOUT_SLUG}`, `/api/v1/incidents/${BLACKOUT_SLUG}`])
        expect((await desk.anyone.get(path)).status).toBe(404);
      expect(await findPublicIncident(desk.db, BLACKOUT_SLUG)).toBeUndefined();
    });

    it('is one however often it is sent, and gets an address of its own where another has that one', async () => {
      expect(await saved(reporter, '/desk/incidents', BLACKOUT)).toBe(AT);
      expect(await saved(reporter, '/desk/incidents', { ...BLACKOUT, typed: '14:20 15.07.2019' })).toBe(`${AT}-2`);
      expect((await reporter.get(`${AT}-2/draft/removal`)).status).toBe(403);
      expect((await editor.get(`${AT}-2/draft/removal`)).status).toBe(200);
      expect(await saved(editor, `${AT}-2/draft/removal`, {})).toBe('/desk/incidents');
      expect(await draft(`${BLACKOUT_SLUG}-2`)).toBeUndefined();
    });

    it('that began now began about now, and thirty minutes ago about then', async () => {
      const location = await saved(reporter, '/desk/incidents', {
        where: 'Актобе',
        office: 'akim-aktobe',
        topic: 'water',
        when: '30',
      });
      const { started, zone, title } = (await draft(location.split('/').at(-1))) ?? {};
      expect([started?.written, zone]).toEqual([{ at: '2019-08-05T08:30', precision: 'about' }, 'Asia/Aqtobe']);
      expect(title?.ru).toBe('Актобе: нет воды, 5 августа 2019 года');
    });
  });

  describe('an incident’s own facts', () => {
    const fields = async () => {
      const { html } = await reporter.get(`${AT}/edit`);
      const incident = await draft();
      return {
        seen: hidden(html, 'seen'),
        title_ru: incident?.title.ru ?? '',
        kind: 'acute',
        topic: 'power',
        office: 'akim-almaty',
        zone: 'Asia/Almaty',
        started_precision: 'between',
        started_date: '2019-07-15',
        started_time: '14:00',
        started_time2: '14:14',
      };
    };

    it('are changed, with everything that the form shows', async () => {
      const more = {
        summary_ru: 'Коротко',
        title_en: 'The blackout',
        ended_precision: 'minute',
        ended_date: '2019-07-15',
        ended_time: '16:29',
        covered_until: '2019-07-30',
      };
      await saved(reporter, AT, { ...(await fields()), ...more });
      expect(await draft()).toMatchObject({
        title: { en: 'The blackout' },
        summary: { ru: 'Коротко' },
        ended: { latest: Date.parse('2019-07-15T10:29Z') },
        coveredUntil: '2019-07-30',
      });
      const { html } = await reporter.get(`${AT}/edit`);
      for (const value of ['The blackout', '2019-07-30', '16:29', '14:14']) expect(html).toContain(`value="${value}"`);
      expect(textIn(html)).toContain('15 июля 2019 года, между 14:00 и 14:14, время Алматы, UTC+6');
    });

    it('are refused field by field', async () => {
      const wrong = {
        ...(await fields()),
        title_ru: '',
        title_kk: '',
        title_en: '',
        topic: HOSTILE,
        ended_precision: 'day',
        ended_date: '2019-07-01',
      };
      await refused(reporter, AT, wrong, [
        'Нужны слова хотя бы на одном языке.',
        'Только латинские буквы',
        'Закончилось раньше, чем началось.',
      ]);
      await refused(reporter, AT, { ...(await fields()), office: 'nobody' }, ['Выберите должность из справочника.']);
    });

    it('changed by somebody else meanwhile are shown beside what was typed, and nothing is written over', async () => {
      const mine = { ...(await fields()), title_ru: 'Моё' };
      await saved(editor, AT, { ...(await fields()), title_ru: 'Редакторское' });
      const conflict = await reporter.post(AT, mine);
      expect(conflict.status).toBe(409);
      expect(textIn(conflict.html)).toContain('Пока вы писали, это изменил кто-то другой');
      for (const words of ['Моё', 'Редакторское']) expect(conflict.html).toContain(words);
      expect((await draft())?.title.ru).toBe('Редакторское');
      await saved(reporter, AT, { ...mine, seen: hidden(conflict.html, 'seen') });
      expect((await draft())?.title.ru).toBe('Моё');
    });
  });

  describe('an entry', () => {
    it('is refused field by field', async () => {
      const wrong = {
        kind: 'statement',
        at_precision: 'minute',
        at_date: '2019-07-16',
        lang: 'ru',
        text: '',
        quote: '',
        source_url: 'javascript:alert(1)',
        channel_url: HOSTILE,
      };
      const messages = [
        'Нужны день и время.',
        'У заявления должен быть тот, кто говорит',
        'Напишите, что произошло',
        'Адрес должен начинаться с http',
      ];
      const { html } = await refused(reporter, `${AT}/entries`, wrong, messages);
      expect(html).toContain('value="javascript:alert(1)"');
      await refused(reporter, `${AT}/entries`, { ...STATEMENT, source_title: '', source_url: '' }, [
        'Откуда это известно?',
      ]);
      await refused(reporter, `${AT}/entries`, { ...STATEMENT, at_precision: '' }, ['Скажите, когда это было.']);
      await refused(reporter, `${AT}/entries`, { ...STATEMENT, official: 'nobody' }, [
        'Выберите человека из справочника.',
      ]);
      const backwards = { ...STATEMENT, at_precision: 'between', at_time: '18:00', at_time2: '17:00' };
      await refused(reporter, `${AT}/entries`, backwards, ['Конец раньше начала.']);
    });

    it('shows how its time is understood before it is saved', async () => {
      const shown = await reporter.post(`${AT}/entries`, { ...STATEMENT, act: 'read' });
      expect(shown.status).toBe(200);
      expect(textIn(shown.html)).toContain('Вечером 16 июля 2019 года, между 18:00 и 24:00, время Алматы, UTC+6');
      const fragment = await reporter.post('/desk/times?name=at&zone=Asia/Aqtau', {
        at_precision: 'morning',
        at_date: '2019-06-24',
      });
      expect(textIn(fragment.html)).toContain('Утром 24 июня 2019 года, между 6:00 и 12:00, время Актау, UTC+5');
      expect(fragment.html).not.toContain('<html');
      expect((await draft())?.entries).toEqual([]);
    });

    it('is added with an id of its own, and once however often it is sent', async () => {
      await saved(reporter, `${AT}/entries`, STATEMENT);
      await saved(reporter, `${AT}/entries`, STATEMENT);
      expect((await draft())?.entries).toMatchObject([
        {
          id: STATEMENT_ID,
          by: { office: 'akim-almaty', official: 'sagintayev' },
          channel: { network: 'facebook', url: null },
          answers: ['who', 'when'],
        },
      ]);
      await saved(reporter, `${AT}/entries`, {
        ...STATEMENT,
        text: 'Другое',
        network: '',
        source_url: 'https://t.me/akimat/1',
      });
      expect((await draft())?.entries[1]).toMatchObject({ id: `${STATEMENT_ID}-2`, channel: { network: 'telegram' } });
      await saved(reporter, `${AT}/entries`, RESULT);
    });

    it('is kept and printed as it was typed, whatever it holds', async () => {
      await saved(reporter, `${AT}/entries`, { ...RESULT, text: HOSTILE, quote: HOSTILE, source_title: HOSTILE });
      expect((await draft())?.entries.at(-1)?.text).toBe(HOSTILE);
      for (const path of [AT, `${AT}/preview`, `${AT}/entries/${RESULT_ID}-2`, `${AT}/publication`]) {
        const { html, status } = await editor.get(path);
        expect([path, status, html.includes('<script>alert')]).toEqual([path, 200, false]);
      }
      const page = await reporter.get(`${AT}/entries/${RESULT_ID}-2/removal`);
      await saved(reporter, `${AT}/entries/${RESULT_ID}-2/removal`, { seen: hidden(page.html, 'seen') });
      expect((await draft())?.entries).toHaveLength(3);
    });

    it('is changed; changed by another meanwhile, both are shown', async () => {
      const path = `${AT}/entries/${STATEMENT_ID}-2`;
      const seen = hidden((await reporter.get(path)).html, 'seen');
      await saved(editor, path, { ...STATEMENT, text: 'Редакторское', seen });
      const conflict = await reporter.post(path, { ...STATEMENT, text: 'Моё', seen });
      expect(conflict.status).toBe(409);
      for (const words of ['Моё', 'Редакторское']) expect(textIn(conflict.html)).toContain(words);
      expect((await draft())?.entries[1]?.text).toBe('Редакторское');
      await saved(reporter, path, { ...STATEMENT, text: 'Моё', seen: hidden(conflict.html, 'seen') });
      expect((await draft())?.entries[1]?.text).toBe('Моё');
    });

    it('is added beside what another adds meanwhile: neither is lost', async () => {
      const [one, two] = [
        { ...RESULT, text: 'Раз' },
        { ...RESULT, text: 'Два' },
      ];
      await Promise.all([saved(reporter, `${AT}/entries`, one), saved(editor, `${AT}/entries`, two)]);
      const texts = (await draft())?.entries.map((entry) => entry.text);
      expect(texts).toEqual(expect.arrayContaining(['Раз', 'Два']));
    });
  });

  describe('a promise', () => {
    it('is refused field by field', async () => {
      const wrong = { made_in: RESULT_ID, nature: 'order', text: '', due_date: '26.07.2019', due_basis: 'newsroom' };
      await refused(reporter, `${AT}/promises`, wrong, [
        'Выберите заявление',
        'Здесь нужны слова.',
        'Нужен день',
        'Напишите, почему день назначила редакция.',
      ]);
    });

    it('is logged with its term, its address made from its words, and once however often it is sent', async () => {
      await saved(reporter, `${AT}/promises`, PROMISE);
      await saved(reporter, `${AT}/promises`, PROMISE);
      expect((await draft())?.promises).toMatchObject([
        { id: PROMISE_ID, madeIn: STATEMENT_ID, nature: 'order', due: '2019-07-26', dueBasis: 'words' },
      ]);
    });

    it('keeps what came of it when its words are changed', async () => {
      await saved(reporter, `${AT}/promises/${PROMISE_ID}/changes`, {
        entry: `${STATEMENT_ID}-2`,
        phrase: 'до 1 августа',
        due_date: '2019-08-01',
      });
      const seen = hidden((await reporter.get(`${AT}/promises/${PROMISE_ID}`)).html, 'seen');
      await saved(reporter, `${AT}/promises/${PROMISE_ID}`, { ...PROMISE, test: 'Иначе', seen });
      expect((await draft())?.promises[0]).toMatchObject({ test: 'Иначе', changes: [{ due: '2019-08-01' }] });
      const stale = await editor.post(`${AT}/promises/${PROMISE_ID}`, { ...PROMISE, test: 'По-третьему', seen });
      expect(stale.status).toBe(409);
    });

    it('loses a move that was entered in error, after a question', async () => {
      await refused(reporter, `${AT}/promises/${PROMISE_ID}/changes`, { entry: RESULT_ID }, ['Выберите заявление']);
      const page = await reporter.get(`${AT}/promises/${PROMISE_ID}/changes/1/removal`);
      expect(textIn(page.html)).toContain('Убрать из записи?');
      await saved(reporter, `${AT}/promises/${PROMISE_ID}/changes/1/removal`, { seen: hidden(page.html, 'seen') });
      expect((await draft())?.promises[0]?.changes).toEqual([]);
    });

    it('holds its statement: what others rest on is not removed', async () => {
      const page = await reporter.get(`${AT}/entries/${STATEMENT_ID}/removal`);
      const answer = await reporter.post(`${AT}/entries/${STATEMENT_ID}/removal`, { seen: hidden(page.html, 'seen') });
      expect(answer.status).toBe(422);
      expect(textIn(answer.html)).toContain('Убрать нельзя');
    });

    it('has a possible answer until an editor says that it is none', async () => {
      await refused(reporter, `${AT}/promises/${PROMISE_ID}/answers`, { entry: '' }, ['Выберите из списка.']);
      await saved(reporter, `${AT}/promises/${PROMISE_ID}/answers`, { entry: RESULT_ID });
      expect(textIn((await reporter.get('/desk')).html)).toContain('Есть ответ, решите');
      const judgement = `${AT}/promises/${PROMISE_ID}/answers/${RESULT_ID}/judgement`;
      const page = await editor.get(AT);
      const fields = { judged: 'not_an_answer', seen: hidden(page.html, 'seen') };
      expect((await reporter.post(judgement, fields)).status).toBe(403);
      await saved(editor, judgement, fields);
      expect((await draft())?.promises[0]?.possibleAnswers).toEqual([{ entry: RESULT_ID, judged: 'not_an_answer' }]);
    });

    it('has an outcome by an editor’s judgement alone', async () => {
      const path = `${AT}/promises/${PROMISE_ID}/outcomes`;
      expect((await reporter.post(path, { entry: RESULT_ID, kind: 'kept', basis: 'office' })).status).toBe(403);
      await refused(editor, path, { entry: '', kind: 'perfect', basis: '' }, ['Выберите из списка.']);
      await saved(editor, path, { entry: RESULT_ID, kind: 'kept', basis: 'independent' });
      expect((await draft())?.promises[0]?.outcomes).toEqual([
        { entry: RESULT_ID, kind: 'kept', basis: 'independent' },
      ]);
      const page = await editor.get(`${path}/1/removal`);
      await saved(editor, `${path}/1/removal`, { seen: hidden(page.html, 'seen') });
    });
  });

  describe('a check and a reply', () => {
    it('are refused field by field', async () => {
      const wrong = { for: 'nothing-like-it', at_precision: 'day', at_date: '', looked: 'source' };
      await refused(reporter, `${AT}/checks`, wrong, [
        'Выберите обещание или первый пост.',
        'Отметьте хотя бы одно.',
        'Нужен день.',
        'Откуда это известно?',
      ]);
      await refused(reporter, `${AT}/replies`, { to: '', text: 'x' }, ['Выберите из списка.']);
    });

    it('are logged, changed and taken out', async () => {
      await saved(reporter, `${AT}/checks`, CHECK);
      await saved(reporter, `${AT}/checks`, CHECK);
      expect((await draft())?.checks).toMatchObject([
        { for: PROMISE_ID, channels: ['facebook', 'site'], found: null, by: null },
      ]);
      const check = await reporter.get(`${AT}/checks/1`);
      await saved(reporter, `${AT}/checks/1`, { ...CHECK, note: HOSTILE, seen: hidden(check.html, 'seen') });
      expect((await draft())?.checks[0]?.note).toBe(HOSTILE);
      const other = { ...CHECK, note: 'Другое', seen: hidden(check.html, 'seen') };
      expect((await editor.post(`${AT}/checks/1`, other)).status).toBe(409);

      await saved(reporter, `${AT}/replies`, { to: PROMISE_ID, asked_precision: 'day', asked_date: '2019-07-31' });
      expect((await draft())?.replies).toMatchObject([{ to: PROMISE_ID, at: null, text: null }]);
      const reply = await reporter.get(`${AT}/replies/1/removal`);
      await saved(reporter, `${AT}/replies/1/removal`, { seen: hidden(reply.html, 'seen') });
      expect((await draft())?.replies).toEqual([]);
    });
  });

  describe('publication', () => {
    it('is an editor’s: a reporter is told so, and nothing is lost', async () => {
      const page = await reporter.get(`${AT}/publication`);
      expect(textIn(page.html)).toContain('Публикует редактор. Ваш черновик сохранён.');
      const answer = await reporter.post(`${AT}/publication`, { version: '1' });
      expect(answer.status).toBe(403);
      expect(textIn(answer.html)).toContain('Публикует и выносит решения редактор. Ваш черновик сохранён');
      expect(await findPublicIncident(desk.db, BLACKOUT_SLUG)).toBeUndefined();
      expect(await draft()).toBeDefined();
    });

    it('shows the draft exactly as readers will see it', async () => {
      const { html } = await reporter.get(`${AT}/preview`);
      expect(textIn(html)).toContain('Черновик: так его увидит читатель.');
      expect(textIn(html)).toContain('Срок вышел, результата не нашли');
    });

    it('of a draft that changed since it was read is refused', async () => {
      const { html } = await editor.get(`${AT}/publication`);
      await saved(reporter, `${AT}/entries`, { ...RESULT, text: 'Позже' });
      const answer = await editor.post(`${AT}/publication`, { version: hidden(html, 'version') });
      expect(answer.status).toBe(409);
      expect(textIn(answer.html)).toContain('Черновик изменили после того, как вы его читали.');
    });

    it('makes the draft what readers see, and warns of what is missing', async () => {
      const own = await editor.get(`${AT}/publication`);
      expect(textIn(own.html)).toContain('Эту запись после последней публикации меняли вы.');
      const refusal = await editor.post(`${AT}/publication`, { version: hidden(own.html, 'version') });
      expect([refusal.status, await findPublicIncident(desk.db, BLACKOUT_SLUG)]).toEqual([422, undefined]);
      const admin = await desk.as('admin');
      const { html } = await admin.get(`${AT}/publication`);
      expect(textIn(html)).toContain('Ничто не мешает.');
      await saved(admin, `${AT}/publication`, { version: hidden(html, 'version') });
      const page = await desk.anyone.get(`/incidents/${BLACKOUT_SLUG}?as_of=2019-07-30`);
      expect(page.status).toBe(200);
      expect(textIn(page.html)).toContain('Результаты проверки');
      expect(await draft()).toBeUndefined();
    });

    it('after the first needs a reason, which becomes a public correction', async () => {
      const path = `${AT}/entries/${STATEMENT_ID}-2`;
      await saved(reporter, path, {
        ...STATEMENT,
        text: 'Уточнено',
        seen: hidden((await reporter.get(path)).html, 'seen'),
      });
      expect(textIn((await desk.anyone.get(`/incidents/${BLACKOUT_SLUG}`)).html)).not.toContain('Уточнено');
      expect(textIn((await reporter.get('/desk')).html)).toContain('опубликовано, есть правки');
      const { html } = await editor.get(`${AT}/publication`);
      const version = hidden(html, 'version');
      const refusal = await editor.post(`${AT}/publication`, { version, why: '' });
      expect(refusal.status).toBe(422);
      expect(textIn(refusal.html)).toContain('Напишите, почему правим');
      await saved(editor, `${AT}/publication`, { version, why: 'Нашли запись' });
      const [revision] = await listRevisions(desk.db, 'incident', BLACKOUT_SLUG);
      expect(revision).toMatchObject({ act: 'published', why: 'Нашли запись', public: true });
      expect(textIn((await desk.anyone.get(`/incidents/${BLACKOUT_SLUG}`)).html)).toContain('Нашли запись');
    });

    it('of "not done" needs a second editor, a source with a name, and a word on the reply', async () => {
      await saved(editor, `${AT}/entries`, {
        ...RESULT,
        kind: 'report',
        text: 'Жители говорят, что нет',
        source_title: '',
        source_kind: 'residents',
        source_count: '3',
      });
      const path = `${AT}/promises/${PROMISE_ID}/outcomes`;
      await saved(editor, path, { entry: 'report-07-30', kind: 'not_kept', basis: 'independent' });
      const own = await editor.get(`${AT}/publication`);
      for (const words of ['источник без имени', 'Опубликовать должен другой редактор', 'Сторону не спросили'])
        expect(textIn(own.html)).toContain(words);
      const fields = { version: hidden(own.html, 'version'), why: 'Итог', no_reply: 'Пресс-служба закрыта' };
      expect((await editor.post(`${AT}/publication`, fields)).status).toBe(422);
      expect((await second.post(`${AT}/publication`, fields)).status).toBe(422);

      const entry = `${AT}/entries/report-07-30`;
      const seen = hidden((await second.get(entry)).html, 'seen');
      await saved(reporter, entry, { ...RESULT, kind: 'report', text: 'Результатов нет', seen });
      const version = hidden((await second.get(`${AT}/publication`)).html, 'version');
      expect((await editor.post(`${AT}/publication`, { ...fields, version })).status).toBe(422);
      expect((await second.post(`${AT}/publication`, { version, why: 'Итог' })).status).toBe(422);
      await saved(second, `${AT}/publication`, { ...fields, version });
      const [revision] = await listRevisions(desk.db, 'incident', BLACKOUT_SLUG);
      expect(revision?.why).toBe('Итог Ответа не просили: Пресс-служба закрыта');
    });

    it('ends at an editor’s word: the page goes, the draft stays, the reason stands', async () => {
      expect((await reporter.post(`${AT}/unpublication`, { why: 'x' })).status).toBe(403);
      expect((await editor.post(`${AT}/unpublication`, { why: '' })).status).toBe(422);
      await saved(editor, `${AT}/unpublication`, { why: 'Проверяем заново' });
      expect((await desk.anyone.get(`/incidents/${BLACKOUT_SLUG}`)).status).toBe(404);
      expect(await draft()).toBeDefined();
    });
  });

  it('takes the address of an incident that is not there for none', async () => {
    for (const path of ['', '/edit', '/entries/new', '/promises/new', '/checks/new', '/publication', '/preview'])
      expect((await editor.get(`/desk/incidents/nothing${path}`)).status).toBe(404);
    for (const path of [
      'entries/none',
      'promises/none',
      'checks/9',
      'replies/9',
      'entries/none/removal',
      'promises/none/outcomes/new',
    ])
      expect([path, (await editor.get(`${AT}/${path}`)).status]).toEqual([path, 404]);
  });
});
