import { type Change, changesBetween, writeIncident } from '../domain/document.ts';
import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot, inTransaction } from './database.ts';
import type { AddedAt } from './edition-rows.ts';
import {
  deleteEdition,
  type Edition,
  findEdition,
  insertEditions,
  type NewEdition,
  updateEdition,
} from './editions.ts';
import { carryEvidence, hasWaitingEvidence, hideEvidence, publishEvidence, resetEvidence } from './evidence.ts';
import { isOwnDraft } from './four-eyes.ts';
import { addNightCard, findNightBars, lookAtNightCards, type NoNightCard } from './night-cards.ts';
import { requireCode } from './publication-code.ts';
import { type Act, addRevision, type By, bumpFactsRevision, holdFacts } from './revisions.ts';
import { findTakenDown } from './taken-back.ts';
import { findSavedForm, noteSavedForm, type SentForm } from './working-copies.ts';

/** Who changes an incident, when (UTC milliseconds) and why. */
export type Signed = { by: By; now: Instant; why: string | null };

/** Both editions of an incident, for the desk. */
export type DeskIncident = { draft: Edition | undefined; public: Edition | undefined };

/** What the desk has of that slug; undefined if nothing. */
export async function findForDesk(db: Db, slug: string): Promise<DeskIncident | undefined> {
  return inSnapshot(db, async (snapshot) => {
    const editions = await findBoth(snapshot, slug);
    return editions.draft === undefined && editions.public === undefined ? undefined : editions;
  });
}

/** The draft of that slug, or undefined. */
export async function findDraft(db: Db, slug: string): Promise<Edition | undefined> {
  return findEdition(db, slug, 'draft');
}

async function findBoth(db: Db, slug: string): Promise<DeskIncident> {
  return { draft: await findEdition(db, slug, 'draft'), public: await findEdition(db, slug, 'public') };
}

export type Saved =
  | { result: 'saved'; version: number; changes: Change[] }
  | { result: 'unchanged'; version: number }
  /** Somebody else has saved since; nothing was written. `version`: theirs, null if the incident is gone. */
  | { result: 'conflict'; version: number | null }
  /** Exactly this form was saved before (a second press, an answer that got lost); nothing was written. `made`: what it made then. */
  | { result: 'repeated'; made: string };

export type Draft = Signed & {
  incident: Incident;
  /** The version that the change started from; null for a new incident; absent: whatever there is. */
  expected?: number | null;
  /** What the revision says; without it *created* or *edited*. */
  act?: Act;
  /** The form that asks for it: saved once however often it is sent, and its working copy goes. `made`: the id of what is new. */
  sent?: SentForm & { made: string };
};

/**
 * Writes the incident to its draft edition, made from the public one when there is none, with a revision, in one transaction.
 * Facts equal to the current ones (the draft's, else the public ones) write nothing. Throws when an office or official is not
 * in the directory.
 */
export async function saveDraft(db: Db, draft: Draft): Promise<Saved> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const made = draft.sent && (await findSavedForm(trx, draft.sent));
    if (made !== undefined) return { result: 'repeated', made };
    const editions = await findBoth(trx, draft.incident.slug);
    const current = editions.draft ?? editions.public;
    if (draft.expected !== undefined && draft.expected !== (current?.version ?? null))
      return { result: 'conflict', version: current?.version ?? null };
    const changes = current === undefined ? [] : changesOf(current.incident, draft.incident);
    if (draft.sent) await noteSavedForm(trx, { ...draft.sent, now: draft.now });
    if (current !== undefined && changes.length === 0) return { result: 'unchanged', version: current.version };
    const act = draft.act ?? (current === undefined ? 'created' : 'edited');
    const version = await revise(trx, draft.incident.slug, draft, { act, changes, public: false });
    const edition = {
      state: 'draft' as const,
      incident: draft.incident,
      version,
      publishedAt: null,
      firstPublishedAt: current?.firstPublishedAt ?? null,
      addedAt: current?.addedAt ?? noneAdded(),
    };
    if (editions.draft === undefined) await insertEditions(trx, [edition], draft.now);
    else await updateEdition(trx, { ...edition, id: editions.draft.id }, draft.now);
    if (current !== undefined) await carryEvidence(trx, { before: current.incident, after: draft.incident, ...draft });
    return { result: 'saved', version, changes };
  });
}

/**
 * Gives the draft, made from the public edition when there is none, a revision with changes of what hangs beside its facts,
 * within a transaction. The incident has to be there.
 */
export async function reviseDraft(
  trx: Db,
  { slug, changes, ...signed }: Signed & { slug: string; changes: Change[] },
): Promise<void> {
  const { draft, public: shown } = await findBoth(trx, slug);
  const version = await revise(trx, slug, signed, { act: 'edited', changes, public: false });
  if (draft !== undefined) await updateEdition(trx, { ...draft, version }, signed.now);
  else if (shown !== undefined)
    await insertEditions(trx, [{ ...shown, state: 'draft', version, publishedAt: null }], signed.now);
}

export type Published =
  | { result: 'published'; version: number; changes: Change[]; first: boolean }
  /** There is no draft that differs from what is public. */
  | { result: 'unchanged'; version: number }
  | { result: 'conflict'; version: number | null }
  /** A court took the incident down, and no editor has lifted that. */
  | { result: 'taken_down' }
  /** Whoever publishes has changed the draft himself, and there is another editor. */
  | { result: 'own_draft' }
  /** Whoever publishes is a reporter, and may not: not this, not now. */
  | { result: 'no_card'; bars: NoNightCard[] }
  | { result: 'missing' };

