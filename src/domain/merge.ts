import { followed, plain } from './follow.ts';
import { LANGUAGES } from './words.ts';

/** A field that two people changed, each otherwise: what it was before, and what each of them put there; null for nothing. */
export type Clash = { path: string; before: unknown; theirs: unknown; mine: unknown };

/** Both changes in one, as far as they go together; where they do not, `mine` stands there until somebody chooses. */
export type Merged<T> = { document: T; clashes: Clash[] };

type Json = Record<string, unknown>;
type Three = { before: unknown; theirs: unknown; mine: unknown };

/**
 * What two people made of one document, or of a part of it, field by field. What only one of them changed is taken from him;
 * what both changed alike is taken once; the rest are clashes. A time, a source, a channel, a speaker is one field: half of one
 * and half of another would be nobody's. Texts go language by language, lists of parts part by part: those with ids by their ids,
 * others (a check, a reply, a moved deadline) by where each of them stood and what it said. Of a list of words, what each added
 * is added. `before` null: what it was is not known, and everything that differs is a clash. `together`: fields that have a
 * meaning only together; changed by both, they are asked about, each that differs. Absent, null and empty are the same.
 */
export function mergeDocuments<T extends object>(
  before: object | null,
  theirs: object,
  mine: T,
  together: readonly (readonly string[])[] = [],
): Merged<T> {
  const three: Three = { before, theirs, mine };
  const clashes: Clash[] = [];
  const document = (before === null ? byKeys('', three, clashes, true) : byKeys('', three, clashes)) as Json;
  for (const group of together) {
    const changed = (by: 'theirs' | 'mine') => group.some((key) => !isSame(at(three[by], key), at(before, key)));
    if (before === null || !changed('theirs') || !changed('mine')) continue;
    for (const key of group) {
      if (isSame(at(theirs, key), at(mine, key)) || clashes.some(({ path }) => path === key)) continue;
      document[key] = at(mine, key);
      clashes.push({ path: key, before: at(before, key), theirs: at(theirs, key), mine: at(mine, key) });
    }
  }
  return { document: document as T, clashes };
}

function merge(path: string, three: Three, clashes: Clash[], unknown = false): unknown {
  const { before, theirs, mine } = three;
  if (isSame(theirs, mine)) return theirs;
  if (!unknown && isSame(mine, before)) return theirs;
  if (!unknown && isSame(theirs, before)) return mine;
  if (isTexts(theirs) && isTexts(mine)) return byKeys(path, three, clashes, unknown);
  const merged = mergeLists(path, three, clashes, unknown);
  if (merged !== undefined) return merged;
  clashes.push({ path, before: before ?? null, theirs: theirs ?? null, mine: mine ?? null });
  return mine;
}

/** Undefined: they are no lists, or it has to be asked which of them stays. */
function mergeLists(path: string, three: Three, clashes: Clash[], unknown: boolean): unknown[] | undefined {
  const lists = [three.before ?? [], three.theirs ?? [], three.mine ?? []];
  if (!lists.every((list) => Array.isArray(list))) return undefined;
  const items = lists.flat();
  if (items.every((item) => isObject(item) && typeof item.id === 'string')) return byIds(path, three, clashes, unknown);
  if (unknown) return undefined;
  return items.every(isObject) ? byPlaces(path, lists as Json[][], clashes) : itemByItem(three);
}

function byKeys(path: string, { before, theirs, mine }: Three, clashes: Clash[], unknown = false): Json {
  const keys = new Set([theirs, mine].flatMap((each) => Object.keys(each ?? {})));
  const merged: Json = {};
  for (const key of keys) {
    const three = { before: at(before, key), theirs: at(theirs, key), mine: at(mine, key) };
    merged[key] = merge(path === '' ? key : `${path}.${key}`, three, clashes, unknown);
  }
  return merged;
}

/** Theirs in their order, then what is new of mine. A part that one removed and the other changed is a clash. */
function byIds(path: string, { before, theirs, mine }: Three, clashes: Clash[], unknown: boolean): Json[] {
  const [old, their, own] = [before, theirs, mine].map(partsById) as [Parts, Parts, Parts];
  const ids = new Set([...their.keys(), ...own.keys()]);
  return [...ids].flatMap((id) => {
    const three = { before: old.get(id), theirs: their.get(id), mine: own.get(id) };
    const place = `${path}[${id}]`;
    // Two that came under one id are two things: no field of one is put into the other.
    const isOne = unknown || three.before !== undefined;
    const item =
      isOne && three.theirs !== undefined && three.mine !== undefined
        ? byKeys(place, three, clashes, unknown)
        : (merge(place, three, clashes, unknown) as Json | undefined);
    return item === undefined || item === null ? [] : [item];
  });
}

/** The same for parts that have no ids. What both added alike is there once. */
function byPlaces(path: string, lists: readonly Json[][], clashes: Clash[]): Json[] {
  const [before = [], theirs = [], mine = []] = lists;
  const [their, own] = [followed(before, theirs), followed(before, mine)];
  const merged: Json[] = [];
  const put = (index: number): void => {
    const at = <T>(list: readonly T[], places: readonly (number | undefined)[]) => list[places[index] ?? -1];
    const three = { before: before[index], theirs: at(theirs, their), mine: at(mine, own) };
    const place = `${path}[${merged.length}]`;
    const isBoth = three.theirs !== undefined && three.mine !== undefined;
    const item = (isBoth ? byKeys(place, three, clashes) : merge(place, three, clashes)) as Json | undefined;
    if (item !== undefined && item !== null) merged.push(item);
  };
  for (const [place, item] of theirs.entries()) {
    const index = their.indexOf(place);
    if (index < 0) merged.push(item);
    else put(index);
  }
  for (const index of before.keys()) if (their[index] === undefined) put(index);
  const added = theirs.filter((_, place) => !their.includes(place));
  for (const item of mine.filter((_, place) => !own.includes(place))) {
    const same = added.findIndex((other) => isSame(other, item));
    if (same < 0) merged.push(item);
    else added.splice(same, 1);
  }
  return merged;
}

/** What each added is added, what each took out is out. Undefined where both took the same out and put something else there: it may be one thing changed twice. */
function itemByItem({ before, theirs, mine }: Three): unknown[] | undefined {
  if (![before ?? [], theirs ?? [], mine ?? []].every(Array.isArray)) return undefined;
  const [old, their, own] = [before, theirs, mine].map(itemsByText) as [Items, Items, Items];
  const added = (items: Items) => [...items.keys()].some((key) => !old.has(key));
  const bothRemoved = [...old.keys()].some((key) => !their.has(key) && !own.has(key));
  if (bothRemoved && added(their) && added(own)) return undefined;
  const kept = [...their].filter(([key]) => own.has(key) || !old.has(key));
  const mineAlone = [...own].filter(([key]) => !their.has(key) && !old.has(key));
  return [...kept, ...mineAlone].map(([, item]) => item);
}

type Items = Map<string, unknown>;
type Parts = Map<string, Json>;
const itemsByText = (list: unknown): Items =>
  new Map(((list ?? []) as unknown[]).map((item) => [JSON.stringify(plain(item)), item]));
const partsById = (list: unknown): Parts => new Map(((list ?? []) as Json[]).map((item) => [String(item.id), item]));

const at = (node: unknown, key: string): unknown => (isObject(node) ? (node[key] ?? null) : null);
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).every((key) => LANGUAGES.some((lang) => lang === key));
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));
