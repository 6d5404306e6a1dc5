import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { printDocument, writeDirectory, writeIncident } from '../domain/document.ts';
import { addAudit } from '../records/audit.ts';
import { type Db, inSnapshot } from '../records/database.ts';
import { findForDesk } from '../records/desk.ts';
import { loadDirectory } from '../records/directory.ts';
import { listWholeRecord } from '../records/incidents.ts';
import { type Io, Refused } from './io.ts';
import { withRecord } from './with-record.ts';

/**
 * `export`: the record as documents that `import` reads. The whole of it is JSON Lines, the directory first and then every
 * incident by slug; one document alone is printed to be read. An incident is given as published, else its draft.
 */
export async function exportRecord(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { incident: { type: 'string' }, directory: { type: 'boolean' }, out: { type: 'string' } },
  });
  return withRecord(
    io,
    async ({ db }) => {
      await inSnapshot(db, (snapshot) => {
        const texts = textsOf(snapshot, { incident: values.incident, directory: values.directory === true });
        return values.out === undefined ? write(texts, io.stdout) : writeFile(texts, resolve(io.cwd, values.out));
      });
      const what = [...(values.directory === true ? ['directory'] : []), ...(values.incident ? [values.incident] : [])];
      const by = { user: null, via: 'command' as const };
      await addAudit(db, { kind: 'exported', by, now: io.now(), note: what.join(', ') || null });
      return 0;
    },
    { mustExist: true },
  );
}

async function* textsOf(
  db: Db,
  { incident, directory }: { incident: string | undefined; directory: boolean },
): AsyncGenerator<string> {
  const alone = directory !== (incident !== undefined);
  const print = alone ? printDocument : (document: object) => `${JSON.stringify(document)}\n`;
  if (directory || incident === undefined) yield print(writeDirectory(await loadDirectory(db)));
  if (incident !== undefined) {
    const found = await findForDesk(db, incident);
    const edition = found?.public ?? found?.draft;
    if (edition === undefined) throw new Refused(`no incident ${incident}`);
    yield print(writeIncident(edition.incident));
  } else if (!directory) {
    for await (const edition of listWholeRecord(db)) yield print(writeIncident(edition.incident));
  }
}

async function write(texts: AsyncIterable<string>, output: Writable): Promise<void> {
  for await (const text of texts) if (!output.write(text)) await once(output, 'drain');
}

/** The file is there whole or not at all. */
async function writeFile(texts: AsyncIterable<string>, path: string): Promise<void> {
  const part = `${path}.part`;
  const file = createWriteStream(part);
  try {
    await once(file, 'open');
    await write(texts, file);
    file.end();
    await finished(file);
    await rename(part, path);
  } catch (error) {
    file.destroy();
    await rm(part, { force: true });
    throw error;
  }
}
