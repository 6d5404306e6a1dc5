import { type Input, textOf } from '../../../views/desk/form-state.ts';
import { type Precision, spanOf, type WrittenTime } from '../../domain/span.ts';
import { endOfDay, localDate } from '../../domain/zone.ts';

/** A time as a document has it, or as much of one as the fields give: `readIncident` says what is wrong with it. */
export type TimeParts = Record<string, string | undefined> | null;

/**
 * The time that the fields `<name>_precision`, `_date`, `_time`, `_date2`, `_time2` and `_stated` give, in local wall time;
 * null where no precision is chosen. A month or a year is that of the day; of a `between` on one day the second day may be left out.
 */
export function timeOfFields(input: Input, name: string): TimeParts {
  const part = (field: string) => textOf(input, `${name}_${field}`);
  const precision = part('precision') as Precision | '';
  if (precision === '') return null;
  const stated = part('stated');
  const said = stated === '' ? {} : { stated };
  const from = wall(part('date'), part('time'));
  if (precision === 'between')
    return { earliest: from, latest: wall(part('date2') || part('date'), part('time2')), precision, ...said };
  return { at: atOf(precision, part('date'), part('time')), precision, ...said };
}

function atOf(precision: Precision, date: string, time: string): string {
  switch (precision) {
    case 'minute':
    case 'about':
      return time === '' ? date : wall(date, time);
    case 'month':
      return date.slice(0, 7);
    case 'year':
      return date.slice(0, 4);
    case 'before':
    case 'after':
      return wall(date, time);
    default:
      return date;
  }
}

const wall = (date: string, time: string): string => (time === '' ? date : `${date}T${time}`);

/** The fields of a time as the record has it. */
export function fieldsOfTime(name: string, time: WrittenTime | null): Record<string, string> {
  if (time === null) return {};
  const first = parts(time.precision === 'between' ? time.earliest : time.at);
  const second = time.precision === 'between' ? parts(time.latest) : undefined;
  return {
    [`${name}_precision`]: time.precision,
    [`${name}_date`]: first.date,
    [`${name}_time`]: first.time,
    ...(second && { [`${name}_date2`]: second.date, [`${name}_time2`]: second.time }),
    [`${name}_stated`]: time.stated ?? '',
  };
}

/** A field for a time of day knows no 24:00: it shows the next day's 00:00, the same instant. */
function parts(text: string): { date: string; time: string } {
  const [day = '', time = ''] = text.split('T');
  if (time === '24:00') return { date: localDate(endOfDay(day, 'UTC'), 'UTC'), time: '00:00' };
  return { date: `${day}${'-01-01'.slice(day.length === 4 ? 0 : day.length === 7 ? 3 : 6)}`, time };
}

/** `next`, or `previous` where both mean the same: what a field cannot show as it was written is not changed by looking at it. */
export function keptTime(previous: WrittenTime | null | undefined, next: TimeParts, zone: string): TimeParts {
  if (!previous || next === null) return next;
  try {
    const [a, b] = [spanOf(previous, zone), spanOf(next as WrittenTime, zone)];
    const same = a.earliest === b.earliest && a.latest === b.latest;
    const said = (previous.stated ?? '') === (next.stated ?? '') && previous.precision === next.precision;
    return same && said ? { ...previous } : next;
  } catch {
    return next;
  }
}

/** A due day (`2019-07-26`), a due time of day with it, or null: the fields `<name>_date` and `<name>_time`. */
export function dueOfFields(input: Input, name: string): string | null {
  const [date, time] = [textOf(input, `${name}_date`), textOf(input, `${name}_time`)];
  return date === '' && time === '' ? null : wall(date, time);
}

/** The fields of a due day. */
export function fieldsOfDue(name: string, due: string | null | undefined): Record<string, string> {
  const { date, time } = due
    ? due.endsWith('T24:00')
      ? { date: due.slice(0, 10), time: '' }
      : parts(due)
    : { date: '', time: '' };
  return { [`${name}_date`]: date, [`${name}_time`]: time };
}
