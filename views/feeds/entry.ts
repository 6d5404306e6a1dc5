import type { Shown } from '../../src/domain/first-shown.ts';

/** One event of a feed. `path`: of the event within its tag URI, the same for ever and in every feed. */
export type FeedEntry = Shown & {
  path: string;
  /** Plain text. */
  title: string;
  /** HTML, escaped. */
  html: string;
  /** The address of what it tells of, absolute. */
  url: string;
};

/** The newest event first: by what was last told of it, then by when it happened, then by name. */
export function newestFirst(entries: readonly FeedEntry[]): FeedEntry[] {
  return [...entries].sort(
    (a, b) => b.updatedAt - a.updatedAt || b.publishedAt - a.publishedAt || (a.path < b.path ? -1 : 1),
  );
}
