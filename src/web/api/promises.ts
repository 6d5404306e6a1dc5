import { Hono } from 'hono';
import { nextChangeAt, nextMinute } from '../../domain/next-change.ts';
import { promisor } from '../../domain/office.ts';
import { type ListedPromise, listPublicPromises, type PromisePage } from '../../records/promise-list.ts';
import { type AppContext, type AppEnv, baseUrl } from '../context.ts';
import type { Row } from '../csv.ts';
import { readPromiseFilter } from '../promise-filter.ts';
import { refuse } from '../refusal.ts';
import { respondJson } from './answer.ts';
import { CSV_BATCH, respondCsv } from './csv.ts';
import { derivedPromise } from './derived.ts';
import { limitOf, nextAddress } from './paging.ts';

const CSV_COLUMNS = [
  'incident',
  'id',
  'office',
  'nature',
  'text',
  'phrase',
  'status',
  'due_on',
  'due_at',
  'days_overdue',
  'days_late',
  'moves',
  'days_past_first',
  'checked_on',
  'checked_since_due',
  'stale',
  'url',
] as const;

/** `/api/v1/promises` and its CSV: each promise with what it is at the instant asked for, narrowed as on the page. contracts.md, HTTP. */
export function promises(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/api/v1/promises', async (c) => {
    const page = await pageOf(c, limitOf(c), c.req.query('cursor'));
    const body = { promises: page.promises.map((listed) => line(listed, c)), next: nextAddress(c, page.next) };
    return respondJson(c, body, untilOf(page, c));
  });
  app.get('/api/v1/promises.csv', (c) => {
    // What is wrong with the address is said before anything of the file is.
    readPromiseFilter(c);
    return respondCsv(c, { name: 'promises', columns: CSV_COLUMNS, rows: () => allRows(c) });
  });
  return app;
}

async function pageOf(c: AppContext, limit: number, after: string | undefined): Promise<PromisePage> {
  const { filter } = readPromiseFilter(c);
  try {
    return await listPublicPromises(c.var.deps.db, {
      ...filter,
      asOf: c.var.asOf.at,
      limit,
      ...(after ? { after } : {}),
    });
  } catch (error) {
    if (after && error instanceof RangeError) refuse(400, 'error.cursor');
    throw error;
  }
}

/** Every promise that the filter lets through, in the order of the page. */
async function* allRows(c: AppContext): AsyncGenerator<Row[]> {
  let after: string | undefined;
  do {
    const page = await pageOf(c, CSV_BATCH, after);
    yield page.promises.map((listed) => {
      const { extended, ...rest } = line(listed, c);
      return { ...rest, moves: extended?.moves ?? null, days_past_first: extended?.days_past_first ?? null };
    });
    after = page.next ?? undefined;
  } while (after !== undefined);
}

function line({ incident, promise, state }: ListedPromise, c: AppContext) {
  return {
    incident: incident.slug,
    office: promisor(promise, incident).office,
    ...derivedPromise(state),
    nature: promise.nature,
    text: promise.text,
    phrase: promise.phrase,
    url: `${baseUrl(c.var.deps)}/promises/${incident.slug}/${promise.id}`,
  };
}

const untilOf = (page: PromisePage, c: AppContext): number =>
  // What the page does not show may come in at the next whole minute.
  Math.min(
    nextChangeAt([...new Set(page.promises.map(({ incident }) => incident))], c.var.now, ['Asia/Almaty']),
    nextMinute(c.var.now),
  );
