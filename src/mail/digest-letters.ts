import { digestMail } from '../../views/mail/digest-mail.tsx';
import type { Digest } from '../domain/digest.ts';
import { incidentsOf, publicDigest } from '../domain/digest-public.ts';
import type { Directory } from '../domain/directory.ts';
import { concernedBy, digestFor, type Scope } from '../domain/subscription.ts';
import type { Texts } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from '../records/database.ts';
import type { Delivery } from '../records/deliveries.ts';
import { findDigest } from '../records/digests.ts';
import { loadDirectory } from '../records/directory.ts';
import { findFactsRevision } from '../records/revisions.ts';
import { forgiveBounces, listSubscribers, noteBounce, type Subscriber } from '../records/subscriptions.ts';
import { loadPublicTitles } from '../records/titles.ts';
import { type Composed, hostOf, type LetterKind, type MailSite } from './kinds.ts';
import { linkToken, mailKey, messageMark } from './links.ts';
import { type Fields, type Letter, mark, template } from './message.ts';

type Issue = { digest: Digest; issuedAt: Instant; earlier: Digest[]; zone: string };
type Record = { issues: Map<string, Issue>; directory: Directory; titles: Map<string, Texts> };
type Fill = (fields: Fields) => Letter;

const TEMPLATES_KEPT = 1000;
const WEEK_MS = 7 * 86_400_000;

/** The weekly digest to its subscribers: composed once for a language and a set of scopes, until the record changes. */
export function digestLetters(site: MailSite): LetterKind {
  const templates = new Map<string, Fill | null>();
  const asked = { weeks: new Set<string>(), slugs: new Set<string>() };
  let known: { revision: number; record: Record } | undefined;
  let key: string | undefined;
  /** Whose address refused the last time: to be forgiven when it takes this one. */
  const bounced = new Set<number>();

  async function recordOf(db: Db, weeks: readonly string[], slugs: readonly string[]): Promise<Record> {
    const revision = await findFactsRevision(db);
    const isNew = weeks.some((week) => !asked.weeks.has(week)) || slugs.some((slug) => !asked.slugs.has(slug));
    if (known === undefined || known.revision !== revision || isNew) {
      for (const week of weeks) asked.weeks.add(week);
      for (const slug of slugs) asked.slugs.add(slug);
      templates.clear();
      known = { revision, record: await inSnapshot(db, (snapshot) => readRecord(snapshot, asked)) };
    }
    return known.record;
  }

  function fillOf(subscriber: Subscriber, week: string, record: Record): Fill | null {
    const { lang, wantsEmpty } = subscriber;
    const scopes = subscriber.scopes.some(({ kind }) => kind === 'all') ? [ALL] : subscriber.scopes;
    const name = JSON.stringify([week, lang, wantsEmpty, scopes]);
    const kept = templates.get(name);
    if (kept !== undefined) return kept;
    if (templates.size > TEMPLATES_KEPT) templates.clear();
    const made = composed(site, record, { week, lang, wantsEmpty, scopes });
    templates.set(name, made);
    return made;
  }

  return {
    compose: async (db, deliveries, now) => {
      const subscribers = await listSubscribers(db, deliveries.map(subscriberOf));
      const byId = new Map(subscribers.map((subscriber) => [subscriber.id, subscriber]));
      const weeks = [...new Set(deliveries.map(({ week }) => week ?? ''))];
      const slugs = subscribers.flatMap(({ scopes }) =>
        scopes.filter(({ kind }) => kind === 'incident').map(({ ref }) => ref),
      );
      const record = await recordOf(db, weeks, slugs);
      key ??= await mailKey(db, now);
      const signed = key;
      return new Map(
        deliveries.map((delivery): [number, Composed] => {
          const subscriber = byId.get(subscriberOf(delivery));
          if (subscriber === undefined || subscriber.state === 'unconfirmed') return [delivery.id, 'nobody'];
          if (subscriber.state === 'suspended') return [delivery.id, { never: subscriber.bounceReason ?? 'suspended' }];
          if (subscriber.bounces > 0) bounced.add(subscriber.id);
          const fill = fillOf(subscriber, delivery.week ?? '', record);
          return [delivery.id, fill?.(fieldsOf(site, signed, subscriber, delivery.week ?? '')) ?? 'nobody'];
        }),
      );
    },
    onSent: async (db, deliveries) => {
      const forgiven = deliveries.map(subscriberOf).filter((id) => bounced.delete(id));
      const issued = Math.max(...deliveries.map(({ createdAt }) => createdAt));
      await forgiveBounces(db, forgiven, issued - WEEK_MS);
    },
    onBounce: async (db, { delivery, reason, now }) => {
      await noteBounce(db, { id: subscriberOf(delivery), reason, now });
    },
  };
}

