import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUpIfDue, type DailyBackups } from '../../src/backup/schedule.ts';
import { findLastBackup } from '../../src/records/backups.ts';
import { openDatabase } from '../../src/records/database.ts';
import { runningApp } from '../support/app.ts';
import { command } from '../support/command.ts';
import { exported, folderFor, keyPair } from '../support/copies.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { fillRecord } from '../support/whole-record.ts';

const NIGHT = Date.parse('2019-08-05T21:30:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const log = { info: () => {}, error: () => {} };

describe.each(ENGINES)('Backups by themselves (%s)', (engine) => {
  let test: TestDatabase;
  let place: Awaited<ReturnType<typeof folderFor>>;
  let daily: DailyBackups;
  const make = (at: number, db = test.db) => backUpIfDue(db, daily, { now: () => at, log });

  beforeEach(async () => {
    test = await freshDatabase(engine);
    place = await folderFor('daily');
    daily = {
      dir: join(place.folder, 'backups'),
      at: { hour: 3, minute: 30 },
      zone: 'Asia/Almaty',
      keep: 3,
      recipients: [(await keyPair()).recipient],
      evidence: join(place.folder, 'evidence'),
      databaseUrl: test.url,
    };
  });
  afterEach(async () => {
    await test.close();
    await place.remove();
  });

  it('one a day, by one process of any number', async () => {
    const other = openDatabase(test.url);
    const made = await Promise.all([make(NIGHT), make(NIGHT, other.db), make(NIGHT + 1), make(NIGHT + 2, other.db)]);
    expect(made.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await make(NIGHT + DAY - 1)).toBeUndefined();
    expect(await make(NIGHT + DAY)).toBeDefined();
    await other.close();
  });

  it('the newest ones stay, and files of others', async () => {
    for (let day = 0; day < 5; day += 1) {
      await make(NIGHT + day * DAY);
      if (day === 0) await writeFile(join(daily.dir, 'merzim-by-hand.tar.age'), 'x');
      // What a killed process left.
      if (day === 3) await writeFile(join(daily.dir, 'merzim-20190808T213000Z.tar.age.part'), 'x');
    }
    expect((await readdir(daily.dir)).sort()).toEqual([
      'merzim-20190807T213000Z.tar.age',
      'merzim-20190808T213000Z.tar.age',
      'merzim-20190809T213000Z.tar.age',
      'merzim-by-hand.tar.age',
    ]);
  });

  it('one that fails is noted and tried again after a while; the last whole one is known', async () => {
    await make(NIGHT);
    const { dir } = daily;
    daily.dir = join(place.folder, 'file', 'inside');
    await writeFile(join(place.folder, 'file'), '');
    await expect(make(NIGHT + DAY)).rejects.toThrow(/ENOTDIR/);
    expect(await findLastBackup(test.db)).toMatchObject({ at: NIGHT, error: expect.stringMatching(/ENOTDIR/) });
    daily.dir = dir;
    expect(await make(NIGHT + DAY + HOUR / 6 - 1)).toBeUndefined();
    expect(await make(NIGHT + DAY + HOUR / 6)).toBeDefined();
    expect(await findLastBackup(test.db)).toMatchObject({ at: NIGHT + DAY + HOUR / 6, error: null });
  });

  it('one whose process was killed is made by another after some hours', async () => {
    const begun_at = new Date(NIGHT).toISOString();
    await test.db.insertInto('backups').values({ due_on: '2019-08-06', begun_at }).execute();
    expect(await make(NIGHT + 6 * HOUR)).toBeUndefined();
    expect(await make(NIGHT + 6 * HOUR + 1)).toBeDefined();
  });

  it('a clock that was set back makes none twice', async () => {
    await make(NIGHT);
    expect(await make(NIGHT - HOUR)).toBeDefined();
    expect(await make(NIGHT - HOUR)).toBeUndefined();
    expect(await make(NIGHT)).toBeUndefined();
  });

  it('one that was broken off leaves nothing', async () => {
    await fillRecord(test.db);
    const signal = AbortSignal.abort();
    expect(await backUpIfDue(test.db, daily, { now: () => NIGHT, log, signal })).toBeUndefined();
    expect(await findLastBackup(test.db)).toBeUndefined();
  });
});

describe('A server with BACKUP_DIR', () => {
  it('makes the backup that is due at once, and /readyz says when', async () => {
    const { folder, remove } = await folderFor('served');
    const keys = await keyPair();
    await writeFile(join(folder, 'key.txt'), keys.identity);
    const dir = join(folder, 'backups');
    const running = await runningApp({
      now: NIGHT,
      env: { BACKUP_DIR: dir, BACKUP_RECIPIENT: keys.recipient },
      prepare: fillRecord,
    });
    const details = async () =>
      ((await (await fetch(`${running.address}/readyz`)).json()) as { backup: unknown }).backup;
    while ((await findLastBackup(running.db))?.at === undefined || (await findLastBackup(running.db))?.at === null)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await details()).toEqual({ last: '2019-08-05T21:30:00.000Z', late: false, failed: false });
    const env = { DATA_DIR: join(folder, 'restored') };
    const databaseUrl = `sqlite:${join(folder, 'restored.db')}`;
    const words = ['restore', 'merzim-20190805T213000Z.tar.age', '--identity', join(folder, 'key.txt')];
    expect(await command(words, { databaseUrl, env, cwd: dir })).toMatchObject({ code: 0, stderr: '' });
    expect(await exported(databaseUrl)).toBe(await exported(`sqlite:${join(running.folder, 'merzim.db')}`));
    await running.close();
    await remove();
  });

  it('does not start with a public key that is none', async () => {
    await expect(runningApp({ env: { BACKUP_DIR: '/nowhere', BACKUP_RECIPIENT: 'age1nonsense' } })).rejects.toThrow(
      'BACKUP_RECIPIENT: "age1nonsense" is no public key of age',
    );
  });
});
