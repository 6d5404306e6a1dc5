import { Hono } from 'hono';
import { HomePage, type HomeProps, type ToldPromise } from '../../../views/home/home.tsx';
import { bodyOf } from '../../digest/issue.ts';
import { firstPossibleAt } from '../../domain/derive.ts';
import type { Incident } from '../../domain/incident.ts';
import { addWeeks, lastCompleteWeek } from '../../domain/week.ts';
import type { Instant } from '../../domain/zone.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { type Db, inSnapshot } from '../../records/database.ts';
import { listDigests } from '../../records/digests.ts';
import { loadDirectory } from '../../records/directory.ts';
import { listPublicIncidents } from '../../records/incidents.ts';
import { type ListedPromise, listPublicPromises } from '../../records/promise-list.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { respondPublic } from '../respond.ts';
import { type Listing, listedUntil, listingOf } from './listing.ts';

/** Lines of each list on the home page; the stale ones are counted up to `STALE_COUNTED`. */
const PASSED_LINES = 10;
const NEXT_LINES = 6;
const INCIDENTS_SHOWN = 3;
const STALE_COUNTED = 100;

/** `GET /` */
export function homePage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/', async (c) => {
    const { props, incidents } = await inSnapshot(c.var.deps.db, (snapshot) => readHome(c, snapshot));
    return respondPublic(c, <HomePage {...props} />, { until: listedUntil(c, incidents) });
  });
  return app;
}

async function readHome(c: AppContext, db: Db): Promise<{ props: HomeProps; incidents: Incident[] }> {
  const directory = await loadDirectory(db);
  const listing = listingOf(c, directory, await loadCalendar(db));
  const asOf = c.var.asOf.at;
  const overdue = { asOf, statuses: ['overdue'] } as const;
  const isChecked = ({ state }: ListedPromise) => state.checkedSinceDue === true;
  const checked = await listPublicPromises(db, { ...overdue, fresh: true, only: isChecked, limit: PASSED_LINES });
  const unchecked = await listPublicPromises(db, {
    ...overdue,
    fresh: true,
    only: (listed) => !isChecked(listed),
    limit: PASSED_LINES,
  });
  const stale = await listPublicPromises(db, { ...overdue, only: ({ state }) => state.stale, limit: STALE_COUNTED });
  const next = await listPublicPromises(db, { asOf, statuses: ['due_soon', 'pending'], limit: NEXT_LINES });
  const incidents = await latestIncidents(c, db);
  const shownPromises = [...checked.promises, ...unchecked.promises, ...next.promises];
  return {
    incidents: [...shownPromises.map(({ incident }) => incident), ...incidents],
    props: {
      r: listing.r,
      site: c.var.site,
      shown: listing.shown,
      directory,
      passed: {
        checked: toldByDue(listing, checked.promises),
        unchecked: toldByDue(listing, unchecked.promises),
        more: checked.next !== null || unchecked.next !== null,
      },
      stale: { count: stale.promises.length, more: stale.next !== null },
      next: toldByDue(listing, next.promises),
      incidents: incidents.map(listing.tell),
      digest: await lastDigest(c, db),
    },
  };
}

/** The list is kept by the last recorded terms; as of an earlier day others held. */
export function toldByDue(listing: Listing, promises: readonly ListedPromise[]): ToldPromise[] {
  const dueAt = ({ state }: ListedPromise): Instant => state.dueAt ?? Number.MAX_SAFE_INTEGER;
  return [...promises]
    .sort((a, b) => dueAt(a) - dueAt(b))
    .map(({ incident, promise, state }) => ({ told: listing.tell(incident), promise, state }));
}

async function latestIncidents(c: AppContext, db: Db): Promise<Incident[]> {
  const { asOf } = c.var;
  const page = await listPublicIncidents(db, { asOf: asOf.at('Asia/Oral'), limit: INCIDENTS_SHOWN });
  return page.incidents.map(({ incident }) => incident).filter((each) => firstPossibleAt(each) <= asOf.at(each.zone));
}

async function lastDigest(c: AppContext, db: Db): Promise<HomeProps['digest']> {
  const zone = c.var.deps.config.digestZone;
  const { cutOff } = lastCompleteWeek(c.var.asOf.at(zone), zone);
  const before = lastCompleteWeek(addWeeks(cutOff, 1, zone), zone).name;
  const [last] = await listDigests(db, { limit: 1, before });
  return last === undefined ? null : { digest: bodyOf(last), zone: last.zone };
}
