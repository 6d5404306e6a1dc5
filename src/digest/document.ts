import { DIGEST_LISTS, type DigestLine } from '../domain/digest.ts';
import type { ShownDigest } from './issue.ts';

/** The digest as the API and `merzim digest --json` print it, with absolute addresses. contracts.md, HTTP. */
export function digestDocument({ digest, issuedAt }: ShownDigest, baseUrl: string) {
  const { week, from, cut_off, foreword, struck, taken_down, no_first_post, corrections, under_review, not_rechecked } =
    digest;
  const lists = DIGEST_LISTS.map((list) => [list, digest[list].map((line) => lineDocument(line, baseUrl))] as const);
  return {
    week,
    from,
    cut_off,
    issued_at: issuedAt === null ? null : new Date(issuedAt).toISOString(),
    ...(Object.fromEntries(lists) as Record<(typeof DIGEST_LISTS)[number], ReturnType<typeof lineDocument>[]>),
    no_first_post: no_first_post.map((line) => ({ ...line, url: `${baseUrl}/incidents/${line.incident}` })),
    corrections,
    under_review,
    not_rechecked,
    ...(foreword === undefined ? {} : { foreword }),
    ...(struck === undefined ? {} : { struck }),
    ...(taken_down === undefined ? {} : { taken_down }),
  };
}

function lineDocument(full: DigestLine, baseUrl: string) {
  const { due_at: _due, shown_on: _on, shown_days_overdue: _days, official: _official, ...line } = full;
  return { ...line, url: promiseAddress(line, baseUrl) };
}

/** Where the promise of a line has its page. */
export function promiseAddress(
  { incident, promise }: Pick<DigestLine, 'incident' | 'promise'>,
  baseUrl: string,
): string {
  return `${baseUrl}/promises/${incident}/${promise}`;
}
