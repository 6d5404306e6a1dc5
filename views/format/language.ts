import type { Language } from '../../src/domain/words.ts';

/** A Kazakh sentence longer than this has a letter that Russian lacks. */
const TELLING = 30;

/**
 * The language that words are printed in, by their letters: a record names the language of a statement, while the newsroom may
 * retell it in its own. `stated` decides where letters do not.
 */
export function textLanguage(words: string, stated: Language): Language {
  if (/[әғқңөұүһі]/i.test(words)) return 'kk';
  const cyrillic = (words.match(/[а-яё]/gi) ?? []).length;
  const latin = (words.match(/[a-z]/gi) ?? []).length;
  if (cyrillic + latin === 0) return stated;
  if (cyrillic === 0) return stated === 'kk' ? 'kk' : 'en';
  return stated === 'en' || (stated === 'kk' && words.length > TELLING) ? 'ru' : stated;
}
