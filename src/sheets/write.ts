import { stringify } from 'csv-stringify/sync';
import type { Directory } from '../domain/directory.ts';
import { type DirectoryDocument, type IncidentDocument, writeDirectory, writeIncident } from '../domain/document.ts';
import type { Incident } from '../domain/incident.ts';
import { COLUMNS, type SheetKind } from './columns.ts';

export type Cells = Readonly<Record<string, string | number | null | undefined>>;
export type Delimiter = ',' | ';';

/** The header of a sheet, with the mark by which a spreadsheet knows UTF-8. */
export const sheetHeader = (kind: SheetKind, delimiter: Delimiter): string =>
  `\uFEFF${printed([Object.fromEntries(COLUMNS[kind].map((column) => [column, column]))], kind, delimiter)}`;

/** Rows of a sheet, without its header. No cell of words can become a formula; what is put before them `readTable` takes off again. */
export function printed(rows: readonly Cells[], kind: SheetKind, delimiter: Delimiter): string {
  const columns = COLUMNS[kind];
  return stringify(
    rows.map((row) => columns.map((column) => defused(row[column]))),
    { delimiter, record_delimiter: 'windows' },
  );
}

/** Words that a spreadsheet would take for a formula begin with an apostrophe, also those that began with one. */
function defused(cell: Cells[string]): string | number {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'string' && /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** The rows of an incident's sheet of entries or promises. */
export function rowsOfIncident(incident: Incident, kind: 'entries' | 'promises'): Cells[] {
  const document = writeIncident(incident);
  if (kind === 'entries') return document.entries.map((entry) => entryCells(document.slug, entry));
  return (document.promises ?? []).map((promise) => {
    const { id, made_in, nature, text, phrase, due, due_basis, due_reason, test } = promise;
    return { incident: document.slug, id, made_in, nature, text, phrase, due, due_basis, due_reason, test };
  });
}

function entryCells(incident: string, entry: IncidentDocument['entries'][number]): Cells {
  return {
    ...timeCells(entry.at),
    incident,
    id: entry.id,
    kind: entry.kind,
    office: entry.by?.office,
    official: entry.by?.official,
    network: entry.channel?.network,
    channel_url: entry.channel?.url,
    lang: entry.lang,
    text: entry.text,
    quote: entry.quote,
    answers: (entry.answers ?? []).join(' '),
    clock: entry.clock,
    asked_of: entry.asked_of,
    answered_by: entry.answered_by,
    answer: entry.answer,
    removed: removedCell(entry.removed),
    ...sourceCells(entry.source),
  };
}

type Time = IncidentDocument['entries'][number]['at'];

function timeCells(time: Time): Cells {
  const { precision, stated } = time;
  if (time.precision === 'between') return { earliest: time.earliest, latest: time.latest, precision, stated };
  return { at: time.at, precision, stated };
}

const PLAIN: ReadonlySet<string> = new Set(['minute', 'day', 'month', 'year']);

/** One cell for a time: with its precision where that does not show; of two instants both. `timeOfCell` reads it. */
function removedCell(time: Time | null | undefined): string | null {
  if (time == null) return null;
  if (time.precision === 'between') return `${time.earliest} .. ${time.latest}`;
  return PLAIN.has(time.precision) ? time.at : `${time.at} ${time.precision}`;
}

type Source = IncidentDocument['entries'][number]['source'];
const sourceCells = (source: Source | null | undefined): Cells => ({
  source_title: source?.title,
  source_url: source?.url,
  source_archive: source?.archive,
  source_kind: source?.kind,
  source_count: source?.count,
});

/** The rows of the directory's sheet of follower counts or measurements. */
export function rowsOfDirectory(directory: Directory, kind: 'followers' | 'measurements'): Cells[] {
  const document: DirectoryDocument = writeDirectory(directory);
  if (kind === 'followers')
    return (document.channels ?? []).flatMap(({ id, followers }) =>
      (followers ?? []).map(({ on, count, source, note }) => ({
        channel: id,
        on,
        count,
        ...sourceCells(source),
        note,
      })),
    );
  return (document.measurements ?? []).map(({ source, ...measurement }) => ({
    ...measurement,
    ...sourceCells(source),
  }));
}
