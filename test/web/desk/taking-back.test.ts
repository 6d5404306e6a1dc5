import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueDigest } from '../../../src/digest/issue.ts';
import { findWeek } from '../../../src/domain/week.ts';
import { LANGUAGES } from '../../../src/domain/words.ts';
import { findDraft, publish, saveDraft } from '../../../src/records/desk.ts';
import { findPublicIncident } from '../../../src/records/incidents.ts';
import { listRevisions } from '../../../src/records/revisions.ts';
import { listTakings } from '../../../src/records/taken-back.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { incidentOf2019 } from '../../support/fixtures.ts';
import { mistakes } from '../../views/page.ts';

const SLUG = 'almaty-blackout-2019';
const AT = `/desk/incidents/${SLUG}`;
const BY = { user: null, via: 'command' } as const;
const SHOWN = Date.parse('2019-08-01T00:00:00Z');
const HOSTILE = `"><script>alert(1)</script>`;

/** Every place that tells of an incident or of a promise. */
const PLACES = [
  '/',
  '/incidents',
  '/incidents?q=Алматы',
  '/promises',
  '/promises?status=overdue',
  '/promises?as_of=2019-07-30',
  '/offices/akim-almaty',
  '/digests',
  '/digests/2019-W31',
  '/digests/2019-W31/text',
  '/corrections',
  '/feeds/overdue.atom',
  '/feeds/incidents.atom',
  '/feeds/digests.atom',
  '/feeds/corrections.atom',
  '/offices/akim-almaty.atom',
  '/calendar.ics',
  '/api/v1/incidents',
  '/api/v1/incidents.csv',
  '/api/v1/promises',
  '/api/v1/promises.csv',
  '/api/v1/digests/2019-W31',
].flatMap((path) => (/^\/(api|feeds|calendar)/.test(path) ? [path] : [path, `/kk${path}`.replace(/\/$/, '')]));

/** Its own addresses. */
const OWN = [
  `/incidents/${SLUG}`,
  `/incidents/${SLUG}?as_of=2019-07-30`,
  `/incidents/${SLUG}.atom`,
  `/api/v1/incidents/${SLUG}`,
];
const PROMISE = [`/promises/${SLUG}/results`, `/promises/${SLUG}/results?as_of=2019-07-30`];

