import { readFileSync } from 'node:fs';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueDigest } from '../../src/digest/issue.ts';
import { findWeek } from '../../src/domain/week.ts';
import { addBackup } from '../../src/records/backups.ts';
import { addEvidenceFile } from '../../src/records/evidence-files.ts';
import { GAUGE_NAMES, gaugesOf } from '../../src/web/metrics/gauges.ts';
import { NOW, type RunningApp, runningApp, testApp } from '../support/app.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { addSubscribers } from '../support/subscribers.ts';

const TOKEN = 'a.fictional-token_of-the-newsroom';
const BY = { user: null, via: 'command' } as const;
const HOUR = 3_600_000;
let app: RunningApp;

beforeAll(async () => {
  app = await runningApp({ env: { LOG_LEVEL: 'silent', METRICS_TOKEN: TOKEN }, prepare: fill });
});
afterAll(() => app?.close());

async function fill(db: RunningApp['db']): Promise<void> {
  await publishCasesOf2019(db, NOW - 100 * HOUR);
  await addSubscribers(db, 3);
  const week = findWeek('2019-W31', 'Asia/Almaty');
  if (week === undefined) throw new Error('2019-W31');
  await issueDigest(db, { week, zone: 'Asia/Almaty', now: NOW - 2 * HOUR, by: BY });
  await addBackup(db, { file: 'a.age', bytes: 1, begun: NOW - 9 * HOUR, now: NOW - 8 * HOUR });
  const noted = { origin: 'newsroom', capturedAt: NOW, capturedBy: null, storedAt: NOW, type: 'pdf' } as const;
  await addEvidenceFile(db, { sha256: 'a'.repeat(64), bytes: 1, ...noted, copy: null, thumb: null });
}

const metrics = async (headers: Record<string, string> = {}) => {
  const response = await fetch(`${app.address}/metrics`, { headers });
  return { status: response.status, control: response.headers.get('cache-control'), text: await response.text() };
};
const value = (text: string, line: string): number | undefined => {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.split(' ').at(-1));
};

describe('GET /metrics', () => {
  it('counts requests by the pattern of their route, and never says what was asked', async () => {
    const before = (await metrics()).text;
    for (const path of ['/incidents/arys-2019', '/promises/arys-2019/all-houses?q=secret-words', '/no-such-page'])
      await fetch(`${app.address}${path}`);
    const { text, control } = await metrics();
    const added = (line: string) => (value(text, line) ?? 0) - (value(before, line) ?? 0);
    expect(added('merzim_requests_total{route="/incidents/:slug",method="GET",status="200"}')).toBe(1);
    expect(added('merzim_request_seconds_count{route="/incidents/:slug"}')).toBe(1);
    expect(added('merzim_requests_total{route="/*",method="GET",status="404"}')).toBe(1);
    expect(text).not.toMatch(/arys|all-houses|secret-words|no-such-page/);
    expect(control).toBe('no-store');
  });

  it('counts what is sent from memory, which reaches no route', async () => {
    const before = (await metrics()).text;
    const first = await fetch(`${app.address}/offices`);
    await first.text();
    await (await fetch(`${app.address}/offices`)).text();
    const etag = first.headers.get('etag') ?? '';
    expect((await fetch(`${app.address}/offices`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const { text } = await metrics();
    for (const status of [200, 304]) {
      const line = `merzim_answers_from_memory_total{status="${status}"}`;
      expect((value(text, line) ?? 0) - (value(before, line) ?? 0)).toBe(1);
    }
  });

  it('says what waits, when the last digest and backup were, what is known of evidence and of days off', async () => {
    const { text } = await metrics();
    expect(value(text, 'merzim_database_up')).toBe(1);
    expect(value(text, 'merzim_digest_last_issue_timestamp_seconds')).toBe((NOW - 2 * HOUR) / 1000);
    expect(value(text, 'merzim_digests_missing')).toBe(0);
    expect(value(text, 'merzim_backup_last_timestamp_seconds')).toBe((NOW - 8 * HOUR) / 1000);
    expect(value(text, 'merzim_backup_daily')).toBe(0);
    expect(value(text, 'merzim_evidence_files{found="unchecked"}')).toBe(1);
    expect(value(text, 'merzim_calendar_last_year')).toBeGreaterThanOrEqual(2026);
    expect(value(text, 'merzim_queue_open{channel="account"}')).toBe(0);
    expect(value(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  it('is for this machine, for whoever has the token, and for nobody else', async () => {
    expect((await metrics()).status).toBe(200);
    const far = { 'x-forwarded-for': '203.0.113.7' };
    expect((await metrics(far)).status).toBe(404);
    expect((await metrics({ ...far, authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    for (const wrong of ['x'.repeat(TOKEN.length), TOKEN.slice(1), ''])
      expect((await metrics({ ...far, authorization: `Bearer ${wrong}` })).status).toBe(404);
    const without = await testApp();
    expect((await without.app.request('/metrics', { headers: { authorization: 'Bearer null' } })).status).toBe(404);
    await without.close();
  });
});

describe('What the database knows', () => {
  it('is told of every channel, as long as anything waits', async () => {
    const { db, config, close } = await testApp({ prepare: fill });
    const text = await gaugesOf({ db, config, now: () => NOW, log: pino({ level: 'silent' }) }, NOW);
    expect(value(text, 'merzim_queue_open{channel="mail"}')).toBe(3);
    expect(value(text, 'merzim_queue_late_seconds{channel="mail"}')).toBe((2 * HOUR) / 1000);
    expect(value(text, 'merzim_queue_late_seconds{channel="telegram"}')).toBe(0);
    await close();
  });

  it('is left out where the database does not answer, but for that', async () => {
    const { db, config, close } = await testApp();
    await close();
    const text = await gaugesOf({ db, config, now: () => NOW, log: pino({ level: 'silent' }) }, NOW);
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual(['merzim_database_up 0']);
  });
});

describe('GET /readyz', () => {
  it('says what waits and since when, and sends nobody elsewhere for it', async () => {
    const { app: site, close } = await testApp({ prepare: fill });
    const response = await site.request('/readyz');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      ready: true,
      digests: { missing: [], waiting: [] },
      evidence: { missing: 0, altered: 0 },
      backup: { last: new Date(NOW - 8 * HOUR).toISOString(), late: false, failed: false },
      queue: { open: 3, lateSeconds: 2 * 3600 },
    });
    await close();
  });
});

describe('deploy/alerts.yml', () => {
  const rules = readFileSync(new URL('../../deploy/alerts.yml', import.meta.url), 'utf8');
  const named = [...rules.matchAll(/\b(?:merzim|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name);

  it('asks only for what is measured', async () => {
    const { text } = await metrics();
    const measured = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    );
    const replica = ['merzim_replica_read', 'merzim_replica_lag_seconds'];
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => ![...measured, ...replica].includes(name))).toEqual([]);
    expect(replica.filter((name) => !(GAUGE_NAMES as string[]).includes(name))).toEqual([]);
  });
});
