import type { Directory } from '../domain/directory.ts';
import { changesBetween, type DocumentError, directoryReferences, writeIncident } from '../domain/document.ts';
import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/zone.ts';
import { addAudit } from './audit.ts';
import { type Db, inTransaction } from './database.ts';
import { publish, saveDraft } from './desk.ts';
import { saveDirectory } from './directory.ts';
import { findEdition, insertEditions } from './editions.ts';
import { addRevisions, type By, bumpFactsRevision, holdFacts } from './revisions.ts';
import { findTakenDown, loadTakenBack } from './taken-back.ts';

export type ImportedDocument = { kind: 'directory'; directory: Directory } | { kind: 'incident'; incident: Incident };

/** What became of a document. `slug` null: a directory. */
export type Imported = { slug: string | null; result: 'created' | 'updated' | 'unchanged' };

/** What is wrong with one of the documents, by its index. */
export type ImportError = { document: number; error: DocumentError };

export type Import = {
  documents: readonly ImportedDocument[];
  /** Whether readers see the incidents at once; else they go to the desk as drafts. */
  publish: boolean;
  /** Do all of it, then take it back: the answer is what would have become of each. */
  dryRun?: boolean;
  by: By;
  now: Instant;
  /** Told now and then how many documents are done. */
  onProgress?: (done: number) => void;
};

/**
 * Takes documents into the record, all or nothing, in one transaction, with a revision for each that changes anything.
 * Directories first. An incident becomes what its document says: what it no longer holds is taken away; without `publish` in
 * the draft only. Judgements stand as they are, recorded as imported. A document equal to what there is changes nothing, and
 * leaves a draft of the desk alone. Refuses, with every error at once, a slug that stands twice and offices or officials that
 * neither the record nor the documents know.
 */
export async function importDocuments(
  db: Db,
  asked: Import,
): Promise<{ ok: true; documents: Imported[] } | { ok: false; errors: ImportError[] }> {
  try {
    return await inTransaction(db, async (trx) => {
      await holdFacts(trx);
      const errors = await listImportErrors(trx, asked.documents);
      if (errors.length > 0) return { ok: false, errors };
      const documents = await importAll(trx, asked);
      if (asked.dryRun) throw new TakenBack(documents);
      const changed = documents.filter(({ result }) => result !== 'unchanged');
      if (changed.length > 0)
        await addAudit(trx, { kind: 'imported', by: asked.by, now: asked.now, note: noteOf(changed) });
      return { ok: true, documents };
    });
  } catch (error) {
    if (error instanceof TakenBack) return { ok: true, documents: error.documents };
    throw error;
  }
}

/** What the log says of an import: its one document, or how many there were. */
function noteOf(changed: readonly Imported[]): string {
  const [only] = changed;
  return changed.length === 1 && only !== undefined ? (only.slug ?? 'directory') : String(changed.length);
}

class TakenBack extends Error {
  readonly documents: Imported[];

  constructor(documents: Imported[]) {
    super('a dry run');
    this.documents = documents;
  }
}

/** Every reason why these documents cannot be taken in together: see `importDocuments`. */
export async function listImportErrors(db: Db, documents: readonly ImportedDocument[]): Promise<ImportError[]> {
  const known = { office: await idsOf(db, 'offices'), official: await idsOf(db, 'officials') };
  for (const document of documents) {
    if (document.kind !== 'directory') continue;
    for (const { id } of document.directory.offices) known.office.add(id);
    for (const { id } of document.directory.officials) known.official.add(id);
  }
  const first = new Map<string, number>();
  return documents.flatMap((document, index) => {
    if (document.kind === 'directory') return [];
    const { slug } = document.incident;
    const missing = directoryReferences(document.incident)
      .filter(({ kind, id }) => !known[kind].has(id))
      .map(({ path, kind, id }) => ({ path, value: id, expected: { key: kind, params: {} } }));
    const other = first.get(slug);
    if (other === undefined) first.set(slug, index);
    const twice = {
      path: '$.slug',
      value: slug,
      expected: { key: 'unique_id' as const, params: { first: `document ${(other ?? 0) + 1}` } },
    };
    return (other === undefined ? missing : [twice, ...missing]).map((error) => ({ document: index, error }));
  });
}

