import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../../src/domain/directory.ts';
import { loadDirectory, saveDirectory } from '../../../src/records/directory.ts';
import { changeDirectory } from '../../../src/records/directory-desk.ts';
import { saveNewsroom } from '../../../src/records/newsroom-facts.ts';
import { addUser } from '../../../src/records/users.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { mistakes, visible } from '../../views/page.ts';

const DAY = 86_400_000;
const FIRST = Date.parse('2019-09-10T06:00:00Z');
const NOW = FIRST + 20 * DAY;
const SOURCE = { kind: 'link', title: 'Вымышленная газета', url: 'https://example.org/1', archive: null } as const;
const NOBODY = { wikidata: null, note: 'zzdesk' };
let site: TestApp;
let user: number;

const changed = async (day: number, why: string, edit: (before: Directory) => Directory) => {
  const done = await changeDirectory<never>(site.db, {
    edit: (before) => ({ directory: edit(before), made: '' }),
    by: { user, via: 'desk' },
    now: FIRST + day * DAY,
    why,
  });
  expect(done.result).toBe('saved');
};
const person = (id: string, name: string) => ({ ...NOBODY, id, name: { ru: name }, alsoSpelled: [] });
const term = (official: string, from: string, to: string | null) => ({
  office: 'akim-fictional',
  official,
  from,
  to,
  source: { ...SOURCE, count: null },
  note: 'zzdesk',
});

beforeAll(async () => {
  site = await testApp({ now: NOW, prepare: publishCasesOf2019 });
  const added = await addUser(site.db, {
    email: 'who@example.org',
    name: 'Р. Редакторова',
    role: 'editor',
    passwordHash: null,
    by: { user: null, via: 'command' },
    now: FIRST,
  });
  if (added.result !== 'added') throw new RangeError('not added');
  user = added.user.id;
  const [like] = (await loadDirectory(site.db)).offices;
  if (like === undefined) throw new RangeError('no offices');
  await changed(0, 'Новое', (before) => ({
    ...before,
    offices: [...before.offices, { ...like, id: 'akim-fictional', name: { ru: 'Аким Вымышленска' }, from: '2010' }],
    officials: [...before.officials, person('stays', 'О. Остаётся'), person('leaves', 'Ю. Уходит')],
    tenures: [...before.tenures, term('stays', '2015', null), term('leaves', '2012', '2014')],
    channels: [
      ...before.channels,
      {
        id: 'stays-site',
        owner: { official: 'stays' },
        network: 'telegram',
        handle: '@stays',
        url: null,
        states: [{ state: 'active', from: '2018', source: null, note: null }],
        followers: [],
        traits: [],
        note: null,
      },
    ],
  }));
  await changed(1, 'Опечатка в годе', (before) => ({
    ...before,
    tenures: before.tenures.map((each) =>
      each.official === 'stays' ? { ...each, from: '2016-02', note: 'zz' } : each,
    ),
  }));
  await changed(2, 'Страницу закрыли', (before) => ({
    ...before,
    channels: before.channels.map((each) =>
      each.id === 'stays-site' ? { ...each, states: each.states.map((one) => ({ ...one, state: 'down' })) } : each,
    ),
  }));
  await changed(3, 'Ю. Уходит: не был акимом', (before) => ({
    ...before,
    officials: before.officials.filter(({ id }) => id !== 'leaves'),
    tenures: before.tenures.filter(({ official }) => official !== 'leaves'),
  }));
  const now = await loadDirectory(site.db);
  await saveDirectory(site.db, {
    directory: {
      ...now,
      offices: now.offices.map((each) => (each.id === 'akim-fictional' ? { ...each, from: '2011' } : each)),
    },
    by: { user: null, via: 'import' },
    now: FIRST + 4 * DAY,
    why: null,
    act: 'imported',
  });
});
afterAll(() => site.close());

const page = async (path: string) => {
  const response = await site.app.request(path);
  const html = await response.text();
  return { status: response.status, html, text: visible(html) };
};

