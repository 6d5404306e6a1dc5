import type { Check, Incident } from '../../src/domain/incident.ts';
import { coarseDate } from '../../src/domain/span.ts';

/** Ids that the page itself has; an entry's own id is its address otherwise. */
const TAKEN = /^(main|menu|day|as-of|errors|promise-.*)$/;

/** The id of an entry's row within the page. Derived rows have an underscore in theirs, which no entry's id can have. */
export function rowId(entry: string): string {
  return TAKEN.test(entry) ? `${entry}_` : entry;
}

/** The address of an entry's row within the page. */
export function anchor(entry: string): string {
  return `#${rowId(entry)}`;
}

/** The id of a check's row within the page: what it looked for and when, so that it stays as later checks come. */
export function checkId(incident: Incident, check: Check): string {
  const dated = (each: Check) => `check_${each.for}_${coarseDate(each.at, incident.zone)}`;
  const same = incident.checks.filter((each) => dated(each) === dated(check)).indexOf(check);
  return same > 0 ? `${dated(check)}_${same + 1}` : dated(check);
}
