import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../domain/words.ts';
import en from './en.json' with { type: 'json' };
import kk from './kk.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };

/** Every message has all three languages; test/i18n holds it. */
export type MessageKey = keyof typeof ru;
export type Params = Record<string, string | number>;
/** The message `key` in one language, with its placeholders filled: plain text, not HTML. */
export type Translate = (key: MessageKey, params?: Params) => string;

const CATALOGUES: Record<Language, Record<MessageKey, string>> = { ru, kk, en };
const translators = new Map<Language, Translate>();

/** Translates into `lang`. Messages are in ICU form; each is parsed once. */
export function translator(lang: Language): Translate {
  const known = translators.get(lang);
  if (known) return known;
  const made = makeTranslator(lang);
  translators.set(lang, made);
  return made;
}

/** Whether `key` names a message: for keys that are put together from a fact, such as a status. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(ru, key);
}

function makeTranslator(lang: Language): Translate {
  const parsed = new Map<MessageKey, IntlMessageFormat>();
  return (key, params) => {
    let message = parsed.get(key);
    if (!message) {
      message = new IntlMessageFormat(CATALOGUES[lang][key], lang, undefined, { ignoreTag: true });
      parsed.set(key, message);
    }
    return String(message.format(params));
  };
}
