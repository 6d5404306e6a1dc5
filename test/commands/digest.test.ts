import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDigest } from '../../src/records/digests.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { type CommandOptions, command } from '../support/command.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';

describe.each(ENGINES)('merzim digest and merzim status (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db);
  });
  afterEach(() => test.close());
  const run = (words: string[], options: Partial<CommandOptions> = {}) =>
    command(words, { databaseUrl: test.url, ...options });

  it('digest issues the last complete week, once, and prints it', async () => {
    const first = await run(['digest']);
    expect(first).toMatchObject({ code: 0, stderr: '2019-W31: issued\n' });
    expect(first.stdout).toContain('29 июля – 4 августа 2019 года');
    const again = await run(['digest'], { now: Date.parse('2019-08-06T04:00:00Z') });
    expect(again.stderr).toBe('2019-W31: was issued on 2019-08-05T04:00:00.000Z\n');
    expect(again.stdout).toBe(first.stdout);
  });

  it('digest --dry-run issues nothing', async () => {
    const said = await run(['digest', '--week', '2019-W30', '--dry-run']);
    expect(said).toMatchObject({ code: 0, stderr: '2019-W30: a preview, nothing was issued\n' });
    expect(await findDigest(test.db, '2019-W30')).toBeUndefined();
  });

  it('digest --json prints what contracts name, and nothing else', async () => {
    const said = await run(['digest', '--week', '2019-W31', '--json'], { env: { BASE_URL: 'https://merzim.example' } });
    const body = JSON.parse(said.stdout);
    expect(Object.keys(body)).toEqual([
      'week',
      'from',
      'cut_off',
      'issued_at',
      'newly_overdue',
      'still_overdue',
      'due_next',
      'resolved',
      'moved',
      'no_first_post',
      'corrections',
      'under_review',
      'not_rechecked',
    ]);
    expect(body).toMatchObject({ week: '2019-W31', cut_off: '2019-08-04T18:00:00.000Z', under_review: 0 });
    expect(body.still_overdue).toEqual([
      {
        incident: 'almaty-blackout-2019',
        promise: 'results',
        office: 'akim-almaty',
        nature: 'order',
        words: 'окончательные результаты проверки',
        status: 'overdue',
        due_on: '2019-07-26',
        days_overdue: 9,
        days_late: null,
        extended: null,
        checked_on: '2019-07-30',
        checked_since_due: true,
        url: 'https://merzim.example/promises/almaty-blackout-2019/results',
      },
    ]);
  });

  it('digest refuses a week that has not ended and one that there is not', async () => {
    const running = await run(['digest', '--week', '2019-W32']);
    expect(running).toMatchObject({ code: 1, stdout: '' });
    expect(running.stderr).toContain('2019-W32 has not ended');
    const none = await run(['digest', '--week', '2019-31']);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('2019-W31, not 2019-31');
  });

  it('status prints every published promise as of the day', async () => {
    const said = await run(['status', '--as-of', '2019-07-30']);
    expect(said.code).toBe(0);
    const lines = said.stdout.trim().split('\n');
    expect(lines.find((line) => line.startsWith('almaty-blackout-2019/results\t'))).toContain('overdue 2019-07-26 +4');
    const before = await run(['status', '--as-of', '2019-07-26']);
    expect(before.stdout).toContain('almaty-blackout-2019/results\tdue_soon 2019-07-26');
  });

  it('status --json has the objects of the API with their incident and office', async () => {
    const said = await run(['status', '--json', '--as-of', '2019-07-30']);
    const results = JSON.parse(said.stdout).find(({ id }: { id: string }) => id === 'results');
    expect(results).toEqual({
      incident: 'almaty-blackout-2019',
      office: 'akim-almaty',
      id: 'results',
      status: 'overdue',
      due_at: '2019-07-26T18:00:00.000Z',
      due_on: '2019-07-26',
      days_overdue: 4,
      days_late: null,
      extended: null,
      checked_on: '2019-07-30',
      checked_since_due: true,
      stale: false,
    });
  });

  it('status refuses a later day and what is no day', async () => {
    expect((await run(['status', '--as-of', '2019-08-07'])).stderr).toContain('later than now');
    expect((await run(['status', '--as-of', 'soon'])).code).toBe(2);
  });
});
