import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareSpans } from '../../../src/domain/span.ts';
import { publish, saveDraft } from '../../../src/records/desk.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../../support/cases.ts';
import {
  check,
  day,
  event,
  incident,
  minute,
  month,
  promise,
  question,
  report,
  statement,
  year,
} from '../../support/facts.ts';
import { incidentOf2019 } from '../../support/fixtures.ts';
import { mistakes, visible } from '../../views/page.ts';

const NOW = Date.parse('2026-11-01T00:00:00Z');
const BY = { user: null, via: 'desk' } as const;
const HOSTILE = '<script>alert(1)</script>"\'&<img src=x>';
const HOSTILE_TITLE = '<script>1</script>"&';
let site: TestApp;

beforeAll(async () => {
  site = await testApp({
    now: NOW,
    prepare: async (db) => {
      await publishCasesOf2019(db, Date.parse('2019-08-01T00:00:00Z'));
      await publishIncident(db, hostile(), NOW);
      await publishIncident(db, full(), NOW);
      await saveDraft(db, { incident: { ...full(), slug: 'only-drafted' }, by: BY, now: NOW, why: null });
    },
  });
});
afterAll(() => site.close());

const OFFICE = { office: 'akim-almaty', entries: [] };
const akim = { office: 'akim-almaty', official: 'sagintayev' };

/** Every text of a record says something that a page must not run. */
function hostile() {
  const source = { kind: 'link', title: HOSTILE, url: null, archive: null, count: null } as const;
  return incident({
    ...OFFICE,
    slug: 'hostile',
    title: { ru: HOSTILE_TITLE },
    summary: { ru: HOSTILE },
    started: { precision: 'minute', at: '2019-07-15T14:00', stated: HOSTILE },
    entries: [
      statement('main', minute('2019-07-15T15:00'), {
        by: akim,
        text: HOSTILE,
        quote: HOSTILE,
        source,
        channel: 'facebook',
      }),
      question('asked', minute('2019-07-16T10:00'), { text: HOSTILE, askedOf: 'akim-almaty' }),
    ],
    promises: [promise('p', 'main', { text: HOSTILE, phrase: HOSTILE, test: HOSTILE, due: '2019-07-20' })],
    checks: [check('p', minute('2019-07-22T10:00'), { note: HOSTILE, by: source })],
    replies: [{ to: 'p', asked: minute('2019-07-23T10:00'), at: minute('2019-07-24T10:00'), text: HOSTILE, source }],
  });
}

/** A record with something of everything. */
function full() {
  return incident({
    ...OFFICE,
    slug: 'everything',
    title: { en: 'A fictional outage' },
    started: minute('2019-07-01T09:00'),
    entries: [
      event('out', minute('2019-07-01T09:00')),
      report('known', minute('2019-07-01T09:20'), { clock: 'known' }),
      statement('first', minute('2019-07-01T10:00'), { by: akim, answers: ['what'], quote: 'Мы знаем' }),
      question('asked', day('2019-07-02'), { askedOf: 'akim-almaty', removed: minute('2019-07-05T10:00') }),
      question('answered', day('2019-07-03'), { askedOf: 'akim-almaty', answeredBy: 'later', answer: 'formal' }),
      statement('later', minute('2019-07-03T18:00'), { by: akim, channel: 'facebook' }),
      report('some-day', month('2019-07')),
      report('that-year', year('2019')),
    ],
    promises: [promise('mend', 'first', { due: '2019-07-07', text: 'починить' })],
    checks: [check('mend', minute('2019-07-20T10:00'), { channels: ['site'] })],
    replies: [
      { to: 'first', asked: minute('2019-07-04T10:00') },
      { to: 'mend', asked: minute('2019-07-21T10:00'), at: minute('2019-07-22T10:00'), text: 'Уже чиним' },
    ],
  });
}

async function page(path: string): Promise<{ status: number; html: string; text: string; headers: Headers }> {
  const response = await site.app.request(path);
  const html = await response.text();
  return { status: response.status, html, text: visible(html), headers: response.headers };
}

