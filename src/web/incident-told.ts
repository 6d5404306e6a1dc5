import { dayWords } from '../../views/format/dates.ts';
import { type Told, yearOf } from '../../views/incidents/told.tsx';
import { readerOf } from '../../views/reader.ts';
import { incidentAt } from '../domain/derive.ts';
import type { Incident } from '../domain/incident.ts';
import { recordAt } from '../domain/record-at.ts';
import { retractedAt } from '../domain/taken-back.ts';
import { type Instant, localDate } from '../domain/zone.ts';
import { loadCalendar } from '../records/calendar.ts';
import type { Db } from '../records/database.ts';
import { loadDirectory } from '../records/directory.ts';
import type { Edition } from '../records/editions.ts';
import { listCorrections, wasImported } from '../records/revisions.ts';
import type { AppContext } from './context.ts';
import { namesForReaders } from './site.ts';

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
