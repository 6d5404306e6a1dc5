import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueDigest } from '../../src/digest/issue.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { Part } from '../../src/domain/taken-back.ts';
import { findWeek } from '../../src/domain/week.ts';
import { deleteDraft, findDraft, publish, saveDraft, unpublish } from '../../src/records/desk.ts';
import { findDigest } from '../../src/records/digests.ts';
import { saveFourEyes } from '../../src/records/four-eyes.ts';
import { importDocuments } from '../../src/records/import.ts';
import { findPublicIncident, listAllPublicIncidents, listWholeRecord } from '../../src/records/incidents.ts';
import { listLastDue } from '../../src/records/last-due.ts';
import { listPublicPromises } from '../../src/records/promise-list.ts';
import { findFactsRevision, listCorrections, listRevisions } from '../../src/records/revisions.ts';
import { findTakenDown, listTakings, loadTakenBack } from '../../src/records/taken-back.ts';
import { liftTaking, retract, takeDown } from '../../src/records/taking-back.ts';
import { addUser, disableUser } from '../../src/records/users.ts';
import { verifyRecords } from '../../src/records/verify.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { incidentOf2019 } from '../support/fixtures.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');
const LATER = NOW + 3_600_000;
const by = { user: null, via: 'desk' } as const;
const SLUG = 'almaty-blackout-2019';
const WHOLE: Part = { kind: 'incident', id: '' };
const RESULTS: Part = { kind: 'promise', id: 'results' };
const signed = { slug: SLUG, by, now: LATER, why: 'решение суда' };

