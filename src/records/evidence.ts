import type { Change } from '../domain/document-changes.ts';
import {
  type Attached,
  type EvidencePart,
  hasPart,
  partOfCheck,
  placeOfEvidence,
  shownEvidence,
} from '../domain/evidence.ts';
import { followed } from '../domain/follow.ts';
import type { Incident } from '../domain/incident.ts';
import { withoutTakenBack } from '../domain/taken-back.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { type EvidenceFile, findEvidenceFilesOf, loadEvidenceFiles } from './evidence-files.ts';
import { loadPublicIncidents, type PublicEdition } from './incidents.ts';
import { instantOf, isoOf } from './instants.ts';
import { fromJson } from './json.ts';
import type { By } from './revisions.ts';
import type { EvidenceRow } from './tables.ts';
import { loadTakenBack } from './taken-back.ts';

/** A file beside a part of an incident, and the file itself. `shown`: the public edition has it. */
export type Evidence = Attached & { id: number; incident: string; file: string; addedAt: Instant; shown: boolean } & {
  of: EvidenceFile;
};

/** What the desk's draft has, or, with `public`, what the public edition has; in the order in which it was attached. */
export async function listEvidence(db: Db, slug: string, edition: 'draft' | 'public'): Promise<Evidence[]> {
  let query = db.selectFrom('evidence').selectAll().where('incident', '=', slug);
  query = edition === 'draft' ? query.where('removed_at', 'is', null) : query.where('shown', '=', 1);
  return withFiles(db, await query.orderBy('id').execute());
}

/**
 * The published evidence that has this file, its copy or its small picture, as far as readers may see it; none of a file that
 * belongs to anything that a court took down, wherever else it stands. domain.md, Records.
 */
export async function findShownEvidence(db: Db, sha256: string): Promise<Evidence[]> {
  const files = await findEvidenceFilesOf(db, sha256);
  if (files.length === 0) return [];
  const rows = await db
    .selectFrom('evidence')
    .selectAll()
    .where(
      'file',
      'in',
      files.map((file) => file.sha256),
    )
    .orderBy('id')
    .execute();
  const all = await withFiles(db, rows);
  const withheld = await withheldFiles(db, all);
  const editions = await loadPublicIncidents(
    db,
    all.map(({ incident }) => incident),
  );
  return editions.flatMap((edition) =>
    shownEvidence(
      all.filter(({ shown, incident, file }) => shown && incident === edition.incident.slug && !withheld.has(file)),
      edition,
    ),
  );
}

/** The evidence that the page of a published incident shows: what `findShownEvidence` finds of it. */
export async function listShownEvidence(db: Db, edition: PublicEdition): Promise<Evidence[]> {
  const own = shownEvidence(await listEvidence(db, edition.incident.slug, 'public'), edition);
  if (own.length === 0) return [];
  const rows = await db
    .selectFrom('evidence')
    .selectAll()
    .where(
      'file',
      'in',
      own.map(({ file }) => file),
    )
    .execute();
  const withheld = await withheldFiles(db, await withFiles(db, rows));
  return own.filter(({ file }) => !withheld.has(file));
}

/** The files that hang on a part that a court took down, or on an incident as a whole. */
async function withheldFiles(db: Db, all: readonly Evidence[]): Promise<Set<string>> {
  const taken = await loadTakenBack(
    db,
    all.map(({ incident }) => incident),
  );
  const down = taken.filter(({ way }) => way === 'taken_down');
  const isDown = ({ incident, part }: Evidence) =>
    down.some(
      (each) =>
        each.incident === incident &&
        (each.part.kind === 'incident' ||
          (each.part.kind === 'entry' && part.kind !== 'check' && each.part.id === part.id) ||
          (each.part.kind === 'promise' && part.kind === 'check' && forOf(part) === each.part.id)),
    );
  return new Set(all.filter(isDown).map(({ file }) => file));
}

/** What a check was for, by what it says: keyOfCheck. */
const forOf = (part: EvidencePart): unknown => (JSON.parse(part.id) as unknown[])[2];

async function withFiles(db: Db, rows: readonly (Omit<EvidenceRow, 'id'> & { id: number })[]): Promise<Evidence[]> {
  const files = await loadEvidenceFiles(
    db,
    rows.map(({ file }) => file),
  );
  return rows.flatMap((row) => {
    const of = files.get(row.file);
    if (of === undefined) return [];
    return {
      id: row.id,
      incident: row.incident,
      part: { kind: row.part, id: row.part_id },
      file: row.file,
      alt: fromJson(row.alt),
      archive: row.archive,
      addedAt: instantOf(row.added_at),
      shown: row.shown === 1,
      of,
    };
  });
}

// What follows writes within the transaction of a write of the desk: see attaching.ts and desk.ts.

