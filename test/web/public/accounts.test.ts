import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../../src/domain/directory.ts';
import { saveDirectory } from '../../../src/records/directory.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../../support/databases.ts';
import { day, incident, promise, SOURCE, statement, tenure } from '../../support/facts.ts';
import { directoryOf2019 } from '../../support/fixtures.ts';
import { mistakes, visible } from '../../views/page.ts';

const NOW = Date.parse('2019-12-31T00:00:00Z');
const BY = { user: null, via: 'desk' } as const;

/** Somebody fictional who left one office for another, with an account of his own. */
function moved(): Directory {
  const { offices } = directoryOf2019();
  const like = offices.find(({ id }) => id === 'akim-shymkent');
  if (like === undefined) throw new RangeError('no such office');
  const name = (ru: string) => ({ ru, en: ru });
  return {
    offices: ['old', 'new'].map((id) => ({
      ...like,
      id: `fictional-${id}`,
      kind: 'company',
      name: name(`Вымышленная ${id}`),
    })),
    officials: [{ id: 'mover', name: name('П. Переездов'), alsoSpelled: [], wikidata: null, note: null }],
    tenures: [
      tenure('fictional-old', 'mover', '2019-01-10', '2019-08-10'),
      tenure('fictional-new', 'mover', '2019-08-12'),
    ],
    channels: [
      {
        id: 'mover-telegram',
        owner: { official: 'mover' },
        network: 'telegram',
        handle: '@mover',
        url: null,
        states: [{ state: 'active', from: '2019-02', source: SOURCE, note: null }],
        followers: [],
        traits: [],
        note: null,
      },
    ],
    indicators: [],
    measurements: [],
    benchmarks: [],
  };
}

const said = incident({
  slug: 'fictional-case',
  office: 'fictional-old',
  title: { ru: 'Вымышленное' },
  entries: [
    statement('said', day('2019-08-01'), {
      by: { office: 'fictional-old', official: 'mover' },
      text: 'вымышлено',
      channel: 'site',
    }),
  ],
  promises: [promise('left-behind', 'said', { due: '2019-12-30', text: 'оставленное обещание' })],
});

