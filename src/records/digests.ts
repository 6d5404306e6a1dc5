import { DIGEST_LISTS, type Digest } from '../domain/digest.ts';
import { type TakenBack, withoutTakenDown, withRetracted } from '../domain/taken-back.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { instantOf, isoOf } from './instants.ts';
import { fromJson } from './json.ts';
import { requireCode } from './publication-code.ts';
import { addRevision, type By, bumpFactsRevision } from './revisions.ts';
import type { Database } from './tables.ts';
import { loadTakenBack } from './taken-back.ts';

/** A weekly issue. Instants are UTC milliseconds; `body` is the issue as JSON: to be issued, or as it was issued, without what a court took down since. */
export type IssuedDigest = {
  /** ISO week: `2019-W31`. */
  week: string;
  fromAt: Instant;
  cutOffAt: Instant;
  issuedAt: Instant;
  /** IANA name of the zone whose weeks these are. */
  zone: string;
  body: unknown;
};

/**
 * Issues the digest, with a revision, unless its week was issued before: then nothing is written and the answer is false. Of any
 * number of callers at once exactly one issues it; what belongs to the issue (its mails) goes into the same transaction.
 */
export async function claimDigest(db: Db, digest: IssuedDigest, by: By): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { week, zone, body } = digest;
    await requireCode(trx, by, digest.issuedAt);
    const claimed = await trx
      .insertInto('digests')
      .values({
        week,
        from_at: isoOf(digest.fromAt),
        cut_off_at: isoOf(digest.cutOffAt),
        issued_at: isoOf(digest.issuedAt),
        zone,
        body: JSON.stringify(body),
      })
      .onConflict((conflict) => conflict.column('week').doNothing())
      .returning('week')
      .executeTakeFirst();
    if (claimed === undefined) return false;
    const subject = { subject: 'digest' as const, subjectId: week, act: 'issued' as const, public: false };
    await addRevision(trx, { ...subject, at: digest.issuedAt, user: by.user, via: by.via, why: null, changes: [] });
    await bumpFactsRevision(trx);
    return true;
  });
}

/** The issue of that week, or undefined. */
export async function findDigest(db: Db, week: string): Promise<IssuedDigest | undefined> {
  const row = await db.selectFrom('digests').selectAll().where('week', '=', week).executeTakeFirst();
  return row && digestOf(row, await loadTakenBack(db));
}

/** The last issues, the newest week first; `before`: only those of earlier weeks. */
export async function listDigests(
  db: Db,
  { limit, before }: { limit: number; before?: string },
): Promise<IssuedDigest[]> {
  let query = db.selectFrom('digests').selectAll().orderBy('week', 'desc').limit(limit);
  if (before !== undefined) query = query.where('week', '<', before);
  const rows = await query.execute();
  const taken = rows.length === 0 ? [] : await loadTakenBack(db);
  return rows.map((row) => digestOf(row, taken));
}

/** The row keeps the issue as it was. domain.md, Records. */
function digestOf(row: Database['digests'], taken: readonly TakenBack[]): IssuedDigest {
  return {
    week: row.week,
    fromAt: instantOf(row.from_at),
    cutOffAt: instantOf(row.cut_off_at),
    issuedAt: instantOf(row.issued_at),
    zone: row.zone,
    body: withRetracted(withoutTakenDown(fromJson<Digest>(row.body), taken), taken),
  };
}

/** The promises of an incident that issued digests tell of, as they were issued, each once with its words: also those that the record no longer has. */
export async function listToldPromises(db: Db, slug: string): Promise<{ id: string; words: string }[]> {
  const rows = await db
    .selectFrom('digests')
    .select('body')
    .where('body', 'like', `%"${slug}"%`)
    .orderBy('week')
    .execute();
  const told = new Map<string, string>();
  for (const { body } of rows)
    for (const list of DIGEST_LISTS)
      for (const line of fromJson<Digest>(body)[list] ?? [])
        if (line.incident === slug) told.set(line.promise, line.words);
  return [...told].map(([id, words]) => ({ id, words }));
}
