import { isCertainAt, isPossibleAt } from './at.ts';
import type { Reply } from './incident.ts';
import type { Instant } from './zone.ts';

/**
 * The reply as it stood at `asOf` (UTC milliseconds), or null where there was nothing to show. A reply speaks for an official and
 * counts when possible, at any time where none is recorded but that of asking; that one was asked for counts only when certain,
 * and then without the words that had not come. domain.md, What counts.
 */
export function replyAt(reply: Reply, asOf: Instant): Reply | null {
  const asked = reply.asked !== null && isCertainAt(reply.asked, asOf) ? reply.asked : null;
  if (hasCome(reply, asOf)) return { ...reply, asked };
  if (asked === null) return null;
  return reply.at === null && reply.text === null ? reply : { ...reply, asked, at: null, text: null, source: null };
}

function hasCome(reply: Reply, asOf: Instant): boolean {
  if (reply.at !== null) return isPossibleAt(reply.at, asOf);
  return reply.text !== null && (reply.asked === null || isPossibleAt(reply.asked, asOf));
}
