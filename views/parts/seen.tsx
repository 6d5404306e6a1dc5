import type { LocalDate } from '../../src/domain/zone.ts';
import { dayWords } from '../format/dates.ts';
import type { Reader } from '../reader.ts';

/**
 * How fresh a page is: when the facts on it last changed, by which revision, and when somebody last looked; null: not known, or
 * never. `of` says of what: that somebody looked somewhere on the site is not that he looked at the person of the page.
 */
export type Seen = {
  of: 'site' | 'record';
  changedOn: LocalDate | null;
  revision: number | null;
  lookedOn: LocalDate | null;
  /** Of a look whose day is not known: its span in words, in place of the day. */
  looked?: string;
};

/** The last change and the last check, at the foot of every page that shows the record. */
export function SeenLine({ r, seen: { of, changedOn, lookedOn, looked } }: { r: Reader; seen: Seen }) {
  return (
    <p class="muted">
      {changedOn === null ? null : `${r.t('foot.changed', { of, day: dayWords(r, changedOn) })} `}
      {lookedOn === null ? r.t('foot.never_looked') : r.t('foot.looked', { of, day: looked ?? dayWords(r, lookedOn) })}
    </p>
  );
}
