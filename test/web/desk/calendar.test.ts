import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWorkingDay } from '../../../src/domain/calendar.ts';
import { listCalendarChanges, loadCalendar } from '../../../src/records/calendar.ts';
import { findDraft } from '../../../src/records/desk.ts';
import { findPublicIncident } from '../../../src/records/incidents.ts';
import { findFactsRevision, listCorrections, listRevisions } from '../../../src/records/revisions.ts';
import { verifyRecords } from '../../../src/records/verify.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, type Fields, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG, PROMISE, PROMISE_ID, STATEMENT } from '../../support/desk-forms.ts';
import { mistakes } from '../../views/page.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;
const CHANGES = '/desk/calendar/changes';
const SOURCE = 'https://example.org/decree';
const DECREE: Fields = { kind: 'decree', year: '2019', off: '18.07', working: '', source: SOURCE, note: 'fictional' };
const YEAR: Fields = {
  kind: 'year',
  year: '2027',
  off: '01.01, 04.01\n2027-01-07',
  working: '09.01.2027',
  source: SOURCE,
};

describe.each(ENGINES)('the working calendar at the desk (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  let editor: Colleague;
  let second: Colleague;
  beforeAll(async () => {
    desk = await testDesk(engine);
    [reporter, editor, second] = [await desk.as('reporter'), await desk.as('editor'), await desk.as('second')];
    await reporter.post('/desk/incidents', BLACKOUT);
    await reporter.post(`${AT}/entries`, { ...STATEMENT, quote: 'сделаем за 5 рабочих дней', text: '' });
    const term = { phrase: 'за 5 рабочих дней', due_date: '2019-07-23' };
    await reporter.post(`${AT}/promises`, { ...PROMISE, ...term });
  });
  afterAll(() => desk.close());

  const publish = async (who = editor, why = 'fictional') => {
    const { html } = await who.get(`${AT}/publication`);
    return (await who.post(`${AT}/publication`, { version: hidden(html, 'version'), why })).status;
  };
  const dueOf = async (state: 'draft' | 'public') => {
    const found = await (state === 'draft' ? findDraft : findPublicIncident)(desk.db, BLACKOUT_SLUG);
    return found?.incident.promises[0]?.due;
  };
  const isWorked = async (on: string) => isWorkingDay(await loadCalendar(desk.db), on);
  const unchanged = async (of: () => Promise<unknown>) => {
    const state = async () => JSON.stringify([await listCalendarChanges(desk.db), await findFactsRevision(desk.db)]);
    const before = await state();
    await of();
    expect(await state()).toBe(before);
  };

  it('shows the years that it covers with their days to everybody, and the ways to change it to editors', async () => {
    const [mine, theirs] = [await editor.get('/desk/calendar'), await reporter.get('/desk/calendar')];
    expect(textIn(theirs.html)).toContain('2019: 15 будних выходных');
    expect(textIn(theirs.html)).toContain('8 июл.');
    expect(textIn(theirs.html)).toContain('Меняет календарь редактор.');
    expect(theirs.html).not.toContain('/desk/calendar/new');
    expect(mine.html).toContain('/desk/calendar/new?kind=decree');
    for (const path of [
      '/desk/calendar',
      '/kk/desk/calendar',
      '/en/desk/calendar/new?kind=decree',
      '/kk/desk/calendar/new?kind=year',
    ])
      expect(await mistakes((await editor.get(path)).html, 'page')).toEqual([]);
  });

  it('is changed by editors alone', async () => {
    await unchanged(async () => {
      expect((await reporter.get('/desk/calendar/new')).status).toBe(403);
      expect((await reporter.post(CHANGES, DECREE)).status).toBe(403);
      expect((await reporter.post(CHANGES, { ...DECREE, seen: 'x' })).status).toBe(403);
      expect((await desk.anyone.get('/desk/calendar')).status).toBe(303);
    });
  });

  it.each([
    [{ working: '17.07' }, ['Этот будний день и так рабочий: 17 июля 2019 года.']],
    [{ off: '2020-07-17' }, ['Этот день не в том году: 17 июля 2020 года.']],
    [
      { off: '20.07 08.07' },
      ['Этот день и так выходной: 20 июля 2019 года.', 'Этот день и так выходной: 8 июля 2019 года.'],
    ],
    [{ off: '30.02 завтра' }, ['Не поняли дни: 30.02, завтра.']],
    [{ off: '' }, ['Нужен хотя бы один день.']],
    [{ working: '18.07' }, ['День не может быть и выходным, и рабочим: 18 июля 2019 года.']],
    [{ source: '' }, ['Нужен адрес, который начинается с http:// или https://.']],
    [{ source: 'javascript:alert(1)' }, ['Нужен адрес']],
    [{ year: '2027' }, ['Года 2027 в календаре ещё нет']],
    [{ year: 'скоро' }, ['Год нужен четырьмя цифрами, от 1992 до 2099.']],
    [{ kind: 'year', off: '20.07' }, ['Суббота и воскресенье и так выходные: 20 июля 2019 года.']],
  ] as const)('refuses nonsense at its field and keeps what was typed: %j', async (wrong, messages) => {
    await unchanged(async () => {
      const fields: Fields = { ...DECREE, ...wrong };
      const { status, html } = await editor.post(CHANGES, { ...fields, seen: 'x' });
      expect(status).toBe(422);
      for (const message of messages) expect(textIn(html)).toContain(message);
      for (const [name, value] of Object.entries(wrong))
        if (name === 'off' || name === 'working') expect(html).toMatch(new RegExp(`name="${name}"[^>]*>\\s*${value}`));
      expect(html).toContain('value="fictional"');
      expect(await mistakes(html, 'page')).toEqual([]);
    });
  });

  it('lists the due days that would move before anything holds, old and new, and holds after the confirmation', async () => {
    expect(await publish()).toBe(303);
    // an unpublished change on top of what readers see
    await reporter.post(`${AT}/entries`, { ...STATEMENT, at_date: '2019-07-18', quote: 'ещё слова', text: '' });
    let seen = '';
    await unchanged(async () => {
      const { status, html } = await editor.post(CHANGES, DECREE);
      expect(status).toBe(200);
      const text = textIn(html);
      expect(text).toContain('Сдвинется 1 срок');
      expect(text).toContain('их опубликует другой редактор');
      expect(text).toMatch(/Результаты проверки.*за 5 рабочих дней 23 июля 2019 года 24 июля 2019 года/);
      expect(html).toContain(`href="${AT}#promise-${PROMISE_ID}"`);
      expect(await mistakes(html, 'page')).toEqual([]);
      seen = hidden(html, 'seen');
    });
    expect(await isWorked('2019-07-18')).toEqual({ covered: true, value: true });
    expect((await editor.post(CHANGES, { ...DECREE, seen })).location).toBe('/desk/calendar');
    expect(await isWorked('2019-07-18')).toEqual({ covered: true, value: false });
    // Four eyes: what readers see waits for another editor.
    expect([await dueOf('public'), await dueOf('draft')]).toEqual(['2019-07-23', '2019-07-24']);
    expect(await findDraft(desk.db, BLACKOUT_SLUG)).toMatchObject({ incident: { entries: [{}, {}] } });
  });

  it('takes effect with revisions: of the calendar, of the draft, and of what readers see once another editor publishes it', async () => {
    const [ofDraft] = await listRevisions(desk.db, 'incident', BLACKOUT_SLUG);
    const why = `Рабочий календарь 2019 года изменён постановлением: ${SOURCE}`;
    expect(ofDraft).toMatchObject({ act: 'recounted', public: false, why });
    expect(await publish(editor, why)).toBe(422);
    expect(await publish(second, why)).toBe(303);
    expect(await dueOf('public')).toBe('2019-07-24');
    const [ofCalendar] = await listRevisions(desk.db, 'settings', 'calendar');
    expect(ofCalendar).toMatchObject({ act: 'edited', via: 'desk', public: false });
    expect(ofCalendar?.changes).toEqual([
      { path: 'changes[1]', before: null, after: expect.objectContaining({ off: ['2019-07-18'] }) },
    ]);
    const [correction] = await listCorrections(desk.db, { slug: BLACKOUT_SLUG, limit: 1 });
    expect(correction?.changes).toContainEqual({
      path: `promises[${PROMISE_ID}].due`,
      before: '2019-07-23',
      after: '2019-07-24',
    });
    expect(correction?.why).toBe(why);
    expect(textIn((await editor.get('/desk/calendar')).html)).toContain('Постановление на 2019 год');
    expect(await verifyRecords(desk.db)).toEqual([]);
  });

  it('explains the new day to readers by the new calendar', async () => {
    const page = textIn((await desk.anyone.get(`/promises/${BLACKOUT_SLUG}/${PROMISE_ID}`)).html);
    expect(page).toContain(
      '5 рабочих дней, считая со следующего дня, без выходных и праздников: последний день — 24 июля 2019 года',
    );
    expect(page).not.toContain('Срок взят из слов');
  });

  it('takes the same press twice for one', async () => {
    const count = (await listCalendarChanges(desk.db)).length;
    expect((await editor.post(CHANGES, { ...DECREE, seen: 'x' })).status).toBe(422);
    expect(await listCalendarChanges(desk.db)).toHaveLength(count);
  });

  it('asks again when the list has changed meanwhile', async () => {
    const fields = { ...DECREE, off: '17.07' };
    await unchanged(async () => {
      const { status, html } = await editor.post(CHANGES, { ...fields, seen: 'what was seen before' });
      expect(status).toBe(409);
      expect(textIn(html)).toContain('Пока вы смотрели, список изменился.');
      expect(textIn(html)).toContain('24 июля 2019 года 25 июля 2019 года');
    });
  });

  it('goes back to the form with everything kept', async () => {
    await unchanged(async () => {
      const { status, html } = await editor.post(CHANGES, { ...YEAR, act: 'back' });
      expect(status).toBe(200);
      expect(html).toMatch(/name="off"[^>]*>\s*01\.01, 04\.01/);
    });
  });

  it('takes in a whole year, in whatever way its days are written', async () => {
    expect(await isWorked('2027-01-05')).toEqual({ covered: false, year: 2027 });
    const { html } = await editor.post(CHANGES, YEAR);
    expect(textIn(html)).toContain('Ни один срок не сдвинется');
    expect((await editor.post(CHANGES, { ...YEAR, seen: hidden(html, 'seen') })).status).toBe(303);
    const days = ['2027-01-04', '2027-01-05', '2027-01-07', '2027-01-09', '2027-01-10'];
    expect(await Promise.all(days.map(async (on) => Object.values(await isWorked(on)).at(1)))).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
    expect(textIn((await reporter.get('/desk/calendar')).html)).toContain(
      '2027: 3 будних выходных, год добавлен редакцией',
    );
  });

  it('is not undone while a decree leans on its year', async () => {
    const decree: Fields = { kind: 'decree', year: '2027', off: '05.01', source: SOURCE };
    const { html } = await editor.post(CHANGES, decree);
    expect((await editor.post(CHANGES, { ...decree, seen: hidden(html, 'seen') })).status).toBe(303);
    const [, year] = await listCalendarChanges(desk.db);
    const path = `${CHANGES}/${year?.id}/removal`;
    await unchanged(async () => {
      const asked = await editor.get(path);
      expect(textIn(asked.html)).toContain('Сначала отмените то, что без этого года не имеет смысла');
      expect(asked.html).not.toMatch(/<button type="submit" class="go"/);
      expect((await editor.post(path, { seen: hidden(asked.html, 'seen') })).status).toBe(409);
    });
  });

  it('is undone in the same way: the due days that go back are listed and confirmed', async () => {
    const path = `${CHANGES}/1/removal`;
    expect((await reporter.post(path, { seen: 'x' })).status).toBe(403);
    expect((await editor.get(`${CHANGES}/99/removal`)).status).toBe(404);
    const { html } = await editor.get(path);
    expect(textIn(html)).toContain('24 июля 2019 года 23 июля 2019 года');
    expect(await mistakes(html, 'page')).toEqual([]);
    await unchanged(async () => expect((await editor.post(path, { seen: 'x' })).status).toBe(409));
    expect((await editor.post(path, { seen: hidden(html, 'seen') })).status).toBe(303);
    // There was no draft: one was made, with the moved day alone.
    expect([await dueOf('public'), await dueOf('draft')]).toEqual(['2019-07-24', '2019-07-23']);
    expect(await publish(editor)).toBe(422);
    expect(await publish(second)).toBe(303);
    expect([await dueOf('public'), await dueOf('draft')]).toEqual(['2019-07-23', undefined]);
    expect(await isWorked('2019-07-18')).toEqual({ covered: true, value: true });
    expect((await editor.get(path)).status).toBe(404);
    expect((await listRevisions(desk.db, 'settings', 'calendar'))[0]?.why).toContain('убрана запись');
    expect(await verifyRecords(desk.db)).toEqual([]);
  });
});