async function idsOf(db: Db, table: 'offices' | 'officials'): Promise<Set<string>> {
  return new Set((await db.selectFrom(table).select('id').execute()).map(({ id }) => id));
}

const BATCH = 200;

async function importAll(trx: Db, asked: Import): Promise<Imported[]> {
  const imported = new Map<ImportedDocument, Imported>();
  let done = 0;
  for (const document of asked.documents) {
    if (document.kind !== 'directory') continue;
    imported.set(document, { slug: null, result: await importDirectory(trx, document.directory, asked) });
    done += 1;
  }
  const incidents = asked.documents.filter((document) => document.kind === 'incident');
  for (let start = 0; start < incidents.length; start += BATCH) {
    const batch = incidents.slice(start, start + BATCH);
    const known = await knownSlugs(
      trx,
      batch.map(({ incident }) => incident.slug),
    );
    const fresh = batch.filter(({ incident }) => !known.has(incident.slug));
    await create(
      trx,
      fresh.map(({ incident }) => incident),
      asked,
    );
    for (const document of batch) {
      const { slug } = document.incident;
      const result = known.has(slug) ? await update(trx, document.incident, asked) : 'created';
      imported.set(document, { slug, result });
    }
    done += batch.length;
    asked.onProgress?.(done);
  }
  return asked.documents.flatMap((document) => imported.get(document) ?? []);
}

async function importDirectory(trx: Db, directory: Directory, { by, now }: Import): Promise<Imported['result']> {
  const before = await trx.selectFrom('offices').select('id').limit(1).executeTakeFirst();
  const saved = await saveDirectory(trx, { directory, by, now, why: null, act: 'imported' });
  return saved.result === 'unchanged' ? 'unchanged' : before === undefined ? 'created' : 'updated';
}

async function knownSlugs(trx: Db, slugs: readonly string[]): Promise<Set<string>> {
  const rows = await trx.selectFrom('editions').select('slug').where('slug', 'in', slugs).execute();
  return new Set(rows.map(({ slug }) => slug));
}

/** Incidents that are new, many to a statement. One that a court took down stays a draft. */
async function create(trx: Db, incidents: readonly Incident[], asked: Import): Promise<void> {
  const down = (await loadTakenBack(trx)).filter(({ part }) => part.kind === 'incident').map((each) => each.incident);
  const free = incidents.filter(({ slug }) => !down.includes(slug));
  await insertNew(trx, free, asked);
  await insertNew(
    trx,
    incidents.filter((incident) => !free.includes(incident)),
    { ...asked, publish: false },
  );
}

async function insertNew(trx: Db, incidents: readonly Incident[], { publish, by, now }: Import): Promise<void> {
  if (incidents.length === 0) return;
  const signed = { at: now, user: by.user, via: by.via, act: 'imported' as const, why: null };
  const ids = await addRevisions(
    trx,
    incidents.map(({ slug }) => ({ ...signed, subject: 'incident', subjectId: slug, changes: [], public: false })),
  );
  const publishedAt = publish ? now : null;
  await insertEditions(
    trx,
    incidents.map((incident) => ({
      state: publish ? 'public' : 'draft',
      incident,
      version: ids.get(incident.slug) ?? 0,
      publishedAt,
      firstPublishedAt: publishedAt,
      addedAt: { entries: new Map(), promises: new Map(), checks: new Map() },
    })),
    now,
  );
  if (publish) await bumpFactsRevision(trx);
}

/** An incident of which there is an edition. */
async function update(trx: Db, incident: Incident, asked: Import): Promise<'updated' | 'unchanged'> {
  const signed = { by: asked.by, now: asked.now, why: null, act: 'imported' as const };
  if (!asked.publish || (await findTakenDown(trx, incident.slug)))
    return changed((await saveDraft(trx, { ...signed, incident })).result === 'saved');
  const shown = await findEdition(trx, incident.slug, 'public');
  if (shown && changesBetween(writeIncident(shown.incident), writeIncident(incident)).length === 0) return 'unchanged';
  await saveDraft(trx, { ...signed, incident });
  return changed((await publish(trx, { ...signed, slug: incident.slug })).result === 'published');
}

const changed = (is: boolean) => (is ? 'updated' : 'unchanged');
