import { createMiddleware } from 'hono/factory';
import type { Site } from '../../../views/document.tsx';
import { uncheckedSince } from '../../domain/watch.ts';
import { type Instant, localDate, startOfDay } from '../../domain/zone.ts';
import { findLastLook, findRecordStart } from '../../records/checks.ts';
import type { Db } from '../../records/database.ts';
import { findLastPublicChange } from '../../records/last-change.ts';
import type { AppEnv } from '../context.ts';

/** Pages: what answers programs tells this in its own way, and the desk has its own alarms. */
const NO_PAGE =
  /^\/(static|\.well-known|api|data\/|feeds|cards|embed|evidence\/[^/]+$|desk|healthz|readyz|metrics|offline|sw\.js|app\.webmanifest)/;
const FILE = /\.(txt|ico|xml|atom|ics|png)$/;

/** Adds to what all pages share when the record last changed, when somebody last looked, and whether nobody has for long. */
export const seen = createMiddleware<AppEnv>(async (c, next) => {
  const { deps, asOf, now, path } = c.var;
  if (!NO_PAGE.test(path) && !FILE.test(path)) {
    const zone = deps.config.digestZone;
    // Where the database does not answer, the page that says so has the rest.
    const found = await findSeen(deps.db, { asOf: asOf.at(zone), now, zone }).catch(() => undefined);
    if (found !== undefined) c.set('site', { ...c.var.site, ...found });
  }
  await next();
});

type Found = Required<Pick<Site, 'seen' | 'unchecked'>>;

type Asked = { asOf: Instant; now: Instant; zone: string };

/** Of a past day nothing is said of changes: the record has been changed since. */
async function findSeen(db: Db, { asOf, now, zone }: Asked): Promise<Found> {
  const change = await findLastPublicChange(db);
  const look = await findLastLook(db, asOf);
  // The day decides, not the hour: a page that is kept until midnight says the same until then.
  const morning = startOfDay(localDate(asOf, zone), zone);
  const since = uncheckedSince(look === undefined ? [] : [look], await findRecordStart(db), morning, zone);
  const lookedAt = look?.at.earliest ?? null;
  return {
    seen: {
      of: 'site',
      changedOn: change === undefined || asOf !== now ? null : localDate(change.at, zone),
      revision: change?.revision ?? null,
      lookedOn: lookedAt === null ? null : localDate(lookedAt, zone),
    },
    unchecked: since === null ? null : { on: localDate(since.since, zone), checked: since.checked },
  };
}
