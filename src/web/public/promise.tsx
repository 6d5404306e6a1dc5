import { Hono } from 'hono';
import { PromisePage } from '../../../views/promises/promise.tsx';
import { firstPossibleAt } from '../../domain/derive.ts';
import { nextChangeAt } from '../../domain/next-change.ts';
import { localDate } from '../../domain/zone.ts';
import { type AppEnv, baseUrl } from '../context.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
import { findTold } from './incident.tsx';
import { shownIn, untilFor } from './shown.ts';

/** `GET /promises/:incident/:id`. Before the promise is certainly made there is no page: 404. */
export function promisePage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/promises/:incident/:id', async (c) => {
    const { edition, asOf, told } = await findTold(c, c.req.param('incident'));
    const { incident } = edition;
    const promise = told.state.promises.find((each) => each.promise.id === c.req.param('id'));
    if (promise === undefined) refuse(404);
    const page = (
      <PromisePage
        told={told}
        site={c.var.site}
        shown={shownIn(c, incident.zone, localDate(firstPossibleAt(incident), incident.zone))}
        promise={promise}
        base={baseUrl(c.var.deps)}
      />
    );
    return respondPublic(c, page, { until: untilFor(c, asOf, () => nextChangeAt([incident], asOf)) });
  });
  return app;
}
