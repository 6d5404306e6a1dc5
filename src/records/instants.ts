import type { Instant } from '../domain/zone.ts';

/** The instant as it is stored: 24 characters of UTC ISO text. Throws a RangeError beyond the year 9999. */
export function isoOf(instant: Instant): string {
  const text = new Date(instant).toISOString();
  if (text.length !== 24) throw new RangeError(`too far a time to record: ${text}`);
  return text;
}

/** The instant as it is stored, or null. */
export function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : isoOf(instant);
}

/** UTC milliseconds of a stored instant. */
export function instantOf(iso: string): Instant {
  return Date.parse(iso);
}

/** UTC milliseconds of a stored instant, or null. */
export function instantOrNull(iso: string | null): Instant | null {
  return iso === null ? null : Date.parse(iso);
}
