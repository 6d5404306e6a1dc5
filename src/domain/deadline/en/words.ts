import { plainWord } from '../fold.ts';
import { type Word, type WordRow, wordTable } from '../language.ts';

const CARDINALS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety';
const ORDINALS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
  'sixteenth seventeenth eighteenth nineteenth twentieth';

const cardinals = new Map<string, number>([
  ...CARDINALS.split(' ').map((word, value) => [word, value] as const),
  ...TENS.split(' ').map((word, tens) => [word, 20 + 10 * tens] as const),
  ['a', 1],
  ['an', 1],
  ['hundred', 100],
  ['couple', 2],
  ['dozen', 12],
]);
const ordinals = new Map<string, number>([
  ...ORDINALS.split(' ').map((word, value) => [word, value] as const),
  ['thirtieth', 30],
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
]);

export const numberOf = (word: string): number | undefined => cardinals.get(word);
export const ordinalOf = (word: string): number | undefined => ordinals.get(word);

const ROWS: readonly WordRow[] = [
  ['month', { month: 1 }, 'january jan'],
  ['month', { month: 2 }, 'february feb'],
  ['month', { month: 3 }, 'march mar'],
  ['month', { month: 4 }, 'april apr'],
  ['month', { month: 5 }, 'may'],
  ['month', { month: 6 }, 'june jun'],
  ['month', { month: 7 }, 'july jul'],
  ['month', { month: 8 }, 'august aug'],
  ['month', { month: 9 }, 'september sep sept'],
  ['month', { month: 10 }, 'october oct'],
  ['month', { month: 11 }, 'november nov'],
  ['month', { month: 12 }, 'december dec'],
  ['weekday', { weekday: 1 }, 'monday mon'],
  ['weekday', { weekday: 2 }, 'tuesday tue'],
  ['weekday', { weekday: 3 }, 'wednesday wed'],
  ['weekday', { weekday: 4 }, 'thursday thu'],
  ['weekday', { weekday: 5 }, 'friday fri'],
  ['weekday', { weekday: 6 }, 'saturday'],
  ['weekday', { weekday: 7 }, 'sunday'],
  ['weekdays', { weekday: 1 }, 'mondays'],
  ['weekdays', { weekday: 2 }, 'tuesdays'],
  ['weekdays', { weekday: 3 }, 'wednesdays'],
  ['weekdays', { weekday: 4 }, 'thursdays'],
  ['weekdays', { weekday: 5 }, 'fridays'],
  ['weekdays', { weekday: 6 }, 'saturdays'],
  ['weekdays', { weekday: 7 }, 'sundays'],
  ['unit', { step: 'minute' }, "minute minutes minutes' min mins"],
  ['unit', { step: 'hour' }, "hour hours hours' hour's hr hrs"],
  ['unit', { step: 'day' }, "day days days' day's"],
  ['unit', { step: 'week' }, "week weeks weeks' week's"],
  ['unit', { step: 'month' }, "month months months' month's"],
  ['unit', { step: 'year' }, "year years years' year's"],
  ['one', { n: 2, step: 'week' }, "fortnight fortnight's"],
  ['pace', { every: 'minute' }, 'minute minutes'],
  ['pace', { every: 'hour' }, 'hour hours'],
  ['pace', { every: 'day' }, 'day days'],
  ['pace', { every: 'week' }, 'week weeks'],
  ['pace', { every: 'month' }, 'month months'],
  ['pace', { every: 'year' }, 'year years'],
  ['season', { season: 'spring' }, 'spring'],
  ['season', { season: 'summer' }, 'summer'],
  ['season', { season: 'autumn' }, 'autumn fall'],
  ['season', { season: 'winter' }, 'winter'],
  ['today', { dayShift: 0 }, 'today'],
  ['today', { dayShift: 1 }, 'tomorrow'],
  ['part_of_day', { dayPart: 'morning' }, 'morning dawn'],
  ['part_of_day', { dayPart: 'noon' }, 'noon midday'],
  ['part_of_day', { dayPart: 'lunch' }, 'lunch lunchtime'],
  ['part_of_day', { dayPart: 'afternoon' }, 'afternoon'],
  ['part_of_day', { dayPart: 'evening' }, 'evening nightfall'],
  ['part_of_day', { dayPart: 'midnight' }, 'midnight'],
  ['part_of_day', { dayPart: 'evening' }, 'night'],
];

const table = wordTable(ROWS, plainWord);

export const wordsOf = (word: string): readonly Word[] => table.get(word) ?? [];
