import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Directory } from '../../src/domain/directory.ts';
import { loadDirectory, saveDirectory } from '../../src/records/directory.ts';
import { listCorrectionsOf } from '../../src/records/directory-corrections.ts';
import { changeDirectory, listNaming } from '../../src/records/directory-desk.ts';
import { CodeNeeded, savePublicationCode } from '../../src/records/publication-code.ts';
import { findFactsRevision, listCorrections, listRevisions } from '../../src/records/revisions.ts';
import { addUser } from '../../src/records/users.ts';
import { verifyRecords } from '../../src/records/verify.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { directoryOf2019 } from '../support/fixtures.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');
const SIGNED = { by: { user: null, via: 'desk' as const }, now: NOW, why: 'Проверено' };

describe.each(ENGINES)('The directory, changed at the desk (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    await saveDirectory(test.db, { ...SIGNED, directory: directoryOf2019() });
  });
  afterEach(() => test.close());

  const changed = (edit: (before: Directory) => Directory, more = {}) =>
    changeDirectory<never>(test.db, { ...SIGNED, ...more, edit: (before) => ({ directory: edit(before), made: '' }) });
  const state = async () => [
    await findFactsRevision(test.db),
    (await listRevisions(test.db, 'directory', 'directory')).length,
  ];

  it('is one revision with what readers see new; equal facts write nothing', async () => {
    const [facts = 0, revisions = 0] = await state();
    await changed((before) => ({ ...before, tenures: before.tenures.slice(1) }));
    expect(await state()).toEqual([facts + 1, revisions + 1]);
    const [last] = await listRevisions(test.db, 'directory', 'directory');
    expect(last?.changes.map(({ path, after }) => [path, after])).toEqual([['tenures[0]', null]]);
    expect((await loadDirectory(test.db)).tenures).toEqual(directoryOf2019().tenures.slice(1));
    await changed((before) => before);
    expect(await state()).toEqual([facts + 1, revisions + 1]);
    expect((await verifyRecords(test.db)).filter((line) => /directory|office/i.test(JSON.stringify(line)))).toEqual([]);
  });

  it('takes out an account with all its facts, and an order of what is left that stays', async () => {
    const without = ({ channels, ...rest }: Directory): Directory => ({
      ...rest,
      channels: channels.filter(({ id }) => id !== 'urazalin-facebook'),
    });
    expect((await changed(without)).result).toBe('saved');
    expect(await loadDirectory(test.db)).toEqual(without(directoryOf2019()));
  });

  it('writes nothing where the edit says why not', async () => {
    const before = await state();
    const stopped = await changeDirectory(test.db, { ...SIGNED, edit: () => ({ stop: 'because' }) });
    expect(stopped).toEqual({ result: 'stopped', stop: 'because' });
    expect(await state()).toEqual(before);
  });

  it('keeps an office and an official that an incident names, a draft too', async () => {
    await publishCasesOf2019(test.db);
    const naming = await listNaming(test.db, { kind: 'official', id: 'adilbekov' });
    expect(naming.incidents.map(({ slug }) => slug)).toEqual(['almaty-blackout-2019']);
    const without = (before: Directory): Directory => ({
      ...before,
      officials: before.officials.filter(({ id }) => id !== 'adilbekov'),
    });
    expect((await changed(without)).result).toBe('referred');
    const office = (before: Directory): Directory => ({
      ...before,
      offices: before.offices.filter(({ id }) => id !== 'azhk'),
    });
    expect((await changed(office)).result).toBe('referred');
    expect(await loadDirectory(test.db)).toEqual(directoryOf2019());
  });

  it('asks why where readers were shown what changes, and tells it to them; of what they were not shown it does neither', async () => {
    const ended = (to: string) => (before: Directory) => ({
      ...before,
      tenures: before.tenures.map((each) => (each.official === 'sagintayev' ? { ...each, to } : each)),
    });
    const facts = await state();
    expect((await changed(ended('2022'), { why: null })).result).toBe('unexplained');
    expect(await state()).toEqual(facts);
    expect((await changed(ended('2022'))).result).toBe('saved');
    const noted = await changed(
      (before) => ({ ...before, offices: before.offices.map((each) => ({ ...each, note: 'desk' })) }),
      { why: null },
    );
    expect(noted.result).toBe('saved');
    // An import needs no reason: it is one.
    const by = { user: null, via: 'import' as const };
    const directory = ended('2023')(await loadDirectory(test.db));
    await saveDirectory(test.db, { directory, by, now: NOW + 2, why: null, act: 'imported' });
    const asked = { limit: 9, directory, on: '2019-08-05', asOf: NOW + 2 };
    const told = await listCorrectionsOf(test.db, { ...asked, concerning: { official: 'sagintayev' } });
    expect(told.map(({ act, why, changes }) => [act, why, changes.map(({ after }) => after)])).toEqual([
      ['imported', null, ['2023']],
      ['edited', 'Проверено', ['2022']],
    ]);
    const ofOffice = { concerning: { office: 'akim-almaty' }, asOf: NOW };
    expect(await listCorrectionsOf(test.db, { ...asked, ...ofOffice })).toHaveLength(1);
    expect(await listCorrectionsOf(test.db, { ...asked, concerning: { office: 'azhk' } })).toEqual([]);
    const all = await listCorrections(test.db, { limit: 9, directory: true });
    expect(all.map(({ subject, public: isPublic }) => [subject, isPublic])).toEqual([
      ['directory', true],
      ['directory', true],
    ]);
    expect(await listCorrections(test.db, { limit: 9 })).toEqual([]);
  });

  it('of two changes at once neither is lost', async () => {
    const note =
      (id: string) =>
      (before: Directory): Directory => ({
        ...before,
        offices: before.offices.map((office) => (office.id === id ? { ...office, note: 'changed' } : office)),
      });
    await Promise.all([changed(note('akim-almaty')), changed(note('azhk'))]);
    const { offices } = await loadDirectory(test.db);
    expect(offices.filter((each) => each.note === 'changed').map(({ id }) => id)).toEqual(['akim-almaty', 'azhk']);
  });

  it('wants a code where the newsroom does, and writes nothing without', async () => {
    const editor = { email: 'e@example.org', name: 'E', role: 'editor', passwordHash: null } as const;
    const added = await addUser(test.db, { ...editor, by: SIGNED.by, now: NOW });
    if (added.result !== 'added') throw new RangeError('not added');
    await savePublicationCode(test.db, { on: true, by: SIGNED.by, now: NOW });
    const by = { user: added.user.id, via: 'desk' as const };
    const edit = (before: Directory): Directory => ({ ...before, tenures: [] });
    await expect(changed(edit, { by })).rejects.toThrow(CodeNeeded);
    expect((await loadDirectory(test.db)).tenures.length).toBeGreaterThan(0);
    expect((await changed(edit, { by: { ...by, codeAt: NOW } })).result).toBe('saved');
  });
});
