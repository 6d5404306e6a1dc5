import { dirname } from 'node:path';
import { Hono } from 'hono';
import { ASSETS } from '../../views/static.ts';
import type { Config } from '../config.ts';
import { listDigestAlarms } from '../digest/due.ts';
import { isBackupLate } from '../domain/backup-due.ts';
import type { Instant } from '../domain/zone.ts';
import { findLastBackup, type LastBackup } from '../records/backups.ts';
import { listBrokenFiles } from '../records/evidence-files.ts';
import type { ReplicaStanding } from '../records/replica.ts';
import { findSchema, takesWrites } from '../records/schema.ts';
import type { AppEnv } from './context.ts';
import { isWritable } from './disk.ts';

/** A page exists as of every instant: robots would never come to an end. */
const ROBOTS = `User-agent: *
Disallow: /desk
Disallow: /kk/desk
Disallow: /en/desk
Disallow: /*?*as_of=
`;
/** A week that should have been issued and was not; others wait because an editor wants it so. */
const MISSING: ReadonlySet<string> = new Set(['missing', 'late', 'restored']);
const ICON = ASSETS.find(({ name }) => name === 'favicon.svg')?.bytes as Uint8Array<ArrayBuffer>;
const DAY = 'public, max-age=86400';

function foldersOf({ dataDir, databaseUrl }: Config): string[] {
  const path = /^sqlite:(\/.*)$/.exec(databaseUrl)?.[1];
  return path === undefined ? [dataDir] : [dataDir, dirname(path)];
}

/** Late: only where the server makes one every day by itself. A backup that is missing keeps no reader away. */
function backupDetails(last: LastBackup | undefined, isDaily: boolean, now: Instant) {
  const at = last?.at ?? null;
  return {
    last: at === null ? null : new Date(at).toISOString(),
    late: isDaily && isBackupLate(at, now),
    failed: (last?.error ?? null) !== null,
  };
}

function replicaDetails({ state, lagMs }: ReplicaStanding) {
  return { state, lagSeconds: lagMs === null ? null : lagMs / 1000 };
}

/** For operators and programs: whether the process lives, whether it can answer, and what robots may read. */
export function health(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/healthz', (c) => c.text('ok\n'));
  app.get('/readyz', async (c) => {
    try {
      const { deps, now } = c.var;
      const { newest, lacking } = await findSchema(deps.db);
      const schema = { database: 'reachable', schema: newest, lacking };
      if (lacking > 0) return c.json({ ready: false, ...schema }, 503);
      const writable = { database: await takesWrites(deps.db), disk: await isWritable(...foldersOf(deps.config)) };
      if (!writable.database || !writable.disk) return c.json({ ready: false, ...schema, writable }, 503);
      // A week that is missing is somebody's work, but no reason to send readers elsewhere.
      const alarms = await listDigestAlarms(deps.db, deps.config, now);
      const named = (missing: boolean) =>
        alarms.filter(({ reason }) => MISSING.has(reason) === missing).map(({ week }) => week.name);
      const files = await listBrokenFiles(deps.db);
      const evidence = {
        missing: files.filter(({ found }) => found === 'missing').length,
        altered: files.filter(({ found }) => found === 'altered').length,
      };
      const last = await findLastBackup(deps.db);
      const backup = backupDetails(last, deps.config.backup.dir !== null, now);
      return c.json({
        ready: true,
        ...schema,
        digests: { missing: named(true), waiting: named(false) },
        evidence,
        backup,
        ...(deps.replica && { replica: replicaDetails(await deps.replica.standing(now)) }),
      });
    } catch (error) {
      c.var.deps.log.error({ err: error }, 'the database does not answer');
      return c.json({ ready: false, database: 'unreachable' }, 503);
    }
  });
  app.get('/robots.txt', (c) => c.text(ROBOTS, 200, { 'Cache-Control': DAY }));
  app.get('/favicon.ico', (c) => c.body(ICON, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': DAY }));
  return app;
}
