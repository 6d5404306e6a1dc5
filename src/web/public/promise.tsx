import { Hono } from 'hono';
import { PromisePage } from '../../../views/promises/promise.tsx';
import { RetractedPromisePage } from '../../../views/promises/retracted.tsx';
import { firstPossibleAt } from '../../domain/derive.ts';
import { nextChangeAt } from '../../domain/next-change.ts';
import { localDate } from '../../domain/zone.ts';
import { type AppEnv, baseUrl } from '../context.ts';
import { respondPublic } from '../respond.ts';
import { refuseMissing } from '../taken-down.ts';
import { findTold } from './incident.tsx';
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
      <PromisePage told={told} site={c.var.site} shown={shown} promise={promise} base={baseUrl(c.var.deps)} />
    );
    return respondPublic(c, page, { until: untilFor(c, asOf, () => nextChangeAt([incident], asOf)) });
  });
  return app;
}
