import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueDigest } from '../../../src/digest/issue.ts';
import { findWeek } from '../../../src/domain/week.ts';
import { unpublish } from '../../../src/records/desk.ts';
import { retract } from '../../../src/records/taking-back.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { mistakes } from '../../views/page.ts';

const BY = { user: null, via: 'desk' } as const;

let site: TestApp;
beforeAll(async () => {
  site = await testApp({
    env: { BASE_URL: 'https://merzim.example' },
    prepare: async (db) => {
      await publishCasesOf2019(db);
      const week = findWeek('2019-W31', 'Asia/Almaty');
      if (week === undefined) throw new Error('no such week');
      await issueDigest(db, { week, zone: 'Asia/Almaty', now: week.cutOff, by: BY });
    },
  });
});
afterAll(() => site.close());

const get = async (path: string) => {
  const response = await site.app.request(path);
  return { response, text: await response.text() };
};

describe('/digests/:week/text', () => {
  it.each([
    ['', 'Сводка за'],
    ['/kk', 'апта'],
    ['/en', 'Digest'],
  ])('is plain text in the language of the address %s', async (prefix, word) => {
    const { response, text } = await get(`${prefix}/digests/2019-W31/text`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.toLowerCase()).toContain(word.toLowerCase());
    expect(text).toContain(`https://merzim.example${prefix}/promises/almaty-blackout-2019/results\n`);
    expect(text.trimEnd().endsWith(`https://merzim.example${prefix}/digests/2019-W31`)).toBe(true);
  });

  it('is not sent to who has it, and says so of weeks that are none', async () => {
    const { response } = await get('/digests/2019-W31/text');
    const known = { 'if-none-match': response.headers.get('etag') ?? '' };
    expect((await site.app.request('/digests/2019-W31/text', { headers: known })).status).toBe(304);
    for (const path of ['/digests/2019-W60/text', '/digests/2019-W32/text', '/digests/2019-W31/text?as_of=2019-08-03'])
      expect((await get(path)).response.status, path).toBe(404);
  });

  it('stands on the page of the digest, to be copied without any script', async () => {
    for (const prefix of ['', '/kk', '/en']) {
      const { text } = await get(`${prefix}/digests/2019-W31/text`);
      const { text: html } = await get(`${prefix}/digests/2019-W31`);
      const [, area = ''] = /<textarea[^>]* readonly[^>]*>([\s\S]*?)<\/textarea>/.exec(html) ?? [];
      const words = area
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'");
      expect(words.replaceAll('&amp;', '&').trim()).toBe(text.trim());
      expect(html).toContain(`href="${prefix}/digests/2019-W31/text"`);
      expect(await mistakes(html, 'page')).toEqual([]);
    }
  });

  it('marks what was struck out since the issue, on its page and for programs too, and names nobody beside it', async () => {
    const parts = [{ kind: 'promise' as const, id: 'results' }];
    const before = await get('/digests/2019-W31');
    expect(before.text).toContain('Сагинтаев');
    const act = { slug: 'almaty-blackout-2019', parts, by: BY, now: Date.parse('2019-08-05T02:00:00Z') };
    await retract(site.db, { ...act, why: 'Слова были не те' });
    for (const path of ['/digests/2019-W31', '/digests/2019-W31/text']) {
      const { text } = await get(path);
      expect(text, path).toMatch(/кончательные результаты проверки/);
      expect(text, path).toContain('Редакция зачеркнула эту строку 5 августа 2019 года. Почему: Слова были не те');
      expect(text, path).not.toMatch(/Сагинтаев|результата не нашли|К 30 июля/);
    }
    const { text: page } = await get('/digests/2019-W31');
    expect(page).toContain('<s>Окончательные результаты проверки</s>');
    expect(await mistakes(page, 'page')).toEqual([]);
    const { still_overdue } = JSON.parse((await get('/api/v1/digests/2019-W31')).text);
    expect(still_overdue[0].retracted).toEqual({ at: '2019-08-05T02:00:00.000Z', why: 'Слова были не те' });
  });

  it('loses what was taken off the site', async () => {
    const at = Date.parse('2019-08-05T03:00:00Z');
    expect((await get('/digests/2019-W31/text')).text).toContain('Арыс');
    await unpublish(site.db, { slug: 'arys-2019', by: BY, now: at, why: null });
    expect((await get('/digests/2019-W31/text')).text).not.toMatch(/arys|Арыс|жил/);
    const { text: page } = await get('/digests/2019-W31');
    expect(page.slice(page.indexOf('<textarea'))).not.toMatch(/arys|Арыс/);
  });
});
