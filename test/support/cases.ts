import type { Incident } from '../../src/domain/incident.ts';
import type { Db } from '../../src/records/database.ts';
import { publish, saveDraft } from '../../src/records/desk.ts';
import { saveDirectory } from '../../src/records/directory.ts';
import { directoryOf2019, incidentsOf2019 } from './fixtures.ts';

const BY = { user: null, via: 'import' } as const;

/** Keeps the directory of 2019 and publishes its three incidents, at `now`. */
export async function publishCasesOf2019(db: Db, now: number = Date.parse('2019-08-01T00:00:00Z')): Promise<void> {
  await saveDirectory(db, { directory: directoryOf2019(), by: BY, now, why: null });
  for (const incident of incidentsOf2019()) await publishIncident(db, incident, now);
}

/** Writes the incident and publishes it, as an import would. The offices that it names must be in the directory. */
export async function publishIncident(db: Db, incident: Incident, now: number): Promise<void> {
  await saveDraft(db, { incident, by: BY, now, why: null });
  await publish(db, { slug: incident.slug, by: BY, now, why: null });
}
