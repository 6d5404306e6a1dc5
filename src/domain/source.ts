export const SOURCE_KINDS = ['link', 'document', 'call', 'newsroom_saw', 'residents'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Where a fact comes from. `count` is the number of residents, never their names. URLs are http or https. */
export type Source = {
  kind: SourceKind;
  title: string | null;
  url: string | null;
  archive: string | null;
  count: number | null;
};

export const NETWORKS = [
  'facebook',
  'instagram',
  'twitter',
  'telegram',
  'youtube',
  'tiktok',
  'vk',
  'threads',
  'site',
  'tv',
  'press',
  'meeting',
  'other',
] as const;
export type Network = (typeof NETWORKS)[number];

const SOCIAL: readonly string[] = [
  'facebook',
  'instagram',
  'twitter',
  'telegram',
  'youtube',
  'tiktok',
  'vk',
  'threads',
];

/** Whether posts there can be a *first post*: contracts.md, the networks marked "social". */
export function isSocial(network: Network | 'any'): boolean {
  return SOCIAL.includes(network);
}
