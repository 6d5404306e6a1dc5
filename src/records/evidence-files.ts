import { sql } from 'kysely';
import type { EvidenceOrigin } from '../domain/evidence.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { instantOf, instantOrNull, isoOf } from './instants.ts';
import { addRevision, type By, holdFacts } from './revisions.ts';
import type { EvidenceFileRow, FILE_TYPES } from './tables.ts';

export type FileType = (typeof FILE_TYPES)[number];
/** Bytes in the folder of evidence: they are there under their SHA-256, in hex. */
export type KeptFile = { sha256: string; bytes: number };
/** A picture for readers; its sides are in pixels. */
export type KeptPicture = KeptFile & { width: number; height: number };

/** A file as it was taken in. `copy` null: a document, of which readers see the hash alone. */
export type EvidenceFile = KeptFile & {
  type: FileType;
  origin: EvidenceOrigin;
  /** When the screenshot was made, and who made it: for editors alone. UTC milliseconds. */
  capturedAt: Instant;
  capturedBy: string | null;
  storedAt: Instant;
  copy: KeptPicture | null;
  thumb: KeptPicture | null;
  /** What the last look at the folder found; null: nobody has looked yet. */
  checked: { at: Instant; found: FileState } | null;
};

export const FILE_STATES = ['sound', 'missing', 'altered'] as const;
/** Whether a file is in the folder as it was taken in. */
export type FileState = (typeof FILE_STATES)[number];

/** Notes a file that lies in the folder, within a transaction. One of the same bytes is kept as it was noted first. */
export async function addEvidenceFile(trx: Db, file: Omit<EvidenceFile, 'checked'>): Promise<void> {
  await trx
    .insertInto('evidence_files')
    .values({
      sha256: file.sha256,
      bytes: file.bytes,
      type: file.type,
      width: file.copy?.width ?? null,
      height: file.copy?.height ?? null,
      origin: file.origin,
      captured_at: isoOf(file.capturedAt),
      captured_by: file.capturedBy,
      stored_at: isoOf(file.storedAt),
      public_sha256: file.copy?.sha256 ?? null,
      public_bytes: file.copy?.bytes ?? null,
      thumb_sha256: file.thumb?.sha256 ?? null,
      thumb_bytes: file.thumb?.bytes ?? null,
      thumb_width: file.thumb?.width ?? null,
      thumb_height: file.thumb?.height ?? null,
      checked_at: null,
      checked: null,
    })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}

/** The files of these hashes, by hash. */
export async function loadEvidenceFiles(db: Db, hashes: readonly string[]): Promise<Map<string, EvidenceFile>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .selectFrom('evidence_files')
    .selectAll()
    .where('sha256', 'in', [...new Set(hashes)])
    .execute();
  return new Map(rows.map((row) => [row.sha256, fileOf(row)]));
}

/** The files whose own hash, whose copy's or whose thumbnail's this is. */
export async function findEvidenceFilesOf(db: Db, sha256: string): Promise<EvidenceFile[]> {
  const rows = await db
    .selectFrom('evidence_files')
    .selectAll()
    .where(({ or, eb }) =>
      or([eb('sha256', '=', sha256), eb('public_sha256', '=', sha256), eb('thumb_sha256', '=', sha256)]),
    )
    .orderBy('stored_at')
    .orderBy('sha256')
    .execute();
  return rows.map(fileOf);
}

/** What a file in the folder is: as it was taken in, the copy for readers, its small picture. */
export type ListedFile = KeptFile & { is: 'original' | 'copy' | 'thumbnail' };

