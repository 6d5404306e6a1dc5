import type * as z from 'zod';
import {
  type DocumentError,
  type Expected,
  type IsWrong,
  type Path,
  printPath,
  type Report,
  valueAt,
} from './document-error.ts';

/** What is left of a document when everything of the wrong shape is taken out: every part may be missing. */
export type Pruned<T> = T extends readonly (infer E)[]
  ? (Pruned<E> | undefined)[]
  : T extends object
    ? { [K in keyof T]?: Pruned<T[K]> | undefined }
    : T;

export type Checked<T> = { ok: true; value: T } | { ok: false; errors: DocumentError[] };

type Issue = { path: Path; expected: Expected };

/**
 * Every error of `value` at once: those of its shape (`schema`), and those that `rules` find in the parts whose shape is
 * right. Rules see a document from which the wrong parts are taken out.
 */
export function checked<S extends z.ZodType>(
  value: unknown,
  schema: S,
  rules: (document: Pruned<z.infer<S>>, report: Report, isWrong: IsWrong) => void,
): Checked<z.infer<S>> {
  const result = schema.safeParse(value);
  const issues = result.success ? [] : result.error.issues.flatMap(issuesOf);
  const document = result.success ? result.data : pruned(value, issues);
  const wrong = new Set(issues.flatMap(({ path }) => path.map((_, index) => printPath(path.slice(0, index + 1)))));
  const report: Report = (path, key, params = {}) => issues.push({ path, expected: { key, params } });
  rules(document as Pruned<z.infer<S>>, report, (path) => wrong.has(printPath(path)));
  if (result.success && issues.length === 0) return { ok: true, value: result.data };
  return { ok: false, errors: issues.map((issue) => errorOf(issue, value)) };
}

function errorOf({ path, expected }: Issue, value: unknown): DocumentError {
  return { path: printPath(path), value: valueAt(value, path), expected };
}

function issuesOf(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...issue.path, key], expected: { key: 'no_such_key', params: {} } }));
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
    const values = optionsOf(issue).join(', ');
    return [{ path: issue.path, expected: { key: 'one_of', params: { values } } }];
  }
  return [{ path: issue.path, expected: JSON.parse(issue.message) as Expected }];
}

/** The values that a discriminator may have: zod gives them, its types do not say so. */
function optionsOf(issue: object): unknown[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
}

/** A copy without the places that the issues name; what is left is of the right shape. */
function pruned(value: unknown, issues: readonly Issue[]): unknown {
  const copy = copyOf(value);
  for (const { path } of issues) {
    const key = path.at(-1);
    if (key === undefined) return {};
    const parent = valueAt(copy, path.slice(0, -1));
    if (Array.isArray(parent)) parent[Number(key)] = undefined;
    else if (isObject(parent)) delete parent[key];
  }
  return copy;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, of]) => [key, copyOf(of)])) : value;
}

const isObject = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