/** The row of a promise in the list, as a reader sees it. */
async function row(path: string, id: string): Promise<string> {
  const { html } = await page(path);
  const from = html.indexOf(`id="promise-${id}"`);
  return visible(html.slice(html.indexOf('>', from) + 1, html.indexOf('</li>', from)));
}

describe('GET /incidents/:slug as of then', () => {
  it('is 404 before the first possible fact, to the millisecond', async () => {
    const at = (time: string) => `/incidents/almaty-blackout-2019?as_of=${encodeURIComponent(time)}`;
    expect((await page(at('2019-07-14'))).status).toBe(404);
    expect((await page(at('2019-07-15T13:29:59.999+06:00'))).status).toBe(404);
    expect((await page(at('2019-07-15T13:30:00+06:00'))).status).toBe(200);
  });

  it('is 400 later than now, and 404 for what is unknown or only drafted', async () => {
    expect((await page('/incidents/arys-2019?as_of=2026-11-03')).status).toBe(400);
    expect((await page('/incidents/arys-2019?as_of=soon')).status).toBe(400);
    expect((await page('/incidents/nothing')).status).toBe(404);
    expect((await page('/incidents/only-drafted')).status).toBe(404);
  });

  it('shows the published record, not the draft that is being written', async () => {
    const drafted = { ...full(), slug: 'rewritten' };
    await publishIncident(site.db, drafted, NOW);
    await saveDraft(site.db, {
      incident: { ...drafted, title: { en: 'A secret draft' } },
      by: BY,
      now: NOW,
      why: null,
    });
    const shown = await page('/incidents/rewritten');
    expect(shown.text).toContain('A fictional outage');
    expect(shown.text).not.toContain('A secret draft');
  });

  it.each([
    ['2019-07-16', 'Срок ещё не вышел'],
    ['2019-07-24', 'Осталось 2 дня'],
    ['2019-07-26', 'Последний день срока'],
    ['2019-07-27', 'Срок вышел, ещё не проверяли'],
    ['2019-07-30', 'Срок вышел, результата не нашли'],
  ])('the ten days of Almaty as of %s: %s', async (asOf, words) => {
    expect(await row(`/incidents/almaty-blackout-2019?as_of=${asOf}`, 'results')).toContain(words);
  });

  it.each([
    ['2019-07-31', '1 августа', 'Остался 1 день'],
    ['2019-08-10', '1 сентября', 'Срок ещё не вышел'],
    ['2019-08-25', '20 сентября', 'Срок ещё не вышел'],
    ['2019-09-10', '20 сентября', 'Срок ещё не вышел'],
    ['2019-09-29', '20 сентября', 'Срок вышел, ещё не проверяли'],
    // 24:00 of 30 September is 00:00 of 1 October, when the akimat's word is possible.
    ['2019-09-30', '20 сентября', 'Сделано на 61 день позже'],
    ['2019-10-05', '20 сентября', 'Сделано на 61 день позже'],
    ['2019-11-01', '20 сентября', 'Сделано частично'],
  ])('the houses of Arys as of %s: due %s, %s', async (asOf, due, words) => {
    const told = await row(`/incidents/arys-2019?as_of=${asOf}`, 'all-houses');
    expect(told).toMatch(new RegExp(`^${due}`));
    expect(told).toContain(words);
  });

  it('names a person beside a promise only once somebody has looked', async () => {
    const before = await row('/incidents/almaty-blackout-2019?as_of=2019-07-27', 'results');
    const after = await row('/incidents/almaty-blackout-2019?as_of=2019-07-30', 'results');
    expect(before).not.toContain('Сагинтаев');
    expect(after).toContain('Бакытжан Сагинтаев (в должности с 28 июня 2019 года)');
    const story = (await page('/incidents/almaty-blackout-2019?as_of=2019-07-27')).html;
    expect(visible(story.slice(story.indexOf('<dl'), story.indexOf('</dl>')))).not.toContain('Сагинтаев');
  });

  it('keeps the day in its links and in the other languages', async () => {
    const { html } = await page('/kk/incidents/arys-2019?as_of=2019-11-01');
    expect(html).toContain('href="/kk/promises/arys-2019/all-houses?as_of=2019-11-01"');
    expect(html).toContain('href="/en/incidents/arys-2019?as_of=2019-11-01"');
    expect(html).toContain('href="/api/v1/incidents/arys-2019?as_of=2019-11-01"');
  });

  it('shows the summary only when nothing recorded lies after the day', async () => {
    const summary = 'Срок восстановления домов переносили несколько раз';
    expect((await page('/incidents/arys-2019?as_of=2019-07-20')).text).not.toContain(summary);
    expect((await page('/incidents/arys-2019')).text).toContain(summary);
  });

  it('is the same bytes for everyone, kept a minute at most', async () => {
    const first = await page('/incidents/arys-2019');
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=(60|[0-5]?\d), /);
    const again = await site.app.request('/incidents/arys-2019', { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
  });
});

describe('The timeline', () => {
  it('has every entry that counts, in timeline order, each with its own address', async () => {
    const { html } = await page('/incidents/arys-2019?as_of=2019-11-01');
    const facts = incidentOf2019('arys-2019').entries.filter(({ id }) => html.includes(` id="${id}"`));
    const places = [...facts].sort((a, b) => compareSpans(a.at, b.at)).map(({ id }) => html.indexOf(` id="${id}"`));
    expect(facts).toHaveLength(25);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const { id } of facts) expect(html).toContain(`href="#${id}"`);
  });

  it('shows nothing that is later than the day', async () => {
    const { html, text } = await page('/incidents/arys-2019?as_of=2019-07-20');
    expect(html).not.toContain('id="pm-aug20"');
    expect(text).not.toContain('20 августа');
  });

  it('has the terms that have passed: the first one, and the one that holds', async () => {
    const { html, text } = await page('/incidents/arys-2019?as_of=2019-11-01');
    expect(html).toContain('id="due_all-houses_2019-08-01"');
    expect(html).toContain('id="due_all-houses"');
    expect(html).not.toContain('id="due_all-houses_2019-08-20"');
    expect(text).toContain('Вышел первый срок: восстановить все повреждённые дома и объекты');
    expect((await page('/incidents/arys-2019?as_of=2019-07-28')).html).not.toContain('id="due_akim-one-month"');
    expect((await page('/incidents/arys-2019?as_of=2019-07-29')).html).toContain('id="due_akim-one-month"');
  });

  it('marks words whose order is not known, long gaps, and what is known to the month or year', async () => {
    const { text } = await page('/incidents/arys-2019');
    expect(text).toContain('Аким Туркестанской области или Министерство обороны: что было раньше, неизвестно.');
    expect(text).toContain('16 дней без записей');
    const { html } = await page('/incidents/everything');
    expect(visible(html)).toContain('2019 год');
    expect(html).toContain('<time datetime="2019-07">');
  });

  it('marks the language of each text that is not the page’s', async () => {
    const { html } = await page('/incidents/arys-2019');
    expect(html).toMatch(/<blockquote><p lang="kk">«Қазір болып жатқан/);
    expect(html).toContain('<span lang="en">“by August 1, 2019”</span>');
    expect((await page('/en/incidents/arys-2019')).html).toContain('<span lang="ru">Загорелись склады');
  });

  it('says who looked, what became of questions, and prints replies beside the line that they answer', async () => {
    const { text } = await page('/incidents/everything');
    expect(text).toContain('Результата не нашли. Мы смотрели 20 июля в 10:00 (сайт).');
    const { questions } = (await (await site.app.request('/api/v1/incidents/everything')).json()) as {
      questions: unknown;
    };
    expect(questions).toEqual({
      count: 2,
      first_on: '2019-07-02',
      last_on: '2019-07-03',
      unanswered: 0,
      answered: 0,
      formal: 1,
      redirected: 0,
      removed: 1,
    });
    expect(text).toContain('Вопрос задан: аким города Алматы. Вопрос удалён.');
    expect(text).toContain(
      'В записи 2 вопроса. Заданы: 2 июля 2019 года – 3 июля 2019 года. Ответ формальный: 1. Удалён: 1.',
    );
    expect(text).toContain('Записи больше нет: это обнаружено 5 июля в 10:00.');
    expect(text).toContain('Ответ формальный: принято к сведению.');
    expect(text).toContain('Ответ должности запрошен 4 июля в 10:00. Ответа в записи нет.');
    expect(text).toContain('Ответ должности, 22 июля в 10:00:«Уже чиним»');
  });

  it('says of a row when it was added, where that was after the incident was published', async () => {
    const before = { ...full(), slug: 'added-to' };
    await publishIncident(
      site.db,
      { ...before, entries: before.entries.filter(({ id }) => id !== 'out') },
      NOW - 86_400_000 * 3,
    );
    await publishIncident(site.db, before, NOW);
    const { html } = await page('/incidents/added-to');
    const at = html.indexOf(' id="out"');
    expect(visible(html.slice(at, html.indexOf('</li>', at)))).toContain('Добавлено 1 ноября 2026 года');
    const other = html.indexOf(' id="known"');
    expect(visible(html.slice(other, html.indexOf('</li>', other)))).not.toContain('Добавлено');
  });

  it('lists what was corrected after it was published', async () => {
    const first = { ...full(), slug: 'corrected' };
    const put = (title: string, why: string | null) =>
      saveDraft(site.db, { incident: { ...first, title: { en: title } }, by: BY, now: NOW, why }).then(() =>
        publish(site.db, { slug: 'corrected', by: BY, now: NOW, why }),
      );
    await put('Wrong', null);
    expect((await page('/incidents/corrected')).html).not.toContain('id="s_corrections"');
    await put('Right', 'a slip of the pen');
    const { text } = await page('/incidents/corrected');
    expect(text).toContain('Почему: a slip of the pen');
    expect(text).toContain('Было: Wrong. Стало: Right.');
  });
});

