import { holdsOf } from '../domain/publication.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import { findForDesk } from '../records/desk.ts';
import { needsSecondEditor } from '../records/four-eyes.ts';
import type { By } from '../records/revisions.ts';
import { findTakenDown } from '../records/taken-back.ts';
import type { Plan } from './plan.ts';

/** Why what a plan makes stays a draft. `slug` null: of all of it. */
export type PublishBar = {
  slug: string | null;
  reason: 'second_editor' | 'draft_waits' | 'taken_down' | 'held';
};

/** `corrects`: readers see one of the incidents already, so that a reason is told. */
export type Publishable = { bars: PublishBar[]; corrects: boolean };

/**
 * Whether an editor may publish what he imports at once: nobody else has to look at it, no draft of others waits, no court took it
 * down, and nothing else holds it. Outcomes count as his own: of *not kept* a second editor judges. domain.md, Records.
 */
export async function findPublishable(db: Db, plan: Plan, { by, now }: { by: By; now: Instant }): Promise<Publishable> {
  const bars: PublishBar[] = [];
  if (await needsSecondEditor(db, by)) bars.push({ slug: null, reason: 'second_editor' });
  let corrects = false;
  for (const document of plan.documents) {
    if (document.kind !== 'incident') continue;
    const { slug } = document.incident;
    const found = await findForDesk(db, slug);
    corrects ||= (found?.draft ?? found?.public)?.firstPublishedAt != null;
    if (found?.draft !== undefined) bars.push({ slug, reason: 'draft_waits' });
    if (await findTakenDown(db, slug)) bars.push({ slug, reason: 'taken_down' });
    const shown = found?.public?.incident ?? null;
    const holds = holdsOf({ draft: document.incident, shown, now, isOwn: () => true, noReplyReason: null });
    if (holds.length > 0) bars.push({ slug, reason: 'held' });
  }
  return { bars, corrects };
}
