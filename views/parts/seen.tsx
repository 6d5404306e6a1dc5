import type { LocalDate } from '../../src/domain/zone.ts';
import { dayWords } from '../format/dates.ts';
import type { Reader } from '../reader.ts';

/** How fresh a page is: when the facts on it last changed, by which revision, and when somebody last looked; null: not known, or never. */
export type Seen = { changedOn: LocalDate | null; revision: number | null; lookedOn: LocalDate | null };

/** The last change and the last check, at the foot of every page that shows the record. */
export function SeenLine({ r, seen: { changedOn, lookedOn } }: { r: Reader; seen: Seen }) {
  return (
    <p class="muted">
      {changedOn === null ? null : `${r.t('foot.changed', { day: dayWords(r, changedOn) })} `}
      {lookedOn === null ? r.t('foot.never_looked') : r.t('foot.looked', { day: dayWords(r, lookedOn) })}
    </p>
  );
}
