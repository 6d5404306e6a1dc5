import { Hono } from 'hono';
import { ShownThenPage } from '../../../views/incidents/shown-then.tsx';
import { readerOf } from '../../../views/reader.ts';
import { firstPossibleAt } from '../../domain/derive.ts';
import type { ShownThen } from '../../domain/shown-then.ts';
import { isWritten } from '../../domain/span.ts';
import { localDate, startOfDay } from '../../domain/zone.ts';
import type { Edition } from '../../records/editions.ts';
import { findPublicIncident } from '../../records/incidents.ts';
import { findShownThen } from '../../records/shown-then.ts';
import { readAsOf } from '../as-of.ts';
import { type AppContext, type AppEnv, baseUrl } from '../context.ts';
import { correctionsOf, isWhole, toldOf } from '../incident-told.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
import { refuseMissing } from '../taken-down.ts';

/**
 * `GET /incidents/:slug/shown?on=2019-08-01`: what this site showed of the incident at the end of that day, put together from its
 * revisions; without a day, the choice of one. `as_of` is another question: what was true of a day, by what is known now.
 */
export function shownThenPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/incidents/:slug/shown', async (c) => {
    const slug = c.req.param('slug');
    const now = await findPublicIncident(c.var.deps.db, slug);
    if (now === undefined) return refuseMissing(c.var.deps.db, slug);
    const { incident } = now;
    const bounds = {
      slug,
      title: incident.title,
      first: localDate(now.firstPublishedAt ?? now.changedAt, incident.zone),
      today: localDate(c.var.now, incident.zone),
    };
    const on = c.req.query('on')?.trim() ?? '';
    const shared = { r: readerOf(c.var.lang), site: c.var.site, ...bounds };
    if (on === '') return respondPublic(c, <ShownThenPage {...shared} on={null} />);
    if (!isWritten(on, 'date')) refuse(400, 'error.query', { name: 'on', expected: '2019-07-30' });
    if (startOfDay(on, incident.zone) > c.var.now) refuse(400, 'error.as_of.later');
    c.set('asOf', readAsOf(on, c.var.now));
    const found = await findShownThen(c.var.deps.db, slug, c.var.asOf.at(incident.zone));
    if (found === undefined) return refuseMissing(c.var.deps.db, slug);
    return respondPublic(c, <ShownThenPage {...shared} on={on} showed={await toldThen(c, found)} />);
  });
  return app;
}

/** As the page of the incident has it, of that day's record; what became public later is not among its corrections. */
async function toldThen(c: AppContext, { edition, showed }: { edition: Edition; showed: ShownThen }) {
  if (showed.kind === 'none') return { ...showed, zone: edition.incident.zone };
  if (showed.kind === 'untold') return showed;
  const { incident, takenOut } = showed.facts;
  const asOf = c.var.asOf.at(incident.zone);
  if (firstPossibleAt(incident) > asOf) return { kind: 'untold' } as const;
  const told = await toldOf(c, { incident, edition, retracted: [], takenOut, evidence: () => [] });
  const corrections = await correctionsOf(c.var.deps.db, incident.slug);
  return {
    kind: 'shown',
    told,
    later: showed.later,
    record: {
      base: baseUrl(c.var.deps),
      changedAt: showed.changedAt,
      firstPublishedAt: edition.firstPublishedAt,
      revision: null,
      whole: isWhole(incident, asOf),
    },
    corrections: corrections.filter(({ at }) => at <= asOf),
  } as const;
}
