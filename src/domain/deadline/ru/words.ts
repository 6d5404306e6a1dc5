import { plainWord } from '../fold.ts';
import { type Word, type WordRow, wordTable } from '../language.ts';
import type { Reading } from '../reading.ts';

const CARDINALS: readonly (readonly [value: number, forms: string])[] = [
  [0, 'ноль нуля'],
  [1, 'один одного одному одним одном одна одной одну одно'],
  [1.5, 'полтора полторы полутора'],
  [2, 'два двух двум двумя две пара пару пары паре парочку парочки оба обоих двое'],
  [3, 'три трех трем тремя трое'],
  [4, 'четыре четырех четырем четырьмя четверо'],
  [5, 'пять пяти пятью'],
  [6, 'шесть шести шестью'],
  [7, 'семь семи семью'],
  [8, 'восемь восьми восемью'],
  [9, 'девять девяти девятью'],
  [10, 'десять десяти десятью десяток десятка'],
  [11, 'одиннадцать одиннадцати'],
  [12, 'двенадцать двенадцати'],
  [13, 'тринадцать тринадцати'],
  [14, 'четырнадцать четырнадцати'],
  [15, 'пятнадцать пятнадцати'],
  [16, 'шестнадцать шестнадцати'],
  [17, 'семнадцать семнадцати'],
  [18, 'восемнадцать восемнадцати'],
  [19, 'девятнадцать девятнадцати'],
  [20, 'двадцать двадцати двадцатью'],
  [30, 'тридцать тридцати тридцатью'],
  [40, 'сорок сорока'],
  [50, 'пятьдесят пятидесяти'],
  [60, 'шестьдесят шестидесяти'],
  [70, 'семьдесят семидесяти'],
  [80, 'восемьдесят восьмидесяти'],
  [90, 'девяносто девяноста'],
  [100, 'сто ста'],
  [200, 'двести двухсот'],
  [300, 'триста трехсот'],
];

const ORDINALS: readonly (readonly [value: number, stem: string])[] = [
  [1, 'перв'],
  [2, 'втор'],
  [4, 'четверт'],
  [5, 'пят'],
  [6, 'шест'],
  [7, 'седьм'],
  [8, 'восьм'],
  [9, 'девят'],
  [10, 'десят'],
  [11, 'одиннадцат'],
  [12, 'двенадцат'],
  [13, 'тринадцат'],
  [14, 'четырнадцат'],
  [15, 'пятнадцат'],
  [16, 'шестнадцат'],
  [17, 'семнадцат'],
  [18, 'восемнадцат'],
  [19, 'девятнадцат'],
  [20, 'двадцат'],
  [30, 'тридцат'],
];
const ADJECTIVE = 'ый ой ого ому ым ом ая ую ое ые ых ыми'.split(' ');
const THIRD = 'третий третьего третьему третьим третьем третья третьей третью третье третьи третьих'.split(' ');

const cardinals = new Map(
  CARDINALS.flatMap(([value, forms]) => forms.split(' ').map((form) => [form, value] as const)),
);
const ordinals = new Map<string, number>([
  ...ORDINALS.flatMap(([value, stem]) => ADJECTIVE.map((ending) => [stem + ending, value] as const)),
  ...THIRD.map((form) => [form, 3] as const),
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
  ['і', 1],
  ['іі', 2],
  ['ііі', 3],
]);

export const numberOf = (word: string): number | undefined => cardinals.get(word);
export const ordinalOf = (word: string): number | undefined => ordinals.get(word);

