import { Hono } from 'hono';
import { EXPORT_FILES, type ExportFile, ExportPage } from '../../../views/desk/export.tsx';
import type { Directory } from '../../domain/directory.ts';
import { publicDirectory } from '../../domain/directory-public.ts';
import { writeDirectory, writeIncident } from '../../domain/document.ts';
import { localDate } from '../../domain/zone.ts';
import { addAudit } from '../../records/audit.ts';
import { type ExportScope, listExported } from '../../records/exported.ts';
import { type Delimiter, printed, rowsOfDirectory, rowsOfIncident, sheetHeader } from '../../sheets/write.ts';
import { refuse } from '../refusal.ts';
import { byOf, type DeskContext, type DeskEnv, deskOf, mayPublish, show } from './context.ts';
import { asFile, CSV_TYPE, delimiterFor } from './sheets.ts';
import { directoryOf } from './store.ts';
import { deskZone } from './zone.ts';

/** The record as files: what readers see, or what one sees oneself at the desk. Told in the log. */
export function exports(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/export', (c) => show(c, <ExportPage desk={deskOf(c)} />));

  app.get('/desk/export/file', async (c) => {
    const { deps, now } = c.var;
    const file = EXPORT_FILES.find((known) => known === c.req.query('file')) ?? refuse(404);
    const readers = c.req.query('of') === 'readers';
    const directory = await directoryOf(c);
    await addAudit(deps.db, { kind: 'exported', by: byOf(c), now, note: readers ? `${file}, public` : file });
    const texts = textsOf(c, file, {
      scope: scopeOf(c, readers),
      directory: readers ? publicDirectory(directory) : directory,
      delimiter: delimiterFor(c),
    });
    const name = `merzim-${localDate(now, await deskZone(c))}-${file}`;
    const type = file.endsWith('.csv') ? CSV_TYPE : 'application/jsonl; charset=utf-8';
    return asFile(c, name, type, streamed(texts));
  });

  return app;
}

/** Editors see every draft; a reporter takes those along that he wrote at. */
function scopeOf(c: DeskContext, readers: boolean): ExportScope {
  if (readers) return { of: 'readers' };
  return mayPublish(c) ? { of: 'all' } : { of: 'own', user: c.var.session.user.id };
}

type Exporting = { scope: ExportScope; directory: Directory; delimiter: Delimiter };

async function* textsOf(c: DeskContext, file: ExportFile, { scope, directory, delimiter }: Exporting) {
  const { db } = c.var.deps;
  switch (file) {
    case 'record.jsonl':
      yield `${JSON.stringify(writeDirectory(directory))}\n`;
      for await (const incident of listExported(db, scope)) yield `${JSON.stringify(writeIncident(incident))}\n`;
      return;
    case 'entries.csv':
    case 'promises.csv': {
      const kind = file === 'entries.csv' ? 'entries' : 'promises';
      yield sheetHeader(kind, delimiter);
      for await (const incident of listExported(db, scope))
        yield printed(rowsOfIncident(incident, kind), kind, delimiter);
      return;
    }
    case 'followers.csv':
    case 'measurements.csv': {
      const kind = file === 'followers.csv' ? 'followers' : 'measurements';
      yield sheetHeader(kind, delimiter);
      yield printed(rowsOfDirectory(directory, kind), kind, delimiter);
    }
  }
}

function streamed(texts: AsyncIterable<string>): ReadableStream {
  const encoder = new TextEncoder();
  async function* bytes() {
    for await (const text of texts) if (text !== '') yield encoder.encode(text);
  }
  return ReadableStream.from(bytes());
}
