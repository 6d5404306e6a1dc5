import type { Directory } from '../../src/domain/directory.ts';
import { type Entry, timelineOrder } from '../../src/domain/entry.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Promised } from '../../src/domain/promise.ts';
import { NETWORKS } from '../../src/domain/source.ts';
import { spanWords } from '../format/spans.ts';
import type { Choice } from '../parts/fields.tsx';
import { localWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';

/** Every office, the responsible one first, then those that already speak in the incident, then by name. */
export function officeChoices(r: Reader, directory: Pick<Directory, 'offices'>, incident?: Incident): Choice[] {
  const spoke = new Set(incident?.entries.flatMap((entry) => entry.by?.office ?? []));
  const rank = (id: string) => (id === incident?.office ? 0 : spoke.has(id) ? 1 : 2);
  return directory.offices
    .map((office) => ({ value: office.id, label: localWords(r, office.name) }))
    .sort((a, b) => rank(a.value) - rank(b.value) || a.label.localeCompare(b.label, r.lang));
}

/** Every official by name, those who speak in the incident or held its office first. */
export function officialChoices(
  r: Reader,
  directory: Pick<Directory, 'officials' | 'tenures'>,
  incident: Pick<Incident, 'office' | 'entries'>,
): Choice[] {
  const near = new Set([
    ...incident.entries.flatMap((entry) => entry.by?.official ?? []),
    ...directory.tenures.filter(({ office }) => office === incident.office).map(({ official }) => official),
  ]);
  return directory.officials
    .map((official) => ({ value: official.id, label: localWords(r, official.name) }))
    .sort((a, b) => Number(near.has(b.value)) - Number(near.has(a.value)) || a.label.localeCompare(b.label, r.lang));
}

/** The networks, in the order of the format; with `any` for a check that names none. */
export function networkChoices(r: Reader, any = false): Choice[] {
  const networks = any ? ([...NETWORKS, 'any'] as const) : NETWORKS;
  return networks.map((network) => ({ value: network, label: r.t(`network.${network}`) }));
}

/** The entries in timeline order, each by its time and its first words. */
export function entryChoices(r: Reader, incident: Incident, holds: (entry: Entry) => boolean = () => true): Choice[] {
  return timelineOrder(incident.entries.filter(holds)).map((entry) => ({
    value: entry.id,
    label: entryLabel(r, entry, incident.zone),
  }));
}

const LABEL_LENGTH = 90;

/** An entry on one line: when, and its first words. */
export function entryLabel(r: Reader, entry: Entry, zone: string): string {
  return `${spanWords(r, entry.at, { zone })}: ${cut(entry.text ?? entry.quote ?? '', LABEL_LENGTH)}`;
}

/** The promises, each by its words. */
export function promiseChoices(promises: readonly Promised[]): Choice[] {
  return promises.map((promise) => ({ value: promise.id, label: cut(promise.text, LABEL_LENGTH) }));
}

/** The first words of a text, no half letters. */
export function cut(text: string, length: number): string {
  const letters = [...text.replace(/\s+/g, ' ')];
  return letters.length <= length
    ? letters.join('')
    : `${letters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}
