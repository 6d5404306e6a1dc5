import { type Input, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { dayWords } from '../../../views/format/dates.ts';
import type { Reader } from '../../../views/reader.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { type CalendarChange, FIRST_YEAR, LAST_YEAR, type WrongDay, wrongDays } from '../../domain/calendar-change.ts';
import { isWritten } from '../../domain/span.ts';
import type { LocalDate } from '../../domain/zone.ts';
import { isMessageKey } from '../../i18n/translate.ts';
import { wordsOf } from './input.ts';

export type ReadChange = { ok: true; change: CalendarChange } | { ok: false; problems: Problem[] };

/** The change of the calendar that the fields ask for, or everything that is wrong with it, field by field. */
export function readChange(r: Reader, input: Input, calendar: Calendar): ReadChange {
  const kind = textOf(input, 'kind') === 'decree' ? 'decree' : 'year';
  const typed = textOf(input, 'year');
  const year = /^\d{4}$/.test(typed) ? Number(typed) : Number.NaN;
  const [off, working] = [readDays(textOf(input, 'off'), year), readDays(textOf(input, 'working'), year)];
  const source = wordsOf(input, 'source');
  const note = wordsOf(input, 'note');
  const change = { kind, year, off: off.days, working: working.days, source: source ?? '', note } as const;
  const unread = off.unread.length + working.unread.length > 0;
  const problems: Problem[] = [
    ...unreadProblems('off', off.unread),
    ...unreadProblems('working', working.unread),
    // a day that was not understood is no missing day
    ...wrongDays(change, calendar)
      .filter(({ why }) => !(unread && why === 'no_days'))
      .map((wrong) => problemOf(r, wrong)),
    ...sourceProblems(source),
    ...(note !== null && note.length > 2000
      ? [{ field: 'note', key: 'expected.at_most', params: { count: 2000 } } as const]
      : []),
  ];
  return problems.length === 0 ? { ok: true, change } : { ok: false, problems };
}

type Days = { days: LocalDate[]; unread: string[] };

/** Days as people write them, in any order, parted by spaces, commas or lines: `2027-03-08`, `08.03.2027`, `8.03`. */
function readDays(text: string, year: number): Days {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '' && word !== '.');
  const read = words.map((word) => ({ word, day: readDay(word.replace(/\.$/, ''), year) }));
  const days = [...new Set(read.flatMap(({ day }) => day ?? []))].sort();
  return { days, unread: read.filter(({ day }) => day === undefined).map(({ word }) => word) };
}

function readDay(word: string, year: number): LocalDate | undefined {
  const [, day, month, own] = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?$/.exec(word) ?? [];
  const two = (digits = '') => digits.padStart(2, '0');
  const written = day === undefined ? word : `${own ?? year}-${two(month)}-${two(day)}`;
  return isWritten(written, 'date') ? written : undefined;
}

const MOST_NAMED = 5;

function unreadProblems(field: string, words: readonly string[]): Problem[] {
  if (words.length === 0) return [];
  const named = words
    .slice(0, MOST_NAMED)
    .map((word) => word.slice(0, 20))
    .join(', ');
  return [{ field, key: 'desk.calendar.wrong.day', params: { words: named } }];
}

function sourceProblems(source: string | null): Problem[] {
  if (source === null) return [{ field: 'source', key: 'desk.calendar.wrong.source' }];
  const url = URL.parse(source);
  const known = url !== null && /^https?:$/.test(url.protocol) && source.length <= 2000;
  return known ? [] : [{ field: 'source', key: 'desk.calendar.wrong.source' }];
}

function problemOf(r: Reader, wrong: WrongDay): Problem {
  const key = `desk.calendar.wrong.${wrong.why}`;
  const params = {
    ...('on' in wrong ? { on: dayWords(r, wrong.on) } : {}),
    ...('year' in wrong ? { year: String(wrong.year) } : {}),
    first: String(FIRST_YEAR),
    last: String(LAST_YEAR),
  };
  return { field: wrong.field, key: isMessageKey(key) ? key : 'error.422.text', params };
}