describe.each(ENGINES)('An official who changes office (%s)', (engine) => {
  let database: TestDatabase;
  let site: TestApp;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    site = await testApp({
      now: NOW,
      databaseUrl: database.url,
      prepare: async (db) => {
        await publishCasesOf2019(db);
        await saveDirectory(db, { directory: moved(), by: BY, now: NOW, why: null });
        await publishIncident(db, said, NOW);
      },
    });
  });
  afterAll(async () => {
    await site.close();
    await database.close();
  });

  const html = async (path: string) => (await site.app.request(path)).text();
  const section = async (path: string, id: string) =>
    visible(new RegExp(`<section class="sec" id="${id}"[\\s\\S]*?</section>`).exec(await html(path))?.[0] ?? '');
  type Line = { id: string; holders: unknown[]; accounts: Record<string, unknown>[]; terms: unknown[] };
  const found = async (list: 'offices' | 'officials', id: string, on: string): Promise<Line> => {
    const response = await site.app.request(`/api/v1/${list}?limit=100&as_of=${on}`);
    const body = (await response.json()) as Record<string, Line[]>;
    const line = body[list]?.find((each) => each.id === id);
    if (line === undefined) throw new RangeError(`no ${id} on ${on}`);
    return line;
  };

  describe('Abdrakhimov, akim of Shymkent to 30 July 2019, with an Instagram account of his own', () => {
    it('on 29 July: in office, and the office speaks there', async () => {
      const office = '/offices/akim-shymkent?as_of=2019-07-29';
      expect(visible(await html(office))).toContain(
        '29 июля 2019 года: Габидулла Абдрахимов (в должности с 20 июня 2018 года).',
      );
      expect(await section(office, 's_accounts')).toMatch(/Instagram.*Габидулла Абдрахимов.*действует/);
      expect(await section(office, 's_accounts')).not.toContain('остаются у человека');
      const official = '/officials/abdrakhimov?as_of=2019-07-29';
      expect(visible(await html(official))).toContain('Аким города Шымкент (в должности с 20 июня 2018 года)');
      expect(await section(official, 's_terms')).toContain('на 29 июля 2019 года в должности');
      expect(await section(official, 's_accounts')).toContain('Instagram');
      expect((await found('offices', 'akim-shymkent', '2019-07-29')).holders).toEqual([
        expect.objectContaining({ official: 'abdrakhimov', from: '2018-06-20', to: null, end_recorded: false }),
      ]);
      expect((await found('offices', 'akim-shymkent', '2019-07-29')).accounts).toEqual([
        expect.objectContaining({
          id: 'abdrakhimov-instagram',
          owner: { official: 'abdrakhimov' },
          network: 'instagram',
        }),
      ]);
      expect((await found('officials', 'abdrakhimov', '2019-07-29')).terms).toEqual([
        { office: 'akim-shymkent', from: '2018-06-20', to: null, end_recorded: false },
      ]);
    });

    it('on 31 July: out of office, and the account is his alone', async () => {
      const office = '/offices/akim-shymkent?as_of=2019-07-31';
      expect(visible(await html(office))).toContain('Кто занимал эту должность 31 июля 2019 года, в записи нет.');
      const accounts = await section(office, 's_accounts');
      expect(accounts).toContain('О страницах в соцсетях и сайтах в записи ничего нет');
      expect(accounts).toContain(
        'Личные страницы остаются у человека. Тот, кто занимал должность раньше, говорит теперь не за неё: Габидулла Абдрахимов (Instagram; в должности с 20 июня 2018 года до 30 июля 2019 года).',
      );
      const official = '/officials/abdrakhimov?as_of=2019-07-31';
      expect(visible(await html(official))).toContain('в должности с 20 июня 2018 года до 30 июля 2019 года');
      expect(await section(official, 's_accounts')).toMatch(/Instagram.*действует/);
      const shymkent = await found('offices', 'akim-shymkent', '2019-07-31');
      expect([shymkent.holders, shymkent.accounts]).toEqual([[], []]);
      const abdrakhimov = await found('officials', 'abdrakhimov', '2019-07-31');
      expect(abdrakhimov.terms).toEqual([
        { office: 'akim-shymkent', from: '2018-06-20', to: '2019-07-30', end_recorded: true },
      ]);
      expect(abdrakhimov.accounts.map(({ id }) => id)).toEqual(['abdrakhimov-instagram']);
    });

    it('on 30 July, the day of change, he may have held it', async () => {
      expect((await found('offices', 'akim-shymkent', '2019-07-30')).holders).toEqual([
        expect.objectContaining({ official: 'abdrakhimov', to: '2019-07-30', end_recorded: true }),
      ]);
    });
  });

  it('takes personal accounts along and leaves promises behind', async () => {
    const accounts = async (office: string, on: string) =>
      (await found('offices', office, on)).accounts.map(({ id }) => id);
    expect([await accounts('fictional-old', '2019-08-10'), await accounts('fictional-new', '2019-08-10')]).toEqual([
      ['mover-telegram'],
      [],
    ]);
    expect([await accounts('fictional-old', '2019-08-12'), await accounts('fictional-new', '2019-08-12')]).toEqual([
      [],
      ['mover-telegram'],
    ]);
    expect(await section('/offices/fictional-new?as_of=2019-09-01', 's_accounts')).toContain('Telegram, @mover');
    expect(await section('/offices/fictional-old?as_of=2019-09-01', 's_promises')).toContain('ставленное обещание');
    expect(await section('/offices/fictional-new?as_of=2019-09-01', 's_promises')).not.toContain('ставленное обещание');
    expect(await section('/officials/mover?as_of=2019-09-01', 's_promises')).toContain('ставленное обещание');
  });

  it('an account is not known before anything of it was recorded', async () => {
    expect((await found('offices', 'fictional-old', '2019-01-31')).accounts).toEqual([]);
    expect(await section('/officials/mover?as_of=2019-01-31', 's_accounts')).not.toContain('Telegram');
  });
});

