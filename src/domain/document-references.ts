import type { Incident } from './incident.ts';

/** A place of an incident's document that names an office or an official of the directory. */
export type DirectoryReference = { path: string; kind: 'office' | 'official'; id: string };

/** Every id of the directory that the incident names, in the order of its document: whoever holds the directory checks them. */
export function directoryReferences(incident: Incident): DirectoryReference[] {
  const refer = (path: string, kind: DirectoryReference['kind'], id: string | null | undefined) =>
    id == null ? [] : [{ path, kind, id }];
  return [
    ...refer('$.office', 'office', incident.office),
    ...incident.entries.flatMap((entry, index) => [
      ...refer(`$.entries[${index}].by.office`, 'office', entry.by?.office),
      ...refer(`$.entries[${index}].by.official`, 'official', entry.by?.official),
      ...refer(`$.entries[${index}].asked_of`, 'office', entry.askedOf),
    ]),
  ];
}
