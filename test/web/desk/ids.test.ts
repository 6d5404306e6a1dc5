import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/records/desk.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, hidden, type TestDesk, testDesk } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG, PROMISE, RESULT, RESULT_ID, STATEMENT } from '../../support/desk-forms.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;

describe.each(ENGINES)('The id of an entry or a promise (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  beforeAll(async () => {
    desk = await testDesk(engine);
    reporter = await desk.as('reporter');
    await reporter.post('/desk/incidents', BLACKOUT);
  });
  afterAll(() => desk.close());

  const ids = async (list: 'entries' | 'promises') =>
    (await findDraft(desk.db, BLACKOUT_SLUG))?.incident[list].map(({ id }) => id) ?? [];
  const remove = async (path: string) => {
    const page = await reporter.get(`${path}/removal`);
    expect((await reporter.post(`${path}/removal`, { seen: hidden(page.html, 'seen') })).status).toBe(303);
  };

  it('is not given again once the entry was taken out: old links lead to nothing else', async () => {
    await reporter.post(`${AT}/entries`, RESULT);
    expect(await ids('entries')).toContain(RESULT_ID);
    await remove(`${AT}/entries/${RESULT_ID}`);
    await reporter.post(`${AT}/entries`, { ...RESULT, text: 'Другое того же дня.' });
    expect(await ids('entries')).not.toContain(RESULT_ID);
    expect(await ids('entries')).toContain(`${RESULT_ID}-2`);
  });

  it('is not given again once the promise was taken out', async () => {
    await reporter.post(`${AT}/entries`, STATEMENT);
    await reporter.post(`${AT}/promises`, PROMISE);
    const [first = ''] = await ids('promises');
    await remove(`${AT}/promises/${first}`);
    await reporter.post(`${AT}/promises`, { ...PROMISE, test: 'Результаты на сайте акимата' });
    expect(await ids('promises')).toEqual([`${first}-2`]);
  });
});
