/** What a spreadsheet may hold. docs/import.md. */
export const SHEET_KINDS = ['entries', 'promises', 'followers', 'measurements'] as const;
export type SheetKind = (typeof SHEET_KINDS)[number];

const SOURCE = ['source_title', 'source_url', 'source_archive', 'source_kind', 'source_count'] as const;

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
  ...SOURCE,
] as const;
export type EntryColumn = (typeof ENTRY_COLUMNS)[number];

export const PROMISE_COLUMNS = [
  'incident',
  'id',
  'made_in',
  'nature',
  'text',
  'phrase',
  'due',
  'due_basis',
  'due_reason',
  'test',
] as const;

export const FOLLOWER_COLUMNS = ['channel', 'on', 'count', ...SOURCE, 'note'] as const;

export const MEASUREMENT_COLUMNS = ['indicator', 'office', 'from', 'to', 'value', ...SOURCE, 'note'] as const;

export const COLUMNS: Readonly<Record<SheetKind, readonly string[]>> = {
  entries: ENTRY_COLUMNS,
  promises: PROMISE_COLUMNS,
  followers: FOLLOWER_COLUMNS,
  measurements: MEASUREMENT_COLUMNS,
};

/** Columns without which no row says anything. */
export const NEEDED: Readonly<Record<SheetKind, readonly string[]>> = {
  entries: ['incident', 'id', 'kind'],
  promises: ['incident', 'id', 'made_in', 'text'],
  followers: ['channel', 'on', 'count'],
  measurements: ['indicator', 'value'],
};

/** What a sheet holds, by a column that no other kind has; without any it is one of entries. */
export function kindOfSheet(names: readonly string[]): SheetKind {
  if (names.includes('made_in')) return 'promises';
  if (names.includes('channel')) return 'followers';
  return names.includes('indicator') ? 'measurements' : 'entries';
}
