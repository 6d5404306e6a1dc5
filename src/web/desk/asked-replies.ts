import type { AskedReply } from '../../../views/desk/asked-replies.tsx';
import type { Incident } from '../../domain/incident.ts';
import type { Db } from '../../records/database.ts';
import { listRequests } from '../../records/reply-requests.ts';

/** The replies that were asked for to one of these lines (ids of promises and entries), in the order of the record. */
export async function listAskedReplies(db: Db, incident: Incident, to: readonly string[]): Promise<AskedReply[]> {
  const noted = await listRequests(db, incident.slug);
  return incident.replies.flatMap((reply, index) => {
    if (!to.includes(reply.to)) return [];
    const same = noted.find(
      (each) => each.to === reply.to && JSON.stringify(each.asked) === JSON.stringify(reply.asked?.written),
    );
    return [{ number: index + 1, reply, channel: same?.channel ?? null }];
  });
}
