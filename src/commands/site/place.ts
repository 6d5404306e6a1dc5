import { createHash } from 'node:crypto';
import { posix } from 'node:path';

/** What needs the server: the desk, letters' links, what programs ask of a process, what is installed on a phone. */
const LEFT_OUT =
  /^(\/(kk|en))?\/(desk|subscribe\/|sw\.js|offline|app\.webmanifest|healthz|readyz|metrics)(\/|$)|^(\/(kk|en))?\/subscribe\/./;
/** Questions that have an answer of their own in a copy: the next page of a list, promises of one status. */
const KEPT_QUERIES = /^(after|status)$/;

/** The address of something in the copy, without the day that the whole copy shows: `/kk/incidents?after=…`. */
export type Key = string;

/**
 * The key of an address of the site (`/path?query#part`); undefined where a copy has none of it and the live site is to answer:
 * another day, a filter, a search, the desk. `day`: `as_of` of the whole copy; empty for now.
 */
export function keyOf(address: string, day: string): Key | undefined {
  const { pathname, searchParams } = new URL(address, 'http://site');
  if (LEFT_OUT.test(pathname)) return undefined;
  const given = [...searchParams];
  const asOf = given.find(([name]) => name === 'as_of')?.[1];
  if (asOf !== undefined && asOf !== day) return undefined;
  const kept = given.filter(([name]) => name !== 'as_of').sort(([a], [b]) => (a < b ? -1 : 1));
  if (!kept.every(([name]) => KEPT_QUERIES.test(name))) return undefined;
  const query = new URLSearchParams(kept).toString();
  return `${pathname.replace(/(?<=.)\/$/, '')}${query === '' ? '' : `?${query}`}`;
}

/** How it is asked for: with the day of the copy. */
export function requestOf(key: Key, day: string): string {
  if (day === '' || key.startsWith('/static/')) return key;
  return `${key}${key.includes('?') ? '&' : '?'}as_of=${encodeURIComponent(day)}`;
}

/**
 * Where it lies in the copy: what has an ending keeps its name, a page is the `index.html` of its folder. A cursor is no name of a
 * file everywhere, so a hash of it stands there; names of the record have no underscore.
 */
export function fileOf(key: Key): string {
  const { pathname, searchParams } = new URL(key, 'http://site');
  const parts = decodeURIComponent(pathname).split('/').filter(Boolean);
  if (parts.some((part) => !/^\.?[\w-][\w.-]*$/.test(part))) throw new RangeError(`no name of a file: ${key}`);
  const asked = [...searchParams].map(([name, value]) =>
    /^[a-z_]{1,20}$/.test(value) ? `_${name}-${value}` : `_${name}-${hash(value)}`,
  );
  const name = parts.at(-1) ?? '';
  if (/\.[a-z0-9]+$/.test(name)) return [...parts.slice(0, -1), ...asked, name].join('/');
  return [...parts, ...asked, `index.${endingOf(pathname)}`].join('/');
}

/** What is answered at an address without an ending. */
function endingOf(pathname: string): 'html' | 'json' | 'txt' {
  if (pathname.startsWith('/api/')) return 'json';
  return /\/text$/.test(pathname) ? 'txt' : 'html';
}

/** The way from one file of the copy to another, whatever folder they stand in. */
export function wayTo(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to);
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
