import type { Network } from './source.ts';

/** The account and the post that an address names. `post` is unique in its network. */
export type Named = { account: string | null; post: string | null };

const NONE: Named = { account: null, post: null };

/** What a network's address names: its forms are the network's own, and a form that we do not know names nothing. */
export function accountOf(network: Network, url: URL): Named {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const read = READERS[network];
  const { account, post } = read?.(parts, url) ?? NONE;
  return { account: account === null ? null : handleOf(account), post };
}

/** An account's name as it is compared: small letters, without `@`. */
export function handleOf(name: string): string {
  return name.trim().replace(/^@/, '').toLowerCase();
}

type Read = (parts: readonly string[], url: URL) => Named;

const named = (account: string | undefined, post?: string | null | undefined): Named => ({
  account: account === undefined || account === '' ? null : account,
  post: post ?? null,
});

const FACEBOOK_PLACES =
  /^(groups|share|sharer|sharer\.php|reel|watch|events|hashtag|photo|photo\.php|photos|video\.php|videos|story\.php|permalink\.php|login|l\.php|marketplace|dialog|plugins|gaming|stories|help|notes|media|search|public)$/i;

const facebook: Read = (parts, url) => {
  const ask = (name: string) => url.searchParams.get(name);
  const [first = '', second = '', third] = parts;
  if (url.hostname === 'fb.watch' || url.hostname.endsWith('.fb.me') || url.hostname === 'fb.me') return NONE;
  const shown = ask('story_fbid') ?? ask('fbid') ?? ask('v');
  // A link to a comment names the post that it stands under, not who wrote it.
  if (ask('comment_id') !== null) return named(undefined, `comment/${ask('comment_id')}`);
  if (first === 'profile.php') return named(ask('id') ?? undefined);
  if (first === 'story.php' || first === 'permalink.php') return named(ask('id') ?? undefined, shown);
  if (first === 'people' || (first === 'pages' && third !== undefined)) return named(third);
  if (first === 'pg' || first === 'pages') return named(second);
  if (first === 'reel') return named(undefined, second || null);
  if (first === 'stories') return named(/^\d+$/.test(second) ? second : undefined);
  if (FACEBOOK_PLACES.test(first)) return named(undefined, shown);
  if (/^(posts|videos|photos|reels|notes)$/.test(second)) return named(first, numbered(parts.slice(2)) ?? shown);
  return named(first || undefined, shown);
};

/** The last part that looks like the number of a post: facebook.com/name/posts/the-title/123. */
const numbered = (parts: readonly string[]): string | null =>
  parts.findLast((part) => /^(\d{5,}|pfbid\w+)$/.test(part)) ?? null;

const instagram: Read = (parts) => {
  const [first = '', second, third] = parts;
  if (/^(p|reel|reels|tv)$/.test(first)) return named(undefined, second ?? null);
  if (first === 'stories') return second === 'highlights' ? NONE : named(second, third && `story/${third}`);
  if (/^(share|explore|accounts|s|direct|about)$/.test(first)) return NONE;
  return named(first, second !== undefined && /^(p|reel|tv)$/.test(second) ? third : null);
};

const twitter: Read = (parts, url) => {
  if (url.hostname === 't.co') return NONE;
  const [first = ''] = parts;
  const at = parts.findIndex((part) => part === 'status' || part === 'statuses');
  const post = at < 0 ? null : (parts[at + 1] ?? null);
  const isPlace = /^(i|home|search|hashtag|intent|share|explore|messages|settings|notifications)$/i.test(first);
  return named(isPlace ? undefined : first, post);
};

const telegram: Read = (parts, url) => {
  const owner = /^([a-z0-9_]+)\.t\.me$/i.exec(url.hostname)?.[1];
  const own = owner === undefined || owner === 'www' ? parts : [owner, ...parts];
  const [first = '', second, third] = own[0] === 's' ? own.slice(1) : own;
  if (first === 'c') return named(undefined, second && third ? `c/${second}/${third}` : null);
  if (
    /^(\+.*|joinchat|share|proxy|socks|addstickers|addemoji|addlist|iv|login|setlanguage|bg|invoice|k|a)$/i.test(first)
  )
    return NONE;
  // Between the name and the number may stand the number of a topic.
  const post = [...own].reverse().find((part) => /^\d+$/.test(part));
  return named(first, second !== undefined && post !== undefined ? `${first.toLowerCase()}/${post}` : null);
};

const youtube: Read = (parts, url) => {
  const [first = '', second] = parts;
  if (url.hostname.endsWith('youtu.be')) return named(undefined, first || null);
  if (first === 'watch') return named(undefined, url.searchParams.get('v'));
  if (/^(shorts|live|embed|v)$/.test(first)) return named(undefined, second ?? null);
  if (/^(c|user|channel)$/.test(first)) return named(second);
  return first.startsWith('@') ? named(first) : NONE;
};

const vk: Read = (parts, url) => {
  const shown = url.searchParams.get('w') ?? url.searchParams.get('z') ?? '';
  const [first = ''] = parts;
  const post = /^((?:wall|video|clip|photo)(-?\d+)_\d+)/.exec(/_\d/.test(shown) ? shown : first);
  const account = post?.[1]?.startsWith(first.slice(0, 4)) ? undefined : first;
  const owner = post?.[2]?.replace(/^-/, 'club').replace(/^(?=\d)/, 'id');
  if (/^(feed|video|videos|away\.php|share\.php|im|clips|search|login|audio|wall)$/.test(first) && !post) return NONE;
  const own = account === undefined || /^(feed|video|clips)$/.test(account) ? owner : account;
  return named(own?.replace(/^(public|event)(?=\d+$)/, 'club'), post?.[1]);
};

const tiktok: Read = (parts, url) => {
  const [first = '', second, third] = parts;
  if (/^v[mt]\./.test(url.hostname) || !first.startsWith('@')) return NONE;
  return named(first, second === 'video' || second === 'photo' ? third : null);
};

const threads: Read = (parts) => {
  const [first = '', second, third] = parts;
  if (first === 't') return named(undefined, second ?? null);
  return first.startsWith('@') ? named(first, second === 'post' ? third : null) : NONE;
};

const READERS: Partial<Record<Network, Read>> = {
  facebook,
  instagram,
  twitter,
  telegram,
  youtube,
  vk,
  tiktok,
  threads,
};
