import { foldKazakh } from '../deadline/fold.ts';

// Every key of the index is written in a-z and 0-9, so that both engines keep and compare the same bytes.

const RUSSIAN = 'абвгдежзийклмнопрстуфхцчшщъыьэюя';
const WRITTEN = 'abvgde2zi1klmnoprstufhc4w56y738q';
const WRITTEN_AS = new Map([...RUSSIAN].map((letter, at) => [letter, WRITTEN.charAt(at)]));

/** A Russian word in small letters without ё, one letter or digit for each of its own; what is no Russian letter falls away. */
export function writtenRussian(word: string): string {
  return [...word].map((letter) => WRITTEN_AS.get(letter) ?? '').join('');
}

/** Shorter words keep o and u apart: «дома» is not «дума». */
const MERGED_FROM = 6;

/**
 * What is left of a name once the habits of transliteration are taken from it: «Сағынтаев», «Сагинтаев», «Sagintayev» and
 * «Sagyntaev» come to the same letters, as do «Көлгінов», «Кульгинов» and «Kulginov».
 */
export function nameLetters(word: string): string {
  const letters = foldKazakh(word)
    .replaceAll('kh', 'h')
    .replaceAll('zh', 'j')
    .replaceAll('dj', 'j')
    .replaceAll('ts', 'c')
    // ya, yu, ye and iy: «Шукеев» is Shukeev and Shukeyev, «Юрий» is Yuriy and Yury.
    .replace(/i(?=e)/g, '')
    .replace(/ii/g, 'i')
    .replace(/(.)\1+/g, '$1');
  return letters.length < MERGED_FROM ? letters : letters.replaceAll('o', 'u');
}
