import { DateTime, IANAZone } from 'luxon';

/** A moment: whole milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;
/** A calendar day in some zone: `2019-07-26`. */
export type LocalDate = string;

/** Whether `zone` names a zone of the IANA database; an offset (`+06:00`, `UTC+6`) is no name. domain.md, Time 4. */
export function isZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  if (!/^[A-Za-z]+(\/[A-Za-z0-9_+-]+)+$/.test(zone) || zone.startsWith('Etc/') || !IANAZone.isValidZone(zone))
    return false;
  knownZones.add(zone);
  return true;
}

/** Asking for one costs as much as reading an entry. Of real names alone there are a few hundred. */
const knownZones = new Set<string>();

/** The local date (`2019-07-26`) that the clock in `zone` shows at `at`. */
export function localDate(at: Instant, zone: string): LocalDate {
  const offset = steadyOffset(at, zone);
  if (offset !== null) return new Date(at + offset).toISOString().slice(0, 10);
  return DateTime.fromMillis(at, { zone }).toISODate() ?? refuse(at, zone);
}

/**
 * The day that `at` counts to when it ends something (a span's end, a due instant, "as of"): 24:00 belongs to the
 * day that ends. domain.md, Time 2.
 */
export function dayEndingAt(at: Instant, zone: string): LocalDate {
  return localDate(at - 1, zone);
}

/** 00:00 of the local day `on`. Throws a RangeError if `on` is no date. */
export function startOfDay(on: LocalDate, zone: string): Instant {
  return steady(on, zone) ?? wall(on, zone).startOf('day').toMillis();
}

/** 24:00 of the local day `on`, the same instant as the next day's 00:00, also on a day of 25 hours. domain.md, Time 2. */
export function endOfDay(on: LocalDate, zone: string): Instant {
  const start = steady(on, zone);
  return start === null ? wall(on, zone).plus({ days: 1 }).startOf('day').toMillis() : start + DAY_MS;
}

/** The instants at which the wall clock in `zone` shows `local` (`2019-07-15T14:00`): two where it occurs twice. Earlier first. */
export function wallInstants(local: string, zone: string): [Instant, Instant] {
  const only = steady(local, zone);
  if (only !== null) return [only, only];
  const times = wall(local, zone)
    .getPossibleOffsets()
    .map((time) => time.toMillis());
  return [Math.min(...times), Math.max(...times)];
}

/**
 * Whether the clocks in `zone` show `local` (a real date or time: `2019-07-15`, `2019-07-15T14:00`); not so in the hour or the
 * day that a change of the clock leaps over.
 */
export function isWallTime(local: string, zone: string): boolean {
  if (steady(local, zone) !== null) return true;
  const written = local.includes('T') ? local : `${local}T12:00`;
  const shown = (of: string) => wall(written, of).toISO({ includeOffset: false });
  return shown(zone) === shown('UTC');
}

/** Calendar days from the local date `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);
}

/** The same wall time `days` local days later: not a multiple of 24 hours across a change of the clock. */
export function addDays(at: Instant, days: number, zone: string): Instant {
  return DateTime.fromMillis(at, { zone }).plus({ days }).toMillis();
}

/** The first midnight in `zone` strictly after `at`. */
export function nextMidnight(at: Instant, zone: string): Instant {
  return endOfDay(localDate(at, zone), zone);
}

/** Whether the zone data of this machine knows Kazakhstan's change of 1 March 2024. domain.md, Time 4. */
export function zonesAreRight(): boolean {
  const offset = (iso: string) => DateTime.fromISO(iso, { zone: 'Asia/Almaty' }).offset;
  return offset('2019-06-24T12:00') === 360 && offset('2024-04-01T12:00') === 300;
}

function wall(local: string, zone: string): DateTime {
  const time = DateTime.fromISO(local, { zone });
  return time.isValid ? time : refuse(local, zone);
}

function refuse(what: unknown, zone: string): never {
  throw new RangeError(`no such time: ${String(what)} in ${zone}`);
}

const DAY_MS = 86_400_000;
/** No zone has ever changed its clock and changed it back within so many days. */
const AROUND_DAYS = 2;
const OFFSETS_KEPT = 20_000;
/** By zone, then by the number of the day in UTC: the offset in milliseconds; null: the clock changes about that day. */
const offsets = new Map<string, Map<number, number | null>>();

/** The offset of `zone` at `at`, in milliseconds, where its clock does not change for two days before and after; else null. */
function steadyOffset(at: Instant, zone: string): number | null {
  const day = Math.floor(at / DAY_MS);
  let ofZone = offsets.get(zone);
  if (ofZone === undefined) {
    ofZone = new Map();
    offsets.set(zone, ofZone);
  }
  let offset = ofZone.get(day);
  if (offset === undefined) {
    if (ofZone.size >= OFFSETS_KEPT) ofZone.clear();
    offset = offsetAround(day, zone);
    ofZone.set(day, offset);
  }
  return offset;
}

function offsetAround(day: number, zone: string): number | null {
  const of = IANAZone.create(zone);
  const [before, then, after] = [-AROUND_DAYS, 0, AROUND_DAYS].map((days) => of.offset((day + days) * DAY_MS));
  return then !== undefined && Number.isInteger(then) && before === then && after === then ? then * 60_000 : null;
}

const WALL = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/;

/** The one instant at which the clock in `zone` shows `local`, where it changes on no day about it; null: it has to be looked up. */
function steady(local: string, zone: string): Instant | null {
  const [, year, month, day, hour = '00', minute = '00'] = WALL.exec(local) ?? [];
  if (year === undefined || Number(year) < 100 || Number(minute) > 59) return null;
  if (Number(hour) > 23 && `${hour}${minute}` !== '2400') return null;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (new Date(midnight).toISOString().slice(0, 10) !== local.slice(0, 10)) return null;
  const offset = steadyOffset(midnight, zone);
  return offset === null ? null : midnight + (Number(hour) * 60 + Number(minute)) * 60_000 - offset;
}
