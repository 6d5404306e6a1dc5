import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUSES } from '../../../src/domain/promise.ts';
import { saveDraft } from '../../../src/records/desk.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../../support/cases.ts';
import { mistakes, visible } from '../../views/page.ts';
import { fictional } from './lists.ts';

const NOW = Date.parse('2019-12-01T00:00:00Z');
const BY = { user: null, via: 'desk' } as const;
let site: TestApp;

beforeAll(async () => {
  site = await testApp({
    now: NOW,
    prepare: async (db) => {
      await publishCasesOf2019(db);
      const dues = Array.from({ length: 45 }, (_, index) => `2019-07-${String(2 + (index % 10)).padStart(2, '0')}`);
      await publishIncident(db, fictional('many', dues), NOW);
      const drafted = fictional('only-drafted', ['2019-07-20']);
      await saveDraft(db, { incident: drafted, by: BY, now: NOW, why: null });
    },
  });
});
afterAll(() => site.close());

const page = async (path: string) => {
  const response = await site.app.request(path);
  return { status: response.status, html: await response.text() };
};
const promisesIn = (html: string) =>
  [...html.matchAll(/<h3><a href="(?:\/kk|\/en)?\/promises\/([^"?]+)/g)].map(([, name]) => name);
const nextOf = (html: string) => /<a href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');

