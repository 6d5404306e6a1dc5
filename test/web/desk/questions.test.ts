import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { questionsAt } from '../../../src/domain/questions.ts';
import { findForDesk } from '../../../src/records/desk.ts';
import { NOW } from '../../support/app.ts';
import { publishIncident } from '../../support/cases.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, type Fields, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { incidentOf2019 } from '../../support/fixtures.ts';

const SLUG = 'almaty-blackout-2019';
const DESK = `/desk/incidents/${SLUG}`;
const INCIDENT = incidentOf2019(SLUG);
const ANSWER = INCIDENT.entries.find(({ kind }) => kind === 'statement')?.id ?? '';
/** A question of somebody fictional: who asked is not asked for. */
const ASKED: Fields = {
  asked_of: 'akim-almaty',
  at_precision: 'day',
  at_date: '2019-07-20',
  text: 'Когда дадут свет?',
  lang: 'ru',
  network: 'site',
  source_title: 'Блог-платформа',
  became: 'unanswered',
};
const ID = 'question-07-20';

describe.each(ENGINES)('Questions at the desk (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  beforeEach(async () => {
    desk = await testDesk(engine);
    await publishIncident(desk.db, INCIDENT, NOW);
    reporter = await desk.as('reporter');
  });
  afterEach(() => desk.close());

  const asked = async () => {
    const incident = (await findForDesk(desk.db, SLUG))?.draft?.incident;
    return incident === undefined ? [] : questionsAt(incident, NOW);
  };
  const states = async () => (await asked()).map(({ entry, state }) => [entry.id, entry.askedOf, state]);
  const judge = async (fields: Fields) => {
    const { html } = await reporter.get(`${DESK}/questions/${ID}`);
    return reporter.post(`${DESK}/questions/${ID}`, { ...ASKED, seen: hidden(html, 'seen'), ...fields });
  };

  it('are entered, and every way in which they may end', async () => {
    expect((await reporter.get(`${DESK}/questions/new`)).html).toContain('name="asked_of"');
    expect((await reporter.post(`${DESK}/questions`, ASKED)).location).toBe(`${DESK}#entry-${ID}`);
    expect(await states()).toEqual([[ID, 'akim-almaty', 'unanswered']]);
    // Sent twice it is one.
    await reporter.post(`${DESK}/questions`, ASKED);
    expect(await states()).toHaveLength(1);
    for (const [became, state] of [
      ['full', 'answered'],
      ['formal', 'formal'],
      ['redirected', 'redirected'],
    ] as const) {
      expect((await judge({ became, answered_by: ANSWER })).status).toBe(303);
      expect(await states()).toEqual([[ID, 'akim-almaty', state]]);
      const { html } = await reporter.get(`${DESK}/questions/${ID}`);
      expect(html).toMatch(new RegExp(`name="became" value="${became}"[^>]* checked`));
    }
    expect((await judge({ became: 'unanswered', answered_by: ANSWER })).status).toBe(303);
    expect((await asked())[0]?.entry).toMatchObject({ answeredBy: null, answer: null, removed: null });
  });

  it('that were found removed lead on to the evidence of that', async () => {
    await reporter.post(`${DESK}/questions`, ASKED);
    const removed = { removed_precision: 'day', removed_date: '2019-07-22' };
    const { status, location } = await judge({ became: 'removed', ...removed });
    expect([status, location]).toEqual([303, `${DESK}/evidence/new?of=removal.${ID}`]);
    expect(await states()).toEqual([[ID, 'akim-almaty', 'removed']]);
    expect((await reporter.get(location)).status).toBe(200);
  });

  it('need an office, the entry that answers, the time of the removal: said at the field, with everything kept', async () => {
    const empty = await reporter.post(`${DESK}/questions`, { ...ASKED, asked_of: '', became: '' });
    expect(empty.status).toBe(422);
    expect(textIn(empty.html)).toContain('Выберите, кому задан вопрос.');
    expect(empty.html).toContain('Когда дадут свет?');
    await reporter.post(`${DESK}/questions`, ASKED);
    expect(textIn((await judge({ became: 'formal' })).html)).toContain('Выберите строку с ответом');
    expect(textIn((await judge({ became: 'removed' })).html)).toContain('когда обнаружено, что вопрос удалён');
    expect((await reporter.get(`${DESK}/questions/${ANSWER}`)).status).toBe(404);
  });

  it('that somebody else changed meanwhile are shown as they stand, beside what was typed', async () => {
    await reporter.post(`${DESK}/questions`, ASKED);
    const { html } = await reporter.get(`${DESK}/questions/${ID}`);
    const editor = await desk.as('editor');
    const seen = hidden(html, 'seen');
    await editor.post(`${DESK}/questions/${ID}`, { ...ASKED, seen, text: 'Иначе' });
    const late = await reporter.post(`${DESK}/questions/${ID}`, { ...ASKED, seen, text: 'По-своему' });
    expect(late.status).toBe(409);
    expect(textIn(late.html)).toMatch(/Иначе.*По-своему/);
    expect((await asked())[0]?.entry.text).toBe('Иначе');
  });
});