describe.each(ENGINES)('What is taken back (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db, NOW);
  });
  afterEach(() => test.close());

  const promises = async () => {
    const page = await listPublicPromises(test.db, { asOf: () => LATER, limit: 100 });
    return page.promises.filter(({ incident }) => incident.slug === SLUG).map(({ promise }) => promise.id);
  };
  const shownIds = async () => (await findPublicIncident(test.db, SLUG))?.incident.promises.map(({ id }) => id);
  const issue = async () => {
    const week = findWeek('2019-W31', 'Asia/Almaty') ?? expect.fail();
    await issueDigest(test.db, { week, zone: 'Asia/Almaty', now: NOW, by, byEditor: true });
  };

  describe('a takedown', () => {
    it('takes the whole incident from readers and leaves the desk a draft', async () => {
      const before = await findFactsRevision(test.db);
      expect(await takeDown(test.db, { ...signed, parts: [WHOLE] })).toEqual({ result: 'taken_down' });
      expect(await findPublicIncident(test.db, SLUG)).toBeUndefined();
      expect(await promises()).toEqual([]);
      expect((await findDraft(test.db, SLUG))?.incident).toEqual(incidentOf2019(SLUG));
      expect(await findTakenDown(test.db, SLUG)).toBe(true);
      expect(await findTakenDown(test.db, 'arys-2019')).toBe(false);
      expect(await findFactsRevision(test.db)).toBeGreaterThan(before);
      expect(await listCorrections(test.db, { limit: 5 })).toEqual([]);
      expect((await listRevisions(test.db, 'incident', SLUG))[0]).toMatchObject({ act: 'taken_down', public: false });
      expect(await verifyRecords(test.db)).toEqual([]);
    });

    it('is not undone by a publication or an import, only by an editor who lifts it', async () => {
      await takeDown(test.db, { ...signed, parts: [WHOLE] });
      expect(await publish(test.db, signed)).toEqual({ result: 'taken_down' });
      const document = { kind: 'incident', incident: { ...incidentOf2019(SLUG), topic: 'heat' } } as const;
      await importDocuments(test.db, { documents: [document], publish: true, by, now: LATER });
      expect(await findPublicIncident(test.db, SLUG)).toBeUndefined();
      await deleteDraft(test.db, signed);
      await importDocuments(test.db, { documents: [document], publish: true, by, now: LATER });
      expect(await findPublicIncident(test.db, SLUG)).toBeUndefined();
      const [taking] = await listTakings(test.db, SLUG);
      expect(await liftTaking(test.db, { ...signed, id: taking?.id ?? 0, why: 'отменено' })).toEqual({
        result: 'lifted',
      });
      expect(await liftTaking(test.db, { ...signed, id: taking?.id ?? 0 })).toEqual({ result: 'missing' });
      expect((await publish(test.db, signed)).result).toBe('published');
      expect(await findTakenDown(test.db, SLUG)).toBe(false);
    });

    it('reaches an incident that was unpublished before, and its correction', async () => {
      await unpublish(test.db, { ...signed, why: 'ошибка' });
      expect(await listCorrections(test.db, { limit: 5 })).toHaveLength(1);
      await takeDown(test.db, { ...signed, parts: [WHOLE] });
      expect(await listCorrections(test.db, { limit: 5 })).toEqual([]);
      expect((await takeDown(test.db, { ...signed, slug: 'nowhere', parts: [WHOLE] })).result).toBe('missing');
    });

    it('of a promise takes it from every list, and what is published later does not bring it back', async () => {
      expect(await shownIds()).toContain('results');
      await takeDown(test.db, { ...signed, parts: [RESULTS] });
      expect(await shownIds()).not.toContain('results');
      expect(await promises()).not.toContain('results');
      const last = await listLastDue(test.db, { asOf: () => LATER, which: 'dated', limit: 100 });
      expect(last.some(({ promise }) => promise.id === 'results')).toBe(false);
      for await (const { incident } of listAllPublicIncidents(test.db))
        expect(JSON.stringify(incident)).not.toContain('"results"');
      await saveDraft(test.db, { incident: { ...incidentOf2019(SLUG), topic: 'heat' }, by, now: LATER, why: null });
      await publish(test.db, signed);
      expect(await shownIds()).not.toContain('results');
      expect([await findTakenDown(test.db, SLUG, 'results'), await findTakenDown(test.db, SLUG)]).toEqual([
        true,
        false,
      ]);
      expect((await takeDown(test.db, { ...signed, parts: [{ kind: 'promise', id: 'none' }] })).result).toBe('missing');
    });

    it('hides the corrections that tell of the promise, and their reason', async () => {
      const whole = incidentOf2019(SLUG);
      const changed = whole.promises.map((each) => (each.id === 'results' ? { ...each, text: 'иначе' } : each));
      await saveDraft(test.db, { incident: { ...whole, promises: changed }, by, now: LATER, why: null });
      await publish(test.db, { ...signed, why: 'уточнили результаты' });
      await takeDown(test.db, { ...signed, parts: [RESULTS] });
      expect(await listCorrections(test.db, { limit: 5 })).toMatchObject([{ changes: [], why: null, struck: true }]);
    });

    it('of a statement takes the promises that it made', async () => {
      const { madeIn } = incidentOf2019(SLUG).promises.find(({ id }) => id === 'results') ?? expect.fail();
      await takeDown(test.db, { ...signed, parts: [{ kind: 'entry', id: madeIn }] });
      expect(await shownIds()).not.toContain('results');
      expect(await findTakenDown(test.db, SLUG, 'results')).toBe(true);
    });

    it('leaves the issued digest as it is stored, and shows it without the line', async () => {
      await issue();
      const stored = async () => (await test.db.selectFrom('digests').select('body').executeTakeFirstOrThrow()).body;
      const body = await stored();
      expect(JSON.stringify((await findDigest(test.db, '2019-W31'))?.body)).toContain('"results"');
      await takeDown(test.db, { ...signed, parts: [RESULTS] });
      const shown = (await findDigest(test.db, '2019-W31'))?.body as Digest;
      expect(JSON.stringify(shown)).not.toContain('"results"');
      expect(shown.taken_down).toEqual([{ list: 'still_overdue', lines: 1 }]);
      expect(await stored()).toBe(body);
      const week = findWeek('2019-W32', 'Asia/Almaty') ?? expect.fail();
      const next = { week, zone: 'Asia/Almaty', now: week.cutOff, by, byEditor: true };
      expect(JSON.stringify((await issueDigest(test.db, next)).digest)).not.toContain('"results"');
    });
  });

  describe('a retraction', () => {
    it('strikes the promise out, with a correction that tells its words, and leaves the record as it is', async () => {
      expect(await retract(test.db, { ...signed, why: 'ошиблись', parts: [RESULTS] })).toEqual({ result: 'retracted' });
      const edition = await findPublicIncident(test.db, SLUG);
      expect(edition?.retracted).toMatchObject([{ part: RESULTS, why: 'ошиблись', at: LATER }]);
      expect(edition?.changedAt).toBe(LATER);
      expect(await promises()).not.toContain('results');
      const [correction] = await listCorrections(test.db, { limit: 5 });
      expect(correction).toMatchObject({ act: 'retracted', why: 'ошиблись', struck: false });
      expect(correction?.changes).toMatchObject([{ path: 'promises[results]', after: null }]);
      for await (const { incident } of listWholeRecord(test.db))
        if (incident.slug === SLUG) expect(incident).toEqual(incidentOf2019(SLUG));
      expect(await verifyRecords(test.db)).toEqual([]);
    });

    it('is made of what readers see, once', async () => {
      await retract(test.db, { ...signed, parts: [RESULTS] });
      expect((await retract(test.db, { ...signed, parts: [RESULTS] })).result).toBe('missing');
      expect((await retract(test.db, { ...signed, parts: [WHOLE] })).result).toBe('missing');
      expect((await retract(test.db, { ...signed, slug: 'nowhere', parts: [RESULTS] })).result).toBe('missing');
      expect(await loadTakenBack(test.db)).toHaveLength(1);
    });

    it('stands at the top of the next digest as a correction, and in no list of it', async () => {
      await issue();
      await retract(test.db, { ...signed, parts: [RESULTS] });
      const week = findWeek('2019-W32', 'Asia/Almaty') ?? expect.fail();
      const { digest } = await issueDigest(test.db, {
        week,
        zone: 'Asia/Almaty',
        now: week.cutOff,
        by,
        byEditor: true,
      });
      expect(digest.corrections).toMatchObject([{ promise: 'results', field: 'status', was: 'overdue', is: null }]);
      expect(JSON.stringify({ ...digest, corrections: [] })).not.toContain('"results"');
    });

    it('is lifted with all that was struck out by the same press', async () => {
      const { madeIn } = incidentOf2019(SLUG).promises.find(({ id }) => id === 'results') ?? expect.fail();
      await retract(test.db, { ...signed, parts: [{ kind: 'entry', id: madeIn }] });
      expect(await shownIds()).not.toContain('results');
      const [taking] = await listTakings(test.db, SLUG);
      await liftTaking(test.db, { ...signed, now: LATER + 1, id: taking?.id ?? 0, why: 'всё верно' });
      expect((await findPublicIncident(test.db, SLUG))?.incident).toEqual(incidentOf2019(SLUG));
      expect((await listCorrections(test.db, { limit: 5 })).map(({ act }) => act)).toEqual(['lifted', 'retracted']);
    });
  });
});

