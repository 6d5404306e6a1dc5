import type { Directory } from './directory.ts';
import { type Change, changesBetween, type DirectoryDocument, writeDirectory } from './document.ts';

/** Lists whose lines have no id, and by what two versions of one line are known. */
const NUMBERED = {
  tenures: ['office', 'official', 'from'],
  measurements: ['indicator', 'office', 'from', 'to'],
} as const;
/** The same within an account. */
const FACTS = { states: ['state', 'from'], followers: ['on'], traits: ['trait', 'on'] } as const;

type Line = Record<string, unknown>;
type Placed = { line: Line; index: number };

/**
 * What differs between two directories, place by place, as `changesBetween` of their documents. A line without an id that came or
 * went is one change at its place: the lines after it, which only moved up or down, are none. What changed or went has the place
 * that it had before, what came has its new one.
 */
export function directoryChanges(before: Directory, after: Directory): Change[] {
  const [old, now] = [writeDirectory(before), writeDirectory(after)];
  const kept = new Set(now.channels?.map(({ id }) => id).filter((id) => old.channels?.some((each) => each.id === id)));
  const changes = [
    ...changesBetween(named(old, kept), named(now, kept)),
    ...linesOf(NUMBERED).flatMap(([list, keys]) =>
      changesOfLines(list, keys, (old[list] ?? []) as Line[], (now[list] ?? []) as Line[]),
    ),
    ...[...kept].flatMap((id) => changesOfAccount(id, old, now)),
  ];
  // Another order of lines without ids is nothing that anybody reads, but it is what changed.
  return changes.length > 0 ? changes : changesBetween(old, now);
}

/** The document without the lines that have no id. */
function named({ tenures, measurements, ...rest }: DirectoryDocument, kept: ReadonlySet<string>) {
  const channels = rest.channels?.map((each) => {
    const { states, followers, traits, ...own } = each;
    return kept.has(each.id) ? own : each;
  });
  return { ...rest, channels };
}

function changesOfAccount(id: string, old: DirectoryDocument, now: DirectoryDocument): Change[] {
  const [was, is] = [old, now].map(({ channels }) => channels?.find((each) => each.id === id));
  return linesOf(FACTS).flatMap(([list, keys]) =>
    changesOfLines(`channels[${id}].${list}`, keys, (was?.[list] ?? []) as Line[], (is?.[list] ?? []) as Line[]),
  );
}

function changesOfLines(
  list: string,
  keys: readonly string[],
  before: readonly Line[],
  after: readonly Line[],
): Change[] {
  const old = before.map((line, index) => ({ line, index }));
  const now = after.map((line, index) => ({ line, index }));
  pairs(old, now, ({ line }) => JSON.stringify(line));
  const pairsOfKey = pairs(old, now, ({ line }) => JSON.stringify(keys.map((key) => line[key] ?? null)));
  // Of a list as long as it was, what stands in the same place is the same line with other words.
  const inPlace = before.length === after.length ? pairs(old, now, ({ index }) => String(index)) : [];
  const changed = [...pairsOfKey, ...inPlace].map(([was, is]) => ({ index: was.index, was: was.line, is: is.line }));
  const gone = old.map(({ index, line }) => ({ index, was: line, is: null }));
  const come = now.map(({ index, line }) => ({ index, was: null, is: line }));
  return [...changed, ...gone, ...come]
    .sort((a, b) => a.index - b.index)
    .flatMap(({ index, was, is }) => {
      const place = `${list}[${index}]`;
      return changesBetween(was, is).map(({ path, ...rest }) => ({
        path: path === '$' ? place : `${place}.${path}`,
        ...rest,
      }));
    });
}

/** Takes out of both lists, in their order, the lines that are the same by `keyOf`, and gives them two by two. */
function pairs(old: Placed[], now: Placed[], keyOf: (placed: Placed) => string): [Placed, Placed][] {
  const waiting = Map.groupBy(now, keyOf);
  const found = old.flatMap((was): [Placed, Placed][] => {
    const is = waiting.get(keyOf(was))?.shift();
    return is === undefined ? [] : [[was, is]];
  });
  const [gone, come] = [new Set(found.map(([was]) => was)), new Set(found.map(([, is]) => is))];
  old.splice(0, old.length, ...old.filter((each) => !gone.has(each)));
  now.splice(0, now.length, ...now.filter((each) => !come.has(each)));
  return found;
}

const linesOf = <T extends object>(lists: T) => Object.entries(lists) as [keyof T & string, readonly string[]][];
