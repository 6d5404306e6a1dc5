import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describeError, INCIDENT_FORMAT, readDocument } from '../../domain/document.ts';
import { type Parsed, parseDocuments } from '../../domain/document-text.ts';
import type { ImportedDocument } from '../../records/import.ts';
import { decodeText } from '../../sheets/decode.ts';
import { type EntryRow, readEntriesCsv } from '../../sheets/entries.ts';
import { looksLikeSheet } from '../../sheets/file.ts';
import type { Io } from '../io.ts';

/** Where a document stands, for messages: `pathIn('$.office')` is `cases.jsonl:3: $.office`. */
export type Place = { pathIn: (path: string) => string };

/** What a file holds; errors are whole lines, all that there are. */
export type FileRead = {
  documents: { place: Place; document: ImportedDocument }[];
  /** Entries of a sheet, which belong to incidents from elsewhere. */
  entries: { file: string; rows: EntryRow[] } | null;
  errors: string[];
  /** Whether all of it was understood but for incidents: else nobody can say that an office is missing. */
  isWhole: boolean;
};

/** Reads one file of an import; `-` is standard input. */
export async function readImportFile(file: string, io: Io): Promise<FileRead> {
  const name = file === '-' ? 'standard input' : file;
  const bytes = await bytesOf(file, io);
  if (typeof bytes === 'string') return failed([`${name}: ${bytes}`]);
  const isSheet = looksLikeSheet(file, bytes);
  const text = decodeText(bytes, isSheet);
  if (text === undefined) return failed([`${name}: this is no text in UTF-8`]);
  return isSheet ? readSheet(name, text) : readDocuments(name, text);
}

const failed = (errors: string[]): FileRead => ({ documents: [], entries: null, errors, isWhole: false });

async function bytesOf(file: string, io: Io): Promise<Uint8Array | string> {
  if (file === '-') return buffer(io.stdin);
  try {
    return await readFile(resolve(io.cwd, file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return code === 'ENOENT' ? 'there is no such file' : `the file cannot be read (${code})`;
  }
}

function readSheet(file: string, text: string): FileRead {
  const read = readEntriesCsv(text);
  if (read.ok) return { documents: [], entries: { file, rows: read.rows }, errors: [], isWhole: true };
  return failed(
    read.errors.map(({ line, column, value, expected }) =>
      describeError({ path: column === null ? `${file}:${line}` : `${file}:${line}: ${column}`, value, expected }),
    ),
  );
}

function readDocuments(file: string, text: string): FileRead {
  const parsed = parseDocuments(text);
  if (!parsed.ok)
    return failed(
      parsed.errors.map(({ line, column, value, expected }) =>
        describeError({ path: `${file}:${line}:${column}`, value, expected }),
      ),
    );
  const found: FileRead = { documents: [], entries: null, errors: [], isWhole: true };
  for (const value of parsed.values) {
    const place = placeOf(file, value);
    const read = readDocument(value.value);
    if (read.ok) {
      found.documents.push({ place, document: read });
      continue;
    }
    found.isWhole &&= isIncident(value.value);
    found.errors.push(...read.errors.map((error) => describeError({ ...error, path: place.pathIn(error.path) })));
  }
  return found;
}

const isIncident = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === INCIDENT_FORMAT;

function placeOf(file: string, { line, index }: Parsed): Place {
  const at = line === null ? file : `${file}:${line}`;
  return { pathIn: (path) => `${at}: ${index === null ? path : path.replace(/^\$/, `$[${index}]`)}` };
}
