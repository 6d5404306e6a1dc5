import { expect, it } from 'vitest';
import { takeDown } from '../../../src/records/taking-back.ts';
import { NOW } from '../../support/app.ts';
import { hidden, testDesk } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG, STATEMENT, STATEMENT_ID } from '../../support/desk-forms.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;
const BY = { user: null, via: 'command' } as const;

it('What a court took down is kept on no device and in no working copy; its form still saves by its button', async () => {
  const desk = await testDesk('sqlite');
  const reporter = await desk.as('reporter');
  await reporter.post('/desk/incidents', BLACKOUT);
  await reporter.post(`${AT}/entries`, STATEMENT);
  const path = `${AT}/entries/${STATEMENT_ID}`;
  const { html } = await reporter.get(path);
  const own = { once: hidden(html, 'once'), copy: '0', keeper: hidden(html, 'keeper'), seen: hidden(html, 'seen') };
  await takeDown(desk.db, {
    slug: BLACKOUT_SLUG,
    parts: [{ kind: 'entry', id: STATEMENT_ID }],
    by: BY,
    now: NOW,
    why: 'суд',
  });
  const typed = { ...STATEMENT, ...own, text: 'Ещё на телефоне' };
  const kept = await reporter.post(`/desk/working-copies?form=${path}`, typed);
  expect([kept.status, await desk.db.selectFrom('working_copies').selectAll().execute()]).toEqual([410, []]);
  const after = await reporter.get(path);
  expect([after.status, hidden(after.html, 'once')]).toEqual([200, '']);
  expect(after.html).not.toMatch(/<form[^>]* data-keep[ >=]/);
  expect((await reporter.post(path, { ...STATEMENT, text: 'По решению', seen: own.seen })).status).toBe(303);
  await desk.close();
});
