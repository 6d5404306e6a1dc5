import type { Due, Said } from './due.ts';
import { dueOfDay } from './due-day.ts';
import { dueOfPeriod } from './due-period.ts';
import { dueOfTerm, unitOf } from './due-term.ts';
import type { Reading, Step } from './reading.ts';

const LETTERS: Readonly<Record<Step, string>> = {
  minute: 'M',
  hour: 'H',
  full_day: 'D',
  day: 'D',
  working_day: 'D',
  week: 'W',
  month: 'M',
  year: 'Y',
};

function periodText(n: number, step: Step): string {
  const clock = step === 'minute' || step === 'hour' ? 'T' : '';
  return `P${clock}${n}${LETTERS[step]}`;
}

/** The first occurrence of a repeated day or hour that is named; undefined where only the pace is named. */
function firstNamed(reading: Reading, said: Said): Due | undefined {
  const once: Reading = { ...reading, kind: 'by' };
  if (reading.period !== undefined) return dueOfPeriod(once, said);
  if (reading.weekday !== undefined || reading.hour !== undefined || reading.dayPart || reading.day !== undefined) {
    return dueOfDay(once, said);
  }
  return undefined;
}

/** Rule 25: the due day is the first occurrence, and `every` the pace. */
export function dueOfRecurring(reading: Reading, said: Said): Due {
  const step = reading.every ?? 'day';
  const n = reading.times ?? reading.n ?? 1;
  const every = periodText(n, step);
  const first = firstNamed(reading, said) ?? dueOfTerm({ n, step }, said);
  const { due } = first;
  if (due === null) return { ...first, every };
  const unit = first.unit === 'date' ? 'date' : unitOf(step);
  return { due, unit, every, reason: { key: 'recurring', every, due } };
}
