import { parseArgs } from 'node:util';
import { describeError } from '../domain/document.ts';
import type { Db } from '../records/database.ts';
import {
  type Import,
  type Imported,
  type ImportedDocument,
  importDocuments,
  listImportErrors,
} from '../records/import.ts';
import { refreshStatistics } from '../records/statistics.ts';
import { loadTakenBack } from '../records/taken-back.ts';
import { type FileRead, type Place, readImportFile } from './import/read-file.ts';
import { withSheets } from './import/sheet.ts';
import { type Io, Refused, UsageError } from './io.ts';
import { withRecord } from './with-record.ts';

/** Documents after which the engine has to look anew how large its tables are. */
const MANY = 100;

const OPTIONS = {
  publish: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'taken-down-as-drafts': { type: 'boolean' },
} as const;

/**
 * `import FILE… [--publish] [--dry-run]`: takes documents into the record, all or nothing. contracts.md, Command line. Never
 * publishes what a court took down: it refuses, or with `--taken-down-as-drafts` keeps these as drafts and says so.
 */
export async function importFiles(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (positionals.length === 0) throw new UsageError('name a file to import, or - for standard input');
  if (new Set(positionals).size < positionals.length) throw new UsageError('a file is named twice');
  const [publish, dryRun] = [values.publish === true, values['dry-run'] === true];
  const reads: FileRead[] = [];
  for (const file of positionals) reads.push(await readImportFile(file, io));
  const isWhole = reads.every((read) => read.isWhole);
  return withRecord(io, async ({ db }) => {
    const { documents, errors } = await withSheets(db, reads, publish);
    const all = [
      ...reads.flatMap((read) => read.errors),
      ...errors,
      ...(isWhole ? await unknownIn(db, documents) : []),
    ];
    if (all.length > 0) throw new Refused(`${all.join('\n')}\nnothing was imported`);
    const down = publish ? await takenDownAmong(db, documents) : [];
    if (down.length > 0 && values['taken-down-as-drafts'] !== true)
      throw new Refused(
        `${down.map((slug) => `${slug}: taken down by a court; an editor lifts that at the desk`).join('\n')}\n` +
          'nothing was imported; with --taken-down-as-drafts these are imported as drafts',
      );
    const asked = { documents: documents.map(({ document }) => document), publish, dryRun };
    const done = await importDocuments(db, {
      ...asked,
      by: { user: null, via: 'import' },
      now: io.now(),
      ...progressTo(io, documents.length),
    });
    if (!done.ok) throw new Refused(`${lines(done.errors, documents).join('\n')}\nnothing was imported`);
    if (!dryRun && documents.length > MANY) await refreshStatistics(db);
    for (const slug of down) io.stderr.write(`${slug}: taken down by a court: a draft, not published\n`);
    report(done.documents, { publish, dryRun, down }, io);
    return 0;
  });
}

type Documents = readonly { place: Place; document: ImportedDocument }[];

async function unknownIn(db: Db, documents: Documents): Promise<string[]> {
  return lines(
    await listImportErrors(
      db,
      documents.map(({ document }) => document),
    ),
    documents,
  );
}

function lines(errors: Awaited<ReturnType<typeof listImportErrors>>, documents: Documents): string[] {
  return errors.map(({ document, error }) =>
    describeError({ ...error, path: documents[document]?.place.pathIn(error.path) ?? error.path }),
  );
}

/** The incidents among the documents that a court took down as a whole. */
async function takenDownAmong(db: Db, documents: Documents): Promise<string[]> {
  const slugs = documents.flatMap(({ document }) => (document.kind === 'incident' ? [document.incident.slug] : []));
  const taken = (await loadTakenBack(db)).filter(({ part, way }) => part.kind === 'incident' && way === 'taken_down');
  const down = new Set(taken.map(({ incident }) => incident));
  return slugs.filter((slug) => down.has(slug));
}

type Reported = Pick<Import, 'publish' | 'dryRun'> & { down: readonly string[] };

function report(documents: readonly Imported[], { publish, dryRun, down }: Reported, io: Io): void {
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const { slug, result } of documents) {
    counts[result] += 1;
    const how = slug === null ? '' : publish && !down.includes(slug) ? ', published' : ', a draft';
    if (result !== 'unchanged') io.stdout.write(`${slug ?? 'directory'}: ${result}${how}\n`);
  }
  const { created, updated, unchanged } = counts;
  const changed = created + updated;
  io.stdout.write(
    changed === 0 ? 'nothing changed\n' : `${created} created, ${updated} updated, ${unchanged} unchanged\n`,
  );
  if (dryRun && changed > 0) io.stdout.write('dry run: nothing was written\n');
}

/** On a terminal, how far it is. */
function progressTo(io: Io, total: number): Pick<Import, 'onProgress'> {
  if (!('isTTY' in io.stderr && io.stderr.isTTY === true)) return {};
  return { onProgress: (done) => io.stderr.write(`\r${done} of ${total}${done === total ? '\n' : ''}`) };
}