describe('/accounts', () => {
  let site: TestApp;
  beforeAll(async () => {
    site = await testApp({ now: NOW, prepare: (db) => publishCasesOf2019(db) });
  });
  afterAll(() => site.close());
  const html = async (path: string) => (await site.app.request(path)).text();
  const rows = (page: string, id: string): string[] => {
    const section = new RegExp(`<section class="sec" id="${id}"[\\s\\S]*?</section>`).exec(page)?.[0] ?? '';
    return [...section.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) => visible(row)).slice(1);
  };
  const SEPTEMBER = '/accounts?as_of=2019-09-30';

  it('has the 17 akims as of September 2019, each with who held the office and what is recorded', async () => {
    const table = rows(await html(SEPTEMBER), 's_accounts');
    expect(table).toHaveLength(17);
    const row = (name: string) => table.find((each) => each.includes(name)) ?? '';
    expect(row('Мангистауской')).toMatch(/Серикбай Трумов.*Facebook: подписка закрыта.*Подписчиков: 5000/);
    expect(row('Актюбинской')).toMatch(
      /Facebook: действует.*1295.*сайт \(страница должности\): удалена или не работает/,
    );
    expect(row('Шымкент')).toMatch(/не записано.*в записи ничего нет/);
    expect(row('Атырауской')).toContain('«не завели страницу или не актуализировали её»');
    expect(row('Нур-Султан')).toContain('Алтай Кульгинов');
    expect(row('Нур-Султан')).not.toContain('Исекешев');
  });

  it('sets the figures of the article beside ours, and says where they part or lack', async () => {
    const counts = rows(await html(SEPTEMBER), 's_counts');
    expect(counts.map((row) => row.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^Facebook, Instagram и Twitter ?0 ?3.*в записи на 3 меньше/),
      expect.stringMatching(/^только Instagram и Facebook ?0 ?2.*в записи на 2 меньше/),
      expect.stringMatching(/^несколько сетей.*1.*Бакытжан Сагинтаев.*такой группы нет.*источник её не считает/),
      expect.stringMatching(/^одна сеть.*5.*5.*число то же/),
      expect.stringMatching(/^страница есть, сеть не названа.*1.*Булат Бакауов.*источник её не считает/),
      expect.stringMatching(/^страницы нет или она не обновляется.*4.*4.*informburo\.kz.*число то же/),
      expect.stringMatching(/^неизвестно.*6.*3.*17 − \(3 \+ 2 \+ 5 \+ 4\).*в записи на 3 больше/),
      expect.stringMatching(/^Всего ?17 ?17 ?всего столько же/),
    ]);
  });

  it('names the gaps with how many of how many', async () => {
    const gaps = visible(/id="s_gaps"[\s\S]*?<\/section>/.exec(await html(SEPTEMBER))?.[0] ?? '');
    expect(gaps).toContain('Кто занимал должность, не записано: 5 из 17.');
    expect(gaps).toContain('Кто занимал, известно, но о страницах ничего нет: 1 из 17. Алматинская область.');
    expect(gaps).toContain('Источник не называет сеть: 1 из 17. Павлодарская область.');
    expect(gaps).toMatch(/Число подписчиков не записано у 11 из 13 страниц\./);
  });

  it('has no figures of a period that had not begun, and ranks nobody', async () => {
    expect(visible(await html('/accounts?as_of=2018-12-31'))).toContain(
      'Чисел других источников об этом в записи нет.',
    );
    expect(visible(await html(SEPTEMBER))).not.toMatch(/рейтинг|лидер/);
  });

  it('has other kinds of offices by ?kind=, and refuses a kind that is none', async () => {
    const companies = await html('/accounts?kind=company&as_of=2019-09-30');
    expect(rows(companies, 's_accounts')).toHaveLength(1);
    expect((await site.app.request('/accounts?kind=none')).status).toBe(400);
  });

  it.each(['', '/kk', '/en'])('is sound HTML (%s)', async (prefix) => {
    expect(await mistakes(await html(`${prefix}${SEPTEMBER}`), 'page')).toEqual([]);
    expect(await mistakes(await html(`${prefix}/accounts?kind=ministry`), 'page')).toEqual([]);
  });
});
