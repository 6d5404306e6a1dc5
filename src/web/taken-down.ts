import type { Db } from '../records/database.ts';
import { findTakenDown } from '../records/taken-back.ts';
import { refuse } from './refusal.ts';

/** Refuses what readers do not find: 410 where a court took the incident down, or that promise of it, else 404. It names nobody. domain.md, Records. */
export async function refuseMissing(db: Db, slug: string, promise?: string): Promise<never> {
  if (await findTakenDown(db, slug, promise)) refuse(410, 'error.410.taken_down');
  return refuse(404);
}
