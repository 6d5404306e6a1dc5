import { certainFrom } from '../at.ts';
import type { Incident } from '../incident.ts';
import type { Instant } from '../zone.ts';

/**
 * From when on the summary of an incident may be shown and looked for: it tells the whole of what is recorded, so not before
 * the last of it is certain (UTC milliseconds). Infinity where something of it never is.
 */
export function summaryShownFrom({ entries, started, ended }: Incident): Instant {
  const spans = [...entries.map(({ at }) => at), ...[started, ended].filter((span) => span !== null)];
  return spans.length === 0 ? Infinity : Math.max(...spans.map(certainFrom));
}
