import type { Directory } from '../domain/directory.ts';
import type { Change } from '../domain/document.ts';
import type { Texts } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { loadStoredDirectory, storeDirectory } from './directory.ts';
import { findMarkedChanges, isCorrection } from './directory-corrections.ts';
import { fromJson } from './json.ts';
import { requireCode } from './publication-code.ts';
import { addRevision, type By, bumpFactsRevision, holdFacts } from './revisions.ts';
import { findSavedForm, noteSavedForm, type SentForm } from './working-copies.ts';

/** What the desk makes of the directory as it stands: another one with the id of what is new, or a reason why nothing is written. */
export type DirectoryEdit<Stop> = { directory: Directory; made: string } | { stop: Stop };

export type ChangedDirectory<Stop> =
  | { result: 'saved'; made: string; changes: Change[] }
  | { result: 'stopped'; stop: Stop }
  /** Something would be taken out that incidents or subscribers name: nothing was written. */
  | { result: 'referred' }
  /** Readers were shown what it changes, and no reason was given: nothing was written. */
  | { result: 'unexplained' };

type Asked<Stop> = {
  edit: (before: Directory) => DirectoryEdit<Stop>;
  by: By;
  now: Instant;
  why: string | null;
  /** The form that was sent: the same one again does nothing and gives what it made before. */
  sent?: SentForm | undefined;
};

/**
 * Changes the directory as it stands at that moment, with one revision, in one transaction: nobody else writes facts in between.
 * Unlike `saveDirectory` it takes out what the edit leaves out, unless incidents or subscribers name it, and wants a reason for what
 * readers will find among the corrections. Throws CodeNeeded.
 */
export async function changeDirectory<Stop>(db: Db, asked: Asked<Stop>): Promise<ChangedDirectory<Stop>> {
  const { edit, by, now, why, sent } = asked;
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const before = sent && (await findSavedForm(trx, sent));
    if (before !== undefined) return { result: 'saved', made: before, changes: [] };
    const stored = await loadStoredDirectory(trx);
    const edited = edit(stored.directory);
    if ('stop' in edited) return { result: 'stopped', stop: edited.stop };
    const { directory, made } = edited;
    if (await namesGone(trx, stored.directory, directory)) return { result: 'referred' };
    const changes = await findMarkedChanges(trx, { before: stored.directory, after: directory, now });
    const corrects = isCorrection(changes);
    if (corrects && why === null) return { result: 'unexplained' };
    if (changes.length > 0) {
      await requireCode(trx, by, now);
      await storeDirectory(trx, stored, directory);
      const signed = { at: now, user: by.user, via: by.via, why, changes, public: corrects };
      await addRevision(trx, { ...signed, subject: 'directory', subjectId: 'directory', act: 'edited' });
      await bumpFactsRevision(trx);
    }
    if (sent) await noteSavedForm(trx, { ...sent, made, now });
    return { result: 'saved', made, changes };
  });
}

/** What of the record names an office or an official: incidents by slug with their title (at most `limit`), and subscriptions. */
export type Naming = { incidents: { slug: string; title: Texts }[]; more: boolean; subscriptions: number };

/** Who names the office or the official outside the directory: it cannot be taken out before they do no more. */
export async function listNaming(
  db: Db,
  { kind, id }: { kind: 'office' | 'official'; id: string },
  limit = 10,
): Promise<Naming> {
  const rows = await db
    .selectFrom('editions')
    .select(['slug', 'title'])
    .where(({ or, eb, exists, selectFrom }) => {
      const spoken = selectFrom('entries').select('entries.id').whereRef('entries.edition_id', '=', 'editions.id');
      return kind === 'office'
        ? or([
            eb('office', '=', id),
            exists(spoken.where((entry) => entry.or([entry('by_office', '=', id), entry('asked_of', '=', id)]))),
          ])
        : exists(spoken.where('by_official', '=', id));
    })
    .orderBy('slug')
    .orderBy('state')
    .limit(2 * limit + 2)
    .execute();
  const incidents = [
    ...new Map(rows.map(({ slug, title }) => [slug, { slug, title: fromJson<Texts>(title) }])).values(),
  ];
  return {
    incidents: incidents.slice(0, limit),
    more: incidents.length > limit,
    subscriptions: await countSubscriptions(db, kind, id),
  };
}

async function countSubscriptions(db: Db, kind: 'office' | 'official', id: string): Promise<number> {
  if (kind === 'official') return 0;
  const { count } = await db
    .selectFrom('subscription_scopes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', '=', 'office')
    .where('ref', '=', id)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function namesGone(trx: Db, before: Directory, after: Directory): Promise<boolean> {
  const lists = [
    ['office', before.offices, after.offices],
    ['official', before.officials, after.officials],
  ] as const;
  for (const [kind, old, now] of lists) {
    const left = new Set(now.map(({ id }) => id));
    for (const { id } of old) {
      if (left.has(id)) continue;
      const { incidents, subscriptions } = await listNaming(trx, { kind, id }, 1);
      if (incidents.length > 0 || subscriptions > 0) return true;
    }
  }
  return false;
}
