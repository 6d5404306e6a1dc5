import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstPossibleAt } from '../../src/domain/derive.ts';
import { writeIncident } from '../../src/domain/document.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { inTransaction } from '../../src/records/database.ts';
import { deleteDraft, findDraft, findForDesk, publish, saveDraft, unpublish } from '../../src/records/desk.ts';
import { listDeskIncidents, listSlugsLike } from '../../src/records/desk-list.ts';
import { loadDirectory, saveDirectory } from '../../src/records/directory.ts';
import {
  countPublicIncidents,
  findPublicIncident,
  listAllPublicIncidents,
  listPublicIncidents,
  loadPublicIncidents,
} from '../../src/records/incidents.ts';
import { findFactsRevision, listCorrections, listRevisions } from '../../src/records/revisions.ts';
import { takeDown } from '../../src/records/taking-back.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { directoryOf2019, incidentOf2019, incidentsOf2019 } from '../support/fixtures.ts';

const SLUG = 'almaty-blackout-2019';
const NOW = Date.parse('2019-08-05T04:00:00Z');
const LATER = NOW + 86_400_000;
const by = { user: null, via: 'desk' as const };
const signed = { by, now: NOW, why: 'первая запись' };

async function everyPublic(db: TestDatabase['db']): Promise<string[]> {
  const slugs: string[] = [];
  for await (const edition of listAllPublicIncidents(db)) slugs.push(edition.incident.slug);
  return slugs;
}

