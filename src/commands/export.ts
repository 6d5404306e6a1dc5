import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { publicDirectory } from '../domain/directory-public.ts';
import { printDocument, writeDirectory, writeIncident } from '../domain/document.ts';
import type { Incident } from '../domain/incident.ts';
import type { Way } from '../domain/taken-back.ts';
import { addAudit } from '../records/audit.ts';
import { type Db, inSnapshot } from '../records/database.ts';
import { findForDesk } from '../records/desk.ts';
import { loadDirectory } from '../records/directory.ts';
import type { Edition } from '../records/editions.ts';
import { givenAway } from '../records/exported.ts';
import { listWholeRecord } from '../records/incidents.ts';
import { loadTakenBack } from '../records/taken-back.ts';
import { type Io, Refused } from './io.ts';
import { withRecord } from './with-record.ts';

/**
 * `export`: the record as documents that `import` reads. The whole of it is JSON Lines, the directory first and then every
 * incident by slug; one document alone is printed to be read. An incident is given as published, else its draft. What a court
 * took down is left out; what was retracted is kept, and named on standard error. With `--public` only what readers see: neither
 * drafts nor what was retracted, nor the desk's notes.
 */
export async function exportRecord(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      incident: { type: 'string' },
      directory: { type: 'boolean' },
      public: { type: 'boolean' },
      out: { type: 'string' },
    },
  });
  return withRecord(
    io,
    async ({ db }) => {
      await inSnapshot(db, async (snapshot) => {
        const { incident, directory = false } = values;
        const isPublic = values.public === true;
        const shown = await exporterOf(snapshot, isPublic, io);
        const texts = textsOf(snapshot, { incident, directory, isPublic, shown });
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

/** The incident as it may be given away; undefined: not at all. */
type Exporter = (edition: Edition) => Incident | undefined;

async function exporterOf(db: Db, isPublic: boolean, io: Io): Promise<Exporter> {
  const taken = Map.groupBy(await loadTakenBack(db), ({ incident }) => incident);
  return ({ incident, state }) => {
    const own = taken.get(incident.slug) ?? [];
    const parts = (way: Way) =>
      own.filter((each) => each.way === way).map(({ part }) => `${part.kind} ${part.id}`.trim());
    const [down, retracted] = [parts('taken_down'), parts('retracted')];
    if (down.length > 0) io.stderr.write(`${incident.slug}: taken down by a court, left out: ${down.join(', ')}\n`);
    const kept = retracted.length > 0 && !isPublic && !down.includes('incident');
    if (kept) io.stderr.write(`${incident.slug}: retracted, kept here: ${retracted.join(', ')}\n`);
    return givenAway({ incident, state }, own, isPublic ? 'readers' : 'desk');
  };
}

type TextsAsked = { incident: string | undefined; directory: boolean; isPublic: boolean; shown: Exporter };

async function* textsOf(db: Db, { incident, directory, isPublic, shown }: TextsAsked): AsyncGenerator<string> {
  const alone = directory !== (incident !== undefined);
  const print = alone ? printDocument : (document: object) => `${JSON.stringify(document)}\n`;
  if (directory || incident === undefined) {
    const all = await loadDirectory(db);
    yield print(writeDirectory(isPublic ? publicDirectory(all) : all));
  }
  if (incident !== undefined) {
    const found = await findForDesk(db, incident);
    const edition = found?.public ?? found?.draft;
    const given = edition && shown(edition);
    if (given === undefined) throw new Refused(`no incident ${incident}`);
    yield print(writeIncident(given));
  } else if (!directory) {
    for await (const edition of listWholeRecord(db)) {
      const given = shown(edition);
      if (given !== undefined) yield print(writeIncident(given));
    }
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
