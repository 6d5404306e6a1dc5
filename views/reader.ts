import type { Language } from '../src/domain/words.ts';
import { type Translate, translator } from '../src/i18n/translate.ts';

/** Who reads one printed page: the language, its words, and the links printed so far, which paper lists at its end. */
export type Reader = { lang: Language; t: Translate; links: LinkNotes };

/** The outward links of one page, numbered in the order in which they are printed; the same address keeps its number. */
export type LinkNotes = {
  number: (url: string, title: string) => number;
  list: () => { url: string; title: string }[];
};

/** A reader of `lang`, for one page: make a new one for each answer. */
export function readerOf(lang: Language): Reader {
  return { lang, t: translator(lang), links: linkNotes() };
}

function linkNotes(): LinkNotes {
  const titles = new Map<string, string>();
  return {
    number: (url, title) => {
      if (!titles.has(url)) titles.set(url, title);
      return [...titles.keys()].indexOf(url) + 1;
    },
    list: () => [...titles].map(([url, title]) => ({ url, title })),
  };
}