/**
 * Makes the draft what readers see, with a revision, in one transaction. After the first publication the revision is public
 * and holds what changed between the two public states. `expected`: the draft's version that the editor has read. Nobody who
 * changed the record since its last publication publishes it, where there are two editors; but a reporter whom an
 * administrator allowed it may publish a card of facts alone at night, and an editor is to look at it. Throws a CodeNeeded
 * where the newsroom asks for a code and none was given. domain.md, Records.
 */
export async function publish(
  db: Db,
  publication: Signed & { slug: string; expected?: number; act?: Act },
): Promise<Published> {
  const { slug, now, expected } = publication;
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const { draft, public: shown } = await findBoth(trx, slug);
    if (draft === undefined) return shown === undefined ? { result: 'missing' } : unchangedBy(shown);
    if (expected !== undefined && expected !== draft.version) return { result: 'conflict', version: draft.version };
    if (await findTakenDown(trx, slug)) return { result: 'taken_down' };
    await requireCode(trx, publication.by, now);
    const bars = await findNightBars(trx, { draft, public: shown }, publication);
    if (bars !== undefined && bars.length > 0) return { result: 'no_card', bars };
    if (bars === undefined && (await isOwnDraft(trx, slug, publication.by))) return { result: 'own_draft' };
    // What is taken in from elsewhere, or goes out at night without an editor, is not what the draft has beside it: that waits.
    const waits = publication.act === 'imported' || bars !== undefined;
    const beside = waits ? [] : await publishEvidence(trx, slug);
    const changes = shown === undefined ? [] : [...changesOf(shown.incident, draft.incident), ...beside];
    await deleteEdition(trx, draft.id);
    if (shown !== undefined && changes.length === 0) {
      if (waits) await draftOfWaiting(trx, shown, now);
      return unchangedBy(shown);
    }
    const first = draft.firstPublishedAt === null;
    const act = publication.act ?? 'published';
    const version = await revise(trx, slug, publication, { act, changes, public: !first });
    const firstPublishedAt = draft.firstPublishedAt ?? now;
    // A clock may be set back: nothing is published before it was published first.
    const publishedAt = Math.max(now, firstPublishedAt);
    const edition = { ...draft, state: 'public' as const, version, publishedAt, firstPublishedAt };
    if (shown === undefined) await insertEditions(trx, [edition], now);
    else await updateEdition(trx, { ...edition, id: shown.id }, now);
    if (waits) await draftOfWaiting(trx, edition, now);
    const { by } = publication;
    if (bars === undefined) await lookAtNightCards(trx, { incident: slug, by, now });
    else await addNightCard(trx, { incident: slug, by, now });
    await bumpFactsRevision(trx);
    return { result: 'published', version, changes, first };
  });
}

/** Evidence that waits for an editor needs a draft to be published with. */
async function draftOfWaiting(trx: Db, edition: NewEdition, now: Instant): Promise<void> {
  if (!(await hasWaitingEvidence(trx, edition.incident.slug))) return;
  await insertEditions(trx, [{ ...edition, state: 'draft', publishedAt: null }], now);
}

const unchangedBy = (edition: Edition) => ({ result: 'unchanged' as const, version: edition.version });

/** Takes the incident from readers, told among the corrections: it stays as a draft (the one that there is, else what was public). domain.md, Records. */
export async function unpublish(
  db: Db,
  { slug, ...signed }: Signed & { slug: string },
): Promise<{ result: 'unpublished'; version: number } | { result: 'missing' }> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const { draft, public: shown } = await findBoth(trx, slug);
    if (shown === undefined) return { result: 'missing' };
    await requireCode(trx, signed.by, signed.now);
    await lookAtNightCards(trx, { incident: slug, by: signed.by, now: signed.now });
    const version = await revise(trx, slug, signed, { act: 'unpublished', changes: [], public: true });
    if (draft === undefined)
      await updateEdition(trx, { ...shown, state: 'draft', version, publishedAt: null }, signed.now);
    else await deleteEdition(trx, shown.id);
    await hideEvidence(trx, slug);
    await bumpFactsRevision(trx);
    return { result: 'unpublished', version };
  });
}

/** Throws the draft away: what is public stays as it is; without it the incident is gone but for its revisions. */
export async function deleteDraft(
  db: Db,
  { slug, ...signed }: Signed & { slug: string },
): Promise<{ result: 'removed' } | { result: 'missing' }> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const { draft, public: shown } = await findBoth(trx, slug);
    if (draft === undefined) return { result: 'missing' };
    const changes = shown === undefined ? [] : changesOf(draft.incident, shown.incident);
    await revise(trx, slug, signed, { act: 'removed', changes, public: false });
    await resetEvidence(trx, slug, signed);
    await deleteEdition(trx, draft.id);
    return { result: 'removed' };
  });
}

const changesOf = (before: Incident, after: Incident): Change[] =>
  changesBetween(writeIncident(before), writeIncident(after));

const noneAdded = (): AddedAt => ({ entries: new Map(), promises: new Map(), checks: new Map() });

function revise(
  trx: Db,
  slug: string,
  { by, now, why }: Signed,
  revision: { act: Act; changes: Change[]; public: boolean },
): Promise<number> {
  return addRevision(trx, {
    ...revision,
    at: now,
    user: by.user,
    via: by.via,
    subject: 'incident',
    subjectId: slug,
    why,
  });
}
