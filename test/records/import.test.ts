import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Incident } from '../../src/domain/incident.ts';
import { findDraft, findForDesk, saveDraft } from '../../src/records/desk.ts';
import { loadDirectory } from '../../src/records/directory.ts';
import { type Imported, type ImportedDocument, importDocuments } from '../../src/records/import.ts';
import { findPublicIncident, listAllPublicIncidents } from '../../src/records/incidents.ts';
import { findFactsRevision, listCorrections, listRevisions } from '../../src/records/revisions.ts';
import { verifyRecords } from '../../src/records/verify.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { directoryOf2019, incidentsOf2019 } from '../support/fixtures.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');
const by = { user: null, via: 'import' as const };
const directory: ImportedDocument = { kind: 'directory', directory: directoryOf2019() };
const documentsOf = (incidents: Incident[]): ImportedDocument[] =>
  incidents.map((incident) => ({ kind: 'incident', incident }));
const ALL = [directory, ...documentsOf(incidentsOf2019())];

describe.each(ENGINES)('Import (%s)', (engine) => {
  let test: TestDatabase;
  let blackout: Incident;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    blackout = incidentsOf2019()[0]!;
  });
  afterEach(() => test.close());

  const take = (documents: ImportedDocument[], options: { publish?: boolean; dryRun?: boolean; now?: number } = {}) =>
    importDocuments(test.db, { documents, publish: false, by, now: NOW, ...options });
  const results = async (...asked: Parameters<typeof take>): Promise<Imported['result'][]> => {
    const done = await take(...asked);
    if (!done.ok) throw new Error(JSON.stringify(done.errors));
    return done.documents.map(({ result }) => result);
  };

  it('takes documents in as drafts, or as published with one revision each', async () => {
    expect(await results(ALL)).toEqual(['created', 'created', 'created', 'created']);
    expect(await findPublicIncident(test.db, blackout.slug)).toBeUndefined();
    expect((await findDraft(test.db, blackout.slug))?.incident).toEqual(blackout);
    expect(await loadDirectory(test.db)).toEqual(directoryOf2019());
    expect(await results(ALL, { publish: true })).toEqual(['unchanged', 'updated', 'updated', 'updated']);
    expect((await findPublicIncident(test.db, blackout.slug))?.incident).toEqual(blackout);
    expect((await listRevisions(test.db, 'incident', blackout.slug)).map(({ act }) => act)).toEqual([
      'imported',
      'imported',
    ]);
    expect(await listCorrections(test.db, { limit: 5 })).toEqual([]);
  });

  it('changes nothing the second time, and says so', async () => {
    await take(ALL, { publish: true });
    const before = await findFactsRevision(test.db);
    for (const publish of [true, false])
      expect(await results(ALL, { publish })).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged']);
    expect(await findFactsRevision(test.db)).toBe(before);
    expect(await listRevisions(test.db, 'incident', blackout.slug)).toHaveLength(1);
    expect(await listRevisions(test.db, 'directory', 'directory')).toHaveLength(1);
  });

  it('takes away what a changed file no longer holds: from readers only when publishing', async () => {
    await take(ALL, { publish: true });
    const shorter = { ...blackout, entries: blackout.entries.filter((entry) => entry.id !== 'first-return') };
    expect(await results(documentsOf([shorter]))).toEqual(['updated']);
    expect((await findForDesk(test.db, blackout.slug))?.draft?.incident).toEqual(shorter);
    expect((await findPublicIncident(test.db, blackout.slug))?.incident).toEqual(blackout);
    expect(await results(documentsOf([shorter]), { publish: true })).toEqual(['updated']);
    expect((await findPublicIncident(test.db, blackout.slug))?.incident).toEqual(shorter);
    const [correction] = await listCorrections(test.db, { limit: 5 });
    expect(correction?.changes).toMatchObject([{ path: 'entries[first-return]', after: null }]);
  });

  it('leaves the desk’s own draft alone when the file holds what is public', async () => {
    await take(ALL, { publish: true });
    const draft = { ...blackout, topic: 'heat' };
    await saveDraft(test.db, { incident: draft, by: { user: null, via: 'desk' }, now: NOW, why: null });
    expect(await results(ALL, { publish: true })).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged']);
    expect((await findDraft(test.db, blackout.slug))?.incident).toEqual(draft);
  });

  it('refuses all of it for one fault, and names every fault at once', async () => {
    const { slug } = blackout;
    const strange = { ...blackout, slug: 'strange', office: 'nobody' };
    const done = await take([...ALL, ...documentsOf([strange, blackout])]);
    expect(done).toEqual({
      ok: false,
      errors: [
        { document: 4, error: { path: '$.office', value: 'nobody', expected: { key: 'office', params: {} } } },
        {
          document: 5,
          error: { path: '$.slug', value: slug, expected: { key: 'unique_id', params: { first: 'document 2' } } },
        },
      ],
    });
    expect(await loadDirectory(test.db)).toMatchObject({ offices: [] });
  });

  it('knows the offices of the record as well as those of the same import', async () => {
    const incidents = documentsOf(incidentsOf2019());
    expect(await take(incidents)).toMatchObject({ ok: false });
    expect(await take([...incidents, directory])).toMatchObject({ ok: true });
    expect(await results(incidents)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  it('a dry run says what would become of each and leaves nothing', async () => {
    expect(await results(ALL, { dryRun: true })).toEqual(['created', 'created', 'created', 'created']);
    expect(await loadDirectory(test.db)).toMatchObject({ offices: [] });
    expect(await findForDesk(test.db, blackout.slug)).toBeUndefined();
  });

  it('takes many at once', async () => {
    const many = Array.from({ length: 450 }, (_, number) => ({ ...blackout, slug: `case-${number}` }));
    expect(new Set(await results([directory, ...documentsOf(many)], { publish: true }))).toEqual(new Set(['created']));
    let count = 0;
    for await (const { incident } of listAllPublicIncidents(test.db)) {
      if (count % 100 === 0) expect(incident).toEqual({ ...blackout, slug: incident.slug });
      count += 1;
    }
    expect(count).toBe(450);
  });

  describe('is verified', () => {
    beforeEach(() => take(ALL, { publish: true }));
    const broken = async () => (await verifyRecords(test.db)).map(({ where, what }) => `${where}: ${what}`);

    it('a sound record', async () => {
      await saveDraft(test.db, { incident: { ...blackout, topic: 'heat' }, by, now: NOW + 1, why: null });
      expect(await broken()).toEqual([]);
    });

    it('a span that its words do not mean', async () => {
      await sql`update entries set at_latest = '2019-07-15T12:31:00.000Z' where id = 'tweet'`.execute(test.db);
      expect(await broken()).toEqual([
        expect.stringMatching(/^almaty-blackout-2019, entries, position \d+, at_latest: /),
      ]);
    });

    it('a hint that the domain does not give', async () => {
      await sql`update promises set due_hint = '2019-07-26T18:00:00.001Z' where id = 'results'`.execute(test.db);
      await sql`update editions set year = 2018 where slug = 'arys-2019'`.execute(test.db);
      expect(await broken()).toHaveLength(2);
    });

    it('a gap in the positions', async () => {
      await sql`update checks set position = 7`.execute(test.db);
      expect(await broken()).not.toEqual([]);
    });

    it('an edition that no revision of it wrote', async () => {
      await sql`update editions set version = (select id from revisions where subject = 'directory') where slug = 'arys-2019'`.execute(
        test.db,
      );
      expect(await broken()).toEqual(['arys-2019: has no revision that wrote it']);
    });

    it('words that no document may hold', async () => {
      await sql`update entries set source = '{"kind":"link","title":null,"url":"javascript:x","archive":null,"count":null}' where id = 'tweet'`.execute(
        test.db,
      );
      expect(await broken()).toHaveLength(1);
    });

    it('a digest that does not span its week', async () => {
      const at = { issued_at: '2019-08-05T04:00:00.000Z', zone: 'Asia/Almaty', body: '{}' };
      const right = { week: '2019-W31', from_at: '2019-07-28T18:00:00.000Z', cut_off_at: '2019-08-04T18:00:00.000Z' };
      await test.db
        .insertInto('digests')
        .values({ ...at, ...right })
        .execute();
      expect(await broken()).toEqual([]);
      await test.db
        .insertInto('digests')
        .values({ ...at, ...right, week: '2019-W30' })
        .execute();
      expect(await broken()).toEqual(['digest 2019-W30: does not span its week']);
    });
  });
});
