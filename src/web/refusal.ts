import type { MessageKey, Params } from '../i18n/translate.ts';

export const REFUSAL_STATUSES = [400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503] as const;
export type RefusalStatus = (typeof REFUSAL_STATUSES)[number];

/** A request that is answered with an error page, or with a problem document in the API. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly key: MessageKey;
  readonly params: Params;
  readonly headers: Record<string, string>;

  constructor(status: RefusalStatus, key: MessageKey, params: Params, headers: Record<string, string>) {
    super(`${status} ${key}`);
    this.status = status;
    this.key = key;
    this.params = params;
    this.headers = headers;
  }
}

/** Ends the request with an error page of `status`; `key` names the sentence that says what is wrong, in the reader's language. */
export function refuse(
  status: RefusalStatus,
  key: MessageKey = `error.${status}.text`,
  params: Params = {},
  headers: Record<string, string> = {},
): never {
  throw new Refusal(status, key, params, headers);
}
