import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countAttempt, forgetAttempts } from '../../src/records/attempts.ts';
import { openDatabase } from '../../src/records/database.ts';
import { claimDigest, findDigest, listDigests } from '../../src/records/digests.ts';
import { findFactsRevision, listRevisions } from '../../src/records/revisions.ts';
import {
  addOneTimeLink,
  addSession,
  endSession,
  findOneTimeLink,
  findSession,
  forgetExpired,
  touchSession,
  useOneTimeLink,
} from '../../src/records/sessions.ts';
import { findSetting, loadSettings, saveSetting, secret } from '../../src/records/settings.ts';
import {
  addUser,
  disableUser,
  findCredentials,
  findUser,
  hasUsers,
  listUsers,
  savePasswordHash,
} from '../../src/records/users.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');
const MINUTE = 60_000;
const by = { user: null, via: 'command' as const };

describe.each(ENGINES)('Records of people and of the app itself (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
  });
  afterEach(() => test.close());

  const add = async (email = 'aigerim@example.org') => {
    const added = await addUser(test.db, { email, name: 'Айгерим', role: 'editor', passwordHash: 'h', by, now: NOW });
    if (added.result !== 'added') throw new Error(added.result);
    return added.user;
  };
  const signIn = (user: number, tokenHash: string) =>
    addSession(test.db, { tokenHash, user, csrf: 'c', now: NOW, expiresAt: NOW + MINUTE });

  it('one address has one account, however it is written', async () => {
    expect(await hasUsers(test.db)).toBe(false);
    const user = await add(' Aigerim@Example.org ');
    expect(user.email).toBe('aigerim@example.org');
    const again = { email: 'AIGERIM@example.org', name: 'x', role: 'admin', passwordHash: null, by, now: NOW } as const;
    expect(await addUser(test.db, again)).toEqual({ result: 'taken' });
    expect(await listUsers(test.db)).toEqual([user]);
    expect(await findCredentials(test.db, 'aigerim@EXAMPLE.org')).toEqual({ user, passwordHash: 'h' });
    expect(await findUser(test.db, user.id + 1)).toBeUndefined();
    expect(await hasUsers(test.db)).toBe(true);
    expect(await listRevisions(test.db, 'user', String(user.id))).toHaveLength(1);
  });

  it('a session holds until it expires', async () => {
    const user = await add();
    await signIn(user.id, 'one');
    expect(await findSession(test.db, 'one', NOW + MINUTE - 1)).toMatchObject({ user, csrf: 'c', seenAt: NOW });
    expect(await findSession(test.db, 'one', NOW + MINUTE)).toBeUndefined();
    await touchSession(test.db, { tokenHash: 'one', now: NOW + 1, expiresAt: NOW + 2 * MINUTE });
    expect(await findSession(test.db, 'one', NOW + MINUTE)).toMatchObject({ seenAt: NOW + 1 });
    await endSession(test.db, 'one', NOW + 1);
    expect(await findSession(test.db, 'one', NOW)).toBeUndefined();
  });

  it('a disabled user has no session left and no link', async () => {
    const [user, other] = [await add(), await add('other@example.org')];
    await signIn(user.id, 'one');
    await signIn(other.id, 'two');
    await addOneTimeLink(test.db, { tokenHash: 'l', user: user.id, purpose: 'sign-in', now: NOW, expiresAt: NOW + 1 });
    expect(await disableUser(test.db, { user: user.id, by, now: NOW })).toBe(true);
    expect(await disableUser(test.db, { user: user.id, by, now: NOW })).toBe(false);
    expect(await findSession(test.db, 'one', NOW)).toBeUndefined();
    expect(await findSession(test.db, 'two', NOW)).toBeDefined();
    expect(await useOneTimeLink(test.db, { tokenHash: 'l', purpose: 'sign-in', now: NOW })).toBeUndefined();
    expect((await findUser(test.db, user.id))?.disabledAt).toBe(NOW);
  });

  it('a new password ends the sessions and stands in no revision', async () => {
    const user = await add();
    await signIn(user.id, 'one');
    await savePasswordHash(test.db, { user: user.id, passwordHash: 'new-hash', by, now: NOW });
    expect(await findSession(test.db, 'one', NOW)).toBeUndefined();
    expect((await findCredentials(test.db, user.email))?.passwordHash).toBe('new-hash');
    expect(JSON.stringify(await listRevisions(test.db, 'user', String(user.id)))).not.toContain('hash');
  });

  it('a link works once, for its purpose, until it expires; looking does not use it', async () => {
    const link = { tokenHash: 'l', purpose: 'first-admin', now: NOW };
    await addOneTimeLink(test.db, { ...link, user: null, expiresAt: NOW + MINUTE });
    expect(await findOneTimeLink(test.db, { ...link, purpose: 'sign-in' })).toBeUndefined();
    expect(await findOneTimeLink(test.db, { ...link, now: NOW + MINUTE })).toBeUndefined();
    expect(await findOneTimeLink(test.db, link)).toEqual({
      user: null,
      purpose: 'first-admin',
      expiresAt: NOW + MINUTE,
    });
    const used = await Promise.all([useOneTimeLink(test.db, link), useOneTimeLink(test.db, link)]);
    expect(used.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await findOneTimeLink(test.db, link)).toBeUndefined();
  });

  it('attempts are counted together by every process, in windows', async () => {
    const other = openDatabase(test.url);
    const asked = { key: 'login 1.2.3.4', windowSeconds: 60, now: NOW };
    for (const { db } of [test, other, test]) await countAttempt(db, asked);
    expect(await countAttempt(test.db, { ...asked, now: NOW + MINUTE - 1 })).toEqual({
      count: 4,
      endsAt: NOW + MINUTE,
    });
    expect(await countAttempt(test.db, { ...asked, key: 'other' })).toMatchObject({ count: 1 });
    expect(await countAttempt(test.db, { ...asked, now: NOW + MINUTE })).toEqual({
      count: 1,
      endsAt: NOW + 2 * MINUTE,
    });
    await forgetAttempts(test.db, asked.key);
    expect(await countAttempt(test.db, asked)).toMatchObject({ count: 1 });
    await other.close();
  });

  it('forgets what has expired, and only that', async () => {
    const user = await add();
    await signIn(user.id, 'one');
    await countAttempt(test.db, { key: 'k', windowSeconds: 60, now: NOW });
    await forgetExpired(test.db, NOW + MINUTE - 1);
    expect(await findSession(test.db, 'one', NOW)).toBeDefined();
    expect(await countAttempt(test.db, { key: 'k', windowSeconds: 60, now: NOW })).toMatchObject({ count: 2 });
    await forgetExpired(test.db, NOW + MINUTE);
    expect(await test.db.selectFrom('sessions').selectAll().execute()).toEqual([]);
    expect(await test.db.selectFrom('attempts').selectAll().execute()).toEqual([]);
  });

  it('a secret is made once, by whoever asks first', async () => {
    const asked = (value: string) => secret(test.db, { name: 'cookies', make: () => value, now: NOW });
    const first = await Promise.all([asked('a'), asked('b')]);
    expect(first[0]).toBe(first[1]);
    expect(await asked('c')).toBe(first[0]);
  });

  it('a setting changes with a revision, an equal one does not', async () => {
    const set = (value: unknown) => saveSetting(test.db, { key: 'newsroom', value, by, now: NOW, why: null });
    expect(await findSetting(test.db, 'newsroom')).toBeUndefined();
    expect([await set({ name: 'Редакция' }), await set({ name: 'Редакция' }), await set({ name: 'Газета' })]).toEqual([
      true,
      false,
      true,
    ]);
    expect(await loadSettings(test.db)).toEqual({ newsroom: { name: 'Газета' } });
    const [last] = await listRevisions(test.db, 'settings', 'newsroom');
    expect(last?.changes).toEqual([{ path: 'name', before: 'Редакция', after: 'Газета' }]);
  });

  it('a week’s digest is issued once and never changes', async () => {
    const week = (body: unknown) => ({
      week: '2019-W31',
      fromAt: Date.parse('2019-07-28T18:00:00Z'),
      cutOffAt: Date.parse('2019-08-04T18:00:00Z'),
      issuedAt: NOW,
      zone: 'Asia/Almaty',
      body,
    });
    const before = await findFactsRevision(test.db);
    const claims = await Promise.all([
      claimDigest(test.db, week({ n: 1 }), by),
      claimDigest(test.db, week({ n: 2 }), by),
    ]);
    expect(claims.sort()).toEqual([false, true]);
    const issued = await findDigest(test.db, '2019-W31');
    expect(await claimDigest(test.db, week({ n: 3 }), by)).toBe(false);
    expect(await findDigest(test.db, '2019-W31')).toEqual(issued);
    expect(await findFactsRevision(test.db)).toBe(before + 1);
    expect((await listDigests(test.db, { limit: 5 })).map((one) => one.week)).toEqual(['2019-W31']);
    expect(await listDigests(test.db, { limit: 5, before: '2019-W31' })).toEqual([]);
  });
});
