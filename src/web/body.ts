import type { AppContext } from './context.ts';
import { refuse } from './refusal.ts';

/** What a form sent, by its fields; refuses with 400 what says that it is a form and is none. */
export async function sentBody(c: Pick<AppContext, 'req'>): Promise<Record<string, string | File | (string | File)[]>> {
  try {
    return await c.req.parseBody({ all: true });
  } catch (error) {
    // Every other error is told by whoever threw it: a body that is too long, a connection that broke.
    if (error instanceof TypeError) return refuse(400);
    throw error;
  }
}
