import { DateTime } from 'luxon';
import { isWritten, type Precision, spanOf, type WrittenTime } from './span.ts';
import { isCountedFromNow, isSeenNow, minutesAgo, withClocks } from './typed-clock.ts';
import { ABOUT, AFTER, BEFORE, DAY_WORDS, dayPartOf, FILLERS, monthOf, weekdayOf } from './typed-words.ts';
import { type Instant, type LocalDate, localDate, startOfDay } from './zone.ts';

/**
 * The time that a reporter typed in his own words, in Russian, Kazakh or English: «утром 24 июня», «24.06 09:20»,
 * «около 18:00», «кешкі 6-да», "about 6 pm", «полчаса назад», «с 14:00 до 14:14 15 июля 2019». A day without a year, a weekday is
 * the last such day up to `now` in `zone`; an hour or a part of the day without a day is today's, or yesterday's where today's
 * has not come. What is counted back from now is known to half an hour. Undefined where a word is not understood: no guess.
 * The words themselves are kept with it, but not those that mean another time tomorrow («вчера в 14:30»).
 */
export function readTypedTime(typed: string, zone: string, now: Instant): WrittenTime | undefined {
  const text = typed.trim();
  if (text === '' || text.length > 120) return undefined;
  const plain = plainOf(text);
  const stated = isCountedFromNow(plain) ? {} : { stated: text };
  if (isSeenNow(plain)) return { at: wallAgo(0, zone, now), precision: 'before' };
  const ago = minutesAgo(plain);
  if (ago !== undefined) return { at: wallAgo(ago, zone, now), precision: 'about', ...stated };
  const found = gather(tokensOf(text), zone, now);
  if (found === undefined) return undefined;
  const written = writtenOf(found, zone, now);
  return written !== undefined && exists(written, zone) ? { ...written, ...stated } : undefined;
}

type Found = {
  on?: LocalDate;
  /** A month or a year, where no day is named. */
  coarse?: string;
  clocks: string[];
  part?: Precision;
  mark?: 'about' | 'before' | 'after';
};

const plainOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[.!]+$/, '')
    .trim();

