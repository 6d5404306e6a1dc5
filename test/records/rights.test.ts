import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addAudit, listAudit } from '../../src/records/audit.ts';
import { findDraft, publish, saveDraft, unpublish } from '../../src/records/desk.ts';
import { saveDirectory } from '../../src/records/directory.ts';
import { listNightCards, lookAtNightCards } from '../../src/records/night-cards.ts';
import { CodeNeeded, savePublicationCode } from '../../src/records/publication-code.ts';
import type { By } from '../../src/records/revisions.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  countRecoveryCodes,
  findSecondFactor,
  removeSecondFactor,
  takeRecoveryCode,
  takeStep,
} from '../../src/records/second-factors.ts';
import { addSession, endSessionsOf, findSession, listSessions, saveCodeAt } from '../../src/records/sessions.ts';
import type { Role } from '../../src/records/tables.ts';
import { retract, takeDown } from '../../src/records/taking-back.ts';
import { addUser, disableUser, findUser, saveNightCards, saveRole } from '../../src/records/users.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { event, HOUR, incident, minute, statement, when } from '../support/facts.ts';
import { directoryOf2019 } from '../support/fixtures.ts';

const BY = { user: null, via: 'command' } as const;
/** Two hours after midnight in Almaty. */
const NIGHT = when('2019-07-16T02:00');
const AT = minute('2019-07-15T23:10');
const SLUG = 'blackout';
const CARD = {
  slug: SLUG,
  office: 'akim-almaty',
  started: AT,
  entries: [event('dark', AT, { text: 'Погас свет.' })],
};

