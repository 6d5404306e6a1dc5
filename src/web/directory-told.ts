import type { ShownDirectoryCorrection } from '../../views/pages/directory-correction.tsx';
import type { Directory } from '../domain/directory.ts';
import { dayEndingAt, type Instant, type LocalDate } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import { listCorrectionsOf, type ToldCorrection, tellDirectoryCorrections } from '../records/directory-corrections.ts';
import type { Revision } from '../records/revisions.ts';
import type { AppContext } from './context.ts';
import { namesForReaders } from './site.ts';

type DayShown = { directory: Directory; on: LocalDate; asOf: Instant };

/** The day that the address names, for which persons are told of: in the zone of the newsroom. */
export function dayShown(c: AppContext): Omit<DayShown, 'directory'> {
  const zone = c.var.deps.config.digestZone;
  const asOf = c.var.asOf.at(zone);
  return { on: dayEndingAt(asOf, zone), asOf };
}

/** The slugs of the incidents among what was revised. */
export const slugsOf = (revisions: readonly Pick<Revision, 'subject' | 'subjectId'>[]): string[] => [
  ...new Set(revisions.flatMap(({ subject, subjectId }) => (subject === 'incident' ? [subjectId] : []))),
];

/** What readers may have of the revisions that are of the directory, by their ids. */
export async function directoryTold(
  db: Db,
  revisions: readonly Revision[],
  shown: DayShown,
): Promise<Map<number, ShownDirectoryCorrection>> {
  const own = revisions.filter(({ subject }) => subject === 'directory');
  const told = await signed(db, await tellDirectoryCorrections(db, own, shown));
  return new Map(told.map((each) => [each.id, each]));
}

/** Corrections that the page of an office or a person lists; the rest are among all corrections. */
const CORRECTIONS_SHOWN = 20;

/** What was corrected of an office or an official by the day that the address names, the newest first. */
export async function correctionsConcerning(
  c: AppContext,
  db: Db,
  directory: Directory,
  concerning: { office: string } | { official: string },
): Promise<ShownDirectoryCorrection[]> {
  const asked = { concerning, directory, limit: CORRECTIONS_SHOWN, ...dayShown(c) };
  return signed(db, await listCorrectionsOf(db, asked));
}

async function signed(db: Db, corrections: readonly ToldCorrection[]): Promise<ShownDirectoryCorrection[]> {
  const names = await namesForReaders(db);
  return corrections.map(({ id, at, act, why, user, changes, withheld }) => {
    const who = user === null ? null : (names.get(user) ?? null);
    return { id, at, act, why, who, changes, withheld };
  });
}
