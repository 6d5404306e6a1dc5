import type { Change, Expected } from '../domain/document.ts';
import type { Db } from '../records/database.ts';
import type { ImportedDocument } from '../records/import.ts';
import type { SheetKind } from './columns.ts';
import { decodeText } from './decode.ts';
import { looksLikeSheet } from './file.ts';
import { planDocuments } from './plan-documents.ts';
import { planFigures } from './plan-figures.ts';
import { planTimelines } from './plan-timelines.ts';
import { readSheet } from './read.ts';

/** Rows of a sheet, and of lists in a document: more are refused. */
export const ROWS_MAX = 20_000;

export type PlanKind = SheetKind | 'documents';

/** What was refused: its line (of a document alone null), its column or its place in the document, what stands there, what is expected. */
export type PlanRefusal = { line: number | null; column: string | null; value: unknown; expected: Expected };

/** What would become of a row or a document. `incident`: the slug of the incident that it belongs to, null: the directory. */
export type PlanItem = {
  line: number | null;
  incident: string | null;
  what: string;
  result: 'added' | 'changed' | 'unchanged';
  changes: Change[];
};

/** What a plan started from: the version of each incident that it touches (null: none yet), and of the directory. */
export type Bases = { incidents: Record<string, number | null>; directory: number | null };

/** What an upload would do to the record as it is now. `lines`: how many rows or documents there were in it. */
export type Plan = {
  kind: PlanKind | null;
  lines: number;
  items: PlanItem[];
  refused: PlanRefusal[];
  documents: ImportedDocument[];
  bases: Bases;
};

/** Of a sheet or of documents; the rest is of the file. */
export type PlanParts = Pick<Plan, 'items' | 'refused' | 'documents' | 'bases'>;

/** Who imports: only editors judge. */
export type Planner = { editor: boolean };

/** What would become of the file; nothing is written. */
export async function planImport(db: Db, file: SentFile, by: Planner): Promise<Plan> {
  const plan = await planFile(db, file, by);
  return { ...plan, refused: plan.refused.map((refusal) => ({ ...refusal, value: shortened(refusal.value) })) };
}

const LONGEST_VALUE = 200;

/** What stood there, as far as anybody reads it. */
function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, LONGEST_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? '[…]' : '{…}';
}

type SentFile = { name: string; bytes: Uint8Array };

async function planFile(db: Db, { name, bytes }: SentFile, by: Planner): Promise<Plan> {
  const isSheet = looksLikeSheet(name, bytes);
  const text = decodeText(bytes, isSheet);
  if (text === undefined)
    return nothing(null, 0, [
      { line: null, column: null, value: undefined, expected: { key: isSheet ? 'csv' : 'json', params: {} } },
    ]);
  if (!isSheet) return planDocuments(db, text, by);
  const read = readSheet(text, ROWS_MAX);
  if (!read.ok) return nothing(read.kind, read.lines, read.refused);
  const { sheet } = read;
  const plan =
    sheet.kind === 'entries' || sheet.kind === 'promises'
      ? await planTimelines(db, sheet)
      : await planFigures(db, sheet);
  const refused = [...read.refused, ...plan.refused].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { ...plan, kind: sheet.kind, lines: read.lines, refused };
}

/** A plan that does nothing. */
export const nothing = (kind: PlanKind | null, lines: number, refused: PlanRefusal[]): Plan => ({
  kind,
  lines,
  items: [],
  refused,
  documents: [],
  bases: { incidents: {}, directory: null },
});
