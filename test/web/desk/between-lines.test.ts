import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/records/desk.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, type Fields, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import {
  BLACKOUT,
  BLACKOUT_SLUG,
  CHECK,
  PROMISE,
  PROMISE_ID,
  RESULT,
  RESULT_ID,
  STATEMENT,
} from '../../support/desk-forms.ts';
import { mistakes } from '../../views/page.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;
const look = (day: string, note: string, fields: Fields = {}): Fields => ({ ...CHECK, at_date: day, note, ...fields });

describe.each(ENGINES)('two people who change what has no name of its own, or is gone (%s)', (engine) => {
  let desk: TestDesk;
  let [reporter, editor]: Colleague[] = [];
  beforeAll(async () => {
    desk = await testDesk(engine);
    [reporter, editor] = [await desk.as('reporter'), await desk.as('editor')];
    await one().post('/desk/incidents', BLACKOUT);
    await one().post(`${AT}/entries`, STATEMENT);
    await one().post(`${AT}/entries`, RESULT);
    await one().post(`${AT}/promises`, PROMISE);
    for (const day of ['2019-07-28', '2019-07-29', '2019-07-30'])
      await one().post(`${AT}/checks`, look(day, `день ${day.slice(8)}`, { second: 'editor' }));
  });
  afterAll(() => desk.close());

  const one = () => reporter as Colleague;
  const other = () => editor as Colleague;
  const draft = async () => (await findDraft(desk.db, BLACKOUT_SLUG))?.incident;
  const notes = async () => (await draft())?.checks.map(({ note }) => note);
  const seenAt = async (path: string) => hidden((await one().get(path)).html, 'seen');
  const asked = (html: string) => [...html.matchAll(/name="asked\[\]" value="([^"]+)"/g)].map(([, path]) => path ?? '');
  const remove = async (path: string) =>
    other().post(`${path}/removal`, { seen: hidden((await other().get(`${path}/removal`)).html, 'seen') });

  it('a check in different fields is saved with both, though it stands elsewhere in the list meanwhile', async () => {
    const seen = await seenAt(`${AT}/checks/2`);
    const theirs = look('2019-07-29', 'день 29', { channels: ['facebook', 'site', 'telegram'] });
    expect((await other().post(`${AT}/checks/2`, { ...theirs, seen })).status).toBe(303);
    expect((await remove(`${AT}/checks/1`)).status).toBe(303);
    const mine = look('2019-07-29', 'моя заметка', { channels: ['facebook', 'site', 'instagram'] });
    expect((await one().post(`${AT}/checks/2`, { ...mine, seen })).status).toBe(303);
    expect(await notes()).toEqual(['моя заметка', 'день 30']);
    expect(new Set((await draft())?.checks[0]?.channels)).toEqual(
      new Set(['facebook', 'site', 'telegram', 'instagram']),
    );
  });

  it('a check in one field is shown both, and the second chooses field by field', async () => {
    const seen = await seenAt(`${AT}/checks/2`);
    await other().post(`${AT}/checks/2`, { ...look('2019-07-30', 'их заметка'), seen });
    await remove(`${AT}/checks/1`);
    const mine = { ...look('2019-07-31', 'моя заметка'), seen };
    const { status, html } = await one().post(`${AT}/checks/2`, mine);
    expect([status, asked(html), await mistakes(html, 'page')]).toEqual([409, ['note'], []]);
    expect(textIn(html)).toContain('Сейчас в записи: их заметка');
    expect(html).toContain(`action="${AT}/checks/1"`);
    const own = { seen: hidden(html, 'seen'), base: hidden(html, 'base'), 'asked[]': 'note', 'choice.note': 'theirs' };
    expect((await one().post(`${AT}/checks/1`, { ...mine, ...own })).status).toBe(303);
    expect(await notes()).toEqual(['их заметка']);
    expect((await draft())?.checks[0]?.at.written).toMatchObject({ at: '2019-07-31' });
  });

  it('a check that one took out is asked about, and goes back into the record or stays out', async () => {
    for (const choice of ['mine', 'theirs']) {
      const seen = await seenAt(`${AT}/checks/1`);
      expect((await remove(`${AT}/checks/1`)).status).toBe(303);
      const typed = { ...look('2019-07-31', `снова: ${choice}`), seen };
      const { status, html } = await one().post(`${AT}/checks/1`, typed);
      expect([status, await mistakes(html, 'page')]).toEqual([409, []]);
      expect(textIn(html)).toContain('Пока вы писали, это убрали из записи');
      expect(textIn(html)).toContain('Что сделать с напечатанным');
      expect(textIn(html)).not.toContain('это изменил кто-то другой');
      expect(html).toContain(`снова: ${choice}</textarea>`);
      expect(await notes()).toEqual([]);
      const chosen = await one().post(`${AT}/checks/1`, {
        ...typed,
        base: hidden(html, 'base'),
        'choice.gone': choice,
      });
      expect(chosen.status).toBe(303);
      expect(await notes()).toEqual(choice === 'mine' ? ['снова: mine'] : []);
    }
  });

  it('a reply in different fields is saved with both', async () => {
    const asked_for = { to: PROMISE_ID, asked_precision: 'day', asked_date: '2019-07-27' };
    await one().post(`${AT}/replies`, asked_for);
    const seen = await seenAt(`${AT}/replies/1`);
    const came = { at_precision: 'day', at_date: '2019-07-29', text: 'Ответ пришёл.' };
    await other().post(`${AT}/replies/1`, { ...asked_for, ...came, seen });
    expect((await one().post(`${AT}/replies/1`, { ...asked_for, asked_date: '2019-07-26', seen })).status).toBe(303);
    expect((await draft())?.replies).toMatchObject([
      { text: 'Ответ пришёл.', asked: { written: { at: '2019-07-26' } }, at: { written: { at: '2019-07-29' } } },
    ]);
  });

  it('an entry and a promise that one took out are asked about, with everything that the other typed', async () => {
    const path = `${AT}/entries/${RESULT_ID}`;
    const typed = { ...RESULT, text: 'Опубликованы вчера.', seen: await seenAt(path) };
    await remove(path);
    const { status, html } = await one().post(path, typed);
    expect([status, await mistakes(html, 'page')]).toEqual([409, []]);
    expect(html).toContain('Опубликованы вчера.</textarea>');
    const again = await one().post(path, { ...typed, base: hidden(html, 'base'), 'choice.gone': 'mine' });
    expect([again.status, (await draft())?.entries.at(-1)]).toMatchObject([
      303,
      { id: RESULT_ID, text: 'Опубликованы вчера.' },
    ]);

    const promise = `${AT}/promises/${PROMISE_ID}`;
    await one().post(`${promise}/outcomes`, { entry: RESULT_ID, kind: 'kept', basis: 'independent' });
    await remove(`${AT}/replies/1`);
    const words = { ...PROMISE, test: 'Отчёт', seen: await seenAt(promise) };
    expect((await remove(promise)).status).toBe(303);
    const ask = await one().post(promise, words);
    expect([ask.status, await mistakes(ask.html, 'page')]).toEqual([409, []]);
    await one().post(promise, { ...words, base: hidden(ask.html, 'base'), 'choice.gone': 'mine' });
    expect((await draft())?.promises).toMatchObject([{ id: PROMISE_ID, test: 'Отчёт' }]);
  });

  it('a line that is to be taken out is named in words, with what it is about', async () => {
    await one().post(`${AT}/checks`, look('2019-08-04', '', { for: 'first_post', second: 'editor' }));
    const checks = (await draft())?.checks.length;
    const { html } = await one().get(`${AT}/checks/${checks}/removal`);
    expect(textIn(html)).toContain('Первый пост ответственного: Facebook');
    expect(textIn(html)).not.toContain('facebook');
    await remove(`${AT}/checks/${checks}`);
  });

  it('a line is taken out only as it was seen, wherever it stands meanwhile', async () => {
    for (const day of ['2019-08-01', '2019-08-02', '2019-08-03'])
      await one().post(`${AT}/checks`, look(day, day, { second: 'editor' }));
    const page = await one().get(`${AT}/checks/2/removal`);
    await remove(`${AT}/checks/1`);
    await one().post(`${AT}/checks/2/removal`, { seen: hidden(page.html, 'seen') });
    expect(await notes()).toEqual(['2019-08-03']);
  });
});
