import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotAnswer, type BotApi, botApi } from '../support/bot-api.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { command } from '../support/command.ts';
import { freshDatabase, type TestDatabase } from '../support/databases.ts';

const TOKEN = '123456:not-a-real-token';

describe('digest and deliver, with a channel', () => {
  let database: TestDatabase;
  let api: BotApi;
  let answer: BotAnswer = { code: 403, description: 'Forbidden: bot is not a member of @merzim_fictional' };
  beforeAll(async () => {
    database = await freshDatabase('sqlite');
    await publishCasesOf2019(database.db);
    api = await botApi(() => answer);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });
  const run = (words: string[], minutes: number) =>
    command(words, {
      databaseUrl: database.url,
      now: Date.parse('2019-08-05T04:00:00Z') + minutes * 60_000,
      env: {
        TELEGRAM_TOKEN: TOKEN,
        TELEGRAM_CHAT: '@merzim_fictional',
        TELEGRAM_API: api.address,
        BASE_URL: 'https://merzim.example',
      },
    });

  it('post an issue once, say what waits for another try, and never the token', async () => {
    const said = [await run(['digest'], 0), await run(['digest'], 0), await run(['deliver'], 0)];
    expect(said.map(({ code }) => code)).toEqual([0, 0, 1]);
    expect(said[2]?.stdout).toContain('Telegram: 0 sent, 1 to be tried again, 0 refused\n');
    expect(said[2]?.stderr).toContain('the next try is due 2019-08-05T04:01:00.000Z');
    answer = 'ok';
    said.push(await run(['deliver'], 1), await run(['deliver'], 2));
    expect(said.slice(3).map(({ code, stdout }) => [code, /Telegram: (\d+) sent/.exec(stdout)?.[1]])).toEqual([
      [0, '1'],
      [0, '0'],
    ]);
    expect(api.taken).toHaveLength(1);
    expect(api.taken[0]?.text).toContain('https://merzim.example/digests/2019-W31');
    expect(said.map(({ stdout, stderr }) => stdout + stderr).join()).not.toMatch(/not-a-real-token|merzim_fictional/);
  });
});
