import { dayWords } from '../../views/format/dates.ts';
import { type Told, yearOf } from '../../views/incidents/told.tsx';
import { readerOf } from '../../views/reader.ts';
import { firstPossibleAt, incidentAt } from '../domain/derive.ts';
import type { Incident } from '../domain/incident.ts';
import { recordAt } from '../domain/record-at.ts';
import { retractedAt } from '../domain/taken-back.ts';
import { type Instant, localDate } from '../domain/zone.ts';
import { loadCalendar } from '../records/calendar.ts';
import type { Db } from '../records/database.ts';
import { loadDirectory } from '../records/directory.ts';
import type { Edition } from '../records/editions.ts';
import { listShownEvidence } from '../records/evidence.ts';
import { findPublicIncident } from '../records/incidents.ts';
import { listCorrections, wasImported } from '../records/revisions.ts';
import type { AppContext } from './context.ts';
import { evidenceBy, shownOf } from './evidence-shown.ts';
import { refuse } from './refusal.ts';
import { namesForReaders } from './site.ts';
import { refuseMissing } from './taken-down.ts';

/** What the page of an incident is made of, for readers and for who previews a draft: so the two are the same page. */
export type Telling = Pick<Told, 'takenOut' | 'evidence'> & {
  /** Without what was taken back. */
  incident: Incident;
  retracted: Parameters<typeof retractedAt>[0];
  edition: Pick<Edition, 'addedAt' | 'firstPublishedAt'>;
};

/** What is so of the incident as of the instant that the address names. */
export async function toldOf(
  c: AppContext,
  { incident, retracted, takenOut, evidence, edition }: Telling,
): Promise<Told> {
  const { db } = c.var.deps;
  const asOf = c.var.asOf.at(incident.zone);
  const directory = await loadDirectory(db);
  const state = incidentAt(recordAt(incident, asOf), directory.benchmarks, asOf);
  const r = readerOf(c.var.lang);
  return {
    r,
    state,
    directory,
    asOf: c.var.asOf.text,
    year: yearOf(state),
    imported: await wasImported(db, incident.slug),
    retracted: retractedAt(retracted, asOf),
    calendar: await loadCalendar(db),
    ...(takenOut && { takenOut }),
    ...(evidence && { evidence }),
    addedOn: (id) => {
      const added = edition.addedAt.entries.get(id);
      if (added === undefined || edition.firstPublishedAt === null || added <= edition.firstPublishedAt) return null;
      return dayWords(r, localDate(added, incident.zone));
    },
  };
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

/** Whether nothing recorded lies after `asOf`. */
export function isWhole(incident: Incident, asOf: Instant): boolean {
  const shown = recordAt(incident, asOf);
  const lists = ['entries', 'promises', 'checks', 'replies'] as const;
  return lists.every((list) => shown[list].length === incident[list].length);
}

/** Corrections that the page of an incident lists; the rest are among all corrections. */
const CORRECTIONS_SHOWN = 20;

/** The corrections of an incident, with who made them where the newsroom has its people named. */
export async function correctionsOf(db: Db, slug: string) {
  const names = await namesForReaders(db);
  const corrections = await listCorrections(db, { slug, limit: CORRECTIONS_SHOWN });
  return corrections.map((correction) => ({
    ...correction,
    who: correction.user === null ? null : (names.get(correction.user) ?? null),
  }));
}
