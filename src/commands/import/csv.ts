import { CsvError, parse } from 'csv-parse/sync';
import {
  checkEntryDocument,
  type DocumentError,
  type EntryDocument,
  type Expected,
  type IncidentDocument,
} from '../../domain/document.ts';

/** The columns of a CSV of entries, in the order of docs/import.md. A header names the ones it uses, in any order. */
export const ENTRY_COLUMNS = [
  'incident',
  'id',
  'kind',
  'at',
  'precision',
  'earliest',
  'latest',
  'stated',
  'office',
  'official',
  'network',
  'channel_url',
  'lang',
  'text',
  'quote',
  'answers',
  'clock',
  'asked_of',
  'answered_by',
  'answer',
  'removed',
  'source_title',
  'source_url',
  'source_archive',
  'source_kind',
  'source_count',
] as const;
export type EntryColumn = (typeof ENTRY_COLUMNS)[number];
const NEEDED: readonly EntryColumn[] = ['incident', 'id', 'kind'];

/** An entry of a CSV: the slug of its incident, the line that it starts on, and the entry. */
export type EntryRow = { incident: string; line: number; entry: EntryDocument };

/** What is wrong with one cell: line from 1, the column (null: the whole line), what stands there and what is expected. */
export type CsvRefusal = { line: number; column: string | null; value: unknown; expected: Expected };

type Record = { line: number; cells: string[] };
type Row = Partial<{ [K in EntryColumn]: string }>;

/**
 * The entries of a CSV as a spreadsheet writes it: byte order mark, comma, semicolon or tab, quotes, CRLF, dates like
 * 15.07.2019. All errors at once. Times and references are checked with the incident, once `withEntries` has put them there.
 */
export function readEntriesCsv(text: string): { ok: true; rows: EntryRow[] } | { ok: false; errors: CsvRefusal[] } {
  const parsed = recordsOf(text);
  if (!parsed.ok) return parsed;
  const [header, ...records] = parsed.records;
  if (header === undefined || records.length === 0)
    return { ok: false, errors: [{ line: 1, column: null, value: undefined, expected: because('something') }] };
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  const errors = headerErrors(names, header.line);
  const results = records.map((record) => readRow(record, names));
  errors.push(...results.flatMap((result) => (result.ok ? [] : result.errors)));
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

const because = (key: Expected['key'], params: Expected['params'] = {}): Expected => ({ key, params });

function recordsOf(text: string): { ok: true; records: Record[] } | { ok: false; errors: CsvRefusal[] } {
  const bare = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const named = /^sep=(.)\n/i.exec(bare); // the line by which Excel is told the delimiter
  const body = named === null ? bare : bare.slice(named[0].length);
  const skipped = named === null ? 0 : 1;
  try {
    const found = parse(body, { delimiter: named?.[1] ?? delimiterOf(body), info: true, relax_column_count: true });
    let end = skipped;
    const records = (found as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => {
      const line = end + 1;
      end = skipped + info.lines;
      return { line, cells: record };
    });
    return { ok: true, records: records.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error.lines === 'number' ? error.lines + skipped : 1;
    const value = body.split('\n')[line - skipped - 1];
    return { ok: false, errors: [{ line, column: null, value, expected: because('csv') }] };
  }
}

/** Of comma, semicolon and tab the one that stands most often in the first line. */
function delimiterOf(text: string): string {
  const header = text.split('\n', 1)[0] ?? '';
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function headerErrors(names: readonly string[], line: number): CsvRefusal[] {
  const known: readonly string[] = ENTRY_COLUMNS;
  const strange = names.flatMap((name, index) => {
    if (names.indexOf(name) !== index && name !== '')
      return [{ line, column: name, value: name, expected: because('one_column') }];
    if (name === '' || known.includes(name)) return [];
    return [{ line, column: name, value: name, expected: because('column', { columns: known.join(', ') }) }];
  });
  const missing = NEEDED.filter((column) => !names.includes(column));
  return [
    ...strange,
    ...missing.map((column) => ({ line, column, value: undefined, expected: because('column_needed', { column }) })),
  ];
}

function readRow(
  { line, cells }: Record,
  names: readonly string[],
): { ok: true; row: EntryRow } | { ok: false; errors: CsvRefusal[] } {
  const row: Row = {};
  const errors: CsvRefusal[] = [];
  cells.forEach((cell, index) => {
    const name = names[index] ?? '';
    if (cell.trim() === '') return;
    if (name === '') errors.push({ line, column: null, value: cell, expected: because('cell') });
    else row[name as EntryColumn] = cell;
  });
  const incident = row.incident?.trim() ?? '';
  if (!/^[a-z0-9-]{1,80}$/.test(incident))
    errors.push({ line, column: 'incident', value: row.incident, expected: because('id') });
  const checked = checkEntryDocument(entryOf(row));
  if (!checked.ok) errors.push(...checked.errors.map((error) => refusalOf(error, row, line)));
  if (!checked.ok || errors.length > 0) return { ok: false, errors };
  return { ok: true, row: { incident, line, entry: checked.value } };
}

/** The entry that a row says, not yet checked. */
function entryOf(row: Row): unknown {
  const word = (column: EntryColumn) => row[column]?.trim() ?? null;
  const { office, official, network } = {
    office: word('office'),
    official: word('official'),
    network: word('network'),
  };
  const count = word('source_count');
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
    removed: row.removed === undefined ? null : timeAt(isoOf(row.removed)),
    source: {
      title: row.source_title ?? null,
      url: word('source_url'),
      archive: word('source_archive'),
      kind: word('source_kind'),
      count: count === null ? null : /^\d+$/.test(count) ? Number(count) : count,
    },
  };
}

function timeOf(row: Row): unknown {
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

/** A Russian or Kazakh spreadsheet turns 2019-07-15T14:00 into 15.07.2019 14:00; that reads only one way, unlike 7/15/2019. */
function isoOf(cell: string): string {
  const text = cell.trim();
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(text);
  const spaced = /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2}(?::\d{2})?)$/.exec(text);
  const clock = (time: string | undefined) =>
    time === undefined ? '' : `T${time.padStart(time.length < 6 ? 5 : 8, '0')}`;
  if (dotted) {
    const [, day = '', month = '', year = '', time] = dotted;
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${clock(time)}`;
  }
  return spaced ? `${spaced[1]}${clock(spaced[2])}` : text;
}

const COLUMN_OF: readonly (readonly [string, EntryColumn])[] = [
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
  ['$.source.url', 'source_url'],
  ['$.source.archive', 'source_archive'],
  ['$.source.kind', 'source_kind'],
  ['$.source.count', 'source_count'],
  ['$.source', 'source_title'],
];

/** The cell that an error of the entry came from. */
function refusalOf({ path, value, expected }: DocumentError, row: Row, line: number): CsvRefusal {
  const column = COLUMN_OF.find(([prefix]) => path.startsWith(prefix))?.[1] ?? (path.slice(2) as EntryColumn);
  return { line, column, value: row[column] ?? (typeof value === 'object' ? undefined : value), expected };
}
