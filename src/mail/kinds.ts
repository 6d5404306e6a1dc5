import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import type { Delivery } from '../records/deliveries.ts';
import type { Letter, Sender } from './message.ts';

/** What every letter says about where it is from. */
export type MailSite = {
  /** The public address, without a slash at its end. */
  baseUrl: string;
  from: Sender;
  /** Of the digest's weeks. */
  zone: string;
};

/**
 * What is to be sent, or why not: `nobody`, the recipient has left or it concerns him no more, and the delivery goes; `never`, it
 * cannot be, for a reason that the desk reads, and the delivery is given up.
 */
export type Composed = Letter | 'nobody' | { never: string };

/** One kind of letter: how it is composed, and what follows from what became of it. */
export type LetterKind = {
  /** The letters of these deliveries, by the id of the delivery. */
  compose: (db: Db, deliveries: readonly Delivery[], now: Instant) => Promise<Map<number, Composed>>;
  /** The server took them. */
  onSent?: (db: Db, deliveries: readonly Delivery[]) => Promise<void>;
  /** The server says that the address itself takes no mail; `reason` holds no address. */
  onBounce?: (db: Db, bounce: { delivery: Delivery; reason: string; now: Instant }) => Promise<void>;
};

/** The host of the site, for the names of messages and of the list. */
export function hostOf({ baseUrl }: Pick<MailSite, 'baseUrl'>): string {
  return new URL(baseUrl).hostname.replace(/[^a-z0-9.-]/gi, '');
}
