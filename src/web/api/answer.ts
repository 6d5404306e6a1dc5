import type { Instant } from '../../domain/zone.ts';
import type { AppContext } from '../context.ts';
import { respondPublic } from '../respond.ts';

/** A JSON answer of the public API: anybody's page may read it, and caches keep it as they keep pages. */
export function respondJson(c: AppContext, body: unknown, until?: Instant): Promise<Response> {
  c.header('Access-Control-Allow-Origin', '*');
  return respondPublic(c, `${JSON.stringify(body)}\n`, {
    type: 'application/json; charset=utf-8',
    ...(until === undefined ? {} : { until }),
  });
}
