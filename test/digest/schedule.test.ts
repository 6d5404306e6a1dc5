import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WEEKDAYS } from '../../src/config.ts';
import { keepSchedule, workDue } from '../../src/digest/schedule.ts';
import { findWeek, lastCompleteWeek, type Week } from '../../src/domain/week.ts';
import { countDeliveries } from '../../src/records/deliveries.ts';
import { listDigests } from '../../src/records/digests.ts';
import { findNewsroomWish, listNewsroomReaders, saveNewsroomWish } from '../../src/records/newsroom.ts';
import { markRestored } from '../../src/records/newsroom-settings.ts';
import { addUser, disableUser } from '../../src/records/users.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { HOUR } from '../support/facts.ts';

const ZONE = 'Asia/Almaty';
const WEEK = findWeek('2019-W30', ZONE) as Week;
const DUE = WEEK.cutOff + 9 * HOUR;
const HOURS = { digestZone: ZONE, digestAt: { weekday: 1, hour: 9, minute: 0 } };
const BY = { user: null, via: 'command' } as const;
const REGION = { kind: 'region', ref: 'алматы' } as const;

describe.each(ENGINES)('The schedule (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
  });
  afterEach(() => test.close());

  const person = async (name: string): Promise<number> => {
    const user = { email: `${name}@example.org`, name, role: 'reporter', passwordHash: null } as const;
    const added = await addUser(test.db, { ...user, by: BY, now: DUE });
    return added.result === 'added' ? added.user.id : 0;
  };
  const queued = () => countDeliveries(test.db, WEEK.name);

  it('queues the newsroom’s letter once for each who wants it, however often it comes round', async () => {
    const [wants, other, gone] = [await person('wants'), await person('other'), await person('gone')];
    const wish = { lang: 'kk', scopes: [REGION, { kind: 'office', ref: 'akim-arys' }] } as const;
    for (const user of [wants, gone])
      await saveNewsroomWish(test.db, { user, wish: { ...wish, scopes: [...wish.scopes] }, now: DUE });
    await saveNewsroomWish(test.db, { user: other, wish: { lang: 'ru', scopes: [] }, now: DUE });
    await disableUser(test.db, { user: gone, by: BY, now: DUE });
    expect(await findNewsroomWish(test.db, other)).toBeUndefined();
    expect(await listNewsroomReaders(test.db)).toEqual([
      {
        user: wants,
        name: 'wants',
        email: 'wants@example.org',
        lang: 'kk',
        scopes: [{ kind: 'office', ref: 'akim-arys' }, REGION],
      },
    ]);
    await workDue(test.db, HOURS, DUE - 1);
    expect(await queued()).toEqual([]);
    for (const later of [0, 1, HOUR]) await workDue(test.db, HOURS, DUE + later);
    expect(await queued()).toEqual([{ channel: 'newsroom', state: 'queued', count: 1 }]);
  });

  it('sends the newsroom nothing from a restored copy', async () => {
    const user = await person('wants');
    await saveNewsroomWish(test.db, { user, wish: { lang: 'ru', scopes: [REGION] }, now: DUE });
    await markRestored(test.db, { by: BY, now: DUE });
    expect(await workDue(test.db, HOURS, DUE)).toMatchObject({ done: 'waits', reason: 'restored' });
    expect(await queued()).toEqual([]);
  });

  it('off: does nothing at all', async () => {
    await keepSchedule({
      db: test.db,
      hours: { ...HOURS, digestAt: null },
      now: () => DUE,
      log: { info: () => {}, warn: () => {}, error: () => {} },
    }).stop();
    expect(await workDue(test.db, { ...HOURS, digestAt: null }, DUE)).toEqual({ done: 'nothing' });
    expect(await listDigests(test.db, { limit: 1 })).toEqual([]);
  });
});

describe('The server', () => {
  let folder: string;
  const running: ChildProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'merzim-schedule-'));
  });
  afterEach(async () => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts it on the folder's database; what it logs, once `until` stands in it. */
  const served = (digestAt: string) => {
    const env = {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: folder,
      DIGEST_AT: digestAt,
      DIGEST_ZONE: ZONE,
    };
    const child = spawn(process.execPath, ['src/merzim.mjs', 'serve'], { env });
    running.push(child);
    let text = '';
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const said = (until: string) =>
      new Promise<string>((resolve, reject) => {
        const look = () => text.includes(until) && resolve(text);
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        child.on('exit', () => reject(new Error(`it ended before ${until}: ${text}`)));
        look();
      });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
    return {
      said,
      text: () => text,
      stop: () => {
        child.kill('SIGTERM');
        return ended;
      },
    };
  };

  it('issues the week whose hour has just passed as it starts, once for several processes, and ends when it is told to', async () => {
    // The real clock: half an hour ago, in the zone of the digest.
    const hour = DateTime.now().setZone(ZONE).minus({ minutes: 30 });
    const at = `${WEEKDAYS[hour.weekday - 1]} ${hour.toFormat('HH:mm')}`;
    const week = lastCompleteWeek(hour.toMillis(), ZONE).name;
    const servers = [served(at), served(at)];
    for (const { said } of servers) await said('Merzim: http');
    await Promise.race(servers.map(({ said }) => said('issued the digest')));
    const codes = await Promise.all(servers.map(({ stop }) => stop()));
    expect(codes).toEqual([0, 0]);
    const logs = servers.map(({ text }) => text()).join('');
    expect(logs.split('issued the digest')).toHaveLength(2);
    expect(logs).toContain(`"week":"${week}"`);
  });
});
