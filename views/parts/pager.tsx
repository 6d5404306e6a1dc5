import type { Reader } from '../reader.ts';

export type PagerProps = {
  r: Reader;
  /** Addresses of the neighbouring pages; absent at either end. */
  previous?: string | undefined;
  next?: string | undefined;
  /** Where a list is read on from a place in it: its beginning. */
  first?: string | undefined;
};

/** The way to the pages before and after this one. Nothing where there is only one. */
export function Pager({ r, previous, next, first }: PagerProps) {
  if (previous === undefined && next === undefined && first === undefined) return null;
  return (
    <nav class="pager" aria-label={r.t('pager.label')}>
      {previous === undefined ? (
        first === undefined ? (
          <span />
        ) : (
          <a href={first}>{r.t('pager.first')}</a>
        )
      ) : (
        <a href={previous} rel="prev">
          {r.t('pager.previous')}
        </a>
      )}
      {next === undefined ? null : (
        <a href={next} rel="next">
          {r.t('pager.next')}
        </a>
      )}
    </nav>
  );
}
