import { sql } from 'kysely';
import type { Directory } from '../domain/directory.ts';
import {
  concernedBy,
  correctionsForReaders,
  type DirectoryChange,
  type DirectoryCorrection,
  markedChanges,
} from '../domain/directory-corrections.ts';
import { type Instant, type LocalDate, localDate } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { isoOf } from './instants.ts';
import { listShownOfficials } from './officials.ts';
import { type Revision, revisionOf } from './revisions.ts';

/** Persons are told of by the day in the capital. */
const ZONE = 'Asia/Almaty';

/** What differs between the directory and what is to be in its place, with what of it corrects what readers were shown. */
export async function findMarkedChanges(
  trx: Db,
  { before, after, now }: { before: Directory; after: Directory; now: Instant },
): Promise<DirectoryChange[]> {
  const on = localDate(now, ZONE);
  return markedChanges(before, after, await listShownOfficials(trx, { directory: before, on, asOf: now }));
}

/** Whether readers were shown something of what changes: then it is a correction. */
export const isCorrection = (changes: readonly DirectoryChange[]): boolean =>
  changes.some(({ of }) => of !== undefined);

/** The revision of a correction as readers may have it: `changes` is never empty. `why` is null where it may name whom nothing names. */
export type ToldCorrection = Omit<Revision, 'changes'> & { changes: DirectoryCorrection[]; withheld: boolean };

/** The public revisions of the directory as readers may have them on the day `on` (which ends at `asOf`, UTC milliseconds). */
export async function tellDirectoryCorrections(
  db: Db,
  revisions: readonly Revision[],
  shownOn: { directory: Directory; on: LocalDate; asOf: Instant },
): Promise<ToldCorrection[]> {
  if (revisions.length === 0) return [];
  const shown = await listShownOfficials(db, shownOn);
  return revisions.map((revision) => {
    const changes = correctionsForReaders(revision.changes, shown);
    const withheld = changes.some((change) => change.withheld);
    return { ...revision, changes, withheld, why: withheld ? null : revision.why };
  });
}

export type ConcernedAsked = {
  concerning: { office: string } | { official: string };
  limit: number;
  directory: Directory;
  on: LocalDate;
  asOf: Instant;
};

/** The corrections of the directory that are about an office or an official, made by then, the newest first; of each only its own changes. */
export async function listCorrectionsOf(db: Db, asked: ConcernedAsked): Promise<ToldCorrection[]> {
  const { concerning, limit, asOf } = asked;
  const id = 'office' in concerning ? concerning.office : concerning.official;
  const rows = await db
    .selectFrom('revisions')
    .selectAll()
    .where(sql.ref<number>('revisions.public'), '=', sql.lit(1))
    .where('subject', '=', 'directory')
    .where('at', '<=', isoOf(asOf))
    // It narrows: the changes themselves decide.
    .where('changes', 'like', `%"${id}"%`)
    .orderBy('id', 'desc')
    .execute();
  const told = await tellDirectoryCorrections(db, rows.map(revisionOf), asked);
  const isOf = (change: DirectoryCorrection) => {
    const { offices, officials } = concernedBy(change);
    return ('office' in concerning ? offices : officials).includes(id);
  };
  return told
    .map((each) => ownOnly(each, each.changes.filter(isOf)))
    .filter(({ changes }) => changes.length > 0)
    .slice(0, limit);
}

/** A reason that was withheld for another line's sake stays so: it is one reason for all. */
const ownOnly = (correction: ToldCorrection, changes: DirectoryCorrection[]): ToldCorrection => ({
  ...correction,
  changes,
});
