import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeIncident } from '../../../src/domain/document.ts';
import { listAudit } from '../../../src/records/audit.ts';
import { findForDesk } from '../../../src/records/desk.ts';
import { loadDirectory } from '../../../src/records/directory.ts';
import { saveFourEyes } from '../../../src/records/four-eyes.ts';
import { findPublicIncident } from '../../../src/records/incidents.ts';
import { listRevisions } from '../../../src/records/revisions.ts';
import { NOW } from '../../support/app.ts';
import { publishIncident } from '../../support/cases.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Answer, type Colleague, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { incidentOf2019 } from '../../support/fixtures.ts';
import { type SentFile, sendAs } from '../../support/send-files.ts';
import { badSheet, inWindows1251 } from '../../support/sheets.ts';

const SLUG = 'almaty-blackout-2019';
const INCIDENT = incidentOf2019(SLUG);
const HEAD = 'incident;id;kind;at;text;source_title';

const sheet = (...rows: string[]) => [HEAD, ...rows].join('\r\n');

type Preview = { location: string; answer: Answer; text: string; seen: string };
type Sent = { name: string; content: string | Buffer; lang?: string };

/** Uploads a file and opens its preview. */
async function uploadTo(desk: TestDesk, who: Colleague, { name, content, lang = '' }: Sent): Promise<Preview> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const { status, location } = await sendAs(desk, who, `${lang}/desk/import`, {
    fields: {},
    files: [{ field: 'file', name, bytes }],
  });
  expect(status).toBe(303);
  const answer = await who.get(location);
  return { location, answer, text: textIn(answer.html), seen: hidden(answer.html, 'seen') };
}