describe.each(ENGINES)('Records of incidents (%s)', (engine) => {
  let test: TestDatabase;
  let blackout: Incident;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    blackout = incidentOf2019(SLUG);
    await saveDirectory(test.db, { directory: directoryOf2019(), ...signed });
  });
  afterEach(() => test.close());

  const publishAll = async () => {
    for (const incident of incidentsOf2019()) {
      await saveDraft(test.db, { incident, ...signed });
      await publish(test.db, { slug: incident.slug, ...signed });
    }
  };
  const edited = (change: Partial<Incident>): Incident => ({ ...blackout, ...change });

  it('gives back the facts that it was given', async () => {
    for (const incident of incidentsOf2019()) {
      await saveDraft(test.db, { incident, ...signed });
      expect((await findDraft(test.db, incident.slug))?.incident).toEqual(incident);
    }
  });

  it('shows readers no draft', async () => {
    await saveDraft(test.db, { incident: blackout, ...signed });
    expect(await findPublicIncident(test.db, SLUG)).toBeUndefined();
    expect(await loadPublicIncidents(test.db, [SLUG])).toEqual([]);
    expect(await listPublicIncidents(test.db, { asOf: NOW, limit: 10 })).toEqual({ incidents: [], next: null });
    expect(await countPublicIncidents(test.db, { asOf: NOW })).toBe(0);
    expect(await everyPublic(test.db)).toEqual([]);
    expect(await listCorrections(test.db, { limit: 10 })).toEqual([]);
  });

  it('keeps an edit of a published incident to the desk until it is published', async () => {
    await publishAll();
    const title = { ...blackout.title, ru: 'Другой заголовок' };
    await saveDraft(test.db, { incident: edited({ title }), by, now: LATER, why: null });
    const both = await findForDesk(test.db, SLUG);
    expect([both?.draft?.incident.title, both?.public?.incident.title]).toEqual([title, blackout.title]);
    expect((await findPublicIncident(test.db, SLUG))?.incident).toEqual(blackout);
    expect((await listPublicIncidents(test.db, { asOf: LATER, limit: 10, query: 'другой' })).incidents).toEqual([]);
    await publish(test.db, { slug: SLUG, by, now: LATER, why: 'уточнено' });
    expect((await findPublicIncident(test.db, SLUG))?.incident.title).toEqual(title);
    expect(await findDraft(test.db, SLUG)).toBeUndefined();
  });

  it('writes nothing for equal facts, and says so', async () => {
    await publishAll();
    const revision = await findFactsRevision(test.db);
    const again = await saveDraft(test.db, { incident: blackout, ...signed });
    expect(again.result).toBe('unchanged');
    expect(await findDraft(test.db, SLUG)).toBeUndefined();
    expect((await publish(test.db, { slug: SLUG, ...signed })).result).toBe('unchanged');
    expect((await listRevisions(test.db, 'incident', SLUG)).map(({ act }) => act)).toEqual(['published', 'created']);
    expect(await findFactsRevision(test.db)).toBe(revision);
  });

  it('appends a revision for every change: who, when, before, after, why', async () => {
    await publishAll();
    await saveDraft(test.db, { incident: edited({ topic: 'heat' }), by, now: LATER, why: 'опечатка' });
    const [revision] = await listRevisions(test.db, 'incident', SLUG);
    expect(revision).toMatchObject({
      at: LATER,
      user: null,
      via: 'desk',
      act: 'edited',
      why: 'опечатка',
      public: false,
    });
    expect(revision?.changes).toEqual([{ path: 'topic', before: 'power', after: 'heat' }]);
  });

  it('tells readers what changed after the first publication, not the first one itself', async () => {
    await publishAll();
    expect(await listCorrections(test.db, { limit: 10 })).toEqual([]);
    await saveDraft(test.db, { incident: edited({ topic: 'water' }), by, now: LATER, why: 'раз' });
    await saveDraft(test.db, { incident: edited({ topic: 'heat' }), by, now: LATER, why: 'два' });
    await publish(test.db, { slug: SLUG, by, now: LATER, why: 'уточнено' });
    const corrections = await listCorrections(test.db, { limit: 10 });
    expect(corrections.map(({ why, changes }) => ({ why, changes }))).toEqual([
      { why: 'уточнено', changes: [{ path: 'topic', before: 'power', after: 'heat' }] },
    ]);
    expect(await listCorrections(test.db, { limit: 10, slug: 'arys-2019' })).toEqual([]);
    expect(await listCorrections(test.db, { limit: 10, since: LATER, until: LATER + 1 })).toHaveLength(1);
    expect(await listCorrections(test.db, { limit: 10, until: LATER })).toEqual([]);
  });

  it('overwrites nobody else’s change', async () => {
    const first = await saveDraft(test.db, { incident: blackout, expected: null, ...signed });
    if (first.result !== 'saved') throw new Error(first.result);
    const mine = await saveDraft(test.db, { incident: edited({ topic: 'heat' }), expected: first.version, ...signed });
    const theirs = await saveDraft(test.db, { incident: edited({ topic: 'gas' }), expected: first.version, ...signed });
    expect([mine.result, theirs.result]).toEqual(['saved', 'conflict']);
    expect((await saveDraft(test.db, { incident: blackout, expected: null, ...signed })).result).toBe('conflict');
    expect((await publish(test.db, { slug: SLUG, expected: first.version, ...signed })).result).toBe('conflict');
    expect((await findDraft(test.db, SLUG))?.incident.topic).toBe('heat');
  });

  it('lets one of two that save at once win, and tells the other', async () => {
    const saves = ['heat', 'gas'].map((topic) =>
      saveDraft(test.db, { incident: edited({ topic }), expected: null, ...signed }),
    );
    expect((await Promise.all(saves)).map(({ result }) => result).sort()).toEqual(['conflict', 'saved']);
  });

  it('knows of each row when it was first recorded, across edits and publication', async () => {
    await publishAll();
    const note = { ...blackout.entries[0]!, id: 'added-later' };
    const [first, ...rest] = blackout.entries;
    const entries = [{ ...first!, text: 'переписано' }, note, ...rest];
    await saveDraft(test.db, { incident: edited({ entries }), by, now: LATER, why: null });
    await publish(test.db, { slug: SLUG, by, now: LATER + 1, why: null });
    const edition = await findPublicIncident(test.db, SLUG);
    expect(edition?.incident.entries).toEqual(entries);
    expect([edition?.addedAt.entries.get(first!.id), edition?.addedAt.entries.get('added-later')]).toEqual([
      NOW,
      LATER,
    ]);
    expect(edition?.addedAt.promises.get('results')).toBe(NOW);
    expect([...(edition?.addedAt.checks.values() ?? [])].every((at) => at === NOW)).toBe(true);
    expect([edition?.firstPublishedAt, edition?.publishedAt, edition?.changedAt]).toEqual([NOW, LATER + 1, LATER + 1]);
  });

  it('takes away what an edit no longer holds, promises and all that hangs on them', async () => {
    const arys = incidentOf2019('arys-2019');
    await saveDraft(test.db, { incident: arys, ...signed });
    const bare = { ...arys, promises: [], checks: [], replies: [], entries: arys.entries.slice(0, 3) };
    await saveDraft(test.db, { incident: bare, ...signed });
    expect((await findDraft(test.db, 'arys-2019'))?.incident).toEqual(bare);
  });

  it('takes an incident from readers and keeps it for the desk', async () => {
    await publishAll();
    await unpublish(test.db, { slug: SLUG, by, now: LATER, why: 'ошибка' });
    expect(await findPublicIncident(test.db, SLUG)).toBeUndefined();
    expect((await findDraft(test.db, SLUG))?.incident).toEqual(blackout);
    expect((await listCorrections(test.db, { limit: 5 })).map(({ act, subjectId }) => [act, subjectId])).toEqual([
      ['unpublished', SLUG],
    ]);
    await publish(test.db, { slug: SLUG, by, now: LATER, why: 'снова' });
    expect((await findPublicIncident(test.db, SLUG))?.firstPublishedAt).toBe(NOW);
  });

  it('leaves nothing in public of an incident that a court took down', async () => {
    await publishAll();
    await saveDraft(test.db, { incident: edited({ topic: 'heat' }), by, now: LATER, why: null });
    await publish(test.db, { slug: SLUG, by, now: LATER, why: 'уточнено' });
    await takeDown(test.db, { slug: SLUG, parts: [{ kind: 'incident', id: '' }], by, now: LATER, why: 'суд' });
    expect(await listCorrections(test.db, { limit: 5 })).toEqual([]);
    expect((await listRevisions(test.db, 'incident', SLUG))[0]).toMatchObject({ act: 'taken_down', why: 'суд' });
  });

  it('throws a draft away without touching what is public', async () => {
    await publishAll();
    await saveDraft(test.db, { incident: edited({ topic: 'heat' }), ...signed });
    expect((await deleteDraft(test.db, { slug: SLUG, ...signed })).result).toBe('removed');
    expect((await deleteDraft(test.db, { slug: SLUG, ...signed })).result).toBe('missing');
    expect((await findPublicIncident(test.db, SLUG))?.incident).toEqual(blackout);
  });

  it('leaves no trace of a write that fails, the revision included', async () => {
    await expect(saveDraft(test.db, { incident: edited({ office: 'nobody' }), ...signed })).rejects.toThrow();
    await expect(
      inTransaction(test.db, async (trx) => {
        await saveDraft(trx, { incident: blackout, ...signed });
        throw new Error('afterwards');
      }),
    ).rejects.toThrow('afterwards');
    expect(await findForDesk(test.db, SLUG)).toBeUndefined();
    expect(await listRevisions(test.db, 'incident', SLUG)).toEqual([]);
  });

  it('lists the newest first, page by page, and finds by office, region, kind, topic, year and words', async () => {
    await publishAll();
    const slugs = async (filter: object) =>
      (await listPublicIncidents(test.db, { asOf: NOW, limit: 10, ...filter })).incidents.map(
        (one) => one.incident.slug,
      );
    const all = await slugs({});
    expect(all[0]).toBe(SLUG);
    expect([...all].sort()).toEqual(['almaty-blackout-2019', 'arys-2019', 'lrt-nur-sultan']);
    const first = await listPublicIncidents(test.db, { asOf: NOW, limit: 2 });
    const second = await listPublicIncidents(test.db, { asOf: NOW, limit: 2, after: first.next ?? '' });
    expect([...first.incidents, ...second.incidents].map((one) => one.incident.slug)).toEqual(all);
    expect(second.next).toBeNull();
    expect(await slugs({ office: 'akim-almaty' })).toEqual([SLUG]);
    expect(await slugs({ region: 'алматы' })).toEqual([SLUG]);
    expect(await slugs({ region: 'Нигде' })).toEqual([]);
    expect(await slugs({ kind: 'ongoing' })).toEqual(['lrt-nur-sultan']);
    expect(await slugs({ topic: 'power' })).toEqual([SLUG]);
    expect(await slugs({ year: 2018 })).not.toContain(SLUG);
    expect(await slugs({ query: 'АЛМАТЫ отключение' })).toEqual([SLUG]);
    expect(await slugs({ query: '%' })).toEqual(all);
    expect(await slugs({ asOf: firstPossibleAt(blackout) - 1 })).not.toContain(SLUG);
    expect(await slugs({ asOf: firstPossibleAt(blackout) })).toContain(SLUG);
    expect(await countPublicIncidents(test.db, { asOf: NOW, year: 2019, kind: 'acute' })).toBe(2);
    await expect(slugs({ after: "x' or 1=1" })).rejects.toThrow(RangeError);
  });

  it('lists for the desk the one that changed last first', async () => {
    await publishAll();
    await saveDraft(test.db, { incident: edited({ topic: 'heat' }), by, now: LATER, why: null });
    const { lines, more } = await listDeskIncidents(test.db, { limit: 3 });
    expect([lines.length, more]).toEqual([3, false]);
    expect(lines[0]).toMatchObject({ slug: SLUG, changedAt: LATER, publishedAt: NOW, hasDraft: true });
    expect(lines[1]).toMatchObject({ hasDraft: false });
    const second = await listDeskIncidents(test.db, { limit: 1, offset: 1 });
    expect(second).toEqual({ lines: [lines[1]], more: true });
    expect([...(await listSlugsLike(test.db, SLUG))]).toEqual(expect.arrayContaining([SLUG]));
    expect((await listSlugsLike(test.db, 'zz')).size).toBe(0);
  });

  it('gives back the directory that it was given, and takes a part of one into it', async () => {
    const whole = directoryOf2019();
    expect(await loadDirectory(test.db)).toEqual(whole);
    const office = whole.offices[1]!;
    const part = {
      ...{ officials: [], channels: [], indicators: [], measurements: [], benchmarks: [] },
      offices: [{ ...office, note: 'сверено' }],
      tenures: whole.tenures
        .filter((tenure) => tenure.office === office.id)
        .map((tenure) => ({ ...tenure, to: '2022' })),
    };
    const saved = await saveDirectory(test.db, { directory: part, ...signed });
    expect(saved.result).toBe('saved');
    const now = await loadDirectory(test.db);
    expect(now.offices).toEqual(whole.offices.map((one) => (one.id === office.id ? part.offices[0] : one)));
    expect(now.tenures).toEqual(
      whole.tenures.map((tenure) => (tenure.office === office.id ? { ...tenure, to: '2022' } : tenure)),
    );
    expect(now.channels).toEqual(whole.channels);
    expect((await saveDirectory(test.db, { directory: part, ...signed })).result).toBe('unchanged');
    expect(await listRevisions(test.db, 'directory', 'directory')).toHaveLength(2);
  });

  it('walks through every published incident once, by slug', async () => {
    for (let number = 0; number < 205; number += 1) {
      const slug = `case-${String(number).padStart(3, '0')}`;
      await saveDraft(test.db, { incident: { ...edited({ promises: [], checks: [], entries: [] }), slug }, ...signed });
      if (number !== 7) await publish(test.db, { slug, ...signed });
    }
    const slugs = await everyPublic(test.db);
    expect(slugs).toHaveLength(204);
    expect(slugs).toEqual([...new Set(slugs)].sort());
    expect(slugs).not.toContain('case-007');
  });

  it('answers canonical documents alike after every step', async () => {
    await publishAll();
    const edition = await findPublicIncident(test.db, SLUG);
    expect(JSON.stringify(writeIncident(edition!.incident))).toBe(JSON.stringify(writeIncident(blackout)));
  });
});
