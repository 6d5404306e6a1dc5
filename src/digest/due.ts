import {
  type DigestAt,
  type DigestDecision,
  type DigestQuestion,
  digestDue,
  LOOK_BACK_WEEKS,
  missingWeeks,
  type WaitReason,
} from '../domain/digest-due.ts';
import { addWeeks, lastCompleteWeek, type Week } from '../domain/week.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from '../records/database.ts';
import { findFirstTold, listWeekWords } from '../records/digest-desk.ts';
import { findReleaseByEditor, findRestored } from '../records/newsroom-settings.ts';
import type { By } from '../records/revisions.ts';
import { type Issued, issueDigest, Withheld } from './issue.ts';

/** When the digests of a site go out: as its configuration says. */
export type DigestHours = { digestZone: string; digestAt: DigestAt | null };

/** All that decides about the weekly digest at `now`, as the database has it. `weeks`: how far back. */
export async function askAboutDigests(
  db: Db,
  { digestZone: zone, digestAt: at }: DigestHours,
  now: Instant,
  weeks = LOOK_BACK_WEEKS,
): Promise<DigestQuestion> {
  return inSnapshot(db, async (snapshot) => {
    const first = lastCompleteWeek(addWeeks(now, -weeks - 1, zone), zone);
    return {
      now,
      zone,
      at,
      ...(await listWeekWords(snapshot, first.name)),
      releaseByEditor: await findReleaseByEditor(snapshot),
      restored: (await findRestored(snapshot)) !== null,
      since: await findFirstTold(snapshot),
    };
  });
}

export type Done =
  | { done: 'issued'; week: Week; issued: Issued }
  | { done: 'waits'; week: Week; reason: WaitReason }
  | { done: 'nothing' };

/**
 * Issues the digest that is due at `now`, if one is and nobody keeps it back. Any number of processes may do so at once: one
 * of them issues it. domain.md, The weekly digest.
 */
export async function issueIfDue(db: Db, hours: DigestHours, { now, by }: { now: Instant; by: By }): Promise<Done> {
  const decision: DigestDecision = digestDue(await askAboutDigests(db, hours, now));
  if (decision.act === 'nothing') return { done: 'nothing' };
  const { week } = decision;
  if (decision.act === 'wait') return { done: 'waits', week, reason: decision.reason };
  try {
    return { done: 'issued', week, issued: await issueDigest(db, { week, zone: hours.digestZone, now, by }) };
  } catch (error) {
    // An editor spoke between the question and the issue.
    if (error instanceof Withheld) return { done: 'waits', week, reason: error.reason };
    throw error;
  }
}

/** The weeks that should have been issued by `now` and were not, the newest first; asked of the database, not of the schedule. */
export async function findMissingWeeks(db: Db, hours: DigestHours, now: Instant): Promise<Week[]> {
  return missingWeeks(await askAboutDigests(db, hours, now));
}
