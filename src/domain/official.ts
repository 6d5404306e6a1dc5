import { firstDate } from './benchmark.ts';
import type { Directory } from './directory.ts';
import { type Held, holdersOf } from './office.ts';
import type { PromiseState } from './promise.ts';
import type { LocalDate } from './zone.ts';

/** Every term of office of a person that had begun by the local day `on`, the latest first; unknown starts come last. */
export function termsOf(directory: Pick<Directory, 'tenures'>, official: string, on: LocalDate): Held[] {
  const offices = [
    ...new Set(directory.tenures.filter((each) => each.official === official).map((each) => each.office)),
  ];
  return offices
    .flatMap((office) => holdersOf(directory, office))
    .filter(({ tenure, from }) => tenure.official === official && (from === null || firstDate(from) <= on))
    .sort((a, b) => (b.from ?? '').localeCompare(a.from ?? '') || (a.tenure.office < b.tenure.office ? -1 : 1));
}

/**
 * Whether the promise may stand in a list of what one person promised: not one that is past its term and that nobody has looked
 * at since. Such a one stands with its office alone. domain.md, Promises, Whether anyone looked.
 */
export function standsWithPerson({
  status,
  checkedSinceDue,
}: Pick<PromiseState, 'status' | 'checkedSinceDue'>): boolean {
  return status !== 'overdue' || checkedSinceDue === true;
}
