import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueDigest } from '../../src/digest/issue.ts';
import { keepPosting } from '../../src/digest/posting.ts';
import { deliverTelegram, type TelegramOptions } from '../../src/digest/telegram.ts';
import { findWeek } from '../../src/domain/week.ts';
import { countDeliveries, listUndelivered } from '../../src/records/deliveries.ts';
import { unpublish } from '../../src/records/desk.ts';
import { type BotAnswer, type BotApi, botApi } from '../support/bot-api.ts';
import { publishCasesOf2019, publishIncident } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { incident, minute, promise, statement } from '../support/facts.ts';

const TOKEN = '123456:not-a-real-token';
const CHAT = '@merzim_fictional';
const TIMES = { paceMs: 1, attemptSeconds: 5, claimMs: 60_000, backOffMs: [60_000, 300_000] };
const WEEK = findWeek('2019-W31', 'Asia/Almaty');
if (WEEK === undefined) throw new Error('no such week');
const ISSUED = WEEK.cutOff + 3 * 3_600_000;

describe.each(ENGINES)('The digest in Telegram, on %s', (engine) => {
  let database: TestDatabase;
  let api: BotApi | undefined;
  let now: number;
  beforeEach(async () => {
    now = ISSUED;
    database = await freshDatabase(engine);
    await publishCasesOf2019(database.db);
  });
  afterEach(async () => {
    await api?.close();
    await database.close();
  });

  /** Enough of them for a post in several parts. */
  async function manyPromises(): Promise<void> {
    const facts = incident({
      slug: 'many',
      office: 'akim-almaty',
      title: { ru: 'Вымышленная авария' },
      entries: [statement('said', minute('2019-07-29T10:00'), { by: { office: 'akim-almaty', official: null } })],
      promises: Array.from({ length: 25 }, (_, index) =>
        promise(`p${index}`, 'said', { due: '2019-07-31', text: `вымышленное обещание номер ${index}` }),
      ),
    });
    await publishIncident(database.db, facts, ISSUED - 1000);
  }
  async function issue(languages: ('ru' | 'kk' | 'en')[] = ['ru']): Promise<void> {
    const telegram = { channels: languages.map((lang) => ({ lang })) };
    await issueDigest(database.db, {
      week: WEEK!,
      zone: 'Asia/Almaty',
      now,
      by: { user: null, via: 'command' },
      telegram,
    });
  }
  async function answering(answer: (n: number) => BotAnswer | Promise<BotAnswer> = () => 'ok'): Promise<BotApi> {
    api = await botApi(answer);
    return api;
  }
  const options = (more: Partial<TelegramOptions> = {}): TelegramOptions => ({
    access: { token: TOKEN, api: api?.address ?? '', channels: [{ lang: 'ru', chat: CHAT }] },
    baseUrl: 'https://merzim.example',
    now: () => now,
    times: TIMES,
    ...more,
  });
  const deliver = (more: Partial<TelegramOptions> = {}) => deliverTelegram(database.db, options(more));
  const states = async () =>
    Object.fromEntries((await countDeliveries(database.db, '2019-W31')).map(({ state, count }) => [state, count]));

  it('is queued with the issue where there is a channel, and never twice', async () => {
    await issue([]);
    expect(await states()).toEqual({});
    await database.close();
    database = await freshDatabase(engine);
    await publishCasesOf2019(database.db);
    await issue(['ru', 'kk']);
    await issue(['ru', 'kk']);
    expect(await states()).toEqual({ queued: 2 });
  });

  it('comes once, in its parts and their order, in the language of each channel', async () => {
    const { taken } = await answering();
    await manyPromises();
    await issue(['ru', 'kk']);
    const access = {
      token: TOKEN,
      api: api?.address ?? '',
      channels: [
        { lang: 'ru' as const, chat: CHAT },
        { lang: 'kk' as const, chat: '-100200300' },
      ],
    };
    const posted = await deliver({ access });
    expect(posted).toEqual({ sent: taken.length, deferred: 0, refused: 0 });
    expect(await deliver({ access })).toEqual({ sent: 0, deferred: 0, refused: 0 });
    const [ru, kk] = [CHAT, '-100200300'].map((chat) => taken.filter((message) => message.chat === chat));
    expect(ru!.length).toBeGreaterThan(1);
    for (const [index, { text }] of ru!.entries()) expect(text).toContain(`Часть ${index + 1} из ${ru!.length}`);
    expect(
      ru!
        .map(({ text }) => text)
        .join('\n')
        .match(/вымышленное обещание номер \d+|Вымышленное обещание номер \d+/g),
    ).toHaveLength(25);
    expect(kk![0]?.text).toContain('https://merzim.example/kk/promises/');
    expect(taken.every(({ path, parseMode }) => path === `/bot${TOKEN}/sendMessage` && parseMode === 'HTML')).toBe(
      true,
    );
    expect(await states()).toEqual({ sent: taken.length });
  });

  it('waits as long as a flood limit says, and goes on where it was', async () => {
    const { taken } = await answering((n) =>
      n === 2 ? { code: 429, description: 'Too Many Requests: retry after 17', retryAfter: 17 } : 'ok',
    );
    await manyPromises();
    await issue();
    expect(await deliver()).toEqual({ sent: 1, deferred: 1, refused: 0 });
    now += 16_999;
    expect((await deliver()).sent).toBe(0);
    expect(api?.asked).toBe(2);
    now += 1;
    expect((await deliver()).sent).toBeGreaterThan(0);
    const parts = taken.map(({ text }) => /Часть (\d+) из \d+/.exec(text)?.[1]);
    expect(parts).toEqual(parts.map((_, index) => String(index + 1)));
    expect(await states()).toEqual({ sent: parts.length });
  });

  it.each<[string, BotAnswer]>([
    ['an error of the server', { code: 500, description: 'Internal Server Error' }],
    ['a lost connection', 'drop'],
    ['an answer that is none', 'garbage'],
    ['a channel that does not let it post', { code: 403, description: 'Forbidden: bot is not a member' }],
  ])('is tried again after %s, later each time', async (_, bad) => {
    const { taken } = await answering((n) => (n <= 2 ? bad : 'ok'));
    await issue();
    expect(await deliver()).toEqual({ sent: 0, deferred: 1, refused: 0 });
    const [failed] = await listUndelivered(database.db, { week: '2019-W31', limit: 10 });
    expect(failed).toMatchObject({ state: 'failed', attempts: 1, nextTryAt: now + 60_000 });
    expect(failed?.lastError).not.toMatch(/not-a-real-token|merzim_fictional/);
    now += 59_999;
    await deliver();
    expect(api?.asked).toBe(1);
    now += 1;
    await deliver();
    now += 300_000;
    expect(await deliver()).toEqual({ sent: 1, deferred: 0, refused: 0 });
    expect(taken).toHaveLength(1);
  });

  it('is given up after the last try, and listed', async () => {
    await answering(() => ({ code: 400, description: 'Bad Request: chat not found' }));
    await issue();
    for (const wait of [60_000, 300_000, 3_600_000]) {
      await deliver();
      now += wait;
    }
    expect(api?.asked).toBe(3);
    expect(await states()).toEqual({ given_up: 1 });
    const [given] = await listUndelivered(database.db, { week: '2019-W31', limit: 10 });
    expect(given?.lastError).toBe('400 Bad Request: chat not found');
  });

  it('is given up at once where the message is wrong, and the parts after it still come', async () => {
    const { taken } = await answering((n) =>
      n === 1 ? { code: 400, description: "Bad Request: can't parse entities" } : 'ok',
    );
    await manyPromises();
    await issue();
    const { sent, refused } = await deliver();
    expect(refused).toBe(1);
    expect(sent).toBe(taken.length);
    expect(await states()).toEqual({ given_up: 1, sent });
  });

  it('comes again where the answer was lost on the way: rather twice than never', async () => {
    const { taken } = await answering((n) => (n === 1 ? 'taken_then_dropped' : 'ok'));
    await issue();
    await deliver();
    now += 60_000;
    await deliver();
    expect(taken).toHaveLength(2);
    expect(await states()).toEqual({ sent: 1 });
  });

  it('comes once from several processes at once, and in order', async () => {
    const { taken } = await answering();
    await manyPromises();
    await issue();
    for (let round = 0; round < 5; round++) {
      await Promise.all([deliver(), deliver(), deliver()]);
      now += 10_000;
    }
    const parts = taken.map(({ text }) => /Часть (\d+) из (\d+)/.exec(text));
    expect(parts.map((part) => part?.[1])).toEqual(parts.map((_, index) => String(index + 1)));
    expect(parts.at(-1)?.[2]).toBe(String(parts.length));
  });

  it('comes from another process where the first one died with its claim', async () => {
    const dead = new AbortController();
    let release = () => {};
    const gone = new Promise<BotAnswer>((resolve) => {
      release = () => resolve('drop');
    });
    const { taken } = await answering((n) => (n === 1 ? gone : 'ok'));
    await issue();
    const stuck = deliver({ signal: dead.signal });
    await expect.poll(() => api?.asked).toBe(1);
    now += 59_999;
    expect((await deliver()).sent).toBe(0);
    now += 1;
    expect((await deliver()).sent).toBe(1);
    release();
    await stuck;
    expect(taken).toHaveLength(1);
    expect(await states()).toEqual({ sent: 1 });
  });

  it('says nothing of what was taken off since the issue', async () => {
    const { taken } = await answering();
    await issue();
    await unpublish(database.db, {
      slug: 'arys-2019',
      by: { user: null, via: 'desk' },
      now,
      why: null,
    });
    await deliver();
    expect(taken.map(({ text }) => text).join()).toContain('almaty-blackout-2019');
    expect(taken.map(({ text }) => text).join()).not.toMatch(/arys|Арыс/);
  });

  it('is posted while the site runs, and not while an editor is waited for', async () => {
    const { taken } = await answering();
    await issue();
    const told: string[] = [];
    const tell = (_: object, words: string) => void told.push(words);
    const log = { info: tell, warn: tell, error: tell };
    let held = true;
    let looks = 0;
    const isHeld = async () => {
      looks++;
      return held;
    };
    const posting = keepPosting({ db: database.db, log, isHeld, pollMs: 5, ...options() });
    await expect.poll(() => looks).toBeGreaterThan(2);
    expect(taken).toHaveLength(0);
    held = false;
    await expect.poll(() => told).toEqual(['posted to Telegram']);
    await posting.stop();
    expect(taken).toHaveLength(1);
  });
});
