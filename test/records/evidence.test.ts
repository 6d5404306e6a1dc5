import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readIncident, writeIncident } from '../../src/domain/document.ts';
import { type EvidencePart, partOfCheck } from '../../src/domain/evidence.ts';
import { documentAfter } from '../../src/domain/restore.ts';
import { type Attaching, attachEvidence, detachEvidence } from '../../src/records/attaching.ts';
import { deleteDraft, findDraft, findForDesk, publish, saveDraft, unpublish } from '../../src/records/desk.ts';
import { findShownEvidence, listEvidence } from '../../src/records/evidence.ts';
import {
  listBrokenFiles,
  listEvidenceFiles,
  listFilesToCheck,
  noteFileState,
  purgeCapturedBy,
} from '../../src/records/evidence-files.ts';
import { importDocuments } from '../../src/records/import.ts';
import { listCorrections, listRevisions } from '../../src/records/revisions.ts';
import { listTakings } from '../../src/records/taken-back.ts';
import { liftTaking, retract, takeDown } from '../../src/records/taking-back.ts';
import { addUser } from '../../src/records/users.ts';
import { verifyRecords } from '../../src/records/verify.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { incidentOf2019 } from '../support/fixtures.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');
const LATER = NOW + 3_600_000;
const SLUG = 'almaty-blackout-2019';
const by = { user: null, via: 'desk' as const };
const signed = { by, now: LATER, why: null };
const ENTRY: EvidencePart = { kind: 'entry', id: incidentOf2019(SLUG).entries[0]?.id ?? '' };

const hash = (letter: string) => letter.repeat(64);
const picture = (letter: string) => ({ sha256: hash(letter), bytes: 100, width: 320, height: 640 });
const file = (letter: string, copy = letter): Attaching['files'][number] => ({
  sha256: hash(letter),
  bytes: 200,
  type: 'png',
  origin: 'newsroom',
  capturedAt: NOW,
  capturedBy: 'Айдана',
  storedAt: LATER,
  copy: picture(copy),
  thumb: { ...picture('f'), width: 240, height: 480 },
});

