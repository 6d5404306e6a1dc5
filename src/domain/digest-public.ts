import { DIGEST_LISTS, type Digest } from './digest.ts';

/**
 * The digest without the lines of incidents that are not public any more: what was taken off the site is gone from every place,
 * issued digests included. The issue itself, as it is stored, never changes. domain.md, Records.
 */
export function publicDigest(digest: Digest, isPublic: (slug: string) => boolean): Digest {
  const shown = <T extends { incident: string }>(lines: readonly T[]): T[] =>
    lines.filter(({ incident }) => isPublic(incident));
  const lists = Object.fromEntries(DIGEST_LISTS.map((list) => [list, shown(digest[list])]));
  return {
    ...digest,
    ...(lists as Pick<Digest, (typeof DIGEST_LISTS)[number]>),
    ...(digest.struck === undefined ? {} : { struck: shown(digest.struck) }),
    no_first_post: shown(digest.no_first_post),
    corrections: shown(digest.corrections),
  };
}

/** The slugs of the incidents that a digest names. */
export function incidentsOf(digest: Digest): Set<string> {
  const lines = [...DIGEST_LISTS.flatMap((list) => digest[list]), ...digest.no_first_post, ...digest.corrections];
  return new Set([...lines, ...(digest.struck ?? [])].map(({ incident }) => incident));
}
