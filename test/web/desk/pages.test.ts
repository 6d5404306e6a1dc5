import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/domain/words.ts';
import { findDraft } from '../../../src/records/desk.ts';
import { listUsers } from '../../../src/records/users.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { type Colleague, hidden, PASSWORD, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { mistakes } from '../../views/page.ts';

const AT = '/desk/incidents/almaty-blackout-2019';
const PAGES = [
  '/desk',
  '/desk/sessions',
  '/desk/incidents',
  '/desk/incidents/new',
  AT,
  `${AT}/edit`,
  `${AT}/entries/new`,
  `${AT}/entries/department-statement`,
  `${AT}/entries/tweet/removal`,
  `${AT}/promises/new?made_in=details`,
  `${AT}/promises/results`,
  `${AT}/promises/results/removal`,
  `${AT}/promises/results/changes/new`,
  `${AT}/promises/results/answers/new`,
  `${AT}/checks/new?for=results`,
  `${AT}/checks/1`,
  `${AT}/checks/1/removal`,
  `${AT}/replies/new?to=results`,
  `${AT}/publication`,
  `${AT}/promises/results/request`,
  '/desk/waiting/unlooked',
  `${AT}/preview`,
  `${AT}/revisions`,
];
const EDITORS_PAGES = [
  `${AT}/promises/results/outcomes/new`,
  `${AT}/unpublication`,
  `${AT}/takedown?part=promise:results`,
  `${AT}/retraction`,
];
const ADMINS_PAGES = ['/desk/users', '/desk/settings'];

/** Every form of the desk that writes, with the least that a role may do with it: r, e, a. */
const FORMS: readonly (readonly [string, 'r' | 'e' | 'a'])[] = [
  ['/desk/sessions', 'r'],
  ['/desk/incidents', 'r'],
  [AT, 'r'],
  [`${AT}/entries`, 'r'],
  [`${AT}/entries/tweet`, 'r'],
  [`${AT}/entries/tweet/removal`, 'r'],
  [`${AT}/promises`, 'r'],
  [`${AT}/promises/results`, 'r'],
  [`${AT}/promises/results/removal`, 'r'],
  [`${AT}/promises/results/changes`, 'r'],
  [`${AT}/promises/results/answers`, 'r'],
  [`${AT}/promises/results/answers/tweet/judgement`, 'e'],
  [`${AT}/promises/results/outcomes`, 'e'],
  [`${AT}/promises/results/outcomes/1/removal`, 'e'],
  [`${AT}/promises/results/request`, 'r'],
  [`${AT}/looked`, 'r'],
  [`${AT}/checks`, 'r'],
  [`${AT}/checks/1`, 'r'],
  [`${AT}/checks/1/removal`, 'r'],
  [`${AT}/replies`, 'r'],
  [`${AT}/replies/1`, 'r'],
  [`${AT}/publication`, 'e'],
  [`${AT}/unpublication`, 'e'],
  [`${AT}/review`, 'r'],
  [`${AT}/review/return`, 'e'],
  [`${AT}/revisions/1/restoration`, 'r'],
  [`${AT}/takedown`, 'e'],
  [`${AT}/retraction`, 'e'],
  [`${AT}/takings/1/lifting`, 'e'],
  ['/desk/settings', 'a'],
  ['/desk/users', 'a'],
  ['/desk/users/1/links', 'a'],
  ['/desk/users/999/disabling', 'a'],
];

