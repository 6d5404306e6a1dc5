import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/records/desk.ts';
import { saveDirectory } from '../../../src/records/directory.ts';
import { saveNewsroomWish } from '../../../src/records/newsroom.ts';
import { listUsers } from '../../../src/records/users.ts';
import { NOW } from '../../support/app.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG, STATEMENT } from '../../support/desk-forms.ts';
import { directoryOf2019 } from '../../support/fixtures.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;
/** Plainly made up: no official has this account. */
const ACCOUNT = 'https://www.facebook.com/akim.example';
const POST = `${ACCOUNT}/posts/123456?fbclid=abc`;
const WORDS = 'Поручил внести окончательные результаты в течение 10 дней';

/** The directory of 2019 in which one account has an address. */
function withAccount() {
  const directory = directoryOf2019();
  return {
    ...directory,
    channels: directory.channels.map((channel) =>
      channel.id === 'sagintayev-facebook' ? { ...channel, url: ACCOUNT } : channel,
    ),
  };
}

describe.each(ENGINES)('The one box (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  beforeEach(async () => {
    desk = await testDesk(engine);
    const by = { user: null, via: 'command' } as const;
    await saveDirectory(desk.db, { directory: withAccount(), by, now: NOW, why: null });
    reporter = await desk.as('reporter');
    await reporter.post('/desk/incidents', BLACKOUT);
  });
  afterEach(() => desk.close());

  const entries = async () => (await findDraft(desk.db, BLACKOUT_SLUG))?.incident.entries ?? [];
  /** As a browser without JavaScript does it: the first press shows, the second saves. */
  const twice = async (fields: Record<string, string>) => {
    const first = await reporter.post(`${AT}/capture`, fields);
    return reporter.post(`${AT}/capture`, { ...fields, shown: hidden(first.html, 'shown') });
  };

  it('makes an entry of words, at once, that was seen just now', async () => {
    const saved = await reporter.post(`${AT}/capture`, { box: 'Света нет в трёх районах' });
    expect([saved.status, saved.location]).toEqual([303, `${AT}#entries`]);
    const [entry] = await entries();
    expect(entry).toMatchObject({ kind: 'event', text: 'Света нет в трёх районах', quote: null, by: null });
    expect(entry?.source).toMatchObject({ kind: 'newsroom_saw', url: null });
    expect(entry?.at).toMatchObject({ earliest: null, latest: NOW, written: { precision: 'before' } });
  });

  it('recognises a known account with its office on that day, and shows it before anything is saved', async () => {
    const fields = { box: `${POST}\n«${WORDS}»`, when: 'вечером 16 июля 2019' };
    const shown = await reporter.post(`${AT}/capture`, fields);
    expect(shown.status).toBe(200);
    expect(textIn(shown.html)).toContain('Бакытжан Сагинтаев · Аким города Алматы · Facebook, facebook.com');
    expect(textIn(shown.html)).toContain('16 июля 2019 года, между 18:00 и 24:00');
    expect(await entries()).toEqual([]);
    const saved = await twice(fields);
    expect(saved.status).toBe(303);
    expect((await entries())[0]).toMatchObject({
      kind: 'statement',
      by: { office: 'akim-almaty', official: 'sagintayev' },
      channel: { network: 'facebook', url: null },
      quote: WORDS,
      text: null,
      lang: 'ru',
      source: { kind: 'link', url: POST, title: 'facebook.com' },
    });
  });

  it('lets what was recognised be changed before it is saved', async () => {
    const box = `${POST} ${WORDS}`;
    await twice({ box, when: '16 июля 2019', by: 'akim-almaty/', as: 'text' });
    expect((await entries())[0]).toMatchObject({
      by: { office: 'akim-almaty', official: null },
      text: WORDS,
      quote: null,
    });
    const on = await reporter.post(`${AT}/capture`, { box, when: '16 июля 2019', act: 'full' });
    const full = await reporter.get(on.location);
    expect(textIn(full.html)).toContain('Кто говорит и где');
    expect(full.html).toContain(`value="${POST}"`);
    expect(await entries()).toHaveLength(1);
  });

  it('follows what is typed while nothing was chosen, and keeps what was', async () => {
    const first = await reporter.post(`${AT}/capture/reading`, { box: WORDS });
    const proposed = { by: 'event', by_proposed: hidden(first.html, 'by_proposed'), as: 'text', as_proposed: 'text' };
    expect(proposed.by_proposed).toBe('event');
    const next = await reporter.post(`${AT}/capture/reading`, {
      ...proposed,
      box: `${POST} ${WORDS}`,
      when: '16.07.2019',
    });
    expect(next.html).toMatch(/value="akim-almaty\/sagintayev"[^>]*checked/);
    expect(next.html).toMatch(/value="quote"[^>]*checked/);
    const chosen = { ...proposed, by: 'report', box: `${POST} ${WORDS}` };
    expect((await reporter.post(`${AT}/capture/reading`, chosen)).html).toMatch(/value="report"[^>]*checked/);
  });

  it('goes on from a term in the words to the promise, with its day', async () => {
    const fields = { box: `${POST} ${WORDS}`, when: 'вечером 16 июля 2019', onward: '0' };
    const saved = await twice(fields);
    expect(saved.location).toContain(`${AT}/promises/new?made_in=statement-07-16`);
    const form = await reporter.get(saved.location);
    expect(form.html).toContain('value="2019-07-26"');
  });

  it('says of a link to share that it names no account, and guesses no speaker', async () => {
    const shown = await reporter.post(`${AT}/capture`, { box: `https://www.facebook.com/share/p/1Abc ${WORDS}` });
    expect(textIn(shown.html)).toContain('В таком адресе аккаунт не назван');
    expect(shown.html).toMatch(/value="report"[^>]*checked/);
    const other = await reporter.post(`${AT}/capture`, { box: `https://t.me/somebody/12 ${WORDS}` });
    expect(textIn(other.html)).toContain('Этого аккаунта в справочнике нет');
  });

  it('shows the same address and the same words before saving, and is never in the way', async () => {
    await reporter.post(`${AT}/entries`, {
      ...STATEMENT,
      source_url: 'https://m.facebook.com/akim.example/posts/123456',
    });
    const fields = { box: `${POST} ${STATEMENT.quote}`, when: '16 июля 2019' };
    const shown = await reporter.post(`${AT}/capture/reading`, fields);
    expect(textIn(shown.html)).toContain('Похоже, это уже записано');
    expect(textIn(shown.html)).toContain('тот же адрес');
    const words = await reporter.post(`${AT}/capture`, { box: `${STATEMENT.quote}`, when: '16 июля 2019' });
    expect(textIn(words.html)).toContain('те же слова');
    expect((await twice(fields)).status).toBe(303);
    expect(await entries()).toHaveLength(2);
  });

  it('finds who speaks by typing, without a script too, and proposes who spoke last', async () => {
    const shown = await reporter.post(`${AT}/capture`, { box: WORDS, find: 'шукеев', act: 'read' });
    expect(shown.html).toContain('value="akim-turkistan/shukeev"');
    await twice({ box: WORDS, find: 'шукеев', by: 'akim-turkistan/shukeev', when: '16 июля 2019' });
    const next = await reporter.post(`${AT}/capture`, { box: 'Ещё слова', act: 'read' });
    expect(next.html.indexOf('value="akim-turkistan/shukeev"')).toBeGreaterThan(0);
    expect(next.html.indexOf('value="akim-turkistan/shukeev"')).toBeLessThan(next.html.indexOf('"akim-almaty/'));
  });

  it('is saved once where its button is pressed twice', async () => {
    const once = 'a-form-that-was-printed-once';
    const fields = { box: 'Света нет', when: 'сейчас', once };
    const [first, second] = [
      await reporter.post(`${AT}/capture`, fields),
      await reporter.post(`${AT}/capture`, fields),
    ];
    expect([first.status, second.status, (await entries()).length]).toEqual([303, 303, 1]);
  });

  it('goes on to a photo of what it became', async () => {
    const saved = await reporter.post(`${AT}/capture`, { box: 'Света нет', onward: 'photo' });
    const id = (await entries())[0]?.id ?? expect.fail();
    expect(saved.location).toBe(`${AT}/evidence/new?of=${encodeURIComponent(`entry.${id}`)}`);
    expect((await reporter.get(saved.location)).status).toBe(200);
  });

  it('counts residents and keeps no name of theirs', async () => {
    const fields = { box: 'Воды нет с утра', by: 'report', source: 'residents', count: '7' };
    expect((await reporter.post(`${AT}/capture`, fields)).status).toBe(303);
    expect((await entries())[0]).toMatchObject({
      kind: 'report',
      source: { kind: 'residents', count: 7, title: null },
    });
    const wrong = await reporter.post(`${AT}/capture`, { ...fields, box: 'Газа тоже нет', count: 'семь' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('семь');
  });

  it('refuses an address without words, a time that it does not understand, a speaker without an office', async () => {
    for (const [fields, field] of [
      [{ box: POST }, 'box'],
      [{ box: WORDS, when: 'когда-то' }, 'when'],
      [{ box: WORDS, by: '/sagintayev' }, 'by'],
      [{ box: WORDS, by: 'nobody' }, 'by'],
    ] as const) {
      const refused = await twice(fields);
      expect([refused.status, refused.html.includes(`href="#f-${field}"`)], field).toEqual([422, true]);
    }
    expect(await entries()).toEqual([]);
  });

  it('takes what another program shared, and keeps it past the door', async () => {
    const query = new URLSearchParams({ title: 'Пост', text: WORDS, url: POST });
    const signedOut = await desk.anyone.get(`/desk/capture?${query}`);
    expect(signedOut.status).toBe(303);
    expect(new URL(signedOut.location, 'http://x').searchParams.get('next')).toContain('akim.example');
    const shared = await reporter.get(`/desk/capture?${query}`);
    expect(textIn(shared.html)).toContain(WORDS);
    const box = `${WORDS}\n${POST}`;
    const chosen = await reporter.post('/desk/capture', { box, incident: BLACKOUT_SLUG });
    expect(textIn(chosen.html)).toContain('Бакытжан Сагинтаев');
    const asNew = await reporter.post('/desk/capture', { box, incident: 'new' });
    expect(textIn(asNew.html)).toContain(WORDS);
    expect((await reporter.post('/desk/capture', { box, incident: 'no-such' })).status).toBe(404);
  });
});

