import type { MondayLine } from '../../src/domain/monday.ts';
import type { Language } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import { dayWords } from '../format/dates.ts';
import type { Reader } from '../reader.ts';

/** When it was due, and how long ago that is. */
export function mondayDue(r: Reader, { state }: MondayLine): string {
  const due = state.dueOn === null ? [] : [r.t('monday.due_on', { day: dayWords(r, state.dueOn) })];
  const days = (state.daysOverdue ?? 0) > 0 ? [r.t('monday.days', { count: state.daysOverdue ?? 0 })] : [];
  return [...due, ...days].join(' ');
}

/** The form in which a check of the promise is noted. */
export function checkAddress(lang: Language, { incident, promise }: MondayLine): string {
  return address(lang, `/desk/incidents/${incident.slug}/checks/new`, { for: promise.id });
}
