import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueDigest } from '../../../src/digest/issue.ts';
import { findWeek } from '../../../src/domain/week.ts';
import { deleteDraft, publish, saveDraft, unpublish } from '../../../src/records/desk.ts';
import { publishIncident } from '../../support/cases.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { check, day, incident, promise, statement } from '../../support/facts.ts';
import { mistakes } from '../../views/page.ts';

const SLUG = 'gone-fictional';
const BY = { user: null, via: 'command' } as const;
const NOW = Date.parse('2019-08-05T03:00:00Z');
const FACTS = incident({
  slug: SLUG,
  title: { ru: 'Вымышленное событие' },
  office: 'akim-almaty',
  entries: [statement('said', day('2019-07-10'), { by: { office: 'akim-almaty', official: null }, text: 'Сказали.' })],
  promises: [
    promise('first', 'said', { text: 'zqfirst', due: '2019-07-20' }),
    promise('second', 'said', { text: 'zqsecond', due: '2019-07-20' }),
  ],
  checks: [check('first', day('2019-07-25'), { note: 'zqnote' })],
});

describe.each(ENGINES)('What the record no longer has, while a digest still tells of it (%s)', (engine) => {
  let desk: TestDesk;
  let editor: Colleague;
  const signed = { slug: SLUG, by: BY, now: NOW, why: 'fictional' };
  const api = async () => (await desk.app.request('/api/v1/digests/2019-W31')).text();
  const stored = async () => (await desk.db.selectFrom('digests').select('body').executeTakeFirstOrThrow()).body;
  beforeAll(async () => {
    desk = await testDesk(engine);
    editor = await desk.as('editor');
    await publishIncident(desk.db, FACTS, Date.parse('2019-08-01T00:00:00Z'));
    const week = findWeek('2019-W31', 'Asia/Almaty') ?? expect.fail();
    await issueDigest(desk.db, { week, zone: 'Asia/Almaty', now: NOW, by: BY, byEditor: true });
  });
  afterAll(() => desk.close());

  it('tells readers of no note in its corrections, whether it changed alone or with its part', async () => {
    const checks = [...FACTS.checks.map((each) => ({ ...each, note: 'zqnote again' })), ...FACTS.checks];
    await saveDraft(desk.db, { ...signed, incident: { ...FACTS, checks } });
    await publish(desk.db, signed);
    for (const path of ['/corrections', '/feeds/corrections.atom']) {
      const text = await (await desk.app.request(path)).text();
      expect([path, text.includes('fictional'), /zqnote/.test(text)]).toEqual([path, true, false]);
    }
    const page = await (await desk.app.request(`/incidents/${SLUG}`)).text();
    const fixes = page.slice(page.indexOf('class="fix"'));
    expect([fixes.includes('fictional'), /zqnote/.test(fixes)]).toEqual([true, false]);
  });

  it('a promise that was taken out of the record is offered for a takedown, and gone from the digest after it', async () => {
    const promises = FACTS.promises.filter(({ id }) => id !== 'second');
    await saveDraft(desk.db, { ...signed, incident: { ...FACTS, promises } });
    await publish(desk.db, signed);
    expect(await api()).toContain('zqsecond');
    const { html } = await editor.get(`/desk/incidents/${SLUG}/takedown`);
    expect(textIn(html)).toContain('zqsecond');
    const fields = { what: 'parts', 'part[]': ['promise:second'], why: 'Суд № 5' };
    expect((await editor.post(`/desk/incidents/${SLUG}/takedown`, fields)).status).toBe(303);
    expect(await api()).not.toContain('zqsecond');
    expect(JSON.parse(await api()).taken_down).toEqual([{ list: 'still_overdue', lines: 1 }]);
  });

  it('an unpublished incident stands in no digest that we serve, and can be taken down when its draft is thrown away', async () => {
    await unpublish(desk.db, signed);
    expect(await api()).not.toMatch(/zqfirst|gone-fictional/);
    await deleteDraft(desk.db, signed);
    const path = `/desk/incidents/${SLUG}/takedown`;
    const { html, status } = await editor.get(path);
    expect([status, await mistakes(html, 'page')]).toEqual([200, []]);
    expect((await editor.post(path, { why: '' })).status).toBe(422);
    expect((await editor.post(path, { why: 'Суд № 6' })).status).toBe(303);
    expect((await desk.app.request(`/incidents/${SLUG}`)).status).toBe(410);
    expect(await api()).not.toMatch(/zqfirst|gone-fictional/);
    expect(JSON.parse(await api()).taken_down).toEqual([{ list: 'still_overdue', lines: 2 }]);
    // The issue itself never changes.
    expect(await stored()).toContain('zqfirst');
    expect((await editor.get('/desk/incidents/never-was/takedown')).status).toBe(404);
  });
});
