import type { Incident } from '../domain/incident.ts';
import { type TakenBack, withoutTakenBack } from '../domain/taken-back.ts';
import { type Db, inSnapshot } from './database.ts';
import { type Edition, loadEditions } from './editions.ts';
import { WRITING_ACTS } from './four-eyes.ts';
import { loadTakenBack } from './taken-back.ts';

/**
 * The incident as it may be given away; undefined: not at all. What a court took down never is; what was retracted is for the desk
 * alone. `own`: what was taken back of this incident.
 */
export function givenAway(
  { incident, state }: Pick<Edition, 'incident' | 'state'>,
  own: readonly TakenBack[],
  to: 'readers' | 'desk',
): Incident | undefined {
  const down = own.filter(({ way }) => way === 'taken_down');
  if (down.some(({ part }) => part.kind === 'incident')) return undefined;
  if (to === 'desk') return withoutTakenBack(incident, down).incident;
  return state === 'public' ? withoutTakenBack(incident, own).incident : undefined;
}

/** `readers`: what is published. `all`: as the desk has it. `own`: the drafts that this user wrote at, else what is published. */
export type ExportScope = { of: 'readers' | 'all' } | { of: 'own'; user: number };

const BATCH = 50;

/** Every incident that is given away in that scope, once, by slug; each as it stands when it is read. */
export async function* listExported(db: Db, scope: ExportScope): AsyncGenerator<Incident> {
  const drafts = scope.of === 'own' ? await ownSlugs(db, scope.user) : undefined;
  const mayDraft = (slug: string) => scope.of === 'all' || drafts?.has(slug) === true;
  const all = await db.selectFrom('editions').select('slug').distinct().orderBy('slug').execute();
  for (let start = 0; start < all.length; start += BATCH) {
    const slugs = all.slice(start, start + BATCH).map(({ slug }) => slug);
    yield* await inSnapshot(db, (snapshot) => loadGiven(snapshot, slugs, { mayDraft, of: scope.of }));
  }
}

async function loadGiven(
  db: Db,
  slugs: readonly string[],
  { mayDraft, of }: { mayDraft: (slug: string) => boolean; of: ExportScope['of'] },
): Promise<Incident[]> {
  const found = await db.selectFrom('editions').selectAll().where('slug', 'in', slugs).orderBy('slug').execute();
  const rows = [...Map.groupBy(found, ({ slug }) => slug)].flatMap(([slug, editions]) => {
    const shown = editions.find(({ state }) => state === 'public');
    const draft = editions.find(({ state }) => state === 'draft');
    return (mayDraft(slug) ? (draft ?? shown) : shown) ?? [];
  });
  const taken = Map.groupBy(await loadTakenBack(db, slugs), ({ incident }) => incident);
  return (await loadEditions(db, rows)).flatMap(
    (edition) =>
      givenAway(edition, taken.get(edition.incident.slug) ?? [], of === 'readers' ? 'readers' : 'desk') ?? [],
  );
}

async function ownSlugs(db: Db, user: number): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('revisions')
    .select('subject_id')
    .distinct()
    .where('subject', '=', 'incident')
    .where('user_id', '=', user)
    .where('act', 'in', WRITING_ACTS)
    .execute();
  return new Set(rows.map(({ subject_id }) => subject_id));
}