describe.each(ENGINES)('The shortest form of an incident (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  beforeEach(async () => {
    desk = await testDesk(engine);
    reporter = await desk.as('reporter');
  });
  afterEach(() => desk.close());

  it('remembers the place, and which office answers there', async () => {
    expect((await reporter.get('/desk/incidents/new')).html).not.toContain('name="known"');
    const arys = { where: 'Арысь', office: 'akim-turkistan', topic: 'explosion', when: 'now' };
    expect((await reporter.post('/desk/incidents', arys)).status).toBe(303);
    const form = await reporter.get('/desk/incidents/new');
    expect(form.html).toMatch(/name="known" value="Арысь"[^>]*checked/);
    expect(textIn(form.html)).toContain('Аким Туркестанской области');
    const again = await reporter.post('/desk/incidents', { known: 'Арысь', topic: 'water', when: '30' });
    const slug = again.location.replace('/desk/incidents/', '');
    expect((await findDraft(desk.db, slug))?.incident.office).toBe('akim-turkistan');
    const typed = await (await desk.as('editor')).post('/desk/incidents', { where: 'арыс', topic: 'gas', when: 'now' });
    expect(typed.status).toBe(303);
  });

  it('keeps the name of a town as it was typed, and writes a region’s as the directory does', async () => {
    await reporter.post('/desk/incidents', { where: 'Кызылорда', topic: 'water', when: 'now' });
    await reporter.post('/desk/incidents', { where: 'almaty', topic: 'water', when: 'now' });
    const list = textIn((await reporter.get('/desk/incidents')).html);
    expect(list).toContain('Кызылорда: нет воды');
    expect(list).toContain('Алматы: нет воды');
  });

  it('lets a place that is typed stand before the remembered one', async () => {
    await reporter.post('/desk/incidents', { where: 'Алматы', topic: 'power', when: 'now' });
    const made = await reporter.post('/desk/incidents', {
      known: 'Алматы',
      where: 'Шымкент',
      topic: 'water',
      when: 'now',
    });
    expect(made.location).toContain('shymkent');
  });

  it('proposes a reporter’s own regions where nothing is remembered', async () => {
    const user = (await listUsers(desk.db)).find(({ name }) => name === 'reporter')?.id ?? expect.fail();
    const wish = { lang: 'ru' as const, scopes: [{ kind: 'office' as const, ref: 'akim-shymkent' }] };
    await saveNewsroomWish(desk.db, { user, wish, now: NOW });
    expect((await reporter.get('/desk/incidents/new')).html).toMatch(/name="known" value="Шымкент"[^>]*checked/);
    await reporter.post('/desk/incidents', { where: 'Алматы', topic: 'power', when: 'now' });
    const { html } = await reporter.get('/desk/incidents/new');
    expect(html).toMatch(/name="known" value="Алматы"[^>]*checked/);
    expect(html).toContain('name="known" value="Шымкент"');
  });

  it('shows an incident of the same place and day, and logs another one all the same', async () => {
    await reporter.post('/desk/incidents', BLACKOUT);
    const read = await reporter.post('/desk/incidents/reading', { ...BLACKOUT, topic: 'water' });
    expect(textIn(read.html)).toContain('За этот день уже есть Алматы: нет света');
    expect((await reporter.post('/desk/incidents', { ...BLACKOUT, topic: 'water' })).status).toBe(303);
    const next = await reporter.post('/desk/incidents/reading', { ...BLACKOUT, typed: '16.07.2019' });
    expect(textIn(next.html)).not.toContain('За этот день уже есть');
  });

  it('goes on to the words of its box once it is logged', async () => {
    const made = await reporter.post('/desk/incidents', { ...BLACKOUT, box: 'Света нет в трёх районах' });
    expect(made.status).toBe(200);
    expect(textIn(made.html)).toContain('Что известно');
    expect(made.html).toContain('Света нет в трёх районах');
    expect((await findDraft(desk.db, BLACKOUT_SLUG))?.incident.entries).toEqual([]);
  });
});
