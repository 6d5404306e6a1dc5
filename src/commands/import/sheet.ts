import { type DocumentError, describeError, readIncident, writeIncident } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Db } from '../../records/database.ts';
import { findForDesk } from '../../records/desk.ts';
import type { ImportedDocument } from '../../records/import.ts';
import { type EntryRow, withEntries } from '../../sheets/entries.ts';
import type { FileRead, Place } from './read-file.ts';

type Documents = { place: Place; document: ImportedDocument }[];
type Row = EntryRow & { file: string };

/**
 * Puts the entries of sheets into their incidents: those of the same import, else those of the record, as readers see them
 * if it is to be published, else as the desk has them. Gives all documents of the import, and every error as a line.
 */
export async function withSheets(
  db: Db,
  reads: readonly FileRead[],
  publish: boolean,
): Promise<{ documents: Documents; errors: string[] }> {
  const rows = reads.flatMap(({ entries }) => entries?.rows.map((row) => ({ ...row, file: entries.file })) ?? []);
  let documents = reads.flatMap((read) => read.documents);
  const errors: string[] = [];
  for (const [slug, own] of Map.groupBy(rows, (row) => row.incident)) {
    const base = incidentIn(documents, slug) ?? (await incidentOfRecord(db, slug, publish));
    if (base === undefined) {
      errors.push(
        ...own.map(
          ({ file, line }) =>
            `${file}:${line}: incident: "${slug}", expected an incident of the record or of this import`,
        ),
      );
      continue;
    }
    const read = readIncident(withEntries(writeIncident(base), own));
    if (!read.ok) errors.push(...read.errors.map((error) => describeIn(base, own, error)));
    else documents = withIncident(documents, read.incident, placeOfSheet(base, own));
  }
  return { documents, errors };
}

function incidentIn(documents: Documents, slug: string): Incident | undefined {
  const found = documents.find(({ document }) => document.kind === 'incident' && document.incident.slug === slug);
  return found?.document.kind === 'incident' ? found.document.incident : undefined;
}

async function incidentOfRecord(db: Db, slug: string, publish: boolean): Promise<Incident | undefined> {
  const found = await findForDesk(db, slug);
  const [first, second] = publish ? [found?.public, found?.draft] : [found?.draft, found?.public];
  return (first ?? second)?.incident;
}

function withIncident(documents: Documents, incident: Incident, place: Place): Documents {
  const document: ImportedDocument = { kind: 'incident', incident };
  const isIt = (one: ImportedDocument) => one.kind === 'incident' && one.incident.slug === incident.slug;
  return documents.some((one) => isIt(one.document))
    ? documents.map((one) => (isIt(one.document) ? { ...one, document } : one))
    : [...documents, { place, document }];
}

const describeIn = (base: Incident, rows: readonly Row[], error: DocumentError): string =>
  describeError({ ...error, path: placeOfSheet(base, rows).pathIn(error.path) });

/** An entry of the document that came from a sheet stands on that sheet's line. */
function placeOfSheet(base: Incident, rows: readonly Row[]): Place {
  const ids = [...new Set([...base.entries.map((entry) => entry.id), ...rows.map((row) => row.entry.id)])];
  return {
    pathIn: (path) => {
      const [, index, rest] = /^\$\.entries\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
      const row = rows.findLast((one) => one.entry.id === ids[Number(index)]);
      return row === undefined ? `${rows[0]?.file}: ${base.slug} ${path}` : `${row.file}:${row.line}: ${rest}`;
    },
  };
}
