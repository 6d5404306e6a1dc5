import { writeIncident } from '../domain/document.ts';
import type { Change } from '../domain/document-changes.ts';
import type { Incident } from '../domain/incident.ts';
import { type Part, type Way, withoutTakenBack, withResting } from '../domain/taken-back.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { listToldPromises } from './digests.ts';
import { deleteEdition, type Edition, findEdition, updateEdition } from './editions.ts';
import { hideEvidence } from './evidence.ts';
import { forgetTyped } from './forget-typed.ts';
import { isoOf } from './instants.ts';
import { requireCode } from './publication-code.ts';
import { type Act, addRevision, type By, bumpFactsRevision, holdFacts } from './revisions.ts';
import { indexEditions } from './search-index.ts';
import { listTakings, loadTakenBack } from './taken-back.ts';

/** Who takes back, when (UTC milliseconds), and why: of a takedown for the desk alone. */
export type TakingSigned = { by: By; now: Instant; why: string };

/**
 * Takes the parts of an incident down, by a court, in one transaction with a revision that no reader sees: from then on nothing
 * that we serve holds them. The whole incident also goes back to a draft, which is not published before the takedown is lifted.
 * What rests on a part goes with it. What the record no longer has, while digests that were issued still tell of it, is taken down
 * too: a promise, or an incident of which nothing is left but its history. *Missing*: the desk knows no such incident or none of the parts. domain.md, Records.
 */
export async function takeDown(
  db: Db,
  { slug, parts, ...signed }: TakingSigned & { slug: string; parts: readonly Part[] },
): Promise<{ result: 'taken_down' | 'missing' }> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    await requireCode(trx, signed.by, signed.now);
    const draft = await findEdition(trx, slug, 'draft');
    const shown = await findEdition(trx, slug, 'public');
    const incidents = [draft, shown].flatMap((edition) => (edition === undefined ? [] : [edition.incident]));
    const known = incidents.flatMap((incident) =>
      withResting(
        incident,
        parts.filter((part) => isIn(incident, part)),
        'taken_down',
      ),
    );
    if (incidents.length === 0 && (await isOfHistory(trx, slug))) known.push(...parts.filter(isWhole));
    const told = new Set((await listToldPromises(trx, slug)).map(({ id }) => id));
    known.push(...parts.filter(({ kind, id }) => kind === 'promise' && told.has(id)));
    if (known.length === 0) return { result: 'missing' };
    await insertTakings(trx, slug, 'taken_down', known, signed);
    await forgetTyped(trx, { slug, parts: known, incidents });
    const version = await revise(trx, slug, signed, { act: 'taken_down', changes: [], public: false });
    if (known.some(({ kind }) => kind === 'incident')) await toDraft(trx, { draft, shown }, version, signed.now);
    await indexShown(trx, slug);
    await bumpFactsRevision(trx);
    return { result: 'taken_down' };
  });
}

const isWhole = ({ kind }: Part): boolean => kind === 'incident';

/** Whether the record once held an incident of that slug. */
export async function isOfHistory(db: Db, slug: string): Promise<boolean> {
  const row = await db
    .selectFrom('revisions')
    .select('id')
    .where('subject', '=', 'incident')
    .where('subject_id', '=', slug)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function toDraft(
  trx: Db,
  { draft, shown }: { draft: Edition | undefined; shown: Edition | undefined },
  version: number,
  now: Instant,
): Promise<void> {
  if (shown === undefined) return;
  await hideEvidence(trx, shown.incident.slug);
  if (draft === undefined) await updateEdition(trx, { ...shown, state: 'draft', version, publishedAt: null }, now);
  else await deleteEdition(trx, shown.id);
}

/**
 * Strikes entries or promises of the published incident out, in one transaction with a revision that readers see among the
 * corrections. They derive nothing any more; the record itself stays as it is. *Missing*: readers see none of them. domain.md, Records.
 */
export async function retract(
  db: Db,
  { slug, parts, ...signed }: TakingSigned & { slug: string; parts: readonly Part[] },
): Promise<{ result: 'retracted' | 'missing' }> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    await requireCode(trx, signed.by, signed.now);
    const shown = await findEdition(trx, slug, 'public');
    if (shown === undefined) return { result: 'missing' };
    const { incident } = shown;
    const seen = withoutTakenBack(incident, await loadTakenBack(trx, [slug])).incident;
    const asked = parts.filter((part) => part.kind !== 'incident' && isIn(seen, part));
    if (asked.length === 0) return { result: 'missing' };
    const all = withResting(seen, asked, 'retracted');
    await insertTakings(trx, slug, 'retracted', all, signed);
    const changes = all.map((part) => ({ path: placeOf(part), before: documentOf(incident, part), after: null }));
    await revise(trx, slug, signed, { act: 'retracted', changes, public: true });
    await noteChange(trx, slug, signed.now);
    return { result: 'retracted' };
  });
}

