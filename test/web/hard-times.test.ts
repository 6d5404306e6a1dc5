import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { issueDigest } from '../../src/digest/issue.ts';
import { findWeek } from '../../src/domain/week.ts';
import { publish, saveDraft } from '../../src/records/desk.ts';
import { isUnavailable } from '../../src/records/unavailable.ts';
import { verifyRecords } from '../../src/records/verify.ts';
import { isWritable } from '../../src/web/disk.ts';
import { NOW, type RunningApp, runningApp } from '../support/app.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { folderFor } from '../support/copies.ts';
import { ENGINES, freshDatabase } from '../support/databases.ts';
import { incidentOf2019 } from '../support/fixtures.ts';
import { wayTo } from '../support/way.ts';

const BY = { user: null, via: 'import' } as const;
const readiness = async ({ address }: RunningApp) => {
  const response = await fetch(`${address}/readyz`);
  return { status: response.status, details: (await response.json()) as Record<string, unknown> };
};
const quietly = { LOG_LEVEL: 'silent' };
const prepare = (db: Parameters<typeof publishCasesOf2019>[0]) => publishCasesOf2019(db);

describe('A server whose PostgreSQL is gone', () => {
  it('says so, answers 503, and goes on by itself when it is back', async () => {
    expect(inject('postgresUrl')).toContain('postgres://');
    const test = await freshDatabase('postgres');
    const way = await wayTo(test.url);
    const app = await runningApp({ databaseUrl: way.url, env: quietly, prepare });
    const page = async () => (await fetch(`${app.address}/incidents/arys-2019`)).status;
    expect([(await readiness(app)).status, await page()]).toEqual([200, 200]);
    way.cut(true);
    expect(await readiness(app)).toMatchObject({ status: 503, details: { ready: false, database: 'unreachable' } });
    const refused = await fetch(`${app.address}/promises?status=overdue`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    way.cut(false);
    expect([(await readiness(app)).status, await page()]).toEqual([200, 200]);
    expect(await verifyRecords(test.db)).toEqual([]);
    await app.close();
    await way.close();
    await test.close();
  });

  it('or takes no writes, is not ready, and reads go on', async () => {
    const test = await freshDatabase('postgres');
    const name = new URL(test.url).pathname.slice(1);
    const app = await runningApp({ databaseUrl: test.url, env: quietly, prepare });
    await sql`alter database ${sql.ref(name)} set default_transaction_read_only = on`.execute(test.db);
    const others = sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = ${name} and pid <> pg_backend_pid()`;
    await others.execute(test.db);
    // Each connection that was broken is found out by whoever takes it next.
    while ((await readiness(app)).details.database === 'unreachable');
    expect(await readiness(app)).toMatchObject({ status: 503, details: { writable: { database: false } } });
    expect((await fetch(`${app.address}/incidents/arys-2019`)).status).toBe(200);
    await app.close();
    await test.close();
  });
});

describe('A connection that broke', () => {
  it.each([
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'timeout exceeded when trying to connect',
    'Query read timeout',
  ])('is known by the driver’s words: %s', (words) => {
    expect(isUnavailable(new Error(words))).toBe(true);
    expect(isUnavailable(new Error(`Not so: ${words}`))).toBe(false);
  });
});

describe('A SQLite file', () => {
  it('that is locked by another writer is read on, and written when it is free', async () => {
    const app = await runningApp({ env: quietly, prepare });
    const other = new SqliteFile(`${app.folder}/merzim.db`);
    other.exec('begin immediate');
    expect((await readiness(app)).status).toBe(200);
    const incident = { ...incidentOf2019('lrt-nur-sultan'), slug: 'after-the-lock' };
    let isWritten = false;
    const written = saveDraft(app.db, { incident, by: BY, now: NOW, why: null }).then(() => {
      isWritten = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isWritten).toBe(false);
    other.exec('commit');
    await written;
    other.close();
    expect(await verifyRecords(app.db)).toEqual([]);
    await app.close();
  });

  it('that is full takes nothing of what was half written, and goes on when there is room', async () => {
    const app = await runningApp({ env: quietly, prepare });
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(app.db);
    await sql`pragma max_page_count = ${sql.raw(String(rows[0]?.page_count))}`.execute(app.db);
    const write = async (from: number) => {
      for (let number = from; number < from + 40; number += 1) {
        const incident = { ...incidentOf2019('lrt-nur-sultan'), slug: `more-${number}` };
        await saveDraft(app.db, { incident, by: BY, now: NOW, why: null });
      }
    };
    const error = await write(0).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'SQLITE_FULL' });
    expect(isUnavailable(error)).toBe(true);
    expect(await verifyRecords(app.db)).toEqual([]);
    expect((await fetch(`${app.address}/incidents/arys-2019`)).status).toBe(200);
    await sql`pragma max_page_count = 1000000`.execute(app.db);
    await write(100);
    expect(await verifyRecords(app.db)).toEqual([]);
    await app.close();
  });
});

describe('A folder', () => {
  it('has room, or has none; one that is not there yet is not asked', async () => {
    const { folder, remove } = await folderFor('room');
    expect(await isWritable(folder, `${folder}/not-yet`)).toBe(true);
    // What is no folder takes no file, whoever asks.
    await writeFile(join(folder, 'file'), '');
    expect(await isWritable(folder, join(folder, 'file'))).toBe(false);
    await remove();
  });
});

describe.each(ENGINES)('A clock that was set back (%s)', (engine) => {
  it('loses and breaks nothing, and issues nothing twice', async () => {
    const { db, close } = await freshDatabase(engine);
    await publishCasesOf2019(db, NOW);
    const week = findWeek('2019-W31', 'Asia/Almaty');
    if (week === undefined) throw new Error('2019-W31');
    await issueDigest(db, { week, zone: 'Asia/Almaty', now: NOW, by: BY });
    const before = NOW - 3_600_000;
    const incident = { ...incidentOf2019('arys-2019'), title: { ru: 'Арыс, исправлено' } };
    await saveDraft(db, { incident, by: BY, now: before, why: 'Опечатка' });
    await publish(db, { slug: incident.slug, by: BY, now: before, why: 'Опечатка' });
    expect(await issueDigest(db, { week, zone: 'Asia/Almaty', now: before, by: BY })).toMatchObject({ already: true });
    expect(await verifyRecords(db)).toEqual([]);
    const shown = await db.selectFrom('editions').select('title').where('slug', '=', 'arys-2019').execute();
    expect(shown).toEqual([{ title: JSON.stringify(incident.title) }]);
    await close();
  });
});
