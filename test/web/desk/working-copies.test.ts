import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/records/desk.ts';
import { noteEndedSessions } from '../../../src/records/ended-sessions.ts';
import { listRevisions } from '../../../src/records/revisions.ts';
import { listWorkingCopies } from '../../../src/records/working-copies.ts';
import { tokenHash } from '../../../src/web/desk/session.ts';
import { formOfPage, pageOfForm } from '../../../views/desk/kept-forms.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, type Fields, hidden, PASSWORD, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG, STATEMENT, STATEMENT_ID } from '../../support/desk-forms.ts';
import { mistakes } from '../../views/page.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;

describe('a form that keeps what is typed', () => {
  it.each([
    ['/desk/incidents', '/desk/incidents/new'],
    ['/desk/incidents/a', '/desk/incidents/a/edit'],
    ['/desk/incidents/a/entries', '/desk/incidents/a/entries/new'],
    ['/desk/incidents/a/entries/tweet', '/desk/incidents/a/entries/tweet'],
    ['/desk/incidents/a/promises/b', '/desk/incidents/a/promises/b'],
    ['/desk/incidents/a/promises/b/outcomes', '/desk/incidents/a/promises/b/outcomes/new'],
    ['/desk/incidents/a/checks/1', '/desk/incidents/a/checks/1'],
    ['/desk/incidents/a/questions', '/desk/incidents/a/questions/new'],
    ['/desk/incidents/a/questions/b', '/desk/incidents/a/questions/b'],
  ])('that is sent to %s stands at %s', (form, page) => {
    expect([pageOfForm(form), formOfPage(page)]).toEqual([page, form]);
  });

  it.each(['/desk', '/desk/incidents/a/publication', '/desk/users', '/desk/incidents/a/entries/b/removal', '/x'])(
    'is none at %s',
    (path) => expect([pageOfForm(path), formOfPage(path)]).toEqual([undefined, undefined]),
  );
});

