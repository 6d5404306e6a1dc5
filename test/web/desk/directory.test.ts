import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDirectory, saveDirectory } from '../../../src/records/directory.ts';
import { listRevisions } from '../../../src/records/revisions.ts';
import { askForSubscription, confirmSubscription } from '../../../src/records/subscriptions.ts';
import { NOW } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, type Fields, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { tenure } from '../../support/facts.ts';
import { directoryOf2019 } from '../../support/fixtures.ts';

const SOURCE = { source_title: 'Вымышленная газета', source_url: 'https://example.org/1' };

describe.each(ENGINES)('The directory at the desk (%s)', (engine) => {
  let desk: TestDesk;
  let editor: Colleague;
  let reporter: Colleague;
  beforeAll(async () => {
    desk = await testDesk(engine);
    await publishCasesOf2019(desk.db);
    editor = await desk.as('editor');
    reporter = await desk.as('reporter');
  });
  afterAll(() => desk.close());

  const page = async (path: string) => textIn(await (await desk.app.request(path)).text());
  const revisions = () => listRevisions(desk.db, 'directory', 'directory');
  /** Sends the form of a line with some of its fields changed. */
  const change = async (who: Colleague, path: string, fields: Fields, opened?: string) => {
    const html = opened ?? (await who.get(`${path}/edit`)).html;
    return who.post(path, { ...fieldsIn(html), ...fields, seen: hidden(html, 'seen') });
  };

  describe('An office, an official and a term', () => {
    it('are added with one revision each, and readers have them at once', async () => {
      const before = (await revisions()).length;
      const office = await editor.post('/desk/directory/offices', {
        name_ru: 'Аким Вымышленска',
        name_kk: 'Вымышленск әкімі',
        kind: 'akim',
        region_ru: 'Вымышленск',
        zone: 'Asia/Almaty',
        from: '2018',
        id: 'akim-fictional',
      });
      expect([office.status, office.location]).toEqual([303, '/desk/directory/offices/akim-fictional']);
      const official = await editor.post('/desk/directory/officials', {
        name_ru: 'В. Первый (вымышлен)',
        name_en: 'V. First',
        also_spelled: 'В. Перви\nV. Pervyi',
      });
      expect(official.location).toBe('/desk/directory/officials/v-first');
      const term = await editor.post('/desk/directory/tenures', {
        office: 'akim-fictional',
        official: 'v-first',
        from: '10.01.2018',
        to: 'июль 2019',
        ...SOURCE,
      });
      expect([term.status, term.location]).toEqual([303, '/desk/directory/offices/akim-fictional#tenures']);
      const { tenures, officials } = await loadDirectory(desk.db);
      expect(tenures.at(-1)).toMatchObject({ official: 'v-first', from: '2018-01-10', to: '2019-07' });
      expect(officials.at(-1)?.alsoSpelled).toEqual(['В. Перви', 'V. Pervyi']);
      const added = (await revisions()).slice(0, 3);
      expect((await revisions()).length).toBe(before + 3);
      expect(added.map(({ act, user }) => [act, user !== null])).toEqual(Array(3).fill(['edited', true]));
      expect(added[0]?.changes.map(({ path }) => path)).toEqual([`tenures[${tenures.length - 1}]`]);
      expect(await page('/offices/akim-fictional?as_of=2019-06-01')).toContain(
        'В. Первый (вымышлен) (в должности с 10 января 2018 года)',
      );
      expect(await page('/search?q=Pervyi')).toContain('В. Первый');
    });

    it('need a source, a name and dates that are dates: each error at its field, and what was typed is kept', async () => {
      const refused = await editor.post('/desk/directory/tenures', {
        office: 'akim-fictional',
        official: '',
        from: 'когда-то',
        to: '2018',
        note: 'осталось в форме',
      });
      expect(refused.status).toBe(422);
      for (const field of ['official', 'from', 'source_url'])
        expect(refused.html, field).toMatch(new RegExp(`href="#f-${field}"`));
      expect(refused.html).toContain('осталось в форме');
      expect(refused.html).toContain('value="когда-то"');
      const backwards = await editor.post('/desk/directory/tenures', {
        office: 'akim-fictional',
        official: 'v-first',
        from: '2019',
        to: '2018',
        ...SOURCE,
      });
      expect([backwards.status, /id="f-to-wrong"/.test(backwards.html)]).toEqual([422, true]);
      const nameless = await editor.post('/desk/directory/officials', { id: 'v-first' });
      expect([nameless.status, textIn(nameless.html).includes('Такое имя в записи уже есть')]).toEqual([422, true]);
      expect(textIn(nameless.html)).toContain('хотя бы на одном языке');
      expect((await editor.post('/desk/directory/officials', { name_ru: 'Кто-то', id: 'new' })).status).toBe(422);
    });

    it('are changed by editors alone; a reporter reads', async () => {
      for (const path of ['/desk/directory', '/desk/directory/tenures', '/desk/directory/offices/akim-fictional'])
        expect([path, (await reporter.get(path)).status]).toEqual([path, 200]);
      expect((await reporter.get('/desk/directory/offices/akim-fictional')).html).not.toContain('/edit"');
      expect((await reporter.get('/desk/directory/offices/new')).status).toBe(403);
      expect((await reporter.post('/desk/directory/officials', { name_ru: 'Нельзя' })).status).toBe(403);
    });

    it('shows the second of two editors what the first one saved, and writes over nothing unseen', async () => {
      const second = await desk.as('second');
      const path = '/desk/directory/officials/v-first';
      const opened = (await editor.get(`${path}/edit`)).html;
      expect((await change(second, path, { name_kk: 'В. Бірінші', why: 'Имя по-казахски' })).status).toBe(303);
      const conflict = await change(editor, path, { name_en: 'V. Other' }, opened);
      expect(conflict.status).toBe(409);
      expect(textIn(conflict.html)).toContain('Пока вы писали, это изменил кто-то другой');
      expect(textIn(conflict.html)).toMatch(/Имя и фамилия, по-казахски В\. Бірінші ничего/);
      expect(conflict.html).toContain('value="V. Other"');
      expect((await loadDirectory(desk.db)).officials.at(-1)?.name).toEqual({
        ru: 'В. Первый (вымышлен)',
        kk: 'В. Бірінші',
        en: 'V. First',
      });
    });

    it('the same new line sent twice is one', async () => {
      const html = (await editor.get('/desk/directory/officials/new')).html;
      const fields = { name_ru: 'Д. Дважды (вымышлен)', once: hidden(html, 'once') };
      const sent = [
        await editor.post('/desk/directory/officials', fields),
        await editor.post('/desk/directory/officials', fields),
      ];
      expect(new Set(sent.map(({ location }) => location)).size).toBe(1);
      const { officials } = await loadDirectory(desk.db);
      expect(officials.filter(({ name }) => name.ru?.startsWith('Д. Дважды'))).toHaveLength(1);
    });

    it('are asked why, where readers have seen the line that changes or goes; a note needs no reason', async () => {
      const path = '/desk/directory/officials/v-first';
      const refused = await change(editor, path, { name_en: 'V. Erste', why: '' });
      expect([refused.status, refused.html.includes('href="#f-why"')]).toEqual([422, true]);
      expect(refused.html).toContain('value="V. Erste"');
      const number = (await loadDirectory(desk.db)).tenures.length;
      const removal = `/desk/directory/tenures/${number}/removal`;
      const asked = (await editor.get(removal)).html;
      const kept = await editor.post(removal, { seen: hidden(asked, 'seen'), why: ' ' });
      expect([kept.status, textIn(kept.html).includes('Читатели это уже видели')]).toEqual([422, true]);
      expect((await loadDirectory(desk.db)).tenures).toHaveLength(number);
      const before = (await revisions()).length;
      expect((await change(editor, path, { note: 'для себя', why: '' })).status).toBe(303);
      expect((await revisions()).slice(0, -before).map((each) => each.public)).toEqual([false]);
    });

    it('a line without an id is found where it is now, though another one before it was taken out', async () => {
      const add = async (from: string) =>
        editor.post('/desk/directory/tenures', {
          office: 'akim-fictional',
          official: 'v-first',
          from,
          to: from,
          ...SOURCE,
        });
      await add('2016');
      await add('2017');
      const { tenures } = await loadDirectory(desk.db);
      const number = tenures.length;
      const opened = (await editor.get(`/desk/directory/tenures/${number}/edit`)).html;
      const asked = (await editor.get(`/desk/directory/tenures/${number - 1}/removal`)).html;
      expect(
        (
          await editor.post(`/desk/directory/tenures/${number - 1}/removal`, {
            seen: hidden(asked, 'seen'),
            why: 'Ошибка',
          })
        ).status,
      ).toBe(303);
      expect((await revisions())[0]?.changes).toEqual([
        expect.objectContaining({ path: `tenures[${number - 2}]`, after: null }),
      ]);
      expect((await change(editor, `/desk/directory/tenures/${number}`, { note: 'нашлась' }, opened)).status).toBe(303);
      expect((await loadDirectory(desk.db)).tenures.at(-1)).toMatchObject({ from: '2017', note: 'нашлась' });
    });
  });

  describe('Overlaps, gaps and ends', () => {
    it('are pointed out in words on the page of the office, of the person and in front', async () => {
      const { offices, officials } = directoryOf2019();
      const like = offices.find(({ id }) => id === 'akim-shymkent');
      const who = officials.find(({ id }) => id === 'mamin');
      if (like === undefined || who === undefined) throw new RangeError('no such line');
      const people = ['a', 'b', 'c'].map((id) => ({
        ...who,
        id: `person-${id}`,
        name: { ru: `${id.toUpperCase()}. Вымышлен` },
      }));
      await saveDirectory(desk.db, {
        directory: {
          ...directoryOf2019(),
          offices: ['checked', 'other'].map((id) => ({
            ...like,
            id: `office-${id}`,
            from: null,
            name: { ru: `Вымышленная ${id}` },
          })),
          officials: people,
          tenures: [
            tenure('office-checked', 'person-a', '2015-01-10', '2016-03-01'),
            tenure('office-checked', 'person-b', '2016-02-01', '2017-05-05'),
            tenure('office-checked', 'person-c', '2018-01-01'),
            tenure('office-other', 'person-c', '2019-02'),
          ],
          channels: [],
          measurements: [],
        },
        by: { user: null, via: 'import' },
        now: NOW,
        why: null,
      });
      const office = textIn((await reporter.get('/desk/directory/offices/office-checked')).html);
      expect(office).toContain('Сроки пересекаются: A. Вымышлен и B. Вымышлен, 1 февраля – 1 марта 2016 года.');
      expect(office).toContain(
        'Пробел: B. Вымышлен до 5 мая 2017 года, C. Вымышлен с 1 января 2018 года; между ними в записи никого.',
      );
      expect(office).toContain('C. Вымышлен: конец не записан. Это не значит «в должности до сих пор».');
      expect(textIn((await editor.get('/desk/directory/officials/person-c')).html)).toContain(
        'Вымышленная checked: конец не записан, а потом началась другая должность (Вымышленная other, февраль 2019 года).',
      );
      const shymkent = textIn((await editor.get('/desk/directory/offices/akim-shymkent')).html);
      expect(shymkent).toContain(
        'Последний срок закончился (Габидулла Абдрахимов, 30 июля 2019 года), и после него в записи никого.',
      );
      expect(textIn((await reporter.get('/desk/directory')).html)).toContain(
        'Последний срок закончился (Габидулла Абдрахимов',
      );
    });
  });

  describe('An account', () => {
    it('has dated states, traits and follower counts, and goes with its owner', async () => {
      const made = await editor.post('/desk/directory/channels', {
        owner_official: 'v-first',
        network: 'telegram',
        handle: '@first',
        url: 'https://t.me/first',
      });
      expect(made.location).toBe('/desk/directory/channels/v-first-telegram');
      const at = '/desk/directory/channels/v-first-telegram';
      expect((await editor.post(`${at}/states`, { state: 'active', from: '2018-02', ...SOURCE })).location).toBe(
        `${at}#states`,
      );
      await editor.post(`${at}/states`, { state: 'closed_to_followers', from: '01.06.2019', ...SOURCE });
      await editor.post(`${at}/followers`, { count: '12 500', on: '2019-03', ...SOURCE });
      await editor.post(`${at}/traits`, { trait: 'own_words', on: '2019', ...SOURCE });
      const unsourced = await editor.post(`${at}/followers`, { count: '12 тысяч', on: '2019-04' });
      expect([
        unsourced.status,
        ...['count', 'source_url'].map((field) => unsourced.html.includes(`href="#f-${field}"`)),
      ]).toEqual([422, true, true]);
      const before = await page('/offices/akim-fictional?as_of=2019-05-31');
      expect(before).toMatch(/Telegram, @first.*действует с февраля 2018 года/);
      expect(before).toContain('12 500');
      expect(await page('/officials/v-first?as_of=2019-06-01')).toContain('подписка закрыта с 1 июня 2019 года');
      expect(await page('/offices/akim-fictional?as_of=2019-08-01')).toContain('Личные страницы остаются у человека');
    });

    it('has one owner', async () => {
      const both = await editor.post('/desk/directory/channels', {
        owner_official: 'v-first',
        owner_office: 'azhk',
        network: 'site',
      });
      expect([both.status, textIn(both.html).includes('Страница одна: либо должности, либо человека.')]).toEqual([
        422,
        true,
      ]);
      expect((await editor.post('/desk/directory/channels', { network: 'site' })).status).toBe(422);
    });

    it('a fact of it is changed and taken out, with the conflict seen', async () => {
      const at = '/desk/directory/channels/v-first-telegram/states/2';
      const opened = (await editor.get(`${at}/edit`)).html;
      expect((await change(editor, at, { state: 'gone', why: 'Страницу удалили' })).status).toBe(303);
      expect((await revisions())[0]?.why).toBe('Страницу удалили');
      const late = await change(await desk.as('second'), at, { state: 'down' }, opened);
      expect([late.status, textIn(late.html).includes('Состояние gone down')]).toEqual([409, true]);
      const asked = (await editor.get(`${at}/removal`)).html;
      expect((await editor.post(`${at}/removal`, { seen: 'old' })).status).toBe(409);
      expect((await editor.post(`${at}/removal`, { seen: hidden(asked, 'seen'), why: 'Ошибка' })).status).toBe(303);
      const channel = (await loadDirectory(desk.db)).channels.find(({ id }) => id === 'v-first-telegram');
      expect(channel?.states.map(({ state }) => state)).toEqual(['active']);
    });
  });

  describe('Indicators, figures and norms', () => {
    it('a figure has a period and a source, and stands on the page of its office', async () => {
      await editor.post('/desk/directory/indicators', {
        name_ru: 'Деньги на рекламу',
        unit: 'KZT',
        id: 'fictional-money',
      });
      const fields = {
        indicator: 'fictional-money',
        office: 'akim-fictional',
        from: '2018',
        to: '2018',
        value: '1 250,5',
      };
      expect((await editor.post('/desk/directory/measurements', fields)).status).toBe(422);
      expect((await editor.post('/desk/directory/measurements', { ...fields, value: 'много', ...SOURCE })).status).toBe(
        422,
      );
      const added = await editor.post('/desk/directory/measurements', { ...fields, ...SOURCE });
      expect(added.location).toBe('/desk/directory/offices/akim-fictional#measurements');
      expect(await page('/offices/akim-fictional?as_of=2019-08-01')).toMatch(
        /Деньги на рекламу 2018 год 1250,5 тенге Вымышленная газета/,
      );
    });

    it('a norm is adopted only with a source, and readers see it then alone', async () => {
      const path = '/desk/directory/benchmarks/golden-hour-180';
      expect((await change(editor, path, { adopted: '1' })).status).toBe(422);
      expect((await change(editor, path, { note: 'ищем источник' })).status).toBe(303);
      expect(await page('/method')).not.toContain('золотого часа');
      expect((await change(editor, path, { adopted: '1', ...SOURCE })).status).toBe(303);
      expect(await page('/method')).toContain('золотого часа');
      const unsourced = { name_ru: 'Новая', minutes: '30', clock: 'known', milestone: 'first_word', basis: 'state' };
      expect((await editor.post('/desk/directory/benchmarks', unsourced)).status).toBe(422);
    });
  });

  describe('Taking out', () => {
    it('is refused while something names it, and says what does', async () => {
      const asked = textIn((await editor.get('/desk/directory/officials/sagintayev/removal')).html);
      expect(asked).toContain('Убрать нельзя');
      expect(asked).toMatch(/Бакытжан Сагинтаев, Аким города Алматы, в должности с 28 июня 2019 года/);
      expect(asked).toContain('Facebook');
      expect(asked).toMatch(/Отключение|электр/i);
      const money = textIn((await editor.get('/desk/directory/indicators/fictional-money/removal')).html);
      expect(money).toContain('1250,5 тенге');
      const html = (await editor.get('/desk/directory/officials/adilbekov/edit')).html;
      const refused = await editor.post('/desk/directory/officials/adilbekov/removal', {
        seen: hidden(html, 'seen'),
        why: 'Ошибка',
      });
      expect([refused.status, textIn(refused.html).includes('Убрать нельзя')]).toEqual([409, true]);
      expect((await loadDirectory(desk.db)).officials.map(({ id }) => id)).toContain('adilbekov');
    });

    it('is refused while somebody has letters about the office', async () => {
      await editor.post('/desk/directory/offices', {
        name_ru: 'На подписке',
        kind: 'other',
        zone: 'Asia/Almaty',
        id: 'subscribed',
      });
      const asked = { lang: 'ru', wantsEmpty: false, now: NOW } as const;
      const scopes = [{ kind: 'office', ref: 'subscribed' }] as const;
      await askForSubscription(desk.db, { ...asked, scopes, email: 'reader@example.org', attemptKey: 'reader' });
      const { id } = await desk.db.selectFrom('subscribers').select('id').executeTakeFirstOrThrow();
      await confirmSubscription(desk.db, { id, now: NOW });
      expect(textIn((await editor.get('/desk/directory/offices/subscribed/removal')).html)).toContain(
        '1 подписка на письма',
      );
    });

    it('takes out what nothing names, with a revision, and readers have it no more', async () => {
      await editor.post('/desk/directory/offices', {
        name_ru: 'Лишняя должность',
        kind: 'other',
        zone: 'Asia/Almaty',
        id: 'needless',
      });
      expect(await page('/offices')).toContain('Лишняя должность');
      const html = (await editor.get('/desk/directory/offices/needless/removal')).html;
      const done = await editor.post('/desk/directory/offices/needless/removal', {
        seen: hidden(html, 'seen'),
        why: 'Ошибка',
      });
      expect([done.status, done.location]).toEqual([303, '/desk/directory/offices']);
      expect(await page('/offices')).not.toContain('Лишняя должность');
      expect((await revisions())[0]?.changes[0]).toMatchObject({ path: 'offices[needless]', after: null });
      const account = (await editor.get('/desk/directory/channels/v-first-telegram/removal')).html;
      expect(
        (
          await editor.post('/desk/directory/channels/v-first-telegram/removal', {
            seen: hidden(account, 'seen'),
            why: 'Ошибка',
          })
        ).status,
      ).toBe(303);
      expect((await loadDirectory(desk.db)).channels.map(({ id }) => id)).not.toContain('v-first-telegram');
    });
  });

  describe('Lists', () => {
    it('are searched by a name in any language, and come page by page', async () => {
      const lines = (html: string) => [...html.matchAll(/<li id="line-/g)].length;
      for (let n = 1; n <= 30; n += 1)
        await editor.post('/desk/directory/indicators', { name_ru: `Показатель ${n}`, unit: 'count', id: `many-${n}` });
      const first = (await reporter.get('/desk/directory/indicators')).html;
      const second = (await reporter.get('/desk/directory/indicators?page=2')).html;
      const all = (await loadDirectory(desk.db)).indicators.length;
      expect([lines(first), lines(second)]).toEqual([25, all - 25]);
      expect(first).toContain('page=2');
      const found = (await reporter.get('/desk/directory/tenures?q=Sagyntaev')).html;
      expect([lines(found), textIn(found).includes('Бакытжан Сагинтаев')]).toEqual([1, true]);
      expect(lines((await reporter.get('/desk/directory/offices?q=Шымкент')).html)).toBeGreaterThan(0);
      expect(textIn((await reporter.get('/desk/directory/offices?q=нетакого')).html)).toContain('Ничего не нашлось');
    });

    it('tell who changed what, newest first, in three languages', async () => {
      const history = textIn((await reporter.get('/desk/directory/revisions')).html);
      expect(history).toMatch(/editor: правка.*Показатель \(many-30\): ничего Показатель 30/);
      const first = textIn(
        (await reporter.get(`/desk/directory/revisions?before=${(await revisions()).at(-5)?.id}`)).html,
      );
      expect(first).toContain('ничего В. Первый (вымышлен), Аким Вымышленска, в должности с 10 января 2018 года');
      for (const lang of ['/kk', '/en'])
        expect((await reporter.get(`${lang}/desk/directory/offices/akim-almaty`)).status).toBe(200);
    });
  });
});

/** The fields of the page's form with what stands in them, as a browser would send them. */
function fieldsIn(html: string): Record<string, string> {
  const form = /<form[^>]*class="desk-form"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const inputs = [...form.matchAll(/<input([^>]*)>/g)].flatMap(([, attributes = '']): [string, string][] => {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
    const name = of('name');
    const isTick = /type="checkbox"/.test(attributes) && !/\bchecked/.test(attributes);
    return name === undefined || isTick || ['csrf', 'once', 'copy', 'keeper'].includes(name)
      ? []
      : [[name, of('value') ?? '']];
  });
  const areas = [...form.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/textarea>/g)];
  const selects = [...form.matchAll(/<select[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].map(
    ([, name = '', options = '']): [string, string] => [name, /value="([^"]*)" selected/.exec(options)?.[1] ?? ''],
  );
  return Object.fromEntries([
    ...inputs,
    ...areas.map(([, name = '', value = '']): [string, string] => [name, value.trim()]),
    ...selects,
  ]);
}
