import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { findEdition } from './editions.ts';
import { instantOf } from './instants.ts';
import { type Act, addRevision, type By, holdFacts } from './revisions.ts';

/** Where a draft stands between its reporter and an editor: who said so, when (UTC milliseconds), in which words. `by` null: the program. */
export type Review = { state: 'submitted' | 'returned'; at: Instant; by: number | null; words: string | null };

/** The last of these decides; the last two end a review. */
const DECIDING = ['submitted', 'returned', 'published', 'removed'] as const satisfies readonly Act[];

/** The reviews of all drafts, or of these, by slug; a draft that was never submitted since its last publication has none. */
export async function loadReviews(db: Db, slug?: string): Promise<Map<string, Review>> {
  let query = db
    .selectFrom('revisions')
    .innerJoin('editions', (join) =>
      join.onRef('editions.slug', '=', 'revisions.subject_id').on('editions.state', '=', 'draft'),
    )
    .select(['revisions.subject_id', 'revisions.act', 'revisions.at', 'revisions.user_id', 'revisions.why'])
    .where('revisions.subject', '=', 'incident')
    .where('revisions.act', 'in', ['submitted', 'returned'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('revisions as later')
            .select('later.id')
            .where('later.subject', '=', 'incident')
            .whereRef('later.subject_id', '=', 'revisions.subject_id')
            .whereRef('later.id', '>', 'revisions.id')
            .where('later.act', 'in', DECIDING),
        ),
      ),
    );
  if (slug !== undefined) query = query.where('revisions.subject_id', '=', slug);
  const rows = await query.orderBy('revisions.id').execute();
  return new Map(
    rows.map(({ subject_id, act, at, user_id, why }) => [
      subject_id,
      { state: act === 'returned' ? 'returned' : 'submitted', at: instantOf(at), by: user_id, words: why },
    ]),
  );
}

/** The review of that draft, or undefined. */
export async function findReview(db: Db, slug: string): Promise<Review | undefined> {
  return (await loadReviews(db, slug)).get(slug);
}

type Said = { slug: string; by: By; now: Instant };

/** Gives the draft to the editors, with a note. *Unchanged*: it is with them already. *Missing*: there is no draft. */
export async function submitForReview(
  db: Db,
  { note, ...said }: Said & { note: string | null },
): Promise<'submitted' | 'unchanged' | 'missing'> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    if ((await findEdition(trx, said.slug, 'draft')) === undefined) return 'missing';
    if ((await findReview(trx, said.slug))?.state === 'submitted') return 'unchanged';
    await revise(trx, said, 'submitted', note);
    return 'submitted';
  });
}

/** Gives the draft back with a comment. *Unchanged*: no editor has it, or another has given it back. */
export async function returnFromReview(
  db: Db,
  { comment, ...said }: Said & { comment: string },
): Promise<'returned' | 'unchanged'> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    if ((await findReview(trx, said.slug))?.state !== 'submitted') return 'unchanged';
    await revise(trx, said, 'returned', comment);
    return 'returned';
  });
}

async function revise(trx: Db, { slug, by, now }: Said, act: Act, why: string | null): Promise<void> {
  const subject = { subject: 'incident' as const, subjectId: slug, public: false };
  await addRevision(trx, { ...subject, at: now, user: by.user, via: by.via, act, why, changes: [] });
}
