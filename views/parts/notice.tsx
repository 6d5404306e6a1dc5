import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Reader } from '../reader.ts';

/** What a reader must know before reading on: that the site is a demonstration, that nobody has checked for a month. */
export function Notice({ r, children }: PropsWithChildren<{ r: Reader }>) {
  return (
    <aside class="notice" aria-label={r.t('notice.label')}>
      <div class="wrap">
        <p>{children}</p>
      </div>
    </aside>
  );
}

/** All notices of a page, in one place that has one name. */
export function Notices({ r, notices }: { r: Reader; notices: readonly Child[] }) {
  if (notices.length === 0) return null;
  return (
    <aside class="notice" aria-label={r.t('notice.label')}>
      <div class="wrap">
        {notices.map((notice) => (
          <p>{notice}</p>
        ))}
      </div>
    </aside>
  );
}
