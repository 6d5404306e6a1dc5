export const LANGUAGES = ['ru', 'kk', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same words in one, two or three languages. */
export type Texts = { ru?: string; kk?: string; en?: string };

/** The words in `lang`, or in the language that stands in for it, which then must be marked. Undefined where there are none. */
export function wordsIn(texts: Texts, lang: Language): { text: string; lang: Language } | undefined {
  for (const candidate of [lang, 'ru', 'kk', 'en'] as const) {
    const text = texts[candidate];
    if (text) return { text, lang: candidate };
  }
  return undefined;
}
