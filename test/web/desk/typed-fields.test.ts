import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/records/desk.ts';
import { withSpeaker, withTypedTime } from '../../../src/web/desk/typed-fields.ts';
import { inputOf, textOf } from '../../../views/desk/form-state.ts';
import { type Colleague, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG, STATEMENT, STATEMENT_ID } from '../../support/desk-forms.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;
const ZONE = 'Asia/Almaty';
/** Noon of 16 July 2019 in Almaty. */
const NOON = Date.parse('2019-07-16T06:00:00Z');

describe('a time typed into a form in words', () => {
  const typed = (fields: Record<string, string>) => withTypedTime(inputOf(fields), 'at', ZONE, NOON);

  it('fills the fields and keeps the words; words of the source stay', () => {
    const filled = typed({ at_typed: 'вечером 15 июля', at_precision: 'minute', at_time: '10:00', text: 'x' });
    expect(Object.fromEntries(filled ?? [])).toEqual({
      text: ['x'],
      at_precision: ['evening'],
      at_date: ['2019-07-15'],
      at_time: [''],
      at_stated: ['вечером 15 июля'],
    });
    expect(textOf(typed({ at_typed: '15.07 14:13', at_stated: 'в два с лишним' }) ?? inputOf({}), 'at_stated')).toBe(
      'в два с лишним',
    );
  });

  it('changes nothing where nothing is typed, and is not guessed where it is not understood', () => {
    const input = inputOf({ at_precision: 'day', at_date: '2019-07-15' });
    expect(withTypedTime(input, 'at', ZONE, NOON)).toBe(input);
    expect(typed({ at_typed: 'на днях' })).toBeUndefined();
  });
});

describe('a speaker chosen among those found', () => {
  it('stands before the lists', () => {
    const filled = withSpeaker(inputOf({ speaker: 'akim-almaty/sagintayev', office: 'azhk' }));
    expect([textOf(filled, 'office'), textOf(filled, 'official')]).toEqual(['akim-almaty', 'sagintayev']);
    const input = inputOf({ speaker: '', office: 'azhk' });
    expect(withSpeaker(input)).toBe(input);
  });
});

describe('the form of an entry', () => {
  let desk: TestDesk;
  let reporter: Colleague;
  beforeEach(async () => {
    desk = await testDesk('sqlite');
    reporter = await desk.as('reporter');
    await reporter.post('/desk/incidents', BLACKOUT);
  });
  afterEach(() => desk.close());
  const entry = async () => (await findDraft(desk.db, BLACKOUT_SLUG))?.incident.entries[0];
  const words = { kind: 'statement', lang: 'ru', text: 'Поручил', source_title: 'vlast.kz' };

  it('takes a time in words and a speaker found by a name', async () => {
    const fields = { ...words, at_precision: 'minute', at_typed: 'вечером 16 июля 2019', find: 'sagyntaev' };
    const found = await reporter.post(`${AT}/entries`, { ...fields, act: 'read' });
    expect(textIn(found.html)).toContain('16 июля 2019 года, между 18:00 и 24:00');
    expect(found.html).toContain('value="akim-almaty/sagintayev"');
    expect((await reporter.post(`${AT}/speakers`, fields)).html).toContain('value="akim-almaty/sagintayev"');
    const saved = await reporter.post(`${AT}/entries`, { ...fields, speaker: 'akim-almaty/sagintayev' });
    expect(saved.status).toBe(303);
    expect(await entry()).toMatchObject({
      by: { office: 'akim-almaty', official: 'sagintayev' },
      at: { written: { at: '2019-07-16', precision: 'evening', stated: 'вечером 16 июля 2019' } },
    });
  });

  it('refuses words for a time that it does not understand, and keeps everything typed', async () => {
    const refused = await reporter.post(`${AT}/entries`, { ...words, at_typed: 'на днях', office: 'akim-almaty' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('value="на днях"');
    expect(refused.html).toContain('href="#f-at"');
    expect(await entry()).toBeUndefined();
  });

  it('reads a typed time back, and counts terms from it', async () => {
    const fields = { ...words, quote: 'в течение 10 дней', at_typed: 'вечером 16 июля 2019' };
    const read = await reporter.post('/desk/times?name=at&zone=Asia%2FAlmaty', fields);
    expect(textIn(read.html)).toContain('16 июля 2019 года, между 18:00 и 24:00');
    const terms = await reporter.post(`${AT}/terms?of=entry`, fields);
    expect(textIn(terms.html)).toContain('26 июля');
  });

  it('of an entry that is there changes its time by words too', async () => {
    await reporter.post(`${AT}/entries`, STATEMENT);
    const form = await reporter.get(`${AT}/entries/${STATEMENT_ID}`);
    const seen = /name="seen" value="([^"]*)"/.exec(form.html)?.[1] ?? '';
    const fields = { ...STATEMENT, at_stated: '', at_typed: '17 июля 2019, 10:00', seen };
    expect((await reporter.post(`${AT}/entries/${STATEMENT_ID}`, fields)).status).toBe(303);
    expect((await entry())?.at.written).toMatchObject({ at: '2019-07-17T10:00', precision: 'minute' });
  });

  it('goes on to the promise whose words were marked, with them and their term', async () => {
    const marked = { promise_words: 'внести результаты', promise_phrase: 'в течение 10 дней' };
    const saved = await reporter.post(`${AT}/entries`, { ...STATEMENT, ...marked });
    const on = new URL(saved.location, 'http://x');
    expect(on.pathname).toBe(`${AT}/promises/new`);
    expect(Object.fromEntries(on.searchParams)).toEqual({
      made_in: STATEMENT_ID,
      words: 'внести результаты',
      phrase: 'в течение 10 дней',
    });
    const form = await reporter.get(saved.location);
    expect(form.html).toMatch(/<textarea[^>]*name="text"[^>]*>внести результаты/);
    expect(form.html).toContain('value="2019-07-26"');
    const event = { ...STATEMENT, ...marked, kind: 'event', text: 'Иное', quote: 'иное', office: '', official: '' };
    expect((await reporter.post(`${AT}/entries`, event)).location).toBe(`${AT}#entries`);
  });

  it('is not the only one that takes words: its incident, a check and a reply do too', async () => {
    const edit = await reporter.get(`${AT}/edit`);
    const seen = /name="seen" value="([^"]*)"/.exec(edit.html)?.[1] ?? '';
    const facts = { kind: 'acute', topic: 'power', title_ru: 'Нет света', office: 'akim-almaty', zone: ZONE, seen };
    const typed = { ...facts, started_typed: 'утром 15 июля 2019', ended_typed: 'на днях' };
    expect((await reporter.post(AT, typed)).html).toContain('href="#f-ended"');
    expect((await reporter.post(AT, { ...typed, ended_typed: '' })).status).toBe(303);
    const { incident } = (await findDraft(desk.db, BLACKOUT_SLUG)) ?? expect.fail();
    expect(incident.started?.written).toMatchObject({ at: '2019-07-15', precision: 'morning' });
    const check = { for: 'first_post', channels: ['facebook'], at_typed: '16 июля 2019, 10:00', looked: 'we' };
    const again = await reporter.post(`${AT}/checks`, { ...check, act: 'read' });
    expect(textIn(again.html)).toContain('16 июля 2019 года, 10:00');
    expect((await reporter.post(`${AT}/checks`, { ...check, at_typed: 'на днях' })).status).toBe(422);
  });
});
