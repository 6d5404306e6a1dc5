import { sql } from 'kysely';
import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import type { FileState } from './evidence-files.ts';
import { instantOf } from './instants.ts';
import { CHANNELS_OUT, type ChannelOut, type DeliveryState } from './tables.ts';

/** What waits to be sent. `dueAt`: when the one that waits longest was to be tried, or will be; null: none waits. UTC milliseconds. */
export type QueueState = { channel: ChannelOut; open: number; dueAt: Instant | null };

/** Every channel with what is queued, being sent, or failed and to be tried again. */
export async function listQueues(db: Db): Promise<QueueState[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(({ fn }) => ['channel', fn.countAll<number>().as('open'), fn.min<string>('next_try_at').as('due_at')])
    // In these very words the index knows itself again.
    .where('state', 'in', sql<DeliveryState>`('queued', 'claimed', 'failed')`)
    .groupBy('channel')
    .execute();
  return CHANNELS_OUT.map((channel) => {
    const found = rows.find((row) => row.channel === channel);
    return { channel, open: found?.open ?? 0, dueAt: found === undefined ? null : instantOf(found.due_at) };
  });
}

/** When the digest of the newest week was issued, in UTC milliseconds; null: none ever was. */
export async function findLastIssue(db: Db): Promise<Instant | null> {
  const row = await db.selectFrom('digests').select('issued_at').orderBy('week', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : instantOf(row.issued_at);
}

/** How many files of evidence there are by what the last look at each found; `unchecked`: nobody has looked yet. */
export async function countEvidenceFiles(db: Db): Promise<Record<FileState | 'unchecked', number>> {
  const rows = await db
    .selectFrom('evidence_files')
    .select(({ fn }) => ['checked', fn.countAll<number>().as('count')])
    .groupBy('checked')
    .execute();
  const counts = { sound: 0, missing: 0, altered: 0, unchecked: 0 };
  for (const { checked, count } of rows) counts[checked ?? 'unchecked'] = count;
  return counts;
}
