import type { Directory } from './directory.ts';
import { type Change, changesBetween, writeDirectory } from './document.ts';

/** Lists whose lines have no id. */
const NUMBERED = ['tenures', 'measurements'] as const;

/**
 * What differs between two directories, place by place, as `changesBetween` of their documents. A line without an id that came or
 * went is one change at its place: the lines after it, which only moved up or down, are none.
 */
export function directoryChanges(before: Directory, after: Directory): Change[] {
  const [old, now] = [writeDirectory(before), writeDirectory(after)];
  const named = changesBetween(withoutNumbered(old), withoutNumbered(now));
  return [...named, ...NUMBERED.flatMap((list) => changesOfLines(list, old[list] ?? [], now[list] ?? []))];
}

function withoutNumbered<T extends Partial<Record<(typeof NUMBERED)[number], unknown>>>(document: T) {
  const { tenures, measurements, ...named } = document;
  return named;
}

function changesOfLines(list: string, before: readonly object[], after: readonly object[]): Change[] {
  const same = (a: object | undefined, b: object | undefined) => JSON.stringify(a) === JSON.stringify(b);
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && same(before[start], after[start])) start += 1;
  let end = 0;
  while (end < shorter - start && same(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => {
    const place = `${list}[${start + index}]`;
    const changes = changesBetween(old[index], now[index]);
    return changes.map(({ path, ...rest }) => ({ path: path === '$' ? place : `${place}.${path}`, ...rest }));
  }).flat();
}
