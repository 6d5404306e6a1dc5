import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/domain/words.ts';
import { NOW } from '../../support/app.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, type Fields, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG, PROMISE, PROMISE_ID, RESULT, STATEMENT } from '../../support/desk-forms.ts';

const DAY_MS = 86_400_000;
const AT = `/desk/incidents/${BLACKOUT_SLUG}`;

describe.each(ENGINES)('from a reporter’s draft to what readers see (%s)', (engine) => {
  let desk: TestDesk;
  let now = NOW;
  let people: { reporter: Colleague; editor: Colleague };
  beforeAll(async () => {
    desk = await testDesk(engine, { now: () => now });
    people = { reporter: await desk.as('reporter'), editor: await desk.as('editor') };
    await people.reporter.post('/desk/incidents', BLACKOUT);
    await people.reporter.post(`${AT}/entries`, STATEMENT);
    await people.reporter.post(`${AT}/promises`, PROMISE);
  });
  afterAll(() => desk.close());

  const spoken = (lang: string, path: string) => (lang === 'ru' ? path : `/${lang}${path}`);
  /** The page without its frame: what stands between head and foot, but for the addresses that carry the day. */
  const matter = (html: string): string => {
    const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '';
    return main.slice(main.indexOf('<article'), main.indexOf('</article>'));
  };
  const days = ['', '?as_of=2019-07-27', '?as_of=2019-07-16'];
  const previews = async () => {
    const pages: [string, string][] = [];
    for (const lang of LANGUAGES)
      for (const day of days) {
        const { html, status } = await people.reporter.get(spoken(lang, `${AT}/preview${day}`));
        expect([lang, day, status]).toEqual([lang, day, 200]);
        pages.push([lang + day, matter(html)]);
      }
    return pages;
  };
  const published = async () => {
    const pages: [string, string][] = [];
    for (const lang of LANGUAGES)
      for (const day of days)
        pages.push([
          lang + day,
          matter((await desk.anyone.get(spoken(lang, `/incidents/${BLACKOUT_SLUG}${day}`))).html),
        ]);
    return pages;
  };
  const publish = async (why?: string) => {
    const version = hidden((await people.editor.get(`${AT}/publication`)).html, 'version');
    const answer = await people.editor.post(`${AT}/publication`, { version, ...(why && { why }) });
    expect(answer.status).toBe(303);
  };

  it('the preview of a first publication is the page, byte for byte, in each language, on each day', async () => {
    now += DAY_MS;
    const before = await previews();
    expect(before[0]?.[1].length).toBeGreaterThan(2000);
    await publish();
    expect(await published()).toEqual(before);
  });

  it('goes back with a comment, which the reporter finds, and comes again', async () => {
    now += DAY_MS;
    const seen = hidden((await people.reporter.get(`${AT}/promises/${PROMISE_ID}`)).html, 'seen');
    const fields: Fields = { ...PROMISE, test: 'Отчёт на сайте акимата', seen };
    await people.reporter.post(`${AT}/promises/${PROMISE_ID}`, fields);
    await people.reporter.post(`${AT}/entries`, RESULT);
    await people.reporter.post(`${AT}/review`, { note: 'Проверьте, пожалуйста' });
    expect(textIn((await people.editor.get('/desk')).html)).toContain('Проверьте, пожалуйста');
    await people.editor.post(`${AT}/review/return`, { comment: 'Нужен архив' });
    expect(textIn((await people.reporter.get(AT)).html)).toContain('Нужен архив');
    await people.reporter.post(`${AT}/review`, { note: 'Добавили' });
    expect(textIn((await people.editor.get(`${AT}/publication`)).html)).toContain('Добавили');
  });

  it('the preview of a correction is the page but for the line that tells of the correction', async () => {
    now += DAY_MS;
    const before = await previews();
    await publish('Уточнили');
    const withoutCorrections = (pages: [string, string][]) =>
      pages.map(([name, html]) => [name, html.replace(/<section[^>]*id="s_corrections"[\s\S]*?<\/section>/, '')]);
    const after = await published();
    expect(withoutCorrections(after)).toEqual(withoutCorrections(before));
    expect(after).not.toEqual(before);
    expect(before[0]?.[1]).toMatch(/Добавлено 7\sавгуста/);
  });

  it('corrected in one language, the others are listed to be checked, until they follow or stand', async () => {
    const facts = {
      kind: 'acute',
      topic: 'power',
      office: 'akim-almaty',
      zone: 'Asia/Almaty',
      started_precision: 'between',
      started_date: '2019-07-15',
      started_time: '14:00',
      started_time2: '14:14',
    };
    const title = async (texts: Record<string, string>) => {
      const { html } = await people.reporter.get(`${AT}/edit`);
      const value = (lang: string) =>
        texts[lang] ?? new RegExp(`name="title_${lang}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? '';
      const titles = Object.fromEntries(LANGUAGES.map((lang) => [`title_${lang}`, value(lang)]));
      const answer = await people.reporter.post(AT, { ...facts, ...titles, seen: hidden(html, 'seen') });
      expect(answer.status).toBe(303);
    };
    const listed = async (path: string) =>
      textIn((await people.editor.get(path)).html).includes('Проверить на других языках');
    expect([await listed(AT), await listed('/desk')]).toEqual([false, false]);
    await title({ ru: 'Без света Алматы' });
    expect([await listed(AT), await listed('/desk')]).toEqual([true, true]);
    expect(textIn((await people.editor.get('/desk')).html)).toContain('исправлено по-русски; сверить по-казахски');
    await title({ kk: 'Алматы жарықсыз', en: 'Almaty without light' });
    expect([await listed(AT), await listed('/desk')]).toEqual([false, false]);
    await title({ kk: 'Алматыда жарық жоқ' });
    expect(textIn((await people.editor.get(AT)).html)).toContain(
      'исправлено по-казахски; сверить по-русски, по-английски',
    );
    expect((await people.editor.post(`${AT}/languages`)).status).toBe(303);
    expect([await listed(AT), await listed('/desk')]).toEqual([false, false]);
    expect(textIn((await people.editor.get(AT)).html)).toContain('языки сверены');
  });
});
