import type { TakenBack } from '../domain/taken-back.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { instantOf, instantOrNull } from './instants.ts';
import type { TakenBackRow } from './tables.ts';

/** One part that was taken back. `by` null: a user who is gone, or the program. `lifted` null: it is in force. */
export type Taking = TakenBack & {
  id: number;
  by: number | null;
  lifted: { at: Instant; by: number | null; why: string } | null;
};

/** What is taken back now, of these incidents (absent: of all), in the order in which it was. */
export async function loadTakenBack(db: Db, slugs?: readonly string[]): Promise<TakenBack[]> {
  if (slugs?.length === 0) return [];
  let query = db.selectFrom('taken_back').selectAll().where('lifted_at', 'is', null);
  if (slugs !== undefined) query = query.where('incident', 'in', [...new Set(slugs)]);
  return (await query.orderBy('id').execute()).map(takenOf);
}

/** Everything that was ever taken back of an incident, the last first: for the desk. */
export async function listTakings(db: Db, slug: string): Promise<Taking[]> {
  const rows = await db
    .selectFrom('taken_back')
    .selectAll()
    .where('incident', '=', slug)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(takingOf);
}

type Row = Omit<TakenBackRow, 'id'> & { id: number };

const takenOf = ({ incident, part, part_id, way, at, why }: Row): TakenBack => ({
  incident,
  part: { kind: part, id: part_id },
  way,
  at: instantOf(at),
  why,
});

function takingOf(row: Row): Taking {
  const at = instantOrNull(row.lifted_at);
  const lifted = at === null ? null : { at, by: row.lifted_by, why: row.lifted_why ?? '' };
  return { ...takenOf(row), id: row.id, by: row.user_id, lifted };
}

/** Whether a court took down the incident, or that promise of it. */
export async function findTakenDown(db: Db, slug: string, promise?: string): Promise<boolean> {
  return (await loadTakenBack(db, [slug])).some(
    ({ way, part }) =>
      way === 'taken_down' &&
      (part.kind === 'incident' || (part.kind === 'promise' && promise !== undefined && part.id === promise)),
  );
}
