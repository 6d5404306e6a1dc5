import type { Digest } from '../../src/domain/digest.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { summaryWords, weekWords } from '../digests/words.ts';
import type { FeedEntry } from './entry.ts';
import { type FeedTold, linkTo } from './told.ts';

/** A week's digest, in figures: its lines stand on its page, where what was taken down since is gone. It never changes. */
export function digestEntry(
  told: FeedTold,
  { digest, issuedAt, zone }: { digest: Digest; issuedAt: Instant; zone: string },
): FeedEntry {
  const { r } = told;
  const sentences = summaryWords(r, digest);
  const html = (
    <>
      {sentences.map((sentence) => (
        <p>{sentence}</p>
      ))}
    </>
  );
  return {
    publishedAt: issuedAt,
    updatedAt: issuedAt,
    path: `digest/${digest.week}`,
    title: r.t('digest.title', { week: weekWords(r, digest, zone) }),
    html: html.toString(),
    url: linkTo(told, `/digests/${digest.week}`),
  };
}
