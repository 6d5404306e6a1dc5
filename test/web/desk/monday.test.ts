import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/records/desk.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { type Colleague, type TestDesk, testDesk, textIn } from '../../support/desk.ts';

const SLUG = 'almaty-blackout-2019';
/** Two days before the term of the blackout's promise. */
const BEFORE = Date.parse('2019-07-24T04:00:00Z');
const LOOK = { for: 'results', 'channels[]': ['facebook', 'site'] };

describe('A look in one press', () => {
  let desk: TestDesk;
  let reporter: Colleague;
  beforeEach(async () => {
    desk = await testDesk('sqlite', { now: BEFORE });
    await publishCasesOf2019(desk.db);
    reporter = await desk.as('reporter');
  });
  afterEach(() => desk.close());
  const looks = async () =>
    (await findDraft(desk.db, SLUG))?.incident.checks.filter(({ for: what }) => what === 'results');

  it('is noted from the week’s list, which says so and keeps the place', async () => {
    expect((await reporter.post('/desk/monday', { wants: '1', lang: 'ru', 'offices[]': 'akim-almaty' })).status).toBe(
      303,
    );
    const { html } = await reporter.get('/desk/monday');
    expect(html).toContain(`action="/desk/incidents/${SLUG}/looked"`);
    const noted = await reporter.post(`/desk/incidents/${SLUG}/looked`, { ...LOOK, from: 'monday' });
    expect([noted.status, noted.location]).toEqual([303, `/desk/monday?looked=${SLUG}`]);
    expect(textIn((await reporter.get(noted.location)).html)).toContain('Записано в черновик: смотрели, не нашли.');
    expect((await looks())?.length).toBeGreaterThan(0);
  });

  it('is noted from the desk of the incident, at its promise', async () => {
    const { html } = await reporter.get(`/desk/incidents/${SLUG}`);
    expect(html).toContain(`action="/desk/incidents/${SLUG}/looked"`);
    const noted = await reporter.post(`/desk/incidents/${SLUG}/looked`, { ...LOOK, from: 'incident' });
    expect(noted.location).toBe(`/desk/incidents/${SLUG}?looked=${SLUG}#promise-results`);
    expect(textIn((await reporter.get(noted.location)).html)).toContain('Записано в черновик: смотрели, не нашли.');
  });
});

describe('The list of incidents at the desk', () => {
  it('comes page by page, also past its end', async () => {
    const desk = await testDesk('sqlite');
    await publishCasesOf2019(desk.db);
    const reporter = await desk.as('reporter');
    expect((await reporter.get('/desk/incidents')).html).toContain(`/desk/incidents/${SLUG}`);
    const past = await reporter.get('/desk/incidents?page=2');
    expect([past.status, past.html.includes('href="/desk/incidents" rel="prev"')]).toEqual([200, true]);
    await desk.close();
  });
});