describe.each(ENGINES)('Rights in rows (%s)', (engine) => {
  let test: TestDatabase;
  let reporter: number;
  let editor: number;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    await saveDirectory(test.db, { directory: directoryOf2019(), by: BY, now: NIGHT, why: null });
    reporter = await person('reporter');
    editor = await person('editor');
    await person('admin');
  });
  afterEach(() => test.close());

  const person = async (role: Role): Promise<number> => {
    const who = { email: `${role}@example.org`, name: role, role, passwordHash: null } as const;
    const added = await addUser(test.db, { ...who, by: BY, now: NIGHT });
    return added.result === 'added' ? added.user.id : 0;
  };
  const at = (user: number, codeAt: number | null = null): By => ({ user, via: 'desk', codeAt });
  const draft = (user: number, facts: Parameters<typeof incident>[0] = CARD) =>
    saveDraft(test.db, { incident: incident(facts), by: at(user), now: NIGHT, why: null });
  const publishAs = (user: number, { now = NIGHT, codeAt = null as number | null } = {}) =>
    publish(test.db, { slug: SLUG, by: at(user, codeAt), now, why: null });
  const kinds = async () => (await listAudit(test.db, { limit: 100 })).map(({ kind }) => kind);

  describe('a card of facts alone at night', () => {
    it('is published by a reporter who may, though he wrote it, and waits for an editor', async () => {
      await saveNightCards(test.db, { user: reporter, on: true, by: BY, now: NIGHT });
      await draft(reporter);
      expect(await publishAs(reporter)).toMatchObject({ result: 'published', first: true });
      expect(await listNightCards(test.db)).toEqual([{ incident: SLUG, publishedAt: NIGHT, user: reporter }]);
      expect((await kinds()).slice(0, 2)).toEqual(['night_card', 'published']);
      expect(await lookAtNightCards(test.db, { incident: SLUG, by: at(editor), now: NIGHT })).toBe(1);
      expect(await listNightCards(test.db)).toEqual([]);
    });

    it('is refused to a reporter who may not, by day, and where there is more than facts', async () => {
      await draft(reporter);
      expect(await publishAs(reporter)).toEqual({ result: 'no_card', bars: ['no_permission'] });
      await saveNightCards(test.db, { user: reporter, on: true, by: BY, now: NIGHT });
      const morning = when('2019-07-16T08:00');
      expect(await publishAs(reporter, { now: morning })).toEqual({ result: 'no_card', bars: ['day'] });
      await draft(reporter, { ...CARD, entries: [statement('said', AT, { by: 'akim-almaty', text: 'Слова.' })] });
      expect(await publishAs(reporter)).toEqual({ result: 'no_card', bars: ['official', 'statement'] });
      expect(await findDraft(test.db, SLUG)).toBeDefined();
      expect(await listNightCards(test.db)).toEqual([]);
    });

    it('adds nothing to what an editor has published beyond facts, or has taken off', async () => {
      await saveNightCards(test.db, { user: reporter, on: true, by: BY, now: NIGHT });
      await draft(reporter, { ...CARD, entries: [statement('said', AT, { by: 'akim-almaty', text: 'Слова.' })] });
      await publishAs(editor);
      await draft(reporter);
      expect(await publishAs(reporter)).toEqual({ result: 'no_card', bars: ['shown'] });
      await unpublish(test.db, { slug: SLUG, by: at(editor), now: NIGHT, why: 'x' });
      expect(await publishAs(reporter)).toEqual({ result: 'no_card', bars: ['unpublished'] });
    });

    it('leaves four eyes to everybody else as they are, and an editor’s publication is his look', async () => {
      await saveNightCards(test.db, { user: reporter, on: true, by: BY, now: NIGHT });
      await draft(reporter);
      await publishAs(reporter);
      await draft(editor, { ...CARD, title: { ru: 'Нет света' } });
      expect(await publishAs(editor)).toEqual({ result: 'own_draft' });
      await draft(reporter, { ...CARD, title: { ru: 'Нет света в городе' } });
      expect(await listNightCards(test.db)).toHaveLength(1);
      const other = await addUser(test.db, second(NIGHT));
      if (other.result !== 'added') throw new Error(other.result);
      expect(await publishAs(other.user.id)).toMatchObject({ result: 'published', first: false });
      expect(await listNightCards(test.db)).toEqual([]);
    });
  });

  describe('a code before readers see a change', () => {
    it('is asked of every press of the desk within the write, and of no command', async () => {
      await savePublicationCode(test.db, { on: true, by: BY, now: NIGHT });
      await draft(reporter);
      await expect(publishAs(editor)).rejects.toThrow(CodeNeeded);
      await expect(publishAs(editor, { codeAt: NIGHT - 12 * HOUR })).rejects.toThrow(CodeNeeded);
      expect(await findDraft(test.db, SLUG)).toBeDefined();
      expect(await publishAs(editor, { codeAt: NIGHT - 12 * HOUR + 1 })).toMatchObject({ result: 'published' });
      const signed = { slug: SLUG, by: at(editor), now: NIGHT, why: 'x' };
      const parts = [{ kind: 'entry' as const, id: 'dark' }];
      await expect(unpublish(test.db, signed)).rejects.toThrow(CodeNeeded);
      await expect(retract(test.db, { ...signed, parts })).rejects.toThrow(CodeNeeded);
      await expect(takeDown(test.db, { ...signed, parts })).rejects.toThrow(CodeNeeded);
      const [first, ...offices] = directoryOf2019().offices;
      if (first === undefined) throw new RangeError('no office');
      const directory = { ...directoryOf2019(), offices: [{ ...first, note: 'x' }, ...offices] };
      const saved = saveDirectory(test.db, { directory, by: at(editor), now: NIGHT, why: null });
      await expect(saved).rejects.toThrow(CodeNeeded);
      expect(await unpublish(test.db, { ...signed, by: BY })).toMatchObject({ result: 'unpublished' });
    });
  });

  describe('a second factor', () => {
    const begin = async () => {
      await beginSecondFactor(test.db, { user: editor, secret: 'SECRET', now: NIGHT });
      const codeHashes = ['h1', 'h2'];
      return confirmSecondFactor(test.db, { user: editor, step: 100, codeHashes, by: at(editor), now: NIGHT });
    };

    it('is in use once it is confirmed, and is not begun over', async () => {
      expect(await takeStep(test.db, { user: editor, step: 1 })).toBe(false);
      expect(await begin()).toBe(true);
      expect(await beginSecondFactor(test.db, { user: editor, secret: 'OTHER', now: NIGHT })).toBe(false);
      expect(await findSecondFactor(test.db, editor)).toEqual({
        secret: 'SECRET',
        createdAt: NIGHT,
        confirmedAt: NIGHT,
      });
    });

    it('takes each step once, of two at once one, and none before it', async () => {
      await begin();
      expect(await takeStep(test.db, { user: editor, step: 100 })).toBe(false);
      const both = await Promise.all([1, 2].map(() => takeStep(test.db, { user: editor, step: 101 })));
      expect(both.sort()).toEqual([false, true]);
      expect(await takeStep(test.db, { user: editor, step: 99 })).toBe(false);
      expect(await takeStep(test.db, { user: editor, step: 103 })).toBe(true);
    });

    it('takes a recovery code once, and no other person’s', async () => {
      await begin();
      expect(await takeRecoveryCode(test.db, { user: reporter, codeHash: 'h1', now: NIGHT })).toBe(false);
      expect(await takeRecoveryCode(test.db, { user: editor, codeHash: 'h1', now: NIGHT })).toBe(true);
      expect(await takeRecoveryCode(test.db, { user: editor, codeHash: 'h1', now: NIGHT })).toBe(false);
      expect(await countRecoveryCodes(test.db, editor)).toBe(1);
    });

    it('is taken away with its codes and what sessions gave, and the log says so without a secret', async () => {
      await begin();
      await addSession(test.db, { tokenHash: 't', user: editor, csrf: 'c', now: NIGHT, expiresAt: NIGHT + HOUR });
      await saveCodeAt(test.db, 't', NIGHT);
      expect((await findSession(test.db, 't', NIGHT))?.codeAt).toBe(NIGHT);
      expect(await removeSecondFactor(test.db, { user: editor, by: BY, now: NIGHT })).toBe(true);
      expect(await removeSecondFactor(test.db, { user: editor, by: BY, now: NIGHT })).toBe(false);
      expect((await findSession(test.db, 't', NIGHT))?.codeAt).toBeNull();
      expect(await countRecoveryCodes(test.db, editor)).toBe(0);
      expect((await kinds()).filter((kind) => kind.startsWith('factor'))).toEqual(['factor_removed', 'factor_added']);
      expect(JSON.stringify(await test.db.selectFrom('audit').selectAll().execute())).not.toContain('SECRET');
    });
  });

  describe('sessions', () => {
    const signIn = (tokenHash: string, device: string, user = editor) =>
      addSession(test.db, { tokenHash, user, csrf: 'c', now: NIGHT, expiresAt: NIGHT + HOUR, device });

    it('are listed with their device, end one by one or all but one, and never another person’s', async () => {
      await signIn('a', 'android chrome');
      await signIn('b', 'windows firefox');
      await signIn('c', 'mac safari', reporter);
      expect((await listSessions(test.db, editor, NIGHT)).map(({ id, device }) => [id, device])).toEqual([
        ['a', 'android chrome'],
        ['b', 'windows firefox'],
      ]);
      expect(await listSessions(test.db, editor, NIGHT + HOUR)).toEqual([]);
      expect(await endSessionsOf(test.db, { user: editor, id: 'c', by: at(editor), now: NIGHT })).toBe(0);
      expect(await endSessionsOf(test.db, { user: editor, except: 'a', by: at(editor), now: NIGHT })).toBe(1);
      expect(await findSession(test.db, 'b', NIGHT)).toBeUndefined();
      expect(await endSessionsOf(test.db, { user: editor, id: 'a', by: at(editor), now: NIGHT })).toBe(1);
      expect(await findSession(test.db, 'c', NIGHT)).toBeDefined();
    });
  });

  describe('the log', () => {
    it('tells what was done, by whom and to whom, and is filtered and read on', async () => {
      await saveRole(test.db, { user: reporter, role: 'editor', by: at(editor), now: NIGHT });
      await saveRole(test.db, { user: reporter, role: 'editor', by: at(editor), now: NIGHT });
      await disableUser(test.db, { user: reporter, by: at(editor), now: NIGHT });
      expect((await findUser(test.db, reporter))?.role).toBe('editor');
      const about = await listAudit(test.db, { limit: 10, user: reporter });
      expect(about.map(({ kind, user, note }) => [kind, user, note])).toEqual([
        ['user_disabled', editor, null],
        ['role_changed', editor, 'editor'],
        ['user_added', null, null],
      ]);
      expect(await listAudit(test.db, { limit: 10, kind: 'user_disabled' })).toHaveLength(1);
      const [first] = about;
      const rest = await listAudit(test.db, { limit: 1, user: reporter, before: first?.id ?? 0 });
      expect(rest.map(({ kind }) => kind)).toEqual(['role_changed']);
    });

    it('is held by the database itself to be added to and never changed', async () => {
      await addAudit(test.db, { kind: 'exported', by: BY, now: NIGHT });
      await expect(test.db.updateTable('audit').set({ kind: 'issued' }).execute()).rejects.toThrow(/never changed/);
      await expect(test.db.deleteFrom('audit').execute()).rejects.toThrow(/never changed/);
      expect((await kinds())[0]).toBe('exported');
    });

    it('holds a row only where the act itself came about', async () => {
      const before = (await kinds()).length;
      const broken = test.db.transaction().execute(async (trx) => {
        await disableUser(trx, { user: reporter, by: BY, now: NIGHT });
        throw new Error('undone');
      });
      await expect(broken).rejects.toThrow('undone');
      expect(await kinds()).toHaveLength(before);
    });
  });
});

const second = (now: number) =>
  ({ email: 'second@example.org', name: 'second', role: 'editor', passwordHash: null, by: BY, now }) as const;
