import { dayEndingAt, type Instant, type LocalDate } from '../../src/domain/zone.ts';

/** What a clock on the wall of a zone shows. `time` is `9:20`, or `24:00` for the end of a day; `iso` carries the offset. */
export type WallTime = { on: LocalDate; time: string; iso: string };

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
/** Clocks are changed on the quarter of an hour. */
const QUARTER = 15 * 60_000;
/** Readers may ask for any instant, so what is remembered must not grow with them. */
const MOST_REMEMBERED = 5000;

/** How far the clock of `zone` is ahead of UTC at `at`, in minutes. */
export function offsetMinutes(at: Instant, zone: string): number {
  const key = `${zone} ${Math.floor(at / QUARTER)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= MOST_REMEMBERED) offsets.clear();
  const found = findOffset(at, zone);
  offsets.set(key, found);
  return found;
}

/** Asking Intl is most of the cost of printing a time. */
function findOffset(at: Instant, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(format.format(at)) ?? [];
  const total = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -total : total;
}

/** The wall clock of `zone` at `at`. With `ends`, midnight is the 24:00 of the day that ends. domain.md, Time 2. */
export function wallTime(at: Instant, zone: string, ends = false): WallTime {
  const offset = offsetMinutes(at, zone);
  const wall = new Date(at + offset * 60_000).toISOString();
  const seconds = wall.slice(17, 19) === '00' ? '' : wall.slice(16, 19);
  const iso = wall.slice(0, 16) + seconds + isoOffset(offset);
  const time = wall.slice(11, 16).replace(/^0/, '') + seconds;
  if (ends && time === '0:00') return { on: dayEndingAt(at, zone), time: '24:00', iso };
  return { on: wall.slice(0, 10), time, iso };
}

function isoOffset(minutes: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

/** The offset as readers know it: `UTC+6`, `UTC+5:30`, `UTC`. */
export function offsetWords(at: Instant, zone: string): string {
  const minutes = offsetMinutes(at, zone);
  if (minutes === 0) return 'UTC';
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(Math.abs(minutes) / 60)}${rest === 0 ? '' : `:${rest}`}`;
}
