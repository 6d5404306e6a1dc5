import type { Directory } from '../../src/domain/directory.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { wallTime } from '../format/clock.ts';
import { momentWords, zoneWords } from '../parts/moment.tsx';
import type { Reader } from '../reader.ts';

/** What every entry of a feed is told. `base`: the public address of the site, without a slash at its end. */
export type FeedTold = { r: Reader; base: string; directory: Directory };

/** The absolute address of a page in the language of the feed. */
export function linkTo({ r, base }: FeedTold, path: string): string {
  return base + address(r.lang, path);
}

/** Whether a due instant is the end of a day, and no hour was named. domain.md, Time 2. */
export function endsDay(dueAt: Instant, zone: string): boolean {
  return wallTime(dueAt, zone, true).time === '24:00';
}

/** A due instant in words: its day, and the hour with its zone where one was named. */
export function dueDayWords(r: Reader, dueAt: Instant, zone: string): string {
  if (endsDay(dueAt, zone)) return momentWords(r, { at: dueAt, zone, show: 'day', ends: true });
  return `${momentWords(r, { at: dueAt, zone })}, ${zoneWords(r, zone, dueAt)}`;
}
