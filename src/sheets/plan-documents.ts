import {
  type Change,
  changesBetween,
  type IncidentDocument,
  parseDocuments,
  readDocument,
  writeIncident,
} from '../domain/document.ts';
import type { Incident } from '../domain/incident.ts';
import { type Db, inTransaction } from '../records/database.ts';
import { type DeskIncident, findForDesk } from '../records/desk.ts';
import { saveDirectory } from '../records/directory.ts';
import { type ImportedDocument, listImportErrors } from '../records/import.ts';
import { because } from './cells.ts';
import { nothing, type Plan, type PlanItem, type Planner, type PlanRefusal, ROWS_MAX } from './plan.ts';
import { findDirectoryVersion } from './plan-figures.ts';

/** A document with its place in the file: its line in JSON Lines, its index in an array. */
type Placed = { line: number | null; index: number | null; document: ImportedDocument };

/** What would become of the documents of a JSON file. One with anything wrong is refused as a whole. */
export async function planDocuments(db: Db, text: string, by: Planner): Promise<Plan> {
  const parsed = parseDocuments(text);
  if (!parsed.ok)
    return nothing(
      'documents',
      0,
      parsed.errors.map(({ line, value, expected }) => ({ line, column: null, value, expected })),
    );
  const lines = parsed.values.length;
  if (lines > ROWS_MAX)
    return nothing('documents', lines, [
      { line: null, column: null, value: lines, expected: because('at_most', { count: ROWS_MAX }) },
    ]);
  const refused: PlanRefusal[] = [];
  const read = parsed.values.flatMap(({ value, line, index }): Placed[] => {
    const document = readDocument(value);
    if (document.ok) return [{ line, index, document }];
    const at = { line, index };
    refused.push(...document.errors.map(({ path, ...error }) => ({ line, column: placeIn(at, path), ...error })));
    return [];
  });
  return planRead(db, { lines, read, refused }, by);
}

const placeIn = ({ index }: Pick<Placed, 'index'>, path: string): string =>
  index === null ? path : path.replace(/^\$/, `$[${index}]`);

type ReadFile = { lines: number; read: Placed[]; refused: PlanRefusal[] };

async function planRead(db: Db, { lines, read, refused }: ReadFile, by: Planner): Promise<Plan> {
  const plan: Plan = { ...nothing('documents', lines, refused), documents: [] };
  for (const placed of await withoutStrangers(db, read, refused)) {
    if (placed.document.kind === 'directory') {
      await planDirectory(db, placed, plan);
      continue;
    }
    const { incident } = placed.document;
    const found = await findForDesk(db, incident.slug);
    const judged = by.editor ? [] : judgedIn(incident, found);
    if (judged.length === 0) planIncident(plan, placed, incident, found);
    else
      refused.push(
        ...judged.map((path) => ({
          line: placed.line,
          column: placeIn(placed, path),
          value: undefined,
          expected: because('judged_by_editor'),
        })),
      );
  }
  return plan;
}

/** Those that refer to nothing unknown; one that is refused may take others along. */
async function withoutStrangers(db: Db, read: Placed[], refused: PlanRefusal[]): Promise<Placed[]> {
  let left = read;
  for (;;) {
    const errors = await listImportErrors(
      db,
      left.map(({ document }) => document),
    );
    if (errors.length === 0) return left;
    for (const { document, error } of errors) {
      const placed = left[document];
      if (placed === undefined) continue;
      const { path, ...rest } = error;
      refused.push({ line: placed.line, column: placeIn(placed, path), ...rest });
    }
    const gone = new Set(errors.map(({ document }) => document));
    left = left.filter((_, index) => !gone.has(index));
  }
}

function planIncident(plan: Plan, placed: Placed, incident: Incident, found: DeskIncident | undefined): void {
  const edition = found?.draft ?? found?.public;
  const changes = edition === undefined ? [] : changesBetween(writeIncident(edition.incident), writeIncident(incident));
  const result = edition === undefined ? 'added' : changes.length === 0 ? 'unchanged' : 'changed';
  plan.items.push({ line: placed.line, incident: incident.slug, what: incident.slug, result, changes });
  if (result === 'unchanged') return;
  plan.documents.push(placed.document);
  plan.bases.incidents[incident.slug] = edition?.version ?? null;
}

/** Places of outcomes and judgements that are not those of the record. */
function judgedIn(incident: Incident, found: DeskIncident | undefined): string[] {
  const edition = found?.draft ?? found?.public;
  const before = new Map(
    (edition === undefined ? [] : (writeIncident(edition.incident).promises ?? [])).map((each) => [each.id, each]),
  );
  return (writeIncident(incident).promises ?? []).flatMap((promise, index) =>
    judgements(promise) === judgements(before.get(promise.id)) ? [] : [`$.promises[${index}].outcomes`],
  );
}

type PromiseDocument = NonNullable<IncidentDocument['promises']>[number];

const judgements = (promise: PromiseDocument | undefined): string =>
  JSON.stringify([
    promise?.outcomes ?? [],
    (promise?.possible_answers ?? []).filter(({ judged }) => judged === 'not_an_answer'),
  ]);

async function planDirectory(db: Db, placed: Placed, plan: Plan): Promise<void> {
  if (placed.document.kind !== 'directory') return;
  const changes = await changesOfDirectory(db, placed.document.directory);
  const result: PlanItem['result'] = changes.length === 0 ? 'unchanged' : 'changed';
  plan.items.push({ line: placed.line, incident: null, what: 'directory', result, changes });
  plan.documents.push(placed.document);
  if (changes.length > 0) plan.bases.directory = await findDirectoryVersion(db);
}

class TakenBack extends Error {}

/** What the directory would become is found by writing it and taking that back. */
async function changesOfDirectory(
  db: Db,
  directory: Parameters<typeof saveDirectory>[1]['directory'],
): Promise<Change[]> {
  const found: Change[] = [];
  try {
    await inTransaction(db, async (trx) => {
      const by = { user: null, via: 'import' } as const;
      const saved = await saveDirectory(trx, { directory, by, now: 0, why: null, act: 'imported' });
      if (saved.result === 'saved') found.push(...saved.changes);
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return found;
}
