import { readdirSync, readFileSync } from 'node:fs';
import type { Directory } from '../../src/domain/directory.ts';
import { readDirectory, readIncident } from '../../src/domain/document.ts';
import type { Incident } from '../../src/domain/incident.ts';

const folder = new URL('../../fixtures/', import.meta.url);
const parsed = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

/** The documented directory of 2019. */
export function directoryOf2019(): Directory {
  const read = readDirectory(parsed('directory.json'));
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.directory;
}

/** The documented incidents of 2019, by slug. */
export function incidentsOf2019(): Incident[] {
  return readdirSync(new URL('incidents/', folder))
    .sort()
    .map((name) => {
      const read = readIncident(parsed(`incidents/${name}`));
      if (!read.ok) throw new Error(JSON.stringify(read.errors));
      return read.incident;
    });
}

/** One of them. */
export function incidentOf2019(slug: string): Incident {
  const found = incidentsOf2019().find((incident) => incident.slug === slug);
  if (!found) throw new Error(`no fixture ${slug}`);
  return found;
}
