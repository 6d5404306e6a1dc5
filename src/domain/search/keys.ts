import { foldKazakh } from '../deadline/fold.ts';
import type { Language } from '../words.ts';
import { kazakhStems } from './kazakh.ts';
import { nameLetters, writtenRussian } from './letters.ts';
import { type FoundWord, isCommon, wordsOf } from './words.ts';

/** Changes with every rule of this folder: an index of another version is written anew. */
export const ANALYSER_VERSION = 1;

/** Takes the ending off a Russian or an English word in small letters. */
export type Stemmers = { ru: (word: string) => string; en: (word: string) => string };

/** Which words are compared: of a text in a known language, of one that may be in any, or of a question. */
export type Spoken = Language | 'any' | 'asked';

const CYRILLIC = /\p{Script=Cyrillic}/u;
const KAZAKH = /[әғқңөұүһі]/;
const LONGEST_WORD = 60;

/**
 * The keys of a word, each in a-z and 0-9 with a letter before it that says what was compared: r its Russian stem, or the word
 * itself, for a stemmer parts «аким» wrongly; k the same in Kazakh, e in English, n the letters of a name, d a number. Two words
 * are the same where they share a key. A name is looked for in texts only where it has its capital; whoever asks may type it
 * without.
 */
export function keysOf(
  { plain, capital }: Pick<FoundWord, 'plain' | 'capital'>,
  spoken: Spoken,
  by: Stemmers,
): string[] {
  const word = plain.slice(0, LONGEST_WORD);
  if (/\p{N}/u.test(word)) return keyed('d', [foldKazakh(word)]);
  const names = capital || spoken === 'asked' ? nameKeys(word, by) : [];
  const open = spoken === 'any' || spoken === 'asked';
  if (!CYRILLIC.test(word)) {
    const kazakh = open || spoken === 'kk' ? keyed('k', kazakhStems(foldKazakh(word))) : [];
    const bare = word.normalize('NFD').replace(/[^a-z]/g, '');
    return unique([...keyed('e', [by.en(bare)]), ...kazakh, ...names]);
  }
  const isKazakh = KAZAKH.test(word);
  const russian = (open && !isKazakh) || spoken === 'ru' ? keyed('r', [word, by.ru(word)].map(writtenRussian)) : [];
  const kazakh = open || isKazakh || spoken === 'kk' ? keyed('k', kazakhStems(foldKazakh(word))) : [];
  return unique([...russian, ...kazakh, ...names]);
}

/** A surname in -ов, -ев, -ин before its case; a stemmer of common words would part it differently in each. */
const SURNAME = /^(.{2,}(?:[оеё]в|[иы]н))(?:а|у|ым|е|ой|ы|ых|ыми)?$/u;

/** A name as it is written, without its case, and without its last vowel: «Астаны» and Astana. */
function nameKeys(word: string, by: Stemmers): string[] {
  const folded = foldKazakh(word.replace(/['’ʼ]s?$/, ''));
  const stems = CYRILLIC.test(word)
    ? [SURNAME.exec(word)?.[1] ?? by.ru(word), ...kazakhStems(folded)]
    : kazakhStems(folded);
  const written = [word.replace(/['’ʼ]s?$/, ''), ...stems].map(nameLetters);
  return keyed('n', [...written, ...written.map((letters) => letters.replace(/[aeiu]$/, ''))]);
}

const SHORTEST_NAME = 3;

function keyed(mark: string, values: readonly string[]): string[] {
  const long = values.filter((value) => value.length >= (mark === 'n' ? SHORTEST_NAME : 1));
  return unique(long).map((value) => `${mark}${value}`);
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** Words in a known language, or in one that nothing says. */
export type Said = { text: string; lang: Language | 'any' };

/** Every key of these texts, once each. A word with a hyphen is also known as a whole: «Нур-Султан» is «Нурсултан». */
export function keysOfTexts(texts: readonly Said[], by: Stemmers): string[] {
  return unique(
    texts.flatMap(({ text, lang }) => {
      const words = wordsOf(text);
      return [...words, ...joinedWords(text, words)].flatMap((word) =>
        isCommon(word.plain) ? [] : knownKeysOf(word, lang, by),
      );
    }),
  );
}

/** Words come again and again: the keys of those that came last are kept, by how they are compared. */
const KNOWN_AT_MOST = 50_000;
const known = new WeakMap<Stemmers, Map<string, readonly string[]>>();

function knownKeysOf(word: FoundWord, spoken: Spoken, by: Stemmers): readonly string[] {
  let ofStemmers = known.get(by);
  if (ofStemmers === undefined || ofStemmers.size >= KNOWN_AT_MOST) {
    ofStemmers = new Map();
    known.set(by, ofStemmers);
  }
  const name = `${spoken}${word.capital ? '+' : '-'}${word.plain}`;
  const keys = ofStemmers.get(name) ?? keysOf(word, spoken, by);
  ofStemmers.set(name, keys);
  return keys;
}

/** Two words with a hyphen between them, as one. */
function joinedWords(text: string, words: readonly FoundWord[]): FoundWord[] {
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    if (next === undefined || next.start !== word.end + 1 || !/[-‐‑–]/.test(text.charAt(word.end))) return [];
    return [{ start: word.start, end: next.end, plain: word.plain + next.plain, capital: word.capital }];
  });
}

/** What is asked for: all of `words`, each by any of its keys. Empty where there is nothing to look for. */
export type Asked = { words: readonly (readonly string[])[] };

/** Reads what somebody typed. Every text is a question: signs and halves of signs say nothing. */
export function askedFor(typed: string, by: Stemmers): Asked {
  const words = wordsOf(typed).filter(({ plain }) => !isCommon(plain));
  const keys = words.map((word) => keysOf(word, 'asked', by)).filter((each) => each.length > 0);
  return { words: [...new Map(keys.map((each) => [each.join(' '), each])).values()] };
}
