import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDemo } from '../../../src/commands/demo.ts';
import { saveDraft } from '../../../src/records/desk.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { mistakes, visible } from '../../views/page.ts';
import { fictional } from './lists.ts';

const NOW = Date.parse('2019-12-31T00:00:00Z');
let site: TestApp;

beforeAll(async () => {
  site = await testApp({
    now: NOW,
    prepare: async (db) => {
      await addDemo(db, NOW);
      const incident = fictional('only-drafted', ['2019-08-02']);
      await saveDraft(db, { incident, by: { user: null, via: 'desk' }, now: NOW, why: null });
    },
  });
});
afterAll(() => site.close());

const html = async (path: string) => (await site.app.request(path)).text();
const section = (page: string, id: string) =>
  new RegExp(`<section class="sec" id="${id}"[\\s\\S]*?</section>`).exec(page)?.[0];

describe('The home page', () => {
  it('parts what was looked at from what was not, as of the day', async () => {
    const passed = section(await html('/?as_of=2019-08-05'), 's_passed') ?? '';
    const [looked = '', others = ''] = passed.split('Ещё не смотрели');
    expect(visible(looked)).toContain('Смотрели');
    expect(visible(looked)).toContain('Окончательные результаты проверки');
    expect(visible(looked)).toContain('Бакытжан Сагинтаев');
    expect(visible(others)).toContain('Закончить восстановительные работы');
    expect(visible(others)).toContain('Срок вышел, ещё не проверяли');
    expect(visible(others)).not.toContain('Шукеев');
  });

  it('leaves out the stale ones and counts them', async () => {
    // Due 26 July and looked at on 30 July: stale after 27 September. Due 28 July, never looked at: after 26 September.
    const before = visible(section(await html('/?as_of=2019-09-26'), 's_passed'));
    expect(before).toContain('Закончить восстановительные работы');
    expect(before).not.toContain('Давно не перепроверяли');
    const between = visible(section(await html('/?as_of=2019-09-27'), 's_passed'));
    expect(between).not.toContain('Закончить восстановительные работы');
    expect(between).toContain('Окончательные результаты проверки');
    expect(between).toContain('Давно не перепроверяли: 1.');
    expect(visible(section(await html('/?as_of=2019-09-28'), 's_passed'))).toContain('Давно не перепроверяли: 2.');
  });

  it('has the coming terms by their day, with the days that are left', async () => {
    const next = visible(section(await html('/en?as_of=2019-08-05'), 's_next'));
    expect(next.indexOf('20 August')).toBeLessThan(next.indexOf('21 August'));
    expect(next).toContain('15 days');
    expect(next).toContain('set by the newsroom');
  });

  it('has the last incidents, each with first word, first post and its promises in a line', async () => {
    const cards = visible(section(await html('/?as_of=2019-08-05'), 's_incidents'));
    expect(cards).toContain('Facebook, в 13:52. После того как узнали службы: через 4 часа 32 минуты.');
    // One clock for both, as on the incident's own page; and the zone of the hours.
    expect(cards).toContain('между 9:20 и 13:15. После того как узнали службы: не позже чем через 3 часа 55 минут.');
    expect(cards).toContain('Туркестанская область, 24 июня 2019 года, время Алматы, UTC+6');
    expect(cards).toContain('Twitter, около 18:00. После начала: через 3–4,5 часа.');
    expect(cards).toContain(
      'Срок вышел, результата не нашли: 1. Сделано в срок: 1. Срок ещё не вышел: 1. Срок не назван: 2.',
    );
    const before = visible(section(await html('/?as_of=2019-07-14'), 's_incidents'));
    expect(before).toContain('Взрывы на складах');
    expect(before).not.toContain('Отключение электричества');
  });

  it('has the last digest of a week that had ended by the day', async () => {
    expect(visible(section(await html('/?as_of=2019-08-05'), 's_week'))).toContain(
      'Сводка за 29 июля – 4 августа 2019 года',
    );
    // The 28th ends with the cut-off itself.
    expect(visible(section(await html('/?as_of=2019-07-28'), 's_week'))).toContain('Сводка за 22–28 июля 2019 года');
    expect(visible(section(await html('/?as_of=2019-07-27'), 's_week'))).toContain('Сводка за 15–21 июля 2019 года');
    expect(visible(section(await html('/?as_of=2019-07-20'), 's_week'))).toContain('нет');
  });

  it('carries a banner by itself when nobody has looked for 30 days, with the day', async () => {
    expect(visible(await html('/?as_of=2019-08-28'))).not.toContain('Последняя проверка в записи');
    expect(visible(await html('/?as_of=2019-08-30'))).toContain('Последняя проверка в записи — 30 июля 2019 года.');
    expect(visible(await html('/en?as_of=2019-10-01'))).toContain('The last check in the record: 30 July 2019.');
  });

  it('knows nothing of drafts', async () => {
    expect(await html('/?as_of=2019-08-05')).not.toContain('only-drafted');
  });

  it('answers 304 to whoever has it, keeps the day in its links, and refuses a day to come', async () => {
    const first = await site.app.request('/?as_of=2019-08-05');
    const again = await site.app.request('/?as_of=2019-08-05', {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect([first.status, again.status]).toEqual([200, 304]);
    const page = await first.text();
    expect(page).toContain('href="/kk?as_of=2019-08-05"');
    expect(page).toContain('href="/promises/almaty-blackout-2019/results?as_of=2019-08-05"');
    expect((await site.app.request('/?as_of=2020-02-01')).status).toBe(400);
  });

  it.each(['/', '/kk', '/en'])('is sound HTML, now and as of a day (%s)', async (path) => {
    expect(await mistakes(await html(path), 'page')).toEqual([]);
    expect(await mistakes(await html(`${path}?as_of=2019-08-05`), 'page')).toEqual([]);
    expect(await mistakes(await html(`${path}?as_of=2019-10-20`), 'page')).toEqual([]);
  });

  it('says of an empty record what it lacks', async () => {
    const empty = await testApp({ now: NOW });
    const text = visible(await (await empty.app.request('/')).text());
    await empty.close();
    expect(text).toContain('Событий в записи нет.');
    expect(text).toContain('Сроков впереди в записи нет.');
    expect(text).not.toContain('проверки');
  });
});
