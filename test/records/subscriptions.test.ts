import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/domain/subscription.ts';
import {
  claimDeliveries,
  countDeliveries,
  findNextTry,
  letGo,
  listUndelivered,
  markFailed,
  markSent,
  queueDeliveries,
  queueDigestMails,
  requeueDeliveries,
} from '../../src/records/deliveries.ts';
import {
  askForSubscription,
  BOUNCES_TO_SUSPEND,
  changeSubscription,
  confirmSubscription,
  countSubscribers,
  findSubscriber,
  forgetUnconfirmed,
  forgiveBounces,
  listSuspended,
  noteBounce,
  removeSubscriber,
  SCOPES_AT_MOST,
  UNCONFIRMED_DAYS,
} from '../../src/records/subscriptions.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { DAY, HOUR, MINUTE } from '../support/facts.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');
const WEEK = '2019-W31';
const ALL: Scope = { kind: 'all', ref: '' };
const office = (ref: string): Scope => ({ kind: 'office', ref });
const incident = (ref: string): Scope => ({ kind: 'incident', ref });

describe.each(ENGINES)('Subscriptions (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
  });
  afterEach(() => test.close());

  const ask = (email: string, scopes: Scope[], more: { now?: number; wantsEmpty?: boolean; lang?: 'ru' | 'kk' } = {}) =>
    askForSubscription(test.db, {
      email,
      lang: more.lang ?? 'ru',
      wantsEmpty: more.wantsEmpty ?? false,
      scopes,
      attemptKey: `key of ${email}`,
      now: more.now ?? NOW,
    });
  const idOf = async (email: string) =>
    (await test.db.selectFrom('subscribers').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id;
  const subscribe = async (email: string, scopes: Scope[], wantsEmpty = false) => {
    await ask(email, scopes, { wantsEmpty });
    const id = await idOf(email);
    await confirmSubscription(test.db, { id, now: NOW });
    return id;
  };
  const letters = async () =>
    (await test.db.selectFrom('deliveries').select('id').where('channel', '=', 'confirmation').execute()).length;
  const claim = (word: string, now = NOW, limit = 100) =>
    claimDeliveries(test.db, { channels: ['mail'], limit, claim: word, now, until: now + MINUTE });
  const mails = async () => {
    const rows = await test.db
      .selectFrom('deliveries')
      .select('recipient')
      .where('channel', '=', 'mail')
      .orderBy('id')
      .execute();
    return rows.map(({ recipient }) => Number(recipient));
  };

  it('an address is unconfirmed until its owner confirms what was asked for', async () => {
    await ask('a@example.org', [office('akim-almaty')], { lang: 'kk', wantsEmpty: true });
    const id = await idOf('a@example.org');
    expect(await findSubscriber(test.db, id)).toMatchObject({
      email: 'a@example.org',
      lang: 'kk',
      wantsEmpty: true,
      state: 'unconfirmed',
      scopes: [],
      asked: [office('akim-almaty')],
    });
    await confirmSubscription(test.db, { id, now: NOW + HOUR });
    expect(await findSubscriber(test.db, id)).toMatchObject({
      state: 'confirmed',
      confirmedAt: NOW + HOUR,
      scopes: [office('akim-almaty')],
      asked: [],
    });
  });

  it('an address gets at most one letter an hour, whatever is asked', async () => {
    await ask('a@example.org', [ALL]);
    await ask('a@example.org', [office('akim-almaty')], { now: NOW + HOUR - 1 });
    expect(await letters()).toBe(1);
    await ask('b@example.org', [ALL]);
    expect(await letters()).toBe(2);
    await ask('a@example.org', [incident('arys-2019')], { now: NOW + HOUR });
    expect(await letters()).toBe(3);
    expect((await findSubscriber(test.db, await idOf('a@example.org')))?.asked).toEqual([
      ALL,
      incident('arys-2019'),
      office('akim-almaty'),
    ]);
  });

  it('asking again changes nothing that the owner has confirmed', async () => {
    const id = await subscribe('a@example.org', [office('akim-almaty')]);
    await ask('a@example.org', [ALL], { lang: 'kk', wantsEmpty: true });
    expect(await findSubscriber(test.db, id)).toMatchObject({
      lang: 'ru',
      wantsEmpty: false,
      state: 'confirmed',
      scopes: [office('akim-almaty')],
      asked: [ALL],
    });
  });

  it('two who ask at once for one address make one subscriber', async () => {
    await Promise.all([ask('a@example.org', [ALL]), ask('a@example.org', [ALL]), ask('a@example.org', [ALL])]);
    expect(await countSubscribers(test.db)).toMatchObject({ unconfirmed: 1 });
    expect(await letters()).toBe(1);
  });

  it('nobody fills an address with scopes without end', async () => {
    await ask(
      'a@example.org',
      Array.from({ length: SCOPES_AT_MOST + 5 }, (_, index) => office(`office-${index}`)),
    );
    expect((await findSubscriber(test.db, await idOf('a@example.org')))?.asked).toHaveLength(SCOPES_AT_MOST);
  });

  it('what was never confirmed is forgotten after a week, and nothing else', async () => {
    const kept = await subscribe('kept@example.org', [ALL]);
    await ask('kept@example.org', [office('akim-almaty')]);
    await ask('a@example.org', [ALL]);
    const after = UNCONFIRMED_DAYS * DAY;
    expect(await forgetUnconfirmed(test.db, NOW + after - 1)).toBe(0);
    expect(await forgetUnconfirmed(test.db, NOW + after)).toBe(1);
    expect(await countSubscribers(test.db)).toMatchObject({ unconfirmed: 0, confirmed: 1 });
    expect(await findSubscriber(test.db, kept)).toMatchObject({ scopes: [ALL], asked: [] });
  });

  it('leaving deletes the address and what was still to be sent, and keeps the count of what was', async () => {
    const [stays, leaves] = [await subscribe('a@example.org', [ALL]), await subscribe('b@example.org', [ALL])];
    await queueDeliveries(test.db, { week: '2019-W30', channel: 'mail', recipients: [String(leaves)], now: NOW });
    await markSent(test.db, [{ id: (await claim('c'))[0]?.id ?? 0, messageId: '<m>' }], NOW);
    await queueDeliveries(test.db, {
      week: WEEK,
      channel: 'mail',
      recipients: [String(leaves), String(stays)],
      now: NOW,
    });
    expect(await removeSubscriber(test.db, leaves)).toBe(true);
    expect(await removeSubscriber(test.db, leaves)).toBe(false);
    expect(await findSubscriber(test.db, leaves)).toBeUndefined();
    expect(await countDeliveries(test.db, WEEK)).toEqual([{ channel: 'mail', state: 'queued', count: 1 }]);
    expect(await countDeliveries(test.db, '2019-W30')).toEqual([{ channel: 'mail', state: 'sent', count: 1 }]);
    expect(await test.db.selectFrom('subscription_scopes').select('ref').execute()).toHaveLength(1);
  });

  it('a change replaces language and scopes', async () => {
    const id = await subscribe('a@example.org', [ALL, office('akim-almaty')]);
    const scopes = [incident('arys-2019')];
    expect(await changeSubscription(test.db, { id, lang: 'kk', wantsEmpty: true, scopes, now: NOW })).toBe(true);
    expect(await findSubscriber(test.db, id)).toMatchObject({ lang: 'kk', wantsEmpty: true, scopes });
    await expect(
      changeSubscription(test.db, { id, lang: 'kk', wantsEmpty: true, scopes: [], now: NOW }),
    ).rejects.toThrow();
    expect(await changeSubscription(test.db, { id: id + 1, lang: 'kk', wantsEmpty: true, scopes, now: NOW })).toBe(
      false,
    );
  });

  it('an address that refuses three times in a row is suspended, with the reason', async () => {
    const id = await subscribe('a@example.org', [ALL]);
    const bounce = () => noteBounce(test.db, { id, reason: '550 no such user', now: NOW });
    for (let count = 1; count < BOUNCES_TO_SUSPEND; count++) expect(await bounce()).toBe(false);
    await forgiveBounces(test.db, [id], NOW);
    for (let count = 1; count < BOUNCES_TO_SUSPEND; count++) expect(await bounce()).toBe(false);
    expect(await bounce()).toBe(true);
    expect(await listSuspended(test.db, { limit: 10 })).toMatchObject([{ id, bounceReason: '550 no such user' }]);
    expect(await queueDigestMails(test.db, { week: WEEK, concerned: concerned(), now: NOW })).toBe(0);
    await confirmSubscription(test.db, { id, now: NOW });
    expect(await findSubscriber(test.db, id)).toMatchObject({ state: 'confirmed', bounces: 0, bounceReason: null });
  });

  const concerned = (offices: string[] = [], incidents: string[] = [], anything = true) => ({
    anything,
    offices: new Set(offices),
    incidents: new Set(incidents),
  });

  it('a digest goes to those whom it concerns, once each, however many of their scopes', async () => {
    const everything = await subscribe('all@example.org', [ALL]);
    const almaty = await subscribe('almaty@example.org', [
      office('akim-almaty'),
      incident('almaty-blackout-2019'),
      ALL,
    ]);
    const arys = await subscribe('arys@example.org', [incident('arys-2019')]);
    const shymkent = await subscribe('shymkent@example.org', [office('akim-shymkent')]);
    const empty = await subscribe('empty@example.org', [office('akim-shymkent')], true);
    await ask('unconfirmed@example.org', [ALL]);
    await ask('shymkent@example.org', [ALL]);
    const week = { week: WEEK, concerned: concerned(['akim-almaty'], ['almaty-blackout-2019', 'arys-2019']), now: NOW };
    expect(await queueDigestMails(test.db, week)).toBe(4);
    expect(await queueDigestMails(test.db, week)).toBe(0);
    expect(await mails()).toEqual([everything, almaty, arys, empty]);
    expect(await mails()).not.toContain(shymkent);
  });

  it('an empty week goes to those who want it', async () => {
    await subscribe('a@example.org', [ALL]);
    const wants = await subscribe('b@example.org', [ALL], true);
    await queueDigestMails(test.db, { week: WEEK, concerned: concerned([], [], false), now: NOW });
    expect(await mails()).toEqual([wants]);
  });

  describe('Deliveries', () => {
    const queue = (...recipients: string[]) =>
      queueDeliveries(test.db, { week: WEEK, channel: 'mail', recipients, now: NOW });

    it('are claimed by one process each, however many ask at once', async () => {
      await queue(...Array.from({ length: 60 }, (_, index) => String(index)));
      const claims = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((word) => claim(word, NOW, 15)));
      const ids = claims.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const rest = await claim('f');
      expect(ids.length + rest.length).toBe(60);
      expect(await claim('g')).toEqual([]);
    });

    it('come back when the claim lapses', async () => {
      await queue('1');
      expect(await claim('a')).toHaveLength(1);
      expect(await claim('b', NOW + MINUTE - 1)).toHaveLength(0);
      expect(await findNextTry(test.db, ['mail'])).toBe(NOW + MINUTE);
      expect(await claim('b', NOW + MINUTE)).toHaveLength(1);
    });

    it('are not marked as failed by a process whose claim has lapsed; as sent they are', async () => {
      await queue('1');
      const [first] = await claim('a');
      const id = first?.id ?? 0;
      await claim('b', NOW + MINUTE);
      await markFailed(test.db, { id, claim: 'a', error: 'x', nextTryAt: null, now: NOW });
      expect(await listUndelivered(test.db, { week: WEEK, limit: 10 })).toEqual([]);
      await markSent(test.db, [{ id, messageId: '<m>' }], NOW);
      await markFailed(test.db, { id, claim: 'b', error: 'x', nextTryAt: null, now: NOW });
      expect(await countDeliveries(test.db, WEEK)).toEqual([{ channel: 'mail', state: 'sent', count: 1 }]);
      expect(await findNextTry(test.db, ['mail'])).toBeUndefined();
    });

    it('that failed wait for the next try; those given up wait for somebody’s word', async () => {
      await queue('1', '2');
      const [one, two] = (await claim('a')).map(({ id }) => id) as [number, number];
      await markFailed(test.db, { id: one, claim: 'a', error: '450 later', nextTryAt: NOW + HOUR, now: NOW });
      await markFailed(test.db, { id: two, claim: 'a', error: '550 never', nextTryAt: null, now: NOW });
      expect(await claim('b', NOW + HOUR - 1)).toEqual([]);
      expect(await claim('b', NOW + HOUR)).toMatchObject([{ id: one, attempts: 1 }]);
      expect(await listUndelivered(test.db, { week: WEEK, limit: 10 })).toMatchObject([
        { id: two, state: 'given_up', lastError: '550 never' },
      ]);
      expect(await requeueDeliveries(test.db, { week: WEEK, channels: ['mail'], now: NOW })).toBe(1);
      expect(await claim('c')).toMatchObject([{ id: two, attempts: 0 }]);
    });

    it('that were let go are due again, and count no attempt', async () => {
      await queue('1', '2');
      const [one] = await claim('a');
      await letGo(test.db, { claim: 'a', ids: [one?.id ?? 0], at: NOW });
      expect(await claim('b')).toMatchObject([{ id: one?.id, attempts: 0 }]);
      await letGo(test.db, { claim: 'a', at: NOW, error: 'the server does not answer' });
      expect(await claim('c')).toMatchObject([{ recipient: '2', lastError: 'the server does not answer' }]);
    });

    it('are one for each recipient of a week', async () => {
      await queue('1', '2');
      await queue('2', '3');
      expect(await countDeliveries(test.db, WEEK)).toEqual([{ channel: 'mail', state: 'queued', count: 3 }]);
    });
  });
});
