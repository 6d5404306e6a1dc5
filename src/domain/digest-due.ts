import { lastCompleteWeek, type Week, weekBefore } from './week.ts';
import { addDays, type Instant, localDate, wallInstants } from './zone.ts';

/** When the weekly digest goes out, in the digest's zone. `weekday`: ISO, 1 is Monday. */
export type DigestAt = { weekday: number; hour: number; minute: number };

/** A week whose cut-off lies further back waits for an editor's word. domain.md and docs/operating.md, The weekly digest. */
export const LATE_HOURS = 48;
/** Within it a digest is on time, however long after its cut-off DIGEST_AT lies; after it, one that is not there is missing. */
export const ON_TIME_MINUTES = 60;
/** How far back the check for missing weeks looks. */
export const LOOK_BACK_WEEKS = 8;

/** What keeps a week from being issued until an editor says so. */
export const WAIT_REASONS = ['held', 'restored', 'release', 'late'] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

/** What the newsroom has said about one week and about all. */
export type WeekWord = {
  /** An editor holds the week back. */
  held: boolean;
  /** An editor has released the week. */
  released: boolean;
  /** The newsroom's setting: an editor releases each one. */
  releaseByEditor: boolean;
  /** The database is a copy that was restored, and no editor has said since that it is the one to work on. */
  restored: boolean;
};

/** Everything that decides about the weeks of `zone` at `now`. Weeks are named as in `2019-W31`. */
export type DigestQuestion = {
  now: Instant;
  zone: string;
  /** Null: no digest is issued by itself. */
  at: DigestAt | null;
  issued: ReadonlySet<string>;
  held: ReadonlySet<string>;
  released: ReadonlySet<string>;
  releaseByEditor: boolean;
  restored: boolean;
  /** Since when the record has told readers anything; null: it never has. No week that was due before is missing. */
  since: Instant | null;
};

/**
 * Where a week stands. `ahead`: its hour is to come (`dueAt` null: the week has not ended, and nothing is issued by itself) ·
 * `due`: it is to be issued, since `dueAt` · `unissued`: it was not, and nobody expects it.
 */
export type WeekStanding =
  | { state: 'issued' | 'unissued' }
  | { state: 'ahead'; dueAt: Instant | null }
  | { state: 'waiting'; reason: WaitReason }
  | { state: 'due'; dueAt: Instant };

export type DigestDecision =
  | { act: 'issue'; week: Week }
  | { act: 'wait'; week: Week; reason: WaitReason }
  | { act: 'nothing' };

/** The instant at which the week's digest goes out: the first `at` in `zone` from its cut-off on. */
export function digestDueAt(week: Week, at: DigestAt, zone: string): Instant {
  const on = localDate(addDays(week.cutOff, at.weekday - 1, zone), zone);
  const [hour, minute] = [at.hour, at.minute].map((part) => String(part).padStart(2, '0'));
  return wallInstants(`${on}T${hour}:${minute}`, zone)[0];
}

/** Why the week may not be issued before an editor says so, whatever the hour; null where nothing is in the way. */
export function withheldBy({ held, released, releaseByEditor, restored }: WeekWord): WaitReason | null {
  if (restored) return 'restored';
  if (held) return 'held';
  return releaseByEditor && !released ? 'release' : null;
}

/** Where the week stands at `now`. domain.md, The weekly digest; docs/operating.md, The weekly digest. */
export function standingOf(week: Week, question: DigestQuestion): WeekStanding {
  const { now, zone, at, since } = question;
  if (question.issued.has(week.name)) return { state: 'issued' };
  const word = wordOn(week, question);
  if (word.held) return { state: 'waiting', reason: 'held' };
  if (at === null) return week.cutOff > now ? { state: 'ahead', dueAt: null } : { state: 'unissued' };
  const dueAt = digestDueAt(week, at, zone);
  if (dueAt > now) return { state: 'ahead', dueAt };
  const onTime = now - dueAt <= ON_TIME_MINUTES * 60_000;
  if (!onTime && (since === null || since > dueAt)) return { state: 'unissued' };
  const reason = withheldBy(word);
  if (reason !== null) return { state: 'waiting', reason };
  return now > lateFrom(week, dueAt) && !word.released ? { state: 'waiting', reason: 'late' } : { state: 'due', dueAt };
}

/**
 * What is to be done at `now` about the last week whose hour has come. Earlier ones are never issued by themselves. Every host
 * decides alike: only `now` and the zone by name count.
 */
export function digestDue(question: DigestQuestion): DigestDecision {
  if (question.at === null) return { act: 'nothing' };
  const week = lastDueWeek(question.now, question.at, question.zone);
  const standing = standingOf(week, question);
  if (standing.state === 'due') return { act: 'issue', week };
  return standing.state === 'waiting' ? { act: 'wait', week, reason: standing.reason } : { act: 'nothing' };
}

/**
 * The weeks of the last months that should have been issued and were not, the newest first, whatever the schedule remembers:
 * those that are due since longer than a digest takes, too late, or in a restored copy. What an editor holds back or has yet to
 * release by the newsroom's own setting is not among them.
 */
export function missingWeeks(question: DigestQuestion): Week[] {
  const { now, zone, at } = question;
  if (at === null) return [];
  const weeks = [lastDueWeek(now, at, zone)];
  while (weeks.length < LOOK_BACK_WEEKS) weeks.push(weekBefore(weeks.at(-1) as Week, zone));
  return weeks.filter((week) => {
    const standing = standingOf(week, question);
    if (standing.state === 'waiting') return standing.reason === 'late' || standing.reason === 'restored';
    return isOverdue(standing, now);
  });
}

/** Whether nothing keeps the week back, and yet it is not there: longer than a digest takes. */
export function isOverdue(standing: WeekStanding, now: Instant): boolean {
  return standing.state === 'due' && now - standing.dueAt > ON_TIME_MINUTES * 60_000;
}

/**
 * The week with whose digest the newsroom's own letters go out at `now`, whether or not that digest is held; null where none is:
 * too late, nothing goes out by itself, or the database is a restored copy.
 */
export function newsroomDue({ now, zone, at, restored }: DigestQuestion): Week | null {
  if (at === null || restored) return null;
  const week = lastDueWeek(now, at, zone);
  return now <= lateFrom(week, digestDueAt(week, at, zone)) ? week : null;
}

/** The last week whose hour has come by `now`. */
export function lastDueWeek(now: Instant, at: DigestAt, zone: string): Week {
  const last = lastCompleteWeek(now, zone);
  return digestDueAt(last, at, zone) <= now ? last : weekBefore(last, zone);
}

function wordOn({ name }: Week, { held, released, releaseByEditor, restored }: DigestQuestion): WeekWord {
  return { held: held.has(name), released: released.has(name), releaseByEditor, restored };
}

function lateFrom(week: Week, dueAt: Instant): Instant {
  return Math.max(week.cutOff + LATE_HOURS * 3_600_000, dueAt + ON_TIME_MINUTES * 60_000);
}
