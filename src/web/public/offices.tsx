import { Hono } from 'hono';
import type { Told } from '../../../views/incidents/told.tsx';
import { OfficesPage } from '../../../views/offices/list.tsx';
import { OfficePage } from '../../../views/offices/office.tsx';
import { firstPossibleAt } from '../../domain/derive.ts';
import type { Directory, Office } from '../../domain/directory.ts';
import { dayEndingAt, type LocalDate } from '../../domain/zone.ts';
import { listAskedIncidents } from '../../records/asked.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { type Db, inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { listPublicIncidents } from '../../records/incidents.ts';
import { findLastRevision } from '../../records/last-revision.ts';
import { listPublicPromises } from '../../records/promise-list.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { correctionsConcerning } from '../directory-told.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
import { toldByDue } from './home.tsx';
import { type Listing, listedUntil, listingOf } from './listing.ts';
import { shownIn } from './shown.ts';

/** Rows that the page of an office has of each; the lists have the rest. */
const INCIDENTS_SHOWN = 50;
const PROMISES_SHOWN = 100;

/** `GET /offices` and `GET /offices/:id`: who held it, where it speaks, what it promised, how fast it spoke. */
export function officePages(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/offices', async (c) => {
    const directory = await loadDirectory(c.var.deps.db);
    const listing = listingOf(c, directory);
    const page = (
      <OfficesPage
        r={listing.r}
        site={c.var.site}
        shown={listing.shown}
        directory={directory}
        onDayOf={(office) => dayOf(c, office)}
      />
    );
    return respondPublic(c, page, { until: listedUntil(c, []) });
  });
  app.get('/offices/:id', async (c) =>
    inSnapshot(c.var.deps.db, async (db) => {
      const directory = await loadDirectory(db);
      const office = directory.offices.find(({ id }) => id === c.req.param('id'));
      if (office === undefined) refuse(404);
      return showOffice(c, db, directory, office);
    }),
  );
  return app;
}

const dayOf = (c: AppContext, { zone }: Office): LocalDate => dayEndingAt(c.var.asOf.at(zone), zone);

async function showOffice(c: AppContext, db: Db, directory: Directory, office: Office): Promise<Response> {
  const listing = listingOf(c, directory, await loadCalendar(db));
  const incidents = await responsibleFor(c, db, office.id, listing);
  const asked = await askedOf(c, db, office.id, listing);
  const promises = await listPublicPromises(db, { asOf: c.var.asOf.at, office: office.id, limit: PROMISES_SHOWN });
  const page = (
    <OfficePage
      r={listing.r}
      site={c.var.site}
      shown={shownIn(c, office.zone)}
      directory={directory}
      office={office}
      corrections={await correctionsConcerning(c, db, directory, { office: office.id })}
      zone={c.var.deps.config.digestZone}
      revision={(await findLastRevision(db, 'directory', 'directory'))?.id ?? null}
      on={dayOf(c, office)}
      incidents={incidents.told}
      asked={asked.told}
      promises={toldByDue(listing, promises.promises)}
      more={{ incidents: incidents.more, promises: promises.next !== null, asked: asked.more }}
    />
  );
  const shown = [
    ...[...incidents.told, ...asked.told].map(({ state }) => state.incident),
    ...promises.promises.map((each) => each.incident),
  ];
  return respondPublic(c, page, { until: listedUntil(c, shown) });
}

async function responsibleFor(
  c: AppContext,
  db: Db,
  office: string,
  { tell }: Listing,
): Promise<{ told: Told[]; more: boolean }> {
  const page = await listPublicIncidents(db, { asOf: c.var.asOf.at('Asia/Oral'), office, limit: INCIDENTS_SHOWN });
  const told = page.incidents
    .map(({ incident }) => incident)
    .filter((incident) => firstPossibleAt(incident) <= c.var.asOf.at(incident.zone))
    .map(tell);
  return { told, more: page.next !== null };
}

async function askedOf(
  c: AppContext,
  db: Db,
  office: string,
  { tell }: Listing,
): Promise<{ told: Told[]; more: boolean }> {
  const asked = { office, asOf: c.var.asOf.at('Asia/Oral'), limit: INCIDENTS_SHOWN };
  const { incidents, more } = await listAskedIncidents(db, asked);
  const begun = incidents.filter(({ incident }) => firstPossibleAt(incident) <= c.var.asOf.at(incident.zone));
  return { told: begun.map(({ incident }) => tell(incident)), more };
}
