import type { Directory } from './directory.ts';
import { checkDirectoryDocument, DIRECTORY_FORMAT, type DirectoryDocument } from './document-directory.ts';
import { factsOfDirectory } from './document-directory-facts.ts';
import type { DocumentError } from './document-error.ts';
import { checkIncidentDocument, INCIDENT_FORMAT, type IncidentDocument } from './document-incident.ts';
import { factsOfIncident } from './document-incident-facts.ts';
import type { Incident } from './incident.ts';

export { type Change, changesBetween } from './document-changes.ts';
export {
  checkFollowersDocument,
  checkMeasurementDocument,
  DIRECTORY_FORMAT,
  type DirectoryDocument,
  directoryJsonSchema,
  type FollowersDocument,
  type MeasurementDocument,
} from './document-directory.ts';
export { writeDirectory } from './document-directory-facts.ts';
export {
  type DocumentError,
  describeError,
  describeExpected,
  EXPECTED_KEYS,
  type Expected,
  type ExpectedKey,
} from './document-error.ts';
export {
  checkEntryDocument,
  checkPromiseDocument,
  type EntryDocument,
  INCIDENT_FORMAT,
  type IncidentDocument,
  incidentJsonSchema,
  type PromiseDocument,
} from './document-incident.ts';
export { writeEntry, writeIncident } from './document-incident-facts.ts';
export { type DirectoryReference, directoryReferences } from './document-references.ts';
export { type Parsed, parseDocuments, type TextError } from './document-text.ts';

export type Refused = { ok: false; errors: DocumentError[] };

/** Parsed JSON as an incident, or every error at once: of shape, of references within it and of sense. */
export function readIncident(value: unknown): { ok: true; incident: Incident } | Refused {
  const result = checkIncidentDocument(value);
  return result.ok ? { ok: true, incident: factsOfIncident(result.value, result.spans) } : result;
}

/** Parsed JSON as a directory, or every error at once. */
export function readDirectory(value: unknown): { ok: true; directory: Directory } | Refused {
  const result = checkDirectoryDocument(value);
  return result.ok ? { ok: true, directory: factsOfDirectory(result.value) } : result;
}

export type ReadDocument =
  | { ok: true; kind: 'incident'; incident: Incident }
  | { ok: true; kind: 'directory'; directory: Directory }
  | Refused;

/** Parsed JSON as the document that its `format` names. */
export function readDocument(value: unknown): ReadDocument {
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (format === INCIDENT_FORMAT) {
    const read = readIncident(value);
    return read.ok ? { ok: true, kind: 'incident', incident: read.incident } : read;
  }
  if (format === DIRECTORY_FORMAT) {
    const read = readDirectory(value);
    return read.ok ? { ok: true, kind: 'directory', directory: read.directory } : read;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, errors: [{ path: '$', value, expected: { key: 'document', params: {} } }] };
  const expected = { key: 'one_of', params: { values: `${INCIDENT_FORMAT}, ${DIRECTORY_FORMAT}` } } as const;
  return { ok: false, errors: [{ path: '$.format', value: format, expected }] };
}

/** The text of a document: two spaces, a newline at the end. Of what `write…` gives it is the canonical text, byte for byte. */
export function printDocument(document: IncidentDocument | DirectoryDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