const ROWS: readonly WordRow[] = [
  ['month', { month: 1 }, 'январь января январе январю янв'],
  ['month', { month: 2 }, 'февраль февраля феврале февралю фев'],
  ['month', { month: 3 }, 'март марта марте марту'],
  ['month', { month: 4 }, 'апрель апреля апреле апрелю апр'],
  ['month', { month: 5 }, 'май мая мае маю'],
  ['month', { month: 6 }, 'июнь июня июне июню'],
  ['month', { month: 7 }, 'июль июля июле июлю'],
  ['month', { month: 8 }, 'август августа августе августу авг'],
  ['month', { month: 9 }, 'сентябрь сентября сентябре сентябрю сен сент'],
  ['month', { month: 10 }, 'октябрь октября октябре октябрю окт'],
  ['month', { month: 11 }, 'ноябрь ноября ноябре ноябрю ноя нояб'],
  ['month', { month: 12 }, 'декабрь декабря декабре декабрю дек'],
  ['weekday', { weekday: 1 }, 'понедельник понедельника понедельнику понедельнике пн'],
  ['weekday', { weekday: 2 }, 'вторник вторника вторнику вторнике вт'],
  ['weekday', { weekday: 3 }, 'среда среды среде среду'],
  ['weekday', { weekday: 4 }, 'четверг четверга четвергу четверге чт'],
  ['weekday', { weekday: 5 }, 'пятница пятницы пятнице пятницу пт'],
  ['weekday', { weekday: 6 }, 'суббота субботы субботе субботу сб'],
  ['weekday', { weekday: 7 }, 'воскресенье воскресенья воскресенью воскресение вс'],
  ['weekdays', { weekday: 1 }, 'понедельникам'],
  ['weekdays', { weekday: 2 }, 'вторникам'],
  ['weekdays', { weekday: 3 }, 'средам'],
  ['weekdays', { weekday: 4 }, 'четвергам'],
  ['weekdays', { weekday: 5 }, 'пятницам'],
  ['weekdays', { weekday: 6 }, 'субботам'],
  ['weekdays', { weekday: 7 }, 'воскресеньям'],
  ['unit', { step: 'minute' }, 'минута минуты минут минуту минуте минутам минутами мин'],
  ['unit', { step: 'hour' }, 'час часа часов часу часам часами часах ч'],
  ['unit', { step: 'full_day' }, 'сутки суток суткам сутками'],
  ['unit', { step: 'day' }, 'день дня дней дню дни днями дням днях дн'],
  ['unit', { step: 'week' }, 'неделя недели недель неделю неделе неделям неделями нед'],
  ['unit', { step: 'month' }, 'месяц месяца месяцев месяцы месяцу месяцам месяцами мес'],
  ['unit', { step: 'year' }, 'год года лет году годам годов'],
  ['day_word', {}, 'день дня дней дню дни днями дням дн д'],
  ['one', { n: 1, step: 'minute' }, 'минуты минуту минута'],
  ['one', { n: 1, step: 'hour' }, 'час часа'],
  ['one', { n: 1, step: 'full_day' }, 'сутки суток'],
  ['one', { n: 1, step: 'week' }, 'неделя недели неделю недельку'],
  ['one', { n: 1, step: 'month' }, 'месяц месяца'],
  ['one', { n: 1, step: 'year' }, 'год года'],
  ['one', { n: 4, step: 'day' }, 'полнедели'],
  ['one_half', { n: 30, step: 'minute' }, 'полчаса получаса'],
  ['one_half', { n: 12, step: 'hour' }, 'полдня полсуток'],
  ['one_half', { n: 15, step: 'day' }, 'полмесяца'],
  ['one_half', { n: 6, step: 'month' }, 'полгода полугода'],
  ['season', { season: 'spring' }, 'весна весны весне весну'],
  ['season', { season: 'summer' }, 'лето лета лету лете'],
  ['season', { season: 'autumn' }, 'осень осени'],
  ['season', { season: 'winter' }, 'зима зимы зиме зиму'],
  ['season_in', { season: 'spring' }, 'весной весною'],
  ['season_in', { season: 'summer' }, 'летом'],
  ['season_in', { season: 'autumn' }, 'осенью'],
  ['season_in', { season: 'winter' }, 'зимой зимою'],
  ['today', { dayShift: 0 }, 'сегодня'],
  ['today', { dayShift: 1 }, 'завтра'],
  ['today', { dayShift: 2 }, 'послезавтра'],
  ['part_of_day', { dayPart: 'morning' }, 'утро утра утру рассвета рассвету'],
  ['part_of_day', { dayPart: 'lunch' }, 'обед обеда обеду'],
  ['part_of_day', { dayPart: 'noon' }, 'полдень полудня полудню'],
  ['part_of_day', { dayPart: 'evening' }, 'вечер вечера вечеру'],
  ['part_of_day', { dayPart: 'midnight' }, 'полночь полуночи'],
  ['part_of_day', { dayPart: 'evening' }, 'ночи'],
  ['when_in_day', { dayPart: 'morning' }, 'утром'],
  ['when_in_day', { dayPart: 'afternoon' }, 'днем'],
  ['when_in_day', { dayPart: 'evening' }, 'вечером'],
  ['when_in_day', { dayPart: 'night' }, 'ночью'],
  ['edge', { part: 'end' }, 'конец конца концу конце исходу исходе исхода завершения'],
  ['edge', { part: 'start' }, 'начало началу начале'],
  ['edge', { part: 'middle' }, 'середина середины середине середину'],
];

const table = wordTable(ROWS, plainWord);

/** Beginnings of «десятидневный», «полуторамесячный»; none at all is one. */
const TERM_BEGINNINGS: Readonly<Record<string, number>> = {
  '': 1,
  одно: 1,
  двух: 2,
  трех: 3,
  четырех: 4,
  пяти: 5,
  шести: 6,
  семи: 7,
  восьми: 8,
  девяти: 9,
  десяти: 10,
  двенадцати: 12,
  четырнадцати: 14,
  пятнадцати: 15,
  двадцати: 20,
  тридцати: 30,
  сорока: 40,
  сорокавосьми: 48,
  шестидесяти: 60,
  девяносто: 90,
  сто: 100,
  полутора: 1.5,
  двадцатичетырех: 24,
  семидесятидвух: 72,
};
const TERM_STEMS: readonly (readonly [stem: string, step: NonNullable<Reading['step']>])[] = [
  ['минутн', 'minute'],
  ['часов', 'hour'],
  ['суточн', 'full_day'],
  ['дневн', 'day'],
  ['недельн', 'week'],
  ['месячн', 'month'],
  ['годичн', 'year'],
  ['годов', 'year'],
];

/** «десятидневный» is a term; «дневный» after "10-" is the tail of one, and «недельный», «месячный» are both. */
function termsOf(word: string): Word[] {
  const body = /^(.*?)(?:ый|ого|ому|ым|ом|ой)$/.exec(word)?.[1];
  if (body === undefined || body.length > 30) return [];
  for (const [stem, step] of TERM_STEMS) {
    if (!body.endsWith(stem)) continue;
    const n = TERM_BEGINNINGS[body.slice(0, -stem.length)];
    if (n === undefined) continue;
    if (body !== stem) return [{ name: 'term', reading: { n, step } }];
    const tail: Word = { name: 'term_tail', reading: { step } };
    return stem === 'дневн' || stem === 'годов' ? [tail] : [{ name: 'term', reading: { n, step } }, tail];
  }
  return [];
}

/** Every table word that `word` may be. */
export const wordsOf = (word: string): readonly Word[] => table.get(word) ?? termsOf(word);
