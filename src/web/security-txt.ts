import { Hono } from 'hono';
import { LANGUAGES } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import { findNewsroom } from '../records/newsroom-facts.ts';
import { type AppEnv, baseUrl } from './context.ts';
import { refuse } from './refusal.ts';
import { respondPublic } from './respond.ts';

const DAY_MS = 86_400_000;
/** RFC 9116 asks for less than a year. */
const HOLDS_DAYS = 180;

/** `/.well-known/security.txt` (RFC 9116): whom to tell of a hole in this site. Without a contact of the newsroom there is none. */
export function securityTxt(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/.well-known/security.txt', async (c) => {
    const { deps, now } = c.var;
    const { contact } = await findNewsroom(deps.db);
    if (contact === null) return refuse(404);
    const base = baseUrl(deps);
    const [midnight, expires] = daysAround(now);
    const text = [
      `Contact: ${/^https?:\/\//.test(contact) ? encodeURI(contact) : `mailto:${encodeURI(contact)}`}`,
      `Expires: ${expires}`,
      `Preferred-Languages: ${LANGUAGES.join(', ')}`,
      `Canonical: ${base}/.well-known/security.txt`,
    ];
    return respondPublic(c, `${text.join('\n')}\n`, { type: 'text/plain; charset=utf-8', until: midnight });
  });
  return app;
}

/** The next midnight in UTC, and until when the file holds: the same bytes for a whole day. */
function daysAround(now: Instant): [Instant, string] {
  const midnight = (Math.floor(now / DAY_MS) + 1) * DAY_MS;
  return [midnight, new Date(midnight + HOLDS_DAYS * DAY_MS).toISOString()];
}
