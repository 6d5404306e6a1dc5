import { keyOfCheck } from './check.ts';
import type { Check, Incident } from './incident.ts';
import type { ShownFacts } from './taken-back.ts';
import type { Texts } from './words.ts';

export const EVIDENCE_PARTS = ['entry', 'removal', 'check'] as const;
/** What evidence shows: an entry, that the entry was found removed (both by the entry's id), or what a check saw (by what it says). */
export type EvidencePart = { kind: (typeof EVIDENCE_PARTS)[number]; id: string };

/** Of a screenshot by the newsroom, or of residents' material, of which nothing but the picture is kept. */
export const EVIDENCE_ORIGINS = ['newsroom', 'residents'] as const;
export type EvidenceOrigin = (typeof EVIDENCE_ORIGINS)[number];

/** One file beside a part of an incident. `file`: its SHA-256. `alt` says in words what it shows, `archive` where it is kept elsewhere. */
export type Attached = { part: EvidencePart; file: string; alt: Texts; archive: string | null };

/** The part that a check is. */
export const partOfCheck = (check: Check): EvidencePart => ({ kind: 'check', id: keyOfCheck(check) });

/** Whether the incident has that part: an entry, a check, or an entry that was found removed. */
export function hasPart(incident: Incident, { kind, id }: EvidencePart): boolean {
  switch (kind) {
    case 'entry':
      return incident.entries.some((entry) => entry.id === id);
    case 'removal':
      return incident.entries.some((entry) => entry.id === id && entry.removed !== null);
    case 'check':
      return incident.checks.some((check) => keyOfCheck(check) === id);
  }
}

/**
 * The evidence that readers may see beside these facts: of parts that still stand in them, none of what a court took the words
 * of, and none of a retracted line. domain.md, Records.
 */
export function shownEvidence<T extends { part: EvidencePart }>(
  attached: readonly T[],
  { incident, takenOut }: Pick<ShownFacts, 'incident' | 'takenOut'>,
): T[] {
  const silenced = incident.checks.filter(({ found }) => takenOut.has(found ?? '')).map(keyOfCheck);
  return attached.filter(
    ({ part }) =>
      hasPart(incident, part) && !(part.kind === 'check' ? silenced.includes(part.id) : takenOut.has(part.id)),
  );
}

/** Where a change of evidence stands in a revision. Of a check it names no more than that, for checks have no names. */
export function placeOfEvidence({ part, file }: Pick<Attached, 'part' | 'file'>): string {
  const whole = part.kind === 'check' ? 'checks' : `entries[${part.id}]`;
  return `${whole}.evidence[${file.slice(0, 12)}]`;
}

/** Whether the change is of what hangs beside the document and is no part of it. */
export const isBeside = (path: string): boolean => /\.evidence\[[0-9a-f]{12}\]$/.test(path);
