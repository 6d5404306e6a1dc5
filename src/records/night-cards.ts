import { isNight, type NoCard, whyNoCard } from '../domain/night-card.ts';
import type { Instant } from '../domain/zone.ts';
import { addAudit } from './audit.ts';
import type { Db } from './database.ts';
import { loadDirectory } from './directory.ts';
import type { Edition } from './editions.ts';
import { listEvidence } from './evidence.ts';
import { instantOf, isoOf } from './instants.ts';
import { findReview } from './review.ts';
import type { By } from './revisions.ts';
import { findUser } from './users.ts';

/** Why a reporter may not publish a draft himself. */
export type NoNightCard = NoCard | 'no_permission' | 'day' | 'unpublished' | 'shown' | 'returned' | 'evidence';

/** The draft that somebody would publish, and what readers see now. */
type Editions = { draft: Edition; public: Edition | undefined };

/**
 * Why this user may not publish the draft by a reporter's standing permission at `now`; undefined: he needs none, for he is an
 * editor, an administrator, or a command. Empty: he may.
 */
export async function findNightBars(
  db: Db,
  { draft, public: shown }: Editions,
  { by, now }: { by: Pick<By, 'user'>; now: Instant },
): Promise<NoNightCard[] | undefined> {
  if (by.user === null) return undefined;
  const user = await findUser(db, by.user);
  if (user?.role !== 'reporter') return undefined;
  if (!user.nightCards) return ['no_permission'];
  const { officials } = await loadDirectory(db);
  const { incident } = draft;
  const bars: NoNightCard[] = [
    ...(isNight(now, incident.zone) ? [] : (['day'] as const)),
    ...whyNoCard(incident, officials),
    // What a picture shows no rule can read.
    ...((await listEvidence(db, incident.slug, 'draft')).length > 0 ? (['evidence'] as const) : []),
    // An editor took it off, or has published more than facts: neither is a reporter's to change.
    ...(draft.firstPublishedAt !== null && shown === undefined ? (['unpublished'] as const) : []),
    ...(shown !== undefined && whyNoCard(shown.incident, officials).length > 0 ? (['shown'] as const) : []),
    ...((await findReview(db, incident.slug))?.state === 'returned' ? (['returned'] as const) : []),
  ];
  return bars;
}

/** Notes that a reporter has published it at night: an editor is to look at it. Belongs into the transaction of the publication. */
export async function addNightCard(
  trx: Db,
  { incident, by, now }: { incident: string; by: By; now: Instant },
): Promise<void> {
  if (by.user === null) return;
  const row = { incident, published_at: isoOf(now), user_id: by.user, looked_at: null, looked_by: null };
  await trx.insertInto('night_cards').values(row).execute();
  await addAudit(trx, { kind: 'night_card', by, now, subject: { kind: 'incident', id: incident } });
}

/** An editor has looked at what was published of the incident at night. Gives how many publications that were. */
export async function lookAtNightCards(
  db: Db,
  { incident, by, now }: { incident: string; by: By; now: Instant },
): Promise<number> {
  const looked = await db
    .updateTable('night_cards')
    .set({ looked_at: isoOf(now), looked_by: by.user })
    .where('incident', '=', incident)
    .where('looked_at', 'is', null)
    .returning('id')
    .execute();
  return looked.length;
}

/** What was published at night and no editor has looked at: the last publication of each incident, by whom, when (UTC milliseconds). */
export type NightCard = { incident: string; publishedAt: Instant; user: number };

/** Every one that waits, the oldest first; of one incident alone with `incident`. */
export async function listNightCards(db: Db, incident?: string): Promise<NightCard[]> {
  let query = db
    .selectFrom('night_cards')
    .select(['incident', 'published_at', 'user_id'])
    .where('looked_at', 'is', null);
  if (incident !== undefined) query = query.where('incident', '=', incident);
  const rows = await query.orderBy('id').execute();
  const last = new Map(rows.map((row) => [row.incident, row]));
  return [...last.values()].map((row) => ({
    incident: row.incident,
    publishedAt: instantOf(row.published_at),
    user: row.user_id,
  }));
}
