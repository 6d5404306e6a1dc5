import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/domain/words.ts';
import en from '../../src/i18n/en.json' with { type: 'json' };
import kk from '../../src/i18n/kk.json' with { type: 'json' };
import ru from '../../src/i18n/ru.json' with { type: 'json' };
import { isMessageKey, translator } from '../../src/i18n/translate.ts';

const CATALOGUES: Record<Language, Record<string, string>> = { ru, kk, en };

/** An element of a parsed message, as far as the tests look into it. */
type Element = { value?: string; type: number; pluralType?: string; options?: Record<string, { value: Element[] }> };
const [LITERAL, ARGUMENT, NUMBER, POUND] = [0, 1, 2, 7];

const parsed = (key: string, lang: Language): Element[] =>
  new IntlMessageFormat(CATALOGUES[lang][key] ?? '', lang, undefined, { ignoreTag: true }).getAst() as Element[];

const within = (elements: Element[]): Element[] =>
  elements.flatMap((element) => [
    element,
    ...Object.values(element.options ?? {}).flatMap(({ value }) => within(value)),
  ]);

const argumentsOf = (key: string, lang: Language): string[] => {
  const named = within(parsed(key, lang)).filter(({ type }) => type !== LITERAL && type !== POUND);
  return [...new Set(named.map(({ value = '' }) => value.toLowerCase()))].sort();
};

describe('The catalogues', () => {
  it('hold the same keys in every language', () => {
    const keys = Object.keys(ru).sort();
    expect(Object.keys(kk).sort()).toEqual(keys);
    expect(Object.keys(en).sort()).toEqual(keys);
  });

  it.each(LANGUAGES)('leave no message empty and name no message twice: %s', (lang) => {
    for (const [key, message] of Object.entries(CATALOGUES[lang])) {
      expect(message.trim(), key).toBe(message);
      expect(message, key).not.toBe('');
    }
  });

  // What only chooses between forms (a gender, a preposition) may be one language's own; so may a capital letter.
  it('print no argument that only one language knows: no caller would fill it', () => {
    const lonely = Object.keys(ru).flatMap((key) =>
      LANGUAGES.flatMap((lang) => {
        const others = LANGUAGES.filter((other) => other !== lang).flatMap((other) => argumentsOf(key, other));
        const printed = within(parsed(key, lang)).filter(({ type }) => type === ARGUMENT || type === NUMBER);
        return printed
          .filter(({ value = '' }) => !others.includes(value.toLowerCase()))
          .map(({ value }) => `${lang} ${key}: ${value}`);
      }),
    );
    expect(lonely).toEqual([]);
  });

  it.each(LANGUAGES)('have every plural form of the language: %s', (lang) => {
    const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    const lacking = Object.keys(CATALOGUES[lang]).filter((key) =>
      within(parsed(key, lang))
        .filter(({ pluralType }) => pluralType === 'cardinal')
        .some(({ options = {} }) => !forms.every((form) => form in options)),
    );
    expect(lacking).toEqual([]);
  });

  // wording.md, Never
  it('accuse nobody and do not shout', () => {
    const never = /молчал|солгал|сдержал|провалил|!|\blied\b|was silent|broke (his|her) word|failed to/i;
    for (const lang of LANGUAGES)
      for (const [key, message] of Object.entries(CATALOGUES[lang]))
        expect(message, `${lang} ${key}`).not.toMatch(never);
  });
});

describe('A translator', () => {
  it('speaks its language', () => {
    expect(translator('ru')('error.404.title')).toBe('Такой страницы нет');
    expect(translator('kk')('error.404.title')).toBe('Мұндай бет жоқ');
    expect(translator('en')('error.404.title')).toBe('There is no such page');
  });

  it('fills placeholders, and leaves what is not a placeholder alone', () => {
    expect(translator('en')('error.413.text', { megabytes: 1 })).toBe(
      'What was sent is larger than we take: at most 1 MB.',
    );
    expect(translator('en')('error.id', { id: '<b>' })).toContain('<b>');
  });

  it('knows which words are keys', () => {
    expect(isMessageKey('error.404.title')).toBe(true);
    expect(isMessageKey('constructor')).toBe(false);
  });
});
