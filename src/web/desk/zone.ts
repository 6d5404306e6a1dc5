import { findNewsroom } from '../../records/newsroom-facts.ts';
import type { DeskContext } from './context.ts';

/** The zone of the newsroom's own times: what it has set, else that of the digest. */
export async function deskZone(c: DeskContext): Promise<string> {
  const { db, config } = c.var.deps;
  return (await findNewsroom(db)).zone ?? config.digestZone;
}
