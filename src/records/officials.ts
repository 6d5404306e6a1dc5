import { type ExpressionBuilder, sql } from 'kysely';
import { firstDate } from '../domain/benchmark.ts';
import type { Directory } from '../domain/directory.ts';
import type { Instant, LocalDate } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { isoOf } from './instants.ts';
import type { Database } from './tables.ts';

export type OfficialsAsked = {
  directory: Directory;
  /** The day that is shown, and its instant (UTC milliseconds). */
  on: LocalDate;
  asOf: Instant;
};

/**
 * The officials that readers are told of then: those whose term in an office had begun, and those who spoke in a published
 * incident. Anybody else may be in the directory for a draft alone.
 */
export async function listShownOfficials(db: Db, { directory, on, asOf }: OfficialsAsked): Promise<Set<string>> {
  const held = directory.tenures.filter(({ from }) => from === null || firstDate(from) <= on);
  const shown = new Set(held.map(({ official }) => official));
  const others = directory.officials.flatMap(({ id }) => (shown.has(id) ? [] : [id]));
  if (others.length === 0) return shown;
  // Of each one only whether there is any such entry: an index has them by who spoke, and most of them have thousands.
  const spoke = await db
    .selectFrom('officials')
    .select('officials.id')
    .where('officials.id', 'in', others)
    .where(({ exists, selectFrom }) => exists(spokenBy(selectFrom, asOf)))
    .execute();
  for (const { id } of spoke) shown.add(id);
  return shown;
}

type SelectFrom = ExpressionBuilder<Database, 'officials'>['selectFrom'];

function spokenBy(selectFrom: SelectFrom, asOf: Instant) {
  return (
    selectFrom('entries')
      .innerJoin('editions', 'editions.id', 'entries.edition_id')
      .select('entries.id')
      .whereRef('entries.by_official', '=', 'officials.id')
      .where('editions.state', '=', 'public')
      .where(sql<string>`coalesce(entries.at_earliest, entries.at_latest)`, '<=', isoOf(asOf))
      // Of an entry that a court took down its person is gone too.
      .where(({ not, exists, selectFrom: within }) =>
        not(
          exists(
            within('taken_back')
              .select('taken_back.id')
              .whereRef('taken_back.incident', '=', 'editions.slug')
              .whereRef('taken_back.part_id', '=', 'entries.id')
              .where('taken_back.part', '=', 'entry')
              .where('taken_back.way', '=', 'taken_down')
              .where('taken_back.lifted_at', 'is', null),
          ),
        ),
      )
  );
}
