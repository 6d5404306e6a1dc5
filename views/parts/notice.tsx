import type { PropsWithChildren } from 'hono/jsx';
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
