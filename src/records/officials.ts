import { firstDate } from '../domain/benchmark.ts';
import type { Directory } from '../domain/directory.ts';
import type { Instant, LocalDate } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { isoOf } from './instants.ts';

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
  const spoke = await db
    .selectFrom('entries')
    .innerJoin('editions', 'editions.id', 'entries.edition_id')
    .select('entries.by_official')
    .distinct()
    .where('entries.by_official', 'in', others)
    .where('editions.state', '=', 'public')
    .where('entries.at_earliest', '<=', isoOf(asOf))
    // Of an entry that a court took down its person is gone too.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('taken_back')
            .select('taken_back.id')
            .whereRef('taken_back.incident', '=', 'editions.slug')
            .whereRef('taken_back.part_id', '=', 'entries.id')
            .where('taken_back.part', '=', 'entry')
            .where('taken_back.way', '=', 'taken_down')
            .where('taken_back.lifted_at', 'is', null),
        ),
      ),
    )
    .execute();
  for (const { by_official } of spoke) if (by_official !== null) shown.add(by_official);
  return shown;
}
