import { dirname } from 'node:path';
import { Hono } from 'hono';
import { ASSETS } from '../../views/static.ts';
import type { Config } from '../config.ts';
import type { Instant } from '../domain/zone.ts';
import { findSchema, takesWrites } from '../records/schema.ts';
import type { AppEnv } from './context.ts';
import { isWritable } from './disk.ts';
import { type Operating, operatingOf, queueLateMs } from './operating.ts';

const ICON = ASSETS.find(({ name }) => name === 'favicon.svg')?.bytes as Uint8Array<ArrayBuffer>;
const DAY = 'public, max-age=86400';

function foldersOf({ dataDir, databaseUrl }: Config): string[] {
  const path = /^sqlite:(\/.*)$/.exec(databaseUrl)?.[1];
  return path === undefined ? [dataDir] : [dataDir, dirname(path)];
}

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

/** What is told to whoever asks: no reason to send readers elsewhere, but somebody's work. */
function detailsOf({ digests, evidence, backup, queues, replica }: Operating, now: Instant) {
  return {
    digests: { missing: digests.missing, waiting: digests.waiting },
    evidence: { missing: evidence.missing, altered: evidence.altered },
    backup: { last: isoOrNull(backup.lastAt), late: backup.late, failed: backup.failed },
    queue: {
      open: queues.reduce((sum, { open }) => sum + open, 0),
      lateSeconds: Math.round(queueLateMs(queues, now) / 1000),
    },
    ...(replica && {
      replica: { state: replica.state, lagSeconds: replica.lagMs === null ? null : replica.lagMs / 1000 },
    }),
  };
}

/** For operators and programs: whether the process lives, whether it can answer. */
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
      return c.json({ ready: true, ...schema, ...detailsOf(await operatingOf(deps, now), now) });
    } catch (error) {
      c.var.deps.log.error({ err: error }, 'the database does not answer');
      return c.json({ ready: false, database: 'unreachable' }, 503);
    }
  });
  app.get('/favicon.ico', (c) => c.body(ICON, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': DAY }));
  return app;
}
