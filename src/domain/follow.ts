/**
 * Where each line of a list stands in a later state of that list, by its place; undefined: it is gone. For lines that have no name
 * of their own: what stayed the same is itself, and between two such lines what is most alike has been changed. A line that has
 * nothing in common with any is gone.
 */
export function followed(before: readonly unknown[], after: readonly unknown[]): (number | undefined)[] {
  const [old, now] = [before.map(printed), after.map(printed)];
  const places: (number | undefined)[] = old.map(() => undefined);
  const free = new Set(now.keys());
  const pair = (from: number, to: number): void => {
    places[from] = to;
    free.delete(to);
  };
  for (const [from, to] of sameInOrder(old, now)) pair(from, to);
  // moved as it was
  for (const [from, words] of old.entries()) {
    const to = places[from] === undefined ? [...free].find((place) => now[place] === words) : undefined;
    if (to !== undefined) pair(from, to);
  }
  const likely = old.flatMap((_, from) =>
    [...free].map((to) => ({
      from,
      to,
      alike: alike(before[from], after[to]),
      gap: gapOf(places, from, to, now.length),
    })),
  );
  const enough = likely.filter(
    ({ from, alike, gap }) => places[from] === undefined && alike > 0 && (alike >= 0.5 || gap === 'alone'),
  );
  enough.sort((a, b) => b.alike - a.alike || Math.abs(a.from - a.to) - Math.abs(b.from - b.to));
  for (const { from, to } of enough) if (places[from] === undefined && free.has(to)) pair(from, to);
  return places;
}

/** Whether both stand alone between the same two lines that stayed. */
function gapOf(places: readonly (number | undefined)[], from: number, to: number, length: number): 'alone' | 'among' {
  const taken = new Set(places);
  const isFree = (place: number) => place >= 0 && place < length && !taken.has(place);
  const isGone = (place: number) => place in places && places[place] === undefined;
  if (isFree(to - 1) || isFree(to + 1) || isGone(from - 1) || isGone(from + 1)) return 'among';
  return (places[from - 1] ?? -1) === to - 1 && (places[from + 1] ?? length) === to + 1 ? 'alone' : 'among';
}

/** The longest run of lines that are the same on both sides and in the same order, as pairs of places. */
function sameInOrder(old: readonly string[], now: readonly string[]): [number, number][] {
  const longest = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const at = (row: number, column: number): number => longest[row]?.[column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = now.length - 1; column >= 0; column -= 1)
      (longest[row] as number[])[column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const pairs: [number, number][] = [];
  let [row, column] = [0, 0];
  while (row < old.length && column < now.length) {
    if (old[row] === now[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** The share of fields with something in them that say the same in both. */
function alike(a: unknown, b: unknown): number {
  const [one, two] = [filled(a), filled(b)];
  const keys = new Set([...one.keys(), ...two.keys()]);
  const same = [...keys].filter((key) => one.get(key) === two.get(key));
  return keys.size === 0 ? 0 : same.length / keys.size;
}

function filled(value: unknown): Map<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  const parts = Object.entries(value).map(([key, part]) => [key, printed(part)] as const);
  return new Map(parts.filter(([, words]) => words !== 'null'));
}

const printed = (value: unknown): string => JSON.stringify(plain(value));

/** One way to write it: keys in order, nothing empty. Absent, null and empty are the same. */
export function plain(value: unknown): unknown {
  if (value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value)
    .map(([key, part]) => [key, plain(part)] as const)
    .filter(([, part]) => part !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return parts.length === 0 ? null : Object.fromEntries(parts);
}