describe.each(ENGINES)('Taking back (%s)', (engine) => {
  let desk: TestDesk;
  let people: Record<'reporter' | 'editor' | 'second' | 'admin', Colleague>;
  beforeAll(async () => {
    desk = await testDesk(engine);
    await publishCasesOf2019(desk.db, SHOWN);
    const whole = incidentOf2019(SLUG);
    const promises = whole.promises.map((each) =>
      each.id === 'results' ? { ...each, test: 'итог показан акимату' } : each,
    );
    const signed = { by: BY, now: SHOWN, why: 'уточнили результаты проверки' };
    await saveDraft(desk.db, { ...signed, incident: { ...whole, promises } });
    await publish(desk.db, { ...signed, slug: SLUG });
    const week = findWeek('2019-W31', 'Asia/Almaty') ?? expect.fail();
    await issueDigest(desk.db, { week, zone: 'Asia/Almaty', now: week.cutOff, by: BY, byEditor: true });
    const as = (name: string) => desk.as(name);
    people = {
      reporter: await as('reporter'),
      editor: await as('editor'),
      second: await as('second'),
      admin: await as('admin'),
    };
  });
  afterAll(() => desk.close());

  const seen = async (path: string) => {
    const response = await desk.app.request(encodeURI(path));
    return { status: response.status, text: await response.text(), age: response.headers.get('cache-control') ?? '' };
  };
  const lift = async (which: number) => {
    const takings = await listTakings(desk.db, SLUG);
    const taking = takings.filter(({ lifted }) => lifted === null)[which];
    const path = `${AT}/takings/${taking?.id}/lifting`;
    expect((await people.editor.get(path)).status).toBe(200);
    const refused = await people.editor.post(path, { why: '' });
    expect([refused.status, textIn(refused.html)]).toEqual([422, expect.stringContaining('Напишите почему.')]);
    expect((await people.editor.post(path, { why: 'отменено' })).status).toBe(303);
    expect((await people.editor.get(path)).status).toBe(404);
  };

  it('is told of in each place while it stands', async () => {
    const told = await Promise.all(PLACES.map(async (path) => ({ path, text: (await seen(path)).text })));
    const without = told.filter(({ text }) => !text.includes(SLUG)).map(({ path }) => path);
    // These say how many, or name it by its words alone.
    expect(without.filter((path) => !/digests$|feeds\/(digests|corrections)/.test(path))).toEqual([]);
    for (const path of [...OWN, ...PROMISE]) expect([path, (await seen(path)).status]).toEqual([path, 200]);
  });

  it('asks for a line and a reason, each message at its field, what was typed kept and escaped', async () => {
    for (const name of ['takedown', 'retraction']) {
      const { status, html } = await people.editor.post(`${AT}/${name}`, { what: 'parts', why: '' });
      expect([status, textIn(html)]).toEqual([422, expect.stringContaining('Отметьте хотя бы одну строку.')]);
      expect(textIn(html)).toContain('Напишите почему.');
      expect(await mistakes(html, 'page')).toEqual([]);
      const kept = await people.editor.post(`${AT}/${name}`, { what: 'parts', why: HOSTILE });
      expect(kept.html).toContain('&lt;script&gt;alert(1)');
      expect(kept.html).not.toContain('<script>alert');
    }
    const missing = { what: 'parts', 'part[]': 'promise:none', why: 'x' };
    expect((await people.editor.post(`${AT}/takedown`, missing)).status).toBe(422);
    expect(await listTakings(desk.db, SLUG)).toEqual([]);
  });

  describe('a retraction', () => {
    it('strikes the line out on its pages, with when and why, and it counts nowhere', async () => {
      const why = 'Это были слова другого ведомства';
      const answer = await people.editor.post(`${AT}/retraction`, { 'part[]': 'promise:results', why });
      expect([answer.status, answer.location]).toEqual([303, AT]);
      for (const path of [`/incidents/${SLUG}`, `/promises/${SLUG}/results`]) {
        for (const lang of LANGUAGES) {
          const { status, text } = await seen(lang === 'ru' ? path : `/${lang}${path}`);
          expect([status, await mistakes(text, 'page')]).toEqual([200, []]);
          expect(text).toMatch(/<s( lang="ru")?>Окончательные результаты проверки/);
          expect(textIn(text)).toContain(why);
        }
      }
      for (const path of [
        '/promises',
        '/',
        '/feeds/overdue.atom',
        '/calendar.ics',
        '/api/v1/promises',
        '/api/v1/promises.csv',
      ])
        expect([path, (await seen(path)).text.includes(`${SLUG}/results`)]).toEqual([path, false]);
      expect(textIn((await seen('/corrections')).text)).toContain(why);
      expect((await seen('/feeds/corrections.atom')).text).toContain(why);
    });

    it('stands in the API beside what is derived, and not within', async () => {
      const body = JSON.parse((await seen(`/api/v1/incidents/${SLUG}`)).text);
      expect(body.retracted).toMatchObject([
        { kind: 'promise', id: 'results', why: 'Это были слова другого ведомства' },
      ]);
      expect(JSON.stringify([body.promises, body.derived, body.checks])).not.toContain('"results"');
      const before = JSON.parse((await seen(`/api/v1/incidents/${SLUG}?as_of=2019-07-15`)).text);
      expect(before.retracted).toBeUndefined();
    });

    it('of a row of the timeline strikes that row out', async () => {
      const why = 'Запись оказалась поддельной';
      await people.editor.post(`${AT}/retraction`, { 'part[]': 'entry:tweet', why });
      const { text } = await seen(`/incidents/${SLUG}`);
      expect(await mistakes(text, 'page')).toEqual([]);
      expect(textIn(text)).toContain(why);
      const body = JSON.parse((await seen(`/api/v1/incidents/${SLUG}`)).text);
      expect(JSON.stringify(body.derived)).not.toContain('tweet');
      await lift(0);
    });

    it('is lifted by an editor, and told among the corrections', async () => {
      await lift(0);
      const { text } = await seen(`/promises/${SLUG}/results`);
      expect(text).not.toContain('<s>');
      expect(textIn((await seen('/corrections')).text)).toContain('Зачёркнутая строка снова в силе.');
      expect((await seen('/api/v1/promises')).text).toContain(`${SLUG}/results`);
    });
  });

  describe('a takedown of a promise', () => {
    it('leaves it in no place, within a minute', async () => {
      const ages = await Promise.all(PLACES.map(async (path) => (await seen(path)).age));
      for (const age of ages) expect(Number(/max-age=(\d+)/.exec(age)?.[1] ?? 61)).toBeLessThanOrEqual(60);
      const words = { what: 'parts', 'part[]': ['promise:results'], why: 'Суд № 5, 2019' };
      expect((await people.editor.post(`${AT}/takedown`, words)).status).toBe(303);
      for (const path of [...PLACES, `/incidents/${SLUG}`, `/api/v1/incidents/${SLUG}`, `/incidents/${SLUG}.atom`]) {
        const { text } = await seen(path);
        expect([path, /almaty-blackout-2019[/.]results|итог показан акимату|Суд № 5/.test(text)]).toEqual([
          path,
          false,
        ]);
      }
      expect(textIn((await seen('/digests/2019-W31')).text)).toContain('Снято по решению суда: 1 строка.');
      expect((await seen('/digests/2019-W31/text')).text).toContain('Снято по решению суда: 1 строка.');
      expect(JSON.parse((await seen('/api/v1/digests/2019-W31')).text).taken_down).toEqual([
        { list: 'still_overdue', lines: 1 },
      ]);
    });

    it('answers 410 at its address, in the reader’s language, and names nobody', async () => {
      for (const path of [...PROMISE, ...PROMISE.map((each) => `/kk${each}`), ...PROMISE.map((each) => `/en${each}`)]) {
        const { status, text } = await seen(path);
        expect([path, status]).toEqual([path, 410]);
        expect(text).not.toMatch(/Сагинтаев|results|almaty-blackout|алматы/i);
        expect(await mistakes(text, 'page')).toEqual([]);
      }
      expect(textIn((await seen(`/kk/promises/${SLUG}/results`)).text)).toMatch(/Бұл жазба[^.]* сот /);
      expect((await seen(`/incidents/${SLUG}`)).status).toBe(200);
    });
  });

  describe('a takedown of the incident', () => {
    it('leaves it in no place, and its addresses are 410', async () => {
      expect((await people.editor.post(`${AT}/takedown`, { what: 'whole', why: 'Суд № 6' })).status).toBe(303);
      for (const path of PLACES) {
        const { text, status } = await seen(path);
        expect([path, status]).toEqual([path, 200]);
        const told = text.replace(/value="Алматы"/g, '');
        expect([path, /almaty-blackout|Суд № 6|Блэкаут/.test(told)]).toEqual([path, false]);
      }
      for (const path of [...OWN, ...PROMISE, `/kk/incidents/${SLUG}`, `/promises/${SLUG}/other`]) {
        const { status, text } = await seen(path);
        expect([path, status, /Сагинтаев|almaty-blackout/.test(text)]).toEqual([path, 410, false]);
      }
    });

    it('is not undone by a publication: the desk says so', async () => {
      const { html } = await people.second.get(`${AT}/publication`);
      expect(textIn(html)).toContain('Событие сняли по решению суда. Сначала редактор должен это отменить.');
      const answer = await people.second.post(`${AT}/publication`, { version: hidden(html, 'version'), why: 'снова' });
      expect([answer.status, await findPublicIncident(desk.db, SLUG)]).toEqual([422, undefined]);
      expect(textIn((await people.reporter.get(AT)).html)).toContain('Событие сняли по решению суда.');
    });

    it('is lifted by an editor, and published again by a press of its own', async () => {
      await lift(0);
      expect((await seen(`/incidents/${SLUG}`)).status).toBe(404);
      const { html } = await people.second.get(`${AT}/publication`);
      const done = await people.second.post(`${AT}/publication`, {
        version: hidden(html, 'version'),
        why: 'Суд отменил',
      });
      expect(done.status).toBe(303);
      expect((await seen(`/incidents/${SLUG}`)).status).toBe(200);
      expect((await seen(`/promises/${SLUG}/results`)).status).toBe(410);
      await lift(0);
      expect((await seen(`/promises/${SLUG}/results`)).status).toBe(200);
      expect((await seen('/api/v1/digests/2019-W31')).text).toContain('"results"');
    });
  });

  describe('a review', () => {
    const edit = async (who: Colleague, name: string, value: string) => {
      const path = `${AT}/promises/results`;
      const { html } = await who.get(path);
      const fields = {
        made_in: 'details',
        nature: 'order',
        text: 'окончательные результаты проверки',
        due_date: '2019-07-26',
        due_basis: 'words',
        [name]: value,
      };
      const answer = await who.post(path, { ...fields, seen: hidden(html, 'seen') });
      expect([answer.status, textIn(answer.html).slice(0, 400)]).toEqual([303, '']);
    };

    it('begins with a reporter’s press and is listed for editors, with who and when', async () => {
      await edit(people.reporter, 'test', 'первая редакция');
      expect((await people.reporter.get(`${AT}/publication`)).html).toContain('Отдать на проверку');
      const done = await people.reporter.post(`${AT}/review`, { note: 'посмотрите срок' });
      expect([done.status, done.location]).toEqual([303, AT]);
      const text = textIn((await people.editor.get('/desk')).html);
      expect(text).toMatch(/На проверке 1 .*На проверке: отдано .*5 августа 2019.*, reporter\. посмотрите срок/);
      expect((await people.editor.get('/desk')).html).toContain(`href="${AT}/publication"`);
      await people.reporter.post(`${AT}/review`, {});
      const acts = (await listRevisions(desk.db, 'incident', SLUG)).filter(({ act }) => act === 'submitted');
      expect(acts).toHaveLength(1);
    });

    it('goes back with a comment, which the reporter sees', async () => {
      const refused = await people.editor.post(`${AT}/review/return`, { comment: '' });
      expect([refused.status, textIn(refused.html)]).toEqual([
        422,
        expect.stringContaining('Напишите, что поправить.'),
      ]);
      expect(await mistakes(refused.html, 'page')).toEqual([]);
      expect((await people.editor.post(`${AT}/review/return`, { comment: 'Нужен источник' })).status).toBe(303);
      for (const path of ['/desk', AT, `${AT}/publication`])
        expect(textIn((await people.reporter.get(path)).html)).toContain('Нужен источник');
      expect(textIn((await people.reporter.get('/desk')).html)).toMatch(/Вернули с замечанием 1 /);
      const late = await people.second.post(`${AT}/review/return`, { comment: 'x' });
      expect([late.status, textIn(late.html)]).toEqual([409, expect.stringContaining('Черновик уже не на проверке')]);
    });

    it('ends with the publication, which is not that of whoever changed it', async () => {
      await edit(people.editor, 'test', 'вторая редакция');
      await people.reporter.post(`${AT}/review`, {});
      const own = await people.editor.get(`${AT}/publication`);
      expect(textIn(own.html)).toContain('Опубликовать её должен другой редактор.');
      const fields = { version: hidden(own.html, 'version'), why: 'уточнили' };
      expect((await people.editor.post(`${AT}/publication`, fields)).status).toBe(422);
      expect((await people.second.post(`${AT}/publication`, fields)).status).toBe(303);
      expect(textIn((await people.editor.get('/desk')).html)).not.toContain('На проверке');
      expect((await people.reporter.post(`${AT}/review`, {})).status).toBe(409);
    });

    it('may be left to one editor by an administrator’s setting', async () => {
      expect((await people.admin.get('/desk/settings')).html).toMatch(/name="four_eyes"[^>]* checked/);
      expect((await people.admin.post('/desk/settings', {})).status).toBe(303);
      expect((await people.admin.get('/desk/settings')).html).not.toMatch(/name="four_eyes"[^>]* checked/);
      await edit(people.editor, 'test', 'третья редакция');
      const { html } = await people.editor.get(`${AT}/publication`);
      const done = await people.editor.post(`${AT}/publication`, { version: hidden(html, 'version'), why: 'сам' });
      expect(done.status).toBe(303);
      await people.admin.post('/desk/settings', { four_eyes: '1' });
    });
  });

  describe('a revision', () => {
    const find = async (after: string) =>
      (await listRevisions(desk.db, 'incident', SLUG)).find(
        ({ act, changes }) => act === 'edited' && changes.some((change) => change.after === after),
      )?.id ?? expect.fail();

    it('is listed and shown with what stood there and what came', async () => {
      const id = await find('вторая редакция');
      const list = await people.reporter.get(`${AT}/revisions`);
      expect(list.html).toContain(`href="${AT}/revisions/${id}"`);
      for (const lang of LANGUAGES) {
        const path = `${lang === 'ru' ? '' : `/${lang}`}${AT}/revisions/${id}`;
        const { html, status } = await people.reporter.get(path);
        expect([status, await mistakes(html, 'page')]).toEqual([200, []]);
        expect(html).toMatch(/<del>первая редакция<\/del> <ins>вторая редакция<\/ins>/);
      }
      expect((await people.reporter.get(`${AT}/revisions/999999`)).status).toBe(404);
    });

    it('comes back as a draft, with a revision that says which, and never straight to readers', async () => {
      const id = await find('первая редакция');
      const test = async () =>
        (await findDraft(desk.db, SLUG))?.incident.promises.find((p) => p.id === 'results')?.test;
      const { html } = await people.reporter.get(`${AT}/revisions/${id}`);
      const stale = await people.reporter.post(`${AT}/revisions/${id}/restoration`, { version: '1' });
      expect([stale.status, await test()]).toEqual([409, undefined]);
      const done = await people.reporter.post(`${AT}/revisions/${id}/restoration`, {
        version: hidden(html, 'version'),
      });
      expect([done.status, done.location, await test()]).toEqual([303, AT, 'первая редакция']);
      expect((await listRevisions(desk.db, 'incident', SLUG))[0]).toMatchObject({
        act: 'restored',
        why: `Как после правки № ${id}`,
        public: false,
      });
      expect((await seen(`/promises/${SLUG}/results`)).text).not.toContain('первая редакция');
    });
  });
});
