/**
 * Spelling. Russian and English words are compared in lower case with ё as е. Kazakh words are folded much further, so that
 * Cyrillic, both official Latin alphabets (2017 with apostrophes, 2018 with acutes, 2021 with dots and breves) and Kazakh
 * typed on a Russian keyboard all come to the same letters: «соңына», "sońyna", "son'yna", "сонына" → "sonina".
 */

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const APOSTROPHES = /['’ʼ‘`´]/g;

/** A Russian or English word as the tables spell it. */
export function plainWord(raw: string): string {
  return raw.normalize('NFC').toLowerCase().replace(INVISIBLE, '').replace(/ё/g, 'е').replace(APOSTROPHES, "'");
}

const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'j',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  қ: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ұ: 'u',
  ү: 'u',
  ф: 'f',
  х: 'h',
  һ: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'i',
  і: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};

const LATIN: Readonly<Record<string, string>> = {
  q: 'k',
  y: 'i',
  ý: 'u',
  w: 'u',
  x: 'h',
  ı: 'i',
  ş: 'sh',
  ğ: 'g',
  ñ: 'n',
  ŋ: 'n',
  ö: 'o',
  ü: 'u',
  ū: 'u',
  ä: 'a',
  ə: 'a',
};

const folded = new Map<string, string>();
const MOST_FOLDED = 20_000;

/** A Kazakh word in any of its alphabets as the folded tables spell it. */
export function foldKazakh(raw: string): string {
  const known = folded.get(raw);
  if (known !== undefined) return known;
  if (folded.size >= MOST_FOLDED) folded.clear();
  const word = fold(raw);
  folded.set(raw, word);
  return word;
}

function fold(raw: string): string {
  const word = raw
    .normalize('NFC')
    .toLowerCase()
    .replace(/i̇/g, 'i')
    .replace(/([sc])['’ʼ‘`´]/g, (_, letter: string) => (letter === 's' ? 'sh' : 'ch'))
    .replace(APOSTROPHES, '');
  let letters = '';
  for (const letter of word) {
    const known = CYRILLIC[letter] ?? LATIN[letter];
    // the acutes of 2018 fall away with their combining marks
    letters += known ?? letter.normalize('NFD').replace(/[^a-z0-9]/g, '');
  }
  return letters;
}

const DASHES = /[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d]/g;

/** A number or a sign as the tables spell it: one dash for all dashes, one quote for all quotes. */
export const plainSign = (raw: string): string => raw.replace(DASHES, '-');
