import { isWritten } from '../domain/span.ts';
import { endOfDay, type Instant, type LocalDate, startOfDay } from '../domain/zone.ts';
import { refuse } from './refusal.ts';

/**
 * The instant that a page shows. `at(zone)`: that instant for what lives in `zone`; of a date its 24:00 there, of today now.
 * It refuses with 400 where the day has not begun in `zone`. `text`: as the address has it, to be carried in links; empty for now.
 */
export type AsOf = { text: string; at: (zone: string) => Instant } & (
  | { kind: 'now' }
  | { kind: 'date'; on: LocalDate }
  | { kind: 'instant'; instant: Instant }
);

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
/** The first place on Earth where a day begins. */
const EASTERNMOST = 'Pacific/Kiritimati';

/**
 * Reads `?as_of=`: a date (2019-07-30) or an instant with its zone (2019-07-30T18:00+06:00); undefined and empty are now.
 * Refuses with 400 what is neither, and what is later than `now`. domain.md, Time 3.
 */
export function readAsOf(written: string | undefined, now: Instant): AsOf {
  // A plus sign typed into an address arrives as a blank.
  const text = (written ?? '').trim().replace(/ (?=\d{2}:\d{2}$)/, '+');
  if (text === '') return { kind: 'now', text, at: () => now };
  if (isWritten(text, 'date')) return asOfDate(text, now);
  const instant = readInstant(text);
  if (instant === undefined) refuse(400, 'error.as_of.garbage');
  if (instant > now) refuse(400, 'error.as_of.later');
  return { kind: 'instant', text, instant, at: () => instant };
}

function asOfDate(on: LocalDate, now: Instant): AsOf {
  const at = (zone: string): Instant => {
    if (startOfDay(on, zone) > now) refuse(400, 'error.as_of.later');
    return Math.min(endOfDay(on, zone), now);
  };
  at(EASTERNMOST);
  return { kind: 'date', text: on, on, at };
}

function readInstant(text: string): Instant | undefined {
  const [, on = '', time = ''] = INSTANT.exec(text) ?? [];
  if (!isWritten(on, 'date') || !isWritten(`${on}T${time}`, 'time') || time === '24:00') return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}
