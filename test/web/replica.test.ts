import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/records/database.ts';
import { watchRow } from '../../src/records/facts-watch.ts';
import { MOST_LAG_MS, openReplica } from '../../src/records/replica.ts';
import { takeDown } from '../../src/records/taking-back.ts';
import { addUser } from '../../src/records/users.ts';
import { NOW, type RunningApp, runningApp } from '../support/app.ts';
import { publishCasesOf2019, publishIncident } from '../support/cases.ts';
import { folderFor } from '../support/copies.ts';
import { incidentOf2019 } from '../support/fixtures.ts';
import { type RunningServer, startReplica } from '../support/postgres-replica.ts';
import { type PostgresServer, PROMPT, startPostgres } from '../support/postgres-server.ts';
import { wayTo } from '../support/way.ts';

const BY = { user: null, via: 'import' } as const;
type Way = Awaited<ReturnType<typeof wayTo>>;

let files: Awaited<ReturnType<typeof folderFor>>;
let primary: PostgresServer;
let standby: RunningServer;
let toPrimary: Way;
let toReplica: Way;
let app: RunningApp;
let replica: ReturnType<typeof openDatabase>;
let now = NOW;
let asked = 0;

beforeAll(async () => {
  files = await folderFor('replica');
  primary = await startPostgres(files.folder, PROMPT);
  standby = await startReplica(primary, files.folder);
  [toPrimary, toReplica] = [await wayTo(primary.url), await wayTo(standby.url)];
  replica = openDatabase(standby.url);
  app = await runningApp({
    databaseUrl: toPrimary.url,
    env: { DATABASE_REPLICA_URL: toReplica.url, LOG_LEVEL: 'silent' },
    prepare: (db) => publishCasesOf2019(db, NOW - 60_000),
    now: () => now,
  });
  await caughtUp();
});

afterAll(async () => {
  await app?.close();
  await replica?.close();
  await standby?.stop();
  await primary?.stop();
  await Promise.all([toPrimary.close(), toReplica.close()]);
  await files.remove();
});

const revisionOf = (db: RunningApp['db']) => db.selectFrom('facts_revision').select('revision').executeTakeFirst();

