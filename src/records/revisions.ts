import { sql } from 'kysely';
import type { Change } from '../domain/document.ts';
import { withoutNotes } from '../domain/document-changes.ts';
import { changesWithoutTakenDown } from '../domain/taken-back.ts';
import type { Instant } from '../domain/zone.ts';
import { addAudit, auditKindOf } from './audit.ts';
import type { Db } from './database.ts';
import { instantOf, isoOf } from './instants.ts';
import { fromJson } from './json.ts';
import type { RevisionRow, Subject, Via } from './tables.ts';
import { loadTakenBack } from './taken-back.ts';

/**
 * Who writes: a user of the desk, or nobody by name (an import, a command). `codeAt`: when his session last gave a code of the
 * second factor (UTC milliseconds); absent: never.
 */
export type By = { user: number | null; via: Via; codeAt?: Instant | null };

export const ACTS = [
  'created',
  'edited',
  'imported',
  'published',
  'unpublished',
  'taken_down',
  'retracted',
  'lifted',
  'restored',
  'recounted',
  'submitted',
  'returned',
  'removed',
  'issued',
  'held',
  'released',
  'struck',
  'disabled',
  'name_purged',
  'compared',
] as const;
export type Act = (typeof ACTS)[number];

/** One change of the record. They are only ever added. `public`: readers see it among the corrections. */
export type Revision = {
  id: number;
  at: Instant;
  user: number | null;
  via: Via;
  subject: Subject;
  subjectId: string;
  act: Act;
  why: string | null;
  changes: Change[];
  public: boolean;
};

