import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDirectory } from '../../../src/records/directory.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { directoryOf2019 } from '../../support/fixtures.ts';
import { mistakes, visible } from '../../views/page.ts';

const NOW = Date.parse('2019-12-01T00:00:00Z');
const BY = { user: null, via: 'desk' } as const;
let site: TestApp;

beforeAll(async () => {
  site = await testApp({
    now: NOW,
    prepare: async (db) => {
      await publishCasesOf2019(db);
      const { officials, ...rest } = directoryOf2019();
      const unknown = {
        id: 'unknown',
        name: { ru: 'Вымышлен Неизвестный' },
        alsoSpelled: [],
        wikidata: null,
        note: null,
      };
      await saveDirectory(db, {
        directory: { ...rest, officials: [...officials, unknown] },
        by: BY,
        now: NOW,
        why: null,
      });
    },
  });
});
afterAll(() => site.close());

const page = async (path: string) => {
  const response = await site.app.request(path);
  return { status: response.status, html: await response.text() };
};

describe('/officials/:id', () => {
  it('has the offices through time with their sources, and leads to them', async () => {
    const { html } = await page('/officials/sagintayev');
    const text = visible(html);
    expect(text).toContain('Бакытжан Сагинтаев');
    expect(text).toContain('Аким города Алматы');
    expect(text).toContain('28 июня 2019 года');
    expect(html).toContain('href="/offices/akim-almaty"');
    expect((await page('/offices/akim-almaty')).html).toContain('href="/officials/sagintayev"');
  });

  it("has the personal accounts, and no account that is the office's", async () => {
    const text = visible((await page('/officials/urazalin')).html);
    expect(text).toContain('Facebook');
    expect(text).toContain('1295');
    const none = visible((await page('/officials/mamin')).html);
    expect(none).toContain('искал ли кто, неизвестно');
  });

  it('names with the person no promise that is past its term and that nobody has checked', async () => {
    const results = 'href="/promises/almaty-blackout-2019/results';
    expect((await page('/officials/sagintayev?as_of=2019-07-20')).html).toContain(results);
    expect((await page('/officials/sagintayev?as_of=2019-07-29')).html).not.toContain(results);
    const { html } = await page('/officials/sagintayev?as_of=2019-07-30');
    expect(html).toContain(results);
    expect(visible(html)).toContain('Срок вышел, результата не нашли');
  });

  it('has no share, sum or place of a person', async () => {
    const text = visible((await page('/officials/sagintayev')).html);
    expect(text).not.toMatch(/%|рейтинг|место \d/);
  });

  it('is not there for somebody of whom readers are told nothing, nor before', async () => {
    expect((await page('/officials/unknown')).status).toBe(404);
    expect((await page('/officials/nobody')).status).toBe(404);
    expect(
      (await page('/search?q=%D0%9D%D0%B5%D0%B8%D0%B7%D0%B2%D0%B5%D1%81%D1%82%D0%BD%D1%8B%D0%B9')).html,
    ).not.toContain('/officials/unknown');
    expect((await page('/officials/sagintayev?as_of=2019-06-01')).status).toBe(404);
    expect((await page('/officials/sagintayev?as_of=2019-06-28')).status).toBe(200);
  });

  it.each(['', '/kk', '/en'])('is sound HTML (%s)', async (prefix) => {
    for (const id of ['sagintayev', 'urazalin', 'shukeev'])
      expect(await mistakes((await page(`${prefix}/officials/${id}`)).html, 'page')).toEqual([]);
  });
});