describe('the desk', () => {
  let desk: TestDesk;
  let people: Record<'reporter' | 'editor' | 'admin', Colleague>;
  beforeAll(async () => {
    desk = await testDesk('sqlite', { prepare: async () => {} });
    await publishCasesOf2019(desk.db);
    people = { reporter: await desk.as('reporter'), editor: await desk.as('editor'), admin: await desk.as('admin') };
  });
  afterAll(() => desk.close());

  it.each([...PAGES, ...EDITORS_PAGES, ...ADMINS_PAGES])(
    'prints %s as valid HTML in three languages, for nobody’s cache and no search engine',
    async (page) => {
      for (const lang of LANGUAGES) {
        const { html, status, headers } = await people.admin.get(lang === 'ru' ? page : `/${lang}${page}`);
        expect([page, lang, status]).toEqual([page, lang, 200]);
        expect([page, lang, await mistakes(html, 'page')]).toEqual([page, lang, []]);
        expect(html.match(/<h1/g)).toHaveLength(1);
        expect(html).toContain('<meta name="robots" content="noindex"');
        expect(headers.get('cache-control')).toBe('no-store');
      }
    },
  );

  it('prints its door as valid HTML in three languages', async () => {
    for (const page of ['/desk/login', '/kk/desk/login', '/en/desk/login'])
      expect(await mistakes((await desk.anyone.get(page)).html, 'page')).toEqual([]);
  });

  it('prints a refused form as valid HTML, each message tied to its field', async () => {
    for (const [path, fields] of [
      ['/desk/incidents', { when: 'typed' }],
      [`${AT}/entries`, { kind: 'statement' }],
      [`${AT}/promises`, { due_basis: 'newsroom' }],
      [`${AT}/checks`, { looked: 'source' }],
      [`${AT}/replies`, {}],
    ] as const) {
      const { html, status } = await people.reporter.post(path, fields);
      expect([path, status, await mistakes(html, 'page')]).toEqual([path, 422, []]);
      const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
      const linked = [...html.matchAll(/<li><a href="#([^"]+)"/g)].map(([, id]) => id);
      expect(linked.length).toBeGreaterThan(0);
      for (const id of linked) expect([path, id, ids.has(id)]).toEqual([path, id, true]);
    }
  });

  it('prints a conflict as valid HTML', async () => {
    const path = `${AT}/promises/results`;
    const fields = { made_in: 'details', text: 'Моё', seen: 'other' };
    const { html, status } = await people.reporter.post(path, fields);
    expect([status, await mistakes(html, 'page')]).toEqual([409, []]);
  });

  it('asks whoever is not signed in to sign in, for every page and form, and writes nothing', async () => {
    for (const page of [...PAGES, ...EDITORS_PAGES, ...ADMINS_PAGES]) {
      const answer = await desk.anyone.get(page);
      expect([page, answer.status, answer.location.split('?')[0]]).toEqual([page, 303, '/desk/login']);
    }
    for (const [form] of FORMS) {
      const answer = await desk.anyone.post(form, { text: 'x' });
      expect([form, answer.status, answer.location]).toEqual([form, 303, '/desk/login']);
    }
    expect(await findDraft(desk.db, 'almaty-blackout-2019')).toBeUndefined();
  });

  it('lets each role do what is its own, and tells the others who can', async () => {
    const allowed = { reporter: 'r', editor: 're', admin: 'rea' };
    for (const [form, least] of FORMS) {
      if (form === '/desk/sessions') continue;
      for (const name of ['reporter', 'editor'] as const) {
        const { status, html } = await people[name].post(form, {});
        const may = allowed[name].includes(least);
        expect([form, name, status === 403]).toEqual([form, name, !may]);
        if (!may)
          expect(textIn(html)).toMatch(/Публикует и выносит решения редактор|Людей и настройки меняет администратор/);
      }
    }
    for (const page of EDITORS_PAGES) expect((await people.reporter.get(page)).status).toBe(403);
    for (const page of ADMINS_PAGES) expect((await people.editor.get(page)).status).toBe(403);
  });

  it('refuses every form without the session’s token', async () => {
    for (const [form] of FORMS) {
      const headers = { cookie: people.admin.cookie, origin: 'http://localhost:3000' };
      const body = new URLSearchParams({ csrf: 'another', text: 'x' });
      const { status } = await desk.app.request(form, { method: 'POST', headers, body });
      expect([form, status]).toEqual([form, 403]);
    }
  });

  it('shows what waits: terms nobody looked at since, drafts, incidents without a first post', async () => {
    const text = textIn((await people.reporter.get('/desk')).html);
    expect(text).toContain('+ Событие');
    expect(text).toMatch(/Срок вышел, никто не смотрел.*закончить восстановительные работы/);
    await people.reporter.post('/desk/incidents', { where: 'Шымкент', topic: 'gas', when: '30' });
    const later = textIn((await people.reporter.get('/desk')).html);
    expect(later).toMatch(/Без первого поста.*Шымкент: нет газа.*Ещё никто не смотрел/);
    expect(later).toMatch(/Черновики и неопубликованные правки.*Шымкент: нет газа/);
  });

  it('adds a person with a link that is shown once and signs in once, and disables one', async () => {
    const { admin } = people;
    const wrong = await admin.post('/desk/users', { name: '', email: 'no address', role: 'editor' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="no address"');
    expect((await admin.post('/desk/users', { name: 'X', email: 'EDITOR@example.org' })).status).toBe(422);
    const added = await admin.post('/desk/users', { name: 'Новая', email: 'new@example.org', role: 'editor' });
    const link = /http:\/\/localhost:3000(\/desk\/links\/[\w-]+)/.exec(added.html)?.[1] ?? '';
    expect((await admin.get('/desk/users')).html).not.toContain(link);
    expect((await desk.anyone.post(link, { password: '' })).status).toBe(422);
    expect((await desk.anyone.post(link, { password: PASSWORD })).status).toBe(303);
    expect((await desk.anyone.get(link)).status).toBe(410);

    const user = (await listUsers(desk.db)).find(({ email }) => email === 'new@example.org');
    expect(user?.role).toBe('editor');
    expect((await admin.get(`/desk/users/${user?.id}/disabling`)).status).toBe(200);
    await admin.post(`/desk/users/${user?.id}/disabling`);
    expect((await listUsers(desk.db)).find(({ email }) => email === 'new@example.org')?.disabledAt).not.toBeNull();
    const self = (await listUsers(desk.db)).find(({ email }) => email === 'admin@example.org');
    expect((await admin.post(`/desk/users/${self?.id}/disabling`)).status).toBe(403);
  });

  it('round-trips every documented entry, promise, check and incident: opening and saving a form changes nothing', async () => {
    for (const slug of ['almaty-blackout-2019', 'arys-2019', 'lrt-nur-sultan']) {
      const hub = (await people.editor.get(`/desk/incidents/${slug}`)).html;
      const forms = [
        ...hub.matchAll(
          new RegExp(
            `href="(/desk/incidents/${slug}/(?:entries|promises|checks|replies)/[a-z0-9-]+|/desk/incidents/${slug}/edit)"`,
            'g',
          ),
        ),
      ];
      const paths = new Set(forms.map(([, path = '']) => path).filter((path) => !/\/new$/.test(path)));
      expect(paths.size).toBeGreaterThan(8);
      for (const path of paths) {
        const { html } = await people.editor.get(path);
        const answer = await people.editor.post(path.replace(/\/edit$/, ''), {
          ...fieldsIn(html),
          seen: hidden(html, 'seen'),
        });
        expect([path, answer.status, textIn(answer.html).slice(0, 300)]).toEqual([path, 303, '']);
      }
      const draft = await findDraft(desk.db, slug);
      expect([slug, draft?.version]).toEqual([slug, undefined]);
    }
  });
});

/** What a browser would send of a form that nobody touched. */
function fieldsIn(html: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  const plain = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const add = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), plain(value)];
  };
  const main = /<form[^>]*desk-form[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  for (const [tag] of main.matchAll(/<input [^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(tag)?.[1] ?? '';
    const value = / value="([^"]*)"/.exec(tag)?.[1] ?? '';
    const type = / type="([^"]*)"/.exec(tag)?.[1];
    if (type === 'radio' || type === 'checkbox' ? tag.includes(' checked') : !['csrf', 'seen'].includes(name))
      add(name, value);
  }
  for (const [, name = '', text = ''] of main.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g))
    add(name, text);
  for (const [, name = '', options = ''] of main.matchAll(/<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option value="([^"]*)" selected/.exec(options) ?? /<option value="([^"]*)"/.exec(options);
    add(name, chosen?.[1] ?? '');
  }
  return fields;
}