/** Hangs a file on a part. Gives the change for the revision; none where the part has it already. */
export async function insertEvidence(
  trx: Db,
  { slug, by, now, ...attached }: Attached & { slug: string; by: By; now: Instant },
): Promise<Change[]> {
  const before = await listEvidence(trx, slug, 'draft');
  if (before.some((each) => isSame(each, attached))) return [];
  await trx
    .insertInto('evidence')
    .values({
      incident: slug,
      part: attached.part.kind,
      part_id: attached.part.id,
      file: attached.file,
      alt: JSON.stringify(attached.alt),
      archive: attached.archive,
      added_at: isoOf(now),
      added_by: by.user,
      removed_at: null,
      removed_by: null,
      shown: 0,
    })
    .execute();
  return [{ path: placeOfEvidence(attached), before: null, after: attached.alt }];
}

/** Takes evidence off the draft: readers see it until the draft is published. Gives the change for the revision. */
export async function removeEvidence(
  trx: Db,
  evidence: Evidence,
  { by, now }: { by: By; now: Instant },
): Promise<Change[]> {
  await trx
    .updateTable('evidence')
    .set({ removed_at: isoOf(now), removed_by: by.user })
    .where('id', '=', evidence.id)
    .execute();
  return [{ path: placeOfEvidence(evidence), before: evidence.alt, after: null }];
}

/** The draft becomes public: so does what hangs on it. Gives what changes for readers of the parts that either has. */
export async function publishEvidence(trx: Db, slug: string): Promise<Change[]> {
  const [before, after] = [await listEvidence(trx, slug, 'public'), await listEvidence(trx, slug, 'draft')];
  const gone = before.filter(({ id }) => after.every((each) => each.id !== id));
  const come = after.filter(({ shown }) => !shown);
  await trx.updateTable('evidence').set({ shown: 0 }).where('incident', '=', slug).where('shown', '=', 1).execute();
  await trx
    .updateTable('evidence')
    .set({ shown: 1 })
    .where('incident', '=', slug)
    .where('removed_at', 'is', null)
    .execute();
  return [
    ...gone.map((each) => ({ path: placeOfEvidence(each), before: each.alt, after: null })),
    ...come.map((each) => ({ path: placeOfEvidence(each), before: null, after: each.alt })),
  ];
}

/** Whether the draft has evidence that readers do not see yet, or lacks some that they see. */
export async function hasWaitingEvidence(db: Db, slug: string): Promise<boolean> {
  const row = await db
    .selectFrom('evidence')
    .select('id')
    .where('incident', '=', slug)
    .where(({ or, and, eb }) =>
      or([
        and([eb('shown', '=', 0), eb('removed_at', 'is', null)]),
        and([eb('shown', '=', 1), eb('removed_at', 'is not', null)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Readers see none of it any more: the incident has left the site. */
export async function hideEvidence(trx: Db, slug: string): Promise<void> {
  await trx.updateTable('evidence').set({ shown: 0 }).where('incident', '=', slug).where('shown', '=', 1).execute();
}

/** The draft is thrown away: what hangs on it is what readers see. */
export async function resetEvidence(trx: Db, slug: string, { by, now }: { by: By; now: Instant }): Promise<void> {
  const own = trx.updateTable('evidence').where('incident', '=', slug);
  await own.set({ removed_at: null, removed_by: null }).where('shown', '=', 1).execute();
  await own
    .set({ removed_at: isoOf(now), removed_by: by.user })
    .where('shown', '=', 0)
    .where('removed_at', 'is', null)
    .execute();
}

/** A check that was corrected keeps its evidence: what hung on the old words hangs on the new. */
export async function carryEvidence(
  trx: Db,
  { before, after, by, now }: { before: Incident; after: Incident; by: By; now: Instant },
): Promise<void> {
  const all = await listEvidence(trx, after.slug, 'draft');
  const places = followed(before.checks, after.checks);
  for (const [index, check] of before.checks.entries()) {
    const corrected = after.checks[places[index] ?? -1];
    const [old, part] = [partOfCheck(check), corrected && partOfCheck(corrected)];
    if (part === undefined || old.id === part.id || hasPart(after, old)) continue;
    for (const each of all.filter((one) => one.part.kind === 'check' && one.part.id === old.id)) {
      await removeEvidence(trx, each, { by, now });
      await insertEvidence(trx, { ...each, part, slug: after.slug, by, now });
    }
  }
}

const isSame = (a: Attached, b: Attached): boolean =>
  a.file === b.file && a.part.kind === b.part.kind && a.part.id === b.part.id;

/** The evidence of a draft as a preview shows it: as readers will see it. */
export async function listPreviewEvidence(db: Db, incident: Incident): Promise<Evidence[]> {
  const seen = withoutTakenBack(incident, await loadTakenBack(db, [incident.slug]));
  return shownEvidence(await listEvidence(db, incident.slug, 'draft'), seen);
}
