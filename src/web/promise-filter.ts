import type { Period } from '../domain/period.ts';
import { STATUSES } from '../domain/promise.ts';
import { askedFor } from '../domain/search/keys.ts';
import { isWritten } from '../domain/span.ts';
import { PROMISE_SORTS, type PromisesAsked } from '../records/promise-list.ts';
import { STEMMERS } from '../records/search-words.ts';
import type { AppContext } from './context.ts';
import { refuse } from './refusal.ts';

/** The parameters by which promises are narrowed and put in order: the same for the page, the JSON and the CSV. */
export const PROMISE_FILTERS = [
  'status',
  'office',
  'official',
  'incident',
  'q',
  'said_from',
  'said_to',
  'due_from',
  'due_to',
  'sort',
] as const;
export type PromiseQuery = Partial<Record<(typeof PROMISE_FILTERS)[number], string>>;

export type PromiseFilter = Omit<PromisesAsked, 'asOf' | 'after' | 'limit'>;

/** What somebody may type to look for, in UTF-16 letters. */
export const LONGEST_QUESTION = 200;

/** Reads what the address asks for; empty parameters ask for nothing. Refuses with 400 what is no such value. */
export function readPromiseFilter(c: AppContext): { query: PromiseQuery; filter: PromiseFilter } {
  const query: PromiseQuery = {};
  for (const name of PROMISE_FILTERS) {
    const value = typedIn(c.req.query(name));
    if (value !== '') query[name] = value;
  }
  const { office, official, incident, q } = query;
  const status = oneOf('status', query.status, STATUSES);
  const sort = oneOf('sort', query.sort, PROMISE_SORTS);
  if (q !== undefined && q.length > LONGEST_QUESTION) refuse(400, 'error.search_long', { max: LONGEST_QUESTION });
  const said = periodOf('said', query.said_from, query.said_to);
  const due = periodOf('due', query.due_from, query.due_to);
  const filter = {
    ...(status === undefined ? {} : { statuses: [status] }),
    ...(office === undefined ? {} : { office }),
    ...(official === undefined ? {} : { official }),
    ...(incident === undefined ? {} : { incident }),
    ...(q === undefined ? {} : { words: askedFor(q, STEMMERS) }),
    ...(said === undefined ? {} : { said }),
    ...(due === undefined ? {} : { due }),
    ...(sort === undefined ? {} : { order: sort }),
  };
  return { query, filter };
}

/** What somebody typed, without what no text has: control characters, halves of signs, blanks at its ends. */
export function typedIn(value: string | undefined): string {
  return (value ?? '').replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim();
}

function oneOf<const T extends readonly string[]>(
  name: string,
  value: string | undefined,
  values: T,
): T[number] | undefined {
  if (value !== undefined && !values.includes(value)) refuse(400, 'error.query', { name, expected: values.join(', ') });
  return value;
}

function periodOf(name: string, from: string | undefined, to: string | undefined): Period | undefined {
  if (from === undefined && to === undefined) return undefined;
  return { from: dayOf(`${name}_from`, from), to: dayOf(`${name}_to`, to) };
}

function dayOf(name: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!isWritten(value, 'date')) refuse(400, 'error.query', { name, expected: '2019-07-30' });
  return value;
}
