import { Hono } from 'hono';
import { address } from '../../../views/address.ts';
import { type Input, inputOf, textOf } from '../../../views/desk/form-state.ts';
import { MOST_FILES } from '../../evidence/limits.ts';
import { newToken, tokenHash } from '../../mail/account-links.ts';
import { findShare, holdShare } from '../../records/held-shares.ts';
import { sentBody } from '../body.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { askedFrom, limit } from '../limit.ts';
import type { DeskContext } from './context.ts';
import { filesIn } from './evidence-form.ts';
import { readInput } from './input.ts';
import { holdPhotos, readyAll } from './photos.ts';
import { findSignedIn } from './session.ts';

const WINDOW_SECONDS = 15 * 60;
/** A reporter shares a whole evening's pictures one by one; who is not signed in shares one, signs in, and then another. */
export const SHARES_PER_PERSON = 60;
export const SHARES_PER_ADDRESS = 6;

/**
 * What another program of the phone shares (a POST of no page: `Origin: null`, often without our cookie). It is held for a short
 * while, whatever it is, and shown in the one box, whose own form with its own token writes the record or does not.
 */
export function shared(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/desk/shared', (c) => c.redirect(address(c.var.lang, BOX), 303));

  app.post('/desk/shared', async (c) => {
    const user = (await findSignedIn(c))?.user.id ?? null;
    return c.redirect((await boxWith(c, user, await readInput(c))) ?? address(c.var.lang, BOX), 303);
  });

  return app;
}

/** The address of the box, and of its form before it is known to which incident it belongs. */
export const BOX = '/desk/capture';

/**
 * Holds what was sent (`user` null: by nobody who is signed in) and gives the address of the box that opens with it; undefined
 * where nothing was. Nobody knows whose a picture is: it is a resident's. Refuses with 429 beyond the limit.
 */
export async function boxWith(c: AppContext, user: number | null, input: Input): Promise<string | undefined> {
  await limitShares(c, user);
  const box = sharedWords(['box', 'title', 'text', 'url'].map((field) => textOf(input, field)));
  const sent = filesIn(await sentBody(c));
  if (box === '' && sent.length === 0) return undefined;
  const photos = await readyAll(sent.slice(0, MOST_FILES), 'residents');
  const { names } = await holdPhotos(c.var, user, photos);
  const dropped = sent.length - names.length;
  const fields = inputOf({ box, held: names, dropped: dropped === 0 ? null : String(dropped) });
  const token = newToken();
  const { deps, now, lang } = c.var;
  const isHeld = await holdShare(deps.db, { tokenHash: tokenHash(token), user, fields, now });
  return address(lang, BOX, isHeld ? { shared: token } : { box: box.slice(0, LONGEST_IN_ADDRESS) || undefined });
}

/** Of words that cannot be held, what an address takes. */
const LONGEST_IN_ADDRESS = 250;

async function limitShares(c: AppContext, user: number | null): Promise<void> {
  const counted = { windowSeconds: WINDOW_SECONDS, key: 'desk.refused.shares' } as const;
  if (user === null)
    await limit(c, { ...counted, what: 'share:address', whose: askedFrom(c), most: SHARES_PER_ADDRESS });
  else await limit(c, { ...counted, what: 'share:account', whose: String(user), most: SHARES_PER_PERSON });
}

/** What the address of the box opens: what was shared under its token, or the words that it names itself; undefined: held no longer. */
export async function sharedIn(c: DeskContext): Promise<Input | undefined> {
  const { shared: token, box, title, text, url } = c.req.query();
  if (token === undefined) return inputOf({ box: sharedWords([box, title, text, url]) });
  const { deps, session, now } = c.var;
  return findShare(deps.db, { tokenHash: tokenHash(token), user: session.user.id, now });
}

/** The title, the words and the address that another program shares, once each. */
function sharedWords(shared: readonly (string | undefined)[]): string {
  const parts = shared.flatMap((part) => part?.trim() || []);
  return parts
    .filter(
      (part, at) =>
        !parts.some((other, index) => index !== at && other.includes(part) && (other !== part || index < at)),
    )
    .join('\n');
}
