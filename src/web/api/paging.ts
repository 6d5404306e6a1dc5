import type { AppContext } from '../context.ts';
import { baseUrl } from '../context.ts';
import { refuse } from '../refusal.ts';

export const LIMIT_DEFAULT = 20;
export const LIMIT_MAX = 100;

/** `?limit=`, 1 to 100, 20 if absent. Refuses with 400 what is not. */
export function limitOf(c: AppContext): number {
  const text = c.req.query('limit');
  if (text === undefined) return LIMIT_DEFAULT;
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > LIMIT_MAX)
    refuse(400, 'error.limit', { max: LIMIT_MAX });
  return Number(text);
}

/** The address of the next page: this one with the cursor it goes on from; null at the end. */
export function nextAddress(c: AppContext, cursor: string | null): string | null {
  if (cursor === null) return null;
  const address = new URL(c.req.url);
  address.searchParams.set('cursor', cursor);
  return `${baseUrl(c.var.deps)}${address.pathname}${address.search}`;
}

/** A query parameter that must be one of `values`; undefined if absent or empty. Refuses with 400 any other. */
export function oneOfQuery<const T extends readonly string[]>(
  c: AppContext,
  name: string,
  values: T,
): T[number] | undefined {
  const text = c.req.query(name);
  if (text === undefined || text === '') return undefined;
  if (!values.includes(text)) refuse(400, 'error.query', { name, expected: values.join(', ') });
  return text;
}