describe.each(ENGINES)('Four eyes (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db, NOW);
  });
  afterEach(() => test.close());

  const add = async (name: string, role: 'reporter' | 'editor' | 'admin') => {
    const added = await addUser(test.db, {
      email: `${name}@example.org`,
      name,
      role,
      passwordHash: null,
      by,
      now: NOW,
    });
    return added.result === 'added' ? added.user.id : expect.fail();
  };
  const edit = (user: number, topic: string) => {
    const incident = { ...incidentOf2019(SLUG), topic };
    return saveDraft(test.db, { incident, by: { user, via: 'desk' }, now: LATER, why: null });
  };
  const press = async (user: number | null) =>
    (await publish(test.db, { slug: SLUG, by: { user, via: 'desk' }, now: LATER, why: 'x' })).result;

  it('keep whoever changed a record since its last publication from publishing it, where there are two editors', async () => {
    const [one, other] = [await add('one', 'editor'), await add('other', 'admin')];
    await edit(one, 'heat');
    expect(await press(one)).toBe('own_draft');
    expect((await findPublicIncident(test.db, SLUG))?.incident.topic).toBe('power');
    expect(await press(other)).toBe('published');
    await edit(other, 'water');
    expect([await press(other), await press(one)]).toEqual(['own_draft', 'published']);
  });

  it('hold for one of several who changed it, and not for a draft that was thrown away', async () => {
    const [one, other, third] = [
      await add('one', 'editor'),
      await add('other', 'editor'),
      await add('third', 'editor'),
    ];
    await edit(one, 'heat');
    await deleteDraft(test.db, { slug: SLUG, by, now: LATER, why: null });
    await edit(other, 'water');
    await edit(third, 'gas');
    expect([await press(other), await press(third), await press(one)]).toEqual(['own_draft', 'own_draft', 'published']);
  });

  it('need two active editors: reporters and those who were disabled do not count', async () => {
    const one = await add('one', 'editor');
    await add('reporter', 'reporter');
    const other = await add('other', 'editor');
    await edit(one, 'heat');
    expect(await press(one)).toBe('own_draft');
    await disableUser(test.db, { user: other, by, now: LATER });
    expect(await press(one)).toBe('published');
  });

  it('are switched off by a setting', async () => {
    const one = await add('one', 'editor');
    await add('other', 'editor');
    await edit(one, 'heat');
    await saveFourEyes(test.db, { on: false, by, now: LATER });
    expect(await press(one)).toBe('published');
    await saveFourEyes(test.db, { on: true, by, now: LATER });
    await edit(one, 'gas');
    expect([await press(one), await press(null)]).toEqual(['own_draft', 'published']);
  });
});
