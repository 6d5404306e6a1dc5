import type { Precision } from './span.ts';

/** Russian, Kazakh and English names of a month by the letters they begin with; `typed-time.ts` reads a whole word. */
const MONTH_STEMS: readonly string[][] = [
  ['январ', 'қаңтар', 'jan'],
  ['феврал', 'ақпан', 'feb'],
  ['март', 'наурыз', 'mar'],
  ['апрел', 'сәуір', 'apr'],
  ['май', 'мая', 'мае', 'мамыр', 'may'],
  ['июн', 'маусым', 'jun'],
  ['июл', 'шілде', 'jul'],
  ['август', 'тамыз', 'aug'],
  ['сентябр', 'қыркүйек', 'sep'],
  ['октябр', 'қазан', 'oct'],
  ['ноябр', 'қараша', 'nov'],
  ['декабр', 'желтоқсан', 'dec'],
];
/** What a language may put after the stem: "июля", "шілдеде", "july". */
const ENDING = "[а-яёәғқңөұүһі'a-z]{0,8}";

/** The number of the month, 1 to 12, that the word names; 0 for none. */
export function monthOf(word: string): number {
  return MONTH_STEMS.findIndex((stems) => stems.some((stem) => new RegExp(`^${stem}${ENDING}$`).test(word))) + 1;
}

/** How many days back from today. */
export const DAY_WORDS: Readonly<Record<string, number>> = {
  сегодня: 0,
  бүгін: 0,
  today: 0,
  вчера: 1,
  кеше: 1,
  yesterday: 1,
  позавчера: 2,
  алдыңгүні: 2,
};

const WEEKDAYS: readonly RegExp[] = [
  /^(понедельник|дүйсенбі(де)?|monday)$/,
  /^(вторник|сейсенбі(де)?|tuesday)$/,
  /^(сред[ау]|сәрсенбі(де)?|wednesday)$/,
  /^(четверг|бейсенбі(де)?|thursday)$/,
  /^(пятниц[ау]|жұма(да)?|friday)$/,
  /^(суббот[ау]|сенбі(де)?|saturday)$/,
  /^(воскресенье|жексенбі(де)?|sunday)$/,
];

/** The weekday that the word names, 1 Monday to 7 Sunday; 0 for none. */
export function weekdayOf(word: string): number {
  return WEEKDAYS.findIndex((words) => words.test(word)) + 1;
}

const PARTS: readonly [RegExp, Precision][] = [
  [/^(ночью|ночи|ночь|түнде|түн|түнгі|night)$/, 'night'],
  [/^(утром|утра|утро|таңертең|таңертеңгі|таңда|таңғы|таңғысын|morning)$/, 'morning'],
  [/^(днем|дня|день|күндіз|күндізгі|түскі|afternoon)$/, 'afternoon'],
  [/^(вечером|вечера|вечер|кешке|кешкі|кеште|кешкісін|кешқұрым|evening)$/, 'evening'],
];

/** The part of the day that the word names. "түстен кейін" (after noon) is put into one word before it comes here. */
export function dayPartOf(word: string): Precision | undefined {
  return PARTS.find(([words]) => words.test(word))?.[1];
}

export const ABOUT =
  /^(около|примерно|приблизительно|где-то|ориентировочно|шамамен|шамасында|жуық|about|around|approximately|roughly|circa|~|≈)$/;
export const BEFORE = /^(до|раньше|ранее|дейін|before|until|by)$/;
export const AFTER = /^(после|позже|позднее|кейін|after|since)$/;
/** Words that say nothing more. */
export const FILLERS =
  /^(в|во|на|с|со|и|к|между|от|г|г\.|год|года|году|часов|часа|час|ч|жылғы|жылы|жыл|сағат|күні|at|on|in|of|the|from|to|between|and|местного|времени|это|было|где|the|жылғы|айының|ай|уақыты)$/;
