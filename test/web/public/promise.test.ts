import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../../support/cases.ts';
import { check, incident, minute, promise, statement } from '../../support/facts.ts';
import { incidentsOf2019 } from '../../support/fixtures.ts';
import { mistakes, visible } from '../../views/page.ts';

const NOW = Date.parse('2026-11-01T00:00:00Z');
let site: TestApp;

beforeAll(async () => {
  site = await testApp({
    now: NOW,
    prepare: async (db) => {
      await publishCasesOf2019(db);
      await publishIncident(db, answered(), NOW);
    },
  });
});
afterAll(() => site.close());

/** A promise with answers: one set aside, one that still has to be judged. */
function answered() {
  const by = { office: 'akim-almaty', official: 'sagintayev' };
  return incident({
    slug: 'answered',
    office: 'akim-almaty',
    title: { ru: 'Вымышленный случай' },
    entries: [
      statement('made', minute('2019-07-16T19:00'), { by }),
      statement('about-else', minute('2019-07-20T10:00'), { by }),
      statement('perhaps', minute('2019-07-28T10:00'), { by }),
    ],
    promises: [
      promise('p', 'made', {
        text: 'вымышленное обещание',
        due: '2019-07-26',
        possibleAnswers: [
          { entry: 'about-else', judged: 'not_an_answer' },
          { entry: 'perhaps', judged: null },
        ],
      }),
    ],
    checks: [check('p', minute('2019-07-28T12:00'), { found: 'perhaps' })],
  });
}

async function page(path: string): Promise<{ status: number; html: string; text: string }> {
  const response = await site.app.request(path);
  const html = await response.text();
  return { status: response.status, html, text: visible(html) };
}

const RESULTS = '/promises/almaty-blackout-2019/results';

