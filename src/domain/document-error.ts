/** What is wrong with one place of a document: where (`$.entries[3].at.at`), what stands there, and what is expected. */
export type DocumentError = { path: string; value: unknown; expected: Expected };

/** A rule that a value breaks. The keys are stable: a page translates them, the command line has plain English. */
export type Expected = { key: ExpectedKey; params: Readonly<Record<string, string | number>> };

type Params = Expected['params'];

const ENGLISH = {
  document: () => 'a document: an object with a format',
  json: () => 'JSON',
  something: () => 'at least one document: there is nothing in it',
  csv: () => 'CSV as a spreadsheet writes it',
  column: ({ columns }: Params) => `one of the columns ${columns}`,
  column_needed: ({ column }: Params) => `a column ${column}`,
  one_column: () => 'a column that stands once',
  cell: () => 'nothing: there is no column over this cell',
  object: () => 'an object',
  list: () => 'a list',
  at_most: ({ count }: Params) => `at most ${count} of them`,
  at_least_one: () => 'at least one of them',
  no_such_key: () => 'nothing: there is no such key here',
  one_of: ({ values }: Params) => `one of ${values}`,
  yes_or_no: () => 'true or false',
  number: () => 'a number',
  whole_number: ({ least }: Params) => `a whole number from ${least}`,
  id: () => "1 to 80 of a-z, 0-9 and '-'",
  unique_id: ({ first }: Params) => `an id of its own: ${first} has it already`,
  words: ({ max }: Params) => `words of at most ${max} characters`,
  words_needed: () => 'words: it may not be empty',
  storable: () => 'text without the character U+0000 and without half a character (an unpaired surrogate)',
  language: () => 'words in at least one of ru, kk, en',
  url: () => 'an address that starts with http:// or https://',
  wikidata: () => 'an item of Wikidata, such as Q35493',
  zone: () => 'the name of a zone in the IANA database, such as Asia/Almaty (an offset is no name)',
  date: () => 'a date, such as 2019-07-15',
  time: () => 'a local date and time, such as 2019-07-15T14:00',
  month: () => 'a month, such as 2019-07',
  year: () => 'a year, such as 2019',
  date_or_time: () => 'a date, such as 2019-07-15, or a local date and time, such as 2019-07-15T14:00',
  coarse_date: () => 'a date, a month or a year: 2019-02-25, 2019-02 or 2019',
  time_that_exists: ({ zone }: Params) => `a time that the clocks of ${zone} show`,
  forwards: () => 'a span that does not end before it begins',
  not_before_start: () => 'an end that is not before the start',
  entry: () => 'the id of an entry of this incident',
  statement: () => 'the id of a statement of this incident',
  entry_or_promise: () => 'the id of an entry or of a promise of this incident',
  promise_or_first_post: () => 'the id of a promise of this incident, or first_post',
  speaker: () => 'an office: a statement names who spoke',
  text_or_quote: () => 'a text or a quote',
  source: () => 'a source: a title, a url, an archive or a kind other than link',
  question: () => 'nothing: only a question has it',
  due_reason: () => 'the reason why the newsroom set the day',
  office: () => 'the id of an office of the directory',
  official: () => 'the id of an official of the directory',
  indicator: () => 'the id of an indicator of the directory',
  owner: () => 'one owner: an office or an official',
  incident: () => 'an incident of the record or of this import',
  channel: () => 'the id of a channel of the directory',
  one_row: ({ line }: Params) => `a row of its own: line ${line} says the same thing`,
  with_others: () => 'the rows that it needs: one of them was refused',
  judged_by_editor: () => 'outcomes and judgements as they stand: an editor judges',
} satisfies Record<string, (params: Params) => string>;

export type ExpectedKey = keyof typeof ENGLISH;

/** Every key that `expected.key` can have. */
export const EXPECTED_KEYS = Object.keys(ENGLISH) as ExpectedKey[];

/** What was expected, in plain English, for the command line. */
export function describeExpected(expected: Expected): string {
  return ENGLISH[expected.key](expected.params);
}

/** The whole error on one line: path, value (cut to 80 characters) and what is expected. */
export function describeError(error: DocumentError): string {
  return `${error.path}: ${printValue(error.value)}, expected ${describeExpected(error.expected)}`;
}

function printValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 80 ? text : `${[...text.slice(0, 80)].slice(0, -1).join('')}…`;
}

export type Path = readonly PropertyKey[];

/** Notes that the value at `path` breaks a rule. */
export type Report = (path: Path, key: ExpectedKey, params?: Params) => void;

/** Whether the shape of what stands at `path`, or of a part of it, is wrong: then its absence means nothing. */
export type IsWrong = (path: Path) => boolean;

/** The path as people write it: `$.entries[3].at.at`; a key that is no plain word in quotes. */
export function printPath(path: Path): string {
  const step = (part: PropertyKey) => {
    if (typeof part === 'number') return `[${part}]`;
    const key = String(part);
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  };
  return `$${path.map(step).join('')}`;
}

/** What stands at `path` in `value`; undefined where there is nothing. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    return (at as Record<PropertyKey, unknown>)[key];
  }, value);
}