describe.each(ENGINES)('Evidence (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db, NOW);
  });
  afterEach(() => test.close());

  const attach = (files = [file('a', 'b')], part = ENTRY) =>
    attachEvidence(test.db, { slug: SLUG, part, files, alt: { ru: 'Запись на странице' }, archive: null, ...signed });
  const publishIt = () => publish(test.db, { slug: SLUG, ...signed, now: LATER + 1, why: 'добавлен снимок' });
  const shown = async () => (await findShownEvidence(test.db, hash('b'))).map(({ file: of }) => of);
  const hangs = async (edition: 'draft' | 'public') =>
    (await listEvidence(test.db, SLUG, edition)).map(({ file: of }) => of);

  describe('is public with the draft', () => {
    it('hangs on a draft, with a revision, and no reader sees it before the draft is published', async () => {
      expect(await attach()).toEqual({ result: 'attached' });
      expect(await hangs('draft')).toEqual([hash('a')]);
      expect(await hangs('public')).toEqual([]);
      expect(await shown()).toEqual([]);
      expect((await findDraft(test.db, SLUG))?.incident).toEqual(incidentOf2019(SLUG));
      const [revision] = await listRevisions(test.db, 'incident', SLUG);
      expect(revision).toMatchObject({ act: 'edited', public: false });
      expect(revision?.changes).toEqual([
        { path: `entries[${ENTRY.id}].evidence[aaaaaaaaaaaa]`, before: null, after: { ru: 'Запись на странице' } },
      ]);
      expect(await publishIt()).toMatchObject({ result: 'published' });
      expect(await hangs('public')).toEqual([hash('a')]);
      expect(await shown()).toEqual([hash('a')]);
      expect(await findShownEvidence(test.db, hash('f'))).toHaveLength(1);
      expect((await listCorrections(test.db, { limit: 1 }))[0]?.changes).toHaveLength(1);
      expect(await verifyRecords(test.db)).toEqual([]);
    });

    it('hangs once on a part, and on no part that is not there', async () => {
      await attach();
      expect(await attach()).toEqual({ result: 'unchanged' });
      expect(await attach([file('c')], { kind: 'entry', id: 'none' })).toEqual({ result: 'missing' });
      expect(await attach([file('c')], { kind: 'removal', id: ENTRY.id })).toEqual({ result: 'missing' });
      expect(await listEvidenceFiles(test.db)).toHaveLength(3);
    });

    it('is taken off in the draft, and readers see it until that is published; the file stays', async () => {
      await attach();
      await publishIt();
      const [one] = await listEvidence(test.db, SLUG, 'draft');
      expect(await detachEvidence(test.db, { slug: SLUG, id: one?.id ?? 0, ...signed })).toEqual({ result: 'removed' });
      expect(await detachEvidence(test.db, { slug: SLUG, id: one?.id ?? 0, ...signed })).toEqual({ result: 'missing' });
      expect(await hangs('draft')).toEqual([]);
      expect(await shown()).toEqual([hash('a')]);
      await publishIt();
      expect(await shown()).toEqual([]);
      expect((await listCorrections(test.db, { limit: 1 }))[0]?.changes).toMatchObject([{ after: null }]);
      expect(await listEvidenceFiles(test.db)).toHaveLength(3);
    });

    it('is what readers see again when the draft is thrown away', async () => {
      await attach();
      await publishIt();
      const [one] = await listEvidence(test.db, SLUG, 'draft');
      await attach([file('c')]);
      await detachEvidence(test.db, { slug: SLUG, id: one?.id ?? 0, ...signed });
      expect(await hangs('draft')).toEqual([hash('c')]);
      await deleteDraft(test.db, { slug: SLUG, ...signed });
      expect(await hangs('draft')).toEqual([hash('a')]);
      expect(await hangs('public')).toEqual([hash('a')]);
      expect(await attach([file('c')])).toEqual({ result: 'attached' });
    });

    it('leaves the site with the incident, and comes back with it', async () => {
      await attach();
      await publishIt();
      await unpublish(test.db, { slug: SLUG, ...signed, why: 'проверяем' });
      expect(await shown()).toEqual([]);
      expect(await publishIt()).toMatchObject({ result: 'published' });
      expect(await shown()).toEqual([hash('a')]);
    });

    it('does not come out with an import, and waits in a draft', async () => {
      await attach();
      const incident = { ...incidentOf2019(SLUG), topic: 'heat' };
      const read = readIncident(writeIncident(incident));
      const documents = read.ok ? [{ kind: 'incident' as const, incident: read.incident }] : expect.fail();
      await importDocuments(test.db, { documents, publish: true, by: { user: null, via: 'import' }, now: LATER });
      expect(await shown()).toEqual([]);
      expect(await hangs('draft')).toEqual([hash('a')]);
      expect((await findDraft(test.db, SLUG))?.incident.topic).toBe('heat');
      expect(await verifyRecords(test.db)).toEqual([]);
      expect(await publishIt()).toMatchObject({ result: 'published' });
      expect(await shown()).toEqual([hash('a')]);
      expect(await findDraft(test.db, SLUG)).toBeUndefined();
    });

    it('does not go out at night with a card that a reporter publishes alone', async () => {
      const asked = {
        email: 'n@example.org',
        name: 'n',
        role: 'reporter' as const,
        passwordHash: 'none',
        by,
        now: NOW,
      };
      const added = await addUser(test.db, asked);
      const user = added.result === 'added' ? added.user.id : expect.fail();
      await test.db.updateTable('users').set({ night_cards: 1 }).where('id', '=', user).execute();
      const [fact] = incidentOf2019(SLUG).entries;
      const at = incidentOf2019(SLUG).started ?? expect.fail();
      const entry = {
        ...(fact ?? expect.fail()),
        id: 'fact',
        text: 'Погас свет.',
        quote: null,
        by: null,
        clock: null,
        at,
      };
      const card = {
        ...incidentOf2019(SLUG),
        slug: 'night-2019',
        entries: [entry],
        promises: [],
        checks: [],
        replies: [],
      };
      const night = { by: { user, via: 'desk' as const }, now: Date.parse('2019-08-05T19:00:00Z'), why: null };
      await saveDraft(test.db, { incident: { ...card, summary: {}, title: { ru: 'Погас свет' } }, ...night });
      const part = { kind: 'entry' as const, id: 'fact' };
      const alt = { ru: 'Тёмная улица' };
      await attachEvidence(test.db, { slug: card.slug, part, files: [file('a', 'b')], alt, archive: null, ...night });
      expect(await publish(test.db, { slug: card.slug, ...night })).toMatchObject({
        result: 'no_card',
        bars: ['evidence'],
      });
      expect(await shown()).toEqual([]);
      const editor = { by, now: night.now + 1, why: 'посмотрел' };
      expect(await publish(test.db, { slug: card.slug, ...editor })).toMatchObject({ result: 'published' });
      expect(await shown()).toEqual([hash('a')]);
    });
  });

  describe('stands beside the facts', () => {
    it('never in the document: it is the same byte for byte, and every earlier state can be restored', async () => {
      const before = writeIncident(incidentOf2019(SLUG));
      await saveDraft(test.db, { incident: { ...incidentOf2019(SLUG), topic: 'heat' }, ...signed });
      const [first] = await listRevisions(test.db, 'incident', SLUG);
      await attach();
      const both = await findForDesk(test.db, SLUG);
      const document = writeIncident(both?.draft?.incident ?? expect.fail());
      expect(JSON.stringify(document)).not.toContain('evidence');
      const all = await listRevisions(test.db, 'incident', SLUG);
      expect(documentAfter(document, all, first?.id ?? 0)).toEqual(document);
      expect(writeIncident(both?.public?.incident ?? expect.fail())).toEqual(before);
    });

    it('stays with a check that is corrected', async () => {
      const incident = incidentOf2019(SLUG);
      const check = incident.checks[0] ?? expect.fail();
      const part = partOfCheck(check);
      const asked = { slug: SLUG, files: [file('a', 'b')], alt: { kk: 'Жазба жоқ' }, archive: null, ...signed };
      expect(await attachEvidence(test.db, { ...asked, part })).toEqual({ result: 'attached' });
      const corrected = { ...check, channels: ['telegram' as const] };
      const checks = incident.checks.map((each) => (each === check ? corrected : each));
      await saveDraft(test.db, { incident: { ...incident, checks }, ...signed });
      const [hung, ...more] = await listEvidence(test.db, SLUG, 'draft');
      expect(hung?.part).toEqual(partOfCheck(corrected));
      expect(more).toEqual([]);
    });
  });

  describe('is taken from readers', () => {
    beforeEach(async () => {
      await attach();
      await publishIt();
    });

    it('at once when a court takes the entry down, wherever else the file stands, and back when that is lifted', async () => {
      const other: EvidencePart = { kind: 'entry', id: incidentOf2019('arys-2019').entries[0]?.id ?? '' };
      const asked = { slug: 'arys-2019', part: other, files: [file('a', 'b')], alt: { ru: 'То же' }, archive: null };
      await attachEvidence(test.db, { ...asked, ...signed });
      await publish(test.db, { slug: 'arys-2019', ...signed });
      expect(await shown()).toHaveLength(2);
      const part = { kind: 'entry' as const, id: ENTRY.id };
      await takeDown(test.db, { slug: SLUG, parts: [part], ...signed, why: 'решение суда' });
      expect(await shown()).toEqual([]);
      const corrections = await listCorrections(test.db, { limit: 10, slug: SLUG });
      expect(JSON.stringify(corrections)).not.toContain('Запись на странице');
      const takings = await listTakings(test.db, SLUG);
      await liftTaking(test.db, { slug: SLUG, id: takings.at(-1)?.id ?? 0, ...signed, why: 'отменено' });
      expect(await shown()).toHaveLength(2);
    });

    it('with the incident as a whole', async () => {
      await takeDown(test.db, { slug: SLUG, parts: [{ kind: 'incident', id: '' }], ...signed, why: 'решение суда' });
      expect(await shown()).toEqual([]);
      expect(await hangs('draft')).toEqual([hash('a')]);
    });

    it('with a line that is retracted', async () => {
      await retract(test.db, { slug: SLUG, parts: [{ kind: 'entry', id: ENTRY.id }], ...signed, why: 'ошибка' });
      expect(await shown()).toEqual([]);
    });
  });

  describe('has files', () => {
    it('listed each once, with their hashes and sizes', async () => {
      await attach([file('a', 'b'), file('c')]);
      expect(await listEvidenceFiles(test.db)).toEqual([
        { sha256: hash('a'), bytes: 200, is: 'original' },
        { sha256: hash('b'), bytes: 100, is: 'copy' },
        { sha256: hash('c'), bytes: 200, is: 'original' },
        { sha256: hash('f'), bytes: 100, is: 'thumbnail' },
      ]);
    });

    it('looked at in turn: those never looked at first, none twice within the time', async () => {
      await attach([file('a', 'b'), file('c')]);
      const next = async (before: number) =>
        (await listFilesToCheck(test.db, { before, limit: 1 })).map(({ sha256 }) => sha256);
      expect(await next(NOW)).toEqual([hash('a')]);
      await noteFileState(test.db, hash('a'), 'altered', NOW);
      expect(await next(NOW)).toEqual([hash('c')]);
      await noteFileState(test.db, hash('c'), 'sound', NOW);
      expect(await next(NOW)).toEqual([]);
      expect(await next(NOW + 1)).toEqual([hash('a')]);
      expect(await listBrokenFiles(test.db)).toEqual([{ sha256: hash('a'), found: 'altered', incident: SLUG }]);
    });

    it('of which who made them can be taken out, for good, and no revision names him', async () => {
      await attach();
      expect((await listEvidence(test.db, SLUG, 'draft'))[0]?.of.capturedBy).toBe('Айдана');
      await purgeCapturedBy(test.db, { sha256: hash('a'), slug: SLUG, by, now: LATER });
      await purgeCapturedBy(test.db, { sha256: hash('a'), slug: SLUG, by, now: LATER });
      expect((await listEvidence(test.db, SLUG, 'draft'))[0]?.of.capturedBy).toBeNull();
      const revisions = await listRevisions(test.db, 'incident', SLUG);
      expect(JSON.stringify(revisions)).not.toContain('Айдана');
      expect(revisions.filter(({ act }) => act === 'name_purged')).toHaveLength(1);
    });
  });
});
