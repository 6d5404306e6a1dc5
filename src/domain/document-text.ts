import type { Expected } from './document-error.ts';

/** A value that a text holds: the line that it stands on in JSON Lines, its index in a JSON array, else null. */
export type Parsed = { value: unknown; line: number | null; index: number | null };

/** Where a text cannot be read: line and column from 1, and what stands there (to the end of the line, at most 40 characters). */
export type TextError = { line: number; column: number; value: string; expected: Expected };

/**
 * The documents in a text: one JSON value, a JSON array of them, or JSON Lines; a byte order mark is skipped. All errors at
 * once, where lines allow it. Whether the values are documents is for `readDocument` to say.
 */
export function parseDocuments(text: string): { ok: true; values: Parsed[] } | { ok: false; errors: TextError[] } {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (json.trim() === '') return refuse([{ line: 1, column: 1, value: '', expected: expected('something') }]);
  const at = firstErrorAt(json);
  if (at === null) return valuesOf(JSON.parse(json));
  return linesOf(json) ?? refuse([errorIn(json, at, 1)]);
}

function valuesOf(value: unknown): { ok: true; values: Parsed[] } | { ok: false; errors: TextError[] } {
  if (!Array.isArray(value)) return { ok: true, values: [{ value, line: null, index: null }] };
  if (value.length === 0) return refuse([{ line: 1, column: 1, value: '[]', expected: expected('something') }]);
  return { ok: true, values: value.map((item: unknown, index) => ({ value: item, line: null, index })) };
}

/** The lines, if the first of them is a whole value and others follow it: else the text was meant as one. */
function linesOf(json: string) {
  const lines = json.split(/\r?\n/).flatMap((text, index) => (text.trim() === '' ? [] : [{ text, line: index + 1 }]));
  const first = lines[0];
  if (first === undefined || lines.length < 2 || firstErrorAt(first.text) !== null) return undefined;
  const errors = lines.flatMap(({ text, line }) => {
    const at = firstErrorAt(text);
    return at === null ? [] : [errorIn(text, at, line)];
  });
  if (errors.length > 0) return refuse(errors);
  const values = lines.map(({ text, line }) => ({ value: JSON.parse(text) as unknown, line, index: null }));
  return { ok: true as const, values };
}

function errorIn(text: string, at: number, firstLine: number): TextError {
  const before = text.slice(0, at).split('\n');
  const value = text.slice(at).split('\n')[0]?.trimEnd().slice(0, 40) ?? '';
  return {
    line: firstLine + before.length - 1,
    column: (before.at(-1)?.length ?? 0) + 1,
    value,
    expected: expected('json'),
  };
}

const refuse = (errors: TextError[]) => ({ ok: false as const, errors });
const expected = (key: 'json' | 'something'): Expected => ({ key, params: {} });

const SPACE = /[ \t\r\n]*/y;
const TOKEN =
  /[[\]{},:]|"(?:[^"\\\p{Cc}]|\x7f|[\x80-\x9f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/uy;

/**
 * The offset at which the text stops being JSON, null if it is JSON. `JSON.parse` itself tells no offset for half of its
 * errors.
 */
function firstErrorAt(text: string): number | null {
  try {
    JSON.parse(text);
    return null;
  } catch {
    return stopsAt(text);
  }
}

/** What may come next: a value, a key, a colon, a comma or an end; `]` and `}` also right after the opening. */
type Next = 'value' | 'value_or_end' | 'key' | 'key_or_end' | 'colon' | 'comma_or_end';

function stopsAt(text: string): number {
  const open: string[] = [];
  let next = 'value' as Next;
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    TOKEN.lastIndex = at;
    const token: string | undefined = TOKEN.exec(text)?.[0];
    const step: Next | null =
      token === undefined || (open.length === 0 && next === 'comma_or_end') ? null : after(token, next, open);
    if (token === undefined || step === null) return at;
    next = step;
    at += token.length;
  }
  return text.length;
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

/** What may come after `token`, or null if it may not stand here; keeps `open`, the brackets not yet closed. */
function after(token: string, next: Next, open: string[]): Next | null {
  switch (token) {
    case '{':
    case '[':
      if (!next.startsWith('value')) return null;
      open.push(token);
      return token === '{' ? 'key_or_end' : 'value_or_end';
    case '}':
    case ']': {
      const fits = next === 'comma_or_end' || next === (token === '}' ? 'key_or_end' : 'value_or_end');
      return fits && open.pop() === (token === '}' ? '{' : '[') ? 'comma_or_end' : null;
    }
    case ',':
      if (next !== 'comma_or_end') return null;
      return open.at(-1) === '{' ? 'key' : 'value';
    case ':':
      return next === 'colon' ? 'value' : null;
    default:
      if (next.startsWith('key')) return token.startsWith('"') ? 'colon' : null;
      return next.startsWith('value') ? 'comma_or_end' : null;
  }
}