const ALL: Scope = { kind: 'all', ref: '' };

/** The name of the message that carries the digest of that week to that subscriber: the same however often it is sent. */
export function digestMessageId(
  site: MailSite,
  key: string,
  { id, createdAt }: Pick<Subscriber, 'id' | 'createdAt'>,
  week: string,
): string {
  return `<${week}.${id}.${messageMark(key, [week, id, createdAt])}@${hostOf(site)}>`;
}

function fieldsOf(site: MailSite, key: string, subscriber: Subscriber, week: string): Fields {
  return {
    to: subscriber.email,
    id: digestMessageId(site, key, subscriber, week),
    manage: linkToken(key, 'manage', subscriber),
    leave: linkToken(key, 'leave', subscriber),
  };
}

const subscriberOf = ({ recipient }: Delivery): number => Number(recipient);

type Asked = { weeks: Iterable<string>; slugs: Iterable<string> };

async function readRecord(db: Db, { weeks, slugs }: Asked): Promise<Record> {
  const issues = new Map<string, Issue>();
  const named = new Set(slugs);
  for (const week of weeks) {
    const issued = await findDigest(db, week);
    if (issued === undefined) continue;
    const digest = issued.body as Digest;
    for (const incident of incidentsOf(digest)) named.add(incident);
    const earlier: Digest[] = [];
    for (const corrected of new Set(digest.corrections.map((correction) => correction.week))) {
      const found = await findDigest(db, corrected);
      if (found !== undefined) earlier.push(found.body as Digest);
    }
    issues.set(week, { digest, issuedAt: issued.issuedAt, earlier, zone: issued.zone });
  }
  return { issues, directory: await loadDirectory(db), titles: await loadPublicTitles(db, named) };
}

type Readers = Pick<Subscriber, 'lang' | 'wantsEmpty' | 'scopes'> & { week: string };

/** Null: nothing in it concerns these readers, and they do not want an empty week. */
function composed(site: MailSite, record: Record, { week, lang, wantsEmpty, scopes }: Readers): Fill | null {
  const issue = record.issues.get(week);
  if (issue === undefined) return null;
  const { directory, titles } = record;
  const digest = publicDigest(digestFor(issue.digest, scopes, issue.earlier), (slug) => titles.has(slug));
  if (!wantsEmpty && !concernedBy(digest, issue.earlier).anything) return null;
  const { baseUrl, from } = site;
  const links = { manage: mark('manage'), leave: mark('leave') };
  const shown = { digest, issuedAt: issue.issuedAt };
  const words = digestMail({
    shown,
    scopes,
    directory,
    titles,
    baseUrl,
    lang,
    zone: issue.zone,
    contact: from.address,
    links,
  });
  return template({
    ...words,
    from,
    date: issue.issuedAt,
    headers: [...listHeaders(site), ['Content-Language', lang]],
  });
}

/** RFC 2369, 2919, 8058 and 3834: the list, how to leave it by one press or by mail, and that no person wrote this. */
function listHeaders(site: MailSite): [string, string][] {
  const { baseUrl, from } = site;
  const leave = `${baseUrl}/subscribe/leave/${mark('leave')}`;
  return [
    ['List-Id', `"Merzim" <digest.${hostOf(site)}>`],
    ['List-Unsubscribe', `<${leave}>, <mailto:${from.address}?subject=unsubscribe%20${mark('leave')}>`],
    ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
    ['List-Archive', `<${baseUrl}/digests>`],
    ['Auto-Submitted', 'auto-generated'],
    ['Precedence', 'bulk'],
  ];
}
