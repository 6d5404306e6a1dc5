import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish, saveDraft, unpublish } from '../../../src/records/desk.ts';
import { retract, takeDown } from '../../../src/records/taking-back.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../../support/cases.ts';
import { mistakes, visible } from '../../views/page.ts';
import { fictional } from './lists.ts';

const at = (day: string): number => Date.parse(`${day}T06:00:00Z`);
const NOW = at('2019-12-31');
const BY = { user: null, via: 'desk' } as const;
const SLUG = 'changed';
let site: TestApp;

/** Published on 1 August, its words corrected on 10 August and its due day on 20 August. */
beforeAll(async () => {
  site = await testApp({ now: NOW, prepare: publishCasesOf2019 });
  const first = fictional(SLUG, ['2019-07-20', '2019-08-15']);
  await publishIncident(site.db, first, at('2019-08-01'));
  const entries = first.entries.map((entry) => ({ ...entry, text: 'words put right' }));
  await change({ ...first, entries }, '2019-08-10');
  const promises = first.promises.map((each) => (each.id === 'p-00' ? { ...each, due: '2019-07-25' } : each));
  await change({ ...first, entries, promises }, '2019-08-20');
});
afterAll(() => site.close());

async function change(incident: ReturnType<typeof fictional>, day: string): Promise<void> {
  const signed = { by: BY, now: at(day), why: 'correction' };
  await saveDraft(site.db, { incident, ...signed });
  await publish(site.db, { slug: incident.slug, ...signed });
}

const page = async (on: string, slug = SLUG) => {
  const response = await site.app.request(`/en/incidents/${slug}/shown${on === '' ? '' : `?on=${on}`}`);
  const html = await response.text();
  return { status: response.status, html, text: visible(html) };
};

describe('What this site showed on a day', () => {
  it('is what stood there at the end of it, before later corrections', async () => {
    const early = await page('2019-08-05');
    expect(early.text).toContain('This is how the page looked at the end of the day: 5 August 2019.');
    expect(early.text).toContain('The record was changed 2 times since.');
    expect(early.html).toContain('fictional');
    expect(early.text).not.toContain('words put right');
    const later = await page('2019-08-10');
    expect(later.text).toContain('words put right');
    expect(later.text).toContain('20 July');
    expect(later.text).toContain('The record was changed once since.');
    const last = await page('2019-08-20');
    expect(last.text).toContain('25 July');
    expect(last.text).toContain('The record was not changed since.');
    expect(later.html).toContain(`href="/en/incidents/${SLUG}?as_of=2019-08-10"`);
    expect(await mistakes(early.html, 'page')).toEqual([]);
  });

  it('counts as was counted then: what is overdue later was not overdue yet', async () => {
    expect((await page('2019-08-15')).html).toContain('2019-08-15');
    expect((await page('2019-08-14')).text).not.toBe((await page('2019-08-16')).text);
  });

  it('is nothing before it was published, and is kept out of search engines', async () => {
    const before = await page('2019-07-31');
    expect(before.text).toContain(
      'On 31 July 2019 this site showed nothing of this incident: the record was published on 1 August 2019.',
    );
    expect(before.html).toContain('<meta name="robots" content="noindex"');
    expect(before.text).not.toContain('to mend');
    const form = await page('');
    expect(form.html).toContain('name="on"');
    expect(await mistakes(form.html, 'page')).toEqual([]);
    expect((await page('2019-08-05')).html).toContain('<meta name="robots" content="noindex"');
  });

  it('refuses a day to come, what is no day, and an incident that nobody published', async () => {
    expect((await page('2020-02-01')).status).toBe(400);
    expect((await page('yesterday')).status).toBe(400);
    expect((await page('2019-08-05', 'nothing')).status).toBe(404);
  });

  it('leaves out what was struck out or taken down since', async () => {
    const parts = [{ kind: 'promise', id: 'p-00' } as const];
    expect((await page('2019-08-05')).text).toContain('to mend 0');
    await retract(site.db, { slug: SLUG, parts, by: BY, now: at('2019-09-01'), why: 'wrong' });
    expect((await page('2019-08-05')).text).not.toContain('to mend 0');
    expect((await page('2019-08-05')).text).toContain('to mend 1');
    const said = [{ kind: 'entry', id: 'said' } as const];
    await takeDown(site.db, { slug: SLUG, parts: said, by: BY, now: at('2019-09-02'), why: 'court' });
    expect((await page('2019-08-05')).text).not.toMatch(/to mend 1|fictional words/);
  });

  it('is not told of the time before the record was off the site, for nothing says what changed meanwhile', async () => {
    const facts = fictional('off-and-on', ['2019-07-20']);
    await publishIncident(site.db, facts, at('2019-08-01'));
    await unpublish(site.db, { slug: facts.slug, by: BY, now: at('2019-08-10'), why: 'wrong' });
    await publishIncident(site.db, { ...facts, topic: 'gas' }, at('2019-08-20'));
    expect((await page('2019-08-05', facts.slug)).text).toContain('cannot be put together again');
    expect((await page('2019-08-12', facts.slug)).text).toContain(
      'showed nothing of this incident: the record was published on 20 August 2019',
    );
    expect((await page('2019-08-21', facts.slug)).text).toContain('to mend 0');
    await takeDown(site.db, {
      slug: facts.slug,
      parts: [{ kind: 'incident', id: '' }],
      by: BY,
      now: NOW - 1,
      why: 'court',
    });
    expect((await page('2019-08-21', facts.slug)).status).toBe(410);
  });
});
