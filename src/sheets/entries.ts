import { checkEntryDocument, type EntryDocument, type IncidentDocument } from '../domain/document.ts';
import {
  because,
  type CsvRefusal,
  isoOf,
  type Places,
  type Row,
  refusalOf,
  SOURCE_PLACES,
  sourceOf,
  wordOf,
} from './cells.ts';
import type { EntryColumn } from './columns.ts';
import { headerErrors, type Line, readTable, rowOf } from './table.ts';

/** An entry of a CSV: the slug of its incident, the line that it starts on, and the entry. */
export type EntryRow = { incident: string; line: number; entry: EntryDocument };

export type RowRead<T> = { ok: true; row: T } | { ok: false; errors: CsvRefusal[] };

/**
 * The entries of a CSV as a spreadsheet writes it: byte order mark, comma, semicolon or tab, quotes, CRLF, dates like
 * 15.07.2019. All errors at once. Times and references are checked with the incident, once `withEntries` has put them there.
 */
export function readEntriesCsv(text: string): { ok: true; rows: EntryRow[] } | { ok: false; errors: CsvRefusal[] } {
  const read = readTable(text);
  if (!read.ok) return read;
  const { table } = read;
  const results = table.lines.map((line) => readEntryRow(line, table.names));
  const errors = [...headerErrors(table, 'entries'), ...results.flatMap((row) => (row.ok ? [] : row.errors))];
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, rows: results.flatMap((row) => (row.ok ? row.row : [])) };
}

/** The document with the rows' entries: each in the place of the entry of its id, or at the end. Others stay as they are. */
export function withEntries(document: IncidentDocument, rows: readonly EntryRow[]): IncidentDocument {
  const entries = new Map(document.entries.map((entry) => [entry.id, entry]));
  for (const { entry } of rows) entries.set(entry.id, entry);
  return { ...document, entries: [...entries.values()] };
}

/** One row of a sheet of entries. */
export function readEntryRow(from: Line, names: readonly string[]): RowRead<EntryRow> {
  const { line } = from;
  const { row, errors } = rowOf(from, names);
  const incident = wordOf(row, 'incident') ?? '';
  errors.push(...incidentErrors(incident, row, line));
  const checked = checkEntryDocument(entryOf(row));
  if (!checked.ok) errors.push(...checked.errors.map((error) => refusalOf(error, row, line, ENTRY_PLACES)));
  if (!checked.ok || errors.length > 0) return { ok: false, errors };
  return { ok: true, row: { incident, line, entry: checked.value } };
}

/** What is wrong with the slug of a row. */
export function incidentErrors(incident: string, row: Row, line: number): CsvRefusal[] {
  if (/^[a-z0-9-]{1,80}$/.test(incident)) return [];
  return [{ line, column: 'incident', value: row.incident, expected: because('id') }];
}

/** The entry that a row says, not yet checked. */
function entryOf(row: Row<EntryColumn>): unknown {
  const word = (column: EntryColumn) => wordOf(row, column);
  const [office, official, network] = [word('office'), word('official'), word('network')];
  return {
    id: word('id') ?? undefined,
    kind: word('kind') ?? undefined,
    at: timeOf(row),
    by: office === null && official === null ? null : { office, official },
    channel: network === null && word('channel_url') === null ? null : { network, url: word('channel_url') },
    lang: word('lang') ?? 'ru',
    text: row.text ?? null,
    quote: row.quote ?? null,
    answers: word('answers')?.split(/[\s,;]+/) ?? [],
    clock: word('clock'),
    asked_of: word('asked_of'),
    answered_by: word('answered_by'),
    answer: word('answer'),
    removed: row.removed === undefined ? null : timeOfCell(row.removed),
    source: sourceOf(row),
  };
}

function timeOf(row: Row<EntryColumn>): unknown {
  const stated = row.stated === undefined ? {} : { stated: row.stated };
  const precision = row.precision?.trim();
  const [earliest, latest] = [row.earliest, row.latest].map((cell) => (cell === undefined ? undefined : isoOf(cell)));
  if (precision === 'between' || (precision === undefined && row.at === undefined))
    return { earliest, latest, precision: 'between', ...stated };
  const at = row.at === undefined ? undefined : isoOf(row.at);
  const extra = { ...(earliest === undefined ? {} : { earliest }), ...(latest === undefined ? {} : { latest }) };
  return precision === undefined
    ? { ...timeAt(at ?? ''), ...extra, ...stated }
    : { at, precision, ...extra, ...stated };
}

/** A time in one cell: as precise as it is written, with its precision after it, or two instants with `..` between them. */
function timeOfCell(cell: string): unknown {
  const [, earliest, latest] = /^(.+?) \.\. (.+)$/.exec(cell.trim()) ?? [];
  if (earliest !== undefined && latest !== undefined)
    return { earliest: isoOf(earliest), latest: isoOf(latest), precision: 'between' };
  const [, at, precision] = /^(.+?) ([a-z]+)$/.exec(cell.trim()) ?? [];
  return at === undefined ? timeAt(isoOf(cell)) : { at: isoOf(at), precision };
}

/** Without a precision a time is as precise as it is written. */
function timeAt(at: string): { at: string; precision: string } {
  const precision = at.includes('T')
    ? 'minute'
    : /^\d{4}$/.test(at)
      ? 'year'
      : /^\d{4}-\d{2}$/.test(at)
        ? 'month'
        : 'day';
  return { at, precision };
}

/** Where the errors of an entry belong. */
export const ENTRY_PLACES: Places = [
  ['$.at.stated', 'stated'],
  ['$.at.earliest', 'earliest'],
  ['$.at.latest', 'latest'],
  ['$.at.precision', 'precision'],
  ['$.at', 'at'],
  ['$.by.official', 'official'],
  ['$.by', 'office'],
  ['$.channel.url', 'channel_url'],
  ['$.channel', 'network'],
  ['$.answers', 'answers'],
  ['$.removed', 'removed'],
  ...SOURCE_PLACES,
];
