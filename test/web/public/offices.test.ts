import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../../src/domain/directory.ts';
import { saveDraft } from '../../../src/records/desk.ts';
import { saveDirectory } from '../../../src/records/directory.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../../support/cases.ts';
import {
  between,
  check,
  day,
  entry,
  incident,
  minute,
  promise,
  SOURCE,
  statement,
  tenure,
} from '../../support/facts.ts';
import { mistakes, visible } from '../../views/page.ts';
import { fictional } from './lists.ts';

const NOW = Date.parse('2019-12-31T00:00:00Z');
const BY = { user: null, via: 'desk' } as const;
const source = SOURCE;
let site: TestApp;

/** A fictional office whose holder changed on 1 August 2019. */
const made: Directory = {
  offices: [
    {
      id: 'fictional-akim',
      kind: 'akim',
      name: { ru: 'Аким Вымышленска', en: 'Akim of Fictionville' },
      region: { ru: 'Вымышленск', en: 'Fictionville' },
      zone: 'Asia/Almaty',
      from: null,
      to: null,
      wikidata: null,
      note: null,
    },
  ],
  officials: ['first', 'second'].map((id) => ({
    id,
    name: { en: `A. ${id} (fictional)` },
    alsoSpelled: [],
    wikidata: null,
    note: null,
  })),
  tenures: [tenure('fictional-akim', 'first', '2018'), tenure('fictional-akim', 'second', '2019-08-01')],
  channels: [
    {
      id: 'fictional-instagram',
      owner: { official: 'second' },
      network: 'instagram',
      handle: '@second',
      url: null,
      states: [{ state: 'absent', from: '2019-08-05', source, note: null }],
      followers: [{ on: '2019-08', count: 12345, source, note: null }],
      traits: [{ trait: 'answers_comments', on: '2019-08', source, note: null }],
      note: null,
    },
  ],
  indicators: [],
  measurements: [],
  benchmarks: [],
};

const said = (id: string, at: string, official: string) =>
  statement(id, day(at), { by: { office: 'fictional-akim', official }, text: 'fictional', channel: 'meeting' });

function twoCases() {
  const office = { office: 'fictional-akim', title: { en: 'A fictional case' } };
  return [
    incident({
      ...office,
      slug: 'first-case',
      started: minute('2019-07-01T10:00'),
      entries: [
        said('old', '2019-07-02', 'first'),
        said('new', '2019-08-02', 'second'),
        statement('post', minute('2019-07-01T12:00'), { by: 'fictional-akim', text: 'fictional', channel: 'facebook' }),
        entry('question', 'asked', day('2019-07-03'), { askedOf: 'fictional-akim', text: 'When will it be mended?' }),
        entry('question', 'noted', day('2019-07-04'), {
          askedOf: 'fictional-akim',
          text: 'Who pays?',
          answeredBy: 'new',
          answer: 'formal',
        }),
        entry('question', 'of-others', day('2019-07-04'), { askedOf: 'akim-almaty', text: 'A question to others' }),
      ],
      promises: [
        promise('old-one', 'old', { due: '2019-07-10', text: 'an old promise' }),
        promise('new-one', 'new', { due: '2019-09-10', text: 'a new promise' }),
      ],
    }),
    incident({
      ...office,
      slug: 'second-case',
      started: between('2019-07-20T10:00', '2019-07-20T11:00'),
      entries: [statement('word', minute('2019-07-20T14:00'), { by: 'fictional-akim', text: 'fictional' })],
      checks: [check('first_post', day('2019-07-22'))],
    }),
  ];
}

beforeAll(async () => {
  site = await testApp({
    now: NOW,
    prepare: async (db) => {
      await publishCasesOf2019(db);
      await saveDirectory(db, { directory: made, by: BY, now: NOW, why: null });
      for (const each of twoCases()) await publishIncident(db, each, NOW);
      const drafted = fictional('only-drafted', ['2019-07-20']);
      await saveDraft(db, { incident: drafted, by: BY, now: NOW, why: null });
    },
  });
});
afterAll(() => site.close());

