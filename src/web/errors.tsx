import { HTTPException } from 'hono/http-exception';
import { ErrorPage } from '../../views/pages/error.tsx';
import { readerOf } from '../../views/reader.ts';
import { CodeNeeded } from '../records/publication-code.ts';
import { isUnavailable } from '../records/unavailable.ts';
import type { AppContext } from './context.ts';
import { REFUSAL_STATUSES, Refusal, type RefusalStatus } from './refusal.ts';

/** Any error as an answer: what a handler refused, or a 500 that tells the reader nothing of our insides. */
export function answerError(error: Error, c: AppContext): Promise<Response> {
  return answerRefusal(error instanceof Refusal ? error : asRefusal(error), c);
}

/** An error page in the reader's language; in the API a problem document (RFC 9457). */
export async function answerRefusal(refusal: Refusal, c: AppContext): Promise<Response> {
  const { status, key, params, headers } = refusal;
  const { t, lang, path, requestId, site } = c.var;
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  c.header('Cache-Control', 'no-store');
  const title = t(`error.${status}.title`);
  const text = t(key, params);
  if (/^\/api(\/|$)/.test(path)) {
    c.header('Content-Type', 'application/problem+json');
    return c.body(JSON.stringify({ type: 'about:blank', title, status, detail: text, request: requestId }), status);
  }
  const page = (
    <ErrorPage
      r={readerOf(lang)}
      site={site}
      // The address of what a court took down may name somebody: the page does not repeat it.
      path={key === 'error.410.taken_down' ? '/' : path}
      status={status}
      title={title}
      text={text}
      requestId={requestId}
    />
  );
  return c.html(page, status);
}

function asRefusal(error: Error): Refusal {
  if (error instanceof CodeNeeded) return new Refusal(403, 'desk.refused.code', {}, {});
  if (isUnavailable(error)) return new Refusal(503, 'error.503.text', {}, { 'Retry-After': '30' });
  const status: RefusalStatus =
    (error instanceof HTTPException && REFUSAL_STATUSES.find((known) => known === error.status)) || 500;
  const key = status === 413 ? 'error.400.text' : (`error.${status}.text` as const);
  return new Refusal(status, key, {}, {});
}
