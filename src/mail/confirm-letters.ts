import { confirmMail } from '../../views/mail/confirm-mail.tsx';
import { loadDirectory } from '../records/directory.ts';
import { listSubscribers, noteBounce, UNCONFIRMED_DAYS } from '../records/subscriptions.ts';
import { loadPublicTitles } from '../records/titles.ts';
import { type Composed, hostOf, type LetterKind, type MailSite } from './kinds.ts';
import { confirmUntil, linkToken, mailKey, messageMark } from './links.ts';
import { template } from './message.ts';

/** The letter that asks the owner of an address whether it was he. */
export function confirmLetters(site: MailSite): LetterKind {
  return {
    compose: async (db, deliveries, now) => {
      const owners = await listSubscribers(
        db,
        deliveries.map(({ recipient }) => Number(recipient)),
      );
      const scopes = owners.flatMap((owner) => [...owner.scopes, ...owner.asked]);
      const slugs = scopes.filter(({ kind }) => kind === 'incident').map(({ ref }) => ref);
      const titles = await loadPublicTitles(db, slugs);
      const directory = await loadDirectory(db);
      const key = await mailKey(db, now);
      return new Map(
        deliveries.map((delivery): [number, Composed] => {
          const owner = owners.find(({ id }) => id === Number(delivery.recipient));
          const until = confirmUntil(delivery.createdAt);
          if (owner === undefined) return [delivery.id, 'nobody'];
          if (until <= now) return [delivery.id, { never: 'the link had expired before it could be sent' }];
          const words = confirmMail({
            asked: owner.asked,
            held: owner.scopes,
            directory,
            titles,
            baseUrl: site.baseUrl,
            lang: owner.lang,
            zone: site.zone,
            until,
            days: UNCONFIRMED_DAYS,
            links: {
              confirm: linkToken(key, 'confirm', owner, until),
              manage: linkToken(key, 'manage', owner),
            },
          });
          const headers = [
            ['Auto-Submitted', 'auto-generated'],
            ['Content-Language', owner.lang],
          ] as const;
          const fill = template({ ...words, from: site.from, date: delivery.createdAt, headers });
          const named = messageMark(key, ['confirm', delivery.id, delivery.createdAt]);
          return [delivery.id, fill({ to: owner.email, id: `<confirm.${delivery.id}.${named}@${hostOf(site)}>` })];
        }),
      );
    },
    onBounce: async (db, { delivery, reason, now }) => {
      await noteBounce(db, { id: Number(delivery.recipient), reason, now });
    },
  };
}
