import { createMiddleware } from 'hono/factory';
import type { Instant } from '../../domain/zone.ts';
import { countAttempt } from '../../records/attempts.ts';
import { type AppContext, type AppEnv, clientAddress, primaryOf } from '../context.ts';
import { limitKey, refuseUntil } from '../limit.ts';

/**
 * What is worked out anew for one network in a minute, at most. Answers that are kept are not counted; nor is the machine itself,
 * for whom a proxy whose word is not taken may stand. Behind one address of a mobile network there are thousands of readers.
 */
export const READING_LIMITS = [
  { name: 'search', path: /^\/search$/, most: 300 },
  { name: 'api', path: /^\/api(\/|$)/, most: 600 },
  { name: 'data', path: /^\/data\//, most: 120 },
  { name: 'cards', path: /^\/cards\//, most: 120 },
  { name: 'sitemap', path: /^\/sitemap/, most: 120 },
] as const;

const WINDOW_SECONDS = 60;
/** Every so many are told to the other processes: a reader who reads writes nothing. */
const TOLD_EVERY = 20;
/** Networks remembered by one process. */
const REMEMBERED = 20_000;
const OWN_MACHINE = /^(127\.|::1$)/;

/** What one process knows of one network: its own count, that of the others, and when both begin anew. */
type Known = { own: number; others: number; endsAt: Instant };

/** Refuses with 429 who floods search or the API; every other page is answered on. A database that is busy holds up nobody here. */
export function reading() {
  const known = new Map<string, Known>();
  return createMiddleware<AppEnv>(async (c, next) => {
    const { path, now } = c.var;
    const limited = READING_LIMITS.find((each) => each.path.test(path));
    const network = clientAddress(c);
    if (limited === undefined || network === undefined || OWN_MACHINE.test(network)) return next();
    const key = `${limited.name} ${network}`;
    const found = remembered(known, key, now);
    found.own += 1;
    if (found.own + found.others > limited.most) refuseUntil(c, found.endsAt, 'error.429.reading');
    if (found.own % TOLD_EVERY === 0) await told(c, `reading:${limited.name}`, network, found);
    await next();
  });
}

function remembered(known: Map<string, Known>, key: string, now: Instant): Known {
  const before = known.get(key);
  if (before !== undefined && before.endsAt > now) return before;
  known.delete(key);
  const begun = { own: 0, others: 0, endsAt: now + WINDOW_SECONDS * 1000 };
  known.set(key, begun);
  const [oldest] = known.keys();
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  return begun;
}

/** Tells the others, and hears of them. It is not waited for: who reads does not wait for who writes. */
async function told(c: AppContext, what: string, whose: string, found: Known): Promise<void> {
  const { deps, now } = c.var;
  const unheard = (error: unknown) => deps.log.warn({ err: error }, 'requests could not be counted');
  const key = await limitKey(c, { what, whose }).catch(unheard);
  if (key === undefined) return;
  const { own } = found;
  countAttempt(primaryOf(deps), { key, windowSeconds: WINDOW_SECONDS, now, times: TOLD_EVERY }).then(
    ({ count, endsAt }) => {
      found.others = Math.max(found.others, count - own);
      found.endsAt = Math.min(found.endsAt, endsAt);
    },
    unheard,
  );
}
