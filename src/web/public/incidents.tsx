import { Hono } from 'hono';
import { INCIDENT_FILTERS, IncidentsPage } from '../../../views/incidents/list.tsx';
import { firstPossibleAt } from '../../domain/derive.ts';
import { INCIDENT_KINDS } from '../../domain/incident.ts';
import { inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { type IncidentFilter, listPublicIncidents } from '../../records/incidents.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
import { givenQuery, listedUntil, listingOf, oneOf, PAGE_LINES, withCursor } from './listing.ts';

/** `GET /incidents`: by `?q=` (words of the title), region, office, kind, topic and year; `?after=` goes on from a place. */
export function incidentsPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/incidents', async (c) => {
    const query = givenQuery(c, [...INCIDENT_FILTERS, 'after']);
    const { after } = query;
    const filter = filterOf(c, query);
    return inSnapshot(c.var.deps.db, async (db) => {
      const page = await withCursor(after, () => listPublicIncidents(db, { ...filter, after, limit: PAGE_LINES }));
      const incidents = page.incidents
        .map(({ incident }) => incident)
        .filter((incident) => firstPossibleAt(incident) <= c.var.asOf.at(incident.zone));
      const directory = await loadDirectory(db);
      const listing = listingOf(c, directory);
      return respondPublic(
        c,
        <IncidentsPage
          r={listing.r}
          site={c.var.site}
          shown={listing.shown}
          directory={directory}
          incidents={incidents.map(listing.tell)}
          query={query}
          next={page.next}
        />,
        { until: listedUntil(c, incidents) },
      );
    });
  });
  return app;
}

/** The list is narrowed by one instant for all zones, the end of the day where it ends last; each incident is then asked again. */
function filterOf(c: AppContext, query: Record<string, string>): IncidentFilter {
  const { q, region, office, topic, year } = query;
  const kind = oneOf('kind', query.kind, INCIDENT_KINDS);
  if (year !== undefined && !/^\d{4}$/.test(year)) refuse(400, 'error.query', { name: 'year', expected: '2019' });
  return {
    asOf: c.var.asOf.at('Asia/Oral'),
    ...(q === undefined ? {} : { query: q }),
    ...(region === undefined ? {} : { region }),
    ...(office === undefined ? {} : { office }),
    ...(kind === undefined ? {} : { kind }),
    ...(topic === undefined ? {} : { topic }),
    ...(year === undefined ? {} : { year: Number(year) }),
  };
}
