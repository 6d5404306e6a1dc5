import { Hono } from 'hono';
import { IncidentPage } from '../../../views/incidents/incident.tsx';
import type { Told } from '../../../views/incidents/told.tsx';
import { readerOf } from '../../../views/reader.ts';
import { firstPossibleAt } from '../../domain/derive.ts';
import { nextChangeAt } from '../../domain/next-change.ts';
import { type Instant, localDate } from '../../domain/zone.ts';
import type { Edition } from '../../records/editions.ts';
import { listShownEvidence } from '../../records/evidence.ts';
import { findPublicIncident } from '../../records/incidents.ts';
import { type AppContext, type AppEnv, baseUrl } from '../context.ts';
import { evidenceBy, shownOf } from '../evidence-shown.ts';
import { correctionsOf, isWhole, toldOf } from '../incident-told.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
import { refuseMissing } from '../taken-down.ts';
import { shownIn, untilFor } from './shown.ts';

/** `GET /incidents/:slug` */
export function incidentPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/incidents/:slug', async (c) => {
    const { edition, asOf, told } = await findTold(c, c.req.param('slug'));
    const { incident } = edition;
    const { db } = c.var.deps;
    const page = (
      <IncidentPage
        told={told}
        site={c.var.site}
        shown={shownIn(c, incident.zone, localDate(firstPossibleAt(incident), incident.zone))}
        record={{
          base: baseUrl(c.var.deps),
          changedAt: edition.changedAt,
          whole: isWhole(incident, asOf),
        }}
        corrections={await correctionsOf(db, incident.slug)}
      />
    );
    return respondPublic(c, page, { until: untilFor(c, asOf, () => nextChangeAt([incident], asOf)) });
  });
  return app;
}

/**
 * The published incident of that slug with what is so of it as of the instant that the address names. Refuses with 404 what is
 * not published, and an instant before its first possible fact. contracts.md, HTTP.
 */
export async function findTold(c: AppContext, slug: string): Promise<{ edition: Edition; asOf: Instant; told: Told }> {
  const { db } = c.var.deps;
  const edition = await findPublicIncident(db, slug);
  if (edition === undefined) return refuseMissing(db, slug);
  const { incident } = edition;
  const asOf = c.var.asOf.at(incident.zone);
  if (firstPossibleAt(incident) > asOf) refuse(404);
  const r = readerOf(c.var.lang);
  const { retracted, takenOut } = edition;
  const evidence = evidenceBy((await listShownEvidence(db, edition)).map((each) => shownOf(each, 'public', r.lang)));
  const told = await toldOf(c, { incident, edition, retracted, takenOut, evidence });
  return { edition, asOf, told };
}
