import { documentBefore } from './document-before.ts';
import type { Change } from './document-changes.ts';
import type { Instant } from './zone.ts';

/** A revision of an incident, as far as its documents go. `public`: readers see it. */
export type Written = { id: number; at: Instant; act: string; public: boolean; changes: readonly Change[] };

/** Acts that write the desk's document; a publication takes it as it is. */
const WRITING: ReadonlySet<string> = new Set(['created', 'edited', 'imported', 'restored']);

/**
 * The document of the desk as it stood after the revision `id`, from the one that stands there now and all revisions since,
 * newest first. Undefined where the record does not reach back: there is no such revision, or the incident began anew after it.
 */
export function documentAfter(current: unknown, revisions: readonly Written[], id: number): unknown {
  const place = revisions.findIndex((revision) => revision.id === id);
  if (place < 0) return undefined;
  const since = revisions.slice(0, place);
  if (since.some(isBeginning)) return undefined;
  return since
    .filter((revision) => isOfDesk(revision, revisions))
    .reduce((document, { changes }) => documentBefore(document, changes), current);
}

/** Only what is new is written without a change. */
const isBeginning = ({ act, changes }: Written): boolean => WRITING.has(act) && changes.length === 0;

function isOfDesk(revision: Written, all: readonly Written[]): boolean {
  const { act, at } = revision;
  if (act === 'removed') return true;
  // The calendar counts draft and public edition anew, each with a revision: without a draft the public one is the desk's.
  if (act === 'recounted')
    return !revision.public || !all.some((other) => other.act === act && other.at === at && !other.public);
  return WRITING.has(act) && !revision.public;
}
