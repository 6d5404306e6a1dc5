import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';
import type { Stemmers } from '../domain/search/keys.ts';

const MOST_KEPT = 50_000;

/** A record says the same words again and again: the stems of the last ones are kept. */
function keeping(stem: (word: string) => string): (word: string) => string {
  const kept = new Map<string, string>();
  return (word) => {
    const known = kept.get(word);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const found = stem(word);
    kept.set(word, found);
    return found;
  };
}

/** What takes the endings off Russian and English words, for the index and for whoever asks it alike. */
export const STEMMERS: Stemmers = { ru: keeping(russian), en: keeping(english) };
