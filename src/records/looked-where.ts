import type { Network } from '../domain/source.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { isoOf } from './instants.ts';
import { fromJson } from './json.ts';

/** Where the newsroom last looked for words of these offices, by office: what the next look proposes. */
export async function loadLookedWhere(db: Db, offices: readonly string[]): Promise<Map<string, (Network | 'any')[]>> {
  if (offices.length === 0) return new Map();
  const rows = await db
    .selectFrom('looked_where')
    .select(['office', 'networks'])
    .where('office', 'in', [...new Set(offices)])
    .execute();
  return new Map(rows.map(({ office, networks }) => [office, fromJson(networks)]));
}

/** Keeps where the newsroom looked this time, in the place of what was kept before. */
export async function saveLookedWhere(
  db: Db,
  { office, networks, now }: { office: string; networks: readonly (Network | 'any')[]; now: Instant },
): Promise<void> {
  const row = { networks: JSON.stringify(networks), changed_at: isoOf(now) };
  await db
    .insertInto('looked_where')
    .values({ office, ...row })
    .onConflict((conflict) => conflict.column('office').doUpdateSet(row))
    .execute();
}
