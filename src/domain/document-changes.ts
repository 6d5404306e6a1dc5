/** One difference between two documents: where (`entries[tweet].quote`), and what stood and stands there; null for nothing. */
export type Change = { path: string; before: unknown; after: unknown };

type Json = Record<string, unknown>;

/**
 * What differs between two canonical documents; null or undefined is no document. Lists of objects with an `id` are matched by
 * id (`entries[tweet]`), other lists of objects by index (`changes[0]`); a list of words is one value; a new order of the same
 * ids is one change at `entries[*]`. Nothing for equal documents. Absent, null and empty are the same: contracts.md.
 */
export function changesBetween(before: unknown, after: unknown): Change[] {
  return changesAt('', before ?? null, after ?? null);
}

function changesAt(path: string, before: unknown, after: unknown): Change[] {
  if (isList(before) || isList(after)) return changesOfLists(path, before ?? [], after ?? []);
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      changesAt(path === '' ? key : `${path}.${key}`, before[key] ?? null, after[key] ?? null),
    );
  }
  return isSame(before, after) ? [] : [{ path: path === '' ? '$' : path, before, after }];
}

function changesOfLists(path: string, before: unknown, after: unknown): Change[] {
  if (!isList(before) || !isList(after)) return [{ path, before, after }];
  const all = [...before, ...after];
  if (!all.every(isObject)) return isSame(before, after) ? [] : [{ path, before, after }];
  if (all.every((item) => typeof item.id === 'string')) return changesById(path, before as Json[], after as Json[]);
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) =>
    changesAt(`${path}[${index}]`, before[index] ?? null, after[index] ?? null),
  ).flat();
}

function changesById(path: string, before: Json[], after: Json[]): Change[] {
  const [old, now] = [byId(before), byId(after)];
  const ids = [...new Set([...old.keys(), ...now.keys()])];
  const changes = ids.flatMap((id) => changesAt(`${path}[${id}]`, old.get(id) ?? null, now.get(id) ?? null));
  const kept = [[...old.keys()].filter((id) => now.has(id)), [...now.keys()].filter((id) => old.has(id))];
  return isSame(kept[0], kept[1]) ? changes : [...changes, { path: `${path}[*]`, before: kept[0], after: kept[1] }];
}

const byId = (list: Json[]): Map<string, Json> => new Map(list.map((item) => [String(item.id), item]));
const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !isList(value);
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The changes as readers may see them: a `note` is for the desk alone, as a change of its own and within a part that came or went
 * as a whole.
 */
export function withoutNotes(changes: readonly Change[]): Change[] {
  return changes
    .filter(({ path }) => !/(^|\.)note$/.test(path))
    .map(({ path, before, after }) => ({ path, before: bare(before), after: bare(after) }));
}

function bare(value: unknown): unknown {
  if (isList(value)) return value.map(bare);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (key === 'note' ? [] : [[key, bare(part)]])),
  );
}
