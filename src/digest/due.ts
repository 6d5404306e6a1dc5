import {
  type DigestAt,
  type DigestDecision,
  type DigestQuestion,
  digestDue,
  LOOK_BACK_WEEKS,
  missingWeeks,
  standingOf,
  type WaitReason,
  type WeekStanding,
} from '../domain/digest-due.ts';
import { addWeeks, lastCompleteWeek, type Week } from '../domain/week.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from '../records/database.ts';
import { findFirstTold, listWeekWords } from '../records/digest-desk.ts';
import { findReleaseByEditor, findRestored } from '../records/newsroom-settings.ts';
import type { By } from '../records/revisions.ts';
import { type Issued, issueDigest, type TelegramChannels, Withheld } from './issue.ts';

/** When the digests of a site go out: as its configuration says. */
export type DigestHours = {
  digestZone: string;
  digestAt: DigestAt | null;
  /** Where an issue is posted; null or absent: nowhere. */
  telegram?: TelegramChannels | null;
};

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
  return issueUnlessWithheld(db, hours, { week, now, by });
}

/** Issues that very week if it is due at `now`: an editor has just released it. */
export async function issueReleased(
  db: Db,
  hours: DigestHours,
  { week, now, by }: { week: Week; now: Instant; by: By },
): Promise<Done> {
  const standing = await findStanding(db, hours, { week, now });
  if (standing.state !== 'due') return { done: 'nothing' };
  return issueUnlessWithheld(db, hours, { week, now, by });
}

/** Where that week stands at `now`, however long ago it was. */
export async function findStanding(
  db: Db,
  hours: DigestHours,
  { week, now }: { week: Week; now: Instant },
): Promise<WeekStanding> {
  const back = Math.max(LOOK_BACK_WEEKS, Math.ceil((now - week.cutOff) / WEEK_MS) + 1);
  return standingOf(week, await askAboutDigests(db, hours, now, back));
}

const WEEK_MS = 7 * 86_400_000;

async function issueUnlessWithheld(
  db: Db,
  hours: DigestHours,
  { week, now, by }: { week: Week; now: Instant; by: By },
): Promise<Done> {
  try {
    const { digestZone: zone, telegram = null } = hours;
    return { done: 'issued', week, issued: await issueDigest(db, { week, zone, now, by, telegram }) };
  } catch (error) {
    // An editor spoke between the question and the issue.
    if (error instanceof Withheld) return { done: 'waits', week, reason: error.reason };
    throw error;
  }
}

/** What somebody should see to at `now`: weeks that are missing, and the one that waits for an editor. */
export type DigestAlarm = { week: Week; reason: 'missing' | WaitReason };

/** Every alarm, the newest week first. */
export async function listDigestAlarms(db: Db, hours: DigestHours, now: Instant): Promise<DigestAlarm[]> {
  const question = await askAboutDigests(db, hours, now);
  const alarms = missingWeeks(question).map((week): DigestAlarm => {
    const standing = standingOf(week, question);
    return { week, reason: standing.state === 'waiting' ? standing.reason : 'missing' };
  });
  const decision = digestDue(question);
  if (decision.act !== 'wait' || alarms.some(({ week }) => week.name === decision.week.name)) return alarms;
  return [{ week: decision.week, reason: decision.reason }, ...alarms];
}

/** The weeks that should have been issued by `now` and were not, the newest first; asked of the database, not of the schedule. */
export async function findMissingWeeks(db: Db, hours: DigestHours, now: Instant): Promise<Week[]> {
  return missingWeeks(await askAboutDigests(db, hours, now));
}