/**
 * Lifts a takedown or a retraction, with all that was taken back by the same press, and the reason. What was a draft stays one
 * until it is published; a line that was struck out stands again at once, told among the corrections. *Missing*: it is not in force.
 */
export async function liftTaking(
  db: Db,
  { slug, id, ...signed }: TakingSigned & { slug: string; id: number },
): Promise<{ result: 'lifted' | 'missing' }> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    await requireCode(trx, signed.by, signed.now);
    const takings = (await listTakings(trx, slug)).filter(({ lifted }) => lifted === null);
    const asked = takings.find((taking) => taking.id === id);
    if (asked === undefined) return { result: 'missing' };
    const together = takings.filter(
      ({ way, at, by, why }) => way === asked.way && at === asked.at && by === asked.by && why === asked.why,
    );
    await trx
      .updateTable('taken_back')
      .set({ lifted_at: isoOf(signed.now), lifted_by: signed.by.user, lifted_why: signed.why })
      .where(
        'id',
        'in',
        together.map((taking) => taking.id),
      )
      .execute();
    const shown = await findEdition(trx, slug, 'public');
    const told = asked.way === 'retracted' && shown !== undefined;
    const changes = together.flatMap(({ part }): Change[] => {
      const after = told ? documentOf(shown.incident, part) : null;
      return after === null ? [] : [{ path: placeOf(part), before: null, after }];
    });
    await revise(trx, slug, signed, { act: 'lifted', changes, public: told });
    await noteChange(trx, slug, signed.now);
    return { result: 'lifted' };
  });
}

async function insertTakings(
  trx: Db,
  slug: string,
  way: Way,
  parts: readonly Part[],
  { by, now, why }: TakingSigned,
): Promise<void> {
  const before = (await loadTakenBack(trx, [slug])).filter((each) => each.way === way).map(({ part }) => nameOf(part));
  const fresh = new Map(parts.map((part) => [nameOf(part), part]));
  for (const name of before) fresh.delete(name);
  if (fresh.size === 0) return;
  await trx
    .insertInto('taken_back')
    .values(
      [...fresh.values()].map(({ kind, id }) => ({
        incident: slug,
        part: kind,
        part_id: id,
        way,
        why,
        at: isoOf(now),
        user_id: by.user,
        lifted_at: null,
        lifted_by: null,
        lifted_why: null,
      })),
    )
    .execute();
}

/** What readers see has changed, though the facts of the edition have not. */
async function noteChange(trx: Db, slug: string, now: Instant): Promise<void> {
  await trx
    .updateTable('editions')
    .set({ last_changed_at: isoOf(now) })
    .where('slug', '=', slug)
    .where('state', '=', 'public')
    .execute();
  await indexShown(trx, slug);
  await bumpFactsRevision(trx);
}

/** What readers may look for is what they still see of it. */
async function indexShown(trx: Db, slug: string): Promise<void> {
  const shown = await findEdition(trx, slug, 'public');
  if (shown !== undefined) await indexEditions(trx, [shown]);
}

const nameOf = ({ kind, id }: Part): string => `${kind} ${id}`;
const placeOf = ({ kind, id }: Part): string => `${kind === 'entry' ? 'entries' : 'promises'}[${id}]`;

function isIn(incident: Incident, { kind, id }: Part): boolean {
  if (kind === 'incident') return true;
  return (kind === 'entry' ? incident.entries : incident.promises).some((each) => each.id === id);
}

function documentOf(incident: Incident, { kind, id }: Part): unknown {
  const { entries, promises } = writeIncident(incident);
  return (kind === 'entry' ? entries : promises)?.find((each) => each.id === id) ?? null;
}

function revise(
  trx: Db,
  slug: string,
  { by, now, why }: TakingSigned,
  revision: { act: Act; changes: Change[]; public: boolean },
): Promise<number> {
  const subject = { subject: 'incident' as const, subjectId: slug };
  return addRevision(trx, { ...revision, ...subject, at: now, user: by.user, via: by.via, why });
}