/** The replica has what the primary has, and is asked again whatever it did before. */
async function caughtUp(): Promise<void> {
  now += 6000;
  const wanted = await revisionOf(app.db);
  for (;;) {
    const has = await revisionOf(replica.db).catch(() => undefined);
    if (has !== undefined && has.revision === wanted?.revision) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Connections that were cut are found out by whoever takes them next. */
const restored = async () => {
  toPrimary.cut(false);
  while ((await revisionOf(app.db).catch(() => undefined)) === undefined);
};

const paused = async (work: () => Promise<void>) => {
  await sql`select pg_wal_replay_pause()`.execute(replica.db);
  for (let state = ''; state !== 'paused'; ) {
    const { rows } = await sql<{ state: string }>`select pg_get_wal_replay_pause_state() as state`.execute(replica.db);
    state = rows[0]?.state ?? '';
  }
  try {
    await work();
  } finally {
    await sql`select pg_wal_replay_resume()`.execute(replica.db);
  }
};

/** No answer to this address is kept: nobody has asked for it. */
const page = async (path: string, headers: Record<string, string> = {}) => {
  asked += 1;
  const response = await fetch(`${app.address}${path}?never=${asked}`, { headers });
  return { status: response.status, control: response.headers.get('cache-control') ?? '', text: await response.text() };
};

const ready = async () => (await (await fetch(`${app.address}/readyz`)).json()) as Record<string, unknown>;

/** Until the replica has the primary's log to its end. */
const inStep = async () => {
  for (;;) {
    const { replica: standing } = await ready();
    if (standing !== undefined && JSON.stringify(standing) === '{"state":"read","lagSeconds":0}') return;
  }
};

/** Who answers a reader: without the primary only the replica can. */
const answeredBy = async (path: string): Promise<'primary' | 'replica'> => {
  await page(path);
  toPrimary.cut(true);
  const { status } = await page(path);
  await restored();
  return status === 200 ? 'replica' : 'primary';
};

describe('Public reads', () => {
  it('go to the replica; who is signed in, and who subscribes, reads the primary', async () => {
    expect((await page('/incidents/arys-2019')).status).toBe(200);
    toPrimary.cut(true);
    expect((await page('/incidents/arys-2019')).status).toBe(200);
    expect((await page('/api/v1/incidents/arys-2019')).status).toBe(200);
    for (const path of ['/subscribe', '/readyz', '/desk/login']) expect((await page(path)).status).toBe(503);
    expect((await page('/incidents/arys-2019', { cookie: 'merzim=1' })).status).toBe(503);
    await restored();
    expect((await page('/incidents/arys-2019', { cookie: 'merzim=1' })).status).toBe(200);
    expect(await ready()).toMatchObject({ replica: { state: 'read' } });
  });

  it('go to the primary while the replica lags, so that nobody reads what was changed or taken down', async () => {
    await paused(async () => {
      const incident = { ...incidentOf2019('arys-2019'), slug: 'after-the-pause' };
      await publishIncident(app.db, incident, now);
      expect((await page('/incidents/after-the-pause')).status).toBe(200);
      const parts = [{ kind: 'incident', id: '' }] as const;
      await takeDown(app.db, { slug: incident.slug, parts, by: BY, now, why: 'Решение суда' });
      expect((await page('/incidents/after-the-pause')).status).toBe(410);
      expect(await ready()).toMatchObject({ ready: true, replica: { state: 'lags' } });
      toPrimary.cut(true);
      // The replica lacks the takedown, and this process knows that it does: it says nothing rather than what was taken down.
      expect((await page('/incidents/arys-2019')).status).toBe(503);
      await restored();
    });
    await caughtUp();
    expect(await ready()).toMatchObject({ replica: { state: 'read' } });
  });

  it('go to the primary where the replica is far behind, whatever it lacks', async () => {
    await inStep();
    await paused(async () => {
      await addUser(app.db, { email: 'a@example.org', name: 'A', role: 'editor', passwordHash: null, by: BY, now });
      expect(await ready()).toMatchObject({ replica: { state: 'read', lagSeconds: 0 } });
      now += MOST_LAG_MS;
      expect(await ready()).toMatchObject({ replica: { state: 'read', lagSeconds: 30 } });
      now += 1;
      expect(await ready()).toMatchObject({ replica: { state: 'lags' } });
      expect(await answeredBy('/promises')).toBe('primary');
    });
    await caughtUp();
    await inStep();
    expect(await answeredBy('/promises')).toBe('replica');
  });

  it('go to the primary while the replica is gone, and back to it by themselves', async () => {
    expect(await answeredBy('/incidents')).toBe('replica');
    toReplica.cut(true);
    expect((await page('/incidents')).status).toBe(200);
    expect(await answeredBy('/incidents')).toBe('primary');
    expect(await ready()).toMatchObject({ ready: true, replica: { state: 'away', lagSeconds: null } });
    toReplica.cut(false);
    // It was left alone for some seconds; but where the primary is gone too, nobody else is left to ask.
    expect(await answeredBy('/incidents')).toBe('replica');
    now += 5000;
    expect(await ready()).toMatchObject({ replica: { state: 'read' } });
    expect(await answeredBy('/incidents')).toBe('replica');
  });

  it('of a server that was promoted are none: it goes its own way', async () => {
    const other = openReplica(primary.url, { db: app.db, watch: watchRow(primary.url) });
    expect(await other.findReading(now)).toBeUndefined();
    expect(await other.standing(now)).toEqual({ state: 'away', lagMs: null });
    await other.close();
  });
});

describe('A primary that is gone', () => {
  it('is not missed by readers for a minute, and no cache keeps anything beyond that minute', async () => {
    const before = now;
    expect((await page('/incidents/arys-2019')).control).toContain('max-age=60');
    toPrimary.cut(true);
    now = before + 45_000;
    expect(await page('/incidents/arys-2019')).toMatchObject({
      status: 200,
      control: expect.stringContaining('max-age=15,'),
    });
    now = before + 59_999;
    expect(await page('/incidents/arys-2019')).toMatchObject({
      status: 200,
      control: expect.stringContaining('max-age=0,'),
    });
    now = before + 60_000;
    expect((await page('/incidents/arys-2019')).status).toBe(503);
    await restored();
    expect((await page('/incidents/arys-2019')).status).toBe(200);
  });
});
