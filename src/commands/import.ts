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
import { type FileRead, type Place, readImportFile } from './import/read-file.ts';
import { withSheets } from './import/sheet.ts';
import { type Io, Refused, UsageError } from './io.ts';
import { withRecord } from './with-record.ts';

const OPTIONS = { publish: { type: 'boolean' }, 'dry-run': { type: 'boolean' } } as const;

/** `import FILE… [--publish] [--dry-run]`: takes documents into the record, all or nothing. contracts.md, Command line. */
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
    const asked = { documents: documents.map(({ document }) => document), publish, dryRun };
    const done = await importDocuments(db, {
      ...asked,
      by: { user: null, via: 'import' },
      now: io.now(),
      ...progressTo(io, documents.length),
    });
    if (!done.ok) throw new Refused(`${lines(done.errors, documents).join('\n')}\nnothing was imported`);
    report(done.documents, { publish, dryRun }, io);
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

function report(documents: readonly Imported[], { publish, dryRun }: Pick<Import, 'publish' | 'dryRun'>, io: Io): void {
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const { slug, result } of documents) {
    counts[result] += 1;
    const how = slug === null ? '' : publish ? ', published' : ', a draft';
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