const html = async (path: string) => (await site.app.request(path)).text();
const section = (page: string, id: string) =>
  visible(new RegExp(`<section class="sec" id="${id}"[\\s\\S]*?</section>`).exec(page)?.[0] ?? '');

describe('/offices', () => {
  it('has who held each office on the day: Abdrakhimov held Shymkent to 30 July 2019', async () => {
    for (const [on, holder] of [
      ['2019-07-29', 'в должности с 20 июня 2018 года'],
      ['2019-07-30', 'в должности с 20 июня 2018 года до 30 июля 2019 года'],
    ] as const) {
      const row = /akim-shymkent[\s\S]*?<\/tr>/.exec(await html(`/offices?as_of=${on}`))?.[0];
      expect(visible(row)).toContain('Габидулла Абдрахимов');
      expect(visible(row)).toContain(holder);
    }
    const after = /akim-shymkent[\s\S]*?<\/tr>/.exec(await html('/offices?as_of=2019-07-31'))?.[0];
    expect(visible(after)).not.toContain('Абдрахимов');
    expect(visible(after)).toContain('не записано');
  });

  it.each(['', '/kk', '/en'])('is sound HTML (%s)', async (prefix) => {
    expect(await mistakes(await html(`${prefix}/offices?as_of=2019-08-05`), 'page')).toEqual([]);
  });
});

