import { Hono } from 'hono';
import { IncidentPage } from '../../../views/incidents/incident.tsx';
import { firstPossibleAt } from '../../domain/derive.ts';
import { nextChangeAt } from '../../domain/next-change.ts';
import { localDate } from '../../domain/zone.ts';
import { type AppEnv, baseUrl } from '../context.ts';
import { correctionsOf, findTold, isWhole } from '../incident-told.ts';
import { respondPublic } from '../respond.ts';
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
          firstPublishedAt: edition.firstPublishedAt,
          revision: edition.version,
          whole: isWhole(incident, asOf),
        }}
        corrections={await correctionsOf(db, incident.slug)}
      />
    );
    return respondPublic(c, page, { until: untilFor(c, asOf, () => nextChangeAt([incident], asOf)) });
  });
  return app;
}
