import type { LocalDate } from '../../src/domain/zone.ts';
import { dayWords } from '../format/dates.ts';
import type { Reader } from '../reader.ts';

/** Nobody has checked anything for long: since which day, and whether anybody ever did. */
export type Unchecked = { on: LocalDate; checked: boolean };

/** A site where nobody looks says so by itself, on every page. domain.md, Promises, Stale. */
export function uncheckedWords(r: Reader, { on, checked }: Unchecked): string {
  return r.t(checked ? 'home.unchecked_since' : 'home.never_checked', { on: dayWords(r, on) });
}
