import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Db, migrateToLatest, openDatabase } from '../../src/records/database.ts';
import { saveDirectory } from '../../src/records/directory.ts';
import { isFormTakenDown } from '../../src/records/forget-typed.ts';
import { forgetHeldForms, holdForm } from '../../src/records/held-forms.ts';
import { takeDown } from '../../src/records/taking-back.ts';
import { addUser } from '../../src/records/users.ts';
import { keepWorkingCopy } from '../../src/records/working-copies.ts';
import { publishIncident } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { directoryOf2019, incidentOf2019 } from '../support/fixtures.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');
const BY = { user: null, via: 'command' } as const;
const SLUG = 'almaty-blackout-2019';
const AT = `/desk/incidents/${SLUG}`;

describe.each(ENGINES)('What was typed and not saved, after a takedown (%s)', (engine) => {
  let test: TestDatabase;
  let [db, close]: [Db, () => Promise<void>] = [null as unknown as Db, async () => undefined];
  const incident = incidentOf2019(SLUG);
  const promise = incident.promises[0] ?? expect.fail();
  beforeAll(async () => {
    test = await freshDatabase(engine);
    ({ db, close } = openDatabase(test.url));
    await migrateToLatest(db);
    await saveDirectory(db, { directory: directoryOf2019(), by: BY, now: NOW, why: null });
    await publishIncident(db, incident, NOW);
    await addUser(db, { email: 'r@example.org', name: 'r', role: 'reporter', passwordHash: 'x', by: BY, now: NOW });
    const user = (await db.selectFrom('users').select('id').executeTakeFirstOrThrow()).id;
    const typed: [string, string, string][] = [
      ['a', `${AT}/promises/${promise.id}`, 'что угодно'],
      ['b', `${AT}/checks`, promise.id],
      ['c', `${AT}/promises`, `Скопировано: ${promise.text}`],
      ['d', `${AT}/entries`, 'Совсем другое'],
      ['e', '/desk/incidents/another', promise.id],
    ];
    for (const [name, form, words] of typed) {
      const fields = new Map([['field', [words]]]);
      await keepWorkingCopy(db, { user, form, once: name, version: 0, fields, now: NOW });
      await holdForm(db, { tokenHash: name, user, form, fields, now: NOW });
    }
  });
  afterAll(async () => {
    await close();
    await test.close();
  });

  const left = async () => {
    const copies = await db.selectFrom('working_copies').select('once').orderBy('once').execute();
    const held = await db.selectFrom('held_forms').select('token_hash').orderBy('token_hash').execute();
    return [copies.map(({ once }) => once).join(''), held.map(({ token_hash }) => token_hash).join('')];
  };
  const down = (kind: 'incident' | 'promise', id: string) =>
    takeDown(db, { slug: SLUG, parts: [{ kind, id }], by: BY, now: NOW, why: 'суд' });

  it('is gone where it is of the part, names it or holds its words; everything else stays', async () => {
    expect(await isFormTakenDown(db, `${AT}/promises/${promise.id}`)).toBe(false);
    await down('promise', promise.id);
    expect(await left()).toEqual(['de', 'de']);
    const forms = [`${AT}/promises/${promise.id}`, `${AT}/promises/${promise.id}/changes`, `${AT}/entries`, '/desk'];
    expect(await Promise.all(forms.map((form) => isFormTakenDown(db, form)))).toEqual([true, true, false, false]);
  });

  it('is gone with the whole incident, and no other incident’s', async () => {
    await down('incident', '');
    expect(await left()).toEqual(['e', 'e']);
    expect(await isFormTakenDown(db, `${AT}/entries`)).toBe(true);
    expect(await isFormTakenDown(db, '/desk/incidents/another')).toBe(false);
  });

  it('is gone after a week where its author never came back for a form that was held', async () => {
    const week = 7 * 86_400_000;
    await forgetHeldForms(db, NOW + week);
    expect((await left())[1]).toBe('e');
    await forgetHeldForms(db, NOW + week + 1);
    expect((await left())[1]).toBe('');
  });
});
