import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDraft } from '../../src/records/desk.ts';
import { saveDirectory } from '../../src/records/directory.ts';
import { holdForm, takeHeldForm } from '../../src/records/held-forms.ts';
import { listRevisions } from '../../src/records/revisions.ts';
import { addUser } from '../../src/records/users.ts';
import { keepWorkingCopy, listWorkingCopies, removeWorkingCopy } from '../../src/records/working-copies.ts';
import { NOW } from '../support/app.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { directoryOf2019, incidentOf2019 } from '../support/fixtures.ts';

const BY = { user: null, via: 'command' } as const;
const FORM = '/desk/incidents/almaty-blackout-2019/entries';
const fields = (text: string) => new Map([['text', [text]]]);

describe.each(ENGINES)('What was typed and not saved (%s)', (engine) => {
  let test: TestDatabase;
  const users: number[] = [];
  beforeAll(async () => {
    test = await freshDatabase(engine);
    await saveDirectory(test.db, { directory: directoryOf2019(), by: BY, now: NOW, why: null });
    for (const name of ['one', 'two']) {
      const person = { email: `${name}@example.org`, name, role: 'reporter', passwordHash: null } as const;
      const added = await addUser(test.db, { ...person, by: BY, now: NOW });
      if (added.result === 'added') users.push(added.user.id);
    }
  });
  afterAll(() => test.close());

  const [one, two] = [() => users[0] ?? 0, () => users[1] ?? 0];
  const copies = async (user: number, form = FORM) =>
    (await listWorkingCopies(test.db, { user, form })).map((copy) => [copy.once, copy.fields.get('text')?.[0]]);
  const keep = (user: number, once: string, text: string, version = 0, now = NOW) =>
    keepWorkingCopy(test.db, { user, form: FORM, once, version, fields: fields(text), now });

  it('is kept for its author alone, one row for each copy, and is no revision', async () => {
    expect(await keep(one(), 'a', 'раз')).toEqual({ result: 'kept', version: 1 });
    expect(await keep(one(), 'a', 'раз, два', 1)).toEqual({ result: 'kept', version: 2 });
    expect(await copies(one())).toEqual([['a', 'раз, два']]);
    expect(await copies(two())).toEqual([]);
    expect(await copies(one(), `${FORM}/tweet`)).toEqual([]);
    expect(await listRevisions(test.db, 'incident', 'almaty-blackout-2019')).toEqual([]);
  });

  it('is not written over from a form that has not seen its last state', async () => {
    expect(await keep(one(), 'a', 'со второго телефона', 1)).toEqual({ result: 'conflict' });
    expect(await keep(one(), 'a', 'со второго телефона')).toEqual({ result: 'conflict' });
    expect(await keep(one(), 'b', 'со второго телефона', 0, NOW + 1)).toEqual({ result: 'kept', version: 1 });
    expect(await copies(one())).toEqual([
      ['b', 'со второго телефона'],
      ['a', 'раз, два'],
    ]);
  });

  it('goes when it is thrown away, that copy alone', async () => {
    await removeWorkingCopy(test.db, { user: one(), form: FORM, once: 'b' });
    expect(await copies(one())).toEqual([['a', 'раз, два']]);
    expect(await keep(one(), 'b', 'ещё', 1)).toEqual({ result: 'conflict' });
  });

  it('goes when it is saved, and the same form saved again writes nothing', async () => {
    const incident = incidentOf2019('almaty-blackout-2019');
    const sent = { user: one(), form: FORM, once: 'a', fields: fields('раз, два'), made: 'tweet' };
    const save = () => saveDraft(test.db, { incident, sent, by: { user: one(), via: 'desk' }, now: NOW, why: null });
    const results = await Promise.all([save(), save(), save()]);
    expect(results.map(({ result }) => result).sort()).toEqual(['repeated', 'repeated', 'saved']);
    expect(results.find(({ result }) => result === 'repeated')).toEqual({ result: 'repeated', made: 'tweet' });
    expect(await listRevisions(test.db, 'incident', incident.slug)).toHaveLength(1);
    expect(await copies(one())).toEqual([]);
  });

  it('that comes in after it was saved is not kept again; more than was saved is', async () => {
    expect(await keep(one(), 'a', 'раз, два', 2)).toEqual({ result: 'saved' });
    expect(await copies(one())).toEqual([]);
    expect(await keep(one(), 'a', 'раз, два, три')).toEqual({ result: 'kept', version: 1 });
  });

  it('when the session had ended waits for its author to sign in, once, and for nobody else', async () => {
    const held = { tokenHash: 'hash', user: one(), form: FORM, fields: fields('после'), now: NOW };
    expect(await holdForm(test.db, held)).toBe(true);
    const take = (user: number) => takeHeldForm(test.db, { tokenHash: 'hash', user, once: 'c', now: NOW + 2 });
    expect([await take(two()), await take(one()), await take(one())]).toEqual([undefined, FORM, undefined]);
    expect(await copies(one())).toContainEqual(['c', 'после']);
    expect(await copies(two())).toEqual([]);
  });

  it('is held a week, twenty of one person, of no stranger', async () => {
    const held = (index: number, now = NOW) => ({
      tokenHash: `h${index}`,
      user: two(),
      form: FORM,
      fields: fields('x'),
      now,
    });
    for (let index = 0; index < 20; index += 1) expect(await holdForm(test.db, held(index))).toBe(true);
    expect(await holdForm(test.db, held(20))).toBe(false);
    expect(await holdForm(test.db, { ...held(21), user: 999 })).toBe(false);
    const week = 7 * 86_400_000;
    expect(await holdForm(test.db, held(22, NOW + week))).toBe(false);
    expect(await holdForm(test.db, held(23, NOW + week + 1))).toBe(true);
  });
});
