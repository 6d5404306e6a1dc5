import { type PromiseStatus, STATUSES } from '../domain/promise.ts';
import { type Db, inSnapshot } from './database.ts';
import { listPublicPromises, mayBeMoreThan, type PromisesAsked } from './promise-list.ts';

export type PromiseCounts = Record<PromiseStatus, number>;
export type CountsAsked = Omit<PromisesAsked, 'statuses' | 'order' | 'after' | 'limit'>;

/** Every promise is decided in the domain, so a larger record is not counted while a reader waits. */
export const COUNTED_AT_MOST = 2000;

/** How many published promises have each status then; null where there may be more than `COUNTED_AT_MOST`. */
export async function countPublicPromises(db: Db, asked: CountsAsked): Promise<PromiseCounts | null> {
  return inSnapshot(db, async (snapshot) => {
    if (await mayBeMoreThan(snapshot, asked, COUNTED_AT_MOST)) return null;
    const page = await listPublicPromises(snapshot, { ...asked, limit: COUNTED_AT_MOST });
    if (page.next !== null) return null;
    const counts = Object.fromEntries(STATUSES.map((status) => [status, 0])) as PromiseCounts;
    for (const { state } of page.promises) counts[state.status]++;
    return counts;
  });
}