const wallAgo = (minutes: number, zone: string, now: Instant): string =>
  DateTime.fromMillis(now - minutes * 60_000, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

function tokensOf(text: string): string[] {
  const plain = plainOf(text)
    .replace(/түстен кейін|после (?:обеда|полудня)|after (?:noon|lunch)/g, 'күндіз')
    .replace(/түске дейін|до (?:обеда|полудня)/g, 'таңертең')
    .replace(/алдыңғы күні|day before yesterday/g, 'алдыңгүні')
    .replace(/(?<=^|\s)(?:в )?полдень(?=\s|$)|(?<=^|\s)(?:at )?noon(?=\s|$)/g, '12:00')
    .replace(/(?<=^|\s)last night(?=\s|$)/g, 'вчера вечером')
    .replace(/(\d{1,2})[/](\d{1,2})[/](\d{4})/g, '$1.$2.$3')
    .replace(/(\d{1,2})-(\d{1,2})-(\d{4})/g, '$1.$2.$3')
    .replace(/(\d{1,2}:\d{2})\s*[-–—]\s*(\d{1,2}:\d{2})/g, '$1 $2');
  return withClocks(plain)
    .split(/[\s,;]+/)
    .filter((token) => token !== '');
}

function gather(tokens: string[], zone: string, now: Instant): Found | undefined {
  const found: Found = { clocks: [] };
  const date: { day?: number; month?: number; year?: number } = {};
  for (const token of tokens) {
    const clock = /^(\d{1,2}):(\d{2})$/.exec(token);
    const part = dayPartOf(token);
    const month = monthOf(token);
    const weekday = weekdayOf(token);
    if (clock) found.clocks.push(`${(clock[1] ?? '').padStart(2, '0')}:${clock[2]}`);
    else if (readNumbers(token, date)) continue;
    else if (Object.hasOwn(DAY_WORDS, token)) found.on = daysAgo(DAY_WORDS[token] ?? 0, zone, now);
    else if (month > 0) date.month = month;
    else if (weekday > 0) found.on = lastWeekday(weekday, zone, now);
    else if (part !== undefined) found.part = part;
    else if (ABOUT.test(token)) found.mark = 'about';
    else if (BEFORE.test(token)) found.mark = 'before';
    else if (AFTER.test(token)) found.mark = 'after';
    else if (!FILLERS.test(token)) return undefined;
  }
  return place(found, date, zone, now);
}

/** 2019-07-15, 15.07.2019, 15.07, 2019, 24: each number goes where it can only belong. */
function readNumbers(token: string, date: { day?: number; month?: number; year?: number }): boolean {
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(token);
  const dotted = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?\.?$/.exec(token);
  const plain = /^(\d{1,2}|\d{4})(?:г\.?|st|nd|rd|th)?$/.exec(token);
  if (iso) Object.assign(date, { year: Number(iso[1]), month: Number(iso[2]), ...(iso[3] && { day: Number(iso[3]) }) });
  else if (dotted) {
    Object.assign(date, { day: Number(dotted[1]), month: Number(dotted[2]) });
    if (dotted[3]) date.year = Number(dotted[3]) + (dotted[3].length === 2 ? 2000 : 0);
  } else if (plain?.[1]?.length === 4) date.year = Number(plain[1]);
  else if (plain && date.day === undefined) date.day = Number(plain[1]);
  else return false;
  return true;
}

function place(
  found: Found,
  { day, month, year }: { day?: number; month?: number; year?: number },
  zone: string,
  now: Instant,
): Found | undefined {
  if (found.on !== undefined) return day === undefined && month === undefined && year === undefined ? found : undefined;
  if (day !== undefined) {
    if (month === undefined) return undefined;
    const on = year === undefined ? lastSuch(month, day, zone, now) : isoDay(year, month, day);
    return on === undefined ? undefined : { ...found, on };
  }
  if (month !== undefined)
    return year === undefined ? undefined : { ...found, coarse: `${year}-${String(month).padStart(2, '0')}` };
  return year === undefined ? found : { ...found, coarse: String(year) };
}

function writtenOf(found: Found, zone: string, now: Instant): WrittenTime | undefined {
  const [first, second, ...more] = found.clocks;
  if (more.length > 0) return undefined;
  if (found.coarse !== undefined) {
    if (first !== undefined || found.part !== undefined || found.mark !== undefined) return undefined;
    return { at: found.coarse, precision: found.coarse.length === 4 ? 'year' : 'month' };
  }
  if (first === undefined) return withoutClock(found, zone, now);
  if (found.part !== undefined) return undefined;
  const on = found.on ?? lastTimed(second ?? first, zone, now);
  if (second !== undefined) {
    if (found.mark === 'about' || found.mark === 'after') return undefined;
    return { earliest: `${on}T${first}`, latest: `${on}T${second}`, precision: 'between' };
  }
  return { at: `${on}T${first}`, precision: found.mark ?? 'minute' };
}

function withoutClock(found: Found, zone: string, now: Instant): WrittenTime | undefined {
  const on = found.on ?? (found.part === undefined ? undefined : lastPart(found.part, zone, now));
  if (on === undefined || found.mark === 'about') return undefined;
  if (found.mark !== undefined) return found.part === undefined ? { at: on, precision: found.mark } : undefined;
  return { at: on, precision: (found.part ?? 'day') as 'day' };
}

const daysAgo = (days: number, zone: string, now: Instant): LocalDate =>
  DateTime.fromMillis(now, { zone }).minus({ days }).toFormat('yyyy-MM-dd');

function isoDay(year: number, month: number, day: number): LocalDate | undefined {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isWritten(text, 'date') ? text : undefined;
}

/** The last such day up to today; eight years reach over a century without 29 February. */
function lastSuch(month: number, day: number, zone: string, now: Instant): LocalDate | undefined {
  const { year } = DateTime.fromMillis(now, { zone });
  for (let back = 0; back <= 8; back += 1) {
    const on = isoDay(year - back, month, day);
    if (on !== undefined && startOfDay(on, zone) <= now) return on;
  }
  return undefined;
}

function lastTimed(clock: string, zone: string, now: Instant): LocalDate {
  const today = DateTime.fromMillis(now, { zone });
  return clock <= today.toFormat('HH:mm') ? daysAgo(0, zone, now) : daysAgo(1, zone, now);
}

/** Today's part of the day, or yesterday's where today's has not begun. */
function lastPart(part: Precision, zone: string, now: Instant): LocalDate {
  const today = localDate(now, zone);
  const { earliest } = spanOf({ at: today, precision: part as 'day' }, zone);
  return earliest === null || earliest <= now ? today : daysAgo(1, zone, now);
}

function lastWeekday(weekday: number, zone: string, now: Instant): LocalDate {
  const back = (DateTime.fromMillis(now, { zone }).weekday - weekday + 7) % 7;
  return daysAgo(back, zone, now);
}

function exists(written: WrittenTime, zone: string): boolean {
  try {
    spanOf(written, zone);
    return true;
  } catch {
    return false;
  }
}
