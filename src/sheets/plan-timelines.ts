import {
  changesBetween,
  type DocumentError,
  directoryReferences,
  type IncidentDocument,
  readIncident,
  writeIncident,
} from '../domain/document.ts';
import type { Incident } from '../domain/incident.ts';
import type { Db } from '../records/database.ts';
import { findForDesk } from '../records/desk.ts';
import { because, columnAt, type Places } from './cells.ts';
import { ENTRY_PLACES, type EntryRow, withEntries } from './entries.ts';
import type { PlanItem, PlanParts } from './plan.ts';
import { type PromiseRow, withPromises } from './promises.ts';
import type { SheetRows } from './read.ts';
import { settle, type Tried, type Wrong, withoutTwins } from './settle.ts';

type Timelines = Extract<SheetRows, { kind: 'entries' | 'promises' }>;
/** A row of either kind: where it goes, and how it is put there. */
type Row = { line: number; incident: string; id: string };
type Into<R extends Row> = {
  list: 'entries' | 'promises';
  put: (document: IncidentDocument, rows: readonly R[]) => IncidentDocument;
  places: Places;
};
type Known = { office: ReadonlySet<string>; official: ReadonlySet<string> };

/** What would become of the rows in the drafts of their incidents: the desk's, else made of what is public. */
export async function planTimelines(db: Db, sheet: Timelines): Promise<PlanParts> {
  if (sheet.kind === 'entries') {
    const rows = sheet.rows.map((row) => ({ ...row, id: row.entry.id }));
    return planRows<EntryRow & Row>(db, rows, { list: 'entries', put: withEntries, places: ENTRY_PLACES });
  }
  const rows = sheet.rows.map((row) => ({ ...row, id: row.promise.id }));
  return planRows<PromiseRow & Row>(db, rows, { list: 'promises', put: withPromises, places: [] });
}

async function planRows<R extends Row>(db: Db, all: readonly R[], into: Into<R>): Promise<PlanParts> {
  const { rows, refused } = withoutTwins(all, ({ incident, id }) => `${incident} ${id}`, 'id');
  const plan: PlanParts = { items: [], refused, documents: [], bases: { incidents: {}, directory: null } };
  const known = await loadKnown(db);
  const slugs = await knownAmong(db, [...new Set(rows.map((row) => row.incident))]);
  for (const [slug, own] of Map.groupBy(rows, (row) => row.incident)) {
    const found = slugs.has(slug) ? await findForDesk(db, slug) : undefined;
    const edition = found?.draft ?? found?.public;
    if (edition === undefined) {
      refused.push(
        ...own.map(({ line }) => ({ line, column: 'incident', value: slug, expected: because('incident') })),
      );
      continue;
    }
    const base = writeIncident(edition.incident);
    const done = settle<R, Incident>(own, (left) => tryRows(base, left, { into, known }));
    refused.push(...done.refused);
    if (done.value === undefined) continue;
    const items = itemsOf(base, writeIncident(done.value), { slug, rows: done.kept, list: into.list });
    plan.items.push(...items);
    if (items.every(({ result }) => result === 'unchanged')) continue;
    plan.documents.push({ kind: 'incident', incident: done.value });
    plan.bases.incidents[slug] = edition.version;
  }
  plan.items.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return plan;
}

const BATCH = 500;

/** Those of the slugs that the desk has an incident of. */
async function knownAmong(db: Db, slugs: readonly string[]): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (let start = 0; start < slugs.length; start += BATCH) {
    const batch = slugs.slice(start, start + BATCH);
    const found = await db.selectFrom('editions').select('slug').where('slug', 'in', batch).execute();
    for (const { slug } of found) known.add(slug);
  }
  return known;
}

async function loadKnown(db: Db): Promise<Known> {
  const [office, official] = [
    await db.selectFrom('offices').select('id').execute(),
    await db.selectFrom('officials').select('id').execute(),
  ];
  return { office: new Set(office.map(({ id }) => id)), official: new Set(official.map(({ id }) => id)) };
}

function tryRows<R extends Row>(
  base: IncidentDocument,
  rows: readonly R[],
  { into, known }: { into: Into<R>; known: Known },
): Tried<R, Incident> {
  const document = into.put(base, rows);
  const read = readIncident(document);
  const errors = read.ok
    ? directoryReferences(read.incident)
        .filter(({ kind, id }) => !known[kind].has(id))
        .map(({ path, kind, id }): DocumentError => ({ path, value: id, expected: because(kind) }))
    : read.errors;
  if (read.ok && errors.length === 0) return { ok: true, value: read.incident };
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { ok: false, wrong: errors.map((error) => wrongOf(error, { document, byId, into })) };
}

/** The row that an error comes from: its own part of the document, or a part that names its id. */
function wrongOf<R extends Row>(
  { path, value, expected }: DocumentError,
  { document, byId, into }: { document: IncidentDocument; byId: ReadonlyMap<string, R>; into: Into<R> },
): Wrong<R> {
  const [, list = '', index = '', rest = ''] = /^\$\.(entries|promises)\[(\d+)\](.*)$/.exec(path) ?? [];
  const own = list === into.list ? byId.get(document[into.list]?.[Number(index)]?.id ?? '') : undefined;
  if (own !== undefined) return { row: own, column: columnAt(`$${rest}`, into.places), value, expected };
  const named = typeof value === 'string' ? byId.get(value) : undefined;
  const column = expected.key === 'statement' ? 'kind' : 'id';
  return { row: named ?? null, column: named === undefined ? null : column, value, expected };
}

type Part = { id: string; text?: string | null | undefined; quote?: string | null | undefined };

function itemsOf(
  before: IncidentDocument,
  after: IncidentDocument,
  { slug, rows, list }: { slug: string; rows: readonly Row[]; list: 'entries' | 'promises' },
): PlanItem[] {
  const byId = (document: IncidentDocument) =>
    new Map((document[list] ?? []).map((part): [string, Part] => [part.id, part]));
  const [old, now] = [byId(before), byId(after)];
  return rows.map(({ line, id }) => {
    const [was, is] = [old.get(id), now.get(id)];
    const changes = was === undefined ? [] : changesBetween(was, is);
    const result = was === undefined ? 'added' : changes.length === 0 ? 'unchanged' : 'changed';
    return { line, incident: slug, what: is?.text ?? is?.quote ?? id, result, changes };
  });
}