describe.each(ENGINES)('Import at the desk (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  let editor: Colleague;

  beforeEach(async () => {
    desk = await testDesk(engine);
    await publishIncident(desk.db, INCIDENT, NOW);
    reporter = await desk.as('reporter');
    editor = await desk.as('editor');
  });
  afterEach(() => desk.close());

  const upload = (who: Colleague, name: string, content: string | Buffer, lang = '') =>
    uploadTo(desk, who, { name, content, lang });
  const draftOf = async (slug = SLUG) => (await findForDesk(desk.db, slug))?.draft?.incident;

  it('takes 500 entries of an Excel sheet into a draft, and names the three rows that are wrong', async () => {
    const before = INCIDENT.entries.length;
    const shown = await upload(reporter, 'хроника.csv', inWindows1251(badSheet(SLUG, 500)));
    expect(shown.text).toContain('хроника.csv · строки хроники · 500 строк');
    expect(shown.text).toContain('Добавится: 497');
    expect(shown.text).toContain('Не подходит: 3');
    expect(shown.text).toContain('Строка 101 at 7/26/2019 Нужен день: 26.07.2019 или 2019-07-26.');
    expect(shown.text).toContain('Строка 251 office пусто У заявления должен быть тот, кто говорит: заполните office.');
    expect(shown.text).toContain('Строка 402 kind tweet Одно из: event, statement, report, question, outcome, note.');
    expect(await draftOf()).toBeUndefined();

    const pressed = await reporter.post(shown.location, { seen: shown.seen });
    expect([pressed.status, pressed.location]).toEqual([303, shown.location]);
    const told = textIn((await reporter.get(shown.location)).html);
    expect(told).toContain('Добавлено: 497');
    expect(told).toContain('Строка 402 kind');
    const draft = await draftOf();
    expect(draft?.entries).toHaveLength(before + 497);
    expect(draft?.entries.find(({ id }) => id === 'row-2')).toMatchObject({
      text: 'Житель сообщил: «света нет»;\nзапись 2',
      at: { written: { at: '2019-07-26T09:02', precision: 'minute' } },
    });
    expect((await findPublicIncident(desk.db, SLUG))?.incident.entries).toHaveLength(before);
    const [revision] = await listRevisions(desk.db, 'incident', SLUG);
    expect(revision).toMatchObject({ act: 'imported', via: 'desk', public: false });
    expect(revision?.user).not.toBeNull();
    expect((await listAudit(desk.db, { limit: 5, kind: 'imported' }))[0]).toMatchObject({ note: SLUG });

    // A second press, and the same sheet again: nothing is done twice.
    expect((await reporter.post(shown.location, { seen: shown.seen })).status).toBe(303);
    expect((await listRevisions(desk.db, 'incident', SLUG)).filter(({ act }) => act === 'imported')).toHaveLength(1);
    const again = await upload(reporter, 'хроника.csv', inWindows1251(badSheet(SLUG, 500)));
    expect(again.text).toContain('Уже есть без изменений: 497');
    expect(again.seen).toBe('');
  });

  it('shows what would change, row by row, in the language of the reader', async () => {
    const [first] = INCIDENT.entries;
    const rows = sheet(`${SLUG};${first?.id};event;15.07.2019;Иначе;газета`, `${SLUG};new-one;note;2019;Итог;газета`);
    expect((await upload(reporter, 'a.csv', rows)).text).toMatch(/Изменится: 1.*Строка 2 almaty-blackout-2019 Иначе/);
    expect((await upload(reporter, 'a.csv', rows, '/kk')).text).toMatch(/Өзгереді: 1.*2-жол/);
    expect((await upload(reporter, 'a.csv', rows, '/en')).text).toMatch(/Would change: 1.*Row 2/);
  });

  it('says that the record changed since the preview, and writes nothing', async () => {
    const shown = await upload(reporter, 'a.csv', sheet(`${SLUG};new-one;note;2019;Итог;газета`));
    const other = await upload(editor, 'b.csv', sheet(`${SLUG};other-one;note;2019;Другое;газета`));
    expect((await editor.post(other.location, { seen: other.seen })).status).toBe(303);
    const refused = await reporter.post(shown.location, { seen: shown.seen });
    expect(refused.status).toBe(409);
    expect(textIn(refused.html)).toContain('Пока вы смотрели, записи изменились.');
    expect((await draftOf())?.entries.some(({ id }) => id === 'new-one')).toBe(false);
    expect((await reporter.post(shown.location, { seen: hidden(refused.html, 'seen') })).status).toBe(303);
    expect((await draftOf())?.entries.map(({ id }) => id)).toEqual(expect.arrayContaining(['other-one', 'new-one']));
  });

  it('shows a file to nobody but whoever sent it, and forgets it on a word', async () => {
    const shown = await upload(reporter, 'a.csv', sheet(`${SLUG};new-one;note;2019;Итог;газета`));
    expect((await editor.get(shown.location)).status).toBe(404);
    expect((await editor.post(shown.location, { seen: shown.seen })).status).toBe(404);
    expect((await reporter.post(`${shown.location}/removal`)).location).toBe('/desk/import');
    expect((await reporter.get(shown.location)).status).toBe(404);
  });

  it('publishes at once only for an editor whom nobody has to look after, with a reason', async () => {
    const rows = sheet(`${SLUG};new-one;note;2019;Итог;газета`);
    const held = await upload(editor, 'a.csv', rows);
    expect(held.text).toContain('Публикует другой редактор');
    expect((await editor.post(held.location, { seen: held.seen, how: 'publish', why: 'дополнено' })).status).toBe(422);
    const tried = await upload(reporter, 'a.csv', rows);
    expect((await reporter.post(tried.location, { seen: tried.seen, how: 'publish', why: 'x' })).status).toBe(403);

    await saveFourEyes(desk.db, { on: false, by: { user: null, via: 'command' }, now: NOW });
    expect((await editor.post(held.location, { seen: held.seen, how: 'publish' })).status).toBe(422);
    expect(await draftOf()).toBeUndefined();
    const done = await editor.post(held.location, { seen: held.seen, how: 'publish', why: 'дополнено' });
    expect(done.status).toBe(303);
    const shown = await findPublicIncident(desk.db, SLUG);
    expect(shown?.incident.entries.some(({ id }) => id === 'new-one')).toBe(true);
    expect(await draftOf()).toBeUndefined();
  });

  it('takes promises, with what was judged of them', async () => {
    const [promise] = INCIDENT.promises;
    const head = 'incident;id;made_in;text;due;test';
    const old = `${SLUG};${promise?.id};${promise?.madeIn};Другими словами;26.07.2019;Опубликовано`;
    const wrong = `${SLUG};second;no-such;Ещё;;`;
    const shown = await upload(reporter, 'p.csv', [head, old, wrong].join('\n'));
    expect(shown.text).toContain('Строка 3 made_in no-such Нужно заявление этого события');
    await reporter.post(shown.location, { seen: shown.seen });
    const after = (await draftOf())?.promises.find(({ id }) => id === promise?.id);
    expect(after?.text).toBe('Другими словами');
    expect([after?.outcomes, after?.changes]).toEqual([promise?.outcomes, promise?.changes]);
  });

  it('takes follower counts and measurements for editors alone: readers see them at once', async () => {
    const { channels, indicators } = await loadDirectory(desk.db);
    const [channel, indicator] = [channels[0]?.id ?? '', indicators[0]?.id ?? ''];
    const followers = `channel;on;count;source_title\n${channel};26.07.2031;1 295;газета\nno-such;2019;1;газета`;
    const looked = await upload(reporter, 'f.csv', followers);
    expect(looked.text).toContain('поэтому вносит редактор');
    expect((await reporter.post(looked.location, { seen: looked.seen })).status).toBe(409);
    const shown = await upload(editor, 'f.csv', followers);
    expect(shown.text).toContain('Строка 3 channel no-such Такого аккаунта в справочнике нет.');
    expect((await editor.post(shown.location, { seen: shown.seen })).status).toBe(303);
    const figures = `indicator;from;to;value;source_title\n${indicator};01.01.2031;31.03.2031;25,5;газета\n${indicator};2032;2031;1;газета`;
    const measured = await upload(editor, 'm.csv', figures);
    expect(measured.text).toContain('Строка 3 to 2031 Конец раньше начала.');
    expect((await editor.post(measured.location, { seen: measured.seen })).status).toBe(303);
    const now = await loadDirectory(desk.db);
    expect(now.channels[0]?.followers.at(-1)).toMatchObject({ on: '2031-07-26', count: 1295 });
    expect(now.measurements.find(({ from }) => from === '2031-01-01')).toMatchObject({ value: 25.5, to: '2031-03-31' });
    expect(now.measurements.filter((each) => each.indicator === indicator).length).toBe(
      (await loadDirectory(desk.db)).measurements.filter((each) => each.indicator === indicator).length,
    );
  });

  it('takes documents, and leaves judgements to editors', async () => {
    const document = writeIncident(INCIDENT);
    const [promise] = document.promises ?? [];
    const judged = { ...document, promises: (document.promises ?? []).map((each) => ({ ...each, outcomes: [] })) };
    const fresh = { ...document, slug: 'another-one' };
    const shown = await upload(editor, 'a.jsonl', `${JSON.stringify(fresh)}\n{"format":"merzim/incident@1"}`);
    expect(shown.text).toContain('Добавится: 1');
    expect(shown.text).toContain('Строка 2 $.slug');
    expect((await editor.post(shown.location, { seen: shown.seen })).status).toBe(303);
    expect((await draftOf('another-one'))?.promises).toHaveLength(INCIDENT.promises.length);
    expect(promise).toBeDefined();
    const added = { ...judged, promises: withOutcome(document) };
    expect((await upload(reporter, 'b.json', JSON.stringify(added))).text).toContain(
      'Итоги обещаний записывает редактор.',
    );
  });
});

