import { type AsOf, readAsOf } from '../web/as-of.ts';
import { Refusal } from '../web/refusal.ts';
import { type Io, UsageError } from './io.ts';

/** What `--as-of` names: a day or an instant; absent: now. Throws a UsageError for what is neither, and for a later one. */
export function asOfOption(text: string | undefined, io: Pick<Io, 'now'>): AsOf {
  try {
    return readAsOf(text, io.now());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const later = error.key === 'error.as_of.later';
    throw new UsageError(
      later ? '--as-of is later than now' : '--as-of takes a date (2019-07-30) or an instant (2019-07-30T18:00+06:00)',
    );
  }
}
