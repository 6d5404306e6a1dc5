import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/records/desk.ts';
import { type Colleague, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG } from '../../support/desk-forms.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;
const QUESTION = { kind: 'question', at_precision: 'day', at_date: '2019-07-16', lang: 'ru', text: 'Когда починят?' };
const SOURCE = { source_title: 'Письмо редакции', source_kind: 'newsroom_saw' };

describe('An office of a form', () => {
  let desk: TestDesk;
  let reporter: Colleague;
  beforeAll(async () => {
    desk = await testDesk('sqlite');
    reporter = await desk.as('reporter');
    await reporter.post('/desk/incidents', BLACKOUT);
  });
  afterAll(() => desk.close());

  it('is found by typing in any language, the best of it chosen; who is chosen already stays', async () => {
    for (const typed of ['алматы', 'almaty', 'Алматы әкімі']) {
      const { html } = await reporter.post('/desk/offices?name=asked_of', { asked_of_find: typed });
      expect(html, typed).toMatch(/<option value="akim-almaty" selected/);
    }
    const kept = await reporter.post('/desk/offices?name=office', { office_find: 'аким', office: 'akim-almaty' });
    expect(kept.html).toMatch(/<option value="akim-almaty" selected/);
    const none = await reporter.post('/desk/offices?name=office', { office_find: 'ъъъ', office: 'akim-almaty' });
    expect(textIn(none.html)).toContain('Такой должности в справочнике нет.');
    expect((await reporter.post('/desk/offices?name=other', {})).status).toBe(404);
  });

  it('is shown before anything is saved where it was only typed', async () => {
    const fields = { ...QUESTION, ...SOURCE, asked_of_find: 'алматы' };
    const shown = await reporter.post(`${AT}/entries`, fields);
    expect(shown.status).toBe(200);
    expect(shown.html).toMatch(/<option value="akim-almaty" selected/);
    expect((await reporter.post(`${AT}/entries`, { ...fields, asked_of: 'akim-almaty' })).status).toBe(303);
    expect((await findDraft(desk.db, BLACKOUT_SLUG))?.incident.entries[0]?.askedOf).toBe('akim-almaty');
    for (const page of [`${AT}/edit`, '/desk/incidents/new'])
      expect((await reporter.get(page)).html).toContain('name="office_find"');
  });
});
