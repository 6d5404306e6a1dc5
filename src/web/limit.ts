import type { MessageKey } from '../i18n/translate.ts';
import { addressMark, mailKey } from '../mail/links.ts';
import { countAttempt } from '../records/attempts.ts';
import { type AppContext, clientAddress, primaryOf } from './context.ts';
import { refuse } from './refusal.ts';

/** `what` names the limit, `whose` (an address, an account) is kept as a mark that nobody can try values against without the key. */
export type Counted = { what: string; whose: string; windowSeconds: number };

/** The name under which attempts are counted. */
export async function limitKey(c: AppContext, { what, whose }: Pick<Counted, 'what' | 'whose'>): Promise<string> {
  return `${what}:${addressMark(await mailKey(primaryOf(c.var.deps), c.var.now), whose)}`;
}

/** Counts one more, in every process together. Refuses with 429 and the time to wait beyond `most`; `key` says why, by `{minutes}`. */
export async function limit(c: AppContext, counted: Counted & { most: number; key: MessageKey }): Promise<void> {
  const { deps, now } = c.var;
  const { windowSeconds, most, key } = counted;
  const { count, endsAt } = await countAttempt(primaryOf(deps), {
    key: await limitKey(c, counted),
    windowSeconds,
    now,
  });
  if (count > most) refuseUntil(c, endsAt, key);
}

/** Ends the request with 429 and the time to wait. */
export function refuseUntil(c: AppContext, endsAt: number, key: MessageKey): never {
  const seconds = Math.max(1, Math.ceil((endsAt - c.var.now) / 1000));
  return refuse(429, key, { minutes: Math.ceil(seconds / 60) }, { 'Retry-After': String(seconds) });
}

/** The network that asks, as limits know it; empty where there is no connection. */
export const askedFrom = (c: AppContext): string => clientAddress(c) ?? '';
