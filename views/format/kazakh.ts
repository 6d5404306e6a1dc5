import { JOINER } from './text.ts';

/** The endings that Kazakh puts to a date, a time or a figure: in, to, from, of, "with" (мен), and the one that is there (-дағы). */
export type Case = 'in' | 'to' | 'from' | 'of' | 'with' | 'at';

const UNITS = ['нөл', 'бір', 'екі', 'үш', 'төрт', 'бес', 'алты', 'жеті', 'сегіз', 'тоғыз'];
const TENS = ['', 'он', 'жиырма', 'отыз', 'қырық', 'елу', 'алпыс', 'жетпіс', 'сексен', 'тоқсан'];
const VOICELESS = /[пфкқтсшщчцхһ]$/;
const NASAL = /[мнң]$/;
const BUZZING = /[бвгғджз]$/;
const VOWEL = /[аәеёиіоөуұүыэюя]$/;
const BACK = /[аоұыёюя]/;
const FRONT = /[әеөүіэ]/;

/** The last word of a whole number from 0 to 9999 as it is spoken: 29 → тоғыз, 40 → қырық, 0 → нөл. */
export function lastSpoken(number: number): string {
  if (number === 0 || number % 10 !== 0) return UNITS[number % 10] ?? '';
  if (number % 100 !== 0) return TENS[(number % 100) / 10] ?? '';
  return number % 1000 !== 0 ? 'жүз' : 'мың';
}

/** The ending of `word` (Kazakh, lower case) in a case: `шілде`, in → `де`; with → ` мен`. */
export function ending(word: string, wanted: Case): string {
  if (wanted === 'with') return VOICELESS.test(word) ? ' пен' : BUZZING.test(word) ? ' бен' : ' мен';
  if (wanted === 'at') return ending(word, 'in') + (isBack(word) ? 'ғы' : 'гі');
  return onset(word, wanted) + (isBack(word) ? BACK_ENDS[wanted] : FRONT_ENDS[wanted]);
}

/** A Kazakh word in a case: `қыркүйек`, in → `қыркүйекте`. */
export function inCase(word: string, wanted: Case): string {
  return word + ending(word, wanted);
}

/** A figure, a time or a number in a case: `16:29`, in → `16:29-да`; with → `16:29 бен`. The last group of digits is what is spoken last. */
export function figureInCase(figure: string, wanted: Case): string {
  const digits = /(\d+)\D*$/.exec(figure)?.[1] ?? '0';
  const end = ending(lastSpoken(Number(digits)), wanted);
  // No line may end within it.
  return wanted === 'with' ? figure + end : `${figure}-${JOINER}${end}`;
}

const BACK_ENDS = { in: 'а', to: 'а', from: 'ан', of: 'ың' };
const FRONT_ENDS = { in: 'е', to: 'е', from: 'ен', of: 'ің' };

function onset(word: string, wanted: Exclude<Case, 'with' | 'at'>): string {
  const voiceless = VOICELESS.test(word);
  switch (wanted) {
    case 'in':
      return voiceless ? 'т' : 'д';
    case 'to':
      return voiceless ? (isBack(word) ? 'қ' : 'к') : isBack(word) ? 'ғ' : 'г';
    case 'from':
      return voiceless ? 'т' : NASAL.test(word) ? 'н' : 'д';
    case 'of':
      return voiceless ? 'т' : NASAL.test(word) || VOWEL.test(word) ? 'н' : 'д';
  }
}

/** Vowel harmony goes by the last vowel that is clearly back or front: и and у are neither. */
function isBack(word: string): boolean {
  for (const letter of [...word].reverse()) {
    if (BACK.test(letter)) return true;
    if (FRONT.test(letter)) return false;
  }
  return true;
}