describe('A file for import', () => {
  let desk: TestDesk;
  let reporter: Colleague;
  beforeAll(async () => {
    desk = await testDesk('sqlite');
    await publishIncident(desk.db, INCIDENT, NOW);
    reporter = await desk.as('reporter');
  });
  afterAll(() => desk.close());
  const upload = (name: string, content: string | Buffer, lang = '') =>
    uploadTo(desk, reporter, { name, content, lang });

  it('refuses what is too large, no file, and what is no sheet', async () => {
    const send = (files: SentFile[]) => sendAs(desk, reporter, '/desk/import', { fields: {}, files });
    expect((await send([])).status).toBe(422);
    const large = Buffer.alloc(10 * 1024 * 1024 + 1, 'a');
    expect((await send([{ field: 'file', name: 'a.csv', bytes: large }])).status).toBe(422);
    const many = Array.from({ length: 20_001 }, (_, index) => `${SLUG};r-${index};note;2019;x;y`);
    expect((await upload('a.csv', sheet(...many))).text).toContain('Слишком много: не больше 20000.');
    expect((await upload('a.csv', 'incident;id;kind;colour\na;b;note;red')).text).toContain('Такого столбца нет.');
    expect((await upload('a.json', '{"format":')).text).toContain('Здесь JSON прерывается.');
  });

  it('gives templates that it reads again, with an example that is refused by name', async () => {
    for (const kind of ['entries', 'promises', 'followers', 'measurements'])
      for (const lang of ['', '/kk', '/en']) {
        const { html, headers } = await reporter.get(`${lang}/desk/import/templates/${kind}.csv`);
        expect(headers.get('content-disposition')).toContain(`merzim-${kind}-template.csv`);
        const shown = await upload('template.csv', html, lang);
        expect(shown.answer.html.match(/class="num"|<code>(incident|channel|indicator)<\/code>/g)?.length).toBe(1);
        expect(shown.seen).toBe('');
      }
    expect((await reporter.get('/desk/import/templates/other.csv')).status).toBe(404);
  });
});

type Document = ReturnType<typeof writeIncident>;

function withOutcome({ promises = [], entries }: Document): unknown[] {
  const [entry] = entries;
  return (promises ?? []).map((each, index) =>
    index === 0 ? { ...each, outcomes: [{ entry: entry?.id, kind: 'kept', basis: 'office' }] } : each,
  );
}
