import { COMPARED, languagesToCheck, type ToCheck } from '../domain/languages-to-check.ts';
import type { Texts } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { instantOf } from './instants.ts';
import { fromJson, fromJsonOrNull } from './json.ts';
import { addRevision, type By, holdFacts, listRevisions } from './revisions.ts';

/** An incident some of whose texts are to be checked in other languages. */
export type IncidentToCheck = { slug: string; title: Texts; toCheck: ToCheck[] };

/** Incidents that are looked at, those that changed last first: older ones were seen here before. */
const LOOKED_AT = 60;

/** Incidents with languages to check, the one that changed last first, among those that changed last. At most `limit`. */
export async function listToCheck(db: Db, limit: number): Promise<IncidentToCheck[]> {
  const rows = await db
    .selectFrom('editions')
    .select(['slug', 'state', 'title', 'summary'])
    .where('first_published_at', 'is not', null)
    .whereRef('last_changed_at', '>=', 'first_published_at')
    .orderBy('last_changed_at', 'desc')
    .orderBy('slug')
    .limit(LOOKED_AT)
    .execute();
  const bySlug = Map.groupBy(rows, ({ slug }) => slug);
  const found: IncidentToCheck[] = [];
  for (const [slug, editions] of bySlug) {
    const row = editions.find(({ state }) => state === 'draft') ?? editions[0];
    if (row === undefined || found.length === limit) continue;
    const title = fromJson<Texts>(row.title);
    const toCheck = await findToCheck(db, { slug, title, summary: fromJsonOrNull<Texts>(row.summary) });
    if (toCheck.length > 0) found.push({ slug, title, toCheck });
  }
  return found;
}

/** The languages of one incident's texts that are to be checked, as the desk has them now. */
export async function findToCheck(
  db: Db,
  { slug, ...texts }: { slug: string; title: Texts; summary: Texts | null },
): Promise<ToCheck[]> {
  const revisions = await listRevisions(db, 'incident', slug);
  const firstAt = await findFirstPublished(db, slug);
  // What came from a file as published has no revision that says so.
  const isFirst = (at: Instant, act: string) => act === 'imported' && at === firstAt;
  return languagesToCheck(
    revisions.map(({ at, act, changes }) => (isFirst(at, act) ? { act: 'published', changes } : { act, changes })),
    texts,
  );
}

async function findFirstPublished(db: Db, slug: string): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('editions')
    .select('first_published_at')
    .where('slug', '=', slug)
    .where('first_published_at', 'is not', null)
    .executeTakeFirst();
  return row?.first_published_at == null ? undefined : instantOf(row.first_published_at);
}

/** Notes, as a revision of the desk, that somebody has compared the languages and they stand. */
export async function noteCompared(db: Db, { slug, by, now }: { slug: string; by: By; now: Instant }): Promise<void> {
  await inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const subject = { subject: 'incident' as const, subjectId: slug, act: COMPARED, public: false };
    await addRevision(trx, { ...subject, at: now, user: by.user, via: by.via, why: null, changes: [] });
  });
}
