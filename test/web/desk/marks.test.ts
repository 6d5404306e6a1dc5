import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/records/desk.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG, STATEMENT } from '../../support/desk-forms.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;

describe.each(ENGINES)('Selecting words of a statement that is saved (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  let marks: string;
  beforeEach(async () => {
    desk = await testDesk(engine);
    reporter = await desk.as('reporter');
    await reporter.post('/desk/incidents', BLACKOUT);
    await reporter.post(`${AT}/entries`, { ...STATEMENT, answers: [] });
    marks = `${AT}/entries/${(await entries())[0]?.id}/marks`;
  });
  afterEach(() => desk.close());
  const entries = async () => (await findDraft(desk.db, BLACKOUT_SLUG))?.incident.entries ?? [];

  it('is reached from the desk of the incident, and shows the words with fields that need no script', async () => {
    expect((await reporter.get(AT)).html).toContain(`href="${marks}"`);
    const { html } = await reporter.get(marks);
    expect(html).toMatch(/<textarea id="f-said" readonly/);
    expect(html).toContain('data-words-of="f-said"');
    for (const field of ['promise_words', 'promise_phrase', 'answers[]']) expect(html).toContain(`name="${field}"`);
  });

  it('saves what they answer and goes on to the promise that is marked', async () => {
    const fields = {
      promise_words: 'внести результаты',
      promise_phrase: 'в течение 10 дней',
      'answers[]': ['when', 'who'],
    };
    const seen = hidden((await reporter.get(marks)).html, 'seen');
    const saved = await reporter.post(marks, { ...fields, seen });
    expect(saved.status).toBe(303);
    expect(saved.location).toContain(`${AT}/promises/new?made_in=`);
    expect((await reporter.get(saved.location)).html).toContain('внести результаты');
    expect((await entries())[0]?.answers).toEqual(['who', 'when']);
    const none = await reporter.post(marks, { seen: hidden((await reporter.get(marks)).html, 'seen') });
    expect([none.location, (await entries())[0]?.answers]).toEqual([`${AT}#entry-${(await entries())[0]?.id}`, []]);
  });

  it('asks where somebody else has marked otherwise meanwhile, and says nothing where he marked the same', async () => {
    const seen = hidden((await reporter.get(marks)).html, 'seen');
    const editor = await desk.as('editor');
    expect((await editor.post(marks, { seen, 'answers[]': 'how' })).status).toBe(303);
    expect((await reporter.post(marks, { seen, 'answers[]': 'how' })).status).toBe(303);
    const asked = await reporter.post(marks, { seen, 'answers[]': 'who', promise_words: 'внести' });
    expect([asked.status, (await entries())[0]?.answers]).toEqual([409, ['how']]);
    expect(asked.html).toContain('внести');
    expect(textIn(asked.html)).toContain('how');
    const anew = { seen: hidden(asked.html, 'seen'), 'answers[]': 'who' };
    expect((await reporter.post(marks, anew)).status).toBe(303);
    expect((await entries())[0]?.answers).toEqual(['who']);
  });

  it('is of statements alone', async () => {
    await reporter.post(`${AT}/capture`, { box: 'Света нет' });
    const event = (await entries()).find(({ kind }) => kind === 'event')?.id;
    expect((await reporter.get(`${AT}/entries/${event}/marks`)).status).toBe(404);
  });
});
