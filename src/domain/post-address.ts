import { accountOf } from './post-account.ts';
import type { Network } from './source.ts';

/** What the address of a post says by itself, without asking anybody. */
export type PostAddress = {
  /** The social network; null for any other site. */
  network: Network | null;
  /** The host without `www.` and `m.`. */
  host: string;
  /** The account that the address names, in small letters without `@`; null where it names none, as a link to share does. */
  account: string | null;
  /** The same for every address of one post: what two addresses are compared by. Never shown, never kept. */
  key: string;
};

const HOSTS: readonly [RegExp, Network][] = [
  [/(^|\.)(facebook\.com|fb\.com|fb\.me|fb\.watch)$/, 'facebook'],
  [/(^|\.)(instagram\.com|instagr\.am)$/, 'instagram'],
  [/(^|\.)(twitter\.com|x\.com|t\.co)$/, 'twitter'],
  [/(^|\.)(t\.me|telegram\.me|telegram\.dog)$/, 'telegram'],
  [/(^|\.)(youtube\.com|youtube-nocookie\.com|youtu\.be)$/, 'youtube'],
  [/(^|\.)tiktok\.com$/, 'tiktok'],
  [/(^|\.)(vk\.com|vk\.ru|vkontakte\.ru)$/, 'vk'],
  [/(^|\.)threads\.(net|com)$/, 'threads'],
];
/** What is put onto an address on its way from hand to hand. */
const TRACKING =
  /^(utm_.*|fbclid|gclid|dclid|yclid|ysclid|msclkid|igsh|igshid|mibextid|rdid|share_url|ref|ref_src|ref_url|_rdr|_rdc|__tn__|__cft__.*|__xts__.*|mc_cid|mc_eid|_openstat|si|feature|pp|is_from_webapp|sender_device|_ga|amp)$/i;
const LONGEST = 2000;

/** The social network of an address; undefined for any other, and for what is no address on the web. */
export function networkOf(url: string): Network | undefined {
  return networkOfHost(urlOf(url)?.hostname ?? '');
}

/** Reads an address of http or https; undefined for anything else. A link that only leads on to another address is read as that one. */
export function readPostAddress(text: string): PostAddress | undefined {
  const url = urlOf(text);
  if (url === undefined) return undefined;
  const host = url.hostname.replace(/^(www|m|mobile|web|mbasic|touch|amp)\./, '');
  const network = networkOfHost(url.hostname) ?? null;
  if (network === null) return { network, host, account: null, key: plainKey(host, url) };
  const { account, post } = accountOf(network, url);
  const named = account === null ? undefined : `${network}/@${account}`;
  return { network, host, account, key: post === null ? (named ?? plainKey(host, url)) : `${network}/${post}` };
}

function networkOfHost(host: string): Network | undefined {
  return HOSTS.find(([hosts]) => hosts.test(host))?.[1];
}

/** The address as a URL, behind the pages that only lead on (l.facebook.com, away.php). */
function urlOf(text: string, steps = 3): URL | undefined {
  if (text.length > LONGEST) return undefined;
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') return undefined;
  const onward = /^lm?\.(facebook|instagram)\.com$/.test(url.hostname)
    ? url.searchParams.get('u')
    : /(^|\.)vk\.(com|ru)$/.test(url.hostname) && url.pathname === '/away.php'
      ? url.searchParams.get('to')
      : /^(www\.)?google\.[a-z.]+$/.test(url.hostname) && url.pathname === '/url'
        ? (url.searchParams.get('q') ?? url.searchParams.get('url'))
        : null;
  return onward !== null && steps > 0 ? (urlOf(onward, steps - 1) ?? url) : url;
}

/** Host, path and what of the query is no trace of the way; http and https, a slash at the end, a fragment make no difference. */
function plainKey(host: string, url: URL): string {
  const path = decoded(url.pathname)
    .replace(/\/{2,}/g, '/')
    .replace(/\/(index\.(html?|php)|amp)?$/, '');
  const query = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return `${host}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * A pattern (`%` for anything) that fits every form of the same address, to look for it before comparing. Undefined where the
 * address is of no single post or page.
 */
export function patternOf({ key, network, account }: PostAddress): string | undefined {
  const path = key.slice(key.indexOf('/')).replace(/\?.*$/, '');
  if (path === '' || key.indexOf('/') < 0 || key === `${network}/@${account}`) return undefined;
  const runs = path.match(/[A-Za-z0-9-]+/g) ?? [];
  return runs.join('').length < 4 ? undefined : `%${runs.join('%').toLowerCase()}%`;
}
