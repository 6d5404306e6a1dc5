import type * as z from 'zod';
import { writeDirectory, writeIncident } from '../../domain/document.ts';
import { type Cell, csvText, type Row } from '../csv.ts';
import { CORRECTIONS, correctionRows } from './corrections.ts';
import { DIRECTORY_KINDS } from './directory-kinds.ts';
import { INCIDENT_KINDS, type ToldIncident } from './incident-kinds.ts';
import { shownDirectory, toldIncidents, type Walk } from './walk.ts';

/** The documents of the record, which `import` reads: all of it in one file, while the others are tables. */
export const DOCUMENTS = 'record';
export const FORMATS = ['jsonl', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** What every kind of rows says of itself. */
export type Kind = { name: string; about: string; row: z.ZodObject };
/** Every kind of rows, in the order in which they are listed. */
export const KINDS: readonly Kind[] = [...INCIDENT_KINDS, CORRECTIONS, ...DIRECTORY_KINDS];

export const columnsOf = ({ row }: Kind): string[] => Object.keys(row.shape);

/** A file of the record. `kind` undefined: the documents. */
export type RecordFile = { name: string; kind: Kind | undefined; format: Format };

/** Every file: the documents, and each kind of rows in both formats. */
export const FILES: readonly RecordFile[] = [
  { name: `${DOCUMENTS}.jsonl`, kind: undefined, format: 'jsonl' },
  ...KINDS.flatMap((kind) => FORMATS.map((format) => ({ name: `${kind.name}.${format}`, kind, format }))),
];

/** What stands in the files, in their order, a piece at a time: `put` is told whose piece it is, and of how many rows. */
export type Put = (file: RecordFile, text: string, rows: number) => void;

/** Walks the record once and hands out the pieces of those files. Memory holds one piece. */
export async function* printed(walk: Walk, files: readonly RecordFile[], put: Put): AsyncGenerator<void> {
  const of = (names: ReadonlySet<string>) => files.filter(({ kind }) => kind !== undefined && names.has(kind.name));
  const documents = files.find(({ kind }) => kind === undefined);
  const [ofIncidents, ofDirectory] = [of(INCIDENT_NAMES), of(DIRECTORY_NAMES)];
  for (const file of files)
    if (file.kind !== undefined && file.format === 'csv')
      put(file, csvText([], columnsOf(file.kind), { head: true }), 0);
  if (documents !== undefined || ofDirectory.length > 0) {
    const directory = await shownDirectory(walk);
    if (documents !== undefined) put(documents, `${JSON.stringify(writeDirectory(directory))}\n`, 1);
    for (const { name, rows } of DIRECTORY_KINDS)
      for (const file of ofDirectory)
        if (file.kind?.name === name) put(file, text(file, rows(directory)), rows(directory).length);
    yield;
  }
  if (documents !== undefined || ofIncidents.length > 0)
    for await (const told of toldIncidents(walk)) {
      if (documents !== undefined && told.length > 0) put(documents, told.map(documentLine).join(''), told.length);
      for (const { name, rows } of INCIDENT_KINDS) {
        const own = ofIncidents.filter(({ kind }) => kind?.name === name);
        const all = own.length === 0 ? [] : told.flatMap(rows);
        for (const file of own) put(file, text(file, all), all.length);
      }
      yield;
    }
  const corrections = of(new Set([CORRECTIONS.name]));
  if (corrections.length > 0)
    for await (const rows of correctionRows(walk.db, walk.asOf.at(walk.zone))) {
      for (const file of corrections) put(file, text(file, rows), rows.length);
      yield;
    }
}

/** The pieces of one file. */
export async function* piecesOf(walk: Walk, file: RecordFile): AsyncGenerator<string> {
  let pieces: string[] = [];
  const put: Put = (_file, piece) => {
    if (piece !== '') pieces.push(piece);
  };
  for await (const _ of printed(walk, [file], put)) {
    yield pieces.join('');
    pieces = [];
  }
}

const INCIDENT_NAMES = new Set(INCIDENT_KINDS.map(({ name }) => name));
const DIRECTORY_NAMES = new Set(DIRECTORY_KINDS.map(({ name }) => name));

/** The rows in the order of their columns, whatever the order in which they were made. */
function text({ kind, format }: RecordFile, rows: readonly Row[]): string {
  if (kind === undefined || rows.length === 0) return '';
  const columns = columnsOf(kind);
  if (format === 'csv') return csvText(rows, columns, { head: false });
  return rows.map((row) => `${JSON.stringify(ordered(row, columns))}\n`).join('');
}

const ordered = (row: Row, columns: readonly string[]): Record<string, Cell> =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));

/** The document as of the instant of the files. A note of a check is for the desk. */
function documentLine({ state: { incident }, isWhole }: ToldIncident): string {
  const shown = {
    ...incident,
    summary: isWhole ? incident.summary : {},
    checks: incident.checks.map((check) => ({ ...check, note: null })),
  };
  return `${JSON.stringify(writeIncident(shown))}\n`;
}