describe('GET /promises/:incident/:id', () => {
  it('is 404 before the promise is certainly made, and for what is unknown', async () => {
    const at = (time: string) => `${RESULTS}?as_of=${encodeURIComponent(time)}`;
    expect((await page(at('2019-07-16T23:59:59+06:00'))).status).toBe(404);
    expect((await page(at('2019-07-17T00:00:00+06:00'))).status).toBe(200);
    expect((await page('/promises/almaty-blackout-2019/nothing')).status).toBe(404);
    expect((await page('/promises/nothing/results')).status).toBe(404);
    expect((await page(`${RESULTS}?as_of=2026-11-05`)).status).toBe(400);
  });

  it('tells whose word it was, what came of it, and what would show it kept', async () => {
    const { text } = await page(`${RESULTS}?as_of=2019-08-05`);
    expect(text).toContain(
      'Поручение: Аким города Алматы, Бакытжан Сагинтаев (в должности с 28 июня 2019 года), Facebook, вечером 16 июля 2019 года. «в течение 10 дней».',
    );
    expect(text).toContain('Срок — 26 июля. Срок вышел, результата не нашли. Смотрели 30 июля: informburo.kz');
    expect(text).toContain('Опубликованы или подтверждены окончательные результаты проверки рабочей группы.');
    expect(text).toContain('Запрос к должности и её ответ в записи не значатся.');
  });

  it('names no person while nobody has looked', async () => {
    expect((await page(`${RESULTS}?as_of=2019-07-27`)).text).not.toContain('Сагинтаев');
    expect((await page('/promises/arys-2019/akim-one-month?as_of=2019-08-05')).text).not.toContain('Шукеев');
  });

  it('counts the ten days one by one, from the day after', async () => {
    const { text, html } = await page(`${RESULTS}?as_of=2019-07-20`);
    expect(text).toContain('Сказано вечером 16 июля 2019 года, «в течение 10 дней»: срок — 26 июля 2019 года.');
    expect(text).toContain('Точное время не названо, поэтому берём самое позднее: 16 июля 2019 года, 24:00.');
    expect(text).toContain('День, когда сказано, не считаем. Первый день — 17 июля.');
    expect(text).toContain('Вышедшим считаем его с 27 июля.');
    expect(visible(html.slice(html.indexOf('<table class="count"'), html.indexOf('</table>')))).toMatch(
      /—12345678910$/,
    );
  });

  it('says where the newsroom set the day, and why', async () => {
    const { text } = await page('/promises/almaty-blackout-2019/audit');
    expect(text).toContain('Его поставила редакция: Плановое начало отопительного сезона в Алматы');
    expect(text).toContain('срок поставила редакция');
  });

  it('says of an hour that it was named, and of no day that it is never past due', async () => {
    expect((await page('/promises/almaty-blackout-2019/power-by-17')).text).toContain('В словах назван час');
    expect((await page('/promises/lrt-nur-sultan/return-frozen')).text).toContain('вышедшим срок не считаем никогда');
  });

  it('notes a day off without moving the day', async () => {
    const { text } = await page('/promises/arys-2019/akim-one-month');
    expect(text).toContain('Срок — 28 июля.');
    expect(text).toContain('Этот день был выходным. Срок от этого не сдвигается.');
  });

  it('has the moves, the outcomes and who judged them', async () => {
    const { text, html } = await page('/promises/arys-2019/all-houses?as_of=2019-11-01');
    for (const id of ['aug1-term', 'pm-aug20', 'sept1-term', 'sept20-term', 'akimat-completed', 'akim-explains'])
      expect(html).toContain(` id="${id}"`);
    expect(text).toContain('Так решено не здесь: запись принята готовой. Основание: по словам ответственной стороны.');
    expect(html).toContain('id="f_line_all-houses"');
    expect(html).toContain('href="/incidents/arys-2019?as_of=2019-11-01#promise-all-houses"');
  });

  it('shows a possible answer as being checked, and one that was set aside as that', async () => {
    const { text } = await page('/promises/answered/p');
    expect(text).toContain('Есть ответ, проверяем');
    expect(text).toContain('Возможный ответ, проверяем.');
    expect(text).toContain('Редакция посмотрела: это не ответ.');
    expect(text).toContain('найдена эта запись, возможный ответ.');
  });

  it('is cited in each language with its day and a lasting address', async () => {
    const { html } = await page(`/kk${RESULTS}?as_of=2019-08-05`);
    const text = visible(html);
    for (const prefix of ['', '/kk', '/en'])
      expect(text).toContain(`http://localhost:3000${prefix}${RESULTS}?as_of=2019-08-05`);
    expect(html).toContain('<p class="cite" lang="ru">');
    expect(html).toContain('<p class="cite" lang="en">');
  });

  it('tells what was corrected of it, and of nothing else', async () => {
    const corrections = (html: string) => visible(html.slice(html.indexOf('id="s_corrections"')));
    const path = '/promises/answered/p';
    expect(corrections((await page(path)).html)).toContain('ничего не меняли');
    const made = answered();
    const text = 'вымышленное обещание, записанное точнее';
    const changed = {
      ...made,
      title: { ru: 'Другое название' },
      promises: made.promises.map((each) => ({ ...each, text })),
    };
    await publishIncident(site.db, changed, NOW);
    const told = corrections((await page(path)).html);
    expect(told).toContain('записанное точнее');
    expect(told).not.toContain('Другое название');
    await publishIncident(site.db, made, NOW);
  });

  it('links to no row that the page does not have', async () => {
    for (const { slug, promises } of incidentsOf2019())
      for (const { id } of promises) {
        const { html } = await page(`/promises/${slug}/${id}`);
        const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, found]) => found));
        const wanted = [...html.matchAll(/href="#([^"]+)"/g)].map(([, found]) => found);
        expect(wanted.filter((each) => !ids.has(each))).toEqual([]);
      }
  });

  it.each(['', '/kk', '/en'])('is valid HTML with one h1 (%s)', async (lang) => {
    for (const path of [`${RESULTS}?as_of=2019-08-05`, '/promises/arys-2019/all-houses', '/promises/answered/p']) {
      const { html, status } = await page(lang + path);
      expect(status).toBe(200);
      expect(await mistakes(html, 'page')).toEqual([]);
      expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    }
  });
});
