import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { instantOf, isoOf } from './instants.ts';

/**
 * Counts one more attempt under `key` (or `times` of them), in a window that starts with the first and lasts `windowSeconds`.
 * Gives how many there are now, these included, and when the window ends. All processes count together, and none is lost.
 */
export async function countAttempt(
  db: Db,
  { key, windowSeconds, now, times = 1 }: { key: string; windowSeconds: number; now: Instant; times?: number },
): Promise<{ count: number; endsAt: Instant }> {
  const at = isoOf(now);
  const row = await db
    .insertInto('attempts')
    .values({ key, count: times, window_ends_at: isoOf(now + windowSeconds * 1000) })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet(({ eb, ref }) => {
        const over = eb('attempts.window_ends_at', '<=', at);
        return {
          count: eb
            .case()
            .when(over)
            .then(times)
            .else(eb('attempts.count', '+', times))
            .end(),
          window_ends_at: eb
            .case()
            .when(over)
            .then(ref('excluded.window_ends_at'))
            .else(ref('attempts.window_ends_at'))
            .end(),
        };
      }),
    )
    .returning(['count', 'window_ends_at'])
    .executeTakeFirstOrThrow();
  return { count: row.count, endsAt: instantOf(row.window_ends_at) };
}

/** Forgets the attempts under `key`: one has succeeded. */
export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('attempts').where('key', '=', key).execute();
}
