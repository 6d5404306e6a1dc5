import { issueDigest } from '../../src/digest/issue.ts';
import type { Scope } from '../../src/domain/subscription.ts';
import { findWeek } from '../../src/domain/week.ts';
import type { Language } from '../../src/domain/words.ts';
import type { Db } from '../../src/records/database.ts';
import { insertRows } from '../../src/records/rows.ts';
import { askForSubscription, confirmSubscription } from '../../src/records/subscriptions.ts';
import { SITE } from './mail-times.ts';

/** The morning on which the digest of 2019-W31 goes out. */
export const MONDAY = Date.parse('2019-08-05T03:00:00Z');
export const WEEK = '2019-W31';

export { SITE } from './mail-times.ts';

const ALL: Scope[] = [{ kind: 'all', ref: '' }];

/** A confirmed subscriber. */
export async function addSubscriber(
  db: Db,
  email: string,
  { scopes = ALL, lang = 'ru', wantsEmpty = false }: { scopes?: Scope[]; lang?: Language; wantsEmpty?: boolean } = {},
): Promise<number> {
  await askForSubscription(db, { email, lang, wantsEmpty, scopes, attemptKey: `of ${email}`, now: MONDAY - 1 });
  const { id } = await db.selectFrom('subscribers').select('id').where('email', '=', email).executeTakeFirstOrThrow();
  await confirmSubscription(db, { id, now: MONDAY - 1 });
  await db.deleteFrom('deliveries').where('channel', '=', 'confirmation').where('recipient', '=', String(id)).execute();
  return id;
}

/** Many at once: `reader-0@example.org` … , the languages in turn. */
export async function addSubscribers(db: Db, count: number): Promise<string[]> {
  const at = new Date(MONDAY - 1).toISOString();
  const emails = Array.from({ length: count }, (_, index) => `reader-${index}@example.org`);
  const langs = ['ru', 'kk', 'en'] as const;
  await insertRows(
    db,
    'subscribers',
    emails.map((email, index) => ({
      email,
      lang: langs[index % 3] ?? 'ru',
      wants_empty: 0,
      state: 'confirmed',
      created_at: at,
      confirmed_at: at,
      bounces: 0,
      bounced_at: null,
      bounce_reason: null,
    })),
  );
  const rows = await db.selectFrom('subscribers').select('id').execute();
  await insertRows(
    db,
    'subscription_scopes',
    rows.map(({ id }) => ({ subscriber_id: id, kind: 'all', ref: '', added_at: at, confirmed_at: at })),
  );
  return emails;
}

/** Issues the digest of 2019-W31, on its Monday. */
export async function issueW31(db: Db): Promise<void> {
  const week = findWeek(WEEK, SITE.zone);
  if (week === undefined) throw new Error(WEEK);
  await issueDigest(db, { week, zone: SITE.zone, now: MONDAY, by: { user: null, via: 'command' } });
}
