/** A word of a text: its place (UTF-16 offsets), as it is written, in small letters, and whether it begins with a capital. */
export type FoundWord = { start: number; end: number; plain: string; capital: boolean };

const LETTERS = /[\p{L}\p{N}\p{M}]+(?:['’ʼ‘`´][\p{L}\p{M}]+)*['’ʼ]?/gu;
/** Nearly every word: there is nothing to put together and nothing to take out. */
const ALREADY_PLAIN = /^[a-z0-9а-яәғқңөұүһі]+$/;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** The words of a text, in order. A soft hyphen or a stray half of a sign parts nothing and breaks nothing. */
export function wordsOf(text: string): FoundWord[] {
  return [...text.matchAll(LETTERS)].map((match) => {
    const [raw] = match;
    const start = match.index;
    const small = raw.toLowerCase();
    const plain = ALREADY_PLAIN.test(small)
      ? small
      : raw.normalize('NFC').toLowerCase().replace(INVISIBLE, '').replaceAll('ё', 'е');
    return { start, end: start + raw.length, plain, capital: small !== raw };
  });
}

/** Words that stand in every text: nobody looks for them. */
const COMMON = new Set(
  (
    'в во на и с со по к ко о об от до за из у не что как для это а но же бы или при ' +
    'және мен бен пен үшін бұл осы да де та те ' +
    'the of in on at to and a an is was for by with that this it as be are were'
  ).split(' '),
);

/** Whether the word says too little to be looked for: a single letter, «на», "of". A number never does. */
export function isCommon(plain: string): boolean {
  return (plain.length < 2 || COMMON.has(plain)) && !/\p{N}/u.test(plain);
}