describe('/offices/:id', () => {
  it('has the questions that were put to it and what became of each by the day', async () => {
    const on = async (day: string) => section(await html(`/offices/fictional-akim?as_of=${day}`), 's_questions');
    expect(await on('2019-07-01')).toContain('Вопросов к этой должности на этот день в записи нет.');
    const before = await on('2019-07-31');
    expect(before).toContain(
      'В записи 2 вопроса. Заданы: 3 июля 2019 года – 4 июля 2019 года. Ответа в записи нет: 2.',
    );
    expect(before).toContain('When will it be mended?');
    expect(before).not.toContain('A question to others');
    expect(await on('2019-08-02')).toContain('Ответа в записи нет: 1. Ответ формальный: 1.');
    // It was asked of others in this incident: their page has it.
    const others = section(await html('/offices/akim-almaty?as_of=2019-07-31'), 's_questions');
    expect(others).toContain('A question to others');
    expect(others).toContain('В записи 1 вопрос. Задано: 4 июля 2019 года.');
  });

  it('has the holders with their dates: Abdrakhimov on 29 July in office, on 31 July no more', async () => {
    const before = await html('/offices/akim-shymkent?as_of=2019-07-29');
    expect(visible(before)).toContain('29 июля 2019 года: Габидулла Абдрахимов (в должности с 20 июня 2018 года).');
    expect(section(before, 's_holders')).toContain('на 29 июля 2019 года в должности');
    const after = await html('/offices/akim-shymkent?as_of=2019-07-31');
    expect(visible(after)).toContain('Кто занимал эту должность 31 июля 2019 года, в записи нет.');
    expect(section(after, 's_holders')).toContain('30 июля 2019 года');
    expect(section(after, 's_holders')).not.toContain('31 июля');
  });

  it('says from when to when the office was there, as far as it had come', async () => {
    const on = async (path: string) => section(await html(path), 's_holders');
    expect(await on('/offices/akim-nur-sultan?as_of=2019-09-30')).toContain('Должность есть с марта 2019 года.');
    expect(await on('/kk/offices/akim-shymkent?as_of=2019-07-29')).toContain(
      'Лауазым 2018 жылғы 19 маусымнан бастап бар.',
    );
    expect(await on('/offices/akim-almaty?as_of=2019-07-29')).not.toContain('Должность есть');
  });

  it('says that no end is recorded, and by which next term a term ended', async () => {
    const page = section(await html('/offices/fictional-akim?as_of=2019-08-05'), 's_holders');
    expect(page).toContain('конец не записан');
    expect(page).toContain('1 августа 2019 года, когда начался следующий срок; свой конец не записан');
    const before = section(await html('/offices/fictional-akim?as_of=2019-07-05'), 's_holders');
    expect(before).not.toContain('second');
    expect(before).not.toContain('августа');
  });

  it('parts what the present holder inherited, and names nobody on a line that nobody looked after', async () => {
    const page = section(await html('/en/offices/fictional-akim?as_of=2019-08-05'), 's_promises');
    const [own = '', inherited = ''] = page.split('Inherited from those before');
    expect(own).toContain('A new promise');
    expect(inherited).toContain('An old promise');
    expect(page).not.toMatch(/A\. (first|second)/);
    const before = section(await html('/en/offices/fictional-akim?as_of=2019-07-20'), 's_promises');
    expect(before).toContain('An old promise');
    expect(before).toContain('None inherited');
  });

  it('sums up several incidents as a range with how many there are and how many cannot be told, never as a rank', async () => {
    const page = section(await html('/en/offices/fictional-akim?as_of=2019-08-05'), 's_incidents');
    // Words: 2 h, and 3–4 h. Posts: 2 h, and none found: longer than any, so the upper end is open.
    expect(page).toContain(
      'First word, from the start, over 2 incidents. In the middle: 2–4 hours. Cannot be said: 0.',
    );
    expect(page).toContain(
      'First post, from the start, over 2 incidents. In the middle: at least 2 hours later. Cannot be said: 1.',
    );
    expect(page).toContain('This is not a rank');
    expect(section(await html('/offices/akim-almaty?as_of=2019-08-05'), 's_incidents')).toContain('средних не считаем');
  });

  it('has which of the five questions it answered', async () => {
    const page = section(await html('/offices/akim-almaty?as_of=2019-08-05'), 's_incidents');
    expect(page).toContain('4 / 5');
    expect(page).toContain('без ответа: на какие деньги');
  });

  it('has its accounts with dated states and followers, and by whom one was not found', async () => {
    const page = section(await html('/offices/fictional-akim?as_of=2019-08-31'), 's_accounts');
    expect(page).toContain('Instagram, @second');
    expect(page).toContain('не найдена5 августа 2019 года; A fictional newspaper');
    expect(page).toContain('12 345август 2019 года; A fictional newspaper');
    expect(page).toContain('отвечает на комментарии (август 2019 года)');
    const before = section(await html('/offices/fictional-akim?as_of=2019-07-31'), 's_accounts');
    expect(before).toContain('в записи ничего нет');
  });

  it('has measurements with their sources, of periods that had ended', async () => {
    const page = section(await html('/offices/akim-almaty?as_of=2019-08-05'), 's_figures');
    expect(page).toContain('25 %');
    expect(page).toContain('53 млрд тенге');
    expect(page).toContain('dialog.egov.kz');
    expect(section(await html('/offices/akim-almaty?as_of=2019-07-30'), 's_figures')).not.toContain('25 %');
  });

  it('knows nothing of drafts, and there is no page of an office that is not recorded', async () => {
    expect(await html('/offices/akim-almaty')).not.toContain('only-drafted');
    expect((await site.app.request('/offices/nobody')).status).toBe(404);
    expect((await site.app.request('/offices/akim-almaty?as_of=2020-06-01')).status).toBe(400);
  });

  it.each(['', '/kk', '/en'])('is sound HTML (%s)', async (prefix) => {
    for (const id of ['akim-almaty', 'akim-turkistan', 'akim-shymkent', 'akim-mangystau', 'fictional-akim', 'azhk'])
      expect(await mistakes(await html(`${prefix}/offices/${id}?as_of=2019-11-01`), 'page'), id).toEqual([]);
  });
});
