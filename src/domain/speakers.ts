import { officesOn } from './capture.ts';
import type { Directory } from './directory.ts';
import type { Incident } from './incident.ts';
import { matching, namesOfChannel, namesOfOffice, namesOfOfficial } from './name-match.ts';
import { holdersOn } from './office.ts';
import type { LocalDate } from './zone.ts';

/** Who may have said it: ids of the directory. A statement needs the office. */
export type Speaker = { office: string | null; official: string | null };

/** Who spoke in the incident, the last one recorded first, each once. */
export function lastSpeakers({ entries }: Pick<Incident, 'entries'>): Speaker[] {
  const spoke = entries.flatMap(({ kind, by }) => (kind === 'statement' && by !== null ? [{ ...by }] : []));
  return onceEach(spoke.reverse());
}

/** Who answers for the incident on the local day `on`: those who may have held its office, then the office itself. */
export function responsibleSpeakers(office: string, directory: Pick<Directory, 'tenures'>, on: LocalDate): Speaker[] {
  const holders = holdersOn(directory, office, on).map(({ tenure }) => ({ office, official: tenure.official }));
  return onceEach([...holders, { office, official: null }]);
}

/**
 * Speakers found by typing a name, a post, a region or an account: officials with each office that they may have held on the
 * local day `on`, offices, and whose accounts fit. The best come first.
 */
export function speakersFound(typed: string, directory: Directory, on: LocalDate, limit: number): Speaker[] {
  const held = (official: string): Speaker[] => {
    const offices = officesOn(directory, official, on);
    return (offices.length === 0 ? [null] : offices).map((office) => ({ office, official }));
  };
  const people = matching(typed, directory.officials, namesOfOfficial).flatMap(({ id }) => held(id));
  const offices = matching(typed, directory.offices, namesOfOffice).flatMap(({ id }) => [
    { office: id, official: null },
    ...holdersOn(directory, id, on).map(({ tenure }) => ({ office: id, official: tenure.official })),
  ]);
  const accounts = matching(typed, directory.channels, (channel) => namesOfChannel(channel, directory)).flatMap(
    ({ owner }) => ('office' in owner ? [{ office: owner.office, official: null }] : held(owner.official)),
  );
  return onceEach([...people, ...offices, ...accounts]).slice(0, limit);
}

/** Each once, in the order of their first. */
export function onceEach(speakers: readonly Speaker[]): Speaker[] {
  return [...new Map(speakers.map((speaker) => [keyOfSpeaker(speaker), speaker])).values()];
}

/** A speaker as one word of a form: `akim-almaty/sagintayev`. */
export function keyOfSpeaker({ office, official }: Speaker): string {
  return `${office ?? ''}/${official ?? ''}`;
}

/** The speaker that such a word names; undefined for any other word. */
export function readSpeaker(key: string): Speaker | undefined {
  const [, office = '', official = ''] = /^([a-z0-9-]{0,80})\/([a-z0-9-]{0,80})$/.exec(key) ?? [];
  return office === '' && official === '' ? undefined : { office: office || null, official: official || null };
}
