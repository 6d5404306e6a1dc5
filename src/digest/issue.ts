import { correctionsOf, type Digest, digestOf } from '../domain/digest.ts';
import { type WaitReason, withheldBy } from '../domain/digest-due.ts';
import { editedDigest } from '../domain/digest-edit.ts';
import type { Incident } from '../domain/incident.ts';
import { concernedBy } from '../domain/subscription.ts';
import type { Week } from '../domain/week.ts';
import type { Language } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot, inTransaction } from '../records/database.ts';
import { queueDigestMails } from '../records/deliveries.ts';
import { findWeekDesk } from '../records/digest-desk.ts';
import { claimDigest, findDigest, type IssuedDigest, listDigests } from '../records/digests.ts';
import { loadDirectory } from '../records/directory.ts';
import { listAllPublicIncidents } from '../records/incidents.ts';
import { findReleaseByEditor, findRestored } from '../records/newsroom-settings.ts';
import { type By, holdFacts } from '../records/revisions.ts';
import { queuePosts } from '../records/telegram-parts.ts';

/** A week's digest as it was issued, or as it would be: `issuedAt` null. */
export type ShownDigest = { digest: Digest; issuedAt: Instant | null };
export type Issued = ShownDigest & { issuedAt: Instant; already: boolean };

/** Where an issue is posted, as the configuration says. */
export type TelegramChannels = { channels: readonly { lang: Language }[] };

export type IssueAsked = {
  week: Week;
  zone: string;
  now: Instant;
  by: By;
  /** The channels that it is posted to; null or absent: none. */
  telegram?: TelegramChannels | null;
  /** An editor asks for it by hand: his word is the release. */
  byEditor?: boolean;
};

/** The week may not be issued before an editor says so. */
export class Withheld extends Error {
  readonly reason: WaitReason;

  constructor(week: string, reason: WaitReason) {
    super(`${week} waits for an editor: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Issues the digest of `week` (of `zone`) over the published record and queues its mails and posts, once, whoever calls it how often: a week
 * issued before comes back as it was. Throws a RangeError for a week that has not ended by `now`, and Withheld for one that
 * waits for an editor's word. domain.md, The weekly digest.
 */
export async function issueDigest(db: Db, asked: IssueAsked): Promise<Issued> {
  const { week, zone, now, by, byEditor = false, telegram } = asked;
  if (week.cutOff > now) throw new RangeError(`${week.name} has not ended`);
  return inTransaction(db, async (trx) => {
    // Nothing may change between the reading and the claim: the issue says what stood when it was issued.
    await holdFacts(trx);
    const before = await findDigest(trx, week.name);
    if (before !== undefined) return { digest: bodyOf(before), issuedAt: before.issuedAt, already: true };
    const reason = await withheld(trx, week, byEditor);
    if (reason !== null) throw new Withheld(week.name, reason);
    const earlier = await issuedBefore(trx, week);
    const digest = await computeDigest(trx, week, zone, earlier);
    const issue = { week: week.name, fromAt: week.from, cutOffAt: week.cutOff, issuedAt: now, zone, body: digest };
    if (await claimDigest(trx, issue, by)) {
      await queueDigestMails(trx, { week: week.name, concerned: concernedBy(digest, earlier), now });
      await queuePosts(trx, { week: week.name, languages: telegram?.channels.map(({ lang }) => lang) ?? [], now });
    }
    return { digest, issuedAt: now, already: false };
  });
}

async function withheld(trx: Db, { name }: Week, byEditor: boolean): Promise<WaitReason | null> {
  const { held, released } = await findWeekDesk(trx, name);
  return withheldBy({
    held: held !== null,
    released: released !== null || byEditor,
    releaseByEditor: await findReleaseByEditor(trx),
    restored: (await findRestored(trx)) !== null,
  });
}

/** The digest of `week` as it was issued, else as it would be today: a preview. */
export async function showDigest(db: Db, week: Week, zone: string): Promise<ShownDigest> {
  return inSnapshot(db, async (snapshot) => {
    const issued = await findDigest(snapshot, week.name);
    if (issued !== undefined) return { digest: bodyOf(issued), issuedAt: issued.issuedAt };
    return { digest: await computeDigest(snapshot, week, zone, await issuedBefore(snapshot, week)), issuedAt: null };
  });
}

async function computeDigest(db: Db, week: Week, zone: string, earlier: readonly Digest[]): Promise<Digest> {
  const incidents = new Map<string, Incident>();
  for await (const { incident } of listAllPublicIncidents(db)) incidents.set(incident.slug, incident);
  const directory = await loadDirectory(db);
  const corrections = correctionsOf(earlier, (slug) => incidents.get(slug), directory);
  return editedDigest(
    digestOf(week, zone, incidents.values(), directory, corrections),
    await findWeekDesk(db, week.name),
  );
}

const PAGE = 52;

/** Every digest of an earlier week, oldest first. */
async function issuedBefore(db: Db, week: Week): Promise<Digest[]> {
  const issued: IssuedDigest[] = [];
  for (let before = week.name; ; before = issued.at(-1)?.week ?? before) {
    const page = await listDigests(db, { limit: PAGE, before });
    issued.push(...page);
    if (page.length < PAGE) return issued.reverse().map(bodyOf);
  }
}

/** What claimDigest stored: only `issueDigest` writes it, and `verify` re-reads it. */
export function bodyOf(issued: IssuedDigest): Digest {
  return issued.body as Digest;
}
