import { readdirSync, readFileSync } from 'node:fs';
import { exercise } from '../../../fixtures/exercise.ts';
import { type DocumentError, describeError, readDirectory, readIncident } from '../../domain/document.ts';
import type { Instant } from '../../domain/zone.ts';
import type { Db } from '../../records/database.ts';
import { publish, saveDraft } from '../../records/desk.ts';
import { saveDirectory } from '../../records/directory.ts';

const FIXTURES = new URL('../../../fixtures/', import.meta.url);
const WHY = 'The demonstration: the cases of 2019 as the press reported them, and a fictional exercise';

/** Takes the documented cases of 2019, and the exercise as of `now`, into an empty record, as published. */
export async function addDemoFacts(db: Db, now: Instant): Promise<void> {
  const made = exercise(now);
  const signed = { by: { user: null, via: 'command' as const }, now, why: WHY, act: 'imported' as const };
  for (const document of [readJson('directory.json'), made.directory]) {
    const { directory } = sound(readDirectory(document));
    await saveDirectory(db, { directory, ...signed });
  }
  for (const document of [...documentedIncidents(), ...made.incidents]) {
    const { incident } = sound(readIncident(document));
    await saveDraft(db, { incident, ...signed });
    await publish(db, { slug: incident.slug, ...signed });
  }
}

function documentedIncidents(): unknown[] {
  const names = readdirSync(new URL('incidents/', FIXTURES)).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => readJson(`incidents/${name}`));
}

function sound<T extends { ok: true }>(read: T | { ok: false; errors: DocumentError[] }): T {
  if (read.ok) return read;
  throw new Error(read.errors.map(describeError).join('\n'));
}

const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8'));
