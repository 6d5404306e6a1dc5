import { Hono } from 'hono';
import { dayWords } from '../../../views/format/dates.ts';
import { IncidentPage } from '../../../views/incidents/incident.tsx';
import { type Told, yearOf } from '../../../views/incidents/told.tsx';
import { readerOf } from '../../../views/reader.ts';
import { firstPossibleAt, incidentAt } from '../../domain/derive.ts';
import type { Incident } from '../../domain/incident.ts';
import { nextChangeAt } from '../../domain/next-change.ts';
import { recordAt } from '../../domain/record-at.ts';
import { retractedAt } from '../../domain/taken-back.ts';
import { type Instant, localDate } from '../../domain/zone.ts';
import { loadCalendar } from '../../records/calendar.ts';
import type { Db } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import type { Edition } from '../../records/editions.ts';
import { listShownEvidence } from '../../records/evidence.ts';
import { findPublicIncident } from '../../records/incidents.ts';
import { listCorrections, wasImported } from '../../records/revisions.ts';
import { type AppContext, type AppEnv, baseUrl } from '../context.ts';
import { evidenceBy, shownOf } from '../evidence-shown.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
import { namesForReaders } from '../site.ts';
import { refuseMissing } from '../taken-down.ts';
import { shownIn, untilFor } from './shown.ts';

/** Corrections that the page of an incident lists; the rest are among all corrections. */
const CORRECTIONS_SHOWN = 20;

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

/** The corrections of an incident, with who made them where the newsroom has its people named. */
export async function correctionsOf(db: Db, slug: string) {
  const names = await namesForReaders(db);
  const corrections = await listCorrections(db, { slug, limit: CORRECTIONS_SHOWN });
  return corrections.map((correction) => ({
    ...correction,
    who: correction.user === null ? null : (names.get(correction.user) ?? null),
  }));
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
  const directory = await loadDirectory(db);
  const state = incidentAt(recordAt(incident, asOf), directory.benchmarks, asOf);
  const r = readerOf(c.var.lang);
  const told: Told = {
    r,
    state,
    directory,
    asOf: c.var.asOf.text,
    year: yearOf(state),
    imported: await wasImported(db, slug),
    retracted: retractedAt(edition.retracted, asOf),
    takenOut: edition.takenOut,
    calendar: await loadCalendar(db),
    evidence: evidenceBy((await listShownEvidence(db, edition)).map((each) => shownOf(each, 'public', r.lang))),
    addedOn: (id) => {
      const added = edition.addedAt.entries.get(id);
      if (added === undefined || edition.firstPublishedAt === null || added <= edition.firstPublishedAt) return null;
      return dayWords(r, localDate(added, incident.zone));
    },
  };
  return { edition, asOf, told };
}

/** Whether nothing recorded lies after `asOf`. */
function isWhole(incident: Incident, asOf: Instant): boolean {
  const shown = recordAt(incident, asOf);
  const lists = ['entries', 'promises', 'checks', 'replies'] as const;
  return lists.every((list) => shown[list].length === incident[list].length);
}
