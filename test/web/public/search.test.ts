import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDraft } from '../../../src/records/desk.ts';
import { takeDown } from '../../../src/records/taking-back.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../../support/databases.ts';
import { mistakes, visible } from '../../views/page.ts';
import { fictional } from './lists.ts';

const NOW = Date.parse('2019-12-01T00:00:00Z');
const BY = { user: null, via: 'desk' } as const;

describe.each(ENGINES)('/search (%s)', (engine) => {
  let test: TestDatabase;
  let site: TestApp;
  beforeAll(async () => {
    test = await freshDatabase(engine);
    site = await testApp({
      now: NOW,
      databaseUrl: test.url,
      prepare: async (db) => {
        await publishCasesOf2019(db);
        const dues = Array.from({ length: 45 }, () => '2019-07-20');
        await publishIncident(db, fictional('many', dues), NOW);
        await saveDraft(db, { incident: fictional('drafted', ['2019-07-20']), by: BY, now: NOW, why: null });
      },
    });
  });
  afterAll(async () => {
    await site.close();
    await test.close();
  });
  const page = async (path: string) => {
    const response = await site.app.request(path);
    return { status: response.status, html: await response.text() };
  };
  const nextOf = (html: string) => /<a href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');

  it('asks, without JavaScript, and is kept out of search engines', async () => {
    const { html, status } = await page('/search');
    expect(status).toBe(200);
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).toMatch(/<form[^>]+method="get" action="\/search"/);
    expect(html).not.toContain('<script');
    expect((await page('/')).html).toMatch(/<form[^>]+action="\/search"/);
  });

  it('groups what it found by kind, with how many, and marks the words', async () => {
    const { html } = await page('/search?q=%D0%B0%D0%BB%D0%BC%D0%B0%D1%82%D1%8B');
    const text = visible(html);
    for (const kind of ['События', 'Хроника', 'Должности и ведомства']) expect(text).toContain(kind);
    expect(html).toContain('<mark>Алматы</mark>');
    expect(html).toContain('href="/incidents/almaty-blackout-2019"');
    expect(text).toMatch(/Найдено: \d/);
  });

  it.each(['Sagintayev', 'Сагинтаева', 'Сағынтаев'])('%s leads to the person', async (name) => {
    const { html } = await page(`/kk/search?q=${encodeURIComponent(name)}`);
    expect(html).toContain('href="/kk/officials/sagintayev"');
    expect(visible(html)).toContain('Алматы қаласының әкімі');
  });

  it('names no person beside a promise that nobody has checked', async () => {
    const text = visible((await page('/search?q=mend&kind=promise&as_of=2019-11-01')).html);
    expect(text).toContain('Срок вышел, ещё не проверяли');
    expect(text).not.toContain('Сагинтаев');
  });

  it('goes on page after page of one kind', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/en/search?q=mend&kind=promise';
    while (path !== undefined) {
      const { html } = await page(path);
      seen.push(...[...html.matchAll(/href="\/en\/promises\/(many\/p-\d+)"/g)].map(([, name = '']) => name));
      path = nextOf(html);
    }
    expect(seen).toHaveLength(45);
    expect(new Set(seen).size).toBe(45);
    const first = await page('/en/search?q=mend');
    expect(first.html).toContain('href="/en/search?q=mend&amp;kind=promise"');
    expect(visible(first.html)).toContain('Found: 45');
  });

  it('shows the record as of a day and stays on it', async () => {
    const words = encodeURIComponent('результаты проверки');
    expect(visible((await page(`/search?q=${words}&as_of=2019-07-15`)).html)).toContain('Ничего не найдено');
    const { html } = await page(`/search?q=${words}&as_of=2019-07-20`);
    expect(html).toContain('href="/promises/almaty-blackout-2019/results?as_of=2019-07-20"');
    expect(html).toContain('<input type="hidden" name="as_of" value="2019-07-20"/>');
  });

  it('finds no draft, and nothing that a court took down', async () => {
    expect((await page('/search?q=drafted')).html).not.toContain('/incidents/drafted');
    expect((await page('/search?q=many')).html).toContain('/incidents/many');
    const signed = { by: BY, now: NOW, why: 'суд' };
    await publishIncident(site.db, fictional('gone', ['2019-07-20']), NOW);
    expect((await page('/search?q=gone')).html).toContain('/incidents/gone');
    await takeDown(site.db, { slug: 'gone', parts: [{ kind: 'incident', id: '' }], ...signed });
    expect((await page('/search?q=gone')).html).not.toContain('/incidents/gone');
  });

  it('answers whatever is typed: a page, or a clear refusal', async () => {
    for (const typed of [
      '*',
      '"',
      "'",
      '--',
      'a OR',
      'NEAR(',
      '<script>alert(1)</script>',
      '{{7*7}}',
      '\\',
      '%',
      '🙂',
      'в',
    ]) {
      const { status, html } = await page(`/search?q=${encodeURIComponent(typed)}`);
      expect(status, typed).toBe(200);
      expect(html).not.toContain('<script>');
    }
    expect(visible((await page('/search?q=*')).html)).toContain('нет слова, которое можно искать');
    const long = await page(`/search?q=${'a'.repeat(201)}`);
    expect(long.status).toBe(400);
    expect(visible(long.html)).toContain('не больше 200 знаков');
    for (const odd of ['a'.repeat(10_240), '%ED%A0%80', '%00', '%'])
      expect((await page(`/search?q=${odd}`)).status, odd.slice(0, 20)).toBe(400);
    expect((await page('/search?q=a&kind=draft')).status).toBe(400);
    expect((await page('/search?q=mend&kind=promise&after=nowhere')).status).toBe(400);
  });

  it.each(['', '/kk', '/en'])('is sound HTML (%s)', async (prefix) => {
    for (const query of ['', '?q=almaty', '?q=mend&kind=promise', '?q=*'])
      expect(await mistakes((await page(`${prefix}/search${query}`)).html, 'page')).toEqual([]);
  });
});