/** Adds a revision, within the transaction that makes the change, and its row of the log where it has one. Gives its id. */
export async function addRevision(trx: Db, revision: Omit<Revision, 'id'>): Promise<number> {
  const kind = auditKindOf(revision);
  if (kind !== undefined)
    await addAudit(trx, {
      kind,
      by: revision,
      now: revision.at,
      subject: { kind: revision.subject, id: revision.subjectId },
    });
  const { id } = await trx
    .insertInto('revisions')
    .values(columnsOf(revision))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Adds revisions of different subjects at once. Gives their ids by the subject's. */
export async function addRevisions(trx: Db, revisions: readonly Omit<Revision, 'id'>[]): Promise<Map<string, number>> {
  if (revisions.length === 0) return new Map();
  const added = await trx
    .insertInto('revisions')
    .values(revisions.map(columnsOf))
    .returning(['id', 'subject_id'])
    .execute();
  return new Map(added.map((row) => [row.subject_id, row.id]));
}

function columnsOf(revision: Omit<Revision, 'id'>): Omit<RevisionRow, 'id'> {
  return {
    at: isoOf(revision.at),
    user_id: revision.user,
    via: revision.via,
    subject: revision.subject,
    subject_id: revision.subjectId,
    act: revision.act,
    why: revision.why,
    changes: JSON.stringify(revision.changes),
    public: revision.public ? 1 : 0,
  };
}

/**
 * Every revision of one subject (a slug, `directory`, …), newest first, or a `page` of them: at most `limit`, after the one of the
 * id `before`. For the desk: some were never public.
 */
export async function listRevisions(
  db: Db,
  subject: Subject,
  subjectId: string,
  page: { limit?: number; before?: number | undefined } = {},
): Promise<Revision[]> {
  let query = db
    .selectFrom('revisions')
    .selectAll()
    .where('subject', '=', subject)
    .where('subject_id', '=', subjectId)
    .orderBy('id', 'desc');
  if (page.before !== undefined) query = query.where('id', '<', page.before);
  if (page.limit !== undefined) query = query.limit(page.limit);
  return (await query.execute()).map(revisionOf);
}

/** A revision as readers see it, without notes, which are for the desk alone. `struck`: a court took down what a part of it tells; its reason may tell the same, so it is not told. */
export type Correction = Revision & { struck: boolean };
export type CorrectionsAsked = {
  limit: number;
  slug?: string;
  /** Those of the directory too, as they were written: see `tellDirectoryCorrections`. */
  directory?: boolean;
  after?: number;
  since?: Instant;
  until?: Instant;
};

/**
 * What changed in public after it was published, newest first: of incidents that are public now, and that one was taken off
 * (unless by a court: then nothing of it stands). `after`: the id of the last one of the page before; `since` and `until`
 * bound when it happened (UTC milliseconds, since ≤ at < until). domain.md, Records.
 */
export async function listCorrections(db: Db, asked: CorrectionsAsked): Promise<Correction[]> {
  let query = db
    .selectFrom('revisions')
    .selectAll()
    .where(sql.ref<number>('revisions.public'), '=', sql.lit(1))
    .where('subject', 'in', asked.directory === true ? ['incident', 'directory'] : ['incident'])
    .where(({ or, and, not, exists, eb, selectFrom }) =>
      or([
        eb('subject', '=', 'directory'),
        exists(
          selectFrom('editions')
            .select('editions.id')
            .whereRef('editions.slug', '=', 'revisions.subject_id')
            .where('editions.state', '=', 'public'),
        ),
        and([
          eb('act', '=', 'unpublished'),
          not(
            exists(
              selectFrom('taken_back')
                .select('taken_back.id')
                .whereRef('taken_back.incident', '=', 'revisions.subject_id')
                .where('taken_back.part', '=', 'incident')
                .where('taken_back.lifted_at', 'is', null),
            ),
          ),
        ]),
      ]),
    );
  if (asked.slug !== undefined) query = query.where('subject_id', '=', asked.slug);
  if (asked.after !== undefined) query = query.where('revisions.id', '<', asked.after);
  if (asked.since !== undefined) query = query.where('at', '>=', isoOf(asked.since));
  if (asked.until !== undefined) query = query.where('at', '<', isoOf(asked.until));
  const revisions = (await query.orderBy('revisions.id', 'desc').limit(asked.limit).execute()).map(revisionOf);
  const taken = await loadTakenBack(
    db,
    revisions.flatMap(({ subject, subjectId }) => (subject === 'incident' ? [subjectId] : [])),
  );
  return revisions.map((revision) => {
    if (revision.subject === 'directory') return { ...revision, struck: false };
    const left = changesWithoutTakenDown(revision.changes, revision.subjectId, taken);
    const struck = left.length < revision.changes.length;
    return { ...revision, changes: withoutNotes(left), struck, why: struck ? null : revision.why };
  });
}

/** Whether the incident was ever taken in from elsewhere: its judgements then stand as made there. contracts.md, import. */
export async function wasImported(db: Db, slug: string): Promise<boolean> {
  const row = await db
    .selectFrom('revisions')
    .select('id')
    .where('subject', '=', 'incident')
    .where('subject_id', '=', slug)
    .where('via', '=', 'import')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The number that changes with everything that readers may see: kept answers are of one such number. */
export async function findFactsRevision(db: Db): Promise<number> {
  const { revision } = await db.selectFrom('facts_revision').select('revision').executeTakeFirstOrThrow();
  return revision;
}

/** Holds other writers of facts off until this transaction ends: they then see all of it. */
export async function holdFacts(trx: Db): Promise<void> {
  await trx
    .updateTable('facts_revision')
    .set((row) => ({ revision: row.ref('revision') }))
    .execute();
}

/** Something that readers may see has changed, in this transaction. */
export async function bumpFactsRevision(trx: Db): Promise<void> {
  await trx
    .updateTable('facts_revision')
    .set((row) => ({ revision: row('revision', '+', 1) }))
    .execute();
}

type Row = Omit<RevisionRow, 'id'> & { id: number };

/** A row as a revision. */
export function revisionOf(row: Row): Revision {
  return {
    id: row.id,
    at: instantOf(row.at),
    user: row.user_id,
    via: row.via,
    subject: row.subject,
    subjectId: row.subject_id,
    act: row.act as Act,
    why: row.why,
    changes: fromJson(row.changes),
    public: row.public === 1,
  };
}
