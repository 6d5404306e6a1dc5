import type { Change } from './document-changes.ts';
import { isBeside } from './evidence.ts';

/** Lists whose items are matched by their ids in the path of a change; the others are matched by index. */
const BY_ID = new Set(['entries', 'promises']);

/**
 * A canonical document as it stood before `changes` (of `changesBetween`) were made to it: each `after` gives way to its
 * `before`. The order of a list of ids is not restored. Neither argument is changed.
 */
export function documentBefore(document: unknown, changes: readonly Change[]): unknown {
  return changes
    .filter(({ path }) => !isBeside(path))
    .toReversed()
    .reduce((after, { path, before }) => put(after, stepsOf(path), before, ''), document);
}

/** `entries[tweet].quote` is `entries`, `[tweet]`, `quote`. */
function stepsOf(path: string): string[] {
  return path === '$' ? [] : (path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? []);
}

/** `within`: the key of the list that the node is. */
function put(node: unknown, steps: readonly string[], value: unknown, within: string): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (!step.startsWith('[')) {
    const object = isObject(node) ? node : {};
    return { ...object, [step]: put(object[step], rest, value, step) };
  }
  const list = Array.isArray(node) ? [...node] : [];
  const name = step.slice(1, -1);
  if (name === '*') return list;
  const index = BY_ID.has(within) ? placeOf(list, name) : Number(name);
  const item = put(list[index], rest, value, '');
  if (item === null || item === undefined) list.splice(index, 1);
  else list[index] = item;
  return list;
}

function placeOf(list: readonly unknown[], id: string): number {
  const found = list.findIndex((item) => isObject(item) && item.id === id);
  return found < 0 ? list.length : found;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
