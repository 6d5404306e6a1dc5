import { type Change, readIncident, writeIncident } from './document.ts';
import { documentBefore } from './document-before.ts';
import type { Incident } from './incident.ts';
import { type ShownFacts, type TakenBack, withoutTakenBack } from './taken-back.ts';
import type { Instant } from './zone.ts';

/** A published record as it is kept, with its public revisions, oldest first. */
export type Published = {
  incident: Incident;
  firstPublishedAt: Instant;
  revisions: readonly { at: Instant; act: string; changes: readonly Change[] }[];
};

/**
 * What readers were shown of an incident at an instant. `none`: nothing, until it was published at `until`. `untold`: it was taken off the
 * site at or after that instant, and what stood there before cannot be put together again.
 */
export type ShownThen =
  | { kind: 'shown'; facts: ShownFacts; changedAt: Instant; later: number }
  | { kind: 'none'; until: Instant }
  | { kind: 'untold' };

/**
 * The record as this site showed it at `at` (UTC milliseconds): what is published now with every later public change undone, newest
 * first. What is taken down or struck out now stays out, whenever it was. domain.md, Records.
 */
export function shownThen(
  { incident, firstPublishedAt, revisions }: Published,
  taken: readonly TakenBack[],
  at: Instant,
): ShownThen {
  if (at < firstPublishedAt) return { kind: 'none', until: firstPublishedAt };
  // Back on the site after it was off it: what changed meanwhile is in no public revision.
  const again = revisions.findLast(({ act, changes }) => act !== 'unpublished' && changes.length === 0);
  if (again !== undefined && at < again.at) {
    const off = revisions.findLast((each) => each.act === 'unpublished' && each.at < again.at);
    return off !== undefined && off.at <= at ? { kind: 'none', until: again.at } : { kind: 'untold' };
  }
  const facts = revisions.filter(({ act }) => act !== 'retracted' && act !== 'lifted' && act !== 'unpublished');
  const later = facts.filter((each) => each.at > at);
  const undone = later.flatMap(({ changes }) => changes);
  const read = readIncident(documentBefore(writeIncident(incident), undone));
  if (!read.ok) return { kind: 'untold' };
  const changedAt = facts.findLast((each) => each.at <= at)?.at ?? firstPublishedAt;
  return { kind: 'shown', facts: withoutTakenBack(read.incident, taken), changedAt, later: later.length };
}
