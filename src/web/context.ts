import { isIPv6 } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { Site } from '../../views/document.tsx';
import type { Config } from '../config.ts';
import type { Language } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Db } from '../records/database.ts';
import type { Reading, Replica } from '../records/replica.ts';
import type { Keep } from './answers/keeping.ts';
import type { KeptAnswers } from './answers/kept.ts';
import type { AsOf } from './as-of.ts';
import type { SiteMetrics } from './metrics/counts.ts';

/** What the web needs from outside; serve.ts and the tests put it together. */
export type Deps = {
  /** What a request reads; what it writes too, where `primary` is absent. */
  db: Db;
  /** The primary, where `db` is its replica. */
  primary?: Db;
  /** From which readers are answered while it has what the primary has. */
  replica?: Replica;
  config: Config;
  /** The clock: epoch milliseconds. */
  now: () => Instant;
  log: Logger;
  /** The throw-away site of `npm run demo`, which says so on every page. */
  demo?: boolean;
  /** The site is copied into files, which say so: as of a day, or of an instant as it was asked for. */
  mirror?: { day: string };
  /** Where requests are counted; absent: nowhere, and there is no page of them. */
  metrics?: SiteMetrics;
  /** Where public answers are kept; absent: nowhere. */
  answers?: KeptAnswers;
};

/** What every handler finds under `c.var`. */
export type Variables = {
  deps: Deps;
  requestId: string;
  lang: Language;
  t: Translate;
  /** What all pages share: for `<Layout>`. A new `readerOf(c.var.lang)` goes with it. */
  site: Site;
  /** The path without the language's prefix. */
  path: string;
  /** The clock, read once for the whole request. */
  now: Instant;
  asOf: AsOf;
  /** The replica that this request reads; absent: it reads the primary. */
  reading?: Reading;
  /** Takes the answer in to be kept; absent: it may not be. */
  keep?: Keep;
};

/** `again`: this very request has failed once, on the replica or on the primary. */
export type AppEnv = {
  Variables: Variables;
  Bindings: Partial<HttpBindings> & { again?: 'of the primary' | 'of either' };
};
export type AppContext = Context<AppEnv>;

/** Where this request writes. */
export const primaryOf = ({ db, primary }: Deps): Db => primary ?? db;

/** The public address of this site, without a slash at its end. */
export function baseUrl({ config }: Deps): string {
  return config.baseUrl ?? `http://localhost:${config.port}`;
}

/** Whether the reader's connection is encrypted, as far as we can know it. */
export function isSecure(c: AppContext): boolean {
  const { config } = c.var.deps;
  if (config.trustProxy) {
    const protocol = c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim();
    if (protocol) return protocol === 'https';
  }
  return config.baseUrl?.startsWith('https:') ?? false;
}

/**
 * The network that asks, for limits alone: an IPv4 address, or the first 64 bits of an IPv6 one, since one customer has all of
 * them. It is never stored as it is and never logged. Undefined where there is no connection.
 */
export function clientAddress(c: AppContext): string | undefined {
  const forwarded = c.var.deps.config.trustProxy && c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  if (forwarded) return networkOf(forwarded);
  const address = c.env?.incoming ? getConnInfo(c).remote.address : undefined;
  return address === undefined ? undefined : networkOf(address);
}

/** What is no address is one of its own: whoever sends it is counted by it. */
export function networkOf(address: string): string {
  const bare = /^\[([^\]]*)\](:\d+)?$/.exec(address)?.[1] ?? address;
  const four = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/i.exec(bare)?.[1];
  if (four !== undefined) return four;
  if (!isIPv6(bare) || bare === '::1') return bare.slice(0, 64);
  const [front = '', back] = bare.replace(/%.*$/, '').toLowerCase().split('::');
  const groups = front === '' ? [] : front.split(':');
  const after = back === undefined || back === '' ? 0 : back.split(':').length;
  const filled = back === undefined ? groups : [...groups, ...Array(Math.max(0, 8 - groups.length - after)).fill('0')];
  return `${[...filled, ...(back ?? '').split(':')]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
