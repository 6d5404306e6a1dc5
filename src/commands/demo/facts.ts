import { readdirSync, readFileSync } from 'node:fs';
import { exercise } from '../../../fixtures/exercise.ts';
import { describeError, readDocument } from '../../domain/document.ts';
import type { Instant } from '../../domain/zone.ts';
import type { Db } from '../../records/database.ts';
import { type ImportedDocument, importDocuments } from '../../records/import.ts';

const FIXTURES = new URL('../../../fixtures/', import.meta.url);

/** Takes the documented cases of 2019, and the exercise as of `now`, into an empty record, as published. */
export async function addDemoFacts(db: Db, now: Instant): Promise<void> {
  const made = exercise(now);
  const written = [readJson('directory.json'), ...documentedIncidents(), made.directory, ...made.incidents];
  const documents = written.map(soundDocument);
  const done = await importDocuments(db, { documents, publish: true, by: { user: null, via: 'command' }, now });
  if (!done.ok) throw new Error(done.errors.map(({ error }) => describeError(error)).join('\n'));
}

function documentedIncidents(): unknown[] {
  const names = readdirSync(new URL('incidents/', FIXTURES)).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => readJson(`incidents/${name}`));
}

function soundDocument(document: unknown): ImportedDocument {
  const read = readDocument(document);
  if (read.ok) return read;
  throw new Error(read.errors.map(describeError).join('\n'));
}

const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8'));