describe('The HTML', () => {
  const paths = ['almaty-blackout-2019?as_of=2019-08-05', 'arys-2019', 'lrt-nur-sultan', 'hostile', 'everything'];
  it.each(paths.flatMap((path) => ['', '/kk', '/en'].map((lang) => `${lang}/incidents/${path}`)))(
    '%s is valid, with one h1',
    async (path) => {
      const { html, status } = await page(path);
      expect(status).toBe(200);
      expect(await mistakes(html, 'page')).toEqual([]);
      expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    },
  );

  it('runs nothing that a record says', async () => {
    const { html } = await page('/incidents/hostile');
    expect(html).not.toContain('<script>1');
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

describe('What the page may not say', () => {
  const read = async (path: string) => visible(await (await site.app.request(path)).text());

  it('tells until when the record is covered only once that day has passed: before it, that is later knowledge', async () => {
    const page = '/incidents/almaty-blackout-2019';
    expect(await read(`${page}?as_of=2019-07-29`)).not.toContain('Сведения собраны');
    expect(await read(`${page}?as_of=2019-07-30`)).toContain('Сведения собраны до 30 июля 2019 года.');
  });

  it('marks a term that the newsroom set by hand wherever it says that it has passed', async () => {
    const set = promise('p', 'main', { due: '2019-07-20', dueBasis: 'newsroom', dueReason: 'План', text: 'начать' });
    const facts = incident({
      ...OFFICE,
      slug: 'set-by-hand',
      entries: [statement('main', minute('2019-07-15T15:00'), { by: akim })],
      promises: [set],
    });
    await publishIncident(site.db, facts, NOW);
    const asOf = '?as_of=2019-07-22';
    expect(await read(`/incidents/set-by-hand${asOf}`)).toContain('Вышел срок: начать (срок поставила редакция).');
    expect(await read(`/embed/incidents/set-by-hand${asOf}`)).toContain(
      'Срок вышел, ещё не проверяли. Срок поставила редакция.',
    );
    expect(await read(`/incidents/set-by-hand.atom${asOf}`)).toContain('День поставила редакция: План');
    const html = await (await site.app.request(`/incidents/set-by-hand${asOf}`)).text();
    expect(/og:image:alt" content="([^"]*)"/.exec(html)?.[1]).toContain('Срок поставила редакция.');
  });
});
