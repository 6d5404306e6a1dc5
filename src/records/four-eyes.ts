import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import type { Act, By } from './revisions.ts';
import { findSetting, saveSetting } from './settings.ts';

const FOUR_EYES = 'desk.four_eyes';

/** Acts that write the draft: whoever did one has changed the record. */
export const WRITING_ACTS = [
  'created',
  'edited',
  'imported',
  'restored',
  'recounted',
] as const satisfies readonly Act[];

/** Whether the newsroom has left four eyes on: it is, unless it was switched off. */
export async function findFourEyes(db: Db): Promise<boolean> {
  return (await findSetting(db, FOUR_EYES)) !== false;
}

/** Switches four eyes on or off, with a revision. */
export async function saveFourEyes(db: Db, { on, by, now }: { on: boolean; by: By; now: Instant }): Promise<void> {
  await saveSetting(db, { key: FOUR_EYES, value: on, by, now, why: null });
}

/** How many may publish: editors and administrators who may sign in. */
export async function countEditors(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('role', 'in', ['editor', 'admin'])
    .where('disabled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** Whether what this user changes is published by another one: four eyes are on, and there are two who may publish. A command is nobody. */
export async function needsSecondEditor(db: Db, { user }: Pick<By, 'user'>): Promise<boolean> {
  return user !== null && (await findFourEyes(db)) && (await countEditors(db)) >= 2;
}

/**
 * Whether four eyes keep this user from publishing the incident: he has changed it since it was last published, or since its
 * draft was thrown away, and there are two who may publish. A command is nobody, and is not held. domain.md, Records.
 */
export async function isOwnDraft(db: Db, slug: string, { user }: Pick<By, 'user'>): Promise<boolean> {
  if (user === null || !(await needsSecondEditor(db, { user }))) return false;
  const own = await db
    .selectFrom('revisions')
    .select('revisions.id')
    .where('revisions.subject', '=', 'incident')
    .where('revisions.subject_id', '=', slug)
    .where('revisions.user_id', '=', user)
    .where('revisions.act', 'in', WRITING_ACTS)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('revisions as later')
            .select('later.id')
            .where('later.subject', '=', 'incident')
            .whereRef('later.subject_id', '=', 'revisions.subject_id')
            .whereRef('later.id', '>', 'revisions.id')
            .where('later.act', 'in', ['published', 'removed']),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return own !== undefined;
}
