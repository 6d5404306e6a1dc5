import { certainFrom, isPossibleAt } from './at.ts';
import { lastCheck } from './check.ts';
import { type Entry, isByResponsible } from './entry.ts';
import type { Check, Incident } from './incident.ts';
import { firstPost } from './latency.ts';
import { isSocial } from './source.ts';
import type { Instant } from './zone.ts';

/** No post found: since when, by which check. It runs to the check's earliest, never to now. domain.md, Response latency 4. */
export type Silence = { milestone: 'first_post'; since: Instant; until: Instant; check: Check; selective: boolean };

/**
 * The silence that the checks certain at `asOf` prove, or null: there is a post, nobody looked, or the check is not later than
 * what it would have to follow. An incident without a start is silent since the office's last word. domain.md, Response latency 4, 5, 7.
 */
export function silenceAt(incident: Incident, asOf: Instant): Silence | null {
  if (firstPost(incident, asOf) !== null) return null;
  const check = lastCheck(incident, 'first_post', asOf, 'nothing');
  const until = check?.at.earliest;
  if (check === undefined || until == null) return null;
  const since = silentSince(incident, until, asOf);
  if (since === null || since > until) return null;
  return { milestone: 'first_post', since, until, check, selective: isSelective(incident, check, asOf) };
}

/** The start's latest; where no start is recorded by then, the latest end of a word of the office that the check can follow. */
function silentSince(incident: Incident, until: Instant, asOf: Instant): Instant | null {
  const { started } = incident;
  if (started !== null && isPossibleAt(started, asOf)) return certainFrom(started);
  const words = wordsBefore(incident, until, asOf).map((entry) => entry.at.latest ?? Infinity);
  return words.length === 0 ? null : Math.max(...words);
}

function wordsBefore(incident: Incident, until: Instant, asOf: Instant): Entry[] {
  return incident.entries.filter(
    (entry) =>
      isByResponsible(entry, incident) &&
      isPossibleAt(entry.at, asOf) &&
      entry.at.latest !== null &&
      entry.at.latest <= until,
  );
}

/**
 * The office spoke elsewhere, through a channel that is known and not its own, and its own channels were looked at not before
 * that and held nothing. domain.md, Response latency 5.
 */
function isSelective(incident: Incident, check: Check, asOf: Instant): boolean {
  const elsewhere = (entry: Entry) => entry.channel !== null && !isOwn(entry.channel.network);
  return check.channels.some(isOwn) && wordsBefore(incident, check.at.earliest ?? -Infinity, asOf).some(elsewhere);
}

/** Whether an office speaks there in its own name: a social network or its site. */
const isOwn = (network: Check['channels'][number]): boolean =>
  network === 'any' || network === 'site' || isSocial(network);
