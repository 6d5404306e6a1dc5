import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocuments, readDocument } from '../../../src/domain/document.ts';
import { listAudit } from '../../../src/records/audit.ts';
import { publish, saveDraft } from '../../../src/records/desk.ts';
import { retract, takeDown } from '../../../src/records/taking-back.ts';
import { readSheet } from '../../../src/sheets/read.ts';
import { NOW } from '../../support/app.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { incidentsOf2019 } from '../../support/fixtures.ts';
import { sendAs } from '../../support/send-files.ts';

const BY = { user: null, via: 'import' } as const;
const [FIRST, SECOND, THIRD] = incidentsOf2019();
const FORMULA = '=HYPERLINK("https://example.org";"x")';
if (FIRST === undefined || SECOND === undefined || THIRD === undefined) throw new Error('three incidents');

describe.each(ENGINES)('Export from the desk (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  let editor: Colleague;
  beforeAll(async () => {
    desk = await testDesk(engine);
    const [entry, ...rest] = FIRST.entries;
    const armed = { ...FIRST, entries: entry ? [{ ...entry, text: FORMULA }, ...rest] : rest };
    for (const incident of [armed, SECOND]) {
      await saveDraft(desk.db, { incident, by: BY, now: NOW, why: null });
      await publish(desk.db, { slug: incident.slug, by: BY, now: NOW, why: null });
    }
    await saveDraft(desk.db, { incident: THIRD, by: BY, now: NOW, why: null });
    reporter = await desk.as('reporter');
    editor = await desk.as('editor');
    // A draft of the reporter's own beside what is public.
    const content = `incident;id;kind;at;text;source_title\n${SECOND.slug};own-note;note;2019;Своё;газета`;
    const files = [{ field: 'file', name: 'a.csv', bytes: Buffer.from(content) }];
    const { location } = await sendAs(desk, reporter, '/desk/import', { fields: {}, files });
    await reporter.post(location, { seen: hidden((await reporter.get(location)).html, 'seen') });
  });
  afterAll(() => desk.close());

  const file = async (who: Colleague, name: string, of = 'desk', lang = '') =>
    (await who.get(`${lang}/desk/export/file?file=${name}&of=${of}`)).html;
  const incidentsIn = (text: string) => {
    const parsed = parseDocuments(text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    return parsed.values.flatMap(({ value }) => {
      const read = readDocument(value);
      if (!read.ok) throw new Error(JSON.stringify(read.errors));
      return read.kind === 'incident' ? [read.incident] : [];
    });
  };

  it('gives an editor everything, a reporter what is public and his own drafts, readers what they see', async () => {
    const slugs = async (...asked: Parameters<typeof file>) =>
      incidentsIn(await file(...asked)).map(({ slug, entries }) => [slug, entries.some(({ id }) => id === 'own-note')]);
    const all = [FIRST.slug, SECOND.slug, THIRD.slug].sort();
    expect(await slugs(editor, 'record.jsonl')).toEqual(all.map((slug) => [slug, slug === SECOND.slug]));
    const shown = all.filter((slug) => slug !== THIRD.slug);
    expect(await slugs(reporter, 'record.jsonl')).toEqual(shown.map((slug) => [slug, slug === SECOND.slug]));
    expect(await slugs(editor, 'record.jsonl', 'readers')).toEqual(shown.map((slug) => [slug, false]));
  });

  it('writes sheets without formulas, which it reads again as they were', async () => {
    const headers = { cookie: editor.cookie };
    const sent = await desk.app.request('/desk/export/file?file=entries.csv', { headers });
    const bytes = Buffer.from(await sent.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8');
    expect(text.slice(1)).toMatch(/^incident;id;kind;at;/);
    expect(text).toContain(`'=HYPERLINK`);
    expect(text).not.toMatch(/(^|;|")=HYPERLINK/m);
    const read = readSheet(text, 20_000);
    expect(read.refused).toEqual([]);
    const files = [{ field: 'file', name: 'entries.csv', bytes }];
    const { location } = await sendAs(desk, editor, '/desk/import', { fields: {}, files });
    const preview = textIn((await editor.get(location)).html);
    expect(preview).toContain('Добавится: 0 Изменится: 0');
    for (const name of ['promises.csv', 'followers.csv', 'measurements.csv'])
      expect(readSheet(await file(editor, name, 'desk', '/en'), 20_000)).toMatchObject({ ok: true, refused: [] });
  });

  it('never holds what a court took down; what was retracted is for the desk alone', async () => {
    const [gone, struck] = THIRD.entries.filter(({ kind }) => kind !== 'statement');
    const slug = THIRD.slug;
    await publish(desk.db, { slug, by: BY, now: NOW, why: null });
    const signed = { slug, by: BY, now: NOW, why: 'решение суда' };
    await takeDown(desk.db, { ...signed, parts: [{ kind: 'entry', id: gone?.id ?? '' }] });
    await retract(desk.db, { ...signed, parts: [{ kind: 'entry', id: struck?.id ?? '' }] });
    const words = (id: string | undefined) => THIRD.entries.find((entry) => entry.id === id)?.text ?? 'no words';
    for (const who of [editor, reporter])
      for (const of of ['desk', 'readers'])
        for (const name of ['record.jsonl', 'entries.csv']) {
          const text = (await file(who, name, of)).replaceAll('""', '"').replaceAll('\\"', '"');
          expect([name, of, text.includes(words(gone?.id))]).toEqual([name, of, false]);
          expect([name, of, text.includes(words(struck?.id))]).toEqual([name, of, of === 'desk']);
        }
  });

  it('is noted in the log', async () => {
    await file(reporter, 'promises.csv', 'readers');
    expect((await listAudit(desk.db, { limit: 1, kind: 'exported' }))[0]).toMatchObject({
      note: 'promises.csv, public',
      via: 'desk',
    });
    expect((await reporter.get('/desk/export/file?file=users.csv')).status).toBe(404);
    expect((await desk.anyone.get('/desk/export/file?file=entries.csv')).html).not.toContain(FIRST.slug);
  });
});