describe('/promises', () => {
  it('has those with the status as of the day, with the incident and the office', async () => {
    const { html } = await page('/promises?status=overdue&as_of=2019-08-05&incident=almaty-blackout-2019');
    expect(promisesIn(html)).toEqual(['almaty-blackout-2019/results']);
    const text = visible(html);
    expect(text).toContain('Срок вышел, результата не нашли');
    expect(text).toContain('К 30 июля после срока прошло 4 дня.');
    expect(text).toContain('Отключение электричества в Алматы');
    expect((await page('/promises?status=overdue&as_of=2019-07-26&incident=almaty-blackout-2019')).html).toContain(
      'Таких обещаний на этот день в записи нет.',
    );
  });

  it('counts each status as of the day, within the office', async () => {
    const text = visible(
      (await page('/promises?office=akim-almaty&as_of=2019-07-30&incident=almaty-blackout-2019')).html,
    );
    expect(text).toContain('Все: 3');
    expect(text).toContain('Срок вышел: 1');
    expect(text).toContain('Срок ещё не вышел: 1');
    expect(text).toContain('Срок не назван: 1');
  });

  it('names a person only where somebody looked', async () => {
    const text = async (incident: string, on: string) => {
      const { html } = await page(`/promises?status=overdue&incident=${incident}&as_of=${on}`);
      return visible(html.slice(html.indexOf('id="s_list"')));
    };
    const before = await text('almaty-blackout-2019', '2019-07-29');
    expect(before).toContain('Срок вышел, ещё не проверяли');
    expect(before).not.toContain('Сагинтаев');
    const after = await text('almaty-blackout-2019', '2019-07-30');
    expect(after).toContain('Бакытжан Сагинтаев (в должности с 28 июня 2019 года)');
    const arys = await text('arys-2019', '2019-08-05');
    expect(arys).toContain('Срок вышел, ещё не проверяли');
    expect(arys).not.toContain('Шукеев');
  });

  it('goes on without a gap and without a repetition, keeping the filters', async () => {
    const seen: (string | undefined)[] = [];
    let path: string | undefined = '/en/promises?status=overdue&incident=many&as_of=2019-11-01';
    let pages = 0;
    while (path !== undefined) {
      const { html } = await page(path);
      seen.push(...promisesIn(html));
      path = nextOf(html);
      pages++;
      if (path !== undefined)
        expect(path).toMatch(/^\/en\/promises\?status=overdue&incident=many&after=.+&as_of=2019-11-01$/);
    }
    expect(pages).toBe(3);
    expect(seen).toHaveLength(45);
    expect(new Set(seen).size).toBe(45);
  });

  it('keeps filters and place when the language changes', async () => {
    const { html } = await page('/promises?status=overdue&office=akim-almaty&as_of=2019-11-01');
    expect(html).toContain('href="/kk/promises?status=overdue&amp;office=akim-almaty&amp;as_of=2019-11-01"');
    expect(html).toContain('<input type="hidden" name="as_of" value="2019-11-01"');
  });

  it('has the same as CSV and JSON, by the same address', async () => {
    const filter =
      'status=overdue&incident=many&q=mend&due_from=2019-07-02&due_to=2019-07-03&sort=said&as_of=2019-11-01';
    const { html } = await page(`/promises?${filter}`);
    expect(visible(html)).toContain('В списке 10 обещаний.');
    const links = [...html.matchAll(/href="(\/api\/v1\/promises[^"]*)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    );
    expect(links).toHaveLength(2);
    const [csv = '', json = ''] = links;
    const rows = (await (await site.app.request(csv)).text()).trim().split('\r\n').slice(1);
    expect(rows.map((row) => row.split(',').slice(0, 2).join('/'))).toEqual(promisesIn(html));
    const body = (await (await site.app.request(json)).json()) as { promises: { incident: string; id: string }[] };
    expect(body.promises.map(({ incident, id }) => `${incident}/${id}`)).toEqual(promisesIn(html));
  });

  it('offers every status, who may have said it and where; the words of a wrong day are refused', async () => {
    const { html } = await page('/promises');
    for (const status of STATUSES) expect(html).toContain(`<option value="${status}"`);
    expect(html).toContain('<option value="sagintayev"');
    expect(html).toContain('<option value="arys-2019"');
    for (const wrong of ['said_from=yesterday', 'due_to=2019-02-30', 'sort=worst', `q=${'a'.repeat(201)}`]) {
      expect((await page(`/promises?${wrong}`)).status, wrong).toBe(400);
      expect((await site.app.request(`/api/v1/promises?${wrong}`)).status, wrong).toBe(400);
    }
    expect((await page('/promises?said_from=&q=&sort=')).status).toBe(200);
  });

  it('lists under a name only what somebody looked at, and says so', async () => {
    const of = async (on: string) => (await page(`/promises?official=sagintayev&as_of=${on}`)).html;
    expect(promisesIn(await of('2019-07-29'))).not.toContain('almaty-blackout-2019/results');
    expect(promisesIn(await of('2019-07-30'))).toContain('almaty-blackout-2019/results');
    expect(visible(await of('2019-07-29'))).toContain('под именем человека нет');
  });

  it('knows nothing of drafts', async () => {
    expect((await page('/promises?incident=only-drafted')).html).not.toContain('to mend');
    expect((await page('/promises')).html).not.toContain('/promises/only-drafted/');
  });

  it('takes an incident by its name in the address, or by words of its title', async () => {
    const asked = (words: string) => site.app.request(`/promises?status=kept&incident=${encodeURIComponent(words)}`);
    const one = await asked('отключение электричества');
    expect([one.status, one.headers.get('location')]).toEqual([
      303,
      '/promises?status=kept&incident=almaty-blackout-2019',
    ]);
    const html = (await page('/promises?incident=2019-07')).html;
    expect(visible(html)).toContain('Нет события, которое называется «2019-07».');
    const several = (await page(`/promises?sort=said&incident=${encodeURIComponent('в')}`)).html;
    expect(several).toContain('href="/promises?incident=arys-2019&amp;sort=said"');
    expect(promisesIn(several)).toEqual([]);
    expect(visible((await page('/promises?incident=only-drafted')).html)).toContain('Нет события');
    const chosen = (await page('/promises?incident=arys-2019')).html;
    expect(chosen).toMatch(/<input type="text" id="f-incident"[^>]* value="arys-2019"/);
    expect(chosen).toContain('<option value="many">Вымышленный случай many</option>');
  });

  it('refuses a status and a place that there are not, and a day to come', async () => {
    expect((await page('/promises?status=broken')).status).toBe(400);
    expect((await page('/promises?after=nowhere')).status).toBe(400);
    expect((await page('/promises?as_of=2020-01-01')).status).toBe(400);
    expect((await page('/promises?office=%3Cscript%3E')).html).not.toContain('<script>');
  });

  it.each(['', '/kk', '/en'])('is sound HTML (%s)', async (prefix) => {
    const { html } = await page(`${prefix}/promises?as_of=2019-08-05`);
    expect(await mistakes(html, 'page')).toEqual([]);
  });
});
