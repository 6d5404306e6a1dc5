import type { Child } from 'hono/jsx';
import type { EvidenceOrigin, EvidencePart } from '../../src/domain/evidence.ts';
import { type Texts, wordsIn } from '../../src/domain/words.ts';
import { SourceLink } from '../parts/source-link.tsx';
import { langOf, localWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';

/** A picture by its address; its sides are in pixels. */
export type ShownPicture = { src: string; width: number; height: number };

/** Evidence as a page shows it. `copy` null: a document, which is not shown. `sha256`: of the copy, or of the document. */
export type EvidenceShown = {
  id: number;
  part: EvidencePart;
  alt: Texts;
  archive: string | null;
  origin: EvidenceOrigin;
  bytes: number;
  sha256: string;
  copy: ShownPicture | null;
  thumb: ShownPicture | null;
  /** Where a reader checks it, in the reader's language; null: nobody but the desk sees it. */
  check: string | null;
};

/** Screenshots and documents below a line: small pictures that lead to the whole, each with its hash. */
export function EvidenceList({ r, items }: { r: Reader; items: readonly EvidenceShown[] }): Child {
  if (items.length === 0) return null;
  return (
    <ul class="shots">
      {items.map((item) => (
        <li id={`evidence_${item.id}`}>
          <EvidencePicture r={r} item={item} />
          <p class="tl-src">
            <EvidenceCaption r={r} item={item} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** The small picture, which leads to the whole. */
export function EvidencePicture({ r, item: { copy, thumb, alt } }: { r: Reader; item: EvidenceShown }): Child {
  if (copy === null || thumb === null) return null;
  const words = wordsIn(alt, r.lang);
  return (
    <a class="ev-a" href={copy.src} {...langOf(r, words?.lang ?? r.lang)}>
      <img src={thumb.src} width={thumb.width} height={thumb.height} alt={words?.text ?? ''} loading="lazy" />
    </a>
  );
}

/** Whose it is, its saved copy elsewhere, its hash and the way to check it. */
function EvidenceCaption({ r, item }: { r: Reader; item: EvidenceShown }): Child {
  const { alt, archive, check, sha256 } = item;
  const words = wordsIn(alt, r.lang);
  return (
    <>
      {evidenceKind(r, item)}
      {item.copy === null && words !== undefined ? (
        <>
          {': '}
          <span {...langOf(r, words.lang)}>{words.text}</span>
        </>
      ) : null}
      {archive === null ? null : (
        <>
          {', '}
          <SourceLink
            r={r}
            source={{ kind: 'link', title: r.t('source.archive'), url: archive, archive: null, count: null }}
          />
        </>
      )}
      {'. SHA-256 '}
      <code class="hash">{shortHash(sha256)}</code>
      {check === null ? null : (
        <>
          {', '}
          <a href={check} aria-label={r.t('evidence.check.of', { words: localWords(r, alt) })}>
            {r.t('evidence.check')}
          </a>
        </>
      )}
    </>
  );
}

/** What it is and whose, in a word or two. */
export function evidenceKind(
  r: Reader,
  { copy, origin, bytes }: Pick<EvidenceShown, 'copy' | 'origin' | 'bytes'>,
): string {
  return copy === null ? r.t('evidence.document', { size: sizeWords(r, bytes) }) : r.t(`evidence.${origin}`);
}

/** The first letters of a hash: enough to tell two files of one page apart. */
export const shortHash = (sha256: string): string => `${sha256.slice(0, 12)}…`;

/** `340 КБ`, `3,4 МБ`. */
export function sizeWords(r: Reader, bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  if (kilobytes < 1000) return r.t('evidence.size.kb', { count: kilobytes });
  return r.t('evidence.size.mb', { count: Math.round(kilobytes / 102.4) / 10 });
}