describe('Corrections of the directory', () => {
  it('say what stood and stands there, when and why, and lead to whom they are about', async () => {
    const { html, text } = await page('/corrections');
    expect(text).toContain(
      'Почему: Опечатка в годеСрок в должности: О. Остаётся, Аким Вымышленска, в должности с 2015 года',
    );
    expect(text).toContain('С какого дня. Было: 2015 год. Стало: февраль 2016 года.');
    expect(text).toContain('Состояние: действует, 2018 год. Было: действует. Стало: не открывается.');
    expect(text).toContain('Должность: Аким Вымышленска. С какого дня. Было: 2010 год. Стало: 2011 год.');
    expect(text).toContain('Почему: внесено загрузкой документа.');
    expect(html).toContain('<a href="/offices/akim-fictional">');
    expect(html).toContain('<a href="/officials/stays">');
    // New lines are no corrections.
    expect(text).not.toContain('Новое');
  });

  it('name nobody of whom nothing is told any more: only that a line was taken out', async () => {
    for (const path of ['/corrections', '/feeds/corrections.atom', '/offices/akim-fictional', '/officials/stays']) {
      const { status, html } = await page(path);
      expect([path, status]).toEqual([path, 200]);
      expect(html).not.toMatch(/leaves|Уходит|не был акимом|zzdesk/);
    }
    const { text } = await page('/corrections');
    expect(text).toContain(
      'Срок в должности: Аким Вымышленска. Строку убрали. Она была о человеке, о котором на сайте больше ничего нет.',
    );
    expect(text).toContain('Причина могла бы назвать этого человека');
  });

  it('stand at the foot of the office and of the person that they concern, and nowhere else', async () => {
    const office = (await page('/offices/akim-fictional')).html;
    expect(office).toContain('id="s_corrections"');
    expect(visible(office)).toContain('Было: 2015 год. Стало: февраль 2016 года.');
    expect(visible(office)).not.toContain('Было: действует');
    const official = (await page('/officials/stays')).text;
    expect(official).toContain('Состояние: действует, 2018 год. Было: действует. Стало: не открывается.');
    expect(official).toContain('Почему: Страницу закрыли');
    expect((await page('/offices/akim-almaty')).html).not.toContain('id="s_corrections"');
    expect((await page('/officials/sagintayev')).html).not.toContain('id="s_corrections"');
  });

  it('are those made by the day that is shown', async () => {
    const on = (day: number) => new Date(FIRST + day * DAY).toISOString().slice(0, 10);
    expect((await page(`/officials/stays?as_of=${on(0)}`)).html).not.toContain('id="s_corrections"');
    const then = (await page(`/officials/stays?as_of=${on(1)}`)).text;
    expect(then).toContain('Опечатка в годе');
    expect(then).not.toContain('Страницу закрыли');
    expect((await page(`/corrections?as_of=${on(1)}`)).text).not.toContain('Страницу закрыли');
    expect((await page(`/corrections?as_of=${on(1)}`)).text).toContain('Опечатка в годе');
  });

  it('are in the feed, in each language, and sound HTML', async () => {
    expect((await page('/en/feeds/corrections.atom')).html).toContain(
      'Was: <del>2015</del>. Now: <ins>February 2016</ins>.',
    );
    for (const prefix of ['', '/kk', '/en'])
      for (const path of ['/corrections', '/offices/akim-fictional', '/officials/stays'])
        expect(await mistakes((await page(prefix + path)).html, 'page')).toEqual([]);
    expect((await page('/kk/corrections')).text).toContain('Бұрын: 2015 жыл. Енді: 2016 жылғы ақпан.');
  });

  it('name who made them where the newsroom has its people named', async () => {
    expect((await page('/corrections')).text).not.toContain('Редакторова');
    const newsroom = { name: { ru: 'Р' }, about: {}, contact: null, zone: null, staffNamed: true };
    await saveNewsroom(site.db, { newsroom, by: { user: null, via: 'command' }, now: NOW });
    for (const path of ['/corrections', '/officials/stays'])
      expect((await page(path)).text).toContain('Р. Редакторова');
  });
});