/** Every file that has to lie in the folder of evidence, each hash once, in the order of the hashes: for copies, moves and checks. */
export async function listEvidenceFiles(db: Db): Promise<ListedFile[]> {
  const rows = await db.selectFrom('evidence_files').selectAll().execute();
  const all = rows.flatMap((row): ListedFile[] => [
    { sha256: row.sha256, bytes: row.bytes, is: 'original' },
    ...(row.public_sha256 === null
      ? []
      : [{ sha256: row.public_sha256, bytes: row.public_bytes ?? 0, is: 'copy' as const }]),
    ...(row.thumb_sha256 === null
      ? []
      : [{ sha256: row.thumb_sha256, bytes: row.thumb_bytes ?? 0, is: 'thumbnail' as const }]),
  ]);
  const byHash = new Map(all.toReversed().map((file) => [file.sha256, file]));
  return [...byHash.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

/** The files that were looked at longest ago, those never looked at first; none that were looked at since `before`. */
export async function listFilesToCheck(
  db: Db,
  { before, limit }: { before: Instant; limit: number },
): Promise<EvidenceFile[]> {
  const rows = await db
    .selectFrom('evidence_files')
    .selectAll()
    .where(({ or, eb }) => or([eb('checked_at', 'is', null), eb('checked_at', '<', isoOf(before))]))
    .orderBy(sql`coalesce(${sql.ref('checked_at')}, '')`)
    .orderBy('sha256')
    .limit(limit)
    .execute();
  return rows.map(fileOf);
}

/** Notes what a look at the folder found, at `now`. */
export async function noteFileState(db: Db, sha256: string, found: FileState, now: Instant): Promise<void> {
  await db
    .updateTable('evidence_files')
    .set({ checked_at: isoOf(now), checked: found })
    .where('sha256', '=', sha256)
    .execute();
}

/** The files that the last look did not find as they were taken in, with an incident that has them. */
export async function listBrokenFiles(
  db: Db,
): Promise<{ sha256: string; found: 'missing' | 'altered'; incident: string | null }[]> {
  const rows = await db
    .selectFrom('evidence_files')
    .leftJoin('evidence', 'evidence.file', 'evidence_files.sha256')
    .select(({ fn }) => [
      'evidence_files.sha256',
      'evidence_files.checked',
      fn.min<string | null>('evidence.incident').as('incident'),
    ])
    .where('evidence_files.checked', 'in', ['missing', 'altered'])
    .groupBy(['evidence_files.sha256', 'evidence_files.checked'])
    .orderBy('evidence_files.sha256')
    .execute();
  return rows.map(({ sha256, checked, incident }) => ({
    sha256,
    found: checked === 'missing' ? 'missing' : 'altered',
    incident,
  }));
}

/** Takes out who made the screenshot, for good; the incident's history says that it was done, and no more. */
export async function purgeCapturedBy(
  db: Db,
  { sha256, slug, by, now }: { sha256: string; slug: string; by: By; now: Instant },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const { numUpdatedRows } = await trx
      .updateTable('evidence_files')
      .set({ captured_by: null })
      .where('sha256', '=', sha256)
      .where('captured_by', 'is not', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return;
    const subject = { subject: 'incident' as const, subjectId: slug, act: 'name_purged' as const, public: false };
    await addRevision(trx, { ...subject, at: now, user: by.user, via: by.via, why: null, changes: [] });
  });
}

function fileOf(row: EvidenceFileRow): EvidenceFile {
  const picture = (sha256: string | null, bytes: number | null, width: number | null, height: number | null) =>
    sha256 === null ? null : { sha256, bytes: bytes ?? 0, width: width ?? 0, height: height ?? 0 };
  const checkedAt = instantOrNull(row.checked_at);
  return {
    sha256: row.sha256,
    bytes: row.bytes,
    type: row.type,
    origin: row.origin,
    capturedAt: instantOf(row.captured_at),
    capturedBy: row.captured_by,
    storedAt: instantOf(row.stored_at),
    copy: picture(row.public_sha256, row.public_bytes, row.width, row.height),
    thumb: picture(row.thumb_sha256, row.thumb_bytes, row.thumb_width, row.thumb_height),
    checked: checkedAt === null || row.checked === null ? null : { at: checkedAt, found: row.checked },
  };
}
