import { Hono } from 'hono';
import type { IncidentCorrection } from '../../../views/incidents/corrections.tsx';
import { PromisePage } from '../../../views/promises/promise.tsx';
import { RetractedPromisePage } from '../../../views/promises/retracted.tsx';
import { firstPossibleAt } from '../../domain/derive.ts';
import { nextChangeAt } from '../../domain/next-change.ts';
import type { Promised } from '../../domain/promise.ts';
import { localDate } from '../../domain/zone.ts';
import { type AppEnv, baseUrl } from '../context.ts';
import { correctionsOf, findTold } from '../incident-told.ts';
import { respondPublic } from '../respond.ts';
import { refuseMissing } from '../taken-down.ts';
import { shownIn, untilFor } from './shown.ts';

/** `GET /promises/:incident/:id`. Before the promise is certainly made there is no page: 404. */
export function promisePage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/promises/:incident/:id', async (c) => {
    const { edition, asOf, told } = await findTold(c, c.req.param('incident'));
    const { incident } = edition;
    const id = c.req.param('id');
    const promise = told.state.promises.find((each) => each.promise.id === id);
    const shown = shownIn(c, incident.zone, localDate(firstPossibleAt(incident), incident.zone));
    const struck = told.retracted?.find(({ part }) => part.kind === 'promise' && part.id === id);
    if (struck !== undefined)
      return respondPublic(c, <RetractedPromisePage told={told} site={c.var.site} shown={shown} retracted={struck} />);
    if (promise === undefined) return refuseMissing(c.var.deps.db, incident.slug, id);
    const page = (
      <PromisePage
        told={told}
        site={c.var.site}
        shown={shown}
        promise={promise}
        record={{
          base: baseUrl(c.var.deps),
          changedAt: edition.changedAt,
          firstPublishedAt: edition.firstPublishedAt,
          revision: edition.version,
        }}
        corrections={ofPromise(await correctionsOf(c.var.deps.db, incident.slug), promise.promise)}
      />
    );
    return respondPublic(c, page, { until: untilFor(c, asOf, () => nextChangeAt([incident], asOf)) });
  });
  return app;
}

/** Those that changed the promise or an entry that it rests on, with these changes alone. */
function ofPromise(corrections: readonly IncidentCorrection[], promise: Promised): IncidentCorrection[] {
  const entries = [promise.madeIn, ...[...promise.changes, ...promise.outcomes].map(({ entry }) => entry)];
  const places = [`promises[${promise.id}]`, ...entries.map((id) => `entries[${id}]`)];
  return corrections.flatMap((correction) => {
    const changes = correction.changes.filter(({ path }) => places.some((place) => path.startsWith(place)));
    return changes.length === 0 ? [] : [{ ...correction, changes }];
  });
}
