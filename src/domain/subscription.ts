import { DIGEST_LISTS, type Digest, type DigestCorrection } from './digest.ts';

export const SCOPE_KINDS = ['all', 'office', 'incident'] as const;
export type ScopeKind = (typeof SCOPE_KINDS)[number];

/** What somebody wants to hear of: everything (`ref` empty), an office whoever holds it (its id), an incident (its slug). */
export type Scope = { kind: ScopeKind; ref: string };

/** Everything that a digest tells of: subscribers to any of it get the mail. */
export type Concerned = { anything: boolean; offices: Set<string>; incidents: Set<string> };

/** Whether the week holds nothing at all. */
export function isEmptyDigest(digest: Digest): boolean {
  const { no_first_post, corrections, under_review, not_rechecked } = digest;
  const lists = [...DIGEST_LISTS.map((list) => digest[list]), no_first_post, corrections];
  const struck = (digest.struck?.length ?? 0) + (digest.taken_down?.length ?? 0);
  return lists.every((list) => list.length === 0) && under_review === 0 && not_rechecked === 0 && struck === 0;
}

/**
 * Whom the digest concerns. A corrected line belongs to the office that the earlier digest named (`earlier`: those that
 * `digest.corrections` are of) and, where the office itself was corrected, to both.
 */
export function concernedBy(digest: Digest, earlier: readonly Digest[]): Concerned {
  const lines = DIGEST_LISTS.flatMap((list) => digest[list]);
  const { no_first_post, corrections } = digest;
  return {
    anything: !isEmptyDigest(digest),
    offices: new Set([
      ...[...lines, ...no_first_post].map(({ office }) => office),
      ...corrections.flatMap((correction) => officesOf(correction, earlier)),
    ]),
    incidents: new Set([...lines, ...no_first_post, ...corrections].map(({ incident }) => incident)),
  };
}

/**
 * The digest as a subscriber of these scopes gets it: whole for everything, else the lines of the offices and incidents alone.
 * The counts stand for the whole record: they are left to those who get the whole.
 */
export function digestFor(digest: Digest, scopes: readonly Scope[], earlier: readonly Digest[]): Digest {
  if (scopes.some(({ kind }) => kind === 'all')) return digest;
  const wanted = new Set(scopes.map(({ kind, ref }) => `${kind} ${ref}`));
  const concerns = (incident: string, offices: readonly string[]) =>
    wanted.has(`incident ${incident}`) || offices.some((office) => wanted.has(`office ${office}`));
  const isWanted = ({ incident, office }: { incident: string; office: string }) => concerns(incident, [office]);
  const lists = Object.fromEntries(DIGEST_LISTS.map((list) => [list, digest[list].filter(isWanted)]));
  const { taken_down: _whole, ...plain } = digest;
  return {
    ...plain,
    ...(lists as Pick<Digest, (typeof DIGEST_LISTS)[number]>),
    ...(digest.struck === undefined ? {} : { struck: digest.struck.filter(isWanted) }),
    no_first_post: digest.no_first_post.filter(isWanted),
    corrections: digest.corrections.filter((each) => concerns(each.incident, officesOf(each, earlier))),
    under_review: 0,
    not_rechecked: 0,
  };
}

function officesOf(correction: DigestCorrection, earlier: readonly Digest[]): string[] {
  const { week, incident, promise, field, was, is } = correction;
  const corrected = field === 'office' ? [was, is].filter((office) => typeof office === 'string') : [];
  const lines = earlier
    .filter((digest) => digest.week === week)
    .flatMap((digest) => DIGEST_LISTS.map((l) => digest[l]));
  const line = lines.flat().find((each) => each.incident === incident && each.promise === promise);
  return line === undefined ? corrected : [line.office, ...corrected];
}