describe.each(ENGINES)('nothing is ever lost (%s)', (engine) => {
  let desk: TestDesk;
  let [reporter, editor]: Colleague[] = [];
  beforeAll(async () => {
    desk = await testDesk(engine);
    [reporter, editor] = [await desk.as('reporter'), await desk.as('editor')];
    await one().post('/desk/incidents', BLACKOUT);
  });
  afterAll(() => desk.close());

  const one = () => reporter as Colleague;
  const other = () => editor as Colleague;
  const entries = async () => (await findDraft(desk.db, BLACKOUT_SLUG))?.incident.entries ?? [];
  const revisions = async () => (await listRevisions(desk.db, 'incident', BLACKOUT_SLUG)).length;
  const userOf = async (name: string) =>
    (await desk.db.selectFrom('users').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
  const copies = async (form: string, name = 'reporter') =>
    listWorkingCopies(desk.db, { user: await userOf(name), form });
  /** What the form itself carries. */
  const own = (html: string): Fields => ({
    once: hidden(html, 'once'),
    copy: hidden(html, 'copy'),
    keeper: hidden(html, 'keeper'),
    ...(hidden(html, 'seen') === '' ? {} : { seen: hidden(html, 'seen') }),
  });
  const type = (who: Colleague, form: string, fields: Fields) =>
    who.post(`/desk/working-copies?form=${encodeURIComponent(form)}`, fields);

  describe('a working copy', () => {
    const FORM = `${AT}/entries`;
    let form: Fields;

    it('is kept while somebody types, in any language of the desk, and makes no revision', async () => {
      const before = await revisions();
      form = own((await one().get(`/kk${FORM}/new`)).html);
      const typed = await type(one(), `/kk${FORM}`, { ...STATEMENT, ...form, text: 'Акимат сооб' });
      expect([typed.status, JSON.parse(typed.html)]).toEqual([200, { result: 'kept', version: 1, at: '10:00' }]);
      const more = await type(one(), FORM, { ...STATEMENT, ...form, copy: '1', text: 'Акимат сообщил' });
      expect(JSON.parse(more.html)).toMatchObject({ result: 'kept', version: 2 });
      expect((await copies(FORM)).map(({ fields }) => fields.get('text'))).toEqual([['Акимат сообщил']]);
      expect([await revisions(), await entries()]).toEqual([before, []]);
    });

    it('is told on the first page and on that of its incident, from which one goes on, to nobody else', async () => {
      for (const page of ['/desk', `/kk/desk`, AT]) {
        const { html } = await one().get(page);
        expect(textIn(html), page).toMatch(page.startsWith('/kk') ? /Сақталмағаны бар/ : /Есть несохранённое/);
        expect(html, page).toContain(`${page.startsWith('/kk') ? '/kk' : ''}${FORM}/new?copy=${form.once}`);
        expect((await other().get(page)).html, page).not.toContain(`${form.once}`);
      }
      expect(await mistakes((await one().get(AT)).html, 'page')).toEqual([]);
    });

    it('of the one box is told beside it', async () => {
      const box = own((await one().get(AT)).html);
      await type(one(), `${AT}/capture`, { ...box, box: 'Житель: воды нет' });
      const { html } = await one().get(AT);
      expect(html).toContain('Житель: воды нет');
      expect((await one().get(`${AT}/capture?copy=${box.once}`)).html).toContain('Житель: воды нет</textarea>');
      await one().post('/desk/working-copies/removal', { form: `${AT}/capture`, once: box.once ?? '' });
      expect((await one().get(AT)).html).not.toContain('Житель: воды нет');
    });

    it('of a question opens with the question', async () => {
      const question = own((await one().get(`${AT}/questions/new`)).html);
      await type(one(), `${AT}/questions`, { ...question, text: 'Когда вернут воду?' });
      const { html } = await one().get(`${AT}/questions/new?copy=${question.once}`);
      expect(html).toContain('Когда вернут воду?</textarea>');
      await one().post('/desk/working-copies/removal', { form: `${AT}/questions`, once: question.once ?? '' });
    });

    it('is offered when the form is opened again, also on another device, with the hour and the words', async () => {
      for (const device of [one(), await desk.as('reporter')]) {
        const { html } = await device.get(`${FORM}/new`);
        expect(textIn(html)).toContain('Есть несохранённое');
        expect(textIn(html)).toContain('Не сохранено, напечатано 5 августа 2019 года, 10:00');
        expect(html).not.toContain('Акимат сообщил</textarea>');
        expect(await mistakes(html, 'page')).toEqual([]);
      }
      const { html } = await one().get(`${FORM}/new?copy=${form.once}`);
      expect(html).toContain('Акимат сообщил</textarea>');
      expect(own(html)).toEqual({ ...form, copy: '2' });
      expect(textIn(html)).not.toContain('Есть несохранённое');
    });

    it('is shown to nobody else', async () => {
      const { html } = await other().get(`${FORM}/new?copy=${form.once}`);
      expect(html).not.toContain('Акимат сообщил');
    });

    it('is not written over by a form that has not seen it: that one is told', async () => {
      const stale = await type(one(), FORM, { ...form, copy: '1', text: 'Старое' });
      expect([stale.status, JSON.parse(stale.html).result]).toEqual([409, 'conflict']);
      expect((await copies(FORM))[0]?.fields.get('text')).toEqual(['Акимат сообщил']);
    });

    it('goes when it is saved, however often it is sent: one entry', async () => {
      const sent = { ...STATEMENT, ...form, text: 'Акимат сообщил' };
      const answers = await Promise.all([one().post(FORM, sent), one().post(FORM, sent)]);
      const late = await one().post(FORM, sent);
      for (const { status, location } of [...answers, late]) expect([status, location]).toEqual([303, `${AT}#entries`]);
      expect((await entries()).map(({ text }) => text)).toEqual(['Акимат сообщил']);
      expect(await copies(FORM)).toEqual([]);
      expect(JSON.parse((await type(one(), FORM, { ...sent, copy: '2' })).html).result).toBe('saved');
      expect(await copies(FORM)).toEqual([]);
    });

    it('of the same page gone back to and changed is another entry, not lost', async () => {
      await other().post(FORM, { ...STATEMENT, ...own((await other().get(`${FORM}/new`)).html), text: 'Между тем' });
      const sent = { ...STATEMENT, ...form };
      await one().post(FORM, { ...sent, text: 'Ещё одно' });
      await one().post(FORM, { ...sent, text: 'Акимат сообщил' });
      expect((await entries()).map(({ text }) => text)).toEqual(['Акимат сообщил', 'Между тем', 'Ещё одно']);
    });

    it('is thrown away by a press', async () => {
      const fields = own((await one().get(`${FORM}/new`)).html);
      await type(one(), FORM, { ...fields, text: 'Лишнее' });
      const thrown = await one().post('/desk/working-copies/removal', { form: FORM, once: fields.once ?? '' });
      expect([thrown.status, thrown.location]).toEqual([303, `${FORM}/new`]);
      expect(await copies(FORM)).toEqual([]);
    });

    it('of a change holds what it began from', async () => {
      const path = `${AT}/entries/${STATEMENT_ID}`;
      const fields = own((await one().get(path)).html);
      await type(one(), path, { ...STATEMENT, ...fields, text: 'Правка' });
      const { html } = await one().get(`${path}?copy=${fields.once}`);
      expect([hidden(html, 'seen'), html.includes('Правка</textarea>')]).toEqual([fields.seen, true]);
      await one().post(path, { ...STATEMENT, ...fields, text: 'Правка' });
      expect(await copies(path)).toEqual([]);
    });

    it('of a new incident is kept too, and sent twice is one incident', async () => {
      const fields = own((await one().get('/desk/incidents/new')).html);
      const sent = { ...BLACKOUT, ...fields, where: 'Шымкент' };
      await type(one(), '/desk/incidents', sent);
      const [a, b] = await Promise.all([one().post('/desk/incidents', sent), one().post('/desk/incidents', sent)]);
      expect([a.location, await copies('/desk/incidents')]).toEqual([b.location, []]);
    });

    it('is taken from a form of ours alone', async () => {
      const fields = own((await one().get(`${FORM}/new`)).html);
      const address = `/desk/working-copies?form=${FORM}`;
      const json = await desk.app.request(address, {
        method: 'POST',
        headers: { cookie: one().cookie, origin: 'http://localhost:3000', 'content-type': 'application/json' },
        body: JSON.stringify({ csrf: one().csrf, ...fields, text: 'x' }),
      });
      expect(json.status).toBe(403);
      expect((await type(one(), '/desk/users', fields)).status).toBe(422);
      expect((await type(one(), FORM, { ...fields, once: 'x' })).status).toBe(422);
      expect((await type(other(), FORM, fields)).status).toBe(403);
      expect((await type(one(), FORM, { ...fields, text: 'x'.repeat(300_001) })).status).toBe(413);
      const foreign = { method: 'POST', headers: { cookie: one().cookie, origin: 'https://example.com' } };
      expect((await desk.app.request(address, { ...foreign, body: new URLSearchParams() })).status).toBe(403);
      expect(await copies(FORM)).toEqual([]);
    });
  });

  describe('a session that ran out while somebody typed', () => {
    const FORM = `${AT}/entries`;
    const endSession = (who: Colleague) => {
      const token = decodeURIComponent(who.cookie.split('=')[1] ?? '').split('.')[0] ?? '';
      return {
        hash: tokenHash(token),
        drop: () => desk.db.deleteFrom('sessions').where('token_hash', '=', tokenHash(token)).execute(),
      };
    };
    const signIn = (name: string, next: string) =>
      desk.anyone.post('/desk/login', { email: `${name}@example.org`, password: PASSWORD, next });
    const cookieOf = ({ headers }: { headers: Headers }) => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const open = async (cookie: string, path: string) => {
      const answer = await desk.app.request(path, { headers: { cookie } });
      return { location: answer.headers.get('location') ?? '', html: await answer.text() };
    };

    it('asks to sign in in place, and then shows the form with everything typed', async () => {
      const late = await desk.as('reporter');
      const fields = own((await late.get(`/kk${FORM}/new`)).html);
      await endSession(late).drop();
      const before = await entries();
      const again = await late.post(`/kk${FORM}`, {
        ...STATEMENT,
        ...fields,
        text: 'Поздно',
        answers: ['who', 'when'],
      });
      expect(again.status).toBe(403);
      expect(await mistakes(again.html, 'page')).toEqual([]);
      expect(textIn(again.html)).toContain('Қайта кіріңіз');
      expect(again.html).not.toContain('Поздно');
      const next = hidden(again.html, 'next');
      expect(next).toMatch(/^\/kk\/desk\/held\/[\w-]{43}$/);

      const signed = await signIn('reporter', next);
      expect([signed.status, signed.location]).toEqual([303, next]);
      const cookie = cookieOf(signed);
      const on = await open(cookie, next);
      expect(on.location).toMatch(new RegExp(`^/kk${FORM}/new\\?copy=`));
      const { html } = await open(cookie, on.location);
      expect(html).toContain('Поздно</textarea>');
      expect(html.match(/name="answers\[\]" value="(who|when)"[^>]*checked/g)).toHaveLength(2);
      expect(await entries()).toEqual(before);
      expect((await open(cookie, next)).location).toBe('/kk/desk');
    });

    it('shows it to nobody else who signs in there', async () => {
      const late = await desk.as('reporter');
      const fields = own((await late.get(`${FORM}/new`)).html);
      await endSession(late).drop();
      const { html } = await late.post(FORM, { ...STATEMENT, ...fields, text: 'Тайное' });
      const next = hidden(html, 'next');
      const stranger = cookieOf(await signIn('editor', next));
      expect((await open(stranger, next)).location).toBe('/desk');
      expect(await copies(FORM, 'editor')).toEqual([]);
      const author = cookieOf(await signIn('reporter', next));
      expect((await open(author, (await open(author, next)).location)).html).toContain('Тайное</textarea>');
    });

    it('opens the form with everything where its author has signed in anew in another window', async () => {
      const late = await desk.as('reporter');
      const fields = own((await late.get(`${FORM}/new`)).html);
      const anew = await desk.as('reporter');
      const { cookie } = anew;
      const body = new URLSearchParams({
        ...(fields as Record<string, string>),
        csrf: 'of-before',
        kind: 'event',
        text: 'Старый знак',
      });
      const sent = await desk.app.request(FORM, {
        method: 'POST',
        headers: { cookie, origin: 'http://localhost:3000' },
        body,
      });
      expect(sent.headers.get('location')).toMatch(/^\/desk\/held\//);
    });

    it('keeps nothing of a form that does not say truly whose it is', async () => {
      const late = await desk.as('reporter');
      const fields = own((await late.get(`${FORM}/new`)).html);
      await endSession(late).drop();
      for (const keeper of ['', `${await userOf('admin')}.${String(fields.keeper).split('.')[1]}`]) {
        const answer = await late.post(FORM, { ...STATEMENT, ...fields, keeper });
        expect([answer.status, answer.location]).toEqual([303, '/desk/login']);
      }
    });

    it('tells a script, which asks in place; and clears the browser where somebody ended it', async () => {
      const late = await desk.as('reporter');
      const { hash, drop } = endSession(late);
      await drop();
      const ran = await late.get('/desk/working-copies');
      expect([ran.status, JSON.parse(ran.html), ran.headers.get('clear-site-data')]).toEqual([
        401,
        { ended: false },
        null,
      ]);
      await noteEndedSessions(desk.db, [hash], Date.parse('2019-08-05T04:00:00Z'));
      const ended = await late.get('/desk/working-copies');
      expect([ended.status, JSON.parse(ended.html)]).toEqual([401, { ended: true }]);
      for (const path of ['/desk/working-copies', '/desk', `${FORM}/new`])
        expect((await late.get(path)).headers.get('clear-site-data')).toBe('"storage"');
    });

    it('clears the browser when somebody signs out', async () => {
      const leaving = await desk.as('reporter');
      const out = await leaving.post('/desk/sessions', { which: 'this' });
      expect(out.headers.get('clear-site-data')).toBe('"storage"');
      expect(out.headers.getSetCookie().join()).toMatch(/merzim-out=1; Max-Age=60/);
    });
  });
});
