import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueDigest } from '../../../src/digest/issue.ts';
import { findWeek } from '../../../src/domain/week.ts';
import { saveDraft, unpublish } from '../../../src/records/desk.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { ALMATY } from '../../support/facts.ts';
import { mistakes, visible } from '../../views/page.ts';
import { fictional } from './lists.ts';

const NOW = Date.parse('2019-12-31T00:00:00Z');
const BY = { user: null, via: 'command' } as const;
let site: TestApp;

async function issue(name: string) {
  const week = findWeek(name, ALMATY);
  if (week !== undefined) await issueDigest(site.db, { week, zone: ALMATY, now: NOW, by: BY });
}

beforeAll(async () => {
  site = await testApp({
    now: NOW,
    prepare: async (db) => {
      await publishCasesOf2019(db);
      await saveDraft(db, { incident: fictional('only-drafted', ['2019-07-30']), by: BY, now: NOW, why: null });
    },
  });
  for (let week = 10; week <= 32; week++) await issue(`2019-W${week}`);
});
afterAll(() => site.close());

const page = async (path: string) => {
  const response = await site.app.request(path);
  const html = await response.text();
  return { status: response.status, html, text: visible(html) };
};
const section = (html: string, id: string) =>
  visible(new RegExp(`<section class="sec" id="s_${id}"[\\s\\S]*?</section>`).exec(html)?.[0] ?? '');

describe('/digests/:week', () => {
  it('is the digest as it was issued, with its lists', async () => {
    const { html, text } = await page('/digests/2019-W31');
    expect(text).toContain('Сводка за 29 июля – 4 августа 2019 года');
    expect(text).toContain('Составлено по записи на 4 августа 2019 года, 24:00, время Алматы, UTC+6.');
    expect(text).toContain('Выпущено 31 декабря 2019 года');
    expect(section(html, 'newly_overdue')).toContain(
      'Ещё не смотрели28 июля 2019 годаЗакончить восстановительные работы',
    );
    expect(section(html, 'still_overdue')).toContain('Срок вышел, результата не нашли (смотрели 30 июля)');
    expect(section(html, 'moved')).toContain('20 августа 2019 года');
    expect(section(html, 'resolved')).toContain('За неделю в записи нет.');
  });

  it('names a person, with the term of office, only where somebody looked', async () => {
    const { html } = await page('/digests/2019-W31');
    expect(section(html, 'still_overdue')).toContain('Бакытжан Сагинтаев (в должности с 28 июня 2019 года)');
    expect(section(html, 'newly_overdue')).not.toContain('Шукеев');
    expect((await page('/digests/2019-W30')).text).not.toContain('Сагинтаев');
  });

  it('a term that ends with the cut-off fell due last night', async () => {
    const { html } = await page('/digests/2019-W30');
    expect(section(html, 'due_next')).toContain('Срок истёк прошлой ночью: 28 июля 2019 года.');
    expect(section((await page('/kk/digests/2019-W30')).html, 'due_next')).toContain('Мерзімі өткен түнде бітті');
  });

  it('is a preview where it was not issued, and says so', async () => {
    const { text } = await page('/digests/2019-W40');
    expect(text).toContain('Предварительный вид: эту сводку не выпускали.');
    expect((await page('/digests/2019-W31')).text).not.toContain('Предварительный вид');
  });

  it('says of an empty week that it is one', async () => {
    const { text, html } = await page('/digests/2019-W12');
    expect(text).toContain('За эту неделю в записи нет ни вышедших сроков, ни перемен.');
    expect(html).not.toContain('s_moved');
  });

  it('counts those not re-checked', async () => {
    // By Monday 7 October both terms of July are stale, the one looked at on 30 July too.
    expect((await page('/digests/2019-W40')).text).toContain(
      'Давно не перепроверяли, поэтому здесь не перечислены: 2.',
    );
  });

  it('is not there before its week has ended, nor for what is no week', async () => {
    const early = await page('/digests/2020-W01');
    expect(early.status).toBe(404);
    expect(early.text).toContain('Эта неделя ещё не кончилась');
    expect((await page('/digests/2019-W31?as_of=2019-08-03')).status).toBe(404);
    expect((await page('/digests/2019-W31?as_of=2019-08-04')).status).toBe(200);
    for (const none of ['2019-W54', '2019-31', 'soon', '2019-W3']) {
      const { status, text } = await page(`/digests/${none}`);
      expect([status, text.includes('2019-W31')], none).toEqual([404, true]);
    }
  });

  it('knows nothing of drafts', async () => {
    expect((await page('/digests/2019-W31')).html).not.toContain('only-drafted');
    expect((await page('/digests/2019-W33')).html).not.toContain('only-drafted');
  });

  it.each(['', '/kk', '/en'])('is sound HTML (%s)', async (prefix) => {
    for (const week of ['2019-W12', '2019-W29', '2019-W30', '2019-W31', '2019-W32', '2019-W40'])
      expect(await mistakes((await page(`${prefix}/digests/${week}`)).html, 'page'), week).toEqual([]);
  });

  it('tells nothing any more of a record that was taken off', async () => {
    await unpublish(site.db, { slug: 'arys-2019', by: { user: null, via: 'desk' }, now: NOW, why: 'a test' });
    const { text, html } = await page('/digests/2019-W31');
    expect(text).toContain('Строку сняли вместе с записью о событии.');
    expect(html).not.toContain('Закончить восстановительные работы');
    expect(text).toContain('Окончательные результаты проверки');
  });
});

describe('/digests', () => {
  it('has the issued weeks, the newest first, and goes on', async () => {
    const weeks = (html: string) => [...html.matchAll(/<p class="pl-d">(2019-W\d\d)<\/p>/g)].map(([, week]) => week);
    const first = await page('/digests');
    expect(weeks(first.html)).toHaveLength(20);
    expect(weeks(first.html)[0]).toBe('2019-W32');
    const rest = await page('/digests?after=2019-W13');
    expect(first.html).toContain('href="/digests?after=2019-W13" rel="next"');
    expect(weeks(rest.html)).toEqual(['2019-W12', '2019-W11', '2019-W10']);
    expect(weeks((await page('/digests?as_of=2019-08-04')).html)[0]).toBe('2019-W31');
    expect(weeks((await page('/digests?as_of=2019-08-03')).html)[0]).toBe('2019-W30');
    expect((await page('/digests?after=soon')).status).toBe(400);
  });

  it.each(['', '/kk', '/en'])('is sound HTML (%s)', async (prefix) => {
    expect(await mistakes((await page(`${prefix}/digests`)).html, 'page')).toEqual([]);
  });
});
