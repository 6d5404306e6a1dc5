import { accountMail } from '../../views/mail/account-mail.tsx';
import { LANGUAGES, type Language } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import { ACCOUNT_LETTERS, type AccountLetter, type Delivery } from '../records/deliveries.ts';
import { addOneTimeLink } from '../records/sessions.ts';
import { findUser } from '../records/users.ts';
import { accountLinkUntil, newToken, tokenHash } from './account-links.ts';
import { type Composed, hostOf, type LetterKind, type MailSite } from './kinds.ts';
import { mailKey, messageMark } from './links.ts';
import { template } from './message.ts';

/**
 * The letters to people of the desk: an invitation, a new password. The link is made when the letter is, so that nothing at rest
 * opens anything: who reads the database has hashes alone. A letter that is tried again carries another link of the same time.
 */
export function accountLetters(site: MailSite): LetterKind {
  const composeOne = async (db: Db, delivery: Delivery, now: Instant): Promise<Composed> => {
    const { purpose, user: id, lang } = partsOf(delivery.recipient);
    const user = await findUser(db, id);
    if (user === undefined || user.disabledAt !== null) return 'nobody';
    const until = accountLinkUntil(purpose, delivery.createdAt);
    if (until <= now) return { never: 'the link had expired before it could be sent' };
    const token = newToken();
    await addOneTimeLink(db, { tokenHash: tokenHash(token), user: id, purpose, now, expiresAt: until });
    const { baseUrl, zone } = site;
    const words = accountMail({ purpose, name: user.name, token, until, baseUrl, lang, zone });
    const headers = [
      ['Auto-Submitted', 'auto-generated'],
      ['Content-Language', lang],
    ] as const;
    const fill = template({ ...words, from: site.from, date: delivery.createdAt, headers });
    const named = messageMark(await mailKey(db, now), ['account', delivery.id, delivery.createdAt]);
    return fill({ to: user.email, id: `<account.${delivery.id}.${named}@${hostOf(site)}>` });
  };
  return {
    compose: async (db, deliveries, now) => {
      const composed = new Map<number, Composed>();
      for (const delivery of deliveries) composed.set(delivery.id, await composeOne(db, delivery, now));
      return composed;
    },
  };
}

/** `invitation:12:kk`: what, to whom, in which language. */
function partsOf(recipient: string): { purpose: AccountLetter; user: number; lang: Language } {
  const [purpose, user, lang] = recipient.split(':');
  return {
    purpose: ACCOUNT_LETTERS.find((known) => known === purpose) ?? 'reset',
    user: Number(user),
    lang: LANGUAGES.find((known) => known === lang) ?? 'ru',
  };
}
