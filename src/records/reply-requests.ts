import type { WrittenTime } from '../domain/span.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { instantOf, isoOf } from './instants.ts';
import { fromJson } from './json.ts';

/** How a reply was asked for, beside the record that says when. For the desk alone. `notedAt`: UTC milliseconds. */
export type ReplyRequest = { to: string; asked: WrittenTime; channel: string; lang: string; notedAt: Instant };

/** Notes by which way a reply was asked for; the same request noted again stays one. */
export async function noteRequest(
  db: Db,
  request: Omit<ReplyRequest, 'notedAt'> & { slug: string; user: number | null; now: Instant },
): Promise<void> {
  const { slug, to, asked, channel, lang, user, now } = request;
  await db
    .insertInto('reply_requests')
    .values({
      incident: slug,
      reply_to: to,
      asked: JSON.stringify(asked),
      channel,
      lang,
      user_id: user,
      noted_at: isoOf(now),
    })
    .onConflict((conflict) => conflict.columns(['incident', 'reply_to', 'asked']).doUpdateSet({ channel, lang }))
    .execute();
}

/** Every noted request of an incident, as they were noted. */
export async function listRequests(db: Db, slug: string): Promise<ReplyRequest[]> {
  const rows = await db
    .selectFrom('reply_requests')
    .selectAll()
    .where('incident', '=', slug)
    .orderBy('noted_at')
    .orderBy('reply_to')
    .execute();
  return rows.map((row) => ({
    to: row.reply_to,
    asked: fromJson(row.asked),
    channel: row.channel,
    lang: row.lang,
    notedAt: instantOf(row.noted_at),
  }));
}
