import type { Language } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { type Delivery, queueDeliveries } from './deliveries.ts';
import { isoOf } from './instants.ts';

/** The recipient of a part of a week's post: `ru/2`. */
export const partName = (lang: Language, part: number): string => `${lang}/${part}`;

/** The language and the number of the part, from 1. */
export function readPart({ recipient }: Pick<Delivery, 'recipient'>): { lang: Language; part: number } {
  const [lang, part] = recipient.split('/');
  return { lang: lang as Language, part: Number(part) };
}

/** Queues the first part of a week's post in each language; the sender adds the others. Belongs into the transaction of the issue. */
export async function queuePosts(
  trx: Db,
  { week, languages, now }: { week: string; languages: readonly Language[]; now: Instant },
): Promise<void> {
  const recipients = [...new Set(languages)].map((lang) => partName(lang, 1));
  await queueDeliveries(trx, { week, channel: 'telegram', recipients, now });
}

/** Keeps a claimed delivery until `until`; false where the claim has lapsed and another process has it. */
export async function keepClaim(
  db: Db,
  { id, claim, until }: { id: number; claim: string; until: Instant },
): Promise<boolean> {
  const kept = await db
    .updateTable('deliveries')
    .set({ next_try_at: isoOf(until) })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .returning('id')
    .executeTakeFirst();
  return kept !== undefined;
}

/** The first of these parts of a week's post that is still to be sent; undefined: none is. */
export async function findOpenPart(
  db: Db,
  { week, recipients }: { week: string; recipients: readonly string[] },
): Promise<string | undefined> {
  if (recipients.length === 0) return undefined;
  const open = await db
    .selectFrom('deliveries')
    .select('recipient')
    .where('week', '=', week)
    .where('channel', '=', 'telegram')
    .where('recipient', 'in', recipients)
    .where('state', 'in', ['queued', 'claimed', 'failed'])
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return open?.recipient;
}
